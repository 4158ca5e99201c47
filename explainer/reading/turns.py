"""Words for a fall and a rise in other languages than English: "fiel um 3 %", "3 % de moins"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple


class _Words(NamedTuple):
    """What tells of a fall or a rise; what says so behind a number; and "by" before it."""

    fall: str
    rise: str
    less: str
    more: str
    by: str


class Turns(NamedTuple):
    """The same as expressions, each with a group ``down``."""

    told: re.Pattern[str]
    moved: re.Pattern[str]
    by: re.Pattern[str]
    behind: re.Pattern[str]


_LANGUAGES = {
    "de": _Words(
        r"fiel\w*|fäll\w*|fallen|gefallen|s[aiu]nk\w*|gesunken|senk\w*|gesenkt|schrumpf\w*|geschrumpft"
        r"|verringer\w*|verminder\w*|reduzier\w*|reduktion\w*|kürz\w*|gekürzt|verl[io]r\w*|verlust\w*"
        r"|rückgang\w*|rückgänge\w*|abnahme\w*|minderung\w*|einbruch|minus",
        r"stieg\w*|steig\w*|gestiegen|wuchs\w*|wächst|wachs\w*|gewachsen|erhöh\w*|kletter\w*|zuwachs\w*"
        r"|anstieg\w*|zunahme\w*|gewinn\w*|gewann\w*|plus",
        r"zurück\w*|ab|abgenommen|weniger|niedriger|geringer|kleiner|tiefer|billiger|kürzer|gefallen"
        r"|gesunken|gesenkt|geschrumpft|reduziert|verringert|vermindert|gekürzt|eingebrochen",
        r"zu|zugenommen|an|mehr|höher|größer|teurer|gestiegen|angestiegen|gewachsen|erhöht|geklettert",
        r"um",
    ),
    "fr": _Words(
        r"baiss\w*|diminu\w*|recul\w*|chut\w*|perdu\w*|per[dt]\w*|rédui\w*|réduction\w*|tomb\w*",
        r"hausse\w*|augment\w*|progress\w*|grimp\w*|crû|croît|croissance|accru\w*|gagn\w*|bondi\w*",
        r"de moins|plus bas(?:se)?|inférieure?s?",
        r"de plus|plus haute?|supérieure?s?",
        r"de|d['’]",
    ),
    "es": _Words(
        r"cay\w*|ca(?:e|en|er|ído|ída)s?|baj\w*|disminu\w*|reduc\w*|reduj\w*|descen\w*|retroced\w*|perd\w*"
        r"|pierd\w*",
        r"sub\w*|aument\w*|cre(?:c|z)\w*|increment\w*|gan\w*|alza\w*",
        r"menos|menor(?:es)?|inferior(?:es)?",
        r"más|mayor(?:es)?|superior(?:es)?",
        r"un|en|en un|de|de un|del|por",
    ),
    "pt": _Words(
        r"ca(?:iu|íram|ir|i|em|ído)|queda\w*|diminu\w*|reduz\w*|reduç\w*|recu\w*|baix\w*|desce\w*|perd\w*",
        r"sub\w*|aument\w*|cresc\w*|alta|ganh\w*",
        r"menos|menor(?:es)?|inferior(?:es)?",
        r"mais|maior(?:es)?|superior(?:es)?",
        r"em|de|por",
    ),
    "it": _Words(
        r"cal(?:a|ano|ato|ata|ati|ate|o|ò)|sces[oaie]|scend\w*|diminu\w*|ridott\w*|riduzion\w*|riduc\w*"
        r"|crollat\w*|pers[oaie]|ribass\w*",
        r"salit\w*|sal(?:e|gono)|aument\w*|cresciut\w*|cresc\w*|rialz\w*|guadagn\w*",
        r"in meno|inferior[ei]|minor[ei]",
        r"in più|superior[ei]|maggior[ei]",
        r"del|dello|dell['’]|di|d['’]",
    ),
    "nl": _Words(
        r"daal\w*|daling\w*|gedaald|kromp\w*|krimp\w*|gekrompen|verminder\w*|verlies\w*|verloor\w*"
        r"|verlor\w*|afname\w*|terug\w*|verla(?:ag|g)\w*",
        r"ste(?:e|e)?g\w*|stijg\w*|gestegen|groei\w*|gegroeid|toename\w*|verho(?:og|g)\w*|wint|won\w*",
        r"af|afgenomen|terug\w*|minder|lager|kleiner|gedaald|gekrompen|verminderd|verlaagd",
        r"toe|toegenomen|meer|hoger|groter|gestegen|gegroeid|verhoogd",
        r"met",
    ),
    "ru": _Words(
        r"сни[зж]\w*|упа[лд]\w*|пада\w*|сокра[тщ]\w*|уменьш\w*|потеря\w*",
        r"вырос\w*|раст[иеёу]\w*|рост\w*|росл[аои]|увелич\w*|прирост\w*|подня\w*",
        r"меньше|ниже|дешевле",
        r"больше|выше|дороже",
        r"на",
    ),
}


@cache
def turns(language: str) -> Turns | None:
    """How the language of a tag tells of a fall and a rise; None where we do not know."""
    words = _LANGUAGES.get(re.split("[-_]", language.casefold())[0])
    if words is None:
        return None
    told = rf"\b(?:(?P<down>{words.fall})|(?:{words.rise}))\b"
    by = rf"\b(?:{words.by}) ?$"
    behind = rf" ?(?:\w+ )?(?:(?P<down>{words.less})|(?:{words.more}))\b"
    moved = rf"{told}(?: \w+){{0,2}} (?:{words.by}) ?$"
    return Turns(*(re.compile(one, re.IGNORECASE) for one in (told, moved, by, behind)))
