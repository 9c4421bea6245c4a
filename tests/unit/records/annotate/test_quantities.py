"""Counts with their noun, measures, sums of money, percentages."""

import pytest

from scrape_clean import annotate
from scrape_clean.records.annotate.words import lexicon_of
from scrape_clean.records.annotate.words.nouns import NUMBERING


def found(kind: str, text: str, language: str | None = None) -> list[tuple[str | None, str | None]]:
    """Value and role of every annotation of a kind."""
    return [(one.value, one.role) for one in annotate(text, language=language) if one.kind == kind]


@pytest.mark.parametrize(
    ("language", "text", "value", "noun"),
    [
        ("en", "It has 1,250 teachers from Ghana", "1250", "teachers"),
        ("en", "three new regional centres opened", "3", "new regional centres"),
        ("en", "over 3.5 million volunteers", "3500000", "volunteers"),
        ("en", "one hundred and twenty-five people", "125", "people"),
        ("en", "two dozen teachers", "24", "teachers"),
        ("en", "thirty-six (36) months", "36", "months"),
        ("en", "5–10 full-time employees", "5/10", "full-time employees"),
        ("en", "two heads of state met", "2", "heads of state"),
        ("en", "1½ litres of milk", "1.5", "litres"),
        ("en", "weighs 250 g in all", "250", "g"),
        ("de", "mit 1.250 neuen Mitgliedern", "1250", "neuen Mitgliedern"),
        ("de", "fünfundzwanzig Kurse", "25", "Kurse"),
        ("fr", "1 200 membres dans 14 pays", "1200", "membres"),
        ("fr", "deux nouveaux centres", "2", "nouveaux centres"),
        ("es", "tres talleres regionales", "3", "talleres regionales"),
        ("pt", "45 mil alunos", "45000", "alunos"),
        ("it", "tre nuovi laboratori", "3", "nuovi laboratori"),
        ("ru", "45 новых школ открылись", "45", "новых школ"),
        ("ru", "18 тысяч книг", "18000", "книг"),
        ("pl", "trzy nowe szkoły", "3", "nowe szkoły"),
        ("ro", "25 de școli", "25", "școli"),
        ("ar", "شارك 25 معلما", "25", "معلما"),
        ("hi", "25 स्कूल खुले", "25", "स्कूल"),
        ("zh", "培训了25名教师", "25", "名教师"),
        ("ja", "25人が来た", "25", "人"),
        ("ko", "25명의 교사", "25", "명"),
        ("en", "one study reported that", "1", "study"),
        ("en", "1 person likes this", "1", "person"),
        ("en", "one to five players", "1/5", "players"),
        ("en", "3 beds | 1 Bath", "3", "beds"),
        ("en", "30 totally free places", "30", "totally free places"),
        ("en", "half a million people", "500000", "people"),
        ("en", "2015 points", "2015", "points"),
        ("en", "AP’s 10 notable books", "10", "notable books"),
        ("en", "zero waste", "0", "waste"),
        ("es", "14,000 visitas", "14000", "visitas"),
        ("es", "$12,500 pesos mensuales", "12500", "pesos mensuales"),
        ("de", "12000 Besucher kamen", "12000", "Besucher"),
        ("de", "mit 3 Kin\u00addern", "3", "Kindern"),
        ("fr", "3 pers. par groupe", "3", "pers"),
        ("en", "60 art exhibitions", "60", "art exhibitions"),
        ("en", "60 major art exhibitions", "60", "major art exhibitions"),
        ("en", "the book has 300 pages", "300", "pages"),
        ("en", "two office buildings", "2", "office buildings"),
        ("en", "one page of notes", "1", "page"),
        ("de", "4 helle Zimmer", "4", "helle Zimmer"),
        ("sv", "3 rum och kök", "3", "rum"),
        ("tr", "3 oda", "3", "oda"),
        ("hu", "3 szoba", "3", "szoba"),
    ],
)
def test_a_count_has_its_noun(language: str, text: str, value: str, noun: str) -> None:
    """With its adjectives; what follows the phrase stays out."""
    assert found("quantity", text, language)[0] == (value, noun)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Room 12 is free"),
        ("en", "Article 5 applies"),
        ("en", "the 17:05 to Kent"),
        ("en", "version 3.2 only"),
        ("en", "at 9 pm"),
        ("en", "No one may ask"),
        ("en", "two of the"),
        ("en", "as one tries to leave"),
        ("en", "between one another"),
        ("en", "my 2015 shape, as it was"),
        ("en", "Listing 10-15 always shows it"),
        ("en", "children under 5 free"),
        ("en", "24×7 support"),
        ("en", "a charity under 501(c)4 organizations"),
        ("en", "1 Quay Street, Galway"),
        ("en", "Echo 1 Insert"),
        ("en", "the Echo 1 insert"),
        ("en", "for Group 1 plants"),
        ("en", "the new Buoy 5.2 supports it"),
        ("en", "Only 7 left"),
        ("en", "the 1st offers"),
        ("en", "a 4K display"),
        ("en", "several hundred people"),
        ("en", "a few thousand visitors"),
        ("es", "empieza (8 pm)"),
        ("de", "nach § 47 Insolvenzordnung"),
        ("de", "Lange Straße 12, 10115 Berlin"),
        ("de", "01067 Dresden"),
        ("de", "2018 St. Magdalener"),
        ("de", "Millionen Menschen"),
        ("de", "einige Hundert Kilometer"),
        ("fr", "5 rue de la Gare"),
        ("fr", "75001 Paris"),
        ("fr", "12 au total"),
        ("fr", "des millions de gens"),
        ("it", "Via Roma 12, 00184 Roma"),
        ("es", "millones de personas"),
        ("ru", "тысячи людей"),
        ("en", "3 1\u20442 litres"),
        ("en", "10⁻³ m"),
        ("en", "chapter 12 article 5"),
        ("en", "as of 12 section 5 applies"),
        ("en", "the 2019 series"),
        ("en", "the 1.0 release brings"),
        ("en", "200 pp"),
        ("de", "14.00 Saal"),
        ("de", "nach § 3 Abs. 2"),
        ("de", "3 Tel"),
        ("ru", "Ленина 5 корпус Б"),
        ("it", "5 piano"),
        ("en", "She read A House of Nine Doors twice."),
        ("en", "The Seven Sisters cliffs"),
    ],
)
def test_numbers_that_count_nothing(language: str, text: str) -> None:
    """Rooms, articles, times, versions, houses, towns, years, pixels, names, and so many that nobody counted."""
    assert found("quantity", text, language) == []


@pytest.mark.parametrize("language", NUMBERING)
def test_words_that_number_and_are_numbered(language: str) -> None:
    """Each is a cue word before a number; else there would be nothing to say of it."""
    words = lexicon_of(language).words
    assert {words.get(word, ("", 0))[0] for word in NUMBERING[language]} == {"!"}


def test_a_minus_may_stand_first() -> None:
    """Between letters and digits it is a hyphen."""
    for text in ("−12 °C at night", "It had −12 °C at night"):
        assert found("measure", text) == [("-12 celsius", "temperature")]
    assert found("measure", "A-12 kg of sand", "en") == []


def test_a_unit_makes_a_measure_too() -> None:
    """In CLDR's words, whatever the language."""
    assert found("measure", "Die Brücke ist 2,5 km lang", "de") == [("2.5 kilometer", "length")]
    assert found("measure", "seven years", "en") == [("7 year", "duration")]
    assert found("measure", "5 seconds.²³ Next, 40 km.³", "en") == [
        ("5 second", "duration"),
        ("40 kilometer", "length"),
    ]
    assert found("measure", "9 minutes⁴ of 5 cm⁴ and 3 m²", "en") == [
        ("9 minute", "duration"),
        ("3 square-meter", "area"),
    ]
    assert found("measure", "at -5 °C", "en") == [("-5 celsius", "temperature")]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "€2.4 million", "2400000 EUR"),
        ("en", "$4.5bn", "4500000000 USD"),
        ("en", "GBP 1.2m", "1200000 GBP"),
        ("en", "CHF 1'250'000", "1250000 CHF"),
        ("en", "₹3.2 billion", "3200000000 INR"),
        ("en", "Adults €14.50", "14.50 EUR"),
        ("en", "It rose to $35.⁴ Then it fell", "35 USD"),
        ("en", "Sold for €12,³ then for less", "12 EUR"),
        ("en", "It rose to $35[4] then", "35 USD"),
        ("en", "up 20p", "0.20 GBP"),
        ("en", "C$1,950 a month", "1950 CAD"),
        ("de", "3,5 Mio. Euro", "3500000 EUR"),
        ("de", "1.299,90 €", "1299.90 EUR"),
        ("fr", "2,5 millions d'euros", "2500000 EUR"),
        ("es", "3,2 millones de dólares", "3200000 USD"),
        ("pt", "R$ 89,90", "89.90 BRL"),
        ("ru", "350 руб.", "350 RUB"),
        ("pl", "12 tys. zł", "12000 PLN"),
        ("zh", "总投资1.2亿美元", "120000000 USD"),
        ("es", "$17,000 millones", "17000000000 USD"),
        ("es", "$1,250.50", "1250.50 USD"),
        ("es", "$1.250,50", "1250.50 USD"),
        ("es", "1,5 euros", "1.50 EUR"),
        ("fr", "un million d'euros", "1000000 EUR"),
        ("en", "PHP 500 a night", "500 PHP"),
        ("ja", "入館料は500円", "500 JPY"),
    ],
)
def test_money_has_its_currency(language: str, text: str, value: str) -> None:
    """The amount after all multipliers, and ISO 4217."""
    assert found("money", text, language) == [(value, None)]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "rose 3.2%", "3.2"),
        ("en", "forty-eight percent", "48"),
        ("en", "12 per cent", "12"),
        ("fr", "12,5 %", "12.5"),
        ("de", "6,4 Prozent", "6.4"),
        ("it", "35 per cento", "35"),
        ("es", "el 11,8 por ciento", "11.8"),
        ("ru", "на 5 процентов", "5"),
        ("ja", "15％増えた", "15"),
    ],
)
def test_percentages(language: str, text: str, value: str) -> None:
    """As a sign or a word."""
    assert found("percent", text, language) == [(value, None)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "PHP 8.2 or newer"),
        ("en", "AMD 7950"),
        ("en", "COP 27"),
        ("en", "a few hundred dollars"),
        ("de", "viele Millionen Dollar"),
        ("fr", "des millions d'euros"),
        ("sv", "miljoner kronor"),
        ("en", "It costs €12⁹⁹ a month"),
        ("en", "It costs 12⁹⁹ € a month"),
        ("de", "Mo.-Fr. 8:00-12:00"),
        ("de-CH", "Mo.-Fr. 8:00-12:00"),
        ("de-CH", "Fr. 8.00-12.00 Uhr"),
        ("de", "Do. und Fr. 15:00 – 18:00 Uhr"),
        ("de", "Fr. 10-12"),
        ("en", "RM 10:00 meeting"),
        ("en", "EUR/USD 1:10"),
        ("en", "$10:30"),
        ("sv", "kr 12:30"),
    ],
)
def test_what_is_no_sum(language: str, text: str) -> None:
    """Names that are codes of currencies as well, sums that nobody counted, raised cents, and times of day."""
    assert found("money", text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "Entry $15", "15 USD"),
        ("en-AU", "Entry $15", "15 AUD"),
        ("en-NZ", "Entry $15m", "15000000 NZD"),
        ("en-HK", "Entry $15", "15 HKD"),
        ("en-AU", "Entry US$15", "15 USD"),
        ("en-AU", "15 dollars", "15 AUD"),
        ("en-AU", "15 US dollars", "15 USD"),
        ("en-GB", "$15", "15 USD"),
        ("es-MX", "Costo: $500", "500 MXN"),
        ("es-MX", "500 pesos", "500 MXN"),
        ("es-CL", "15 $", "15 CLP"),
        ("es-NI", "C$ 100", "100 NIO"),
        ("fr-CA", "15 $", "15 CAD"),
        ("fr-CM", "5 000 FCFA", "5000 XAF"),
        ("fr-CM", "5 000 francs CFA", "5000 XAF"),
        ("fr-SN", "5 000 francs CFA", "5000 XOF"),
        ("en-SS", "£50", "50 SSP"),
        ("en-PK", "Rs 500", "500 PKR"),
        ("en-PK", "500 rupees", "500 PKR"),
        ("zh-TW", "500元", "500 TWD"),
        ("zh", "500元", "500 CNY"),
        ("da", "500 kr.", "500 DKK"),
        ("en-SE", "500 kr", "500 SEK"),
        ("en-MO", "MOP$500", "500 MOP"),
    ],
)
def test_a_sign_is_the_countrys_own(language: str, text: str, value: str) -> None:
    """As CLDR has it of the country that the page's language names; without one, what it stands for mostly."""
    assert found("money", text, language) == [(value, None)]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "$15 AUD", "15 AUD"),
        ("en", "CAD $15", "15 CAD"),
        ("en", "AUD$15", "15 AUD"),
        ("en", "$1,250.00 MXN", "1250 MXN"),
        ("en-AU", "$15 USD a day", "15 USD"),
        ("en", "$5 USD 20 days ago", "5 USD"),
        ("es-MX", "$1,250.00 pesos", "1250 MXN"),
        ("en", "the $100 mark", "100 USD"),
        ("en", "$4 CUP OF SOUP", "4 USD"),
        ("fr-CA", "15 $ US", "15 USD"),
        ("fr", "15 $CA", "15 CAD"),
        ("en-CA", "$15 US", "15 USD"),
    ],
)
def test_a_code_or_name_beside_the_amount_wins(language: str, text: str, value: str) -> None:
    """Over what its sign would mean, if it can mean that at all."""
    assert found("money", text, language) == [(value, None)]


def test_a_sign_of_another_currency_than_the_name_is_none() -> None:
    """Pesos of a country that is not known are no dollars."""
    assert found("money", "$1,250 pesos", "en") == []


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "Juniors under 16 £20", ["20 GBP"]),
        ("en", "Lot 3 £450", ["450 GBP"]),
        ("en", "Lot 3 £ 450", ["450 GBP"]),
        ("en", "Ages 5-15 £6", ["6 GBP"]),
        ("en", "half a dozen £1.30", ["1.30 GBP"]),
        ("en", "a Buoy Versa 2 US$149.95", ["149.95 USD"]),
        ("de", "Kinder bis 12 € 5,00", ["5 EUR"]),
        ("nl", "Kinderen tot 12 € 5", ["5 EUR"]),
        ("de-AT", "Kinder bis 12 € 5", ["5 EUR"]),
        ("de", "Suppe 12 € 8,50 €", ["12 EUR", "8.50 EUR"]),
        ("de", "für 12,50 € 3 Nächte", ["12.50 EUR"]),
        ("en", "100 € 2 nights", ["100 EUR"]),
        ("en-ZA", "R50-R100", ["50 ZAR", "100 ZAR"]),
        ("en", "GBP 0.00GBP 1.00", ["0 GBP", "1 GBP"]),
        ("en", "AED50AED100", ["50 AED", "100 AED"]),
        ("en", "US$ 3.49 US$ 5.09", ["3.49 USD", "5.09 USD"]),
        ("en", "US$ 3.49 CAD$ 5.09", ["3.49 USD", "5.09 CAD"]),
        ("en", "$3.49 US$5.09", ["3.49 USD", "5.09 USD"]),
        ("fr-CA", "15 $ US$ 12", ["15 CAD", "12 USD"]),
        ("fr", "12€50 la place", ["12.50 EUR"]),
        ("fr", "5€10€", ["5 EUR", "10 EUR"]),
        ("de", "2014–2020 € 5 Mrd.", ["5000000000 EUR"]),
        ("en", "Budget 2014-2020 EUR 5 billion", ["5000000000 EUR"]),
    ],
)
def test_a_sign_between_two_numbers(language: str, text: str, values: list[str]) -> None:
    """It belongs to the one that it touches; else decimals tell, or on which side the language has it."""
    assert [value for value, _ in found("money", text, language)] == values


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "£15/hour", "15 GBP"),
        ("en", "$12.60/hr.", "12.60 USD"),
        ("en", "It cost $235.Now it costs less", "235 USD"),
        ("en", "£12.50(concessions free)", "12.50 GBP"),
        ("en", "Rs.500", "500 INR"),
        ("en", "Rs. 500/- by draft", "500 INR"),
        ("en", "EUR12.50", "12.50 EUR"),
        ("en", "AED1,250", "1250 AED"),
        ("en-ZA", "R120", "120 ZAR"),
        ("en-ZA", "R1,5 million", "1500000 ZAR"),
        ("es-GT", "Q179 millones", "179000000 GTQ"),
        ("es-PE", "S/25.50", "25.50 PEN"),
        ("de", "60,- €", "60 EUR"),
        ("de", "60,-- EUR", "60 EUR"),
        ("de", "12,– €", "12 EUR"),
        ("de-CH", "25.- CHF", "25 CHF"),
        ("de-CH", "Fr. 25.50", "25.50 CHF"),
        ("de", "Eintritt Fr. 25.–", "25 CHF"),
        ("en", "RM 12-B", "12 MYR"),
        ("es-PE", "S/.150 mensuales", "150 PEN"),
        ("es", "$12,500 al mes", "12500 USD"),
        ("es-MX", "$12,500 pesos mensuales", "12500 MXN"),
        ("es", "$1,5 millones", "1500000 USD"),
        ("zh", "RM120以上", "120 MYR"),
        ("cs", "120,- Kč", "120 CZK"),
        ("nl", "€ 4,-", "4 EUR"),
        ("fr", "1,5 M€", "1500000 EUR"),
        ("fr", "150 k€", "150000 EUR"),
        ("fr", "2 Md€", "2000000000 EUR"),
        ("it", "Euro 5,00", "5 EUR"),
        ("de", "50 TL", "50 TRY"),
    ],
)
def test_money_as_it_is_written_besides(language: str, text: str, value: str) -> None:
    """A rate, a sign of letters, no cents, thousands before the sign, a name before the amount."""
    assert found("money", text, language) == [(value, None)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "$1/mp3/$2.mp3"),
        ("en", "R120"),
        ("en-ZA", "R2-D2"),
        ("en-ZA", "R410A gas"),
        ("en-ZA", "Grade R 5 children"),
        ("en", "BAM4"),
        ("en", "BAD45 Review"),
        ("en", "PES2013 download"),
        ("de", "PLZ10115 Berlin"),
        ("it", "Euro 6"),
        ("de", "2 TL Zucker"),
    ],
)
def test_what_is_attached_to_other_signs_is_no_sum(language: str, text: str) -> None:
    """Paths, roads, robots, coolants, grades, genes, old currencies, norms, and spoons."""
    assert found("money", text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "INR 5 lakhs", "500000 INR"),
        ("en", "Rs 2.5 crores", "25000000 INR"),
        ("en", "Rs 2.5 Cr", "25000000 INR"),
        ("en", "$5 millions", "5000000 USD"),
        ("ja", "1億5000万円", "150000000 JPY"),
        ("ko", "1억 5천만 원", "150000000 KRW"),
        ("zh", "1亿5000万元", "150000000 CNY"),
        ("en", "£5–£10 million", "5000000/10000000 GBP"),
        ("en", "£1.5 to £2 billion", "1500000000/2000000000 GBP"),
        ("en", "£5-10m", "5000000/10000000 GBP"),
        ("de", "5 bis 10 Mio. €", "5000000/10000000 EUR"),
        ("de", "eine halbe Million Euro", "500000 EUR"),
        ("en", "half-million dollars", "500000 USD"),
        ("pl", "pół miliona złotych", "500000 PLN"),
    ],
)
def test_multipliers_of_sums(language: str, text: str, value: str) -> None:
    """In the plural, in groups, for both ends of a range, and parts of one."""
    assert found("money", text, language) == [(value, None)]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "Free: $0 Up to 10 products", ["0 USD"]),
        ("en", "Free: $0 Up to 10", ["0 USD"]),
        ("de", "Eintritt € 5 bis 12 Jahre", ["5 EUR"]),
        ("de", "Versandkosten: € 4,90 bis 30 kg", ["4.90 EUR"]),
        ("de", "EUR 4,90 bis 30 kg", ["4.90 EUR"]),
        ("nb", "kr 25 til 30 personer", ["25 NOK"]),
        ("es", "€ 5 hasta 10 personas", ["5 EUR"]),
        ("de", "Eintritt € 5 bis 9,90 je Kind", ["5/9.90 EUR"]),
        ("de", "Eintritt € 5 bis 10.", ["5/10 EUR"]),
        ("de", "€ 5 bis 10 Mio. im Jahr", ["5000000/10000000 EUR"]),
    ],
)
def test_what_counts_behind_until_is_no_end_of_a_price(language: str, text: str, values: list[str]) -> None:
    """Ages, weights, products: a price would have decimals, a multiplier, or the end of the clause behind it."""
    assert [value for value, _ in found("money", text, language)] == values


@pytest.mark.parametrize(
    ("language", "text", "kind", "values"),
    [
        ("en", "£25 until 2026", "money", ["25 GBP"]),
        ("en", "$99 through 2025", "money", ["99 USD"]),
        ("de", "EUR 500 bis 2027", "money", ["500 EUR"]),
        ("de", "Nur € 5 bis 31.12.2024", "money", ["5 EUR"]),
        ("de", "2021 bis 2,5 Mio. Euro", "money", ["2500000 EUR"]),
        ("de", "von 1200 bis 3500 Euro", "money", ["1200/3500 EUR"]),
        ("en", "sold in 2019 to 3000 visitors", "quantity", ["3000"]),
        ("en", "between 1500 and 3000 people", "quantity", ["1500/3000"]),
        ("fr", "de 1200 à 3500 euros", "money", ["1200/3500 EUR"]),
        ("en", "Budget 2000-2500 EUR", "money", ["2000/2500 EUR"]),
        ("en", "between 2010 and 2014", "quantity", []),
    ],
)
def test_an_end_of_a_range_that_is_no_year_counts(language: str, text: str, kind: str, values: list[str]) -> None:
    """Also where the other one is a year."""
    assert [value for value, _ in found(kind, text, language)] == values


def test_two_signed_amounts_that_need_nothing_of_each_other_stay_two() -> None:
    """What rose from one to another is no range."""
    assert found("money", "It rose from $5 to $10, or from $2 million to $3 million", "en-US") == [
        ("5 USD", None),
        ("10 USD", None),
        ("2000000 USD", None),
        ("3000000 USD", None),
    ]


@pytest.mark.parametrize(
    ("language", "text", "value", "noun"),
    [
        ("en", "between 5 and 7 people", "5/7", "people"),
        ("de", "5 bis 7 Kinder", "5/7", "Kinder"),
        ("de", "zwischen 5 und 7 Kinder", "5/7", "Kinder"),
        ("nl", "5 tot 7 kinderen", "5/7", "kinderen"),
        ("sv", "5 till 7 barn", "5/7", "barn"),
        ("pl", "5 do 7 osób", "5/7", "osób"),
        ("ru", "5 до 7 недель", "5/7", "недель"),
        ("zh", "5到7人", "5/7", "人"),
        ("ja", "1万2千人", "12000", "人"),
        ("ko", "2만 3000명", "23000", "명"),
        ("en", "a quarter of a million people", "250000", "people"),
        ("fr", "1,5 million de voyageurs", "1500000", "voyageurs"),
        ("fr", "2 millions d'habitants", "2000000", "habitants"),
        ("es", "medio millón de personas", "500000", "personas"),
        ("pt", "1,5 milhão de pessoas", "1500000", "pessoas"),
        ("it", "2 milioni di visitatori", "2000000", "visitatori"),
        ("en", "1 1/2 cups of milk", "1.5", "cups"),
    ],
)
def test_counts_of_several_words(language: str, text: str, value: str, noun: str) -> None:
    """Ranges in words, groups, parts of millions, millions of something, fractions."""
    assert found("quantity", text, language) == [(value, noun)]


@pytest.mark.parametrize(
    ("language", "text"), [("en", "two and a half million people"), ("zh", "销量1万2024年"), ("en", "a 3 CR course")]
)
def test_no_part_of_a_number_stands_for_it(language: str, text: str) -> None:
    """What is added to it, a year behind it, an abbreviation."""
    assert [value for value, _ in found("quantity", text, language)] in ([], ["10000"])


@pytest.mark.parametrize(
    ("language", "text", "value", "measured"),
    [
        ("en", "65 m2 in all", "65 square-meter", "area"),
        ("de", "10 m3 Sand", "10 cubic-meter", "volume"),
        ("zh", "65m2", "65 square-meter", "area"),
        ("en", "2,150 sq. ft. of floor", "2150 square-foot", "area"),
        ("en", "50 sqm", "50 square-meter", "area"),
        ("en", "30 cu ft", "30 cubic-foot", "volume"),
        ("en", "10+ years", "10 year", "duration"),
        ("en", "a 54m wall", "54 meter", "length"),
        ("de", "½ TL Salz", "0.5 teaspoon", "volume"),
        ("fr", "2 millions de kilomètres", "2000000 kilometer", "length"),
        ("nl", "32 uur per week", "32 hour", "duration"),
        ("es", "20 horas semanales", "20 hour", "duration"),
        ("fr", "3 heures de marche", "3 hour", "duration"),
    ],
)
def test_units_in_any_spelling(language: str, text: str, value: str, measured: str) -> None:
    """A power as a plain digit or a word, at least so many, millions of them."""
    assert found("measure", text, language) == [(value, measured)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Flight time: 1h 54m"),
        ("en", "1.5m visitors"),
        ("nl", "open 9.00 - 17.00 uur"),
        ("nl", "om 19.30 uur"),
        ("nl", "van 9 tot 17 uur"),
        ("es", "a las 20 horas"),
        ("es", "de 9 a 14 horas"),
        ("pt", "às 20 horas"),
        ("fr", "à 20 heures"),
        ("cs", "od 9 do 17 hodin"),
    ],
)
def test_what_measures_nothing(language: str, text: str) -> None:
    """Minutes and millions are no metres, and times of day no durations."""
    assert found("measure", text, language) == []
    assert found("quantity", text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "© 2024 All rights reserved"),
        ("en", "Copyright 2024 Harbour Trust Members"),
        ("sv", "Storgatan 12, 111 23 Stockholm"),
        ("cs", "Dlouhá 12, 110 00 Praha 1"),
        ("nl", "Kerkstraat 12, 1017 AB Amsterdam"),
        ("pl", "ul. Długa 12, 00-238 Warszawa"),
        ("pl", "ul. Długa 12, 31-542 Kraków"),
        ("pt", "1000-205 Lisboa"),
    ],
)
def test_years_of_copyright_and_postcodes_count_nothing(language: str, text: str) -> None:
    """In one part or two, with letters or without."""
    assert found("quantity", text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "value", "noun"),
    [
        ("en", "200+ events", "200", "events"),
        ("en", "50+ million professionals", "50000000", "professionals"),
        ("en", "2.3k followers", "2300", "followers"),
        ("en", "300k lines", "300000", "lines"),
        ("en", "1200 TV sets", "1200", "TV sets"),
    ],
)
def test_at_least_so_many_and_thousands(language: str, text: str, value: str, noun: str) -> None:
    """A plus or a letter behind the number."""
    assert found("quantity", text, language) == [(value, noun)]


@pytest.mark.parametrize(
    ("language", "text"), [("pl", "20 proc."), ("tr", "yüzde 20"), ("tr", "%20"), ("zh", "百分之20")]
)
def test_per_cent_in_a_word_of_its_language(language: str, text: str) -> None:
    """Abbreviated, or before the number."""
    assert found("percent", text, language) == [("20", None)]


def test_a_count_of_what_begins_with_two_capitals_is_no_postcode() -> None:
    """A town has a capital of its own."""
    assert [value for value, _ in found("quantity", "Er zijn 2500 IT bedrijven", "nl")] == ["2500"]


def test_percentages_in_chinese_numerals() -> None:
    """With decimals, too."""
    text = "百分之二十的学生和百分之三点五，百分之五"
    assert [value for value, _ in found("percent", text, "zh")] == ["20", "3.5", "5"]


def test_a_run_of_words_that_multiply_ends() -> None:
    """They are taken a few at a time: a product of all of them would have a hundred thousand digits."""
    assert all(len(one.value or "") < 50 for one in annotate("5" + "万" * 20_000, language="zh"))


@pytest.mark.parametrize(
    ("language", "kind", "text", "values"),
    [
        ("zh-Hant", "money", "票價 300 元", ["300 TWD"]),
        ("zh", "money", "票价 300 元", ["300 CNY"]),
        ("nn", "money", "Pris 200 kr", ["200 NOK"]),
        ("ca", "phone", "Tel. 93 123 45 67", ["+34931234567"]),
        ("sr-Latn", "phone", "Tel. 011 3621 123", ["+381113621123"]),
        ("pt", "phone", "Tel. 21 361 2112", []),
        ("eo", "phone", "Tel. 011 3621 123", []),
    ],
)
def test_a_language_of_one_country_says_whose_sums_and_numbers_are_meant(
    language: str, kind: str, text: str, values: list[str]
) -> None:
    """By language and script; Portuguese is written in several countries, Esperanto in none."""
    assert [value for value, _ in found(kind, text, language)] == values


@pytest.mark.parametrize(
    ("language", "kind", "text", "value"),
    [
        ("en", "money", "Diluted EPS 2.1050 EUR", "2.105 EUR"),
        ("en", "money", "The fee is $1.2025 a share", "1.2025 USD"),
        ("de", "money", "Der Kurs steht bei 1.1050 Dollar", "1.105 USD"),
        ("en", "quantity", "It takes 3.1415 seconds", "3.1415"),
        ("de", "quantity", "Es dauert 3.1415 Sekunden", "3.1415"),
        ("fr", "quantity", "Il faut 3.1415 secondes", "3.1415"),
        ("en", "percent", "Costs rose 1.1050 percent", "1.105"),
    ],
)
def test_four_decimals_stay_a_number(language: str, kind: str, text: str, value: str) -> None:
    """Not a month of the year 1050."""
    assert [one for one, _ in found(kind, text, language)] == [value]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "$Revision: 9560 $"),
        ("de", "$LastChangedRevision: 9560 $"),
        ("en", "The syntax of STD 66 holds"),
        ("de", "Siehe STD 66"),
        ("en", "BAN 12 of them"),
        ("en", "Runs on PHP56"),
        ("en", "Drawn with CAD2016"),
    ],
)
def test_keywords_and_versions_are_no_sums(language: str, text: str) -> None:
    """A dollar ends the keyword, and letters for a currency are a name."""
    assert found("money", text, language) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It costs PHP560", "560 PHP"),
        ("It costs CAD2000", "2000 CAD"),
        ("It costs CAD2,016", "2016 CAD"),
        ("It costs CAD 16", "16 CAD"),
        ("It costs $5: 12 $", "12 USD"),
    ],
)
def test_sums_beside_them_stay(text: str, value: str) -> None:
    """A sum has a space, groups or a round number."""
    assert found("money", text, "en")[-1][0] == value


@pytest.mark.parametrize("text", ["PEP 695 type aliases", "a Tier 2 visa", "Tier 0 assets"])
def test_what_a_word_numbers_counts_nothing(text: str) -> None:
    """A proposal and a tier have numbers."""
    assert found("quantity", text, "en") == []


@pytest.mark.parametrize("text", ["mailto:jo?subject=a%20%83", "at%20least%20lines"])
def test_an_encoded_byte_is_no_share(text: str) -> None:
    """Addresses write a space as %20."""
    assert [one.kind for one in annotate(text, language="en") if one.kind in {"percent", "quantity", "measure"}] == []
    assert found("percent", "%20 indirim", "tr") == [("20", None)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Laptop USD1999, phone USD599", ["1999 USD", "599 USD"]),
        ("Price: EUR2019 incl. VAT", ["2019 EUR"]),
        ("Drawn with CAD2016", []),
        ("Price: 50 $, $Total: 95 $ only", ["50 USD", "95 USD"]),
        ("$Revision: 9560 $", []),
    ],
)
def test_sums_in_the_manner_of_years_and_keywords(text: str, values: list[str]) -> None:
    """1999 is a usual price; only names of software have a year behind them; a label may begin with a sign."""
    assert [value for value, _ in found("money", text, "en-US")] == values
