"""Tables as TOML has them into frozen Structs, by the Structs' own types; every mistake is told, not the first one.

msgspec would stop at the first mistake and knows no lines. What a type may hold here is what TOML can say: texts,
numbers, truth, choices (``Literal``), tuples, lists, dictionaries, Structs, ``Any``, `Secret`, and any of them or None,
which means that it is not given.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, TypeVar, cast

from msgspec import Struct, inspect

from scrape_clean.errors import UsageError
from scrape_clean.secret import Secret
from scrape_clean.settings.locate import KeyPath
from scrape_clean.settings.references import UNKNOWN, UNREAD, Secrets, is_reference
from scrape_clean.settings.report import Report, meant
from scrape_clean.settings.values import Check

__all__ = ["WRONG", "Decoder", "Wrong", "fields_of"]

T = TypeVar("T", bound=Struct)


class Wrong:
    """Stands for a value that cannot be used; why has been reported."""


WRONG: Final = Wrong()
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_TRUTH: Final = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}
_ELSEWHERE: Final = 'should come from the environment or a file: { env = "NAME" } or { file = "path" }'


@lru_cache
def fields_of(kind: type[Struct]) -> dict[str, inspect.Field]:
    """The fields of a Struct by the keys that stand for them."""
    return {field.encode_name: field for field in cast("inspect.StructType", inspect.type_info(kind)).fields}


class Decoder:
    """Decodes tables of one file."""

    def __init__(self, report: Report, secrets: Secrets, homes: Mapping[str, str] | None = None) -> None:
        """Nothing read yet.

        Args:
            report: Takes the mistakes.
            secrets: Gives what references stand for.
            homes: Where a key belongs that stands in the wrong table, in words.
        """
        self._report = report
        self._secrets = secrets
        self._homes = homes or {}

    def table(self, value: object, kind: type[T], at: KeyPath, beside: Iterable[str] = ()) -> T | Wrong:
        """A table as a Struct. A value that is wrong is reported and its default stands in for it.

        Args:
            value: What stands there.
            kind: The Struct.
            at: Where it stands.
            beside: Keys of the table that are no business of the Struct.
        """
        if not isinstance(value, dict):
            return self._wrong(at, f"is {_named(value)}, should be a table: {_as_table(at, value)}")
        decoder = self
        if value.get("enabled") is False:
            decoder = Decoder(self._report, UNREAD, self._homes)
        return cast("T | Wrong", decoder._fields(value, kind, at, frozenset(beside)))

    def secrets_in(self, value: object, at: KeyPath) -> object:
        """The same value with its secrets read, for tables of kinds that are not known here."""
        if is_reference(value):
            return self._secret(cast("dict[str, object]", value), at)
        if isinstance(value, dict):
            return {key: self.secrets_in(item, (*at, key)) for key, item in value.items()}
        if isinstance(value, list):
            return [self.secrets_in(item, (*at, number)) for number, item in enumerate(value)]
        return value

    def _fields(self, table: Mapping[str, object], kind: type[Struct], at: KeyPath, beside: frozenset[str]) -> object:
        known = fields_of(kind)
        for key in table:
            if key in known or key in beside:
                continue
            hint = meant(key, (*known, *beside)) or self._homes.get(key, "")
            self._report.mistake((*at, key), f"unknown key{hint}")
        given: dict[str, object] = {}
        complete = True
        for key, field in known.items():
            if key in table:
                given[field.name] = self._value(table[key], field.type, (*at, key))
            elif field.required:
                self._report.mistake(at, f"lacks `{key}`")
            if field.required and given.get(field.name, WRONG) is WRONG:
                complete = False
        if not complete:
            return WRONG
        try:
            return kind(**{name: value for name, value in given.items() if value is not WRONG})
        except (UsageError, ValueError) as problem:  # of the Struct's own check
            return self._wrong(at, str(problem))

    def _value(self, value: object, kind: inspect.Type, at: KeyPath, extra: Mapping[str, Any] | None = None) -> object:
        """A value of any type; ``extra`` is what the type is annotated with."""
        if isinstance(kind, inspect.Metadata):
            return self._value(value, kind.type, at, {**(extra or {}), **(kind.extra or {})})
        if isinstance(kind, inspect.UnionType):
            (kind,) = (one for one in kind.types if not isinstance(one, inspect.NoneType))
            return self._value(value, kind, at, extra)
        if isinstance(kind, inspect.StructType):
            return self._secret_or(value, at, extra or {}) if kind.cls is Secret else self.table(value, kind.cls, at)
        if isinstance(kind, inspect.VarTupleType | inspect.ListType):
            return self._list(value, kind, at)
        if isinstance(kind, inspect.AnyType):
            return self.secrets_in(value, at)
        if isinstance(kind, inspect.DictType):
            return self._named_values(value, kind, at, extra or {})
        if problem := _problem(value, kind):
            return self._wrong(at, problem)
        if extra and (check := extra.get("check")) and (problem := check(value)):
            return self._wrong(at, problem)
        return float(cast("float", value)) if isinstance(kind, inspect.FloatType) else value

    def _list(self, value: object, kind: inspect.VarTupleType | inspect.ListType, at: KeyPath) -> object:
        if not isinstance(value, list):
            tables = isinstance(kind.item_type, inspect.StructType)
            hint = f"; write [[{at[-1]}]] with two brackets" if tables and isinstance(value, dict) else ""
            if isinstance(value, str) and not tables:
                hint = f"; did you mean `[{_quoted(value)}]`?"
            return self._wrong(at, f"is {_named(value)}, should be a list{hint}")
        items = [self._value(item, kind.item_type, (*at, number)) for number, item in enumerate(value)]
        right = [item for item in items if item is not WRONG]
        return right if isinstance(kind, inspect.ListType) else tuple(right)

    def _named_values(self, value: object, kind: inspect.DictType, at: KeyPath, extra: Mapping[str, Any]) -> object:
        if not isinstance(value, dict):
            return self._wrong(at, f"is {_named(value)}, should be a table: {_as_table(at, value)}")
        found = {}
        for key, item in value.items():
            if (check := extra.get("check_key")) and (problem := check(key)):
                self._report.mistake((*at, key), problem)
            literal = {"literal": extra["literals"](key)} if "literals" in extra else {}
            found[key] = self._value(item, kind.value_type, (*at, key), {**extra, **literal})
        return {key: item for key, item in found.items() if item is not WRONG}

    def _secret_or(self, value: object, at: KeyPath, extra: Mapping[str, Any]) -> object:
        """A reference, or the value itself where it need not be secret; what it is, is never said."""
        check = extra.get("literal")
        if isinstance(value, str) and check is not None:
            problem = check(value)
            return self._wrong(at, problem) if problem else Secret(value)
        if isinstance(value, str):
            return self._wrong(at, f"is written out here, where everybody can read it; it {_ELSEWHERE}")
        if not is_reference(value):
            return self._wrong(at, f"is {_named(value)}; it {_ELSEWHERE}")
        return self._secret(cast("dict[str, object]", value), at, extra.get("secret"))

    def _secret(self, reference: dict[str, object], at: KeyPath, check: Check | None = None) -> object:
        answer = self._secrets.read(reference)
        if answer.problem is not None:
            return self._wrong(at, answer.problem)
        if answer.warning is not None:
            self._report.warning(at, answer.warning)
        if check is not None and answer.secret != UNKNOWN and (problem := check(answer.secret.value)):
            return self._wrong(at, f"the secret {problem}")
        return answer.secret

    def _wrong(self, at: KeyPath, text: str) -> Wrong:
        self._report.mistake(at, text)
        return WRONG


def _problem(value: object, kind: inspect.Type) -> str | None:
    """What is wrong with a single value."""
    if isinstance(kind, inspect.LiteralType):
        return _not_among(value, kind.values)
    if isinstance(kind, inspect.BoolType):
        meaning = _TRUTH.get(str(value).casefold()) if isinstance(value, str) else None
        return None if isinstance(value, bool) else _should(value, "true or false", meaning)
    if isinstance(kind, inspect.StrType):
        return _text_problem(value, kind)
    if isinstance(kind, inspect.IntType | inspect.FloatType):
        return _number_problem(value, kind)
    raise TypeError(f"settings cannot hold {kind}")


def _not_among(value: object, choices: Iterable[object]) -> str | None:
    if isinstance(value, str) and value in choices:
        return None
    names = [str(one) for one in choices]
    near = meant(value, names) if isinstance(value, str) else ""
    return f"should be {_either(names)}{near}"


def _text_problem(value: object, kind: inspect.StrType) -> str | None:
    if not isinstance(value, str):
        plain = f'"{value}"' if isinstance(value, int | float) and not isinstance(value, bool) else None
        return _should(value, "a text in quotes", plain)
    if kind.min_length and len(value) < kind.min_length:
        return "is empty" if not value else f"should have {kind.min_length:,} characters or more"
    if kind.max_length is not None and len(value) > kind.max_length:
        return f"has {len(value):,} characters, should have {kind.max_length:,} at most"
    if kind.pattern is not None and not re.search(kind.pattern, value):
        return f"does not match {kind.pattern}"
    return None


def _number_problem(value: object, kind: inspect.IntType | inspect.FloatType) -> str | None:
    whole = isinstance(kind, inspect.IntType)
    wanted = "a whole number" if whole else "a number"
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        plain = value if isinstance(value, str) and _NUMBER.fullmatch(value) and len(value) < 20 else None
        return _should(value, wanted, plain)
    number = cast("int | float", value)
    if not math.isfinite(number) if isinstance(number, float) else abs(number) >= 2**63:
        return f"should be {wanted} that is not beyond all bounds"
    low, high = kind.ge if kind.ge is not None else kind.gt, kind.le
    if (kind.ge is not None and number < kind.ge) or (kind.gt is not None and number <= kind.gt):
        return f"is {number}, should be {'at least' if kind.ge is not None else 'more than'} {low:,}"
    if high is not None and number > high:
        return f"is {number}, should be at most {high:,}"
    return None


def _should(value: object, wanted: str, meaning: str | None) -> str:
    return f"is {_named(value)}, should be {wanted}" + (f"; did you mean `{meaning}`?" if meaning else "")


def _named(value: object) -> str:
    """What a value is, without saying it."""
    if isinstance(value, bool):
        return "true or false"
    kinds: Iterator[tuple[type, str]] = iter(
        ((str, "a text"), (int, "a number"), (float, "a number"), (list, "a list"))
    )
    return next(
        (name for kind, name in kinds if isinstance(value, kind)),
        "a table" if isinstance(value, dict) else "a date or time",
    )


def _as_table(at: KeyPath, value: object) -> str:
    name = next((part for part in reversed(at) if isinstance(part, str)), "")
    return f"write [{name}] with one bracket" if isinstance(value, list) else f"{name} = {{ ... }}"


def _either(names: list[str]) -> str:
    ticked = [f"`{name}`" for name in names]
    return f"{', '.join(ticked[:-1])} or {ticked[-1]}" if len(ticked) > 1 else ticked[0]


def _quoted(text: str) -> str:
    """A text as TOML writes it, in one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if text.isprintable() and len(text) <= 80 else '"..."'
