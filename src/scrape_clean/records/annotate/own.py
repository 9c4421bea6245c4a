"""Annotators of the user's own: patterns from a settings file, and functions in Python."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Annotated, Final, Protocol

import msgspec
from msgspec import Meta, Struct, structs

from scrape_clean.errors import PluginError, UsageError
from scrape_clean.model import Annotation

__all__ = ["Annotator", "Pattern", "checked", "pattern_of"]


class Annotator(Protocol):
    """A function from a text and its language (a BCP 47 tag, or None) to what it finds there, and of nothing else."""

    def __call__(self, text: str, language: str | None, /) -> Iterable[Annotation]:
        """What the text says, each with its offsets."""
        ...


_SLOT: Final = re.compile(r"\{(\w+)\}")
_KIND: Final = re.compile("[a-z][a-z0-9_]*")
_MEMORY: Final = 1 << 23
"""Bytes that a compiled pattern may take."""
_SHOWN: Final = 200
"""Characters of an error that somebody else's code raised."""


class Pattern(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One ``[[annotate]]`` table: whatever matches a regular expression is annotated with a kind.

    Matched by RE2, in time linear in the text whatever the pattern; so there are no back-references and no lookaround.
    An instance is an `Annotator`.
    """

    kind: Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$", max_length=40)]
    pattern: Annotated[str, Meta(min_length=1, max_length=10_000)]
    """In RE2's syntax. A group named ``span`` narrows the annotation to it."""
    value: str | None = None
    """A template with ``{name}`` or ``{1}`` for what a group matched, ``{0}`` for all; None for no value."""
    role: str | None = None

    def __call__(self, text: str, language: str | None = None, /) -> Iterator[Annotation]:
        """Every match, from left to right; empty ones are passed over."""
        del language
        compiled = _compiled(self.pattern)
        group = compiled.groupindex.get("span", 0)
        for match in compiled.finditer(text):
            start, end = match.span(group)
            if 0 <= start < end:
                value = None if self.value is None else _filled(self.value, match)
                yield Annotation(self.kind, start, end, text[start:end], value, self.role)


def pattern_of(table: Mapping[str, object]) -> Pattern:
    """A `Pattern` from one ``[[annotate]]`` table.

    Raises:
        UsageError: A key is missing, unknown or of the wrong type, the pattern does not compile, or the template names
            a group that the pattern does not have.
    """
    import re2  # noqa: PLC0415  only a user's own patterns need it

    try:
        pattern = msgspec.convert(dict(table), Pattern)
    except msgspec.ValidationError as problem:
        raise UsageError(f"[[annotate]]: {problem}") from None
    try:
        compiled = _compiled(pattern.pattern)
    except re2.error as problem:
        reason = problem.args[0]
        said = reason.decode(errors="replace") if isinstance(reason, bytes) else reason
        raise UsageError(f"[[annotate]] of kind {pattern.kind!r}: the pattern does not compile: {said}") from None
    groups = {*compiled.groupindex, *map(str, range(compiled.groups + 1))}
    for name in _SLOT.findall(pattern.value or ""):
        if name not in groups:
            raise UsageError(
                f"[[annotate]] of kind {pattern.kind!r}: the value names {{{name}}}, no group of the pattern"
            )
    return pattern


def checked(annotator: Annotator, text: str, language: str | None) -> Iterator[Annotation]:
    """What an annotator of the user's own finds, held to the rules for annotations.

    Raises:
        PluginError: It raised an error, or an annotation has a field of the wrong type or a value that is no Unicode,
            lies outside the text, quotes it wrongly or has a kind that is no name.
    """
    for one in _given(annotator, text, language):
        if not isinstance(one, Annotation):
            raise PluginError(f"annotator {_name(annotator)} gave {one!r:.{_SHOWN}}, which is no Annotation")
        if problem := _unfit(one):
            raise PluginError(f"annotator {_name(annotator)} gave {one!r}, which is not right: {problem}")
        if not 0 <= one.start < one.end <= len(text):
            raise PluginError(f"annotator {_name(annotator)} gave {one!r}, which lies nowhere in the text")
        if one.text != text[one.start : one.end] or not _KIND.fullmatch(one.kind):
            raise PluginError(f"annotator {_name(annotator)} gave {one!r}, whose text or kind is not right")
        yield one


def _unfit(one: Annotation) -> str | None:
    """Why an annotation could not be written or read back: msgspec checks the types of what it reads, not of a call."""
    try:
        msgspec.convert(structs.asdict(one), Annotation, strict=True)
        msgspec.json.encode(one)
    except (msgspec.ValidationError, TypeError, UnicodeEncodeError) as problem:
        return str(problem)
    return None


def _given(annotator: Annotator, text: str, language: str | None) -> Iterator[object]:
    """What an annotator gives, one by one; whatever goes wrong in it is its own fault."""
    try:
        yield from annotator(text, language)
    except Exception as fault:
        told = f"{type(fault).__name__}: {' '.join(str(fault).split())[:_SHOWN]}"
        raise PluginError(f"annotator {_name(annotator)} failed: {told}") from fault


def _name(annotator: Annotator) -> str:
    return annotator.pattern if isinstance(annotator, Pattern) else getattr(annotator, "__qualname__", repr(annotator))


def _filled(template: str, match: re.Match[str]) -> str:
    return _SLOT.sub(lambda slot: str(match[int(slot[1]) if slot[1].isdigit() else slot[1]] or ""), template)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    import re2  # noqa: PLC0415

    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    compiled: re.Pattern[str] = re2.compile(pattern, options)
    return compiled
