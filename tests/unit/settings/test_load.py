"""Settings: what a good file means, and each mistake with its line and what was meant."""

import base64
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import pytest
from msgspec import Meta, Struct, structs

from scrape_clean.compare.text.ignore import without
from scrape_clean.errors import SettingsError
from scrape_clean.pipeline import Options
from scrape_clean.secret import Secret
from scrape_clean.settings import Files, Ours, Sitemap, UrlFilter, Warcs, WebPage, load
from scrape_clean.settings.load import LARGEST, parse
from scrape_clean.settings.tables import FetchTable
from scrape_clean.sinks.heartbeat import HeartbeatSettings
from scrape_clean.sinks.webhook import WebhookSettings
from scrape_clean.sources.visits import Policy, Rendering
from settings_files import ENVIRON, GOOD, SECRETS, mistakes_in, settings_of


def replaced(old: str, new: str) -> tuple[str, int]:
    """The good file with a line instead of another, and its number."""
    lines = GOOD.split("\n")
    at = lines.index(old)
    return "\n".join([*lines[:at], new, *lines[at + 1 :]]), at + 1


def test_a_good_file(tmp_path: Path) -> None:
    """Every table arrives where it is used; paths start at the file's folder."""
    settings = settings_of(tmp_path)
    assert settings.raw == tmp_path / "received"
    assert settings.output == tmp_path / "made"
    assert settings.archive.keep_days == 90
    assert settings.run.jobs == 2
    events, site, local, crawl = settings.sources
    assert events.place == WebPage("https://example.org/events.html")
    assert events.options == Options(
        keep=("main .notes",), drop=(".ads", "aside"), annotators=events.options.annotators
    )
    assert [one.kind for one in events.options.annotators] == ["room"]  # type: ignore[attr-defined]
    assert events.ignore == (r"\d+ visitors",)
    assert events.rendering == Rendering(wait_for="#list")
    assert events.policy.delay == 0.5
    assert events.policy.allow == ("wiki.intern", "10.0.0.0/8")
    assert site.policy.delay == 2.0
    assert site.policy.user_agent.startswith("scrape-clean/")
    assert site.policy.user_agent.endswith(" (+me@example.org)")
    assert site.place == Sitemap("https://example.org/sitemap.xml", UrlFilter((), ("*/tag/*",)), 10_000)
    ours = Ours(str(settings.output), str(settings.raw))
    assert local.place == Files("pages/**/*.html", 10_000, str(tmp_path), ours)
    assert (local.media_type, local.options.reader) == ("text/html", "soup")
    assert crawl.place == Warcs("crawl/*.warc.gz", UrlFilter(("https://example.org/*",)), 10_000, str(tmp_path), ours)
    (hook,) = settings.sinks
    assert (hook.id, hook.kind, hook.on) == ("hook", "webhook", ("page.changed",))
    assert hook.options == WebhookSettings(url=Secret("https://hooks.example.org/x"), secret=Secret(SECRETS[1]))
    (mail,) = settings.notify
    assert (mail.id, mail.url, mail.on) == ("notify-1", Secret(ENVIRON["MAIL"]), ("run",))
    assert settings.heartbeat == HeartbeatSettings(url=Secret(ENVIRON["HEART"]))
    assert settings.metrics == tmp_path / "metrics.prom"
    assert settings.warnings == ()


def test_credentials_become_headers(tmp_path: Path) -> None:
    """Basic authentication by RFC 7617; the line feed at the end of a secret's file is none of it."""
    events, site, *_ = settings_of(tmp_path).sources
    basic = base64.b64encode(f"me:{SECRETS[4]}".encode()).decode()
    assert {name: secret.value for name, secret in events.headers} == {
        "X-Key": SECRETS[0],
        "Accept-Language": "de",
        "Authorization": f"Basic {basic}",
    }
    assert [(name, secret.value) for name, secret in site.headers] == [("Cookie", ENVIRON["COOKIE"])]


def test_no_secret_is_ever_shown(tmp_path: Path) -> None:
    """Not in a repr, however deep."""
    shown = repr(settings_of(tmp_path)) + str(settings_of(tmp_path))
    assert "***" in shown
    assert not [secret for secret in SECRETS if secret in shown]


def test_without_anything_there_are_defaults(tmp_path: Path) -> None:
    """An empty file is a good one."""
    settings = settings_of(tmp_path, "")
    assert (settings.raw, settings.output, settings.sources) == (tmp_path / "raw", tmp_path / "output", ())


def test_every_choice_of_fetching_has_its_key() -> None:
    """Settings and policy map one to one."""
    assert set(FetchTable.__struct_fields__) == {*Policy.__struct_fields__, "contact"}


def test_what_a_source_says_goes_before_what_all_say(tmp_path: Path) -> None:
    """Key by key, the User-Agent as well."""
    text = '[fetch]\ncontact = "a@b.org"\nattempts = 2\n[[source]]\nid="x"\nurl="https://b.org"\nuser_agent="own/1"\ndelay=9'
    (source,) = settings_of(tmp_path, text).sources
    assert source.policy == Policy(user_agent="own/1", attempts=2, delay=9.0)


def test_a_source_may_say_its_language(tmp_path: Path) -> None:
    """Another one is another rule: what was found before is read anew."""
    page = '[[source]]\nid="x"\nurl="https://b.org"\n'
    named, plain = (settings_of(tmp_path, page + more).sources[0] for more in ('language="de-AT"', ""))
    assert (named.options.language, plain.options.language) == ("de-AT", None)
    assert named.rules != plain.rules


def test_what_is_switched_off_is_left_out_and_asks_for_no_secret(tmp_path: Path) -> None:
    """But must be right otherwise."""
    off = '[[source]]\nid="x"\nenabled=false\nurl="https://b.org"\ncookie={env="UNSET"}\n'
    off += '[[sink]]\nid="s"\nkind="webhook"\nenabled=false\nurl={env="UNSET"}\n'
    off += '[[notify]]\nenabled=false\nurl={env="UNSET"}'
    settings = settings_of(tmp_path, off)
    assert (settings.sources, settings.sinks, settings.notify, settings.disabled) == ((), (), (), ("x",))
    assert mistakes_in(tmp_path, off.replace('url="https', 'irl="https')) == [
        "1: source: lacks one of `url`, `files`, `sitemap` or `warc`",
        "4: source.irl: unknown key; did you mean `url`?",
    ]


YAML = "expected '=' after a key in a key/value pair; it looks like YAML: write `key = value`, not `key: value`"
JSON = "invalid statement; it looks like JSON: write `key = value` lines, without the outer braces and commas"
LITERAL = "is written out here, where everybody can read it; it should come from the environment or a file: "
KINDS = "`page.changed`, `page.failed`, `page.gone`, `page.healed`, `page.new`, `page.suspect`, `page.updated` or `run`"
LITERAL += '{ env = "NAME" } or { file = "path" }'


@pytest.mark.parametrize(
    ("old", "new", "key", "text"),
    [
        # unknown keys, with what was meant or where they belong
        ('raw = "received"', 'row = "received"', "row", "unknown key; did you mean `raw`?"),
        ("delay = 2", "dealy = 2", "fetch.dealy", "unknown key; did you mean `delay`?"),
        ("delay = 0.5", "Delay = 0.5", "source.Delay", "unknown key; did you mean `delay`?"),
        ("delay = 0.5", "max-bytes = 5", "source.max-bytes", "unknown key; did you mean `max_bytes`?"),
        ('raw = "received"', "delay = 3", "delay", "unknown key; it belongs below [fetch] or a [[source]]"),
        ("keep_days = 90", "jobs = 2", "archive.jobs", "unknown key; it belongs below [run]"),
        ('kind = "webhook"', 'kind = "webhok"', "sink.kind",
         "is no kind that comes with scrape-clean or is installed; did you mean `webhook`?"),
        ('secret = { env = "HOOK" }', "sekret = 1", "sink.sekret", "unknown key; did you mean `secret`?"),
        ("jobs = 2", '"wild\\nkey" = 2', r"run.'wild\nkey'", "unknown key"),
        # wrong types
        ("jobs = 2", 'jobs = "2"', "run.jobs", "is a text, should be a whole number; did you mean `2`?"),
        ("jobs = 2", "jobs = 2.5", "run.jobs", "is a number, should be a whole number"),
        ("jobs = 2", "jobs = true", "run.jobs", "is true or false, should be a whole number"),
        ("render = true", 'render = "yes"', "source.render",
         "is a text, should be true or false; did you mean `true`?"),
        ("delay = 2", "delay = 1979-05-27", "fetch.delay", "is a date or time, should be a number"),
        ('id = "local"', "id = 5", "source.id", 'is a number, should be a text in quotes; did you mean `"5"`?'),
        ('keep = ["main .notes"]', 'keep = "main"', "source.keep",
         'is a text, should be a list; did you mean `["main"]`?'),
        ('keep = ["main .notes"]', "keep = [5]", "source.keep",
         'is a number, should be a text in quotes; did you mean `"5"`?'),
        ("[fetch]", "[[fetch]]", "fetch", "is a list, should be a table: write [fetch] with one bracket"),
        ("[[notify]]", "[notify]", "notify", "is a table, should be a list; write [[notify]] with two brackets"),
        ('reader = "soup"', 'language = "german"', "source.language",
         "is no tag of a language (BCP 47); write `de`, `en-GB` or the like"),
        ('reader = "soup"', 'reader = "soop"', "source.reader", "should be `lexbor` or `soup`; did you mean `soup`?"),
        ('on = ["page.changed"]', 'on = ["page.chnged"]', "sink.on",
         f"should be {KINDS}; did you mean `page.changed`?"),
        # out of range
        ("jobs = 2", "jobs = 0", "run.jobs", "is 0, should be at least 1"),
        ("delay = 2", "delay = -1", "fetch.delay", "is -1, should be at least 0"),
        ("delay = 2", "delay = 1e9", "fetch.delay", "is 1000000000.0, should be at most 86,400"),
        ("delay = 2", "delay = nan", "fetch.delay", "should be a number that is not beyond all bounds"),
        ("delay = 2", "timeout = 0", "fetch.timeout", "is 0, should be more than 0"),
        ("jobs = 2", f"jobs = {10**30}", "run.jobs", "should be a whole number that is not beyond all bounds"),
        # ids
        ('id = "site"', 'id = "events"', "source.id", "stands twice"),
        ('id = "site"', 'id = "Events"', "source.id", "stands twice: `events` is the same folder"),
        ('id = "site"', 'id = "../../etc"', "source.id",
         "should be 1 to 100 letters, digits, `-`, `_` and `.`, with a letter or digit first"),
        ('id = "site"', 'id = "a\\u0000b"', "source.id",
         "should be 1 to 100 letters, digits, `-`, `_` and `.`, with a letter or digit first"),
        ('id = "site"', f'id = "{"x" * 300}"', "source.id",
         "should be 1 to 100 letters, digits, `-`, `_` and `.`, with a letter or digit first"),
        ('id = "site"', 'id = "Tables"', "source.id", "is the name of something else in the output folder"),
        ('output = "made"', 'output = "./x/../received"', "output", "is the folder of what is received, too"),
        ('url = { env = "MAIL" }', 'id = "Hook"\nurl = { env = "MAIL" }', "notify.id",
         "stands twice: `hook` counts as the same"),
        # addresses
        ('base_url = "https://intern.example.org/watched/"', 'base_url = "example.org/x"', "feeds.base_url",
         "has no scheme; did you mean `https://example.org/x`?"),
        ('url = "https://example.org/events.html"', 'url = "ftp://example.org"', "source.url",
         "should begin with http:// or https://"),
        ('url = "https://example.org/events.html"', 'url = "file:///etc/passwd"', "source.url",
         "is a file; write `files` with its path instead"),
        ('url = "https://example.org/events.html"', 'url = "https://me:hunter2-url@example.org/"', "source.url",
         "holds a user or password; write `auth` with the password from env or file instead"),
        ('url = "https://example.org/events.html"', 'url = "https://"', "source.url", "names no host"),
        ('url = "https://example.org/events.html"', 'url = "https://exa mple.org"', "source.url",
         "holds a space or control character; write it as %20 or the like"),
        ('url = "https://example.org/events.html"', 'url = "https://example.org:99999/"', "source.url",
         "is no address: Port out of range 0-65535"),
        ('files = "pages/**/*.html"', 'files = "https://example.org"', "source.files",
         "is an address, no path; did you mean `url`?"),
        ('allow = ["wiki.intern", "10.0.0.0/8"]', 'allow = ["10.1.0.0/8"]', "source.allow",
         "is an address within a network; did you mean `10.0.0.0/8`?"),
        ('contact = "me@example.org"', 'contact = "me"', "fetch.contact",
         "should be an e-mail address or the address of a page about you"),
        # selectors and patterns
        ('  "aside",', '  "main >> p",', "source.drop",
         "is no CSS selector: The combinator '>' at position 6, must have a selector before it"),
        (r"ignore = ['\d+ visitors']", "ignore = ['(']", "source.ignore",
         "is no regular expression: missing ): (; see the syntax of RE2"),
        (r"pattern = 'Room (?P<number>\d+)'", "pattern = '('", "annotate.pattern",
         "the pattern does not compile: missing ): ("),
        ('value = "{number}"', 'value = "{name}"', "annotate.value", "the value names {name}, no group of the pattern"),
        # secrets
        ('cookie = { env = "COOKIE" }', 'cookie = "hunter2-literal"', "source.cookie", LITERAL),
        ('cookie = { env = "COOKIE" }', 'cookie = { env = "UNSET" }', "source.cookie",
         "the environment variable UNSET is not set; set it where the job starts"),
        ('cookie = { env = "COOKIE" }', 'cookie = { file = "none.txt" }', "source.cookie",
         "none.txt cannot be read: no such file or directory"),
        ('cookie = { env = "COOKIE" }', 'cookie = { file = "." }', "source.cookie", ". cannot be read: is a directory"),
        ('cookie = { env = "COOKIE" }', 'cookie = { password = "hunter2-literal" }', "source.cookie",
         f"is a table; it {LITERAL.partition('; it ')[2]}"),
        ('url = { env = "HEART" }', 'url = { env = "HOOK" }', "heartbeat.url",
         "the secret holds no address that begins with http:// or https://"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, key: str, text: str) -> None:
    """One line of the good file is replaced; what is told is this and nothing else."""
    whole, line = replaced(old, new)
    told = [one for one in mistakes_in(tmp_path, whole) if "lacks" not in one and "needs `render" not in one]
    assert told == [f"{line}: {key}: {text}"]


@pytest.mark.parametrize(
    ("lines", "wrong", "key", "text"),
    [
        (['url = "https://b.org"', 'files = "x"'], 2, "source.files", "stands beside `url`; a source has one of them"),
        (["render = false"], 0, "source", "lacks one of `url`, `files`, `sitemap` or `warc`"),
        (['url = "https://b.org"', 'include = ["*"]'], 2, "source.include",
         "has no meaning with `url`, only with sitemap or warc"),
        (['files = "x"', "render = true"], 2, "source.render", "has no meaning with `files`, only with url or sitemap"),
        (['url = "https://b.org"', "settle = 2"], 2, "source.settle", "needs `render = true`"),
        (['url = "https://b.org"', 'contact = "a@b.org"', 'user_agent = "x/1"'], 2, "source.contact",
         "stands beside `user_agent`, which is sent as it is; write one of them"),
        (['url = "https://b.org"', 'auth.user = "a:b"', 'auth.password.env = "XKEY"'], 2, "source.auth.user",
         "holds a colon, which separates user and password"),
        (['url = "https://b.org"', 'headers.authorization.env = "XKEY"', 'auth={user="a", password.env="XKEY"}'],
         3, "source.auth", "stands beside the header Authorization; write one of them"),
        (['url = "https://b.org"', 'headers = { x-key.env = "XKEY", X-Key.env = "XKEY" }'], 2, "source.headers",
         "has x-key twice"),
    ],
)  # fmt: skip
def test_keys_that_exclude_or_need_each_other(
    tmp_path: Path, lines: list[str], wrong: int, key: str, text: str
) -> None:
    """With the line of the one that is wrong there."""
    whole = "\n".join(['[[source]]\nid = "x"', *lines])
    assert mistakes_in(tmp_path, whole) == [f"{wrong + 2 if wrong else 1}: {key}: {text}"]


def test_headers_that_nobody_may_set(tmp_path: Path) -> None:
    """What fetching sends itself, what has a key of its own, and what is no header at all."""
    names = ("Host", "If-None-Match", "Cookie", "X Y", "X:Y")
    for name in names:
        old = 'headers = { "X-Key" = { env = "XKEY" }, Accept-Language = "de" }'
        whole, line = replaced(old, f'headers = {{ "{name}" = {{ env = "XKEY" }} }}')
        (told,) = mistakes_in(tmp_path, whole)
        assert told.startswith(f"{line}: source.headers.{name}: ")


def test_a_blank_at_the_end_of_what_is_sent_is_told(tmp_path: Path) -> None:
    """Here, and not as an answer of the server that nobody asked."""
    old = 'headers = { "X-Key" = { env = "XKEY" }, Accept-Language = "de" }'
    whole, line = replaced(old, 'headers = { Accept-Language = "de " }')
    (told,) = mistakes_in(tmp_path, whole)
    assert told == f"{line}: source.headers.Accept-Language: begins or ends with a blank; take it out"


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    """Not one after the other, night after night."""
    whole = "a = 1\n[fetch]\ndelay = 'x'\n[[source]]\nid = 3\nurl = 'x'\n[[source]]\nid = 'b'\nkeep = ['(']\nraw = 1\n"
    told = mistakes_in(tmp_path, whole)
    assert [int(one.partition(":")[0]) for one in told] == [1, 3, 5, 6, 7, 9, 10]


def test_a_secret_is_in_no_message(tmp_path: Path) -> None:
    """Whatever is wrong around it."""
    wild = GOOD.replace("{ env = ", "{ envv = ").replace('user = "me"', "user = 3")
    told = "\n".join(mistakes_in(tmp_path, wild + 'password = "hunter2-literal"\n[[notify]]\nurl = "hunter2-literal"'))
    assert "hunter2" not in told
    assert told.count("should come from") == 6


def test_a_secret_that_others_can_read_is_a_warning(tmp_path: Path) -> None:
    """It works all the same."""
    if os.name == "nt":
        pytest.skip("Windows has no such permissions")
    (tmp_path / "password.txt").write_text("hunter2-file")
    (tmp_path / "password.txt").chmod(0o644)
    (warning,) = settings_of(tmp_path).warnings
    line = GOOD.split("\n").index('auth = { user = "me", password = { file = "password.txt" } }') + 1
    place = f"{tmp_path / 'scrape-clean.toml'}:{line}: source.auth.password: "
    assert warning == f"{place}password.txt can be read by other users of this machine: chmod 600 it"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "is empty"),
        (b"\n", "is empty"),
        (b"a\nb", "holds a control character or more than one line"),
        (b"\xff", "is not UTF-8"),
        (b"x" * 70_000, "is larger than 65,536 bytes; a secret is short"),
        ("\u4f60".encode(), "the secret holds characters that no header can carry"),
        (b"sid=5e0c1 \n", "the secret begins or ends with a blank, which no header can; take it out"),
    ],
)
def test_files_that_hold_no_secret(tmp_path: Path, content: bytes, text: str) -> None:
    """One line, and never what was found."""
    (tmp_path / "key").write_bytes(content)
    (tmp_path / "key").chmod(0o600)
    whole, line = replaced('cookie = { env = "COOKIE" }', 'cookie = { file = "key" }')
    (told,) = mistakes_in(tmp_path, whole)
    assert told == f"{line}: source.cookie: {text if text.startswith('the') else f'key {text}'}"


def test_an_address_that_tells_a_secret_is_a_warning(tmp_path: Path) -> None:
    """Addresses stand in reports and in the archive."""
    settings = settings_of(tmp_path, '[[source]]\nid = "x"\nurl = "https://example.org/?api_key=5"\n')
    (warning,) = settings.warnings
    assert warning.endswith(":3: source.url: has `api_key` in it: addresses stand in reports and in the archive")


def test_a_local_sitemap_gets_no_secrets(tmp_path: Path) -> None:
    """They would be sent to whatever hosts it names."""
    whole, _ = replaced('sitemap = "https://example.org/sitemap.xml"', 'sitemap = "sitemap.xml"')
    (told,) = mistakes_in(tmp_path, whole)
    assert "source.cookie: would go to whatever hosts the file names" in told


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"a = 1\nb = \n", "2: is no TOML: invalid value"),
        (b"sources:\n  - url: https://example.org\n",
         f"1: is no TOML: {YAML}"),
        (b"---\nsource: x\n", f"1: is no TOML: {YAML}"),
        (b"\n# watched\n\n  # by night\n \nsource: x\n", f"6: is no TOML: {YAML}"),
        (b'{"source": []}', f"1: is no TOML: {JSON}"),
        (b'a = "x', "1: is no TOML: unterminated string"),
        (b'a = 1\n\nb = "\xff"', "3: is not UTF-8; save it as UTF-8"),
        ("a = 1".encode("utf-16"), "1: is not UTF-8 (UTF-16, or no text at all); save it as UTF-8"),
        (b"\x1f\x8b\x08\0", "1: is not UTF-8 (UTF-16, or no text at all); save it as UTF-8"),
        (b"a = " + b"[" * 100_000, "1: is nested too deep"),
        (b"a = " + b"9" * 10_000, "1: is no TOML: a number is too long"),
        (b"a = 1\na = 2", "2: is no TOML: cannot overwrite a value; the key stands there twice"),
    ],
)  # fmt: skip
def test_what_is_no_toml(tmp_path: Path, body: bytes, told: str) -> None:
    """One line that says what it looks like."""
    assert mistakes_in(tmp_path, body) == [told]


def test_a_mistake_below_many_comments_is_told(tmp_path: Path) -> None:
    """With blank lines between them: exponential time would not end here."""
    comments = b"# watched, one by one\n\n \n" * 50_000
    assert mistakes_in(tmp_path, comments + b'contact = "a@example.org\n') == [
        "150001: is no TOML: illegal character '\\n'",
    ]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    """Ten megabytes are no settings."""
    (told,) = mistakes_in(tmp_path, b"#" * 10_000_000)
    assert told == f"is larger than {LARGEST:,} bytes; name many pages by a sitemap or files"


def test_a_file_that_is_not_there_or_cannot_be_read(tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(SettingsError, match="there is no such file; `scrape-clean init` makes one"):
        load(tmp_path / "none.toml")
    with pytest.raises(SettingsError, match="cannot be read: is a directory"):
        load(tmp_path)


def test_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    """As some editors save."""
    body = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert settings_of(tmp_path, body) == settings_of(tmp_path)
    whole, line = replaced("jobs = 2", "jobs = 0")
    assert mistakes_in(tmp_path, whole.replace("\n", "\r\n"))[0].startswith(f"{line}: run.jobs")


def test_secrets_need_not_be_at_hand_to_look_at_settings(tmp_path: Path) -> None:
    """An editor or `add` checks a file on a machine that does not run the job."""
    settings = parse(GOOD.encode(), tmp_path / "scrape-clean.toml")
    assert [source.id for source in settings.sources] == ["events", "site", "local", "crawl"]
    with pytest.raises(SettingsError, match="env should be a name in quotes"):
        parse(GOOD.replace('env = "XKEY"', "env = 5").encode(), tmp_path / "scrape-clean.toml")


def test_rules_have_a_fingerprint(tmp_path: Path) -> None:
    """It changes with whatever decides about a page's text, and with nothing else."""
    events = settings_of(tmp_path).sources[0]
    assert len(events.rules) == 16
    for old, new in (
        (".ads", ".adverts"),
        ("visitors", "guests"),
        ("Room ", "Hall "),
        ("[[annotate]]", 'charset = "latin1"\n[[annotate]]'),
        ("wait_for", "keep_boilerplate = true\nwait_for"),
    ):
        changed = settings_of(tmp_path, GOOD.replace(old, new)).sources
        assert [one.rules for one in changed] != [one.rules for one in settings_of(tmp_path).sources], new
    same = settings_of(tmp_path, GOOD.replace("delay = 0.5", "delay = 7").replace('id = "events"', 'id = "other"'))
    assert same.sources[0].rules == events.rules
    assert structs.replace(same.sources[0], id="events", policy=events.policy) == events


def test_hostile_patterns_are_taken_and_take_linear_time(tmp_path: Path) -> None:
    """A backtracking engine would not come to the end of this test."""
    text = "[[source]]\nid = 'x'\nurl = 'https://a.org'\nignore = ['(a+)+$', '(a|aa)+b', '(.*)*x']\n"
    text += "[[annotate]]\nkind = 'k'\npattern = '(a+)+$'\n"
    (source,) = settings_of(tmp_path, text).sources
    assert without(source.ignore)("a" * 20_000 + "!")
    (annotator,) = source.options.annotators
    assert list(annotator("a" * 20_000 + "!", None)) == []
    (back,) = mistakes_in(tmp_path, text.replace("(.*)*x", "(a)\\1"))
    assert back == "4: source.ignore: is no regular expression: invalid escape sequence: \\1; see the syntax of RE2"


class Queue:
    """A plug-in that says what it needs."""

    class Settings(Struct, frozen=True, kw_only=True):
        """Of a queue."""

        url: Secret
        size: Annotated[int, Meta(ge=1)] = 1


def anything(table: dict[str, object]) -> None:
    """A plug-in that takes what comes."""


class Loose:
    """A plug-in whose settings are no Struct."""

    class Settings:
        """Of its own making."""


def broken() -> None:
    """Stands for a plug-in that cannot be imported."""
    raise ImportError("no module named driver")


class Point:
    """An entry point, loaded by a function."""

    def __init__(self, name: str, load: Callable[[], object]) -> None:
        """By its name."""
        self.name = name
        self.load = load


@pytest.fixture
def _plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sinks of other people."""
    points = [Point("queue", lambda: Queue), Point("any", lambda: anything), Point("driver", broken)]
    points.append(Point("loose", lambda: Loose))
    found = {"scrape_clean.sinks": points, "scrape_clean.annotators": []}
    monkeypatch.setattr(sys.modules["scrape_clean.settings.load"], "entry_points", lambda group: found[group])


@pytest.mark.usefixtures("_plugins")
def test_sinks_of_other_people(tmp_path: Path) -> None:
    """With a Struct of their own they are checked by it, without one they get their keys, secrets read."""
    text = '[[sink]]\nid = "q"\nkind = "queue"\nurl = { env = "XKEY" }\nsize = 3\n'
    text += '[[sink]]\nid = "a"\nkind = "any"\ndeep = [{ key = { env = "XKEY" } }]\n'
    text += '[[sink]]\nid = "l"\nkind = "loose"\nx = 1\n'
    queue, other, loose = settings_of(tmp_path, text).sinks
    assert queue.options == Queue.Settings(url=Secret(SECRETS[0]), size=3)
    assert other.options == {"deep": [{"key": Secret(SECRETS[0])}]}
    assert loose.options == {"x": 1}


@pytest.mark.usefixtures("_plugins")
def test_mistakes_in_sinks_of_other_people(tmp_path: Path) -> None:
    """Told as our own, and a plug-in that cannot be loaded is one."""
    text = '[[sink]]\nid = "q"\nkind = "queue"\nsiez = 3\nsize = 0\n[[sink]]\nid = "d"\nkind = "driver"\n'
    text += '[[sink]]\nid = "x"\nkind = "Quue"\n[[sink]]\nid = "y"\nkind = "zzzz"\n'
    known = "any, driver, loose, queue, webhook"
    assert mistakes_in(tmp_path, text) == [
        "1: sink: lacks `url`",
        "4: sink.siez: unknown key; did you mean `size`?",
        "5: sink.size: is 0, should be at least 1",
        "8: sink.kind: is a plug-in that cannot be used: ImportError: no module named driver",
        "11: sink.kind: is no kind that comes with scrape-clean or is installed; did you mean `queue`?",
        f"14: sink.kind: is no kind that comes with scrape-clean or is installed; there are: {known}",
    ]
