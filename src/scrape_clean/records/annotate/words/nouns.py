"""What tells where a counted noun ends: function words, verbs and adjectives that stand beside numbers, by language."""

from typing import Final

__all__ = ["ADJECTIVES", "COUNTERS", "IRREGULAR", "NO_NOUNS", "NUMBERING", "OF_WHAT", "PERCENT"]

IRREGULAR: Final = frozenset(
    (
        "people men women children staff aircraft sheep fish feet teeth mice geese police personnel cattle species "
        "series alumni fungi nuclei stimuli criteria phenomena data media bacteria curricula indices matrices "
        "appendices crew youth faculty spacecraft offspring oxen lice dice deer salmon trout cod bison headquarters "
        "means sportsmen sportswomen businessmen businesswomen craftsmen chairmen firemen policemen spokesmen "
        "salespeople craftspeople grandchildren schoolchildren households livestock poultry"
    ).split()
)
"""English plurals that do not end in s."""

OF_WHAT: Final = frozenset(
    "state government parliament art view worship faith staff conduct origin interest honour honor birth".split()
)
"""What makes one noun with the plural before it: heads of state, works of art."""

ADJECTIVES: Final = frozenset(
    # Adjectives that stand before the noun where most stand behind it.
    (
        "nuevos nuevas grandes pequeños pequeñas primeros primeras últimos últimas otros otras principales diferentes "
        "distintos distintas diversos diversas jóvenes antiguos antiguas buenos buenas mejores nouveaux nouvelles "
        "grands petites petits jeunes anciens anciennes autres principaux principales différents différentes divers "
        "diverses premiers premières derniers dernières bons bonnes meilleurs beaux belles novos novas pequenos "
        "pequenas primeiros primeiras outros outras principais jovens antigos antigas bons boas nuovi nuove grandi "
        "piccoli piccole altri altre diversi diverse giovani vecchi antichi antiche principali primi prime nous noves "
        "grans petits petites altres nya stora små andra unga gamla nye store små andre unge gamle"
    ).split()
)

_ENGLISH: Final = (
    "a an the of in on at to from by with for is are was were be been has have had will would can could may might must "
    "shall should do does did and or but as that which who whom whose than then per if so not no into onto over under "
    "above below between among about after before since until during through within without across against along "
    "around behind beside beyond despite down near off out past toward towards up upon via when where while because "
    "there this these those it its they them their he she his her we us our you your i my if also only just even still "
    "now here very too ago later earlier each apart away respectively lost won took made gave said says pm am "
    "always never often usually another any every "
    "hereof thereof x vs versus get gets "
    "got go goes went come comes came see saw make makes find found need needs give gives"
)
_OTHERS: Final = (
    "und oder der die das dem den des im in am an auf für von vom zu zum zur mit bei aus nach vor seit ist sind war "
    "waren wird werden hat haben bis als wie nicht nur noch auch um gegen uhr "
    "et ou le la les du des de en dans à au aux pour par sur avec sans est sont était ont a qui que dont ne pas plus "
    "ans "
    "y o el los las de del en a al para por con sin es son fue fueron ha han que se más "
    "e ou o os as do da dos das em no na nos nas ao aos para por com sem é são foi foram tem têm que se mais "
    "e ed o il lo la i gli le di del della dei degli delle in nel nella a al alla per con su è sono fu ha hanno che si "
    "più "
    "en of de het een van in op te voor met is zijn was waren heeft hebben wordt worden die dat uit naar tot "
    "och eller den det de i på till från med för är var har som av om og i til fra er som av ved "
    "и или в во на по с со к от до из за о об у не что как это для при й та у на з до від "
    "i lub w we na z ze do od po za dla o u nie że jest są a v ve s se k ke do od po za o je jsou "
    "ve veya ile için bir bu da de ja tai on ovat és vagy a az van dan atau di ke dari yang untuk "
    "và hoặc của ở tại trong"
)
NO_NOUNS: Final = {"en": frozenset(_ENGLISH.split()), "": frozenset(_OTHERS.split())}
"""Words that are no part of a counted noun."""

NUMBERING: Final = {
    "da": frozenset(("rum",)),
    "de": frozenset("zimmer artikel gebäude kapitel".split()),
    "fa": frozenset("اتاق ماده صفحه قانون مدل".split()),
    "hu": frozenset("terem szoba cikk oldal törvény szabvány modell épület verzió".split()),
    "id": frozenset("ruang kamar pasal halaman model gedung versi".split()),
    "nb": frozenset(("rom",)),
    "no": frozenset(("rom",)),
    "sv": frozenset("rum spår".split()),
    "tr": frozenset("oda salon madde sayfa kanun standart model bina sürüm derslik".split()),
    "vi": frozenset("phòng điều trang mẫu".split()),
}
"""Cue words before a number ("room 5") whose form is that of several, too: "5 Zimmer", "5 oda"."""

COUNTERS: Final = {
    "zh": frozenset(
        "个個名位人家所座条條件项項本册冊份张張种種次届屆场場部台辆輛艘架只隻头頭匹棵株块塊"
        "片篇首幅间間层層栋棟套支枝把批组組对對双雙类類处處期门門款岁歲级級员員步段站度轮輪"
    ),
    "ja": frozenset("人名件個本枚冊台校社回歳才階軒頭匹羽着足杯箱袋袋席室棟戸世帯団体点曲冊種類カ箇か所国"),
    "ko": frozenset("명개권대건회곳편팀장마리살층채점가지"),
}
"""Measure words, which stand between number and noun (Chinese) or for the noun (Japanese, Korean)."""

PERCENT: Final = frozenset(
    (
        "percent pct prozent proc procent procenta procentów процент процента процентов процентів відсотків відсотки "
        "відсоток prosent prosenttia százalék yüzde percento persen パーセント ポイント 퍼센트 เปอร์เซ็นต์ प्रतिशत درصد "
        "postotaka posto odstotkov процентах protsenti procentai"
    ).split()
)
"""Words for per cent in one word; "per cent", "pour cent", "por ciento" are read as two."""
