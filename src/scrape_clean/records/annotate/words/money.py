"""How money is written: signs, codes and everyday names of currencies."""

from functools import lru_cache
from typing import Final

from babel.numbers import list_currencies

from scrape_clean.records.annotate.words.cldr import cldr
from scrape_clean.records.annotate.words.tables import rows

__all__ = ["CODES", "LEAST", "SIGNS", "currency_names"]

SIGNS: Final = {
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
GHS ₵
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
"""ISO 4217 by the sign as written; where several countries use one, the commonest."""

_UNIONS: Final = frozenset(("XOF", "XAF", "XPF", "XCD"))
"""Currencies of several countries; the other codes with X are metals and baskets."""
_WORDS: Final = frozenset(("ALL", "TOP", "MOP", "CUP", "LAK", "ERN", "AMD", "SOS"))
CODES: Final = frozenset(code for code in list_currencies() if code[0] != "X" or code in _UNIONS) - _WORDS
"""ISO 4217, without codes that are words in capitals more often."""
LEAST: Final = {"COP": 100, "PHP": 10, "TRY": 10}
"""Below these amounts the code is something else: COP 27, PHP 8.2, TRY 2 OF THEM."""

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


@lru_cache(maxsize=64)
def currency_names(language: str) -> dict[str, str]:
    """Names of currencies in a language, lower case, to ISO 4217: CLDR's full ones and the everyday short ones."""
    names = cldr(language).currencies
    if language != "en":
        names = {**_short_names("en"), **names}
    return {**names, **_short_names({"no": "nb", "nn": "nb"}.get(language, language))}


def _short_names(language: str) -> dict[str, str]:
    entries = (entry.partition(" ") for entry in _NAMES.get(language, "").split("|"))
    return {name: code for code, _, names in entries for name in names.split("/") if name}
