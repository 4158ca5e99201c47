"""Which spaces stand in what is printed: a rule of ours, since editions of CLDR differ in them.

They have wide and narrow hard spaces, or plain ones, at the same place; here there are two kinds.
"""

from __future__ import annotations

import re
from typing import Final

HARD: Final = "\u00a0"
_ANY: Final = re.compile(r"\s")
_NUMBER_AND_SIGN: Final = re.compile(
    r"(?<=[\d\u200e\u200f]) (?=\d|[%‰٪°]|[^\W\d_]{1,3}\.)|(?<=[%٪]) (?=\d)"
)


def in_text(said: str) -> str:
    """Hard within a number, and between one and a sign or an abbreviation; else plain."""
    return _NUMBER_AND_SIGN.sub(HARD, _ANY.sub(" ", said))


def in_label(said: str) -> str:
    """Hard, so that a label stays in one line; plain around the dash of a range."""
    return _ANY.sub(HARD, said).replace(f"{HARD}–{HARD}", " – ")
