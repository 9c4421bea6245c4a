"""Bytes to text: the WHATWG rules, the counted replacements, the kindness to undeclared pages."""

import os
import subprocess
import sys

import pytest

from scrape_clean.parse.decode import Decoded, decode, scrub


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (b"\xef\xbb\xbfcaf\xc3\xa9", "utf-8"),
        ("\ufeffcafé".encode("utf-16-le"), "utf-16le"),
        ("\ufeffcafé".encode("utf-16-be"), "utf-16be"),
        ("\ufeffcafé".encode("utf-32-le"), "utf-32-le"),
        ("\ufeffcafé".encode("utf-32-be"), "utf-32-be"),
    ],
)
def test_a_mark_wins_over_all_that_is_declared_and_goes(body: bytes, charset: str) -> None:
    """A byte order mark decides, and is not part of the text."""
    page = decode(body, charset="windows-1251", html=True)
    assert page == Decoded("café", charset, 0)


@pytest.mark.parametrize(
    ("label", "body", "text", "charset"),
    [
        ("latin1", b"\x93caf\xe9\x94 \x80 5", "“café” € 5", "windows-1252"),
        ("US-ASCII", b"na\xefve", "naïve", "windows-1252"),
        (" ISO-8859-2 ", b"\xb1\xe6\xea", "ąćę", "iso-8859-2"),
        ("windows-1251", "Привет".encode("cp1251"), "Привет", "windows-1251"),
        ("gb2312", "中国 €".encode("gb18030"), "中国 €", "gbk"),
        ("shift-jis", "①株式会社".encode("cp932"), "①株式会社", "shift_jis"),
        ("euc-jp", b"\xad\xa1\xad\xb5\xad\xe2\xad\xea\xb3\xf4\xf9\xf5", "①Ⅰ№㈱株﨑", "euc-jp"),
        ("ks_c_5601-1987", "똠방각하".encode("cp949"), "똠방각하", "euc-kr"),
        ("koi8-u", b"\xae\xbe\xc1", "ўЎа", "koi8-u"),
        ("utf-16", "中文".encode("utf-16-le"), "中文", "utf-16le"),
        ("windows-1252", b"\x81\x8d\x8f\x90\x9d\xff", "\x81\x8d\x8f\x90\x9dÿ", "windows-1252"),
    ],
)
def test_the_senders_label_means_what_browsers_make_of_it(label: str, body: bytes, text: str, charset: str) -> None:
    """Labels are the Encoding Standard's, and so are the tables behind them."""
    assert decode(body, charset=label) == Decoded(text, charset, 0)


def test_the_senders_label_wins_over_the_pages() -> None:
    """Transport first, meta element second, as in the HTML standard."""
    body = b"<meta charset=windows-1252><p>\xcf\xf0\xe8\xe2\xe5\xf2"
    assert decode(body, charset="windows-1251", html=True).text.endswith("Привет")


@pytest.mark.parametrize("label", ["no-such-thing", "utf-7", "", "ütf-8", "iso-2022-kr", "a" * 10_000])
def test_an_unknown_label_is_as_none(label: str) -> None:
    """Labels outside the standard, and those that it would let lose the page, are ignored."""
    assert decode(b"<meta charset=koi8-r>\xf0\xd2", charset=label, html=True).charset == "koi8-r"


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8-r"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><html>', "iso-8859-2"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><meta charset="koi8-r">', "koi8-r"),
        (b"<!-- <meta charset=koi8-r> --><meta charset=windows-1251>", "windows-1251"),
        (b"<meta charset=x-user-defined>", "windows-1252"),
        (b"<meta charset=utf-16>", "utf-8"),
    ],
)
def test_a_page_may_declare_its_charset(head: bytes, charset: str) -> None:
    """The meta element, else the XML declaration; never UTF-16, since it was read as ASCII."""
    assert decode(head + b"<p>\xe4\xe5 \xe6", html=True).charset == charset


def test_only_html_is_searched_for_a_declaration() -> None:
    """A plain text that speaks of meta elements declares nothing."""
    assert decode(b"<meta charset=koi8-r> caf\xe9 and more").charset == "windows-1252"


@pytest.mark.parametrize("label", ["latin1", "us-ascii", "windows-1251", "shift_jis", "utf-16le"])
def test_valid_utf_8_wins_over_a_wrong_declaration(label: str) -> None:
    """A body that is UTF-8 throughout is read as it was meant."""
    text = "“Größe” – 5 €, naïve café, 東京"
    assert decode(text.encode(), charset=label).text == text
    assert decode(f"<meta charset={label}>{text}".encode(), html=True).text.endswith(text)


def test_two_words_that_are_valid_in_both_follow_the_declaration() -> None:
    """Short GBK can be valid UTF-8 by accident."""
    body = "通通".encode("gbk")
    assert body.decode("utf-8")
    assert decode(body, charset="gbk").text == "通通"


@pytest.mark.parametrize(
    ("body", "text", "replaced"),
    [
        (b"a\xffb", "a\ufffdb", 1),
        (b"\xf0\x9f\x98x", "\ufffdx", 1),
        (b"\xe2\x82", "\ufffd", 1),
        (b"\xc0\xaf", "\ufffd\ufffd", 2),
        (b"\xe0\x80\xaf", "\ufffd\ufffd\ufffd", 3),
        (b"\xed\xa0\x80", "\ufffd\ufffd\ufffd", 3),
        (b"\xf4\x90\x80\x80", "\ufffd" * 4, 4),
        (b"\xef\xbf\xbd\xff", "\ufffd\ufffd", 1),
    ],
)
def test_malformed_utf_8_is_replaced_by_maximal_parts(body: bytes, text: str, replaced: int) -> None:
    """Overlong forms, surrogates and cut sequences, as browsers replace them; counted without those in the page."""
    assert decode(body, charset="utf-8") == Decoded(text, "utf-8", replaced)


@pytest.mark.parametrize(
    ("body", "charset", "replaced"),
    [
        (b"\x84\x31\xa4\x37\xff", "gb18030", 1),
        (b"\xfd\xff\x00\xd8a\x00", "utf-16le", 1),
        (b"a\x00b\x00c", "utf-16le", 1),
        (b"\xc0\xff\xd2", "windows-1253", 2),
        (b"\x82\xa0\x82", "shift_jis", 1),
    ],
)
def test_replacements_are_counted_in_every_encoding(body: bytes, charset: str, replaced: int) -> None:
    """A U+FFFD that the page holds itself is none."""
    page = decode(body, charset=charset)
    assert page.replaced == replaced
    assert page.text.count("\ufffd") >= replaced


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_mark_is_known_by_its_zeros(codec: str) -> None:
    """Whatever is declared: no other encoding has a zero in every other byte."""
    assert decode("A line of text\nand another".encode(codec), charset="utf-8").text == "A line of text\nand another"


def test_stray_controls_are_text() -> None:
    """NUL, C0 and direction marks come out as they went in."""
    assert decode(b"a\0b \x01\x02 \xe2\x80\xaec").text == "a\0b \x01\x02 \u202ec"
    assert decode(b"<p>a\0b\0c</p>").text == "<p>a\0b\0c</p>"


def test_a_utf_8_page_that_was_cut_stays_utf_8() -> None:
    """One broken character at the end is no reason to read the whole page otherwise."""
    assert decode(("é ü ß " * 20).encode() + b"\xe2\x82") == Decoded("é ü ß " * 20 + "\ufffd", "utf-8", 1)


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1252", "Die Universität bietet Kurse über Öl- und Gasförderung an."),
        ("cp1252", "El niño comió en la montaña, ¿verdad?"),
        ("cp1252", "It’s a “special” offer: £20 – today"),
        ("cp1252", "© Example"),
        ("cp1251", "Университет приглашает студентов на новые курсы этой осенью."),
        ("koi8-r", "Университет приглашает студентов на новые курсы этой осенью."),
        ("cp1253", "Το πανεπιστήμιο προσφέρει νέα μαθήματα το φθινόπωρο"),
        ("cp1256", "الجامعة تقدم دورات جديدة في الخريف للطلاب"),
        ("cp932", "大学は秋に新しいコースを提供します。ひらがな"),
        ("euc-jp", "大学は秋に新しいコースを提供します。ひらがな"),
        ("iso-2022-jp", "大学は秋に新しいコースを提供します。ひらがな"),
        ("gb18030", "大学将于秋季开设新课程,欢迎学生报名参加。"),
        ("big5", "大學將於秋季開設新課程,歡迎學生報名參加。"),
        ("cp949", "대학은 가을에 새로운 강좌를 개설합니다."),
    ],
)
def test_an_undeclared_legacy_page_is_guessed(codec: str, text: str) -> None:
    """The encodings that old pages have, from a sentence."""
    page = decode(text.encode(codec))
    assert (page.text, page.replaced) == (text, 0)


@pytest.mark.parametrize(
    ("language", "codec", "text"),
    [("pl", "cp1250", "Żółć i gęś"), ("cs", "iso-8859-2", "žluťoučký kůň"), ("tr", "cp1254", "ışık ve ağaç")],
)
def test_a_declared_language_helps(language: str, codec: str, text: str) -> None:
    """Latin-script languages are told apart by the page's lang, after the HTML standard's table of defaults."""
    body = f'<!DOCTYPE html><html dir="ltr" lang="{language}-XX"><p>{text}</p>'.encode(codec)
    assert text in decode(body, html=True).text


def test_markup_does_not_hide_the_text_from_the_guess() -> None:
    """The sample is taken where the other bytes are, however far behind scripts."""
    text = "Новости и события нашего института, расписание занятий"
    body = b"<script>" + b"var a = 1;\n" * 100_000 + b"</script><p>" + text.encode("cp1251")
    assert decode(body, html=True).text.endswith(text)


def test_the_guess_is_the_same_in_every_process() -> None:
    """No order of a set or dict shows in the answer."""
    code = (
        "from scrape_clean.parse.decode import decode\n"
        "texts = ['Привет всем', '東京です', 'żółć', 'שלום לכם', 'ä ö ü', '学生们']\n"
        "codecs = ['cp1251', 'koi8-r', 'euc-jp', 'cp932', 'cp1250', 'cp1255', 'gb18030', 'big5']\n"
        "print([decode(t.encode(c, 'ignore') + b'\\xff').charset for t in texts for c in codecs])"
    )
    answers = set()
    for seed in ("0", "1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        answers.add(run.stdout)
    assert len(answers) == 1


def test_scrub_joins_pairs_and_replaces_lone_surrogates() -> None:
    """A str may hold what UTF-8 cannot."""
    assert scrub("a\ud83d\ude00b\ud800c\udfff") == ("a😀b\ufffdc\ufffd", 2)
    assert scrub("\ufeffplain \ufffd é") == ("plain \ufffd é", 0)
    assert scrub("\ufffd\ud800") == ("\ufffd\ufffd", 1)


@pytest.mark.parametrize(
    ("body", "as_is"),
    [
        (b"plain", True),
        ("café".encode(), True),
        (b"\xef\xbb\xbfcaf\xc3\xa9", False),
        (b"caf\xc3\xa9 \xff", False),
        ("café".encode("cp1252"), False),
    ],
)
def test_bytes_that_are_the_text_in_utf_8_are_known(body: bytes, *, as_is: bool) -> None:
    """Then nobody needs to encode the text again."""
    page = decode(body)
    assert page.as_is is as_is
    assert (page.text.encode() == body) is as_is
