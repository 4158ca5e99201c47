"""Timelines: every date in its place, and what is overdue."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from pathlib import Path

from tests.drawn import SHEETS, draw
from tests.program import run

# --- timelines ------------------------------------------------------------------------------------


def test_events_of_a_short_list_are_in_the_order_in_which_they_are_due() -> None:
    items = draw("time").view.items
    assert [item.event.id for item in items] == [
        "pact-announced", "survey", "grant", "first-weir", "order", "review",
    ]  # fmt: skip
    order = items[4]
    assert [dated.date.role for dated in order.dates] == ["signed", "published", "due"]
    assert [row[3].text for row in draw("time").table.rows if row[0].event == "order"] == [
        "signed", "published", "overdue",
    ]  # fmt: skip


def test_a_due_date_is_overdue_only_once_it_has_passed() -> None:
    def parts(today: date) -> list[str]:
        return [dated.part for item in draw("time", today).view.items for dated in item.dates]

    assert parts(date(2023, 4, 30)).count("overdue") == 0
    assert parts(date(2023, 5, 1)).count("overdue") == 1
    assert parts(date(2027, 4, 1)).count("overdue") == 2
    assert draw("time").description.endswith("Overdue: 1.")


def test_what_lies_ahead_is_not_said_to_have_happened() -> None:
    def legend_of(today: date) -> list[str]:
        return [
            line for t in draw("time", today).wide.texts if t.style == "key" for line in t.lines
        ]

    assert legend_of(date(2026, 6, 15)) == [
        "past", "still to come", "overdue: the day has passed and no outcome is known",
        "today, 15 June 2026",
    ]  # fmt: skip
    before = draw("time", date(2021, 12, 31)).view.items
    ahead = {dated.date.role for item in before for dated in item.dates if dated.part == "ahead"}
    assert ahead == {"published", "due", "happened"}
    done = draw("time", date(2030, 1, 1)).wide
    assert done.today is None
    assert not any(mark.part == "ahead" for mark in done.marks)


def test_sources_that_give_another_day_are_on_the_list() -> None:
    [announced] = draw("time").view.items[0].dates
    assert [reply.answer.says for reply in announced.disagreements] == ["Tuesday"]
    assert announced.sources == ("minutes", "courier")


def test_a_date_is_as_wide_as_what_is_known_of_it() -> None:
    marks = draw("time").wide.marks
    year = next(mark for mark in marks if mark.lane == 3)
    days = [mark for mark in marks if mark.lane == 1]
    assert year.width > 4 * days[0].width


def test_marks_of_one_lane_do_not_hide_each_other() -> None:
    for sheet in SHEETS:
        marks = getattr(draw("time"), sheet).marks
        for one, other in combinations(marks, 2):
            assert (
                one.y != other.y or one.x + one.width <= other.x or other.x + other.width <= one.x
            )


def test_a_timeline_of_one_lane_shows_no_other() -> None:
    assert {item.event.lane for item in draw("works").view.items} == {"works"}


def test_in_a_short_list_an_overdue_promise_stands_at_the_day_when_it_was_due() -> None:
    events = draw("time", date(2027, 4, 1)).view
    assert not events.is_long
    leads = [item.due for item in events.items]
    whens = [lead.date.when.first for lead in leads]
    assert whens == sorted(whens)
    for item, lead in zip(events.items, leads, strict=True):
        assert lead.part == "overdue" or not item.is_overdue
    assert any(lead is not item.dates[0] for item, lead in zip(events.items, leads, strict=True))


def test_the_line_below_the_heading_tells_how_many_events_and_from_when_to_when() -> None:
    drawing = draw("time")
    assert drawing.heading == "6 events, 1 March 2021 to March 2027"
    assert draw("works").heading.startswith(f"{len(draw('works').view.items)} event")


def test_a_promise_that_is_overdue_is_not_told_as_if_it_had_come(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "pages").mkdir(parents=True)
    for name, text in {
        "site.yaml": "title: Rivers\n",
        "sources.yaml": "s:\n  title: S\n  publisher: P\n  type: news\n  published: 2024-12-30\n"
        "  url: https://example.org/s\n",
        "events.yaml": "survey:\n  title: A survey is ordered\n  dates:\n"
        "    - role: happened\n      when: 2024-12-30\n      source: s\n"
        "    - role: due\n      when: 2025-04\n      source: s\n  text: For all rivers.\n",
        "figures.yaml": "dates:\n  kind: timeline\n  title: Dates\n  finding: One survey is late\n",
        "pages/index.md": "---\ntitle: Rivers\n---\n![Dates](figure:dates)\n",
    }.items():
        (content / name).write_text(text, encoding="utf-8")
    done = run(
        "build", "--content", content, "--output", tmp_path / "site", "--today", "2026-06-15"
    )
    assert done.code == 0, done.out + done.err
    page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    moments = re.sub(r"<[^>]+>", " ", page.partition('class="moments"')[2].partition("</ol>")[0])
    told = " ".join(moments.replace("\xa0", " ").split())
    assert told.startswith("> due April 2025 A survey is ordered Overdue: no outcome known")
