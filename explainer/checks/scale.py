"""Whether an answer has the right digits and the wrong scale, such as a million for a billion."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from explainer.model import Answer, Fact
from explainer.quantities import values
from explainer.quantities.values import Quantity

_SCALES = {"a thousand": 3, "a million": 6, "a billion": 9}


def slipped(fact: Fact, answer: Answer) -> str:
    """``a thousand times less``, where that is all that parts answer and fact; else nothing."""
    shown = fact.value
    said = answer.value if shown else None  # that of a statement is no amount
    if isinstance(shown, Quantity) and isinstance(said, Quantity):
        for name, power in _SCALES.items():
            if values.agree(_scaled(said, power), shown):
                return f"{name} times less"
            if values.agree(said, _scaled(shown, power)):
                return f"{name} times more"
    return ""


def _scaled(value: Quantity, power: int) -> Quantity:
    factor = Decimal(10) ** power
    return replace(
        value, low=value.low * factor, high=value.high * factor, step=value.step * factor
    )
