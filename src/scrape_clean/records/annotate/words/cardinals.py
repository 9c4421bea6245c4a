"""Numbers in words: cardinals and multipliers of languages that write them as words of their own or as compounds.

One is left out of languages in which it is the indefinite article too.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Final

from scrape_clean.records.annotate.words.tables import rows

__all__ = ["cardinals", "is_vague", "parts"]

_SAME: Final = {"no": "nb", "nn": "nb", "bs": "hr", "sr": "hr", "sl": "hr", "ms": "id", "gl": "pt", "mk": "bg"}
"""Languages whose number words are near enough to those of another one."""
_PLAIN: Final = rows("""
en zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
  eighteen nineteen / twenty thirty forty fifty sixty seventy eighty ninety
de null - zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn
  achtzehn neunzehn / zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig
fr zéro - deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize - - - / vingt trente
  quarante cinquante soixante septante huitante nonante
es cero - dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete
  dieciocho diecinueve / veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa
pt zero - dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezasseis dezassete dezoito
  dezanove / vinte trinta quarenta cinquenta sessenta setenta oitenta noventa
it zero - due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici
  diciassette diciotto diciannove / venti trenta quaranta cinquanta sessanta settanta ottanta novanta
nl nul - twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien
  achttien negentien / twintig dertig veertig vijftig zestig zeventig tachtig negentig
ca zero - dos tres quatre cinc sis set vuit nou deu onze dotze tretze catorze quinze setze disset divuit dinou /
  vint trenta quaranta cinquanta seixanta setanta vuitanta noranta
ro zero - doi trei patru cinci șase șapte opt nouă zece unsprezece doisprezece treisprezece paisprezece
  cincisprezece șaisprezece șaptesprezece optsprezece nouăsprezece / douăzeci treizeci patruzeci cincizeci șaizeci
  șaptezeci optzeci nouăzeci
sv noll - två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton / tjugo
  trettio fyrtio femtio sextio sjuttio åttio nittio
da nul - to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten / tyve
  tredive fyrre halvtreds tres halvfjerds firs halvfems
nb null - to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten / tjue
  tretti førti femti seksti sytti åtti nitti
fi nolla yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen yksitoista kaksitoista kolmetoista
  neljätoista viisitoista kuusitoista seitsemäntoista kahdeksantoista yhdeksäntoista / kaksikymmentä kolmekymmentä
  neljäkymmentä viisikymmentä kuusikymmentä seitsemänkymmentä kahdeksankymmentä yhdeksänkymmentä
ru ноль - два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать
  пятнадцать шестнадцать семнадцать восемнадцать девятнадцать / двадцать тридцать сорок пятьдесят шестьдесят
  семьдесят восемьдесят девяносто
uk нуль - два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять чотирнадцять
  п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять / двадцять тридцять сорок п'ятдесят шістдесят
  сімдесят вісімдесят дев'яносто
bg нула - два три четири пет шест седем осем девет десет единадесет дванадесет тринадесет четиринадесет петнадесет
  шестнадесет седемнадесет осемнадесет деветнадесет / двадесет тридесет четиридесет петдесет шестдесет седемдесет
  осемдесет деветдесет
pl zero - dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście
  piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście / dwadzieścia trzydzieści czterdzieści pięćdziesiąt
  sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt
cs nula - dva tři čtyři pět šest sedm osm devět deset jedenáct dvanáct třináct čtrnáct patnáct šestnáct sedmnáct
  osmnáct devatenáct / dvacet třicet čtyřicet padesát šedesát sedmdesát osmdesát devadesát
sk nula - dva tri štyri päť šesť sedem osem deväť desať jedenásť dvanásť trinásť štrnásť pätnásť šestnásť sedemnásť
  osemnásť devätnásť / dvadsať tridsať štyridsať päťdesiat šesťdesiat sedemdesiat osemdesiat deväťdesiat
hr nula - dva tri četiri pet šest sedam osam devet deset jedanaest dvanaest trinaest četrnaest petnaest šesnaest
  sedamnaest osamnaest devetnaest / dvadeset trideset četrdeset pedeset šezdeset sedamdeset osamdeset devedeset
hu nulla - két három négy öt hat hét nyolc kilenc tíz - - - - - - - - - / húsz harminc negyven ötven hatvan hetven
  nyolcvan kilencven
tr sıfır - iki üç dört beş altı yedi sekiz dokuz on - - - - - - - - - / yirmi otuz kırk elli altmış yetmiş seksen
  doksan
el μηδέν - δύο τρία τέσσερα πέντε έξι επτά οκτώ εννέα δέκα έντεκα δώδεκα δεκατρία δεκατέσσερα δεκαπέντε δεκαέξι
  δεκαεπτά δεκαοκτώ δεκαεννέα / είκοσι τριάντα σαράντα πενήντα εξήντα εβδομήντα ογδόντα ενενήντα
id nol - dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas - - - - - - - - / - - - - - - - -
vi không - hai ba bốn năm sáu bảy tám chín mười - - - - - - - - - / - - - - - - - -
ar صفر - اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة - - - - - - - - - / عشرون ثلاثون أربعون خمسون ستون سبعون
  ثمانون تسعون
he אפס - שני שלושה ארבעה חמישה שישה שבעה שמונה תשעה עשרה - - - - - - - - - / עשרים שלושים ארבעים חמישים שישים שבעים
  שמונים תשעים
hi शून्य - दो तीन चार पांच छह सात आठ नौ दस ग्यारह बारह - - - - - - - / बीस तीस चालीस पचास साठ सत्तर अस्सी नब्बे
""")
"""0 to 19, a slash, and the tens from 20; a hyphen where a language has no word of its own or no safe one."""

_OTHERS: Final = rows("""
de zwo=2|beide=2|beiden=2
fr vingts=20
es veintiún=21|veintiuno=21|veintiuna=21|veintidós=22|veintitrés=23|veinticuatro=24|veinticinco=25|veintiséis=26|
  veintisiete=27|veintiocho=28|veintinueve=29|cien=100|ciento=100|doscientos=200|doscientas=200|trescientos=300|
  trescientas=300|cuatrocientos=400|quinientos=500|quinientas=500|seiscientos=600|setecientos=700|ochocientos=800|
  novecientos=900
pt duas=2|dezesseis=16|dezessete=17|dezenove=19|cem=100|duzentos=200|trezentos=300|quinhentos=500
ro două=2|douăsprezece=12
ru одна=1|один=1|одно=1|две=2|двух=2|трех=3|трёх=3|четырех=4|четырёх=4|пяти=5|шести=6|семи=7|восьми=8|девяти=9|
  десяти=10|сто=100|двести=200|триста=300|четыреста=400|пятьсот=500|шестьсот=600|семьсот=700|восемьсот=800|
  девятьсот=900|двое=2|трое=3
uk один=1|одна=1|одне=1|дві=2|двох=2|трьох=3|чотирьох=4|сто=100|двісті=200|триста=300|п'ятсот=500
pl jeden=1|jedna=1|jedno=1|dwie=2|dwóch=2|dwoje=2|trzech=3|czterech=4|pięciu=5|sto=100|dwieście=200|trzysta=300|
  pięćset=500
cs jeden=1|jedna=1|jedno=1|dvě=2|dvou=2|tří=3|sto=100|dvě stě=200|pěti=5
sk dve=2|dvoch=2|troch=3|sto=100
hr dvije=2|sto=100|dvjesto=200
hu kettő=2|száz=100
tr yüz=100
da halvtredsindstyve=50
ca dues=2|cent=100
zh 两=2|兩=2
""")
"""Other forms, and hundreds in one word."""

_MULTIPLIERS: Final = rows("""
en hundred=100|thousand=1e3|million=1e6|billion=1e9|trillion=1e12|bn=1e9|mn=1e6|mln=1e6|m=1e6|k=1e3|dozen=12|
  lakh=1e5|crore=1e7|tn=1e12|b=1e9|hundreds=100|thousands=1e3|millions=1e6|billions=1e9|trillions=1e12|dozens=12|
  lakhs=1e5|lac=1e5|lacs=1e5|crores=1e7|cr=1e7
de hundert=100|tausend=1e3|million=1e6|millionen=1e6|milliarde=1e9|milliarden=1e9|mio=1e6|mrd=1e9|tsd=1e3|
  billion=1e12|billionen=1e12|dutzend=12
fr cent=100|cents=100|mille=1e3|million=1e6|millions=1e6|milliard=1e9|milliards=1e9|douzaine=12|md=1e9|mds=1e9|
  mio=1e6
es mil=1e3|millón=1e6|millones=1e6|millardo=1e9|billón=1e12|billones=1e12|docena=12
pt mil=1e3|milhão=1e6|milhões=1e6|bilhão=1e9|bilhões=1e9|mi=1e6|bi=1e9|dúzia=12|trilhão=1e12|trilhões=1e12
it cento=100|mille=1e3|mila=1e3|milione=1e6|milioni=1e6|miliardo=1e9|miliardi=1e9|mln=1e6|mld=1e9|dozzina=12
nl honderd=100|duizend=1e3|miljoen=1e6|miljard=1e9|mln=1e6|mld=1e9|dozijn=12
ca mil=1e3|milió=1e6|milions=1e6
ro sută=100|sute=100|mie=1e3|mii=1e3|milion=1e6|milioane=1e6|miliard=1e9|miliarde=1e9
sv hundra=100|tusen=1e3|miljon=1e6|miljoner=1e6|miljard=1e9|miljarder=1e9|mkr=1e6|dussin=12
da hundrede=100|tusind=1e3|million=1e6|millioner=1e6|milliard=1e9|milliarder=1e9|mio=1e6|mia=1e9
nb hundre=100|tusen=1e3|million=1e6|millioner=1e6|milliard=1e9|milliarder=1e9|mill=1e6|mrd=1e9
fi sata=100|sataa=100|tuhat=1e3|tuhatta=1e3|miljoona=1e6|miljoonaa=1e6|miljardi=1e9|miljardia=1e9|milj=1e6|mrd=1e9
ru тысяча=1e3|тысячи=1e3|тысяч=1e3|тыс=1e3|миллион=1e6|миллиона=1e6|миллионов=1e6|млн=1e6|миллиард=1e9|миллиарда=1e9|
  миллиардов=1e9|млрд=1e9|триллион=1e12|трлн=1e12|триллиона=1e12
uk тисяча=1e3|тисячі=1e3|тисяч=1e3|тис=1e3|мільйон=1e6|мільйони=1e6|мільйонів=1e6|мільйона=1e6|млн=1e6|
  мільярд=1e9|мільярди=1e9|мільярдів=1e9|млрд=1e9
bg хиляда=1e3|хиляди=1e3|хил=1e3|милион=1e6|милиона=1e6|млн=1e6|милиард=1e9|милиарда=1e9|млрд=1e9
pl tysiąc=1e3|tysiące=1e3|tysięcy=1e3|tysiąca=1e3|tys=1e3|milion=1e6|miliony=1e6|milionów=1e6|miliona=1e6|mln=1e6|
  miliard=1e9|miliardy=1e9|miliardów=1e9|miliarda=1e9|mld=1e9
cs tisíc=1e3|tisíce=1e3|tis=1e3|milion=1e6|miliony=1e6|milionů=1e6|milionu=1e6|mil=1e6|mld=1e9|miliardy=1e9|miliard=1e9
sk tisíc=1e3|milión=1e6|milióny=1e6|miliónov=1e6|milióna=1e6|mil=1e6|mld=1e9
hr tisuća=1e3|tisuće=1e3|milijun=1e6|milijuna=1e6|milijardi=1e9|milijarde=1e9|mil=1e6
hu ezer=1e3|millió=1e6|milliárd=1e9
tr bin=1e3|milyon=1e6|milyar=1e9
el εκατό=100|χίλια=1e3|χιλιάδες=1e3|εκατομμύριο=1e6|εκατομμύρια=1e6|δισεκατομμύριο=1e9|δισεκατομμύρια=1e9
id ratus=100|ribu=1e3|juta=1e6|miliar=1e9|triliun=1e12|puluh=10
vi trăm=100|nghìn=1e3|ngàn=1e3|triệu=1e6|tỷ=1e9
ar مئة=100|ألف=1e3|آلاف=1e3|مليون=1e6|ملايين=1e6|مليار=1e9
fa هزار=1e3|میلیون=1e6|میلیارد=1e9
he אלף=1e3|אלפי=1e3|מיליון=1e6|מיליארד=1e9
hi सौ=100|हजार=1e3|हज़ार=1e3|लाख=1e5|करोड़=1e7
zh 万=1e4|萬=1e4|亿=1e8|億=1e8
ja 万=1e4|億=1e8|兆=1e12|千=1e3
ko 만=1e4|억=1e8|천=1e3
""")
"""What multiplies the number before it; of words with one value the first may stand without a number."""

_PARTS: Final = rows("""
en half a=1/2|a half=1/2|half=1/2|a quarter of a=1/4|quarter of a=1/4|a third of a=1/3
de eine halbe=1/2|einer halben=1/2|ein halbes=1/2|eines halben=1/2|halbe=1/2|halben=1/2|halbes=1/2|dreiviertel=3/4
fr un demi=1/2|demi=1/2|une demi=1/2|un quart de=1/4
es medio=1/2|media=1/2|un cuarto de=1/4
pt meio=1/2|meia=1/2
it mezzo=1/2|mezza=1/2
ca mig=1/2
nl een half=1/2|half=1/2|een kwart=1/4
sv en halv=1/2|halv=1/2|ett halvt=1/2
da en halv=1/2|halv=1/2|et halvt=1/2
nb en halv=1/2|halv=1/2|et halvt=1/2
fi puoli=1/2
ro jumătate de=1/2
pl pół=1/2|ćwierć=1/4
cs půl=1/2|čtvrt=1/4
sk pol=1/2
hr pola=1/2
hu fél=1/2|negyed=1/4
tr yarım=1/2
el μισό=1/2
id setengah=1/2
vi nửa=1/2
ko 반=1/2
""")
"""Parts of what multiplies, before it: "half a million"."""

_VAGUE: Final = rows("""
en few several many some couple
de einige einigen mehrere mehreren viele vielen wenige wenigen etliche paar
nl enkele meerdere vele paar
sv några flera
da nogle flere
nb noen flere
""")
"""Words before one that multiplies: so many that nobody counted. Other languages have the plural there."""


@lru_cache(maxsize=64)
def _alone(code: str) -> dict[int, str]:
    """The words that multiply, and stand for a number where they stand alone, by their value."""
    found: dict[int, str] = {}
    for word, (_, value) in _valued("μ", _MULTIPLIERS.get(_SAME.get(code, code), "")):
        found.setdefault(value, word)
    return found


@lru_cache(maxsize=64)
def parts(code: str) -> tuple[tuple[str, Fraction], ...]:
    """What may stand before a word that multiplies and says how much of it is meant, the longest first."""
    entries = (entry.partition("=") for entry in filter(None, _PARTS.get(_SAME.get(code, code), "").split("|")))
    return tuple(sorted(((words, Fraction(part)) for words, _, part in entries), key=lambda one: -len(one[0])))


def is_vague(code: str, word: str, value: int, before: str) -> bool:
    """Whether a word that multiplies, without a number before it, says no number: "millions", "several hundred"."""
    return _alone(code).get(value, word) != word or before in _VAGUE.get(_SAME.get(code, code), "").split()


def cardinals(code: str) -> Iterator[tuple[str, tuple[str, int]]]:
    """The number words of a language: class ``ν`` with their value, class ``μ`` for what multiplies."""
    code = _SAME.get(code, code)
    small, tens = (part.split() for part in _PLAIN.get(code, "/").split("/"))
    yield from ((word, ("ν", value)) for value, word in enumerate(small) if word != "-")
    yield from ((word, ("ν", 20 + 10 * place)) for place, word in enumerate(tens) if word != "-")
    yield from ((word, ("ν", value)) for word, value in _compounds(code, small, tens))
    yield from _valued("ν", _OTHERS.get(code, ""))
    yield from _valued("μ", _MULTIPLIERS.get(code, ""))
    if code == "zh":
        yield from ((word, ("ν", value)) for value, word in enumerate("一二三四五六七八九十", start=1))


def _valued(letter: str, entries: str) -> Iterator[tuple[str, tuple[str, int]]]:
    for entry in filter(None, entries.split("|")):
        word, _, value = entry.partition("=")
        yield word, (letter, int(float(value)))


def _compounds(code: str, small: list[str], tens: list[str]) -> Iterator[tuple[str, int]]:
    """21 to 99 in languages that write them as one word."""
    ones = {
        "de": {1: "ein"},
        "nl": {1: "een"},
        "it": {1: "uno"},
        "sv": {1: "ett"},
        "da": {1: "en"},
        "nb": {1: "en"},
    }.get(code)
    if ones is None:
        return
    for place, ten in enumerate(tens):
        for one in range(1, 10):
            unit = ones.get(one, small[one])
            joined = {
                "de": f"{unit}und{ten}",
                "nl": f"{unit}{'ën' if unit.endswith('e') else 'en'}{ten}",
                "it": f"{ten[:-1] if one in {1, 8} else ten}{'tré' if one == 3 else unit}",
                "da": f"{unit}og{ten}",
            }.get(code, f"{ten}{unit}")
            yield joined, 20 + 10 * place + one
