"""The line of every key: tomllib says what stands there, and a marker in each value says where."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from scrape_clean.settings.locate import KeyPath, line_of, locate

EVERY_FORM = '''# a comment with = and [brackets]
one = 2
"quoted key" = 3 # and "this"
'literal \\ key' = 4
"esc\\u0041ped" = 5
dotted.under . "third" = 6
text = "a # is no comment, [nor] = this" # 7
literal = 'C:\\' # 8
many = """9
[no] = header
\\""" still"""""
lines = \'\'\'12
''two \'\'\'\'
list = [ # 14
  15, # [15]
  16, [ 16,
  17 ],
  { a = 18, b.c = 18 }, "x]", 18
]

[table] # 21
key = 22
[table . "sub.x"]
key = 24

[[items]]
key = 27
[items.inner]
key = 29
[[items.deep]]
key = 31
[[items.deep]]
key = 33
[[items]]
key = 35
empty = ""
none = []
nothing = {}
when = 1979-05-27 07:32:00
last = true'''


def paths_of(value: object, path: KeyPath = ()) -> list[KeyPath]:
    """Every key and list item below a value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, item in pairs for found in ((*path, key), *paths_of(item, (*path, key)))]


def test_every_form_of_toml_is_followed() -> None:
    """Numbers and texts that begin with a number say their own line."""
    data, lines = tomllib.loads(EVERY_FORM), locate(EVERY_FORM)
    assert set(paths_of(data)) == set(lines)
    checked = 0
    for path in lines:
        value: object = data
        for part in path:
            value = value[part]  # type: ignore[index]
        if isinstance(value, int) and not isinstance(value, bool):
            assert lines[path] == value, path
            checked += 1
    assert checked == 19
    assert lines["text",] == 7
    assert lines["literal",] == 8
    assert lines["many",] == 9
    assert lines["lines",] == 12
    assert lines["list",] == 14
    assert lines["table", "sub.x"] == 23
    assert (lines["items",], lines["items", 0], lines["items", 1]) == (26, 26, 34)
    assert (lines["items", 0, "deep", 0], lines["items", 0, "deep", 1]) == (30, 32)
    assert lines["items", 1, "last"] == EVERY_FORM.count("\n") + 1


def test_what_is_missing_has_the_line_of_its_table() -> None:
    """A reader looks there first."""
    lines = locate("\n[a]\nb = 1\n")
    assert line_of(lines, ("a", "c", 3)) == 2
    assert line_of(lines, ("z",)) == 1


KEYS = st.text(st.sampled_from("ab-_9 .#='\"\\é\n"), max_size=4)
NOISE = st.sampled_from(["", "# [x] = 1", "   ", "\t# '''"])


def quoted(text: str) -> str:
    """A basic string."""
    return '"' + "".join(f"\\u{ord(sign):04x}" if sign in '"\\\n' else sign for sign in text) + '"'


@given(st.lists(st.tuples(st.lists(KEYS, min_size=1, max_size=3), st.lists(NOISE, max_size=3)), max_size=6))
def test_noise_between_lines_moves_what_stands_below(parts: list[tuple[list[str], list[str]]]) -> None:
    """Whatever keys, comments and blank lines there are, a key's line is where it was written."""
    written: list[str] = []
    wanted: dict[KeyPath, int] = {}
    for number, (keys, noise) in enumerate(parts):
        written += noise
        path = (f"k{number}", *keys)
        written.append(f"{' . '.join(map(quoted, path))} = [ 1 ,")
        wanted[path] = len(written)
        written.append(f"'''{number}\n''', ] # end")
        wanted[*path, 1] = len(written)
        written = "\n".join(written).split("\n")
    text = "\n".join(written)
    lines = locate(text)
    assert set(paths_of(tomllib.loads(text))) == set(lines)
    assert {path: lines[path] for path in wanted} == wanted
