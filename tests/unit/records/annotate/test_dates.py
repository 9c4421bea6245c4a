"""Dates in many languages: what they are worth and what the words around them make of them."""

import pytest

from scrape_clean import annotate


def dates(text: str, language: str | None = None) -> list[tuple[str, str | None, str | None]]:
    """Text, value and role of every date."""
    return [(one.text, one.value, one.role) for one in annotate(text, language=language) if one.kind == "date"]


FORMS = [
    ("en", "Signed 2021-03-09", "2021-03-09", "point"),
    ("en", "Signed on 9 March 2021", "2021-03-09", "point"),
    ("en", "Signed on March 9th, 2021", "2021-03-09", "point"),
    ("en", "Signed on the 1st of September 2011", "2011-09-01", "point"),
    ("en", "Signed in Sept. 2022", "2022-09", "point"),
    ("en", "Signed 30-Apr-2025", "2025-04-30", "point"),
    ("en-GB", "Signed 03/04/2024", "2024-04-03", "point"),
    ("en-US", "Signed 03/04/2024", "2024-03-04", "point"),
    ("en", "Signed 03/04/2024", "[2024-03-04,2024-04-03]", "point"),
    ("en", "Signed 28/04/2024, sent 03/04/2024", "2024-04-28", "point"),
    ("en", "Published 2019-07-04T08:00+02:00.", "2019-07-04T08:00:00+02:00", "point"),
    ("en", "On Tuesday, 5 July 2022 at 3 p.m. EST", "2022-07-05T15:00:00-05:00", "point"),
    ("en", "In the second quarter of 2020", "2020-34", "point"),
    ("en", "In the second half of 2020", "2020-07/2020-12", "range"),
    ("en", "In spring 2024", "2024-21", "point"),
    ("en", "The 2022/23 academic year", "2022/2023", "range"),
    ("en", "In the 1960s", "196X", "point"),
    ("en", "In the early 1920s", "192X~", "approx"),
    ("en", "A coin of the 3rd century BC", "-02XX", "point"),
    ("en", "It fell in 44 BC", "-0043", "point"),
    ("en", "Founded circa 1890", "1890~", "approx"),
    ("en", "Since 2016", "2016", "since"),
    ("en", "Before May 2016", "2016-05", "before"),
    ("en", "Later than 2016", "2016", "after"),
    ("en", "Open until 15 May 2024", "2024-05-15", "until"),
    ("en", "To be built by 2030", "2030", "by"),
    ("en", "Head (2016–present)", "2016/..", "since"),
    ("en", "Open 12–14 July 2024", "2024-07-12/2024-07-14", "range"),
    ("en", "Oct 23-29, 2023", "2023-10-23/2023-10-29", "range"),
    ("en", "December 1, 2023 to February 25, 2024", "2023-12-01/2024-02-25", "range"),
    ("en", "From 24 December to 6 January 2025", "2024-12-24/2025-01-06", "range"),
    ("en", "12/2021 – 03/2022: pilot", "2021-12/2022-03", "range"),
    ("en", "Between 2010 and 2014", "2010/2014", "range"),
    ("en", "Rebuilt 1946–49", "1946/1949", "range"),
    ("de", "Vom 3. bis 7. Mai 2021", "2021-05-03/2021-05-07", "range"),
    ("de", "Seit dem 1.1.2025", "2025-01-01", "since"),
    ("de", "In den 1990er Jahren", "199X", "point"),
    ("de", "Im 2. Quartal 2023", "2023-34", "point"),
    ("de", "EUR 12 bis 31.12.2024", "2024-12-31", "until"),
    ("de", "Rang 3 bis 12.05.2024", "2024-05-12", "until"),
    ("de", "Spätestens bis 31. Dezember 2026", "2026-12-31", "by"),
    ("fr", "Depuis le 1er mars 2020", "2020-03-01", "since"),
    ("fr", "Entre juin et août 2022", "2022-06/2022-08", "range"),
    ("fr", "Au XIXe siècle", "18XX", "point"),
    ("fr", "Dans les années 1970", "197X", "point"),
    ("es", "Del 5 al 9 de mayo de 2019", "2019-05-05/2019-05-09", "range"),
    ("es", "En el primer trimestre de 2024", "2024-33", "point"),
    ("es", "Antes de enero de 1990", "1990-01", "before"),
    ("pt", "De 2 a 6 de maio de 2022", "2022-05-02/2022-05-06", "range"),
    ("pt", "Até 30 de junho de 2027", "2027-06-30", "until"),
    ("it", "Entro giugno 2025", "2025-06", "by"),
    ("it", "Dal 3 al 7 maggio 2021", "2021-05-03/2021-05-07", "range"),
    ("nl", "Sinds 1 maart 2018", "2018-03-01", "since"),
    ("nl", "In de 19e eeuw", "18XX", "point"),
    ("sv", "På 1990-talet", "199X", "point"),
    ("sv", "På 1800-talet", "18XX", "point"),
    ("da", "Fra 3. til 7. maj 2021", "2021-05-03/2021-05-07", "range"),
    ("nb", "I mai 2020", "2020-05", "point"),
    ("fi", "Kesäkuussa 2019", "2019-06", "point"),
    ("fi", "Vuodesta 2012 lähtien", "2012", "since"),
    ("pl", "Od 1 stycznia 2020 r.", "2020-01-01", "since"),
    ("pl", "W maju 2021 roku", "2021-05", "point"),
    ("cs", "V květnu 2021", "2021-05", "point"),
    ("sk", "Od 1. januára 2020", "2020-01-01", "since"),
    ("hr", "Od 1. siječnja 2020.", "2020-01-01", "since"),
    ("ru", "С 1 января 2020 года по 31 декабря 2022 года", "2020-01-01/2022-12-31", "range"),
    ("ru", "В 1960-е годы", "196X", "point"),
    ("uk", "У травні 2021 року", "2021-05", "point"),
    ("bg", "През май 2021 г.", "2021-05", "point"),
    ("el", "Τον Μάιο του 2021", "2021-05", "point"),
    ("tr", "2015 yılından beri", "2015", "since"),
    ("ro", "Din 1 ianuarie 2020", "2020-01-01", "since"),
    ("hu", "2015 és 2019 között", "2015/2019", "range"),
    ("ar", "من 3 إلى 7 مايو 2021", "2021-05-03/2021-05-07", "range"),
    ("ar", "تأسس المركز في 12 مارس ٢٠١٥", "2015-03-12", "point"),
    ("he", "מאז 12 במרץ 2015", "2015-03-12", "since"),
    ("fa", "از سال ۲۰۱۵ تا ۲۰۱۹", "2015/2019", "range"),
    ("hi", "15 अगस्त 2020 को", "2020-08-15", "point"),
    ("id", "Sejak 1 Januari 2020", "2020-01-01", "since"),
    ("vi", "Từ tháng 5 năm 2021", "2021-05", "since"),
    ("vi", "Ngày 20 tháng 11 năm 1995", "1995-11-20", "point"),
    ("th", "ตั้งแต่ 5 พฤษภาคม 2563", "2020-05-05", "since"),
    ("zh", "自2019年9月1日起", "2019-09-01", "since"),
    ("en", "Opened in 1901¹ by boat", "1901", "point"),
    ("en", "since May 2016.³ More follow", "2016-05", "since"),
    ("en", "since the 1990s⁴ they sail", "199X", "since"),
    ("zh", "二〇一五年五月三日", "2015-05-03", "point"),
    ("zh", "20世纪80年代", "198X", "point"),
    ("zh", "2021年第三季度", "2021-35", "point"),
    ("ja", "令和6年4月1日から", "2024-04-01", "since"),
    ("ja", "平成元年5月1日", "1989-05-01", "point"),
    ("ja", "2018年7月から2021年3月まで", "2018-07/2021-03", "range"),
    ("ko", "2015년 3월 1일부터 2019년 6월 30일까지", "2015-03-01/2019-06-30", "range"),
]


@pytest.mark.parametrize(("language", "text", "value", "role"), FORMS)
def test_every_written_form_has_its_value_and_role(language: str, text: str, value: str, role: str) -> None:
    """In the language that the page declares."""
    assert dates(text, language)[0][1:] == (value, role)


@pytest.mark.parametrize(
    "text",
    [
        "Room 2015 is closed",
        "a screen of 1920 x 1080 pixels",
        "ISO 9001:2015 certified",
        "Python 3.13 and RFC 2119",
        "Resolution 2002/4 was noted",
        "Part no. 1999-0042-B",
        "Release 2021.10.1 is out",
        "deliver 2000 pieces of cloth",
        "Tel 1800-2019-2020",
        "Grant no. 2017-1-DE01-KA202-004178",
        "Galaxy Note 2014 Edition case",
        "The 1800 ES was sold out",
        "This may or may not be right",
        "a 4:3 picture",
        "Raum 2012, Gebäude 19",
        "GB/T 19001-2016 标准",
    ],
)
def test_numbers_of_other_things_are_no_dates(text: str) -> None:
    """Rooms, standards, versions, resolutions, codes, counts."""
    assert dates(text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "1500 to 2000 words"),
        ("en", "1500–2000 people came"),
        ("en", "between 1500 and 2000 visitors"),
        ("en", "£1800–2000 per month"),
        ("en", "EUR 1800–2000 per month"),
        ("en", "see pp. 1200–1215"),
        ("en", "Learning Research 9: 1579–1605"),
        ("en", "Dermatol 149(5):1018–22"),
        ("en", "Opening hours: 1000–1800"),
        ("en", "scores rose from 2395 to 2623"),
        ("en", "1300–1500 µm long"),
        ("de", "1800–2100 € brutto"),
        ("de", "Anbauhöhe 1800 – 2000 Meter"),
        ("de", "in 1800–2000 m"),
        ("de", "1500 bis 2000 Personen"),
        ("fr", "1500 à 2000 euros"),
        ("es", "1500–2000 personas"),
        ("it", "1500–2000 studenti"),
        ("it", "1500–2000 ha"),
        ("nl", "1500–2000 bezoekers"),
        ("pl", "1500–2000 zł"),
        ("cs", "1500–2000 Kč"),
        ("sv", "1500–2000 kr"),
        ("en", "Rs 1500–2000 a day"),
        ("zh", "1950至2000人"),
        ("en", "1985-1990 kg"),
        ("de", "1800–1900 Besucher"),
        ("de", "1500–2000 € 2 Personen"),
        ("de", "von 1500 bis 3000 m"),
        ("en", "between 1500 and 3,000 people"),
    ],
)
def test_a_range_of_numbers_that_count_is_no_date(language: str, text: str) -> None:
    """What stands beside them says so: a unit, a currency, a plural, a volume."""
    assert dates(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "2015–2020 models", "2015/2020"),
        ("en", "2020-2025 Dietary Guidelines", "2020/2025"),
        ("en", "chapter 9: 1914–1918", "1914/1918"),
        ("en", "2015–2019 W. Smith, Chair", "2015/2019"),
        ("en", "from 2010 to 2015 there were more", "2010/2015"),
        ("en", "the 2022/23 school year", "2022/2023"),
        ("de", "2015 bis 2019 Mitglied im Vorstand", "2015/2019"),
        ("it", "tra il 1981 ed il 2010", "1981/2010"),
        ("it", "Dal 2009 al 2013 ha formato 800 studenti", "2009/2013"),
        ("ja", "2015–2019年", "2015/2019"),
        ("en", "In 2014-2020 €5 billion was spent", "2014/2020"),
        ("en", "Budget 2014-2020 EUR 5 billion", "2014/2020"),
        ("en", "2019/20 £5m", "2019/2020"),
        ("en", "Mustang 1999-2004 $199.99", "1999/2004"),
        ("en", "2005–2010 HR Manager, Corvane Ltd", "2005/2010"),
        ("en", "© 1950-2000 RAND Corporation", "1950/2000"),
        ("en", "2010–2012 CAD designer", "2010/2012"),
        ("en", "2010-2014 Cup winners", "2010/2014"),
        ("de", "2010–2012 Mark Müller", "2010/2012"),
        ("de", "1890–1910 Direktor der Schule", "1890/1910"),
    ],
)
def test_a_range_of_years_is_a_date_beside_most_words(language: str, text: str, value: str) -> None:
    """Names, also those that begin like a unit or a currency, initials, nouns that go with years, other sums."""
    assert [date[1] for date in dates(text, language)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "He left yesterday",
        "It opens next month",
        "Last week it rained",
        "On 6 June",
        "nächsten Dienstag",
        "la semana que viene",
    ],
)
def test_what_says_no_year_gets_none(text: str) -> None:
    """A relative date has its own role, and no absolute value."""
    for _, value, role in dates(text):
        assert role == "relative"
        assert value is None or value.startswith("XXXX")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5 May 2024, 9:30 am", "2024-05-05T09:30:00"),
        ("5 May 2024, 12:15 a.m.", "2024-05-05T00:15:00"),
        ("5 May 2024, 12:30 pm", "2024-05-05T12:30:00"),
        ("5 May 2024, 6:00–8:00 p.m.", "2024-05-05T18:00:00"),
        ("5 May 2024, 6:00-8:00 p.m.", "2024-05-05T18:00:00"),
        ("5 May 2024, 10:00-05:00", "2024-05-05"),
        ("5 May 2024, 10:00–2:00 p.m.", "2024-05-05T10:00:00"),
        ("5 May 2024, 9:00–12:00 pm", "2024-05-05T09:00:00"),
        ("5 May 2024, 12:00–2:00 pm", "2024-05-05T12:00:00"),
        ("5 May 2024, 10:00–1:00 am", "2024-05-05T22:00:00"),
        ("5 May 2024, 7.30 for 8pm", "2024-05-05T19:30:00"),
        ("5 May 2024, 10:00–17:00", "2024-05-05T10:00:00"),
        ("5 May 2024, 6:00 p.m.–8:00 p.m. EST", "2024-05-05T18:00:00-05:00"),
        ("6:00–8:00 p.m., 5 May 2024", "2024-05-05T18:00:00"),
        ("6–8 p.m., 5 May 2024", "2024-05-05"),
        ("9:00–11:00 UTC on 5 May 2024", "2024-05-05T09:00:00Z"),
        ("5 May 2024, 17:00 (UTC+2)", "2024-05-05T17:00:00+02:00"),
        ("5 May 2024, 17:00 GMT+01:00", "2024-05-05T17:00:00+01:00"),
        ("5 May 2024, 17:00 UTC-5", "2024-05-05T17:00:00-05:00"),
        ("5 May 2024, 17:00 UTC−0330", "2024-05-05T17:00:00-03:30"),
        ("5 May 2024, 17:00 UTC-18:00", "2024-05-05T17:00:00"),
        ("5 May 2024, 17:00 UTC–18:00 UTC", "2024-05-05T17:00:00Z"),
        ("In 2010-11 the club won.", "2010-11"),
        ("In school year 2010-11 the club won.", "2010/2011"),
    ],
)
def test_a_date_has_one_value(text: str, value: str) -> None:
    """Only the twelfth hour of the morning is hour 0. ISO 8601 has a month in "2010-11", unless a word says years."""
    assert [date[1] for date in dates(text, "en")] == [value]


def test_a_date_that_reads_one_way_tells_how_the_others_are_read() -> None:
    """Even on a page of a language that has the month first."""
    text = "Open from 25/12/2023 until 27/12/2023, and again on 3/4/2024."
    assert dates(text, "en-US")[-1][1] == "2024-04-03"


@pytest.mark.parametrize(
    ("language", "text", "written", "value"),
    [
        ("en-GB", "3–5 May 2024, 10am–5pm", "3–5 May 2024", "2024-05-03/2024-05-05"),
        ("de", "01.04.2024 - 31.10.2024, 10:00–17:00 Uhr", "01.04.2024 - 31.10.2024", "2024-04-01/2024-10-31"),
        ("it", "dal 3 al 5 maggio 2024, 10:00", "3 al 5 maggio 2024", "2024-05-03/2024-05-05"),
        (
            "en-US",
            "9:30 am May 3, 2024, 10:00 am - May 5, 2024 (Sunday), 5 pm",
            "May 3, 2024, 10:00 am - May 5, 2024 (Sunday)",
            "2024-05-03/2024-05-05",
        ),
        ("en-US", "10:00 am May 3, 2024 to May 5, 2024", "May 3, 2024 to May 5, 2024", "2024-05-03/2024-05-05"),
    ],
)
def test_a_range_is_one_of_days(language: str, text: str, written: str, value: str) -> None:
    """An interval of EDTF has no times; those at its edges are not part of it."""
    assert dates(text, language)[-1] == (written, value, "range")


@pytest.mark.parametrize(
    ("language", "text", "written", "value"),
    [
        ("de", "14.04. – 26.04.2025", "14.04. – 26.04.2025", "2025-04-14/2025-04-26"),
        ("de", "vom 28.12. bis zum 03.01.2025", "28.12. bis zum 03.01.2025", "2024-12-28/2025-01-03"),
        ("de", "Mo., 14.04. bis Fr., 18.04.25", "Mo., 14.04. bis Fr., 18.04.25", "2025-04-14/2025-04-18"),
        ("de", "14.-26.04.2025", "14.-26.04.2025", "2025-04-14/2025-04-26"),
        ("de", "8./9.06.2024", "8./9.06.2024", "2024-06-08/2024-06-09"),
        ("de", "Ausgabe 3 - 14.04.2025", "14.04.2025", "2025-04-14"),
        ("de", "Version 1.5 - 3.5.2024", "3.5.2024", "2024-05-03"),
        ("de", "Fassung 9.04 - vom 12.02.2020", "12.02.2020", "2020-02-12"),
        ("en", "section 3.04 - 5.06.2024", "5.06.2024", "2024-06-05"),
        ("cs", "od 14. 4. do 26. 4. 2025", "14. 4. do 26. 4. 2025", "2025-04-14/2025-04-26"),
        ("pl", "14-26.04.2025", "14-26.04.2025", "2025-04-14/2025-04-26"),
        ("ru", "с 14.04 по 26.04.2025", "14.04 по 26.04.2025", "2025-04-14/2025-04-26"),
        ("en", "January-March 2024", "January-March 2024", "2024-01/2024-03"),
        ("en", "Dec/Jan 2025", "Dec/Jan 2025", "2024-12/2025-01"),
        ("fr", "janvier-mars 2024", "janvier-mars 2024", "2024-01/2024-03"),
        ("de", "Januar/Februar 2024", "Januar/Februar 2024", "2024-01/2024-02"),
        ("en", "March/June 2024", "June 2024", "2024-06"),
        ("ja", "2024年5月3日～5日", "2024年5月3日～5日", "2024-05-03/2024-05-05"),
        ("ja", "2024年5月3日（金）～5日（日）", "2024年5月3日（金）～5日", "2024-05-03/2024-05-05"),
        ("ja", "2024年5月3～5日", "2024年5月3～5日", "2024-05-03/2024-05-05"),
        ("zh", "2024年5月3日10:00至5月5日17:00", "2024年5月3日10:00至5月5日", "2024-05-03/2024-05-05"),
        ("zh", "2024年5月3日-5日", "2024年5月3日-5日", "2024-05-03/2024-05-05"),
        ("ko", "2024년 5월 3일 ~ 5일", "2024년 5월 3일 ~ 5일", "2024-05-03/2024-05-05"),
        ("ko", "2024년 5월 3일~6월 2일", "2024년 5월 3일~6월 2일", "2024-05-03/2024-06-02"),
        ("hu", "2024. május 3–5.", "2024. május 3–5", "2024-05-03/2024-05-05"),
        ("de", "Aktion: 14 bis 26.04.2025", "14 bis 26.04.2025", "2025-04-14/2025-04-26"),
        ("de", "Messe 14. bis 26.04.2025", "14. bis 26.04.2025", "2025-04-14/2025-04-26"),
        ("ja", "2021年3月4日 - 5分で読めます", "2021年3月4日", "2021-03-04"),
        ("ko", "2024년 5월 3일 ~ 10,000원", "2024년 5월 3일", "2024-05-03"),
        ("ja", "2024年5月3日～5名", "2024年5月3日", "2024-05-03"),
        ("en", "2024 May 3 - 5 min read", "2024 May 3", "2024-05-03"),
        ("en", "1284?1295, October 25-29, 2014", "October 25-29, 2014", "2014-10-25/2014-10-29"),
        ("en", "pages 12–1295, October 25–29, 2014", "October 25–29, 2014", "2014-10-25/2014-10-29"),
        ("en", "Vol. 1809, October 25, 2014", "October 25, 2014", "2014-10-25"),
        ("en", "Mo Med. 2024 May 3-17;121", "2024 May 3-17", "2024-05-03/2024-05-17"),
        ("lt", "2024 m. gegužės 3–5 d.", "2024 m. gegužės 3–5", "2024-05-03/2024-05-05"),
        ("lv", "2024. gada 3.–5. maijs", "2024. gada 3.–5. maijs", "2024-05-03/2024-05-05"),
        ("ky", "3–17-май 2024-ж.", "3–17-май 2024-ж", "2024-05-03/2024-05-17"),
        ("vi", "3 – 17 thg 5, 2024", "3 – 17 thg 5, 2024", "2024-05-03/2024-05-17"),
        ("en", "28/29 June 2024", "28/29 June 2024", "2024-06-28/2024-06-29"),
        ("en", "3/4 May 2024", "3/4 May 2024", "2024-05-03/2024-05-04"),
        ("de", "8./9. Juni 2024", "8./9. Juni 2024", "2024-06-08/2024-06-09"),
        ("en", "open 24/7 May 2024", "May 2024", "2024-05"),
    ],
)
def test_a_range_says_once_what_its_ends_share(language: str, text: str, written: str, value: str) -> None:
    """In the order in which the language writes dates; two that follow each other may have a slash between."""
    role = "range" if "/" in value else "point"
    assert dates(text, language)[-1] == (written, value, role)


def test_a_day_that_reads_two_ways_is_both_whatever_its_time() -> None:
    """No set of EDTF has times either."""
    both = [("03/04/2024", "[2024-03-04,2024-04-03]", "point")]
    assert dates("Meeting 03/04/2024, 7pm", "en") == dates("Meeting 03/04/2024", "en") == both
    assert dates("Meeting 03/04/2024, 7pm", "en-US")[0][1] == "2024-03-04T19:00:00"


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en-US", "4/4/2024, 5/2/2024 and 6/6/2024", ["2024-04-04", "2024-05-02", "2024-06-06"]),
        ("en", "4/4/2024 or 5/2/2024", ["2024-04-04", "[2024-02-05,2024-05-02]"]),
        ("en-US", "5/5/2025 - 5/9/2025", ["2025-05-05/2025-05-09"]),
        ("en-US", "4/4–5/2/2025", ["2025-04-04/2025-05-02"]),
        ("en-GB", "5/5/2025 - 5/9/2025", ["2025-05-05/2025-09-05"]),
    ],
)
def test_the_fourth_of_april_does_not_tell_how_others_are_read(language: str, text: str, values: list[str]) -> None:
    """A date whose day and month are the same number reads one way, and says nothing of the order."""
    assert [date[1] for date in dates(text, language)] == values


def test_a_word_for_the_year_may_be_a_unit_without_its_full_stop() -> None:
    """Lithuanian "m." is a year, "m" a metre; a sentence that ends with a year does not lend it to the next."""
    assert dates("2000 m aukštyje", "lt") == []
    assert [date[1] for date in dates("2000 m. įkurta", "lt")] == ["2000"]
    assert [date[1] for date in dates("родился в 2019 г. 3 мая 2020 г. умер", "ru")] == ["2019", "2020-05-03"]


def test_a_list_of_days_is_as_many_dates() -> None:
    """The month and year at its end hold for all."""
    assert [date[:2] for date in dates("Open days: 9, 16 and 23 November 2024")] == [
        ("9", "2024-11-09"),
        ("16", "2024-11-16"),
        ("23 November 2024", "2024-11-23"),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On 30 February 2021"),
        ("en-US", "June 31, 2024"),
        ("en-GB", "28–31 June 2024"),
        ("en", "29-Feb-23"),
        ("en", "31/06/2024 or 2024-06-31"),
        ("de", "31. Juni 2024 oder 31.06.2024"),
        ("zh", "2024年6月31日"),
    ],
)
def test_a_day_that_no_calendar_has_is_no_date(language: str, text: str) -> None:
    """Nor does it become another one, or its month."""
    assert dates(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("it", "il 1° maggio 2024", "2024-05-01"),
        ("it", "dal 1° al 5 maggio 2024", "2024-05-01/2024-05-05"),
        ("pt", "1.º de maio de 2024", "2024-05-01"),
        ("es", "1° de mayo de 2024", "2024-05-01"),
        ("lt", "2024 m. gegužės 3 d.", "2024-05-03"),
        ("lt", "2024 m. gegužė", "2024-05"),
        ("lv", "2024. gada 3. maijs", "2024-05-03"),
        ("kk", "2024 ж. 3 мамыр", "2024-05-03"),
        ("ky", "2024-ж., 3-май", "2024-05-03"),
        ("hy", "2024 թ. մայիսի 3", "2024-05-03"),
        ("ru", "в 2019 году 3 мая", "2019-05-03"),
        ("en-GB", "9-Nov-23", "2023-11-09"),
        ("en", "30/May/99", "1999-05-30"),
        ("en", "© 2024 All rights reserved", "2024"),
        ("de", "Copyright 2024 Merrow Verlag", "2024"),
    ],
)
def test_a_day_or_year_is_read_beside_signs(language: str, text: str, value: str) -> None:
    """Ordinals in signs, months between hyphens, copyrights."""
    assert [date[1] for date in dates(text, language)] == [value]


@pytest.mark.parametrize(
    ("language", "text", "counted"),
    [
        ("nl", "open 9.00 - 17.00 uur", []),
        ("nl", "van 9.00 tot 17.00 uur", []),
        ("nl", "Aanvang 19.30 uur, om 20 uur dicht", []),
        ("it", "alle 20.30 ore", []),
        ("es", "a las 20 horas", []),
        ("pt", "das 9.00 às 17.00 horas", []),
        ("pt", "às 20 horas", []),
        ("nl", "1,5 uur of 30 uur", ["1.5", "30"]),
        ("nl", "na 9.75 uur", ["9.75"]),
        ("es", "en 20 horas", ["20"]),
        ("en", "1.50 hours", ["1.5"]),
        ("fr", "à 2 heures de Paris", ["2"]),
        ("fr", "à 8 heures du matin", []),
        ("fr", "de 15 à 20 heures de travail", ["15/20"]),
        ("fr", "limité à 8 heures par jour", ["8"]),
        ("es", "abierto las 24 horas", ["24"]),
        ("es", "a las 24 horas", []),
        ("es", "de 10 a 20 horas semanales", ["10/20"]),
        ("es", "a las 8 horas de la tarde", []),
        ("pt", "as 24 horas do dia", ["24"]),
        ("pt", "às 20 horas de sexta-feira", []),
        ("nl", "van 16 tot 24 uur per week", ["16/24"]),
        ("nl", "van 16 tot 24 uur", []),
    ],
)
def test_a_time_of_day_is_no_number_of_hours(language: str, text: str, counted: list[str]) -> None:
    """Hours and minutes with a full stop, where that is no decimal sign; an hour behind its preposition.

    Unless what follows says how long something takes.
    """
    assert [one.value for one in annotate(text, language=language) if one.kind == "quantity"] == counted


def test_an_abbreviated_century_has_its_number_in_digits() -> None:
    """A word for the last one before an apostrophe is none."""
    assert dates("Plus tôt, ce dernier s'était tu", "fr") == []
    assert dates("au XVe s.", "fr")[0][1] == "14XX"


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "Closed in March/June 2024", ["2024-03", "2024-06"]),
        ("fr", "Fermé en juin et août 2022", ["2022-06", "2022-08"]),
        ("en", "Mo Med. 2024 Jan-Feb;121(1):37-43.", ["2024-01/2024-02"]),
        ("en", "Oct 23-13, 2023", ["2023"]),
        ("en", "Open from 25/12/8 until 27/12/2023", ["2023-12-27"]),
        ("de", "Jahr | 2018 | 2019* | 2020", ["2018", "2019", "2020"]),
        ("de", "Zimmer M.I 2019", []),
        ("nl", "Plan. 2019", ["2019"]),
        ("vi", "Xây năm 2021", ["2021"]),
        ("zh", "2021", ["2021"]),
        ("ja", "2019–2015年", ["2019", "2015"]),
        ("nl", "In de 31e eeuw", []),
        ("nl", "In de 3e eeuw", ["02XX"]),
        ("en", "Kept at -1000 °C", []),
        ("es", "Abre a las 2100 horas", []),
        ("de", "Lohn: –2100 € brutto", []),
        ("en", "A walk of 1300–1500 long steps", ["1300/1500"]),
        ("en", "For 1500–2000 people", []),
        ("en", "For 1500–2000 children", []),
        ("pl", "Cena 1500–2000 zł", []),
        ("pl", "Zamek 1500–2000", ["1500/2000"]),
        ("it", "Castello, 1500–2000", ["1500/2000"]),
    ],
)
def test_what_stands_beside_a_number_decides(language: str, text: str, values: list[str]) -> None:
    """Lists of months with one year, rows of years, and what is a price, a crowd or no day at all."""
    assert [value for _, value, _ in dates(text, language)] == values


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "EUR/USD 1.1050"),
        ("en", "EUR/USD rose from 1.1050 to 1.1080"),
        ("en", "Diluted EPS 2.1050 EUR"),
        ("en", "The fee is $1.2025 a share"),
        ("en", "Moored at lat 5.2345, lon 10.1234"),
        ("en", "It takes 3.1415 seconds"),
        ("en", "It takes 1.2025 seconds"),
        ("en", "Costs rose 1.2025 percent, then 1.2025%"),
        ("en-IN", "Rs 12.2024 a litre"),
        ("de", "Der Kurs steht bei 1.2025 Dollar"),
        ("de", "Es dauert 3.1415 Sekunden"),
        ("fr", "Il faut 3.1415 secondes"),
        ("es", "Dura 1.2025 segundos"),
        ("ru", "Курс 1.1050"),
    ],
)
def test_a_number_with_four_decimals_is_no_month(language: str, text: str) -> None:
    """Its year is none that people write about, or a currency or unit stands beside it."""
    assert dates(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "Published 05.2024", "2024-05"),
        ("en", "From 05.2024 to 06.2024", "2024-05/2024-06"),
        ("de", "Stand 5.2024", "2024-05"),
        ("de", "Geboren 5.1848 in Kiel", "1848-05"),
        ("de", "5.2024 EUR 500", "2024-05"),
        ("de", "05.2024 EUR", "2024-05"),
        ("fr", "Publié 12.2024", "2024-12"),
        ("fi", "5.2024 alkaen", "2024-05"),
    ],
)
def test_a_month_and_year_in_numbers(language: str, text: str, value: str) -> None:
    """A zero in front or a likely year makes a month of the number before the point."""
    assert [date[1] for date in dates(text, language)] == [value]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A prompt keeps its default. :issue:`2012`"),
        ("en", "A pager is closed. (:gh:`1999`)"),
        ("en", "See pull 1967."),
        ("en", "See pull request 2012, merge request 2013."),
        ("en", "See GH-2012."),
        ("en", "It follows PEP 2026."),
        ("de", "Siehe PEP 2026 und RFC 2045."),
        ("fr", "Voir RFC 2045."),
        ("es", "Véase la :issue:`2012`"),
    ],
)
def test_the_number_of_a_request_or_proposal_is_no_year(language: str, text: str) -> None:
    """The word or role right before it says what it numbers."""
    assert dates(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "stated", "value"),
    [
        ("en", "Built on Sat Jan 21 19:11:14 2017.", "Sat Jan 21 19:11:14 2017", "2017-01-21T19:11:14"),
        ("en", "Sun Jan  1 19:11:14 2017 -0500", "Sun Jan  1 19:11:14 2017 -0500", "2017-01-01T19:11:14-05:00"),
        ("en", "Sat Jan 21 19:11:14 UTC 2017", "Sat Jan 21 19:11:14 UTC 2017", "2017-01-21T19:11:14Z"),
        ("en", "Ends Jan 21 19:11:14 2017 GMT", "Jan 21 19:11:14 2017 GMT", "2017-01-21T19:11:14Z"),
        ("en", "Mon Jan 21 07:11:14 PM EST 2019", "Mon Jan 21 07:11:14 PM EST 2019", "2019-01-21T19:11:14-05:00"),
        ("de", "Sa 21. Jan 19:11:14 CET 2017", "Sa 21. Jan 19:11:14 CET 2017", "2017-01-21T19:11:14+01:00"),
        ("en", "Jan 41 19:11:14 2017", "", ""),
        ("en", "Jan 21 19:11:14 2017:01", "Jan 21", "XXXX-01-21"),
    ],
)
def test_a_year_behind_the_time(language: str, text: str, stated: str, value: str) -> None:
    """As C, Unix and Git write a moment."""
    assert [date[:2] for date in dates(text, language)] == ([(stated, value)] if stated else [])


def test_a_range_of_moments() -> None:
    """Its ends are their days."""
    text = "Sat Jan 21 19:11:14 UTC 2017 to Sun Jan 22 10:00:00 UTC 2017"
    assert dates(text, "en") == [(text, "2017-01-21/2017-01-22", "range")]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("<pubDate>Sat, 07 Sep 2002 00:00:01 GMT</pubDate>", "point"),
        ("<year>2002</year>", "point"),
        ("Jo <jo@example.org> Sat, 07 Sep 2002", "point"),
        ("2001 -> 2002", "point"),
        ("if year > 2002", "after"),
        ("if a < b and year > 2002", "after"),
        ("if year < 2002", "before"),
        ("if year >= 2002", "since"),
    ],
)
def test_the_end_of_a_tag_compares_nothing(text: str, role: str) -> None:
    """A bracket that was opened, or an arrow, is no sign for later."""
    assert dates(text, "en")[-1][2] == role
