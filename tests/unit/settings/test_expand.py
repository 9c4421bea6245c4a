"""Sources into pages, and pages into visits."""

import os
from pathlib import Path

import pytest

from scrape_clean.errors import InputError
from scrape_clean.filenames import folder_name
from scrape_clean.history.model import PageId, Validators
from scrape_clean.settings import Page, Source, UrlFilter, expand, visit_of, wanted
from settings_files import SECRETS, settings_of

SITEMAP = b"<urlset><url><loc>https://example.org/a</loc></url><url><loc>https://www.example.org/tag/b</loc></url>"
SITEMAP += b"<url><loc>http://www.example.org/c</loc></url><url><loc>https://evil.example/d</loc></url></urlset>"


def source_of(folder: Path, keys: str) -> Source:
    """One source with some keys."""
    (source,) = settings_of(folder, f'[[source]]\nid = "s"\n{keys}').sources
    return source


def unread(url: str) -> bytes:
    """No sitemap is expected to be fetched."""
    raise AssertionError(url)


def test_an_address_is_one_page(tmp_path: Path) -> None:
    """Its key is empty: it stays the same page when it moves to another address."""
    listing = expand(source_of(tmp_path, 'url = "https://example.org/a"'), unread)
    assert listing.pages == (Page(id=PageId("s"), url="https://example.org/a"),)
    assert listing.complete


def test_files_are_pages_by_their_names(tmp_path: Path) -> None:
    """Sorted; folders and hidden files are none; keys are relative, with slashes."""
    for name in ("b.html", "a.html", ".hidden.html", "sub/c.html", "sub.html/d.txt"):
        path = tmp_path / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    listing = expand(source_of(tmp_path, 'files = "pages/**/*.html"'), unread)
    assert [page.id.key for page in listing.pages] == ["a.html", "b.html", "sub/c.html"]
    assert listing.pages[2].path == tmp_path / "pages/sub/c.html"
    one = expand(source_of(tmp_path, 'files = "pages/a.html"'), unread)
    assert one.pages == (Page(id=PageId("s"), path=tmp_path / "pages/a.html"),)
    cut = expand(source_of(tmp_path, 'files = "pages/*.html"\nlimit = 1'), unread)
    assert [page.id.key for page in cut.pages] == ["a.html"]
    assert not cut.complete
    assert cut.notices == ("s: 2 files match; the first 1 are taken: raise `limit`",)


def test_what_a_run_writes_is_no_page_of_it(tmp_path: Path) -> None:
    """However wide a pattern is: a report would change every night; what a user puts into these folders stays."""
    written = ("output/report.html", "output/s/records.json", "output/runs/000001.json", "raw/s/2026-03-01-1.warc.gz")
    for name in (*written, "a.html", "raw/b.html", "output/mine/c.html", "output/mine/report.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")

    def names(pattern: str, kind: str = "files", more: str = "") -> list[str]:
        settings = settings_of(tmp_path, f'{more}[[source]]\nid = "s"\n{kind} = "{pattern}"\n')
        listing = expand(settings.sources[0], unread)
        paths = [page.path for page in listing.pages if page.path] + list(listing.archives)
        return [path.relative_to(tmp_path).as_posix() for path in paths]

    assert names("**/*.html") == ["a.html", "raw/b.html"]
    assert names("*/**/*") == ["raw/b.html"]
    assert names("output/mine/*.html") == ["output/mine/c.html"]
    assert names("**/*.html", more='output = "."\n') == ["a.html", "output/mine/c.html", "raw/b.html"]
    assert names("raw/**/*.warc.gz", "warc") == ["raw/s/2026-03-01-1.warc.gz"]
    with pytest.raises(InputError, match="only what scrape-clean itself has written matches output/"):
        names("output/*.html")


def test_a_folder_with_wildcards_in_its_name(tmp_path: Path) -> None:
    """Only those in the settings are any; keys do not depend on where the folder lies."""
    folder = tmp_path / "a[b]*"
    (folder / "pages").mkdir(parents=True)
    for name in ("pages/x.html", "y.html"):
        (folder / name).write_text("x")
    inner = expand(source_of(folder, 'files = "pages/*.html"'), unread)
    assert [(page.id.key, page.path) for page in inner.pages] == [("x.html", folder / "pages/x.html")]
    outer = expand(source_of(folder / "pages", 'files = "../*.html"'), unread)
    assert [page.id.key for page in outer.pages] == ["y.html"]
    plain = expand(source_of(folder, 'files = "y.html"'), unread)
    assert plain.pages == (Page(id=PageId("s"), path=folder / "y.html"),)
    whole = expand(source_of(folder, f"files = '{tmp_path}/a*/pages/*.html'"), unread)
    assert [page.id.key for page in whole.pages] == ["a[b]*/pages/x.html"]


def test_a_pattern_that_matches_nothing_is_reported(tmp_path: Path) -> None:
    """Rather than a source without pages, all of them gone."""
    with pytest.raises(InputError, match=r"s: no file matches .*none"):
        expand(source_of(tmp_path, 'files = "none*.html"'), unread)


@pytest.mark.skipif(os.name == "nt", reason="names of files are Unicode there")
def test_a_file_name_that_is_no_utf_8_has_a_key(tmp_path: Path) -> None:
    """Valid UTF-8, and another for each name."""
    try:
        for name in (b"\xff.html", b"\xfe.html"):
            (tmp_path / os.fsdecode(name)).write_text("x")
    except OSError:
        pytest.skip("this file system takes UTF-8 only")
    keys = [page.id.key for page in expand(source_of(tmp_path, 'files = "*.html"'), unread).pages]
    assert sorted(keys) == [r"\xfe.html", r"\xff.html"]


def test_a_sitemaps_pages(tmp_path: Path) -> None:
    """Of its own host, with or without www; others only if they are named."""
    source = source_of(tmp_path, 'sitemap = "https://example.org/s.xml"\nexclude = ["*/tag/*"]')
    listing = expand(source, lambda _: SITEMAP)
    assert [page.id for page in listing.pages] == [
        PageId("s", "https://example.org/a"),
        PageId("s", "http://www.example.org/c"),
    ]
    assert "pages of other hosts are left out (evil.example)" in listing.notices[0]
    named = source_of(tmp_path, 'sitemap = "https://example.org/s.xml"\ninclude = ["https://evil.example/*"]')
    assert [page.url for page in expand(named, lambda _: SITEMAP).pages] == ["https://evil.example/d"]


@pytest.mark.parametrize(
    ("urls", "keys", "reason"),
    [
        ((), "", "lists no page at all; correct its address, or see what the site says of it"),
        (
            ("/a", "/b"),
            "",
            "2 of its addresses cannot be fetched: each is to be whole, as https://example.org/page",
        ),
        (
            ("https://b.example/", "https://a.example/x"),
            "",
            "pages of other hosts are left out (a.example, b.example); name them with `include`",
        ),
        (
            ("https://example.org/a", "https://example.org/b"),
            'exclude = ["*"]',
            "`include` and `exclude` leave out 2",
        ),
        (
            ("/a", "https://a.example/", "https://example.org/b"),
            'exclude = ["*/b"]',
            "pages of other hosts are left out (a.example); name them with `include`; `include` and `exclude`",
        ),
    ],
)
def test_why_a_sitemap_gives_no_page(tmp_path: Path, urls: tuple[str, ...], keys: str, reason: str) -> None:
    """Each cause is named, with what can be done."""
    source = source_of(tmp_path, f'sitemap = "https://example.org/s.xml"\n{keys}')
    body = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    with pytest.raises(InputError) as caught:
        expand(source, lambda _: f"<urlset>{body}</urlset>".encode())
    assert reason in caught.value.reason
    assert caught.value.reason.startswith("lists no page that is wanted: " if urls else "lists no page at all; ")


NAMES = ("b\u00fccher.example", "xn--bcher-kva.example", "B\u00dcCHER.example.")


@pytest.mark.parametrize("name", NAMES)
def test_a_host_has_one_name(tmp_path: Path, name: str) -> None:
    """In the letters of its language or as IDNA writes it: its pages are its own, and get the source's secrets."""
    source = source_of(tmp_path, f'sitemap = "https://{name}/s.xml"\ncookie = {{ env = "XKEY" }}')
    urls = [f"https://{other}/a" for other in (*NAMES, "www.xn--bcher-kva.example")]
    strangers = ("https://b\u00fccher.other/", "https://\u2177.a/")
    body = "".join(f"<url><loc>{url}</loc></url>" for url in (*urls, *strangers))
    listing = expand(source, lambda _: f"<urlset>{body}</urlset>".encode())
    assert [page.url for page in listing.pages] == urls
    assert "left out (xn--bcher-kva.other, \u2177.a)" in listing.notices[0]
    assert [bool(visit_of(source, page).headers) for page in listing.pages] == [True, True, True, False]


def test_a_part_that_cannot_be_read_is_a_problem_of_the_source(tmp_path: Path) -> None:
    """Told by its address without the query; of several, each. Without any page there is nothing but the problem."""
    source = source_of(tmp_path, 'sitemap = "https://example.org/s.xml?key=SECRET"')
    parts = [f"https://example.org/{name}.xml?key=SECRET" for name in "abc"]
    index = "".join(f"<sitemap><loc>{part}</loc></sitemap>" for part in parts)
    there = {"https://example.org/s.xml?key=SECRET": f"<sitemapindex>{index}</sitemapindex>".encode()}

    def read(url: str) -> bytes:
        if url not in there:
            raise InputError("answers 500", "s")
        return there[url]

    with pytest.raises(
        InputError, match=r"cannot be read \(and 2 more\): https://example.org/a.xml\?...: answers 500$"
    ):
        expand(source, read)
    there[parts[0]] = SITEMAP
    some = expand(source, read)
    assert (len(some.pages), some.complete) == (3, False)
    assert str(some.problem).startswith("https://example.org/s.xml?...: a part of it cannot be read (and 1 more): ")
    assert [told.partition("?")[0] for told in some.notices[1:]] == [part.partition("?")[0] for part in parts[1:]]
    assert "SECRET" not in f"{some.problem}{some.notices}"
    there |= dict.fromkeys(parts[1:], SITEMAP)
    assert (expand(source, read).problem, expand(source, read).complete) == (None, True)


def test_a_sitemap_on_this_machine(tmp_path: Path) -> None:
    """It may name any host."""
    (tmp_path / "s.xml").write_bytes(SITEMAP)
    listing = expand(source_of(tmp_path, 'sitemap = "s.xml"'), unread)
    assert len(listing.pages) == 4
    with pytest.raises(InputError, match="no such file"):
        expand(source_of(tmp_path, 'sitemap = "none.xml"'), unread)


def test_warc_files_are_listed_unread(tmp_path: Path) -> None:
    """Their captures are the pages."""
    for name in ("b.warc.gz", "a.warc.gz"):
        (tmp_path / name).touch()
    listing = expand(source_of(tmp_path, 'warc = "*.warc.gz"'), unread)
    assert listing.archives == (tmp_path / "a.warc.gz", tmp_path / "b.warc.gz")
    assert listing.pages == ()


def test_secrets_go_to_the_sources_own_origin_only(tmp_path: Path) -> None:
    """Another scheme, port or host is another origin."""
    keys = 'sitemap = "https://example.org/s.xml"\ninclude = ["*"]\ncookie = { env = "XKEY" }'
    source = source_of(tmp_path, keys)
    sent = {
        url: visit_of(source, Page(id=PageId("s", url), url=url)).headers
        for url in (
            *("https://example.org/a", "https://example.org:443/b", "https://example.org:8443/"),
            *("http://example.org/a", "https://www.example.org/", "https://evil.example/"),
        )
    }
    assert [url for url, headers in sent.items() if headers] == ["https://example.org/a", "https://example.org:443/b"]
    assert sent["https://example.org/a"][0][1].value == SECRETS[0]
    pages = [Page(id=PageId("s", url), url=url) for url in sent]
    assert [visit_of(source, page).withheld for page in pages] == [not sent[page.id.key] for page in pages]
    bare = source_of(tmp_path, 'sitemap = "https://example.org/s.xml"')
    assert not any(visit_of(bare, page).withheld for page in pages)


def test_validators_of_what_is_stored_are_sent(tmp_path: Path) -> None:
    """And none where nothing is."""
    source = source_of(tmp_path, 'url = "https://example.org/a"\nrender = true\ndelay = 3')
    (page,) = expand(source, unread).pages
    fresh = visit_of(source, page)
    assert (fresh.source, fresh.url, fresh.etag, fresh.last_modified) == ("s", "https://example.org/a", None, None)
    assert (fresh.policy.delay, fresh.rendering) == (3.0, source.rendering)
    again = visit_of(source, page, Validators(etag='"x"', last_modified="y"), stored="https://example.org/b")
    assert (again.etag, again.last_modified, again.stored) == ('"x"', "y", "https://example.org/b")


@pytest.mark.parametrize(
    ("pattern", "url", "fits"),
    [
        ("https://a.org/*", "https://a.org/", True),
        ("https://a.org/", "https://a.org/x", False),
        ("*/tag/*", "https://a.org/tag/x", True),
        ("*/tag/*", "https://a.org/tags/x", False),
        ("*.html", "https://a.org/x.html", True),
        ("*a*a*", "a", False),
        ("*aa", "a", False),
        ("*", "", True),
        ("https://a.org/?q=[1]*", "https://a.org/?q=[1]&p", True),
        ("https://a.org/?q", "https://a.org/xq", False),
    ],
)
def test_globs_of_addresses(pattern: str, url: str, fits: bool) -> None:  # noqa: FBT001
    """``*`` stands for anything, every other character for itself."""
    assert wanted(UrlFilter((pattern,)), url) is fits
    assert wanted(UrlFilter((), (pattern,)), url) is not fits


def test_a_hostile_glob_takes_linear_time() -> None:
    """A regular expression made of it might never end."""
    assert not wanted(UrlFilter(("*a" * 50 + "b",)), "a" * 4_000)


def test_hostile_addresses_have_safe_and_different_folders(tmp_path: Path) -> None:
    """Whatever a sitemap lists: climbing, devices, lengths, capitals, signs that no file system takes."""
    wild = [
        *("https://example.org/../../etc/passwd", "https://example.org/..%2f..%2fetc", "https://example.org/CON"),
        *(
            "https://example.org/con",
            "https://example.org/NUL.txt",
            "https://example.org/a?b=|:*",
            "https://example.org/A",
        ),
        *("https://example.org/a", "https://example.org/a/", "https://example.org//a", "https://example.org/\u202ea"),
        *(f"https://example.org/{'x' * 300}{end}" for end in ("", "y", "/../z")),
    ]
    body = "".join(f"<url><loc>{url}</loc></url>" for url in wild)
    source = source_of(tmp_path, 'sitemap = "https://example.org/s.xml"')
    listing = expand(source, lambda _: f"<urlset>{body}</urlset>".encode())
    assert [page.url for page in listing.pages] == [url for url in wild if url.isprintable()]
    names = [folder_name(page.id.key) for page in listing.pages]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        (tmp_path / name).mkdir()
        assert (tmp_path / name).resolve().parent == tmp_path.resolve()
        assert len(name.encode()) <= 255
