"""What is reckoned of two facts: how many times one is the other, and by how much it changed."""

from __future__ import annotations

from dataclasses import replace

from explainer.content import Content
from explainer.evidence.ledger import Account, evaluate
from explainer.quantities.arithmetic import Computed
from explainer.quantities.values import Quantity


def multiple_of(content: Content, goal: Account, start: Account) -> Computed | None:
    """How many times ``start`` the ``goal`` is, and what rounding leaves open.

    None where the question makes no sense: from zero or less, from what is unknown, and between
    what is counted in different units.
    """
    if not all(isinstance(one.value, Quantity) and one.value.low > 0 for one in (goal, start)):
        return None
    try:
        found = evaluate(content, f"{goal.fact.id} / {start.fact.id}")
    except ValueError:
        return None
    return found if found.quantity.unit == "times" else None


def change_between(content: Content, before: Account, after: Account) -> Quantity | None:
    """By how much ``after`` is more than ``before``: below zero where it is less.

    "About" so much where that is not the difference of the two as they are printed. None where
    one of them cannot be taken from the other.
    """
    if not (isinstance(before.value, Quantity) and isinstance(after.value, Quantity)):
        return None
    try:
        found = evaluate(content, f"{after.fact.id} - {before.fact.id}").quantity
    except ValueError:
        return None
    is_exact = found.low == after.value.low - before.value.low
    return replace(found, hedge="" if is_exact else "about")
