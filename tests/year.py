"""A year of an editor's work on a small site, and what holds on each of its days."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import feedparser
import icalendar

from explainer import pipeline, problems
from explainer.history import versions
from explainer.store.artefacts import Artefacts
from explainer.theme import files as theme
from tests.built_site import HtmlPage
from tests.repository import FACTS, INDEX, SITE, SOURCES, Repository

FIRST = date(2026, 1, 1)
URL = "https://rivers.example.org/"
FEEDS = ("feeds/changes.xml", "feeds/events.xml")

EVENTS = """\
report: {title: The report, lane: talks, dates: [{role: due, when: 2026-05, source: valley-wire}]}
pact: {title: The pact is signed, lane: talks, dates: [{when: 2025-03-01, source: delta-courier}]}
"""
GROUPS = """\
pact:
  name: The River Pact
  members_are: states
  statuses: {joined: Joined}
  members:
    - {country: FRA, status: joined, sources: [valley-wire]}
    - {country: DEU, status: joined, sources: [delta-courier]}
"""
FIGURES = """\
left: {kind: bars, title: Weirs, finding: Weirs are left, facts: [weirs]}
then: {kind: timeline, title: What happened, finding: Much happened}
"""
PAGES = {
    "pages/index.md": INDEX + "\nSee [more](about.md), [members](group:pact), and when:\n\n"
    "![Time](figure:then)\n\n![Weirs](figure:left)\n",
    "pages/about.md": "---\ntitle: About\n---\nWho looks: <fact:weirs>, <event:report>.\n",
}
CHECKED = "  checked: 2026-01-01\n  check_again: 2026-06\n  question: How many weirs"


@dataclass
class Year:
    """The repository, and all that readers were ever given."""

    repo: Repository
    addresses: set[str] = field(default_factory=set)
    happenings: dict[str, tuple[str, str]] = field(default_factory=dict)
    days: int = 0

    def edit(self, file: str, was: str, now: str) -> None:
        """Replace a text of a file, which must hold it."""
        path = self.repo.content / file
        text = path.read_text("utf-8")
        assert was in text, was
        path.write_text(text.replace(was, now), "utf-8")

    def build(self, today: date) -> Day:
        """The site of a day, of which nothing is made yet."""
        checked = pipeline.examine(self.repo.content, today)
        assert not problems.is_fatal(checked.problems), checked.problems
        look, past = theme.load(self.repo.content), versions.read(self.repo.content)
        made = pipeline.artefacts(checked, look, past, today)
        return Day(today, made, [one.rule for one in checked.problems])


@dataclass(frozen=True)
class Day:
    """What stands on the site, and what its editor is warned of."""

    today: date
    files: Artefacts
    warned: list[str]

    def text(self, address: str) -> str:
        """The words of a page."""
        return HtmlPage(address, self.files[f"{address}index.html"].decode()).text

    def pages(self) -> set[str]:
        """The addresses of all pages."""
        return {at.removesuffix("index.html") for at in self.files.makes if at.endswith(".html")}


def begun(root: Path) -> Year:
    """The site on the first of January."""
    repo = Repository(root, root / "content")
    root.mkdir()
    repo.git("init", "--quiet", "--initial-branch=main")
    facts = FACTS.replace("  question: How many weirs", CHECKED)
    repo.write(
        {"site.yaml": f"{SITE}url: {URL}\nlanes: {{talks: Talks}}\n", "sources.yaml": SOURCES}
    )
    repo.write({"facts.yaml": facts, "events.yaml": EVENTS, "groups.yaml": GROUPS, **PAGES})
    repo.write({"figures.yaml": FIGURES})
    repo.commit(FIRST.isoformat(), "Begin")
    return Year(repo)


# --- what the editor does, by the day of the year -------------------------------------------------


def _counts_again(year: Year) -> None:
    year.edit("facts.yaml", "300 weirs", "310 weirs")


def _undoes_it(year: Year) -> None:
    year.edit("facts.yaml", "310 weirs", "300 weirs")


def _counts_more(year: Year) -> None:
    year.edit("facts.yaml", "310 weirs", "320 weirs")


def _adds_a_fact(year: Year) -> None:
    path = year.repo.content / "facts.yaml"
    new = FACTS.partition("weirs:")[2].replace("300 weirs", "12 dams").replace("weirs", "dams")
    path.write_text(f"{path.read_text('utf-8')}dams:{new}", "utf-8")
    year.edit("pages/about.md", "Who looks:", "Who looks: <fact:dams>,")


def _renames_a_fact(year: Year) -> None:
    year.edit("facts.yaml", "free-rivers:\n", "rivers-free:\n  was: free-rivers\n")
    year.edit("pages/index.md", "fact:free-rivers", "fact:rivers-free")


def _moves_a_page(year: Year) -> None:
    (year.repo.content / "pages/desk").mkdir()
    (year.repo.content / "pages/about.md").rename(year.repo.content / "pages/desk/who.md")
    year.edit("pages/desk/who.md", "title: About", "title: About\nwas: about")
    year.edit("pages/index.md", "about.md", "desk/who.md")


def _takes_a_fact_off(year: Year) -> None:
    facts = (year.repo.content / "facts.yaml").read_text("utf-8")
    year.repo.write({"facts.yaml": facts.partition("dams:")[0]})
    year.edit("pages/desk/who.md", " <fact:dams>,", "")


def _brings_it_back(year: Year) -> None:
    path = year.repo.content / "facts.yaml"
    new = FACTS.partition("weirs:")[2].replace("300 weirs", "14 dams").replace("weirs", "dams")
    path.write_text(f"{path.read_text('utf-8')}dams:{new}", "utf-8")
    year.edit("pages/desk/who.md", "Who looks:", "Who looks: <fact:dams>,")


def _looks_again(year: Year) -> None:
    year.edit("facts.yaml", "checked: 2026-01-01", "checked: 2026-07-10")
    year.edit("facts.yaml", "check_again: 2026-06", "check_again: 2027")


def _says_what_became_of_the_report(year: Year) -> None:
    was = "source: valley-wire}]}"
    year.edit("events.yaml", was, f"{was[:-1]}, outcome: It came out late.}}")


def _corrects(year: Year) -> None:
    more = "wrong: {when: 2026-08-01, was: Dams counted too., now: Weirs alone do., fact: weirs}\n"
    year.repo.write({"corrections.yaml": more})


def _takes_off_what_is_left_of_the_pact(year: Year) -> None:
    (year.repo.content / "groups.yaml").unlink()
    year.edit("events.yaml", EVENTS.splitlines()[1] + "\n", "")
    year.edit("pages/index.md", ", [members](group:pact),", "")


def _takes_a_figure_off(year: Year) -> None:
    year.edit("figures.yaml", FIGURES.splitlines()[0] + "\n", "")
    year.edit("pages/index.md", "\n![Weirs](figure:left)\n", "")


def _renames_an_event(year: Year) -> None:
    year.edit("events.yaml", "report: {", "late-report: {was: report, ")
    year.edit("pages/desk/who.md", "event:report", "event:late-report")


def _squashes(year: Year) -> None:
    """What two commits of two days did, as one commit of today."""
    year.repo.git("reset", "--quiet", "--soft", "HEAD~2")


def _rebases(year: Year) -> None:
    """The last commits made anew, of today, as when they are set upon another branch."""
    year.repo.git("rebase", "--quiet", "--force-rebase", "HEAD~3", at=_noon(year))


def _noon(year: Year) -> str:
    return f"{FIRST + timedelta(days=year.days)}T12:00:00Z"


EDITS: Mapping[int, Callable[[Year], None]] = {
    20: _counts_again,
    30: _undoes_it,
    45: _adds_a_fact,
    70: _renames_a_fact,
    95: _moves_a_page,
    120: _takes_a_fact_off,
    190: _looks_again,
    200: _says_what_became_of_the_report,
    212: _corrects,
    230: _takes_off_what_is_left_of_the_pact,
    250: _brings_it_back,
    265: _takes_a_figure_off,
    280: _counts_again,
    290: _counts_more,
    300: _squashes,
    320: _rebases,
    340: _renames_an_event,
}
REWRITES = (_squashes, _rebases)


def lived(year: Year, every: int) -> None:
    """Go through the year; a site is built on each day of an edit, and every so many days."""
    for number in range(366):
        year.days = number
        if edit := EDITS.get(number):
            edit(year)
            if edit is not _rebases:
                year.repo.commit(_noon(year), edit.__name__.strip("_").replace("_", " "))
            if edit in REWRITES:  # what readers were told of those days is told of today
                year.happenings.clear()
        if edit or number % every == 0:
            judge(year, year.build(FIRST + timedelta(days=number)))


# --- what holds on each day -----------------------------------------------------------------------


def judge(year: Year, day: Day) -> None:
    """Feeds are valid and repeat no id, no address dies, and promises are overdue in time."""
    _no_address_dies(year, day)
    for feed in FEEDS:
        _feed_is_valid(year, day, feed)
    _calendar_is_valid(year, day)
    _map_of_the_site_is_right(day)
    report_is_out, name = year.days >= 200, "report" if year.days < 340 else "late-report"
    assert ("overdue" in day.warned) == (day.today > date(2026, 5, 31) and not report_is_out)
    assert ("Overdue" in day.text(f"events/{name}/")) == ("overdue" in day.warned)
    assert ("stale-check" in day.warned) == (day.today > date(2026, 6, 30) and year.days < 190)


def _no_address_dies(year: Year, day: Day) -> None:
    standing = day.pages()
    assert sorted(year.addresses - standing) == []
    year.addresses |= standing


def _feed_is_valid(year: Year, day: Day, name: str) -> None:
    data = day.files[name]
    ET.fromstring(data)
    feed = feedparser.parse(data)
    assert not feed.bozo
    assert feed.feed.id == f"{URL}{name}"
    ids = [entry.id for entry in feed.entries]
    assert len(set(ids)) == len(ids), "no two entries have one name"
    for entry in feed.entries:
        assert entry.updated <= f"{day.today}T23:59:59Z"
        assert entry.link.startswith(URL)
        assert entry.link.removeprefix(URL).partition("#")[0] in day.pages()
        if name == FEEDS[0]:
            told = entry.title.partition(":")[0], entry.updated
            assert year.happenings.setdefault(entry.id, told) == told, "an id is of one happening"


def _calendar_is_valid(year: Year, day: Day) -> None:
    calendar = icalendar.Calendar.from_ical(day.files["feeds/events.ics"])
    uids = [str(one["uid"]) for one in calendar.walk("VEVENT")]
    assert len(set(uids)) == len(uids)


def _map_of_the_site_is_right(day: Day) -> None:
    """It names pages that stand, none that only lead on, and no day to come."""
    root = ET.fromstring(day.files["sitemap.xml"])
    for one in root.iterfind("{*}url"):
        address = (one.findtext("{*}loc") or "").removeprefix(URL)
        page = day.files[f"{address}index.html"]
        assert b'content="noindex"' not in page
        assert (one.findtext("{*}lastmod") or "") <= day.today.isoformat()
