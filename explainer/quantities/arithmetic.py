"""Formulas of derived facts: ids, numbers, ``+ - * /`` with spaces around them, parentheses.

Units are carried along, and so is what rounding leaves open: every input may be off by half of
the place value of its last digit that is not zero.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache
from itertools import islice, product
from typing import Final, NamedTuple, TypeAlias

from explainer.quantities import dimensions, units
from explainer.quantities.numerals import plain, read_digits
from explainer.quantities.values import NEAR, Quantity

# An id, of a series with the time of a point behind it.
NAME: Final = r"[a-z0-9][a-z0-9-]*(?:#[0-9a-zA-Z_-]+)?"
_TOKEN: Final = re.compile(
    rf"(?P<number>\d[\d,]*(?:\.\d+)?)(?![\w.#-])|(?P<id>{NAME})(?![\w.])"
    r"|(?P<operator>[-+*/])(?=\s)|(?P<bracket>[()])"
)
_FORM: Final = "write ids and numbers with spaces around + - * /, such as 'this-year / last-year'"
TOO_LONG: Final = (
    "a formula must be shorter, those of derived facts in it written out; start from fewer derived"
    f" facts, or make its parts facts, and {_FORM}"
)
_MOST_IDS: Final = 8  # every rounding of every input is tried: 2 ** 8 evaluations
_MOST_TOKENS: Final = 60
_TOO_LARGE: Final = Decimal(10) ** 24
_WHOLE_BELOW: Final = 1000  # from here on zeros at the end of a number may stand for rounding
_PRECISION: Final = Context(prec=40, rounding=ROUND_HALF_UP)


class FormulaError(ValueError):
    """A formula that does not parse; ``offset`` is where in its text."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Computed:
    """A result: rounded as far as its inputs allow, and the range that their rounding leaves.

    ``ranged``: rounding moves the result by more than 5 %; ``rounded`` are the ids of the inputs
    to blame for it.
    """

    quantity: Quantity
    low: Decimal
    high: Decimal
    ranged: bool
    rounded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Operation:
    operator: str
    left: _Node
    right: _Node


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number and its unit; None is the unit of a number that stands in the formula."""

    value: Decimal
    unit: str | None


class _Token(NamedTuple):
    kind: str
    text: str
    offset: int


_Node: TypeAlias = "str | Decimal | _Operation"  # an id, a number, or an operation


def ids(formula: str) -> tuple[str, ...]:
    """The ids in a formula, in order, each once; FormulaError when it does not parse.

    >>> ids("(cost - grant) / cost * 100")
    ('cost', 'grant')
    """
    return tuple(dict.fromkeys(_ids(_parse(formula))))


def _ids(node: _Node) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, _Operation):
        yield from _ids(node.left)
        yield from _ids(node.right)


def compute(formula: str, values: Mapping[str, Quantity]) -> Computed:
    """The result of a formula; ValueError in plain words where it has none.

    ``low`` and ``high`` of the result are what rounding of the ``values`` leaves open.

    >>> from explainer.quantities.values import parse
    >>> values = {"aim": parse("11.2 trillion RUB"), "start": parse("0.2 trillion RUB")}
    >>> found = compute("aim / start", values)
    >>> str(found.quantity.low), round(found.low), round(found.high)
    ('56', 45, 75)
    """
    tree = _parse(formula)
    inputs = {name: _operand(name, values) for name in ids(formula)}
    if len(inputs) > _MOST_IDS:
        raise ValueError(f"a formula must use at most {_MOST_IDS} facts, not {len(inputs)}")
    with localcontext(_PRECISION):
        stated = {name: _Amount(value.low, value.unit) for name, value in inputs.items()}
        result = _evaluate(tree, stated)
        low, high = _limits(tree, inputs)
        digits = _digits(result.value, high - low, inputs.values())
        blamed = _blamed(tree, inputs, result.value)
        return Computed(
            _rounded(result, digits),
            _round(low, max(2, digits)),
            _round(high, max(2, digits)),
            ranged=bool(blamed),
            rounded=blamed,
        )


def _operand(name: str, values: Mapping[str, Quantity]) -> Quantity:
    if name not in values:
        raise ValueError(f"a formula must use facts with a value, and {name!r} has none")
    value = values[name]
    if value.low != value.high or value.total is not None:
        raise ValueError(
            f"a formula must use single numbers, and {name!r} is {value.text!r}; "
            "make each of its numbers a fact"
        )
    return value


def _evaluate(node: _Node, inputs: Mapping[str, _Amount]) -> _Amount:
    if isinstance(node, str):
        return inputs[node]
    if isinstance(node, Decimal):
        return _Amount(node, None)
    left, right = _evaluate(node.left, inputs), _evaluate(node.right, inputs)
    return _OPERATIONS[node.operator](left, right)


def _limits(tree: _Node, inputs: Mapping[str, Quantity]) -> tuple[Decimal, Decimal]:
    """The range that the rounding of all inputs leaves; ValueError where it has no end."""
    for divisor in _divisors(tree):
        low, high = _span(divisor, inputs, inputs)
        if low <= 0 <= high:
            raise ValueError("a formula must not divide by what may be 0 but for rounding")
    low, high = _span(tree, inputs, inputs)
    if max(abs(low), abs(high)) >= _TOO_LARGE:
        raise ValueError("the result of a formula must not be too large to print")
    return low, high


def _blamed(tree: _Node, inputs: Mapping[str, Quantity], result: Decimal) -> tuple[str, ...]:
    """The inputs whose rounding moves the result too far, or else, if all together do, the worst.

    None if rounding moves the result by no more than 5 %.
    """
    if _moved(result, *_span(tree, inputs, inputs)) <= NEAR:
        return ()
    moves = {name: _moved(result, *_span(tree, inputs, [name])) for name in inputs}
    limit = min(NEAR, max(moves.values()))
    return tuple(name for name, move in moves.items() if move >= limit)


def _span(
    node: _Node, inputs: Mapping[str, Quantity], varied: Iterable[str]
) -> tuple[Decimal, Decimal]:
    """The least and the greatest result when the ``varied`` inputs are as far off as they may be.

    Every corner is tried, which is exact as long as the result only grows or only falls with
    each input, as it does in shares, multiples, differences and growth rates.
    """
    varying = set(varied)
    ends = [
        {value.low - _step(value) / 2, value.low + _step(value) / 2}
        if name in varying
        else {value.low}
        for name, value in inputs.items()
    ]
    results = [
        _evaluate(
            node,
            {
                name: _Amount(number, value.unit)
                for (name, value), number in zip(inputs.items(), corner, strict=True)
            },
        ).value
        for corner in product(*ends)
    ]
    return min(results), max(results)


def _step(value: Quantity) -> Decimal:
    """What an input is rounded to; 0 for what has been counted.

    A whole number below a thousand is rounded to ones, whatever its last digit: 80 % is not 81 %.
    """
    whole = abs(value.low) < _WHOLE_BELOW and value.low == value.low.to_integral_value()
    if whole and not value.hedge:
        return Decimal(0) if units.countable(value.unit) else Decimal(1)
    return value.step


def _divisors(node: _Node) -> Iterator[_Node]:
    if isinstance(node, _Operation):
        yield from _divisors(node.left)
        yield from _divisors(node.right)
        if node.operator == "/":
            yield node.right


def _moved(result: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """How far rounding moves a result, as a share of it."""
    apart = max(high - result, result - low)
    return apart / abs(result) if result else apart


def _digits(result: Decimal, width: Decimal, inputs: Iterable[Quantity]) -> int:
    """Significant digits that a result deserves: two, or as many as rounding leaves certain."""
    if not result:
        return 1
    carried = [
        value.low.adjusted() - (_step(value) or Decimal(1)).adjusted() + 1
        for value in inputs
        if value.low
    ]
    if width:
        certain = math.floor((2 * abs(result) / width).log10()) + 1
        return max(2, min(carried, default=2), certain)
    if result == result.to_integral_value():
        return max(2, result.adjusted() + 1)
    return max([2, *carried])


def _round(value: Decimal, digits: int) -> Decimal:
    if not value:
        return Decimal(0)
    return plain(value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1)))


def _rounded(result: _Amount, digits: int) -> Quantity:
    number = _round(result.value, digits)
    step = plain(read_digits(f"{abs(number):f}")[1])
    return Quantity(number, number, result.unit or "", step=step)


@lru_cache(maxsize=4096)
def _parse(formula: str) -> _Node:
    tokens = list(islice(_tokens(formula), _MOST_TOKENS + 1))
    if len(tokens) > _MOST_TOKENS:
        raise FormulaError(TOO_LONG, 0)
    node, rest = _sum(tokens)
    if rest[0].kind != "end":
        raise FormulaError(f"{rest[0].text!r} must not stand here; {_FORM}", rest[0].offset)
    return node


def _tokens(formula: str) -> Iterator[_Token]:
    offset = 0
    while rest := formula[offset:].lstrip():
        offset = len(formula) - len(rest)
        match = _TOKEN.match(formula, offset)
        if not match:
            raise FormulaError(f"{rest.split()[0]!r} is no part of a formula; {_FORM}", offset)
        yield _Token(match.lastgroup or "", match[0], offset)
        offset = match.end()
    yield _Token("end", "the end", len(formula))


def _sum(tokens: Sequence[_Token]) -> tuple[_Node, Sequence[_Token]]:
    return _chain(tokens, "+-", _product)


def _product(tokens: Sequence[_Token]) -> tuple[_Node, Sequence[_Token]]:
    return _chain(tokens, "*/", _factor)


def _chain(
    tokens: Sequence[_Token],
    operators: str,
    part: Callable[[Sequence[_Token]], tuple[_Node, Sequence[_Token]]],
) -> tuple[_Node, Sequence[_Token]]:
    """Parts joined by operators of one rank, from left to right."""
    node, rest = part(tokens)
    while rest[0].kind == "operator" and rest[0].text in operators:
        right, after = part(rest[1:])
        node, rest = _Operation(rest[0].text, node, right), after
    return node, rest


def _factor(tokens: Sequence[_Token]) -> tuple[_Node, Sequence[_Token]]:
    token, rest = tokens[0], tokens[1:]
    if token.kind == "number":
        return read_digits(token.text)[0], rest
    if token.kind == "id":
        return token.text, rest
    if token.text != "(":
        raise FormulaError(
            f"a fact or a number must stand where {token.text} is; {_FORM}", token.offset
        )
    node, rest = _sum(rest)
    if rest[0].text != ")":
        raise FormulaError(f"a bracket must be closed before {rest[0].text}; {_FORM}", token.offset)
    return node, rest[1:]


def _add(a: _Amount, b: _Amount) -> _Amount:
    if {a.unit, b.unit} == {units.PERCENT, units.POINTS}:
        return _Amount(a.value + b.value, units.PERCENT)
    b = _alike(b, a)
    return _Amount(a.value + b.value, _common(a, b, "add"))


def _subtract(a: _Amount, b: _Amount) -> _Amount:
    if a.unit == units.PERCENT and b.unit in (units.PERCENT, units.POINTS):
        unit = units.POINTS if b.unit == units.PERCENT else units.PERCENT
        return _Amount(a.value - b.value, unit)
    b = _alike(b, a)
    return _Amount(a.value - b.value, _common(a, b, "subtract"))


def _alike(amount: _Amount, other: _Amount) -> _Amount:
    """The amount in the unit of the other, if it is a measure of the same dimension."""
    if not amount.unit or not other.unit or units.same(amount.unit, other.unit):
        return amount
    if not dimensions.proportional(amount.unit, other.unit):
        return amount
    return _Amount(dimensions.convert(amount.value, amount.unit, other.unit), other.unit)


def _common(a: _Amount, b: _Amount, verb: str) -> str | None:
    """The unit of a sum; a bare number goes only with shares, multiples and bare numbers."""
    if a.unit is None or b.unit is None:
        unit = b.unit if a.unit is None else a.unit
        if unit in (None, "", units.PERCENT, units.TIMES):
            return unit
    elif units.same(a.unit, b.unit):
        return a.unit
    raise _mixed(a, b, verb)


def _multiply(a: _Amount, b: _Amount) -> _Amount:
    value = a.value * b.value
    if a.unit in _PLAIN or b.unit in _PLAIN:
        return _Amount(value, _stronger(a.unit, b.unit))
    if units.PERCENT in (a.unit, b.unit):
        return _Amount(value / 100, b.unit if a.unit == units.PERCENT else a.unit)
    for rate, amount in ((a, b), (b, a)):
        over, _, under = (rate.unit or "").partition(units.PER)
        fitting = _alike(amount, _Amount(Decimal(1), under)) if under else amount
        if under and units.same(under, fitting.unit or ""):
            return _Amount(rate.value * fitting.value, over)
    raise _mixed(a, b, "multiply")


def _divide(a: _Amount, b: _Amount) -> _Amount:
    if not b.value:
        raise ValueError("a formula must not divide by 0; mend what comes to 0 in it")
    b = _alike(b, a)
    value = a.value / b.value
    if a.unit is not None and b.unit is not None and units.same(a.unit, b.unit):
        return _Amount(value, units.TIMES)
    if b.unit in _PLAIN:
        return _Amount(value, _stronger(a.unit, b.unit))
    if b.unit == units.PERCENT and a.unit is not None:
        return _Amount(value * 100, a.unit)
    over, _, under = (b.unit or "").partition(units.PER)
    if under and units.same(over, a.unit or ""):
        return _Amount(value, under)
    if a.unit in _PLAIN or under or units.PER in (a.unit or ""):
        raise _mixed(a, b, "divide")
    each = b.unit if units.is_currency(b.unit or "") else units.singular(b.unit or "")
    return _Amount(value, f"{a.unit}{units.PER}{each}")


def _stronger(a: str | None, b: str | None) -> str | None:
    """Of two units of which one is plain, the other: a number of times euros is euros."""
    return max((a, b), key=lambda unit: (unit not in _PLAIN, unit == units.TIMES, unit == ""))


def _mixed(a: _Amount, b: _Amount, verb: str) -> ValueError:
    names = [repr(unit) if unit else "a number without a unit" for unit in (a.unit, b.unit)]
    return ValueError(
        f"a formula must not {verb} {names[0]} and {names[1]}, whose units do not fit; "
        "use facts in one unit, or make a fact of what one is in the other"
    )


_PLAIN: Final = (None, "", units.TIMES)
_OPERATIONS: Final[dict[str, Callable[[_Amount, _Amount], _Amount]]] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "/": _divide,
}
