"""Dates of any precision: what they may be, when two agree, and which words are weekdays."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.quantities.dates import Date, agree, parse, read, same, weekday
from explainer.quantities.values import Quantity, Unknown

DAYS = {
    "2030": ("2030-01-01", "2030-12-31", "year"),
    "2024-12": ("2024-12-01", "2024-12-31", "month"),
    "2024-02": ("2024-02-01", "2024-02-29", "month"),
    "2023-02": ("2023-02-01", "2023-02-28", "month"),
    "2024-12-11": ("2024-12-11", "2024-12-11", "day"),
    "2024-12-11~": ("2024-12-11", "2024-12-11", "day"),
    "2024-12-30/2025-01-01": ("2024-12-30", "2025-01-01", "interval"),
    "2023/2025-06": ("2023-01-01", "2025-06-30", "interval"),
    "2024-12~/2025?": ("2024-12-01", "2025-12-31", "interval"),
    "2024-06/2024": ("2024-06-01", "2024-12-31", "interval"),
    "../2030": ("0001-01-01", "2030-12-31", "interval"),
    "/2030": ("0001-01-01", "2030-12-31", "interval"),
    "2024/..": ("2024-01-01", "9999-12-31", "interval"),
    "202X": ("2020-01-01", "2029-12-31", "decade"),
    "19XX": ("1900-01-01", "1999-12-31", "century"),
    "2024-12-XX": ("2024-12-01", "2024-12-31", "month"),
    "2024-XX": ("2024-01-01", "2024-12-31", "year"),
    " 2030 ": ("2030-01-01", "2030-12-31", "year"),
}


@pytest.mark.parametrize(("text", "meant"), DAYS.items())
def test_reads_first_and_last_day(text: str, meant: tuple[str, str, str]) -> None:
    value = parse(text)
    assert (value.first.isoformat(), value.last.isoformat(), value.precision) == meant
    assert value.text == text.strip()


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2024-12-11", False, False),
        ("2024-12-11~", True, False),
        ("2024?", False, True),
        ("2024%", True, True),
        ("2024~/2025?", True, True),
    ],
)
def test_reads_how_sure_it_is(text: str, approximate: bool, uncertain: bool) -> None:
    value = parse(text)
    assert (value.approximate, value.uncertain) == (approximate, uncertain)


REFUSED = {
    "": "write 2030, 2024-12,",
    "soon": "write 2030, 2024-12,",
    "20241": "write 2024 or 2021 or 2041",
    "20204": "write 2020 or 2024 or 2004",
    "202": "write 202X or 0202",
    "24": "write 2024",
    "'99": "write 1999",
    "10:30 a.m., 11 December 2024": "write 2024-12-11",
    "2024-1": "write 2024-01",
    "2024-12-11T10:00": "write 2024-12-11",
    "11.12.2024": "write 2024-12-11",
    "٢٠٢٤": "write 2030, 2024-12,",
    "../..": "must have a beginning or an end",
    "2024/2025/2026": "write 2030, 2024-12,",
    "11 December 2024": "write 2024-12-11",
    "December 11, 2024": "write 2024-12-11",
    "Wednesday 11 December 2024": "write 2024-12-11",
    "Dec. 2024": "write 2024-12",
    "11 December": "write the year too, as in 2024-12-11",
    "11–13 December 2024": "write 2024-12-11/2024-12-13",
    "31 February 2024": "write 2030, 2024-12,",
    "2024-2030": "write 2024/2030",
    "2024 to 2030": "write 2024/2030",
    "2025/2024": "write 2024/2025",
    "2024-02-30": "'2024-02-30' must be a date of the calendar",
    "2024-13": "must be a date of the calendar",
    "2024-00-01": "must be a date of the calendar",
    "0000": "must be a date of the calendar",
    "2024-02-28/2024-02-30": "must be a date of the calendar",
    "2024-12-11?~": "ends in %",
    "2023-24": "write 2023/2024 or 2023-12/2024-02~",
    "XXXX-12-11": "write 2030, 2024-12,",
    "2024-13-XX": "must be written as EDTF",
}


@pytest.mark.parametrize(("text", "cure"), REFUSED.items())
def test_refuses_with_a_cure(text: str, cure: str) -> None:
    with pytest.raises(ValueError, match=re.escape(cure)):
        parse(text)


@given(st.text(alphabet="0129-/.~?%X ", max_size=12))
def test_bad_text_is_never_anything_but_a_value_error(text: str) -> None:
    with suppress(ValueError):
        value = parse(text)
        assert value.first <= value.last
        assert agree(value, value)


# --- agreement ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2023", "2023-04", True),
        ("2024-12-11", "2024-12-11~", True),
        ("2024-12", "2024-12-11", True),
        ("2024-12-30/2025-01-01", "2024-12-31", True),
        ("../2030", "2024", True),
        ("202X", "2024", True),
        ("2023", "2024", False),
        ("2024-12-30", "2025-01-01", False),
        ("2024-06/2025-06", "2025", False),  # they overlap, and neither contains the other
    ],
)
def test_dates_agree_when_one_contains_the_other(a: str, b: str, expected: bool) -> None:
    assert agree(parse(a), parse(b)) is expected
    assert agree(parse(b), parse(a)) is expected


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(1999, 12, 31)])
def test_a_day_agrees_with_its_month_and_year(day: date) -> None:
    assert agree(parse(day.isoformat()), parse(f"{day:%Y-%m}"))
    assert agree(parse(day.isoformat()), parse(f"{day:%Y}"))


# --- values and dates -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2024-12", Date),
        ("2023?", Date),
        ("2030", Date),  # a bare year, never a count
        ("../2030", Date),
        ("202X", Date),
        ("0044-03-15", Date),
        ("0602~", Date),
        ("0500", Quantity),
        ("2030 people", Quantity),
        ("2,030", Quantity),
        ("999", Quantity),
        ("3000", Quantity),
        ("20241", Quantity),
        ("31 of 83", Quantity),
        ("-5", Quantity),
        ("unknown", Unknown),
    ],
)
def test_tells_dates_from_values(text: str, kind: type) -> None:
    assert isinstance(read(text), kind)


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("2024-02-30", "must be a date of the calendar"),
        ("11 December 2024", "write 2024-12-11"),
        ("2024–2030", "write 2024/2030"),
        ("11,2 trillion EUR", "write '11.2 trillion EUR'"),
    ],
)
def test_what_is_neither_is_refused_as_what_it_looks_like(text: str, cure: str) -> None:
    with pytest.raises(ValueError, match=re.escape(cure)):
        read(text)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2023", "2023-04", True),
        ("31 of 83", "31st of 83", True),
        ("unknown", "unknown", True),
        ("2030", "2,030", False),
        ("2030", "unknown", False),
        ("unknown", "5 %", False),
    ],
)
def test_values_and_dates_never_agree_with_each_other(a: str, b: str, expected: bool) -> None:
    assert same(read(a), read(b)) is expected
    assert same(read(b), read(a)) is expected


# --- weekdays -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("Monday", 0),
        ("wednesday", 2),
        ("Wed", 2),
        ("Weds.", 2),
        ("Tues", 1),
        ("Thurs.", 3),
        (" Sunday ", 6),
        ("month", None),
        ("Monday morning", None),
        ("sunny", None),
        ("wedding", None),
        ("", None),
        ("2024", None),
    ],
)
def test_knows_the_days_of_the_week(word: str, number: int | None) -> None:
    assert weekday(word) == number
