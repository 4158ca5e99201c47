"""What every rule is given to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from explainer.content import Content
from explainer.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Given:
    """The content, its ledger, and the day for which the site is built."""

    content: Content
    ledger: Ledger
    today: date
