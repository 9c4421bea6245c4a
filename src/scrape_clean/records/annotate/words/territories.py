"""Names of countries: CLDR's in every language, the United Nations' official ones, and older or shorter ones."""

import re
from functools import lru_cache
from typing import Final

from scrape_clean.records.annotate.words.cldr import cldr
from scrape_clean.records.annotate.words.tables import rows

__all__ = ["AMBIGUOUS", "FOOD", "STATES", "names_of"]

_ENGLISH: Final = """
AE UAE|the Emirates;AF Islamic Republic of Afghanistan;AG Antigua and Barbuda;AL Republic of Albania
AM Republic of Armenia
AO Republic of Angola;AR Argentine Republic;AT Republic of Austria;AU Commonwealth of Australia
AZ Republic of Azerbaijan
BA Bosnia|Bosnia and Herzegovina|Bosnia-Herzegovina;BD People's Republic of Bangladesh;BE Kingdom of Belgium
BG Republic of Bulgaria
BH Kingdom of Bahrain;BI Republic of Burundi;BJ Republic of Benin;BN Brunei Darussalam|Brunei
BO Plurinational State of Bolivia
BR Federative Republic of Brazil;BS Bahamas;BT Kingdom of Bhutan;BW Republic of Botswana
BY Republic of Belarus|Byelorussia
CD Democratic Republic of the Congo|Democratic Republic of Congo|DR Congo|DRC|Congo-Kinshasa|Zaire
CF Central African Republic;CG Republic of the Congo|Congo-Brazzaville|Congo;CH Swiss Confederation
CI Ivory Coast|Côte d'Ivoire|Cote d'Ivoire|Republic of Côte d'Ivoire;CL Republic of Chile;CM Republic of Cameroon
CN People's Republic of China|PRC|Mainland China;CO Republic of Colombia;CR Republic of Costa Rica;CU Republic of Cuba
CV Cabo Verde|Cape Verde;CY Republic of Cyprus;CZ Czech Republic|Czechia;DE Federal Republic of Germany
DJ Republic of Djibouti
DK Kingdom of Denmark;DM Commonwealth of Dominica;DO Dominican Republic;DZ People's Democratic Republic of Algeria
EC Republic of Ecuador;EE Republic of Estonia;EG Arab Republic of Egypt;ER State of Eritrea;ES Kingdom of Spain
ET Federal Democratic Republic of Ethiopia;FI Republic of Finland;FJ Republic of Fiji;FK Falkland Islands|Malvinas
FM Federated States of Micronesia|Micronesia;FR French Republic;GA Gabonese Republic
GB UK|U.K.|United Kingdom of Great Britain and Northern Ireland|Great Britain|Britain;GE Republic of Georgia
GH Republic of Ghana
GM Gambia|The Gambia|Republic of the Gambia;GN Republic of Guinea;GQ Republic of Equatorial Guinea;GR Hellenic Republic
GT Republic of Guatemala;GW Republic of Guinea-Bissau;GY Co-operative Republic of Guyana;HK Hong Kong|Hong Kong SAR
HN Republic of Honduras;HR Republic of Croatia;HT Republic of Haiti;ID Republic of Indonesia;IE Republic of Ireland
IL State of Israel;IN Republic of India;IQ Republic of Iraq;IR Islamic Republic of Iran;IS Republic of Iceland
IT Italian Republic
JO Hashemite Kingdom of Jordan;KE Republic of Kenya;KG Kyrgyz Republic;KH Kingdom of Cambodia;KI Republic of Kiribati
KM Union of the Comoros;KN Saint Kitts and Nevis|St Kitts and Nevis
KP Democratic People's Republic of Korea|North Korea|DPRK;KR Republic of Korea|South Korea|ROK;KW State of Kuwait
KZ Republic of Kazakhstan;LA Lao People's Democratic Republic|Lao PDR|Laos;LB Lebanese Republic;LC Saint Lucia|St Lucia
LI Principality of Liechtenstein;LK Democratic Socialist Republic of Sri Lanka;LR Republic of Liberia
LS Kingdom of Lesotho
LT Republic of Lithuania;LU Grand Duchy of Luxembourg;LV Republic of Latvia;LY State of Libya;MA Kingdom of Morocco
MC Principality of Monaco;MD Republic of Moldova;MG Republic of Madagascar;MH Republic of the Marshall Islands
MK North Macedonia|Republic of North Macedonia|Macedonia|former Yugoslav Republic of Macedonia|FYROM;ML Republic of Mali
MM Burma|Myanmar|Republic of the Union of Myanmar;MO Macao|Macau;MR Islamic Republic of Mauritania;MT Republic of Malta
MU Republic of Mauritius;MV Republic of Maldives;MW Republic of Malawi;MX United Mexican States
MZ Republic of Mozambique
NA Republic of Namibia;NE Republic of the Niger;NG Federal Republic of Nigeria;NI Republic of Nicaragua
NL Kingdom of the Netherlands|Netherlands|Holland;NO Kingdom of Norway;NP Federal Democratic Republic of Nepal
NR Republic of Nauru
OM Sultanate of Oman;PA Republic of Panama;PE Republic of Peru;PG Independent State of Papua New Guinea
PH Republic of the Philippines
PK Islamic Republic of Pakistan;PL Republic of Poland;PS State of Palestine|Palestine;PT Portuguese Republic
PW Republic of Palau
PY Republic of Paraguay;QA State of Qatar;RO Romania;RS Republic of Serbia;RU Russian Federation;RW Republic of Rwanda
SA Kingdom of Saudi Arabia|KSA;SB Solomon Islands;SC Republic of Seychelles;SD Republic of the Sudan
SE Kingdom of Sweden
SG Republic of Singapore;SI Republic of Slovenia;SK Slovak Republic;SL Republic of Sierra Leone
SM Republic of San Marino
SN Republic of Senegal;SO Federal Republic of Somalia;SR Republic of Suriname;SS Republic of South Sudan
ST Sao Tome and Principe|São Tomé and Príncipe;SV Republic of El Salvador;SY Syrian Arab Republic
SZ Kingdom of Eswatini|Swaziland
TD Republic of Chad;TG Togolese Republic;TH Kingdom of Thailand;TJ Republic of Tajikistan
TL Democratic Republic of Timor-Leste|East Timor|Timor-Leste;TM Turkmenistan;TN Republic of Tunisia;TO Kingdom of Tonga
TR Türkiye|Turkey|Republic of Türkiye|Republic of Turkey;TT Republic of Trinidad and Tobago|Trinidad
TW Taiwan|Republic of China;TZ United Republic of Tanzania;UA Ukraine;UG Republic of Uganda
US USA|US|United States of America|United States|U.S.A.|U.S.;UY Eastern Republic of Uruguay;UZ Republic of Uzbekistan
VA Holy See|Vatican
VC Saint Vincent and the Grenadines;VE Bolivarian Republic of Venezuela
VN Viet Nam|Vietnam|Socialist Republic of Viet Nam
WS Independent State of Samoa;YE Republic of Yemen;ZA Republic of South Africa;ZM Republic of Zambia
ZW Republic of Zimbabwe
"""
_OTHERS: Final = rows("""
de US USA;GB Großbritannien;NL Holland;CZ Tschechische Republik;CI Elfenbeinküste;KR Korea;RU Russische Föderation;
  BY Weißrussland|Belarus;CD DR Kongo;AE VAE;MD Moldau;DE Bundesrepublik Deutschland|BRD;SK Slowakische Republik;
  IR Islamische Republik Iran;MM Birma;KP Nordkorea;KR Südkorea
fr US USA|États-Unis d'Amérique|Etats-Unis|USA;GB Grande-Bretagne|Royaume-Uni;NL Hollande|Pays-Bas;
  CZ République tchèque;CD République démocratique du Congo|RDC|RD Congo;CG République du Congo|Congo;
  RU Fédération de Russie;BY Biélorussie;KR République de Corée;IR République islamique d'Iran;
  SY République arabe syrienne;AE Émirats arabes unis;CF République centrafricaine|Centrafrique;MM Birmanie;
  CV Cap-Vert;MD République de Moldova
es US EE. UU.|EE.UU.|EEUU|Estados Unidos de América|Estados Unidos;GB Gran Bretaña;NL Holanda;CZ República Checa;
  CD República Democrática del Congo;RU Federación de Rusia|Federación Rusa;BY Bielorrusia;
  KR República de Corea|Corea del Sur;KP Corea del Norte;IR República Islámica de Irán;SY República Árabe Siria;
  MM Birmania;CI Costa de Marfil|Côte d'Ivoire;VE República Bolivariana de Venezuela;
  BO Estado Plurinacional de Bolivia;TL Timor Oriental
pt US EUA|Estados Unidos da América;GB Grã-Bretanha;NL Holanda;CZ República Checa|República Tcheca;
  CD República Democrática do Congo;RU Federação Russa;BY Bielorrússia;KR Coreia do Sul|República da Coreia;
  IR República Islâmica do Irão|Irã|Irão;VN Vietname|Vietnã;KE Quénia|Quênia;PL Polónia|Polônia;MM Birmânia;
  MZ Moçambique;ES Espanha;EE Estónia|Estônia;CV Cabo Verde;TL Timor Leste;RO Roménia|Romênia;SI Eslovénia|Eslovênia;
  LV Letónia|Letônia;YE Iémen|Iêmen
it US USA|Stati Uniti d'America;GB Gran Bretagna|Inghilterra;NL Olanda;CZ Repubblica Ceca;
  CD Repubblica Democratica del Congo;RU Federazione Russa;BY Bielorussia;KR Corea del Sud;KP Corea del Nord;
  MM Birmania;SK Repubblica Slovacca
nl US VS|USA|Verenigde Staten van Amerika;GB Groot-Brittannië;NL Holland;CZ Tsjechische Republiek;CI Ivoorkust;
  BY Wit-Rusland;RU Russische Federatie;MM Birma
ru US США|Соединённые Штаты Америки|Соединенные Штаты Америки;BY Белоруссия|Беларусь|Республика Беларусь;
  RU Российская Федерация|РФ;GB Великобритания|Соединённое Королевство;MD Молдавия|Молдова;KG Киргизия|Кыргызстан;
  TM Туркмения;CZ Чешская Республика|Чехия;KR Южная Корея;KP Северная Корея|КНДР;CN КНР;AE ОАЭ;
  CI Кот-д'Ивуар|Кот-д’Ивуар;CD ДР Конго;NL Голландия
uk US США;GB Велика Британія|Великобританія;CZ Чехія;RU Російська Федерація;AE ОАЕ
pl PL Polsce|Polski|Polską;DE Niemczech|Niemiec;CZ Czechach|Czech;HU Węgrzech|Węgier;IT Włoszech|Włoch;
  US USA|Stany Zjednoczone Ameryki;
  GB Wielka Brytania;NL Holandia;CZ Republika Czeska;RU Federacja Rosyjska;
  KR Korea Południowa;KP Korea Północna;PL Rzeczpospolita Polska
cs US USA|Spojené státy americké;GB Velká Británie;NL Holandsko;CZ Česká republika|ČR;SK Slovenská republika|SR;
  RU Ruská federace;KR Jižní Korea;KP Severní Korea
sv US USA;GB Storbritannien;NL Holland;CZ Tjeckien;BY Vitryssland|Belarus
da US USA;GB Storbritannien;NL Holland;BY Hviderusland
nb US USA;GB Storbritannia;NL Nederland;BY Hviterussland
fi US USA|Yhdysvallat;GB Iso-Britannia|Britannia;NL Hollanti|Alankomaat;BY Valko-Venäjä
ar US الولايات المتحدة الأمريكية|الولايات المتحدة|أمريكا;GB المملكة المتحدة|بريطانيا;RU روسيا الاتحادية;
  KR كوريا الجنوبية;AE الإمارات|الإمارات العربية المتحدة;SA السعودية;CI كوت ديفوار|ساحل العاج
zh US 美国|美利坚合众国;GB 英国;KR 韩国;KP 朝鲜;AE 阿联酋;TW 台湾;HK 香港;MO 澳门;CD 刚果民主共和国;LA 老挝;
  NZ 新西兰;CN 中华人民共和国;RU 俄罗斯联邦;CI 科特迪瓦;
  IT 意大利;DE 德国;FR 法国;JP 日本;VN 越南;TH 泰国;IN 印度;SG 新加坡
ja US 米国|アメリカ|アメリカ合衆国;GB 英国|イギリス;KR 韓国|大韓民国;KP 北朝鮮;NL オランダ;CD コンゴ民主共和国;
  CI コートジボワール;VN ベトナム;TW 台湾;HK 香港;RU ロシア連邦;
  FR フランス共和国;DE ドイツ連邦共和国;CN 中国|中華人民共和国;BR ブラジル;PE ペルー
ko US 미국|아메리카합중국;GB 영국;KR 한국|대한민국;KP 북한;VN 베트남;TW 대만
vi VN Việt Nam;US Hoa Kỳ|Mỹ;GB Anh|Vương quốc Anh;FR Pháp;DE Đức;CN Trung Quốc;JP Nhật Bản;KR Hàn Quốc;LA Lào;
  TH Thái Lan
tr US ABD;GB Birleşik Krallık|İngiltere|Britanya;NL Hollanda;CZ Çekya
he US ארה"ב|ארצות הברית;GB בריטניה
""")

_PARTS: Final = rows("""
en northern ireland|new mexico
es irlanda del norte|nuevo méxico
fr irlande du nord|nouveau-mexique|nouvelle-guinée
it irlanda del nord|nuovo messico
nl noord-ierland|nieuw-mexico|nieuw-guinea
pt irlanda do norte|novo méxico
""")
"""Places that are no countries and have a country's name in theirs."""

AMBIGUOUS: Final = frozenset(
    (
        "chad georgia jordan jersey guinea israel kenya cuba malta paris cyprus china india dominica togo martinique "
        "sudan niger"
    ).split()
)
"""Names that are first names, family names, cities or states as well."""
FOOD: Final = frozenset(
    (
        "breast sandwich meat leg legs burger bacon soup dinner stuffing gravy mince thigh sausage sausages roast "
        "wings ham slices"
    ).split()
)
STATES: Final = re.compile(
    r"\b(?:Alabama|Florida|Tennessee|Carolina|Atlanta|Savannah|Texas|Ohio|Virginia|Kentucky|Mississippi|Louisiana|Arkansas|Missouri"
    r"|Illinois|Michigan|Pennsylvania|California|Oregon|Nevada|Arizona|Colorado|Kansas|Iowa|Nebraska|Wisconsin|Minnesota|Maryland"
    r"|Delaware|Massachusetts|Connecticut|Vermont|Maine|Utah|Idaho|Montana|Wyoming|Oklahoma|Indiana"
    r"|Alaska|Hawaii|U\.?S\.? state)\b"
)
"""Beside one of these, Georgia is a state too."""


@lru_cache(maxsize=64)
def names_of(language: str) -> dict[str, str]:
    """Lower-case names of a language and of English to ISO 3166-1 alpha-2; the language's own come first.

    An empty code stands for what is no country.
    """
    names = dict(_own_names(language))
    for name, region in _own_names("en").items() if language != "en" else ():
        names.setdefault(name, region)
    if language == "fr":
        names.pop("réunion", None)  # a meeting; the island has its article
    parts = (_PARTS.get(code, "").split("|") for code in dict.fromkeys((language, "en")))
    return names | {name: "" for some in parts for name in some if name}


@lru_cache(maxsize=64)
def _own_names(code: str) -> dict[str, str]:
    names = dict(cldr(code).territories)
    for entry in re.split(r"[;\n]", _ENGLISH.strip() if code == "en" else _OTHERS.get(code, "")):
        region, _, aliases = entry.partition(" ")
        for alias in aliases.split("|") if aliases else ():
            names.setdefault(_plain(alias), region)
    return names


def _plain(name: str) -> str:
    return name.lower().replace("’", "'").strip()
