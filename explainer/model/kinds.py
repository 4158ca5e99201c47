"""Kinds of text that several entries have: a date, an address, a language, a list in short."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator

from explainer.model import colours
from explainer.quantities.dates import Date
from explainer.quantities.dates import parse as parse_date
from explainer.quantities.values import Quantity, Unknown
from explainer.voice import languages

Value = Quantity | Unknown | Date
Conflict = Literal[
    "slip", "rounding", "outdated", "revised", "different-thing", "garbled", "dispute"
]


def on_one_line(value: Any) -> Any:
    """The same with a space where a text goes on in another line, and for every tab.

    A title, label or name stands in headings, tables and files that have room for one line; where
    a paragraph may have several, it is Markdown, which is read from what stands in the file.
    """
    if isinstance(value, str):
        breaks = "\n" in value or "\t" in value
        return re.sub(r"[ \t\n]+", " ", value).strip(" ") if breaks else value
    if isinstance(value, dict):
        return {key: on_one_line(item) for key, item in value.items()}
    return [on_one_line(item) for item in value] if isinstance(value, list) else value


def as_list(value: object) -> object:
    """``x`` is short for ``[x]``; nothing is short for ``[]``."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def as_date(value: object) -> object:
    """The date; ValueError for what is none, or has no room around it in the program's calendar."""
    if not isinstance(value, str):
        return value
    found = parse_date(value)
    open_ends = (date.min, date.max) if found.precision == "interval" else ()
    if any(not 1 < day.year < 9998 for day in (found.first, found.last) if day not in open_ends):
        raise ValueError(
            f"a date must lie between the years 0002 and 9997, not {value!r}; check its year"
        )
    return found


def filled(value: object) -> object:
    """Nothing is short for ``{}``."""
    return {} if value is None else value


def web_address(text: str) -> str:
    """The text, if it can stand in a link from anywhere; ValueError with the cure if not."""
    blank = re.search(r"\s", text)
    if text and (blank or not text.isprintable() or not _is_whole(text)):
        begun = re.match("https?://.", text)
        otherwise = "mend the name behind '//'" if begun else "begin it with 'https://'"
        cure = "write a blank as %20" if blank else otherwise
        raise ValueError(f"must be a whole web address, not {text!r}; {cure}")
    return text


def base_address(text: str) -> str:
    """The text, if addresses can begin with it; ValueError with the cure if not."""
    parts = urlsplit(web_address(text))
    if "?" in text or "#" in text:
        raise ValueError(f"must end before any '?' or '#', unlike {text!r}; take the rest away")
    if "@" in parts.netloc:
        raise ValueError(f"must have no name and no password, unlike {text!r}; take them away")
    return text


def _is_whole(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna")
        known = parts.scheme in ("http", "https") and bool(parts.hostname and host)
        return known and parts.port != 0  # which may be beyond all ports, a ValueError
    except ValueError:  # of which those of Unicode are a kind
        return False


Texts = Annotated[tuple[str, ...], BeforeValidator(as_list)]
When = Annotated[Date, BeforeValidator(as_date)]
WebAddress = Annotated[str, AfterValidator(web_address)]
BaseAddress = Annotated[str, AfterValidator(base_address)]
Language = Annotated[str, AfterValidator(lambda text: text and languages.known(text))]
Colour = Annotated[str, AfterValidator(lambda text: text and colours.parse(text))]
SiteLanguage = Annotated[str, AfterValidator(languages.printed)]
