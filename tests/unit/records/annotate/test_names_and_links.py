"""Acronyms, titles, countries, addresses, telephone numbers, labels, names."""

import pytest

from scrape_clean import annotate


def found(kind: str, text: str, language: str | None = "en") -> list[tuple[str, str | None]]:
    """Text and value of every annotation of a kind."""
    return [(one.text, one.value) for one in annotate(text, language=language) if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("The Northern Reef Survey (NRS) began", "Northern Reef Survey", "NRS"),
        ("by the NRS (Northern Reef Survey)", "Northern Reef Survey", "NRS"),
        ('the School of Estuary Law ("SEL")', "School of Estuary Law", "SEL"),
        ('General Terms of Hire (hereinafter "GTH")', "General Terms of Hire", "GTH"),
        ("timed larval release (TLR) was tried", "timed larval release", "TLR"),
        ("Harbour Agency for Women (HA-Women)", "Harbour Agency for Women", "HA-Women"),
        ("a two-dimensional (2D) chart", "two-dimensional", "2D"),
        ("the Deutsche Hafen AG (DH)", "Deutsche Hafen AG", "DH"),
        ("Союз моряков Севера (СМС) действует", "Союз моряков Севера", "СМС"),
        ("港湾研究機構（PRO）は", "港湾研究機構", "PRO"),
        ("moored off the pier (Outer Harbour Light, OHL) since", "Outer Harbour Light", "OHL"),
        ("the salt channel gauge (No. 4; SCG) reads", "salt channel gauge", "SCG"),
        ("the grey crab Carcinus maritimus (C. maritimus) moults", "Carcinus maritimus", "C. maritimus"),
        ("a mean temperature (T(m)) and a flow", "mean temperature", "T(m)"),
        ("sold F.O.Q. (free on quay)", "free on quay", "F.O.Q."),
        ("the tide factor VI gene (TF6G) is", "tide factor VI gene", "TF6G"),
        ("dimethyl(b)quinolate salt (DBQS) melts", "dimethyl(b)quinolate salt", "DBQS"),
        ("Safe, Open, and Lit (SOL) walks", "Safe, Open, and Lit", "SOL"),
        ("new causes--tidal bore erosion (TBE) among them", "tidal bore erosion", "TBE"),
    ],
)
def test_an_acronym_spans_its_long_form(text: str, long: str, short: str) -> None:
    """In either order; the value is the short form."""
    assert found("acronym", text, None) == [(long, short)]


@pytest.mark.parametrize(
    "text",
    [
        "It rose (see below)",
        "in Kent (Smith, 1999)",
        "two cats (2019)",
        "an index (a list of words)",
        "Kanters (Kanters, 1988) says",
        "the pier in winter (Pier in Winter) closes",
        "tidal arm pressure was measured hourly (Tidapres)",
        "dropped near town (Kanton, KN)",
        "join on the user id (user_id)",
        "The Town Museum Foundation (TM) opened.",
        "The Harbour Museum Trust (HM) was founded.",
    ],
)
def test_other_brackets_hold_no_acronym(text: str) -> None:
    """References, years, remarks."""
    assert found("acronym", text) == []


def test_a_letter_stands_for_the_word_before_it() -> None:
    """And a word of any length, which no bracket follows, is looked at once: quadratic time would not end here."""
    text = "The Salinity (S) and Turbidity (T) vary; S falls, T rises"
    assert found("acronym", text) == [("Salinity", "S"), ("Turbidity", "T")]
    assert found("acronym", f"{'é' * 99_000}, {text}") == [("Salinity", "S"), ("Turbidity", "T")]


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("en", "the novel “A House by the Sea” won", "A House by the Sea"),
        ("en", "her column 'Quiet Days' ran", "Quiet Days"),
        ("de", "Das Buch „Brücken und Wege“ erschien", "Brücken und Wege"),
        ("fr", "le roman « Le Sel et le Vent »", "Le Sel et le Vent"),
        ("zh", "《海港的风》出版", "海港的风"),
        ("ja", "小説『塩の船』を書いた", "塩の船"),
    ],
)
def test_titles_in_any_quotes(language: str, text: str, title: str) -> None:
    """The words inside."""
    assert [one for one, _ in found("title", text, language)] == [title]


def test_a_title_within_a_title() -> None:
    """Both, the outer one first."""
    titles = [one for one, _ in found("title", "the talk “Reading ‘Two Tides’ Aloud”")]
    assert titles == ["Reading ‘Two Tides’ Aloud", "Two Tides"]


@pytest.mark.parametrize(
    "text", ["a 'dead letter'", '"Term" means one year', '"We shall see," he said', 'the clause ("GCC")']
)
def test_other_quotes_are_no_titles(text: str) -> None:
    """Irony, defined terms, speech, short forms."""
    assert found("title", text) == []


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", "the Democratic Republic of the Congo, Tanzania and Türkiye", ["CD", "TZ", "TR"]),
        ("en", "in Côte d’Ivoire, the UK and the U.S.", ["CI", "GB", "US"]),
        ("en", "the Syrian Arab Republic and Lao PDR", ["SY", "LA"]),
        ("de", "in Österreich und der Schweiz", ["AT", "CH"]),
        ("fr", "au Maroc et en Tunisie", ["MA", "TN"]),
        ("ru", "в Белоруссии и Казахстане", ["BY", "KZ"]),
        ("ru", "школы Кении и Индии", ["KE", "IN"]),
        ("pl", "we Francji i w Hiszpanii", ["FR", "ES"]),
        ("fi", "Saksassa ja Ranskassa", ["DE", "FR"]),
        ("zh", "越南和老挝的学校", ["VN", "LA"]),
        ("ja", "ブラジルとペルーから", ["BR", "PE"]),
        ("ar", "من المغرب ومصر", ["MA", "EG"]),
    ],
)
def test_countries_by_any_name(language: str, text: str, codes: list[str]) -> None:
    """Official, short and common names, inflected ones too."""
    assert [code for _, code in found("country", text, language)] == codes


@pytest.mark.parametrize(
    "text",
    [
        "Chad Miller spoke",
        "in Jersey City",
        "Turkey breast and fine china",
        "US$79",
        "between Georgia and Alabama",
        "Jordan Square",
    ],
)
def test_other_bearers_of_a_countrys_name(text: str) -> None:
    """People, cities, food, currencies, states."""
    assert found("country", text) == []


def test_addresses() -> None:
    """The punctuation of the sentence stays out; a URL has its scheme in the value."""
    assert found("url", "See www.example.org/a_(b), or https://example.org/x?y=1.") == [
        ("www.example.org/a_(b)", "http://www.example.org/a_(b)"),
        ("https://example.org/x?y=1", "https://example.org/x?y=1"),
    ]
    assert [one for one, _ in found("email", "Write to a.b+c@port.example or ab@port.example.")] == [
        "a.b+c@port.example",
        "ab@port.example",
    ]
    assert found("url", "e.g.this, node.js, 3.14.txt, v1.2.3") == []
    assert [one for one, _ in found("url", "詳しくはhttps://www.machi.example.jp/aをご覧ください", "ja")] == [
        "https://www.machi.example.jp/a"
    ]


def test_nothing_is_read_inside_an_address() -> None:
    """No date, no number."""
    assert [one.kind for one in annotate("https://example.org/2024-05-06/12-ships", language="en")] == ["url"]


def test_telephone_numbers() -> None:
    """E.164; a national one where the page's region is known."""
    assert found("phone", "Call +44 (0)20 7946 0112 now") == [("+44 (0)20 7946 0112", "+442079460112")]
    assert found("phone", "Tel.: 030 12345678", "de-DE") == [("030 12345678", "+493012345678")]
    assert found("phone", "Order 030 12345678", "de-DE") == []
    assert found("phone", "Harbour office (212) 555-0142, 212.555.0143") == [
        ("(212) 555-0142", "+12125550142"),
        ("212.555.0143", "+12125550143"),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en-GB", "bei 212-555-0142"),
        ("en", "case 2023-555-0199"),
        ("en", "part 212-555-01423"),
        ("en", "123-456-7890"),
        ("en", "doi: 10.3389/212.555.2022.852506"),
    ],
)
def test_other_rows_of_digits_are_no_telephone_numbers(language: str, text: str) -> None:
    """Where another plan holds, longer codes, and area codes that there are not."""
    assert found("phone", text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("fr", "Tél. : 01 45 67 89 01", ["+33145678901"]),
        ("fr", "Numéro de téléphone : 01 45 67 89 01", ["+33145678901"]),
        ("fr", "Portable : 06 12 34 56 78", ["+33612345678"]),
        ("en-GB", "Telephone number: 020 7219 3000", ["+442072193000"]),
        ("en-GB", "Tel (office): 020 7219 3000", ["+442072193000"]),
        ("en-GB", "Tel:020 7219 3000", ["+442072193000"]),
        ("en-GB", "Tel 020 7219 3000/3001", ["+442072193000"]),
        ("en-GB", "Call 020 7219 3000 or 020 7219 3001", ["+442072193000", "+442072193001"]),
        ("en-GB", "Tel 020 7219 3000, room 020 7219 3001", ["+442072193000"]),
        ("de", "Telefonnummer: 0421 361234", ["+49421361234"]),
        ("de", "Handy 0151 12345678", ["+4915112345678"]),
        ("de", "Tel: 0421 / 36 12 34", ["+49421361234"]),
        ("de", "Tel: 0421 / 36 12 34 / 36 12 35", ["+49421361234"]),
        ("de", "Telefon 0421 123456 - 8 bis 12 Uhr", ["+49421123456"]),
        ("de", "Hotel 030 12345678", []),
        ("fr", "Tél. 01 45 67 89 01 ou 01 45 67 89 02", ["+33145678901", "+33145678902"]),
        ("fr", "Tél. : 01 45 67 89 01 RCS 145 678 902", ["+33145678901"]),
        ("it", "Tel. 06 4877 1234 CF 06487712345", ["+390648771234"]),
        ("nl", "Telefoon: 020 123 4567", ["+31201234567"]),
        ("pl", "tel. kom. 601 234 567", ["+48601234567"]),
    ],
)
def test_words_for_a_telephone(language: str, text: str, values: list[str]) -> None:
    """Inflected, in compounds, with what tells one telephone from another; a second number needs none of its own."""
    assert [value for _, value in found("phone", text, language)] == values


@pytest.mark.parametrize(
    "text",
    [
        "IBAN DE89 3704 0044 0532 0130 00",
        "IBAN CH93 0076 2001 1623 8529 57, CH12 0900 0000 0044 1234 5",
        "IBAN GB05 BUKB 0020 1555 5555 55",
    ],
)
def test_an_account_is_no_telephone(text: str) -> None:
    """Two zeros in the middle of its number are no prefix."""
    assert found("phone", text, "de") == []
    assert found("phone", "CALL 0044 20 7946 0018", "de") == [("0044 20 7946 0018", "+442079460018")]


def test_the_host_of_a_hidden_e_mail_address_is_no_site() -> None:
    """What stands for @ in brackets says so."""
    assert found("url", "info (at) port.org, info[at] port.org", "de") == []
    assert found("url", "Look at port.org (at home)", "de") == [("port.org", "http://port.org")]


def test_labels() -> None:
    """The value is what follows up to the next one."""
    assert found("label", "Founded: 1962; Director: A. Mensah") == [("Founded", "1962"), ("Director", "A. Mensah")]
    assert found("label", "Every day at 11:00") == []


def test_names_by_form() -> None:
    """A run of capitals with its connectors; two names joined by "and" are no third one."""
    assert [one for one, _ in found("name", "The Estuary Council for Trade met")] == ["Estuary Council for Trade"]
    assert found("name", "from Norway and Ghana") == []


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "Closed on Monday", []),
        ("en", "Regatta in August", []),
        ("en", "Night Regatta in August", ["Night Regatta"]),
        ("en", "Bank of May", ["Bank of May"]),
        ("en", "Easter Monday", ["Easter Monday"]),
    ],
)
def test_when_something_is_does_not_belong_to_its_name(language: str, text: str, names: list[str]) -> None:
    """A month or weekday behind "in" or "on" ends the name; within a name it stays."""
    assert [one for one, _ in found("name", text, language)] == names


def test_scripts_without_capitals_have_no_names_by_form() -> None:
    """And small letters of other alphabets are none either."""
    assert found("name", "مدينة القاهرة الجديدة", "ar") == []
    assert found("name", "работает с мая", "ru") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "ferries from Northern Ireland"),
        ("en", "a museum in New Mexico"),
        ("es", "Irlanda del Norte"),
        ("fr", "au Nouveau-Mexique"),
        ("de", "12 Millionen US-Dollar"),
    ],
)
def test_a_name_within_another_is_no_country(language: str, text: str) -> None:
    """Parts of a country, and currencies."""
    assert found("country", text, language) == []


@pytest.mark.parametrize("text", ["Künstler:innen im Hafen", "Angestellte:r gesucht", "Pump::start() failed"])
def test_a_colon_within_a_word_ends_no_label(text: str) -> None:
    """All genders in one German word, and names in code."""
    assert found("label", text, "de") == []


def test_the_value_of_an_attribute_is_no_title() -> None:
    """What was left of a page builder's code, with quotes made curly."""
    assert found("title", "[row width=”Full Length Row” lines=”4″ colour=”Deep Blue”]") == []


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("See `charts <https://charts.example.org/index>`_", ["https://charts.example.org/index"]),
        ("See `charts <https://charts.example.org/>`__.", ["https://charts.example.org/"]),
        ("``https://charts.example.org/a``", ["https://charts.example.org/a"]),
        ('<a href="https://charts.example.org/a">charts</a>', ["https://charts.example.org/a"]),
        ("<loc>https://charts.example.org/a</loc>", ["https://charts.example.org/a"]),
        (
            "['https://charts.example.org/a','https://charts.example.org/b']",
            ["https://charts.example.org/a", "https://charts.example.org/b"],
        ),
        (
            '["https://charts.example.org/a","https://charts.example.org/b"]',
            ["https://charts.example.org/a", "https://charts.example.org/b"],
        ),
        (
            "[https://charts.example.org/a](https://charts.example.org/b)",
            ["https://charts.example.org/a", "https://charts.example.org/b"],
        ),
        (
            "[![c](https://charts.example.org/a.svg)](https://charts.example.org/b)",
            ["https://charts.example.org/a.svg", "https://charts.example.org/b"],
        ),
        (
            "(https://charts.example.org/a),(https://charts.example.org/b)",
            ["https://charts.example.org/a", "https://charts.example.org/b"],
        ),
        ("{https://charts.example.org/ns}name", ["https://charts.example.org/ns"]),
        (
            "«https://charts.example.org/a»;“https://charts.example.org/b”.",
            ["https://charts.example.org/a", "https://charts.example.org/b"],
        ),
        (
            "„https://charts.example.org/a“/„https://charts.example.org/b“",
            ["https://charts.example.org/a", "https://charts.example.org/b"],
        ),
        ("見る「https://charts.example.org/a」と", ["https://charts.example.org/a"]),
        ("https://charts.example.org/a\\", ["https://charts.example.org/a"]),
        ("https://charts.example.org/a_(b)?c[]=1&d={e}", ["https://charts.example.org/a_(b)?c[]=1&d={e}"]),
        ("(https://charts.example.org/a_(b))", ["https://charts.example.org/a_(b)"]),
        ("https://charts.example.org/l'île|b", ["https://charts.example.org/l'île|b"]),
    ],
)
def test_an_address_ends_before_what_closes(text: str, urls: list[str]) -> None:
    """A quote, a tag or a bracket that was opened before it; brackets of its own stay."""
    assert [url for url, _ in found("url", text)] == urls


@pytest.mark.parametrize(
    "text",
    ["Tasks are dropped by tasks.remove(task).", "values.append(value)", "isinstance(it, tuple)", "Form.__init__(fi)"],
)
def test_what_a_function_is_given_is_no_acronym(text: str) -> None:
    """Its bracket stands right behind a name in code."""
    assert found("acronym", text) == []


def test_a_bracket_without_a_space_may_hold_an_acronym() -> None:
    """Not all text has a space there."""
    assert found("acronym", "the Northern Reef Survey(NRS)") == [("Northern Reef Survey", "NRS")]
    assert found("acronym", "tuberculosis(TB)") == [("tuberculosis", "TB")]


@pytest.mark.parametrize("text", ["It costs NT$300 here", "EUR/USD", "Read README.md", "at MathPages.com"])
def test_a_piece_of_a_word_is_no_name(text: str) -> None:
    """Neither the letters of a currency's sign nor a word but for its last letter."""
    assert found("name", text) == []


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de-DE", "GSM 850 900 1800 1900", 0),
        ("de-DE", "Handy 2023 2024", 0),
        ("fr-FR", "Portable 2023 2024", 0),
        ("en-HK", "Tel. 2523 2024", 1),
        ("de-DE", "GSM 0171 1234567", 1),
    ],
)
def test_years_and_bands_are_no_telephone_numbers(language: str, text: str, count: int) -> None:
    """Whatever word for a telephone stands before them."""
    assert len(found("phone", text, language)) == count
