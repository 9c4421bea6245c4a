"""Words that deny, by language: a closed class that grammars list. They name an edit's kind and decide nothing."""

__all__ = ["NEGATIONS"]

_BY_LANGUAGE = {
    "ar": "لا لم لن ليس ليست غير بدون",
    "bg": "не няма без никога нито",
    "ca": "no mai cap sense ni",
    "cs": "ne není nejsou nikdy žádný žádná žádné bez ani",
    "da": "ikke ingen intet aldrig uden",
    "de": "nicht kein keine keinen keinem keiner keines nie niemals ohne weder",
    "el": "δεν μη μην όχι χωρίς ποτέ",
    "en": "not no never none neither nor without cannot can't don't doesn't isn't aren't won't wasn't mustn't",
    "es": "no nunca ningún ninguna ninguno sin ni jamás",
    "fi": "ei en et eivät emme ette älä ilman",
    "fr": "ne n pas non jamais aucun aucune sans ni",
    "he": "לא אין בלי אינו אינה",
    "hi": "नहीं न मत बिना",
    "hu": "nem ne nincs sem soha nélkül",
    "id": "tidak bukan jangan tanpa belum",
    "it": "non no mai nessun nessuno nessuna senza né",
    "ja": "無 不 非 未",
    "ko": "안 못 않 없 아니",
    "nb": "ikke ingen aldri uten",
    "nl": "niet geen nooit zonder noch",
    "pl": "nie nigdy bez żaden żadna żadne ani",
    "pt": "não nunca nenhum nenhuma sem nem jamais",
    "ro": "nu niciun nicio niciodată fără nici",
    "ru": "не нет ни без никогда нельзя",
    "sv": "inte ej ingen inget inga aldrig utan",
    "tr": "değil yok hiç asla",
    "uk": "не немає ні без ніколи",
    "vi": "không chưa chẳng đừng",
    "zh": "不 没 無 无 未 非 别 勿",
}
NEGATIONS = frozenset(word for words in _BY_LANGUAGE.values() for word in words.split())
"""Case-folded."""
