"""Names that carry numbers: "GPT-4", "Boeing 737", "Article 7(2)", "10.30 a.m.", "the 1990s".

A number directly behind a capitalised name belongs to the name, unless it counts what follows:
"Route 66 runs", but "In Lisbon 66 firms". In doubt it is no name, since data must not slip through.
"""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from explainer.quantities.units import currencies

_LABELS = (
    r"articles?|arts?\.|sections?|secs?\.|§§?|paragraphs?|paras?\.|chapters?|chs?\.|annex(?:es)?"
    r"|appendix|clauses?|tables?|tab\.|pages?|pp?\.|figures?|figs?\.|nos?\.|nr\.|vols?\.?|volumes?"
    r"|versions?|ver\.|footnotes?|rules?|resolutions?|regulations?|directives?|decrees?|orders?"
    r"|ISO|IEC|RFC|DIN|IEEE|ANSI"
)
_DIGITS = r"\d+(?:\.\d+)*(?:[-–/:]\d+(?:\.\d+)*)*(?:\(\w{1,5}\))*[a-z]?(?!\w|[.,]\d)"
_NO_AMOUNT = (
    r"(?! ?[%‰€£$]| ?per ?cent| ?(?:hundred|thousand|m[bi]lliard|million|billion|trillion)\b"
    rf"| (?:{'|'.join(sorted(currencies()))})\b)"
)
_NUMBERED = (
    rf"(?i:{_LABELS}) ?(?:\([A-Z]{{2,5}}\) )?(?:[Nn]o\.? )?{_DIGITS}"
    rf"(?:(?:, {_DIGITS})*,? (?:and|or|to) {_DIGITS})?{_NO_AMOUNT}"
)
# What is said to be of a type, a phase, a grade.
_OF_A_KIND = "(?:diabetes|pupils|students|patients|trials|studies|cancers|tumou?rs|errors)"
_TITLED = (  # capitals that head a number, and a year in the name of a law
    r"(?:Bill|Act|Law|Form|Title|Decree|H\.R\.|S\.B\.|Docket|Amendment) (?:[Nn]o\.? )?"
    rf"{_DIGITS}(?:/\d{{4}})?(?! [a-z]+s\b){_NO_AMOUNT}"
    r"|(?:Act|Code|Order|Rules|Regulations|Ordinance),? [12]\d{3}\b(?! [a-z]+s\b)"
    r"|(?:Act|Law|Code|Statute|Charter|Constitution|Treaty|Convention|Agreement|Accords?|Protocol"
    r"|Declaration|Edict|Peace|Congress|Revolution|Settlement) of 1\d{3}\b(?! [a-z]+s\b)"
    r"|(?:phase|stage|step|part|round|tier|type|grade|schedule|item|exhibit|matchday|lap|platform)"
    rf" {_DIGITS}(?! (?!{_OF_A_KIND}\b)[a-z]+s\b){_NO_AMOUNT}"
)
_CITED = (  # reports of cases and codes of law: 347 U.S. 483 (1954), 28 U.S.C. § 1331
    r"\d{1,4} (?:U\.S\.(?:C\.)?|F\.(?: ?\dd|4th)?|F\. ?Supp\.(?: ?\dd)?|S\. ?Ct\.|C\.F\.R\.)"
    r" (?:§§? ?)?\d+(?:\.\d+)*(?: \([12]\d{3}\))?"
)
# What is numbered, with a capital, wherever it stands: "Flight 370 vanished".
_SERIES = (
    r"(?:(?:Type|Grade|Class|Category|Tier|Zone|Line|Bus|Tram|Radio|Flight|Route|Highway|Interstate|Channel|Formula|Area|Terminal|Pier|Gate|Room|Platform"
    r"|Runway|Studio|Apollo|Windows|Voyager|Falcon|Boeing|Airbus|Galaxy|Pixel|i[A-Z]\w+|macOS)"
    rf" {_DIGITS}(?! (?!(?:is|was|has|tickets|roads|{_OF_A_KIND})\b)[a-z]+s\b)"
    r"|(?:Euro|World Cup|Expo|Agenda|Vision|Horizon|Copa Am[eé]rica) (?:19|20)\d\d(?!\w)"
    rf"(?! (?:an?|per|each)\b)){_NO_AMOUNT}"
    r"|\d{1,2}\+\d{1,2}(?= (?:rule|formula|format|talks|group|model|system|scheme|principle)\b)"
    r"|(?<![\d/-])(?:50/50|50-50|80/20(?= (?:rule|principle)\b))(?![\d/-])"
)
# What has a number of its own: books, papers, licences, houses, coins, telephones.
_OF_ITS_OWN = (
    r"ISBN:? ?(?:97[89][- ]?)?\d[\d -]{8,14}[\dX]\b|ISSN:? ?\d{4}-\d{3}[\dX]\b"
    r"|(?:(?i:doi):? ?)?10\.\d{4,9}/\S+|CC0 1\.0|CC[ -]BY(?:-[A-Z]{2})*[ -]\d\.\d"
    r"|(?:(?i:call|dial|tel|phone|fax|telephone|hotline)[.:]? )\+\d[\d ()-]{5,17}\d"
    r"|et al\.,? \(?(?:19|20)\d\d[a-z]?\b|SDGs? (?:1[0-7]|[1-9])(?![\d.,]*\d| ?%)"
    rf"{_NO_AMOUNT}"
    r"|(?<![\d,.])(?!1[5-9]\d\d|2[01]\d\d)\d{1,4}[A-Z]? (?:[A-Z][\w.'’-]{1,20} ){1,3}"
    r"(?:Street|Road|Avenue|Lane|Square|Boulevard|Terrace|Crescent|Quay)\b(?! [a-z]+s\b)"
    r"|(?<![\d,.])(?:[€£$]\d{1,3}|\d{1,2}[pc]) (?:bank)?(?:note|coin|piece)s?\b"
    r"|(?<=[Tt]he )(?:19|20)\d\d (?:[A-Z][\w’'-]{1,20} ){0,3}"
    r"(?:Olympics|Paralympics|Games|World Cup|Championships?|Expo|Grand Prix|Super Bowl)\b"
)
_LINE_UP = r"(?<![\w–-])[2-6](?:-[1-6]){2,4}(?![\w–-])"  # 4-3-3
_GLUED = (  # what behind digits is a measure, and no name such as 5G or 3D
    r"(?:[KMBT][nN]?|k?Wh?|[MGTP](?:Wh?|B|bit|t|Pa|J|bps|Hz)|Hz|Pa|[VWLJCFN])(?!\w)"
)
# A row that failed is not tried again from within, which would take the square of its length.
_AT_START = r"(?<![\w-])"
# Of scripts that part words by spaces.
_LETTER = r"(?:(?![\u0e00-\u0eff\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff])[^\W\d_])"
PATTERN = (
    r"(?:https?://|www\.)\S+|\S{1,64}@\S+"  # addresses
    rf"|{_AT_START}(?<!\.)[\w-]+(?:\.[\w-]+)*\.[a-z]{{2,5}}\b(?:/\S*)?"  # hosts and files
    r"|\d{1,2}(?:[.:][0-5]\d)? ?(?:[ap]\.m\.|[ap]m\b|o['’]clock)"
    r"|(?<!:)(?:[01]?\d|2[0-4]):[0-5]\d(?![:\d])|\d{1,2}h[0-5]\d\b"
    r"|[48]K\b|(?:(?<=the )|(?<=her )|(?<=his )|(?<=their )|(?<=early )|(?<=late ))\d0s\b"
    r"|24/7(?!/|\d)|9/11(?!/|\d)|\d+/\d+/[A-Z]{2,}\b|['’]\d0s\b"
    rf"|{_OF_ITS_OWN}|{_NUMBERED}|{_TITLED}|{_CITED}|{_SERIES}|{_LINE_UP}"
    r"|[Uu]nder-\d\d(?:s\b|(?= (?:side|team|squad|match|league)))"
    rf"|{_AT_START}[A-Za-z][\w-]*(?:/[\w-]+)+"  # paths
    rf"|{_LETTER}+\d[\w-]*(?:\.\d+)*|\w*_\w*"  # A100, COP29, some_name
    r"|(?<![^\W\d_]-)(?:(?:mid|pre|post|early|late|top|non|under|over)-)*+"
    r"(?:[^\W\d_]+-)+\d[\w.]*\b"  # Covid-19
    rf"|(?!\d+{_GLUED}|\d+(?:{'|'.join(sorted(currencies()))})\b)\d+[A-Z]\w*"  # 5G
    r"|\d+[ef]?(?:st|nd|rd|th)[ -]centur(?:y|ies)\b"
    r"|\d+(?:st|nd|rd|th) (?!(?:Of|Among|In|On|Out|And|To|At|For)\b)[A-Z][a-z]+"  # 9th Circuit
)

FUNCTION_WORDS = frozenset(
    """
    a about above across after all also always among an and are as at be before below besides by
    can could did do does for from goes had has have he her his however if in into is it its less
    may more most must not of on once or our over per perhaps plus said says she since so sometimes
    than that the their them then there these they this those though to towards under until up us
    versus was we were when whereas which while who will with would yes yet
    """.split()
)
_NO_HEADS = FUNCTION_WORDS | frozenset(
    """
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday spring summer autumn winter
    around roughly approximately some circa nearly almost up no only just exactly precisely fully
    another other others further additional every each any both either neither many few several
    nobody everybody someone everyone altogether overall together meanwhile yesterday today
    tomorrow tonight now later afterwards earlier here elsewhere worldwide abroad instead maybe
    still even already again next last first second third total totals top bottom score sum
    average mean median population age aged cost price length width height weight size count share
    rate rank place position seat spot number result results within without between during against
    through throughout near inside outside behind beyond despite except like unlike but because
    where what how why whether counting including excluding following totalling reaching costing
    using adding leaving making killing employing such same their my your it's out off down against
    despite upon via worth between us uk usa eu uae un my your
    """.split()
)
_DETERMINERS = frozenset(
    "a an the this that these those its their his her our my your both two three four five".split()
)
_PLACED = frozenset(
    "in at from across throughout within inside around near outside into through to".split()
)
_VERBS = frozenset(
    """
    is was are were has had have will would can could may might must shall should does did do says
    said goes went comes came takes took makes made gives gave gets got becomes became begins began
    remains seems appears contains includes requires allows forbids provides applies consists lets
    keeps kept held led lost won met sat stood ran fell rose grew flew hit beat broke
    """.split()
)
_VERBS_OR_NOUNS = frozenset(
    """
    answers flies lands launches runs wins beats uses calls plans tests reports orders claims
    attacks votes carries opens closes starts ends shows names lists covers returns leads needs
    works plays falls rises turns moves crashes retires replaces ships adds bans limits joins
    signs orbits serves stops binds rules
    """.split()
)
_HEAD = re.compile(r"(?:^|(?<=[\s(\"“\u2018'/–—-]))([A-Z][\w.&'’-]*) $")
_PLAIN = re.compile(r"\d{1,5}(?:\.\d{1,2})?|\d{3,4}-\d{1,4}")
_FOLLOWS = re.compile(r" ([a-z]+)")
_A_YEAR = re.compile(r"1[5-9]\d\d|20\d\d|21\d\d")
_NEAR = 80


def carries(text: str, start: int, end: int, noun: str, midway: bool) -> bool:
    """Whether ``text[start:end]``, digits that may count ``noun``, belong to the name before.

    ``midway``: the beginning of the text is not that of a sentence.
    """
    before = text[max(0, start - _NEAR) : start]
    head = _HEAD.search(before)
    digits = text[start:end]
    if not head or not _PLAIN.fullmatch(digits) or _A_YEAR.fullmatch(digits):
        return False
    word = head[1]
    if word.casefold().strip(".'’") in _NO_HEADS or word in _places():
        return False
    first = _opens(before[: head.start(1)]) and not (midway and start < _NEAR)
    around = _around(before[: head.start(1)])
    follows = _FOLLOWS.match(text, end)
    return _belongs(word, first, around, follows[1] if follows else "", noun)


def _belongs(word: str, first: bool, around: list[str], follows: str, noun: str) -> bool:
    """By what stands before a name, at the beginning of a sentence or not, and behind it."""
    placed = any(one in _PLACED for one in around)
    if follows in _VERBS:
        return not placed
    if noun:
        known = bool(around) and around[-1] in _DETERMINERS and not placed
        return known or (first and noun == follows and follows in _VERBS_OR_NOUNS)
    if first and (word.endswith("s") or follows not in FUNCTION_WORDS):
        return word.isupper() and bool(follows)
    return not placed or not follows or follows in FUNCTION_WORDS


def _opens(before: str) -> bool:
    """Whether what follows is the beginning of a sentence, or of a text."""
    return not before.strip() or bool(re.search(r"[.!?:;\ufffc][\"”’)]? $", before))


def _around(before: str) -> list[str]:
    """The one or two words before a name, other capitalised words passed over."""
    words = re.findall(r"[\w'’-]+|[.;:!?]", before)
    while words and (_is_proper(words[-1]) or (words[-1] in ("and", "or") and len(words) > 1)):
        words.pop()
    return [word.casefold() for word in words[-2:]]


def _is_proper(word: str) -> bool:
    return word[:1].isupper() and word.casefold() not in FUNCTION_WORDS


@cache
def _places() -> frozenset[str]:
    """The last words of the names of countries: a number behind one says something of it."""
    names = Locale("en").territories.values()
    return frozenset(word for name in names for word in name.split()[-1:])
