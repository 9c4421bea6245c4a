"""The language that a page is read in."""

from functools import partial

import pytest
from click.testing import CliRunner

from scrape_clean import Options, clean, compare
from scrape_clean.cli import main
from scrape_clean.errors import UsageError
from scrape_clean.model import Block
from scrape_clean.records.language import page_language

TEXTS = {
    "da": "Byens museum ligger ved havnen og viser billeder af fiskere, skibe og huse, som ikke længere findes i dag.",
    "de": "Das Museum am Hafen zeigt Bilder von Fischern, Schiffen und Häusern, die es heute nicht mehr gibt.",
    "en": "The museum at the harbour shows pictures of fishermen, of ships, and of houses that no longer stand today.",
    "es": "El museo del puerto muestra cuadros de pescadores, de barcos y de casas que hoy ya no existen en la ciudad.",
    "hr": "Muzej u luci prikazuje slike ribara, brodova i kuća kojih danas više nema u ovom gradu na obali mora.",
    "id": "Museum di pelabuhan itu menampilkan lukisan nelayan, kapal, dan rumah yang sekarang sudah tidak ada lagi.",
    "la": "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore magna.",
    "nl": "Het museum aan de haven toont schilderijen van vissers, schepen en huizen die er nu niet meer zijn.",
    "pt": "O museu do porto mostra quadros de pescadores, de barcos e de casas que hoje já não existem na cidade.",
    "ru": "Музей в порту показывает картины с рыбаками, кораблями и домами, которых сегодня в городе уже нет.",
    "sk": "Múzeum v prístave ukazuje obrazy rybárov, lodí a domov, ktoré dnes už v meste nestoja a nikto ich nepozná.",
    "zh": "港口博物馆展出渔民、船只和今天在城里已经不存在的房屋的图画" * 3,
}
ITEMS = 9


def blocks(*texts: str, kind: str = "paragraph") -> list[Block]:
    """As a page has them."""
    return [Block(kind=kind, start=0, end=0, text=f"{text} {at}") for at, text in enumerate(texts)]  # type: ignore[arg-type]


def mixed(one: str, many: int, other: str, rest: int) -> list[Block]:
    """Paragraphs in two languages, one behind the other."""
    return blocks(*[TEXTS[one]] * many, *[TEXTS[other]] * rest)


@pytest.mark.parametrize(
    ("written", "declared"),
    [("de", "en-US"), ("en", "de"), ("es", "en"), ("nl", "de"), ("ru", "en"), ("zh", "en-us"), ("da", "sv")],
)
def test_much_text_in_another_language_overrules_a_declaration(written: str, declared: str) -> None:
    """It is read in the language that it is written in."""
    assert page_language(blocks(*[TEXTS[written]] * ITEMS), declared) == written


@pytest.mark.parametrize(
    ("written", "declared"),
    [
        ("de", "de-AT"),
        ("en", "en_GB"),
        ("da", "no"),
        ("da", "nb-NO"),
        ("hr", "sr-Latn"),
        ("hr", "bs"),
        ("id", "ms"),
        ("pt", "gl"),
        ("pt", "es"),
        ("sk", "cs"),
        ("ru", "uk"),
        ("ru", "be"),
        ("zh", "zh-TW"),
        ("de", "lb"),
        ("de", "gsw"),
        ("nl", "fy"),
        ("la", "en"),
    ],
)
def test_a_declaration_that_may_be_right_stands(written: str, declared: str) -> None:
    """Of the same language, of one that is taken for it, of one that is not known well; "lorem ipsum" is no Latin."""
    assert page_language(blocks(*[TEXTS[written]] * ITEMS), declared) == declared


def test_little_text_overrules_nothing() -> None:
    """Nor does text in two languages, whichever comes first; nor code, nor short items, which may be names."""
    assert page_language(blocks(*[TEXTS["de"]] * 5), "en") == "en"
    for order in (("de", 8, "en", 3), ("en", 3, "de", 8)):
        assert page_language(mixed(*order), "en") == "en"
    assert page_language(mixed("de", 10, "nl", 4), "en") == "en"
    assert page_language(blocks(*[TEXTS["de"]] * ITEMS, kind="preformatted"), "en") == "en"
    assert page_language(blocks(*["Hannelore Schmidt-Wagner, Köln am Rhein"] * 90), "en") == "en"
    assert page_language([], "en") == "en"


@pytest.mark.parametrize("declared", ["lang=", "english", "", "-"])
def test_what_is_no_tag_declares_nothing(declared: str) -> None:
    """The language is found out then."""
    assert page_language(blocks(TEXTS["de"]), declared) == "de"


def test_the_answer_of_the_night_before_stands() -> None:
    """While most of the text speaks for it, however much there is."""
    for night in (mixed("de", 8, "en", 3), blocks(TEXTS["de"]), mixed("en", 4, "de", 6)):
        assert page_language(night, "en-US") == "en-US"
        assert page_language(night, "en-US", "de") == "de"
    assert page_language(mixed("en", 6, "de", 5), "en-US", "de") == "en-US"
    assert page_language(mixed("es", ITEMS, "de", 0), "en-US", "de") == "es"
    assert page_language(mixed("de", ITEMS, "en", 0), "en-US", "en-US") == "de"
    assert page_language(mixed("de", ITEMS, "en", 0), "de-AT", "de") == "de-AT"


def test_another_declaration_is_looked_at_anew() -> None:
    """The answer of the night before was about another one."""
    page = f"<html lang={{}}><p>{TEXTS['de']}"
    before = clean(page.format("en"), media_type="text/html", options=Options(language="de"))
    nights = [
        clean(page.format(tag), media_type="text/html", options=Options(before=before)).language for tag in ("en", "fr")
    ]
    assert nights == ["de", "fr"]


def test_the_same_without_a_declaration() -> None:
    """What is on top today decides nothing; names and languages that are taken for each other do not."""
    assert page_language(mixed("en", ITEMS, "de", 12), None) == "en"
    assert page_language(mixed("en", ITEMS, "de", 12), None, "de") == "de"
    assert page_language(blocks("Anna Lind", "Hannelore Schmidt"), None, "fr") == "fr"
    assert page_language(blocks(TEXTS["da"]), None, "nb") == "nb"
    assert page_language(blocks(TEXTS["de"]), None, "en") == "de"
    assert page_language([], None, "en") == "en"
    assert page_language([], None) is None


GERMAN = """<!doctype html><html lang="en-US"><title>Museum</title><main><h1>Museum am Hafen</h1>
<p>Das Museum wurde im Mai 2014 eröffnet und zeigt seitdem 40 Bilder aus der Sammlung eines Reeders, der sie der Stadt
vermacht hat, weil er keine Erben hatte und weil er wollte, dass jeder sie sehen kann, auch wer nichts bezahlt.
<p>Der Umbau des alten Speichers hat 1.200 Euro je Quadratmeter gekostet und wurde am 03/04/2015 von der Bürgermeisterin
abgenommen, die sich bei allen bedankte, die daran mitgewirkt hatten, und danach selbst durch das Haus führte.
<p>Im Erdgeschoss hängen die Bilder der Fischer, im ersten Stock die der Schiffe, und unter dem Dach ist eine Werkstatt
eingerichtet, in der Kinder an jedem zweiten Samstag selbst malen können, was sie am Hafen gesehen haben.
<p>Wer mit dem Schiff kommt, legt gleich vor dem Eingang an; alle anderen gehen vom Bahnhof aus zehn Minuten zu Fuß.
%s</main>"""
CLOSED = "<p>Heute bleibt das Museum leider geschlossen."


def said(page: str, options: Options | None = None) -> set[tuple[str, str | None]]:
    """Words and values of what a page says of dates, money and counts."""
    records = clean(page, media_type="text/html", options=options).records
    wanted = {"date", "money", "quantity"}
    return {(one.text, one.value) for record in records for one in record.annotations if one.kind in wanted}


def test_a_german_page_that_declares_english_is_read_as_german() -> None:
    """What it declares stays what its metadata say."""
    page = clean(GERMAN % "", media_type="text/html")
    assert page.language == page.snapshot().language == "de"
    assert page.metadata.language
    assert page.metadata.language.value == "en-US"
    right = {("Mai 2014", "2014-05"), ("40 Bilder", "40"), ("1.200 Euro", "1200 EUR"), ("03/04/2015", "2015-04-03")}
    assert said(GERMAN % "") >= right
    assert not said(GERMAN % "", Options(language="en-US")) & right


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Il museo apre alle nove e la {} chiude alle sei di sera, tutti i giorni.", ("copia", "coppia")),
        ("Le vendredi, la conférence sur le {} a lieu à la bibliothèque de la ville.", ("poisson", "poison")),
    ],
)
def test_words_of_a_language_that_nobody_declares_are_no_slips(line: str, words: tuple[str, str]) -> None:
    """Whatever the page is made of; two facts stay two, as where the language is declared."""
    lines = [line.format(word) for word in words]
    for media_type, mark in (("text/html", "<li>"), ("text/plain", "\n- ")):
        page = clean("".join(mark + one for one in lines), media_type=media_type)
        assert [record.text for record in page.records] == lines


def test_the_user_knows_the_language() -> None:
    """Whatever the page declares and however little text it has; what is no tag is no language."""
    short = '<html lang="en-US"><p>1.200 Euro seit Mai 2014'
    german = Options(language="de-AT")
    assert said(short, german) == {("1.200 Euro", "1200 EUR"), ("Mai 2014", "2014-05")}
    assert clean(short, media_type="text/html", options=german).language == "de-AT"
    for wrong in ("german", "", "de AT", "d"):
        with pytest.raises(UsageError, match="no tag of a language"):
            Options(language=wrong)


def test_commands_take_it() -> None:
    """`clean`, `audit` and `diff`; it is refused if it is none."""
    ask = partial(CliRunner().invoke, main, input="<html lang=en><p>Es kostet 1.200 Euro")
    assert '"1200 EUR"' in ask(["clean", "-", "--language", "de"]).output
    assert '"1200 EUR"' not in ask(["clean", "-"]).output
    assert ask(["audit", "-", "--language", "de"]).exit_code == 0
    assert ask(["diff", "-", "-", "--help"]).output.count("--language") == 1
    refused = ask(["clean", "-", "--language", "german"])
    assert (refused.exit_code, "no tag of a language" in refused.output) == (2, True)


def test_a_language_that_is_found_out_raises_no_alarm_when_text_goes() -> None:
    """Half a page of German is German still; and what little is left of a page on another night holds nothing."""
    before = clean(GERMAN % CLOSED, media_type="text/html")
    less = (GERMAN % CLOSED).partition("<p>Im Erd")[0] + CLOSED
    night = partial(clean, media_type="text/html", options=Options(before=before))
    assert clean(less, media_type="text/html").language == "en-US"
    assert night(less).language == "de"
    changes = compare(before, night(less))
    assert changes.suspect is None
    assert [change.type for change in changes.changes] == ["removed"] * 2


def test_only_languages_that_pages_declare_otherwise_make_a_page_suspect() -> None:
    """Of a page that declares the same as ever, too little may be left to overrule it."""
    before = clean(GERMAN % CLOSED, media_type="text/html")
    names = "Anna Lind, Ada Stein, Paul Ohm, Emil Hahn, Karl May, Max Ernst"
    for declared, held in (("en-US", False), ("fr", True)):
        left = f'<html lang="{declared}"><title>Museum</title><main><h1>Museum am Hafen</h1><p>{names}</main>'
        found = compare(before, clean(left, media_type="text/html"))
        assert ("another language" in (found.suspect or "")) is held
