"""How money is written: signs, codes and everyday names of currencies."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from babel.numbers import list_currencies

from scrape_clean.records.annotate.words.cldr import cldr, signs_by_country
from scrape_clean.records.annotate.words.tables import rows
from scrape_clean.records.annotate.words.units import units_of

__all__ = ["CODES", "LEAST", "code_of", "codes_of", "currency_names", "currency_nouns", "present_codes"]

_SIGNS: Final = {
    sign.replace("_", " "): code
    for code, signs in rows("""
USD US$ $
CAD C$ CA$ CAD$
AUD A$ AU$
NZD NZ$
HKD HK$
SGD S$
BRL R$
TWD NT$
MXN MX$ MEX$
DOP RD$
JMD J$
ARS AR$
PAB B/.
PEN S/ S/.
EUR €
GBP £
JPY ¥ ￥ 円
INR ₹ Rs Rs.
RUB ₽ руб. руб р.
UAH ₴ грн грн.
TRY ₺ TL
KRW ₩ 원
ILS ₪
VND ₫
THB ฿
NGN ₦
PHP ₱
GHS ₵ GH₵
CRC ₡
PYG ₲
KZT ₸
AZN ₼
GEL ₾
MNT ₮
LAK ₭
KHR ៛
PKR ₨
IDR Rp
MYR RM
CHF Fr. SFr.
PLN zł
CZK Kč
HUF Ft
BGN лв лв.
DEM DM
RON Lei lei
HRK kn
CNY 元
KES KSh Ksh
TZS TSh
UGX USh
XOF FCFA F_CFA CFA
BDT Tk
BOB Bs
GTQ Q
""").items()
    for sign in signs.split()
}
"""ISO 4217 by the sign as written; where several countries use one, the commonest, for pages of no known country."""

_UNIONS: Final = frozenset(("XOF", "XAF", "XPF", "XCD"))
"""Currencies of several countries; the other codes with X are metals and baskets."""
_WORDS: Final = frozenset("ALL TOP MOP CUP LAK ERN AMD SOS STD BAD BAN NIC USN USS ESA".split())
CODES: Final = frozenset(code for code in list_currencies() if code[0] != "X" or code in _UNIONS) - _WORDS
"""ISO 4217, without codes that are words in capitals more often."""
LEAST: Final = {"COP": 100, "PHP": 10, "TRY": 10}
"""Below these amounts the code is something else: COP 27, PHP 8.2, TRY 2 OF THEM."""
_KRONER: Final = {"sv": "SEK", "da": "DKK", "nb": "NOK", "no": "NOK", "nn": "NOK", "is": "ISK"}
_FEWEST_COUNTRIES: Final = 3
_SHORTEST_NOUN: Final = 3

_NAMES: Final = rows("""
en USD dollar/dollars/us dollars|EUR euro/euros|GBP pounds sterling|INR rupees|JPY yen|CNY yuan/renminbi|
  RUB rubles/roubles|PLN zloty/zlotys|ZAR rand|NGN naira
de EUR euro|USD dollar/us-dollar|CHF franken/schweizer franken|GBP pfund|DEM mark
fr EUR euro/euros|USD dollars/dollar|CHF francs suisses|GBP livres sterling|XOF francs cfa
es EUR euro/euros|USD dólares/dólar|GBP libras|ESP pesetas|PEN soles
pt EUR euro/euros|USD dólares|BRL reais/real|GBP libras|AOA kwanzas|MZN meticais
it EUR euro|USD dollari|GBP sterline|ITL lire|CHF franchi
nl EUR euro|USD dollar|NLG gulden|GBP pond
ca EUR euro/euros|USD dòlars
ro RON lei/leu|EUR euro|USD dolari
sv SEK kronor/kr/krona|EUR euro|USD dollar
da DKK kroner/kr|EUR euro|USD dollar
nb NOK kroner/kr|EUR euro|USD dollar
fi EUR euroa/euro|USD dollaria|FIM markkaa|SEK kruunua
is ISK krónur/kr
ru RUB рубль/рубля/рублей|USD долларов/доллара/доллар/долларов сша|EUR евро
uk UAH гривень/гривні/гривня|USD доларів/доларів сша|EUR євро
bg BGN лева/лев|EUR евро|USD долара
pl PLN złotych/złote/złoty|EUR euro|USD dolarów
cs CZK korun/koruny/koruna|EUR eur/eura|USD dolarů
sk EUR eur/eura|SKK korún|USD dolárov
hr EUR eura/euro|HRK kuna|USD dolara
sr RSD динара/dinara|EUR евра/evra
hu HUF forint/forintot|EUR euró|USD dollár
tr TRY lira/liraya/türk lirası|EUR avro/euro|USD dolar
el EUR ευρώ|USD δολάρια
ar USD دولار/دولارا/دولار أمريكي|EUR يورو|AED درهم إماراتي|SAR ريال سعودي|EGP جنيه مصري|JOD دينار أردني
he ILS שקל/שקלים/ש"ח|USD דולר|EUR אירו/יורו
fa IRR ریال/تومان|USD دلار|EUR یورو
hi INR रुपये/रुपए/रुपया|USD डॉलर
id IDR rupiah|USD dolar|EUR euro
vi VND đồng|USD đô la/usd|EUR euro
th THB บาท|USD ดอลลาร์|EUR ยูโร
zh CNY 元/人民币/元人民币|USD 美元|EUR 欧元/歐元|GBP 英镑|HKD 港元|JPY 日元|TWD 新台幣
ja JPY 円|USD ドル/米ドル|EUR ユーロ|CNY 人民元|GBP ポンド
ko KRW 원|USD 달러|EUR 유로|JPY 엔
""")
"""What people say for short, by code: CLDR has the full names ("US dollars") only."""


@lru_cache(maxsize=1024)
def code_of(sign: str, language: str, region: str | None) -> str | None:
    """ISO 4217 of a sign or code: what it stands for in a country, else what it stands for mostly."""
    own = signs_by_country().get(region or "", {})
    bare = sign.replace(" ", "").replace("\u202f", "").rstrip(".")
    if bare in own and bare not in _WORDS:
        return own[bare]
    if bare == "元":
        return None if language == "ja" else next(iter(own), "CNY")
    if (code := _SIGNS.get(sign)) is not None:
        return "CNY" if language == "zh" and code == "JPY" else code
    if sign.removesuffix("$") in CODES:
        return sign.removesuffix("$")
    return _KRONER.get(language) if bare == "kr" else None


@lru_cache(maxsize=256)
def codes_of(sign: str) -> frozenset[str]:
    """Every currency that a sign stands for, in one country or another."""
    return frozenset(own[sign] for own in signs_by_country().values() if sign in own) | {_SIGNS.get(sign, "")}


@lru_cache(maxsize=1)
def present_codes() -> frozenset[str]:
    """The currencies that some country has today."""
    return frozenset(code for own in signs_by_country().values() for code in own.values())


@lru_cache(maxsize=64)
def currency_names(language: str, region: str | None = None) -> dict[str, str]:
    """Names of currencies in a language, lower case, to ISO 4217: CLDR's full ones and the everyday short ones.

    What currencies of several countries are called ("dollars") is the country's own where that is one of them; the two
    francs CFA have one name.
    """
    names = cldr(language).currencies
    if language != "en":
        names = {**_short_names("en"), **names}
    names = {**names, **_short_names({"no": "nb", "nn": "nb"}.get(language, language))}
    for code in reversed([*dict.fromkeys(signs_by_country().get(region or "", {}).values())]):
        names |= {noun: code for noun, codes in currency_nouns(language).items() if code in codes}
        if code == "XAF":
            names |= {name: code for name, other in names.items() if other == "XOF"}
    return names


@lru_cache(maxsize=64)
def currency_nouns(language: str) -> dict[str, frozenset[str]]:
    """What currencies of three countries or more are called in a language, without the adjective: "pesos", "dollars".

    It is the last word of CLDR's full names, or the first, whichever is shared by more of them.
    """
    names = cldr(language).currencies.items()
    ends = (_shared((name.split()[end], code) for name, code in names) for end in (-1, 0))
    found = max(ends, key=lambda nouns: sum(map(len, nouns.values())))
    units = units_of(language)
    return {noun: codes for noun, codes in found.items() if len(noun) >= _SHORTEST_NOUN and noun not in units}


def _shared(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """The words that stand for currencies of several countries, which the first two letters of a code say."""
    found: dict[str, set[str]] = defaultdict(set)
    for word, code in pairs:
        found[word].add(code)
    return {
        word: frozenset(codes)
        for word, codes in found.items()
        if word.isalpha() and len({code[:2] for code in codes}) >= _FEWEST_COUNTRIES
    }


def _short_names(language: str) -> dict[str, str]:
    entries = (entry.partition(" ") for entry in _NAMES.get(language, "").split("|"))
    return {name: code for code, _, names in entries for name in names.split("/") if name}
