"""How the program is entered."""

import pytest

import scrape_clean.cli
from scrape_clean.__main__ import main


def test_ctrl_c_while_the_commands_are_loaded_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exit code is that of Ctrl-C at any other time."""

    def loading(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(scrape_clean.cli, "main", loading)
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 130
