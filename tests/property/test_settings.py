"""Laws of settings: whatever stands in the file, there are settings or mistakes, and lines are right."""

import random
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from scrape_clean.errors import SettingsError
from scrape_clean.secret import Secret
from scrape_clean.settings import Settings
from scrape_clean.settings.load import parse
from scrape_clean.settings.references import Answer, Vault
from settings_files import ENVIRON, GOOD, SECRETS

LINES = GOOD.split("\n")
VALUES = st.sampled_from(
    [
        *(
            "0",
            "-1",
            "1.5",
            "1e400",
            "nan",
            "true",
            '""',
            '"x"',
            '"https://a.b"',
            "[]",
            "[[]]",
            "{}",
            "[{}]",
            "1979-05-27",
        ),
        *('{ env = "XKEY" }', "{ env = 1 }", '{ file = "\\u0000" }', '["("]', '"\\ud7ff\\uffff"', "07:32:00", "9" * 30),
        *(
            "[[[[1]]]]",
            '{ a.b.c = [{ d = "" }] }',
            '"*"',
            "['*', 3]",
            "1979-05-27",
            '"../../x"',
            '"[::1]"',
            '"https://[::1"',
        ),
    ]
)
NAME = Path("/nowhere/scrape-clean.toml")


class Keeper:
    """Has every secret that the good file names."""

    def read(self, reference: Mapping[str, object]) -> Answer:
        """Files are not read here."""
        if reference == {"file": "password.txt"}:
            return Answer(secret=Secret(SECRETS[4]))
        return Vault(ENVIRON, NAME.parent).read(reference)


def outcome(body: bytes) -> Settings | tuple[str, ...]:
    """What comes of a file: settings, or mistakes that hold no secret and have a line that there is."""
    try:
        return parse(body, NAME, secrets=Keeper())
    except SettingsError as problem:
        mistakes = problem.mistakes
    assert mistakes
    for one in mistakes:
        place = re.match(rf"{NAME}:(\d+): ", one)
        assert place or one.startswith(f"{NAME}: ")
        assert not place or 1 <= int(place[1]) <= body.count(b"\n") + 1
        assert one.isprintable()
        assert not any(secret in one for secret in SECRETS)
    return mistakes


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(max_size=3), st.integers(0, 40)), max_size=4))
def test_any_bytes_changed(edits: list[tuple[int, bytes, int]]) -> None:
    """Bytes replaced, inserted and cut out."""
    body = GOOD.encode()
    for at, new, length in edits:
        body = body[:at] + new + body[at + length :]
    outcome(body)


@settings(deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 8), st.lists(VALUES, min_size=8, max_size=8))
def test_any_lines_changed(source: random.Random, count: int, values: list[str]) -> None:
    """Lines moved, doubled, left out, and values put where they do not belong."""
    lines = list(LINES)
    for value in values[:count]:
        at = source.randrange(len(lines))
        match source.randrange(4):
            case 0:
                del lines[at]
            case 1:
                lines.insert(source.randrange(len(lines)), lines[at])
            case 2:
                lines.insert(source.randrange(len(lines)), lines.pop(at))
            case _:
                lines[at] = f"{lines[at].partition('=')[0].strip() or 'x'} = {value}"
    outcome("\n".join(lines).encode())


@settings(deadline=None)
@given(
    st.sampled_from([number for number, line in enumerate(LINES) if re.match(r"\w+ = ", line) and line[-1] != "["]),
    st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")),
)
def test_any_value_anywhere(number: int, value: str) -> None:
    """Every key with a value that was not meant for it."""
    changed = f"{LINES[number].partition('=')[0]}= {value}"
    outcome("\n".join([*LINES[:number], changed, *LINES[number + 1 :]]).encode())


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_lines_are_right_wherever_a_mistake_stands(source: random.Random) -> None:
    """An unknown key is put anywhere between comments, blank lines and texts of several lines."""
    lines = list(LINES)
    for _ in range(source.randrange(6)):
        at = source.randrange(len(lines) + 1)
        try:
            changed = [*lines[:at], *source.choice([["# x = 1"], [""], ["  # [[source]]", ""]]), *lines[at:]]
            tomllib.loads("\n".join(changed))
        except tomllib.TOMLDecodeError:
            continue
        lines = changed
    starts = [number for number, line in enumerate(lines) if re.match(r"\w+ = ", line)]
    at = source.choice(starts)
    wrong = source.choice(['qqq = """\nx = 1\n"""', "qqq = 1", "qqq = [\n  1,\n]", "'qqq' = '''[a]\n'''"])
    found = outcome("\n".join([*lines[:at], wrong, *lines[at:]]).encode())
    assert isinstance(found, tuple)
    (one,) = found
    assert re.fullmatch(rf"{NAME}:{at + 1}: (?:[a-z]+\.)?qqq: unknown key", one), (one, at + 1)
