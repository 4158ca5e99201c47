"""Units of measure: what people call them, and which names mean the same unit.

A unit is "" (none), an ISO 4217 code, "%", "percentage points", "times", or a noun as written
("countries", "km"); "CHF per EUR" is one unit over another. The English names of currencies and
measures come from the Unicode CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.numbers import get_currency_name, list_currencies
from babel.units import get_unit_name

PERCENT = "%"
POINTS = "percentage points"
TIMES = "times"
PER = " per "

_ENGLISH = ("en", "en_GB")
_SPOKEN = {
    PERCENT: ("%", "percent", "per cent"),
    POINTS: ("percentage point", "percentage points", "pp"),
    TIMES: ("times", "x", "×", "fold"),
    # A bare "dollar" or "$" means these; any other currency needs its full name or its code.
    "USD": ("$", "us$", "dollar", "dollars"),
    "EUR": ("€", "euro", "euros"),
    "GBP": ("£", "pound", "pounds"),
    "RUB": ("₽", "rouble", "roubles", "ruble", "rubles"),
    "CNY": ("rmb", "yuan", "renminbi"),
    "JPY": ("¥", "yen"),
    "INR": ("₹", "rupee", "rupees"),
    "CAD": ("c$",),
    "SGD": ("s$",),
}
MAIN_CURRENCIES = ("USD", "EUR", "GBP", "RUB", "CNY", "JPY", "INR")
_WITHOUT_SYMBOL = ("decade", "century", "year", "month", "week", "day", "hour", "minute", "second")
_WITH_SYMBOL = {
    "length-kilometer": "km",
    "length-meter": "",
    "length-centimeter": "cm",
    "length-millimeter": "mm",
    "length-nanometer": "nm",
    "length-mile": "",
    "length-foot": "ft",
    "length-inch": "",
    "length-yard": "",
    "length-micrometer": "µm",
    "length-nautical-mile": "",
    "mass-tonne": "",
    "mass-kilogram": "kg",
    "mass-gram": "",
    "mass-milligram": "mg",
    "mass-ounce": "",
    "area-square-kilometer": "km²",
    "area-hectare": "",
    "area-square-meter": "m²",
    "area-acre": "",
    "area-square-mile": "",
    "area-square-foot": "",
    "volume-cubic-meter": "m³",
    "volume-cubic-kilometer": "km³",
    "volume-liter": "",
    "volume-milliliter": "ml",
    "volume-barrel": "",
    "energy-kilowatt-hour": "kWh",
    "power-watt": "",
    "power-kilowatt": "kW",
    "power-megawatt": "MW",
    "power-gigawatt": "GW",
    "digital-byte": "",
    "digital-kilobyte": "kB",
    "digital-megabyte": "MB",
    "digital-gigabyte": "GB",
    "digital-terabyte": "TB",
    "digital-petabyte": "PB",
    "temperature-celsius": "°C",
    "temperature-fahrenheit": "°F",
    "concentr-permille": "‰",
}
_MEASURES = {f"duration-{name}": "" for name in _WITHOUT_SYMBOL} | _WITH_SYMBOL
# Measures of two parts, held in the smaller one.
_PARTS = {
    f"{larger} and {smaller}": (larger, smaller)
    for larger, smaller in (
        ("years", "months"),
        ("weeks", "days"),
        ("days", "hours"),
        ("hours", "minutes"),
        ("minutes", "seconds"),
        ("feet", "inches"),
    )
}
_MILLI = ("mW", "mWh")  # a thousandth, which other cases of letters would make a million
_PLURALS = {
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "series": "series",
    "species": "species",
    "indices": "index",
    "criteria": "criterion",
    "feet": "foot",
}


@cache
def currencies() -> frozenset[str]:
    """ISO 4217 codes of money, past currencies included; not of metals and test codes."""
    no_money = ("XA", "XB", "XP", "XT", "XX")
    return frozenset(code for code in list_currencies() if not code.startswith(no_money))


@cache
def symbols() -> dict[str, str]:
    """Currency symbols, such as "€" and "A$", and the codes they stand for."""
    known = {symbol: code for code, symbol in Locale("en").currency_symbols.items()}
    known |= {name.upper(): code for code, names in _SPOKEN.items() for name in names}
    return {s: code for s, code in known.items() if code in currencies() and not s.isalpha()}


def with_symbols() -> dict[str, str]:
    """Measures by their symbols in letters, as CLDR names them: "km"."""
    return {symbol: measure for measure, symbol in _MEASURES.items() if symbol.isalpha()}


@cache
def _known() -> dict[str, str]:
    """Every spoken name of a unit, case folded, and the unit it means."""
    table = {_key(name): code for code, name in _currency_names()}
    for measure, symbol in _MEASURES.items():
        for language in _ENGLISH:
            plural = get_unit_name(measure, "long", language) or ""
            table |= {_key(plural): plural, _key(singular(plural)): plural}
        if symbol:
            table[_key(symbol)] = symbol
    return table | {name: unit for unit, names in _SPOKEN.items() for name in names}


@cache
def _measures() -> dict[str, str]:
    """Names of measures, case folded, and the CLDR's name of the measure."""
    names = {
        _key(get_unit_name(measure, "long", language) or ""): measure
        for measure in _MEASURES
        for language in _ENGLISH
    }
    names |= {singular(name): measure for name, measure in names.items()}
    return names | {_key(symbol): measure for measure, symbol in _MEASURES.items() if symbol}


@cache
def measures() -> dict[str, str]:
    """The English names of all measures, and the CLDR's."""
    return {get_unit_name(one, "long", _ENGLISH[-1]) or one: one for one in _MEASURES}


def _key(name: str) -> str:
    if name in _MILLI:
        return name
    return name.casefold().replace("-", " ").strip()


def _currency_names() -> Iterator[tuple[str, str]]:
    for code in sorted(currencies()):
        for language in _ENGLISH:
            for count in (1, 2):
                yield code, get_currency_name(code, count, language)


def known(name: str) -> str | None:
    """The unit that a code, a symbol or a name such as "euros" means; None for other nouns."""
    if name in currencies():
        return name
    if len(name) == 3 and name.upper() in _SPOKEN:
        return name.upper()
    return symbols().get(name) or _known().get(_key(name))


def names(word: str, code: str) -> bool:
    """Whether a word is part of the English name of a currency: zloty of PLN."""
    return word.casefold() in get_currency_name(code, locale="en").casefold()


def measure(unit: str) -> str | None:
    """The CLDR's name of a measure: "months" -> "duration-month"; None for other units."""
    return _measures().get(_key(unit))


def parts(unit: str) -> tuple[str, str] | None:
    """The larger and the smaller part of a unit such as "hours and minutes"; None for others."""
    return _PARTS.get(unit)


def in_parts(larger: str, smaller: str) -> str:
    """The unit of two such parts, in any spelling; "" where there is none."""
    wanted = canonical(larger), canonical(smaller)
    return next((u for u, two in _PARTS.items() if tuple(map(canonical, two)) == wanted), "")


def base(each: str) -> tuple[Decimal | None, str]:
    """The number that a rate is by, and of what: "100,000 people"; None where it is by one."""
    number = re.match(r"(\d[\d,]*)(?: |$)|(thousand|million|billion) ", each)
    if not number:
        return None, each
    scale = {"thousand": 3, "million": 6, "billion": 9}
    value = Decimal(number[1].replace(",", "") if number[1] else 10 ** scale[number[2]])
    return value, each[number.end() :]


def is_currency(unit: str) -> bool:
    """Whether the unit is money."""
    return unit in currencies()


def countable(unit: str) -> bool:
    """Whether whole things are counted, rather than measured: "countries", or no unit at all."""
    return not (PER in unit or unit in _SPOKEN or is_currency(unit) or measure(unit) or parts(unit))


@lru_cache(maxsize=4096)
def canonical(unit: str) -> str:
    """A key that is equal for two units that mean the same: case, number, spelling folded."""
    if PER in unit:
        return PER.join(canonical(part) for part in unit.split(PER))
    if is_currency(unit) or unit in _SPOKEN:
        return unit
    if unit in _MILLI:
        return unit
    found = known(unit)
    if found and found != unit:
        return canonical(found)
    return measure(unit) or re.sub(r"iz(?=ation)", "is", singular(unit).casefold())


def same(a: str, b: str) -> bool:
    """Whether two units mean the same.

    >>> same("kilometres", "km"), same("country", "countries"), same("EUR", "USD")
    (True, True, False)
    """
    return a == b or canonical(a) == canonical(b)


def singular(noun: str) -> str:
    """One of a plural noun; only its last word changes, unknown words stay as they are."""
    if noun.casefold().startswith("degrees "):
        return noun[:6] + noun[7:]
    *before, last = noun.split(" ")
    low = last.casefold()
    if low in _PLURALS:
        last = _PLURALS[low]
    elif re.search(r"[^aeiou]ies$", low) and len(low) > 4:
        last = last[:-3] + "y"
    elif re.search(r"(ss|sh|ch|x|zz)es$", low):
        last = last[:-2]
    elif low.endswith("s") and not low.endswith(("ss", "us", "is")):
        last = last[:-1]
    return " ".join([*before, last])
