"""Tables into Structs that somebody else wrote: a plug-in's settings get the same care as ours."""

from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from msgspec import Meta, Struct

from scrape_clean.errors import SettingsError
from scrape_clean.secret import Secret
from scrape_clean.settings.decoding import WRONG, Decoder
from scrape_clean.settings.references import Vault
from scrape_clean.settings.report import Report

LITERAL = "is written out here, where everybody can read it; it should come from the environment or a file: "
LITERAL += '{ env = "NAME" } or { file = "path" }'


class Inner(Struct, frozen=True):
    """A table in a table."""

    name: str
    tags: list[str] = []


class Plugin(Struct, frozen=True, kw_only=True):
    """Every kind of type."""

    level: Literal["low", "high"] = "low"
    share: Annotated[float, Meta(gt=0, le=1)] = 0.5
    inner: Inner | None = None
    rest: Any = None
    keys: dict[str, Secret] = {}
    renamed: bool = False
    code: Annotated[str, Meta(min_length=2, max_length=4, pattern="^[a-z]+$")] = "ab"

    def __post_init__(self) -> None:
        """Have a rule of its own."""
        if self.renamed:
            raise ValueError("renamed\nis not right here")


def decoded(table: object) -> tuple[object, tuple[str, ...]]:
    """What comes of a table, and the mistakes."""
    report = Report("x.toml", {})
    vault = Vault({"A": "hunter2"}, Path())
    return Decoder(report, vault).table(table, Plugin, ("sink", 0)), report.mistakes


def test_every_type_that_toml_can_say() -> None:
    """Whole numbers are numbers, and secrets are read wherever they stand."""
    found, mistakes = decoded(
        {
            "level": "high",
            "share": 1,
            "inner": {"name": "n", "tags": ["a"]},
            "rest": [{"deep": {"env": "A"}}, 5],
            "keys": {"k": {"env": "A"}},
        }
    )
    assert mistakes == ()
    assert found == Plugin(
        level="high",
        share=1.0,
        inner=Inner("n", ["a"]),
        rest=[{"deep": Secret("hunter2")}, 5],
        keys={"k": Secret("hunter2")},
    )


def test_all_mistakes_of_a_table_in_its_order() -> None:
    """With the way to each."""
    found, mistakes = decoded(
        {"zzz": 1, "share": 0, "inner": {"tags": [1, "b", 2]}, "level": "hihg", "keys": {"k": "x"}, "aaa": 2}
    )
    assert isinstance(found, Plugin)
    assert [one.removeprefix("x.toml:1: ") for one in mistakes] == [
        "sink.zzz: unknown key",
        "sink.aaa: unknown key",
        "sink.level: should be `high` or `low`; did you mean `high`?",
        "sink.share: is 0, should be more than 0",
        "sink.inner: lacks `name`",
        'sink.inner.tags: is a number, should be a text in quotes; did you mean `"1"`?',
        'sink.inner.tags: is a number, should be a text in quotes; did you mean `"2"`?',
        f"sink.keys.k: {LITERAL}",
    ]


@pytest.mark.parametrize(
    ("code", "mistake"),
    [
        ("", "is empty"),
        ("a", "should have 2 characters or more"),
        ("abcd", None),
        ("abcde", "has 5 characters, should have 4 at most"),
        ("AB", "does not match ^[a-z]+$"),
    ],
)
def test_bounds_of_a_text(code: str, mistake: str | None) -> None:
    """Each is told as what it is; the text itself is not."""
    assert decoded({"code": code})[1] == ((f"x.toml:1: sink.code: {mistake}",) if mistake else ())


def test_a_rule_of_the_structs_own() -> None:
    """Is told in one line."""
    found, mistakes = decoded({"renamed": True})
    assert (found, mistakes) == (WRONG, ("x.toml:1: sink: renamed is not right here",))


def test_what_is_no_table() -> None:
    """And a type that no settings can have is a fault of its author."""
    assert decoded(5)[1] == ("x.toml:1: sink: is a number, should be a table: sink = { ... }",)

    class Odd(Struct):
        when: bytes

    with pytest.raises(TypeError, match="settings cannot hold"):
        Decoder(Report("x", {}), Vault({}, Path())).table({"when": "x"}, Odd, ())


def test_words_of_others_stand_in_one_line() -> None:
    """Line feeds, escapes and bidi marks are shown, not done."""
    report = Report("x.toml", {})
    report.mistake(("a\nb",), "c\nd\x1b[31m\u202e")
    assert report.mistakes == (r"x.toml:1: 'a\nb': c d\x1b[31m\u202e",)
    assert SettingsError(report.mistakes).mistakes == report.mistakes
