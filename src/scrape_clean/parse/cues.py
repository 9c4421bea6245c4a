"""Closed classes of words by which a reader tells a sentence, a date or a quantity from a list item or a heading.

Only classes that do not grow are listed: auxiliaries and the commonest verbs, names of months, units, the words that
number the parts of a text. Everything open (nouns, names) is left to the shape of the line.
"""

import re

__all__ = [
    "JOINING",
    "LEGAL_LABELS",
    "PART_LABELS",
    "SAYING",
    "is_date_words",
    "is_verb",
    "starts_with_degrees",
    "starts_with_month",
    "starts_with_unit",
]

_VERBS_TEXT = """
    am is are was were be been has had have does did do will would shall should can could may might must
    became began bought brought built came chose died drew fell felt fought found gave got grew held kept knew led left
    lost made meant met paid ran read rose said sang saw sent set sold spent spoke stood taught thought told took went
    won wrote
    acts asks becomes calls chairs comes directs gives goes heads helps holds joins keeps knows leads lectures lives
    makes manages oversees owns plays represents runs says sees serves speaks studies takes teaches thinks wants works
    writes
    ist sind war waren hat hatte haben wird wurde wurden kann soll muss kam ging schrieb sagte leitet arbeitet lehrt
    est sont était étaient fut furent sera ont avait dit dirige enseigne travaille
    es son era fue fueron fué tiene será está están dijo dirige trabaja
    é são foi foram tem disse ha sono fu furono disse dirige lavora
    är var blev har hade sade er blev zijn werd heeft had
    jest są był była byli ma powiedział je jsou byl byla má
    был была было были есть стал стала является сказал написал родился умер
    """
_VERBS = frozenset(_VERBS_TEXT.split())
# Regular past forms: English -ed; Russian -л, -ла, -ли and their reflexives.
_PAST = re.compile(r"[a-z]{2,}ed|[а-яё]{2,}(?:л|ла|ло|ли|лся|лась|лось|лись)")

_MONTHS_TEXT = """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    januar jänner februar märz mai juni juli oktober dezember jän mrz okt dez
    janvier février mars avril juin juillet août septembre octobre novembre décembre
    enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
    gennaio febbraio aprile maggio giugno luglio settembre ottobre novembre dicembre
    januari februari maart mei augustus
    maj marts
    ledna února března dubna května června července srpna září října listopadu prosince
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października grudnia
    januára februára apríla mája júna júla augusta septembra októbra novembra decembra
    januara aprila juna jula oktobra siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna studenoga
    tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta
    marraskuuta joulukuuta jaanuar veebruar märts aprill juuni juuli
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    januar februar mars april august september oktober november desember
"""
_WEEKDAYS_TEXT = """
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
    lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo
"""
_MONTH_SET = frozenset(_MONTHS_TEXT.split())
_DATE_WORDS = (
    _MONTH_SET
    | frozenset(_WEEKDAYS_TEXT.split())
    | frozenset(("st", "nd", "rd", "th", "er", "de", "of", "the", "den", "der"))
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]+")

_DEGREES = re.compile(
    r"[-+−]?\d+(?:[.,]\d+)?\s?(?:°|º|℃|℉|(?i:deg(?:rees?)?|grad|degrés?|grados?|gradi|graus)\b|dBm?\b)"
)
_UNIT = re.compile(
    r"(?i:milli|mio\b|mrd\b|mia\b|billi|milh|millon|miliar|bn\b|mn\b|prozent|stunde|tage?n?\b|monate|jahre|wochen|minuten"
    r"|sekunden|kilo|meter|tonne|euro|grad\b|liter|punkte|sterne|dollar|pfund|franken)"
    r"|(?:[kMGTm]?(?:Hz|B|Wh?|V|A|Pa|bit|bps|iB)|EUR|USD|GBP|CHF|[CFKVWANSE])(?![^\W_])"
)

JOINING = re.compile(r"(?i:and|or|to|und|oder|bis|et|ou|y|o|e|i|en|of|och|og|nor|sowie|bzw)(?![^\W_])")
"""A conjunction at the start of what follows a number or a hyphen."""

# A dash line is speech when it comes back to the speaker: "— Bonjour, dit-il", "— Да, — сказал он", "– No, said Ann".
SAYING = re.compile(
    r"[,.!?…][»”\"]?\s?[—–-]\s?[^\W\d_A-ZÄÖÜА-ЯЁ]"
    r"|[,.!?…][»”\"]?\s[^\W\d_']{2,}-(?:t-)?(?:il|elle|je|ils|elles|nous|vous)\b"
    r"|[,!?…][”\"]?\s(?:(?:he|she|I)\s)?"
    r"(?:said|asked|replied|answered|whispered|cried|shouted|dit|demanda|répondit|dijo|preguntó|respondió|disse|perguntou"
    r"|rispose|chiese|sagte|fragte|rief|antwortete|сказал|спросил|ответил)[аи]?\b"
)

_LEGAL_TEXT = "art article artikel artículo artigo articolo artykuł článek статья ст nr no n"
_PARTS_TEXT = """
    step section sec chapter chap ch part rule clause item point question lesson module unit phase stage day week month
    year tip note appendix annex task exercise example option level objective goal aim measure activity session topic
    reason principle fact myth criterion requirement pillar priority scenario round theme problem answer choice recipe
    schritt absatz abschnitt kapitel teil punkt frage lektion modul stufe tag woche anhang anlage aufgabe übung ziel
    étape chapitre partie règle leçon semaine jour annexe exercice objectif
    paso capítulo parte regla punto pregunta lección semana día anexo ejercicio objetivo fase sección
    passo etapa regra lição dia capitolo passaggio regola lezione
    stap hoofdstuk deel steg krok rozdział część kapitola část
    шаг глава раздел пункт часть этап вопрос урок задача приложение
"""

LEGAL_LABELS = frozenset(_LEGAL_TEXT.split())
"""Words that number an item without any mark after the number: "Art. 1 Scope"."""

PART_LABELS = LEGAL_LABELS | frozenset(_PARTS_TEXT.split())
"""Words that number an item when a mark follows the number: "Step 1: ...", "Chapter 2. ..."."""


def is_verb(word: str) -> bool:
    """Whether a lower-case word is a finite verb by the lists and endings above."""
    return word in _VERBS or _PAST.fullmatch(word) is not None


def starts_with_month(text: str) -> bool:
    """Whether the first word is a month's name: "Mai 2024" after "1."."""
    first = _FIRST_WORD.match(text)
    return first is not None and first[0].casefold() in _MONTH_SET


def is_date_words(text: str) -> bool:
    """Whether all words of a short text belong to a date."""
    words = _LETTERS.findall(text.casefold())
    return bool(words) and all(word in _DATE_WORDS for word in words)


def starts_with_unit(text: str) -> bool:
    """Whether a unit follows a decimal number: "million people" after "1.5"."""
    return _UNIT.match(text) is not None


def starts_with_degrees(text: str) -> bool:
    """Whether the text starts with a temperature or level, which a dash before it makes negative."""
    return _DEGREES.match(text) is not None
