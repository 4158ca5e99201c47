"""What a number in text may be bound to, as a cure."""

from __future__ import annotations

from explainer import mentions
from explainer.checks.carried import days_of
from explainer.checks.given import Given
from explainer.mentions import Found
from explainer.model import Entry
from explainer.values import Quantity


def suggestion(given: Given, found: Found, bound: Entry | None = None, otherwise: str = "") -> str:
    """The facts whose value agrees, as a cure; where another is bound, only by unit."""
    certain = bound is None or found.quantity.unit
    agreeing = [
        f"fact:{account.fact.id}"
        for account in given.ledger.accounts.values()
        if certain and account.fact is not bound
        if isinstance(account.value, Quantity) and mentions.supports(account.value, found)
    ]
    if agreeing:
        return f"bind it: [text]({' or '.join(agreeing[:3])})"
    if found.date or found.year:
        events = [
            f"event:{event.id}"
            for event in given.content.events.values()
            if any(days_of([date.when]).covers(found) for date in event.dates)
        ]
        if events and not otherwise:
            return f"bind it: [text]({' or '.join(events[:3])})"
    return otherwise
