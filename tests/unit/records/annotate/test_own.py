"""Annotators of the user's own."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from typing import cast

import numpy as np
import pytest

from scrape_clean import (
    Annotation,
    Annotator,
    Options,
    PluginError,
    UsageError,
    annotate,
    clean,
    load_annotators,
    pattern_of,
    plugins,
)

ROOM = {"kind": "room", "pattern": r"(?i)room (?P<span>(\w)-(\d+))", "value": "{2}/{3}", "role": "place"}


def test_a_pattern_annotates_what_it_matches() -> None:
    """The group ``span`` is what counts; offsets are code points."""
    (one,) = (a for a in annotate("Déjà in Room B-12", annotators=(pattern_of(ROOM),)) if a.kind == "room")
    assert one == Annotation("room", 13, 17, "B-12", "B/12", "place")


def test_a_page_is_annotated_with_them() -> None:
    """Through the options; their annotations win over the built-in ones that they cross."""
    options = Options(annotators=(pattern_of({"kind": "era", "pattern": "May 2020 edition"}),))
    (record,) = clean("Out in May 2020 edition", media_type="text/plain", options=options).records
    assert [a.kind for a in record.annotations if a.kind in {"era", "date"}] == ["era", "date"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"kind": "x", "pattern": "("}, "does not compile"),
        ({"kind": "x", "pattern": r"(a)\1"}, "does not compile"),
        ({"kind": "X", "pattern": "a"}, "kind"),
        ({"kind": "x"}, "pattern"),
        ({"kind": "x", "pattern": "a", "value": "{1}"}, "{1}"),
        ({"kind": "x", "pattern": "a", "flags": "i"}, "flags"),
    ],
)
def test_a_wrong_table_is_refused_in_one_line(table: dict[str, object], said: str) -> None:
    """With what is wrong in it."""
    with pytest.raises(UsageError) as problem:
        pattern_of(table)
    assert said in str(problem.value)
    assert "\n" not in str(problem.value)


def test_no_pattern_can_hang_a_run() -> None:
    """A classic of exponential matching, on a text that would take for ever."""
    assert list(pattern_of({"kind": "x", "pattern": "(a+)+$"})("a" * 100_000 + "b")) == []


def ports(text: str, language: str | None, /) -> Iterator[Annotation]:
    """A plug-in that finds one word."""
    assert language == "en"
    at = text.find("quay")
    yield Annotation("port", at, at + 4, "quay")


def test_a_function_is_an_annotator() -> None:
    """It gets the text and its language."""
    assert annotate("At the quay", language="en", annotators=(ports,))[0].kind == "port"


@pytest.mark.parametrize("text", ["nothing here", ""])
def test_a_function_that_breaks_the_rules_is_named(text: str) -> None:
    """An annotation that lies nowhere."""
    with pytest.raises(PluginError, match="ports"):
        annotate(text, language="en", annotators=(ports,))


def forgetful(text: str, language: str | None, /) -> list[Annotation]:
    """One that raises an error of its own."""
    return {"a": []}[text or str(language)]


def later(text: str, language: str | None, /) -> Iterator[Annotation]:
    """One that does so after the first annotation."""
    yield Annotation("port", 0, 1, text[0])
    raise ValueError(f"no such\ntag: {language}")


def silent(text: str, language: str | None, /) -> None:
    """One that forgets to give anything."""
    del text, language


@pytest.mark.parametrize(
    ("annotator", "told"),
    [
        (forgetful, "annotator forgetful failed: KeyError: 'b'"),
        (later, "annotator later failed: ValueError: no such tag: en"),
        (silent, "annotator silent failed: TypeError: 'NoneType' object is not iterable"),
    ],
)
def test_a_function_that_fails_is_named(annotator: Annotator, told: str) -> None:
    """In one line; it is not this package that is at fault."""
    with pytest.raises(PluginError) as problem:
        annotate("b", language="en", annotators=(annotator,))
    assert str(problem.value) == told
    assert (problem.value.exit_code, problem.value.__cause__ is None) == (5, False)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (Annotation("seats", 0, 8, "40 seats", cast("str", 40)), "Expected `str | null`, got `int` - at `$.value`"),
        (Annotation("seats", 0, 8, "40 seats", cast("str", 4.5)), "got `float` - at `$.value`"),
        (Annotation("seats", 0, 8, "40 seats", role=cast("str", ["x"])), "got `array` - at `$.role`"),
        (Annotation("seats", 0, 8, "40 seats", "\ud83d"), "surrogates not allowed"),
        (Annotation("seats", 0, 8, "40 seats", cast("str", np.str_("40"))), "numpy.str_"),
        (Annotation("seats", cast("int", np.int64(0)), 8, "40 seats"), "numpy.int64` - at `$.start`"),
        (Annotation("seats", 0, cast("int", 8.0), "40 seats"), "got `float` - at `$.end`"),
        (Annotation(cast("str", None), 0, 8, "40 seats"), "got `null` - at `$.kind`"),
        (Annotation("seats", -1, 8, "40 seats"), "`$.start`"),
        ((0, 8), "gave (0, 8), which is no Annotation"),
        (Annotation("seats", 0, 9, "40 seats."), "lies nowhere in the text"),
        (Annotation("seats", 0, 2, "41"), "text or kind is not right"),
        (Annotation("seats\n", 0, 2, "40"), "text or kind is not right"),
    ],
)
def test_what_cannot_be_stored_and_read_again_is_refused(given: Annotation, told: str) -> None:
    """At once, with who gave it and what: stored, it would make the page unreadable for ever."""

    def seats(_: str, __: str | None, /) -> list[Annotation]:
        return [given]

    with pytest.raises(PluginError) as problem:
        annotate("40 seats", language="en", annotators=(seats,))
    said = str(problem.value)
    assert "seats gave " in said
    assert told in said
    assert "\n" not in said
    said.encode()


def test_installed_annotators_are_loaded_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """And only those that are named."""
    points = EntryPoints(
        (
            EntryPoint("ports", f"{__name__}:ports", plugins.ANNOTATORS),
            EntryPoint("broken", "no.such.module:x", plugins.ANNOTATORS),
            EntryPoint("number", "math:pi", plugins.ANNOTATORS),
        )
    )
    monkeypatch.setattr(plugins, "entry_points", lambda group: points.select(group=group))
    monkeypatch.setattr(EntryPoint, "load", lambda point: ports if point.name == "ports" else _load(point))
    assert load_annotators(["ports"]) == (ports,)
    for name, said in (("broken", "cannot be loaded"), ("number", "no function"), ("other", "no annotator 'other'")):
        with pytest.raises(PluginError, match=said):
            load_annotators([name])


def _load(point: EntryPoint) -> object:
    module, _, attribute = point.value.partition(":")
    return getattr(__import__(module, fromlist=[attribute]), attribute)
