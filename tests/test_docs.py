"""The documents say what the program does."""

import ast
import doctest
import re
from pathlib import Path
from typing import get_args

import click
import pytest
from click.testing import CliRunner
from pytest_regressions.file_regression import FileRegressionFixture

import scrape_clean
from scrape_clean.cli import main
from scrape_clean.compare import EditKind
from scrape_clean.exports import export

ROOT = Path(__file__).parents[1]


def help_of(*arguments: str) -> str:
    """What a command says of itself, 100 columns wide."""
    done = CliRunner().invoke(main, [*arguments, "--help"], prog_name="scrape-clean", terminal_width=100)
    assert done.exit_code == 0
    return done.output.rstrip()


def test_the_command_reference_is_what_help_prints(file_regression: FileRegressionFixture) -> None:
    """docs/cli.md holds the help of every command; `pytest --force-regen tests/test_docs.py` writes it anew."""
    names = sorted(main.list_commands(click.Context(main)))
    parts = ["# Command reference", "Every command with its options, as `--help` prints it.", f"```\n{help_of()}\n```"]
    parts += [f"## scrape-clean {name}\n\n```\n{help_of(name)}\n```" for name in names]
    file_regression.check("\n\n".join(parts) + "\n", fullpath=ROOT / "docs" / "cli.md", encoding="utf-8")


def test_help_lists_every_command_once() -> None:
    """Each in its section."""
    listed = re.findall(r"^  ([a-z]+) {2,}[A-Z]", help_of().partition("Options:")[2], re.MULTILINE)
    assert sorted(listed) == main.list_commands(click.Context(main))


@pytest.mark.parametrize("name", ["README.md", "docs/library.md", "docs/annotations.md", "docs/labelling.md"])
def test_examples_are_true(name: str) -> None:
    """Every `>>>` in the documents gives what stands below it."""
    outcome = doctest.testfile(str(ROOT / name), module_relative=False, encoding="utf-8")
    assert outcome.attempted > 0
    assert outcome.failed == 0


def test_before_and_after_is_true() -> None:
    """The page at the top of the README becomes what stands below it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    before, after = (re.search(rf"```{name}\n(.*?)```", readme, re.DOTALL) for name in ("text", "markdown"))
    assert before
    assert after
    assert export(scrape_clean.clean(before[1], media_type="text/plain"), "markdown").decode() == after[1]


def test_the_package_example_is_true() -> None:
    """So does the one in the package's own docstring."""
    outcome = doctest.testmod(scrape_clean)
    assert (outcome.attempted, outcome.failed) == (3, 0)


def test_every_public_name_is_in_the_library_guide() -> None:
    """What is exported is documented."""
    guide = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    missing = [name for name in scrape_clean.__all__ if not re.search(rf"\b{name}\b", guide)]
    assert missing == []


def test_every_option_and_kind_of_edit_is_in_its_guide() -> None:
    """What a caller may choose, and what a change may say."""
    library, changes = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("library.md", "changes.md"))
    assert [name for name in scrape_clean.Options.__struct_fields__ if f"`{name}`" not in library] == []
    assert [kind for kind in get_args(EditKind) if f"`{kind}`" not in changes] == []


def test_every_threshold_is_where_the_reasons_say() -> None:
    """Each number of the table stands in the code of its file, as it is, as a share, or in per mille."""
    table = (ROOT / "docs" / "why.md").read_text(encoding="utf-8").partition("## Thresholds")[2]
    rows = re.findall(r"^\| (?:`(\S+)` )?\| (.+?) \|", table, re.MULTILINE)
    assert len(rows) > 50
    held: set[float] = set()
    for where, what in rows:
        if where:
            tree = ast.parse((Path(scrape_clean.__file__).parent / where).read_text(encoding="utf-8"))
            values = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
            held = {value for value in values if isinstance(value, int | float)}
        for digits, unit in re.findall(r"(\d[\d,]*(?:\.\d+)?)( [%k])?", what):
            number = float(digits.rstrip(",").replace(",", ""))
            forms = {" %": {number / 100, number * 10}, " k": {number * 1024}}.get(unit, {number})
            assert held & forms, f"{where or 'as above'}: {digits} of {what!r}"


def test_nobody_is_sent_to_an_index_that_lacks_the_package() -> None:
    """Somebody else could put one there under this name."""
    package = Path(scrape_clean.__file__).parent
    told = (ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *package.rglob("*.py"), *package.rglob("*.toml"))
    assert [path.name for path in told if re.search(r"install '?scrape-clean\b", path.read_text("utf-8"))] == []


def test_the_licence_of_the_data_comes_with_it() -> None:
    """In the package, so in every wheel."""
    notice = Path(scrape_clean.__file__).with_name("LICENSE.unicode").read_text(encoding="utf-8")
    assert notice.startswith("UNICODE LICENSE V3\n")
    assert "SPDX-License-Identifier: Unicode-3.0" in notice


def anchors_of(document: Path) -> set[str]:
    """The headings of a document as GitHub names them in links; none stands twice in one."""
    names = re.findall(r"^#+ (.+)$", without_code(document), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", name.lower()).replace(" ", "-") for name in names}


def without_code(document: Path) -> str:
    """What is no block of code."""
    return re.sub(r"^```.*?^```$", "", document.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def test_links_between_documents_lead_somewhere() -> None:
    """No document points at a file, or at a heading of one, that is not there."""
    for path in (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))):
        for file, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", without_code(path)):
            target = path.parent / file if file else path
            assert target.exists(), f"{path.name} links to {file}"
            assert not anchor or anchor in anchors_of(target), f"{path.name} links to {file}#{anchor}"
