"""What to write in place of a value that is refused: guesses, of which only those that are read
as values are ever offered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Final, TypeAlias

from explainer.quantities import units

_Rewritten: TypeAlias = "str | Callable[[re.Match[str]], str]"

_MOST_STEPS: Final = 3  # mistakes in one value that are mended together
_MOST_GUESSES: Final = 300

_QUOTES: Final = "\"'`´“”„‟‘’‚‛«»‹›「」"
_NUMBER: Final = r"\d(?:[.,'’´`·_]?\d| \d{3}(?!\d))*"
_SCALES: Final = {
    "million": r"(?i:mio|mill|mil|mln|milj|mlj|mega|millions|millionen|millones|milioni|milhões"
    r"|млн|миллион\w*)|M",
    "billion": r"(?i:mrd|mld|mlrd|md|bil|bln|milliards|milliarden|miljard|billions"
    r"|млрд|миллиард\w*)|B|G",
    "trillion": r"(?i:trn|trl|trillions|трлн|триллион\w*)|T",
    "thousand": r"(?i:tsd|thsd|thd|thou|thousands|tausend|mille|тыс|тысяч\w*)|K",
    "crore": r"(?i:crores|cr)",
    "lakh": r"(?i:lakhs|lacs?)",
}
_MYRIADS: Final = {"万": 4, "萬": 4, "亿": 8, "億": 8, "十": 1, "百": 2, "千": 3, "": 0}
_OTHER_SCALES: Final = re.compile(r"crore|lakh|[十百千]?[万萬亿億].*")
_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_DOWN: Final = "decrease|fall|drop|down|fell|dropped|declined|decline|loss|lost|minus|shrank"
_UP: Final = "increase|rise|growth|up|rose|grew|gain|gained|plus"
_EACH: Final = "day|week|month|year|hour|minute|person|head|litre|ton|tonne|barrel|kg|km"
_NOTHING: Final = r"(?:none|nil|null|no one|nobody|nought|naught|nothing|no)"
_NOT_SAID: Final = (
    r"(?:n\.?/?a\.?|not (?:known|available|stated|given|applicable|reported|disclosed)|tbd|tba"
    r"|tbc|none given|no data|no figure|undisclosed|unclear|uncertain|[-–—?]+|\.{2,}|…)"
)


def _digits(match: re.Match[str]) -> str:
    """Digits grouped and pointed in any way, as they are written here."""
    text = re.sub(r"['’´`·_ ]", "", match[0])
    signs = [char for char in text if char in ".,"]
    last = signs[-1] if signs else ""
    decimals = len(text) - text.rfind(last) - 1 if last else 0
    tells = len(set(signs)) == 2 or decimals != 3 or text.startswith(f"0{last}")
    is_point = bool(last) and signs.count(last) == 1 and tells
    if signs.count(".") > 1 and not re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        return match[0]  # a version, or a slip: there is no telling
    whole, _, fraction = text.rpartition(last) if is_point else (text, "", "")
    return _grouped(re.sub("[.,]", "", whole), fraction)


def _grouped(whole: str, fraction: str) -> str:
    number = f"{int(whole or '0'):,}"
    return f"{number}.{fraction}" if fraction else number


def _around(match: re.Match[str]) -> str:
    """The range of "5 ± 1 %"."""
    middle, apart = (Decimal(match[part].replace(",", "")) for part in (1, 3))
    unit = match[2].strip() or match[4].strip()
    return f"{middle - apart:f} to {middle + apart:f} {unit}".strip()


def _ratio(match: re.Match[str]) -> str:
    """The share of "52:48", the multiple of "3:1"."""
    first, second = Decimal(match[1]), Decimal(match[2])
    if first + second == 100:
        return f"{first:f} %"
    if ":" not in match[0]:
        return match[0]
    return f"{first / second:.3f}".rstrip("0").rstrip(".") + " times" if second else match[0]


def _power(match: re.Match[str]) -> str:
    """1.5e6 and 1.5 × 10⁶ written out."""
    exponent = match[2].translate(_SUPERSCRIPTS)
    if abs(int(exponent)) > 15:
        return match[0]
    number = f"{Decimal(match[1]).scaleb(int(exponent)):f}"
    whole, _, fraction = number.partition(".")
    return _grouped(whole, fraction.rstrip("0"))


def _third(match: re.Match[str]) -> str:
    return {"⅓": "1 in 3", "⅔": "2 in 3", "⅙": "1 in 6", "⅚": "5 in 6", "⅐": "1 in 7"}[match[0]]


def _billiard(match: re.Match[str]) -> str:
    return f"{int(match[1]) * 1000:,} trillion"


def _hundreds(match: re.Match[str]) -> str:
    many = {"hundred": 100, "dozen": 12, "score": 20}[match[2].casefold().rstrip("s")]
    return f"{int(match[1]) * many:,}"


def _moved(match: re.Match[str]) -> str:
    """The scale of "5 EUR million" in front of the currency."""
    scale = "million" if match[3] == "m" else match[3]
    return f"{match[1]} {scale} {match[2]}"


def _each_written_out(match: re.Match[str]) -> str:
    each = {"bbl": "barrel", "cap": "capita", "pers": "person", "ton": "tonne"}
    return f"{units.PER}{each.get(match[1], match[1])}"


def _myriads(match: re.Match[str]) -> str:
    power = _MYRIADS[match[2]] + _MYRIADS[match[3]]
    return f"{Decimal(match[1]).scaleb(power):,.0f} "


def _raised(match: re.Match[str]) -> str:
    """10² as 100; the mark of a note, as in 5¹, is left out."""
    power = int(match[2].translate(_SUPERSCRIPTS))
    if match[2] in ("¹", "²", "³") and match[1] != "10":
        return match[1]
    return _grouped(str(int(match[1]) ** power), "") if power <= 15 else match[0]


def _ordinal(match: re.Match[str]) -> str:
    number = int(match[1])
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _and_a_part(match: re.Match[str]) -> str:
    """1 1/2 as a decimal, if it is one."""
    number = int(match[1]) + Decimal(match[2]) / Decimal(match[3])
    return f"{number:f}" if len(f"{number:f}") < 6 else match[0]


_ROUGHLY: Final = r"(?i)^(?:rund|etwa|ungefähr|environ|circa) "
_ORDINALS: Final = {
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "tenth": 10,
    "zweite": 2,
    "dritte": 3,
    "vierte": 4,
    "fünfte": 5,
    "zehnte": 10,
}


def _each_of(match: re.Match[str]) -> str:
    """The share of "every third child"."""
    return f"1 in {_ORDINALS[match[1].casefold()]}"


def _swapped(match: re.Match[str]) -> str:
    """The two numbers of "43 of 7" or "9 to 5" turned round."""
    return f"{match[3]}{match[2]}{match[1]}"


# What was meant, likeliest first.
_MEANT: Final[tuple[tuple[str, _Rewritten], ...]] = (
    (rf"^[{_QUOTES}]+|[{_QUOTES}]+$", ""),
    (rf"(?i)^{_NOT_SAID}$", "unknown"),
    (rf"(?i)^{_NOTHING}$", "0"),
    (rf"(?i)^{_NOTHING} (?=[^\W\d])", "0 "),
    (r"^(thousand|million|billion|trillion)s?(?=$| )", r"1 \1"),
    (_NUMBER, _digits),
    (rf"^({_NUMBER})((?: ?%)?) ?[(\[](?:±|\+/[-–−]) ?({_NUMBER})[)\]](.*)", _around),
    (r"[(\[]\d{1,4}[)\]]$", ""),
    (r"^[-–—−] (?=\d)", "-"),
    (rf"(?i)^(?:{_DOWN})(?: (?:of|by))? (?=\d)", "-"),
    (rf"(?i)^(?:{_UP})(?: (?:of|by))? (?=\d)", "+"),
    (r"(?i)^(\d.*) (?:less|fewer|lower|down|decrease|smaller)$", r"-\1"),
    (r"(?i)^(\d.*) (?:more|higher|up|increase|larger|greater)$", r"+\1"),
    (rf"^({_NUMBER}) ?([A-Z]{{3}}|[€$£]) (thousand|million|billion|trillion|mn|bn|tn|m)$", _moved),
    (rf"^({_NUMBER}) m (?=[A-Z]{{3}}$)", r"\1 million "),
    (r" ?/ ?(\w+)$", _each_written_out),
    (r"(?<=per )(\d+)k\b", r"\1,000"),
    (r"^(\d+):(\d\d) ?(?:h|hrs?|hours?)$", r"\1 hours \2 minutes"),
    (r"(\d+(?:\.\d+)?) ?([十百千]?)([万萬亿億]) ?", _myriads),
    (r"(\d+)([²³⁰¹⁴-⁹]+)$", _raised),
    (rf"({_NUMBER})((?: ?%)?| [^\W\d]+) ?(?:±|\+/[-–−]|\+[-–−]) ?({_NUMBER})(.*)", _around),
    (r"(?<![\d.])\.(?=\d)", "0."),
    (r"(\d)\.(?=[^\d.]|$)", r"\1"),
    (r"^(\d+(?:\.\d+)?) ?[:–-] ?(\d+(?:\.\d+)?)$", _ratio),
    (r"(\d+) (\d+)/(\d+)", _and_a_part),
    (r"(\d)/(?=\d)", r"\1 of "),
    (r"(\d+(?:\.\d+)?)[eE]([-+]?\d+)", _power),
    (r"(\d+(?:\.\d+)?) ?[x×*·] ?10(?:\^|\*\*)?([-−⁻]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+)", _power),
    (r"[⅓⅔⅙⅚⅐]", _third),
    *(
        (rf"(?<=\d) ?(?:{names})\.?(?=$| )(?: de| di| of)?", f" {name}")
        for name, names in _SCALES.items()
    ),
    (r"(\d+) billiards?\b", _billiard),
    (r"(?i)(\d+) (hundred|dozen|score)s?(?: of)?(?=$| )", _hundreds),
    (r"(?i)^Rs\.? ?(\d.*)$", r"\1 INR"),
    (r"(?i)^once (?:an?|per|every) (\w+)$", r"1 time per \1"),
    (r"(?i)^twice (?:an?|per|every) (\w+)$", r"2 times per \1"),
    (rf"(?<= )an? (?=(?:{_EACH})$)", "per "),
    (r"(?i)(?<=\d) ?(?:percents|per-cent|per cents|procent|prozent|pour ?cent)\b", " %"),
    (r"(?<=\d) ?m$", " metres"),
    (r"(?i)^(?:no|nr|rank|ranked|number|place|#)\.? ?(\d+)$", _ordinal),
    (_ROUGHLY, "about "),
    (r"(?<=\d) (?:bis|à|tot) (?=\d)", " to "),
    (rf"(?i)^(?:every|each|jede[rs]?) ({'|'.join(_ORDINALS)})[rsn]?(?= |$).*", _each_of),
    (
        r"(?i)^(?:perhaps|maybe|possibly|probably|an? (?:average|estimate)(?: of)?|estimated) ",
        "about ",
    ),
    (r"(?i)^(?:only|just|exactly|precisely|the|a total of|total|in total|currently|now|all) ", ""),
    (r"^(\D*?)(\d[\d,.]*)( of | out of )(\d[\d,.]*)", lambda m: f"{m[1]}{m[4]}{m[3]}{m[2]}"),
    (r"^(\D*?)(\d[\d,.]*)(?: to | ?[-–] ?)(\d[\d,.]*)", lambda m: f"{m[1]}{m[3]} to {m[2]}"),
    (r"(?<=\d)(?: ?… ?| ?\.{2,3} ?| ?— ?| till | until | through | or | / )(?=\d)", " to "),
    (r"[(\[][^()\[\]]*[)\]]", " "),
    (r"[(\[\])]", ""),
    (r"(?<=\w|%)[.,;:!?]+$", ""),
    (r"^(per) (\d.*)$", r"1 case \1 \2"),
    (r"^(\d[\d,.]*) (per \d.*)$", r"\1 cases \2"),
    (r"(?<=\d) ?(?:per|in|out of)(?= \d[\d,]*$)", " cases per"),
    (r"(?<=\d)(?=[^\W\d_]{2,}(?: |$))", " "),
    (r"^([^\W\d_]+(?: [^\W\d_]+)?)[:=]? (?![12],?\d{3}$)(\d[\d,.]*)$", r"\2 \1"),
    (r"^x ?(\d.*)$", r"\1 times"),
)  # fmt: skip


def scale_in(noun: str) -> str:
    """The word that multiplies its number at the beginning of a noun: "Milliarden Euro"."""
    word = noun.split()[0]
    return word if _hides_a_scale(noun, word.rstrip(".")) else ""


def _hides_a_scale(noun: str, word: str) -> bool:
    if _OTHER_SCALES.fullmatch(word):
        return True
    if re.fullmatch("hundreds?|dozens?|billiards?", word, re.IGNORECASE):
        return (
            not word.casefold().startswith("billiard") or units.known(noun.split()[-1]) is not None
        )
    return len(word) > 1 and any(re.fullmatch(names, word) for names in _SCALES.values())


def for_value(text: str, accepted: Callable[[str], bool]) -> str:
    """What to write for a value, in quotes: the first guess that is accepted; "" if none is."""
    if metres := re.fullmatch(r"([^A-Z$€£₽¥₹]*\d) ?m((?: per .*)?)", text):
        either = [f"{metres[1]} {word}{metres[2]}" for word in ("million", "metres")]
        return " or ".join(repr(one) for one in either if accepted(one))
    if noughts := re.fullmatch(r"(\D*[1-9]\d{0,2})\.000((?: .*|%)?)", text):
        number = re.sub(_ROUGHLY, "about ", noughts[1])
        either = [f"{number}{end}{noughts[2]}" for end in (",000", ".00")]
        return " or ".join(repr(one) for one in either if accepted(one))
    two = re.fullmatch(r"(.+?) ?[(\[](?:about |or )?(.+[^\W\d].*|[€$£].+)[)\]]", text)
    if two and all(map(accepted, two.groups())):
        return f"{two[1]!r}, and {two[2]!r} as 'also:' of an answer"
    return next((repr(guess) for guess in _guesses(text) if accepted(guess)), "")


def _guesses(text: str) -> Iterator[str]:
    """The text with ever more of its likely mistakes mended."""
    seen, latest = {text}, [text]
    for _ in range(_MOST_STEPS):
        found = []
        for one in latest:
            for guess in _mended(one):
                if guess not in seen and len(seen) < _MOST_GUESSES:
                    seen.add(guess)
                    found.append(guess)
                    yield guess
        latest = found


def _mended(text: str) -> Iterator[str]:
    for pattern, meant in _MEANT:
        try:
            guess = " ".join(re.sub(pattern, meant, text).split())
        except (InvalidOperation, ValueError, KeyError):
            continue
        if guess != text:
            yield guess
    if moved := _currency(text):
        yield moved


def _currency(text: str) -> str:
    """The text with its currency right behind the number: "5 zloty PLN" -> "5 PLN"."""
    last = text.split()[-1] if text else ""
    number = re.match(rf"\D{{0,20}}?(?:{_NUMBER})(?: (?:thousand|million|billion|trillion))?", text)
    words = text[number.end() :].split()[:-1] if number else []
    if not number or not units.is_currency(last) or not words:
        return ""
    return f"{number[0]} {last}" if all(units.names(word, last) for word in words) else ""
