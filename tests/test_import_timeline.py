"""Timelines of TimelineJS, in both of their forms, and broken ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from explainer import content
from tests.program import Run, run
from tests.test_import_sources import errors

HEADER = (
    "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,"
    "Media Credit,Media Caption,Media Thumbnail,Alt Text,Type,Group,Background\n"
)
SHEET = HEADER + (
    ",,,,,,,,,The <b>harbour</b>,Opening,,,,,,title,,\n"
    '2024,12,11,,,,,,,Tram stops *running*,"<p>After <a href=""https://x.example/a"">the'
    ' strike</a>, 450 people <em>walked</em>.</p><iframe src=x></iframe>",'
    "https://x.example/p.jpg,AP,,,,,Works on it,\n"
    '2025,3,,,2025,5,,,"spring, or so",أعمال repairs,,,,,,,,Works on it,#fff\n'
    "soon,,,,,,,,,A promise,,,,,,,,,\n"
    "2025,1,2,,,,,,2 January 2025,A day,,,,,,,,,\n"
)


def imported(folder: Path, text: str | bytes, name: str, *options: str) -> Run:
    """``import timeline`` of a file, into the content of a repository that was just made."""
    if not (folder / "content").exists():
        assert run("new", folder).code == 0
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return run("import", "timeline", folder / name, "--content", folder / "content", *options)


EVENTS = (
    "tram-stops-running:\n  title: Tram stops \\*running\\*\n  dates:\n    - role: happened\n"
    "      when: 2024-12-11\n      source: TODO\n  lane: TODO (Works on it)\n"
    "  text: After [the strike](https://x.example/a), 450 people *walked*.\n\n"
    "repairs:\n  title: أعمال repairs\n  dates:\n    - role: happened\n"
    "      when: 2025-03/2025-05\n      source: TODO\n      says: spring, or so\n"
    "  lane: TODO (Works on it)\n\n"
    "a-promise:\n  title: A promise\n  dates:\n    - role: happened\n"
    "      when: TODO (soon)\n      source: TODO\n\n"
    "a-day:\n  title: A day\n  dates:\n    - role: happened\n      when: 2025-01-02\n"
    "      source: TODO\n"
)


def test_a_sheet_becomes_events_with_places_to_fill(tmp_path: Path) -> None:
    done = imported(tmp_path, SHEET, "trams.csv")
    assert done.code == 0, done.err
    assert done.out == EVENTS
    for told in (
        "trams.csv:2:1: left-out: the title 'The <b>harbour</b>' is no event",
        "left-out: the text has <iframe>, which cannot be kept",
        "left-out: the medium 'https://x.example/p.jpg, AP'",
        "to-fill: in 'tram-stops-running' a number must be bound to a fact or an event, but '450'",
        "to-fill: 'source' of item 1 of 'dates' of 'a-day'",
    ):
        assert told in done.err


def test_what_was_imported_passes_but_for_the_marked_places(tmp_path: Path) -> None:
    assert imported(tmp_path, SHEET, "trams.csv", "--write").code == 0
    assert errors(tmp_path) == {"left-to-fill"}
    file = tmp_path / "content/events/trams.yaml"
    text = file.read_text("utf-8").replace("source: TODO", "source: survey-2025")
    lane = next(iter(content.load(tmp_path / "content")[0].site.lanes))
    text = text.replace("TODO (soon)", "2025-06").replace("TODO (Works on it)", lane)
    file.write_text(text.replace("450 people", "people"), "utf-8")
    assert errors(tmp_path) <= {"report-before-event"}  # of the source that stands for all


def as_json(**more: Any) -> str:
    slides = [
        {
            "unique_id": "tram-strike",
            "start_date": {"year": "2024", "month": "12", "day": "11", "hour": "9"},
            "text": {"headline": "Tram stops", "text": "<b>None</b> ran &amp; none came."},
            "media": {"url": "https://x.example/p.jpg", "credit": "AP", "caption": "c", "alt": "a"},
        },
        {"start_date": {"year": 1850}, "end_date": {"year": 1852}, "text": {"headline": "Rails"},
         "display_date": "1850 to 1852"},
        {"start_date": {"year": 1860}, "text": {"headline": "Rails"}},
    ]  # fmt: skip
    return json.dumps({"events": slides, **more})


def test_json_becomes_events_with_ids_that_stay(tmp_path: Path) -> None:
    eras = [{"start_date": {"year": 1800}, "end_date": {"year": 1900}, "text": {"headline": "Old"}}]
    text = as_json(title={"text": {"headline": "Trams"}}, eras=eras)
    done = imported(tmp_path, text, "trams.json")
    assert done.out == (
        "tram-strike:\n  title: Tram stops\n  dates:\n    - role: happened\n"
        "      when: 2024-12-11\n      source: TODO\n  text: '**None** ran & none came.'\n\n"
        "rails:\n  title: Rails\n  dates:\n    - role: happened\n      when: 1850/1852\n"
        "      source: TODO\n\n"
        "rails-1860:\n  title: Rails\n  dates:\n    - role: happened\n      when: 1860\n"
        "      source: TODO\n"
    )
    assert "trams.json#era/1:1:1: left-out: the era 'Old' is no event" in done.err
    assert imported(tmp_path, text, "trams.json").out == done.out


def test_known_events_are_compared_and_left_alone(tmp_path: Path) -> None:
    assert imported(tmp_path, as_json(), "one.json", "--write").code == 0
    file = tmp_path / "content/events/one.yaml"
    file.write_text(file.read_text("utf-8").replace("source: TODO", "source: survey-2025"), "utf-8")
    before = file.read_bytes()
    done = imported(tmp_path, as_json().replace("Tram stops", "Trams stop"), "two.json", "--write")
    assert (done.code, done.out) == (0, "")
    assert "title is 'Tram stops' here, 'Trams stop' in the file" in done.err
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("{", "x.json", "the file must be a timeline in JSON"),
        ('{"events": 5}', "x.json", "it has no list 'events'"),
        ('{"events": [5]}', "x.json", "a slide must be an object, not 5"),
        (b'{"events": "\xe9"}', "x.json", "must be a timeline in JSON, UTF-8"),
        ("Headline,Text\nA,b\n", "x.csv", "must have the columns year"),
        (SHEET.encode("utf-16"), "x.csv", "found UTF-16"),
        (HEADER + "2024,,,,,,,,,電車,,,,,,,,,\n", "x.csv", "must have an id of Latin letters"),
    ],
)
def test_what_cannot_be_read_is_refused(
    text: str | bytes, name: str, told: str, tmp_path: Path
) -> None:
    done = imported(tmp_path, text, name)
    assert (done.code, done.out) == (1, "")
    assert told in done.err


def test_five_thousand_slides_are_taken(tmp_path: Path) -> None:
    rows = [f"{1000 + n % 1000},,,,,,,,,Event {n} of many,{n} came,,,,,,,,\n" for n in range(5000)]
    done = imported(tmp_path, HEADER + "".join(rows), "many.csv", "--format", "json")
    assert len(json.loads(done.out)["entries"]["events"]) == 5000
