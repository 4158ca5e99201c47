"""The history of entries, read from small repositories, and what readers are told of it."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from explainer import content
from explainer.evidence import ledger
from explainer.history import commits
from explainer.history import versions as history
from explainer.history.versions import SHALLOW, WITHOUT_GIT, Change, History
from explainer.site import chronicle
from explainer.site import plan as site
from explainer.site.edition import Edition
from tests.built_site import BuiltSite
from tests.program import run

TODAY = date(2026, 11, 22)

SITE = "title: The River Pact\nlanguage: en-GB\nrepository: https://example.org/code/rivers\n"
SOURCES = """\
valley-wire: {title: Rivers to run free, publisher: Valley Wire, type: agency, where_found: shelf 4}
delta-courier: {title: What was found, publisher: Delta Courier, type: news, where_found: shelf 5}
"""
FACTS = """\
free-rivers:
  question: How much river should run free?
  label: river that runs free
  kind: target
  when: 2030
  shown: 1,200 km
  answers:
    - {source: valley-wire, says: '1,200 km', where: paragraph 2}
    - {source: delta-courier, says: '1,200 km'}
weirs:
  question: How many weirs are left?
  label: weirs that are left
  kind: count
  shown: 300 weirs
  answers:
    - {source: valley-wire, says: 300 weirs}
    - {source: delta-courier, says: 300 weirs}
"""
INDEX = """\
---
title: What is the River Pact?
---
It promises [1,200 km](fact:free-rivers) of river.

A second paragraph
on two lines.
"""


@dataclass(frozen=True)
class Repository:
    """A repository whose clock is ours; ``content`` is the content folder in it."""

    root: Path
    content: Path

    def git(self, *arguments: str, at: str = "2026-05-01T12:00:00Z") -> str:
        stamps = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
        command = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", *arguments]
        done = subprocess.run(
            command, cwd=self.root, check=True, capture_output=True, env=os.environ | stamps
        )
        return done.stdout.decode()

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = self.content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def commit(self, at: str, message: str = "Edit", **files: str) -> str:
        """Commit everything; a day alone means noon."""
        self.write(
            {name.replace("__", "/").replace("_yaml", ".yaml"): files[name] for name in files}
        )
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message, at=_noon(at))
        return self.git("rev-parse", "HEAD").strip()

    def read(self) -> History:
        return history.read(self.content)


def _noon(at: str) -> str:
    return at if "T" in at else f"{at}T12:00:00Z"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own git has a say in these tests."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def repository(root: Path, folder: str = "content") -> Repository:
    root.mkdir(parents=True, exist_ok=True)
    repo = Repository(root, root / folder)
    repo.git("init", "--quiet", "--initial-branch=main")
    repo.write({"site.yaml": SITE, "sources.yaml": SOURCES, "facts.yaml": FACTS})
    repo.write({"pages/index.md": INDEX})
    return repo


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """A small site, committed on 1 May 2026."""
    made = repository(tmp_path / "repository")
    made.commit("2026-05-01", "Begin")
    return made


def told(changes: tuple[Change, ...]) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """Changes as day, what, and edits."""
    return [
        (
            one.day.isoformat(),
            one.what,
            [(": ".join(edit.path), edit.was, edit.now) for edit in one.edits],
        )
        for one in changes
    ]


def test_an_edit_says_when_from_what_to_what_and_in_which_commit(repo: Repository) -> None:
    edited = FACTS.replace("shown: 300 weirs", "shown: 310 weirs").replace(
        "{source: valley-wire, says: 300 weirs}", "{source: valley-wire, says: 310 weirs}"
    )
    commit = repo.commit("2026-06-02", "Count again", facts_yaml=edited)
    past = repo.read()
    assert told(past.of("facts", "weirs")) == [
        (
            "2026-06-02",
            "changed",
            [
                ("shown", "300 weirs", "310 weirs"),
                ("answers: valley-wire: says", "300 weirs", "310 weirs"),
            ],
        ),
        ("2026-05-01", "new", []),
    ]
    newest = past.of("facts", "weirs")[0]
    assert [(one.id, one.summary) for one in newest.commits] == [(commit, "Count again")]
    assert told(past.of("facts", "free-rivers")) == [("2026-05-01", "new", [])]
    assert past.modified("facts", "weirs") == date(2026, 6, 2)
    assert past.modified("facts", "free-rivers") == date(2026, 5, 1)
    assert past.published("facts", "weirs") == date(2026, 5, 1)
    assert past.missing == ""


def test_moving_to_another_file_is_no_change(repo: Repository) -> None:
    first, second = FACTS.split("weirs:\n  question", 1)
    repo.write({"facts/rivers.yaml": first, "facts/deep/weirs.yaml": f"weirs:\n  question{second}"})
    (repo.content / "facts.yaml").unlink()
    repo.commit("2026-06-02", "Sort by subject")
    past = repo.read()
    assert told(past.of("facts", "weirs")) == [("2026-05-01", "new", [])]
    assert told(past.of("facts", "free-rivers")) == [("2026-05-01", "new", [])]


REWRITTEN = """\
weirs:   # counted by hand
  answers:
    - source: "delta-courier"
      says: '300 weirs'
    - {says: 300 weirs, source: valley-wire}
  shown: "300 weirs"
  kind: count
  label: >
    weirs that
    are left
  question: "How many weirs
    are left?"

free-rivers:
  question: How much river should run free?
  label: river that runs free
  note:
  kind: target
  when: '2030'
  shown: 1,200 km
  checked: 2026-06-01
  answers:
    - {source: valley-wire, says: '1,200 km', where: paragraph 2}
    - {source: delta-courier, says: '1,200 km'}
"""


def test_order_of_keys_and_answers_quotes_and_line_breaks_are_no_change(repo: Repository) -> None:
    repo.commit("2026-06-02", "Tidy", facts_yaml=REWRITTEN)
    wrapped = INDEX.replace(
        "A second paragraph\non two lines.\n", "A second\nparagraph on two lines."
    )
    repo.write({"pages/index.md": wrapped})
    repo.commit("2026-06-03", "Wrap")
    past = repo.read()
    assert told(past.of("facts", "weirs")) == [("2026-05-01", "new", [])]
    assert told(past.of("facts", "free-rivers")) == [("2026-05-01", "new", [])]
    assert told(past.of("pages", "index")) == [("2026-05-01", "new", [])]


def test_one_answer_alone_may_be_written_as_a_list_or_not(repo: Repository) -> None:
    one = "a:\n  question: Q?\n  answers: {source: valley-wire, says: 1 km, also: 2 miles}\n"
    many = (
        "a:\n  question: Q?\n  answers:\n  - {source: valley-wire, says: 1 km, also: [2 miles]}\n"
    )
    repo.commit("2026-06-02", facts_yaml=one)
    repo.commit("2026-06-03", facts_yaml=many)
    assert told(repo.read().of("facts", "a")) == [("2026-06-02", "new", [])]


def test_reading_a_source_again_is_no_change_nor_is_the_order_of_its_bases(
    repo: Repository,
) -> None:
    based = "[{source: valley-wire, how: quotes}, {source: reed, how: credits}]"
    turned = "[{how: credits, source: reed}, {source: valley-wire, how: quotes}]"
    ferry = "ferry: {title: F, publisher: The Ferry, type: news, based_on: %s}\n"
    repo.commit("2026-06-02", sources_yaml=SOURCES + ferry % based)
    read = (SOURCES + ferry % turned).replace("shelf 4}", "shelf 4, read_on: 2026-06-03}")
    repo.commit("2026-06-03", "Read again", sources_yaml=read)
    past = repo.read()
    assert told(past.of("sources", "ferry")) == [("2026-06-02", "new", [])]
    assert told(past.of("sources", "valley-wire")) == [("2026-05-01", "new", [])]


def test_an_entry_may_be_taken_out_and_come_back(repo: Repository) -> None:
    without = FACTS.partition("weirs:\n  question")[0]
    repo.commit("2026-06-02", "Take it out", facts_yaml=without)
    assert repo.read().modified("facts", "weirs") == date(2026, 6, 2)
    repo.commit("2026-07-03", "It was right", facts_yaml=FACTS.replace("300 weirs", "290 weirs"))
    assert told(repo.read().of("facts", "weirs")) == [
        (
            "2026-07-03",
            "returned",
            [
                ("shown", "300 weirs", "290 weirs"),
                ("answers: valley-wire: says", "300 weirs", "290 weirs"),
                ("answers: delta-courier: says", "300 weirs", "290 weirs"),
            ],
        ),
        ("2026-06-02", "removed", []),
        ("2026-05-01", "new", []),
    ]


def test_the_commits_of_one_day_make_one_change(repo: Repository) -> None:
    steps = ["300 weirs", "301 weirs", "302 weirs", "303 weirs"]
    commits = [
        repo.commit(f"2026-06-02T1{hour}:00:00Z", step, facts_yaml=FACTS.replace(steps[0], step))
        for hour, step in enumerate(steps[1:])
    ]
    newest, first = repo.read().of("facts", "weirs")
    assert ("shown", "300 weirs", "303 weirs") in told((newest,))[0][2]
    assert [one.id for one in newest.commits] == commits
    assert newest.when.isoformat() == "2026-06-02T12:00:00+00:00"
    assert first.what == "new"


def test_what_is_undone_on_the_same_day_never_happened(repo: Repository) -> None:
    repo.commit("2026-06-02T08:00:00Z", facts_yaml=FACTS.replace("300 weirs", "3 weirs"))
    repo.commit("2026-06-02T09:00:00Z", facts_yaml=FACTS)
    repo.commit("2026-06-03T08:00:00Z", facts_yaml=FACTS + "extra:\n  question: Q?\n")
    repo.commit("2026-06-03T09:00:00Z", facts_yaml=FACTS)
    past = repo.read()
    assert told(past.of("facts", "weirs")) == [("2026-05-01", "new", [])]
    assert past.of("facts", "extra") == ()


def test_ten_commits_on_the_first_day_are_its_publication(repo: Repository) -> None:
    for number in range(5):
        edited = FACTS.replace("300 weirs", f"{number} weirs")
        repo.commit(f"2026-05-01T1{number + 3}:00:00Z", facts_yaml=edited)
    (first,) = repo.read().of("facts", "weirs")
    assert first.what == "new"
    assert ("shown", "300 weirs", "4 weirs") in told((first,))[0][2]


def test_an_entry_that_changed_on_its_first_day_is_not_told_as_unchanged(
    repo: Repository, tmp_path: Path
) -> None:
    repo.commit("2026-05-01T13:00:00Z", facts_yaml=FACTS.replace("300 weirs", "290 weirs"))
    built = build(repo, tmp_path)
    told_of_it = built.text("facts/weirs/")
    assert "On this site since 1 May 2026, changed on that day, and not since." in told_of_it
    assert "Value shown: 300 weirs 290 weirs" in told_of_it
    assert "On this site since 1 May 2026, and not changed since." in built.text(
        "facts/free-rivers/"
    )


def test_days_are_those_of_utc_and_never_run_backwards(repo: Repository) -> None:
    repo.commit("2026-06-02T23:30:00-05:00", facts_yaml=FACTS.replace("300 weirs", "1 weir"))
    assert repo.read().modified("facts", "weirs") == date(2026, 6, 3)
    repo.commit("2026-05-20T12:00:00Z", facts_yaml=FACTS.replace("300 weirs", "2 weirs"))
    days = [one.day for one in repo.read().of("facts", "weirs")]
    assert days == [date(2026, 6, 3), date(2026, 5, 1)]


def test_what_a_merge_brings_in_changes_with_the_merge(repo: Repository) -> None:
    repo.git("switch", "--quiet", "--create", "side")
    repo.commit("2026-05-10", "On a branch", facts_yaml=FACTS.replace("300 weirs", "290 weirs"))
    repo.git("switch", "--quiet", "main")
    repo.commit("2026-05-20", "Meanwhile", sources_yaml=SOURCES + "# more\n")
    merge = ("merge", "--no-ff", "--quiet", "--message", "Merge the side")
    repo.git(*merge, "side", at="2026-06-02T12:00:00Z")
    newest = repo.read().of("facts", "weirs")[0]
    assert newest.day == date(2026, 6, 2)
    assert [one.summary for one in newest.commits] == ["Merge the side"]


def test_a_page_takes_its_past_along_when_its_file_is_renamed(repo: Repository) -> None:
    repo.write({"pages/flüsse – oben.md": INDEX.replace("1,200 km", "1200 km")})
    repo.commit("2026-06-01", "Ein Entwurf – “Flüsse”")
    repo.git("mv", "content/pages/flüsse – oben.md", "content/pages/rivers.md")
    repo.commit("2026-06-02", "Rename")
    past = repo.read()
    assert told(past.of("pages", "rivers")) == [("2026-06-01", "new", [])]
    assert past.of("pages", "flüsse – oben") == ()
    assert past.of("pages", "rivers")[0].commits[0].summary == "Ein Entwurf – “Flüsse”"
    assert told(past.of("pages", "index")) == [("2026-05-01", "new", [])]


def test_odd_names_and_messages_are_read_as_they_are(repo: Repository) -> None:
    repo.write({'facts/weïrs\t"and"\n more.yaml': "odd:\n  question: Où ?\n"})
    repo.commit("2026-06-02", "Añadir 河 🐟 “más”\n\nA body, with a | and a : and a {}")
    (newest,) = repo.read().of("facts", "odd")
    assert newest.commits[0].summary == "Añadir 河 🐟 “más”"


def test_the_settings_of_whoever_builds_do_not_matter(repo: Repository) -> None:
    repo.commit("2026-06-02", facts_yaml=FACTS.replace("300 weirs", "290 weirs"))
    repo.git("mv", "content/pages/index.md", "content/pages/überall.md")
    repo.commit("2026-06-03", "Rename")
    before = repo.read()
    assert told(before.of("pages", "überall")) == [("2026-05-01", "new", [])]
    for setting, value in {
        "color.ui": "always",
        "log.showSignature": "true",
        "log.date": "relative",
        "diff.renames": "false",
        "diff.noprefix": "true",
        "diff.relative": "false",
        "log.diffMerges": "off",
        "core.abbrev": "4",
        "format.pretty": "oneline",
        "i18n.logOutputEncoding": "ISO-8859-1",
    }.items():
        repo.git("config", setting, value)
    assert repo.read() == before


@pytest.mark.parametrize("folder", [".", "content", "sites/rivers/content"])
def test_the_content_may_be_the_repository_or_a_folder_in_it(tmp_path: Path, folder: str) -> None:
    repo = repository(tmp_path / "r", folder)
    (repo.root / "README.md").write_text("Not content.\n")
    repo.commit("2026-05-01", "Begin")
    repo.commit("2026-06-02", "Edit", facts_yaml=FACTS.replace("300 weirs", "290 weirs"))
    (repo.root / "README.md").write_text("Still not content.\n")
    repo.commit("2026-06-03", "Elsewhere")
    past = repo.read()
    days = [one.day for one in past.of("facts", "weirs")]
    assert days == [date(2026, 6, 2), date(2026, 5, 1)]
    assert set(past.changes) == {
        ("facts", "free-rivers"),
        ("facts", "weirs"),
        ("sources", "valley-wire"),
        ("sources", "delta-courier"),
        ("pages", "index"),
    }


def test_entries_that_could_not_be_read_for_a_while_stay_as_they_were(repo: Repository) -> None:
    repo.commit("2026-06-02", "Break", facts_yaml=FACTS.replace("shown: 300", "shown: [300"))
    repo.commit("2026-06-03", "Break all of it", facts_yaml="- nothing\n")
    repo.commit("2026-06-04", "Mend", facts_yaml=FACTS)
    past = repo.read()
    assert told(past.of("facts", "weirs")) == [("2026-05-01", "new", [])]
    assert told(past.of("facts", "free-rivers")) == [("2026-05-01", "new", [])]


def test_a_shallow_copy_knows_only_its_own_part_and_says_so(
    repo: Repository, tmp_path: Path
) -> None:
    repo.commit("2026-06-02", facts_yaml=FACTS.replace("300 weirs", "290 weirs"))
    repo.commit("2026-06-03", facts_yaml=FACTS.replace("300 weirs", "280 weirs"))
    copy = tmp_path / "copy"
    repo.git("clone", "--quiet", "--depth=2", f"file://{repo.root}", str(copy))
    past = history.read(copy / "content")
    assert [one.day for one in past.of("facts", "weirs")] == [date(2026, 6, 3)]
    assert past.of("facts", "free-rivers") == ()
    assert past.modified("facts", "free-rivers") is None
    assert past.published("facts", "weirs") is None
    assert past.missing == SHALLOW
    assert past.revision


def test_without_a_repository_there_is_no_history(tmp_path: Path) -> None:
    assert history.read(tmp_path) == History(missing=WITHOUT_GIT)


def test_an_empty_repository_has_no_history(tmp_path: Path) -> None:
    repo = repository(tmp_path / "r")
    assert repo.read() == History(missing=WITHOUT_GIT)


def test_content_that_was_never_committed_has_no_history(tmp_path: Path) -> None:
    repo = repository(tmp_path / "r")
    (repo.root / ".gitignore").write_text("content/\n")
    repo.commit("2026-05-01")
    past = repo.read()
    assert past.changes == {}
    assert "committed" in past.missing


def test_without_git_there_is_no_history(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert repo.read() == History(missing=WITHOUT_GIT)


def test_the_revision_says_when_files_have_changed_since(repo: Repository) -> None:
    head = repo.git("rev-parse", "HEAD")
    assert head.startswith(repo.read().revision)
    repo.write({"facts.yaml": FACTS + "# a note\n"})
    assert "not yet committed" in repo.read().revision


# --- in a reader's words --------------------------------------------------------------------------


def edition(repo: Repository) -> Edition:
    found, _ = content.load(repo.content)
    book, _ = ledger.keep(found)
    return Edition(found, book, site.plan(found, book), repo.read(), TODAY)


def lines(repo: Repository, kind: str, name: str) -> list[tuple[str, str, str]]:
    """The lines of the newest change."""
    book = edition(repo)
    newest = book.history.of(kind, name)[0]
    return [(line.what, line.was, line.now) for line in chronicle.lines(book, kind, name, newest)]


def test_lines_name_sources_values_and_dates_as_pages_do(repo: Repository) -> None:
    edited = FACTS.replace("when: 2030", "when: 2030-06").replace(
        "says: '1,200 km', where: paragraph 2",
        "says: '1,200 km', also: [746 miles, 0.7 million fathoms], where: paragraph 3",
    )
    repo.commit("2026-06-02", facts_yaml=edited)
    assert lines(repo, "facts", "free-rivers") == [
        ("the time it is for", "2030", "June 2030"),
        ("answer of Valley Wire: in another unit", "", "746 miles; 700,000 fathoms"),
        ("answer of Valley Wire: where it says so", "paragraph 2", "paragraph 3"),
    ]


def test_a_key_that_the_format_never_had_stands_as_it_was_written(repo: Repository) -> None:
    repo.commit("2026-06-02", facts_yaml=FACTS + "  100%_of (it): so\n")
    repo.commit("2026-06-03", facts_yaml=FACTS)
    assert lines(repo, "facts", "weirs") == [("100% of (it)", "so", "")]


def test_an_answer_that_comes_or_goes_is_one_line(repo: Repository) -> None:
    edited = FACTS.replace(
        "- {source: delta-courier, says: 300 weirs}",
        "- {source: morning-ferry, says: 12 weirs, conflict: slip, note: A slip of the pen.}",
    )
    ferry = "morning-ferry: {title: F, publisher: The Ferry, type: news, where_found: shelf 1}\n"
    repo.commit("2026-06-02", facts_yaml=edited, sources_yaml=SOURCES + ferry)
    assert lines(repo, "facts", "weirs") == [
        ("answer of The Ferry", "", "12 weirs"),
        ("answer of Delta Courier", "300 weirs", ""),
    ]


def test_what_changed_in_a_source_is_told_as_its_page_tells_it(repo: Repository) -> None:
    edited = SOURCES.replace(
        "title: What was found, publisher: Delta Courier, type: news",
        "title: What *was* <found>, publisher: Delta Courier, type: state-media, language: pt,"
        " published: 2026-05~, archive: https://archive.example.org/1, note: It *reprints*.,"
        " based_on: {source: valley-wire, how: translates, proof: the same slip}",
    )
    repo.commit("2026-06-02", sources_yaml=edited)
    assert lines(repo, "sources", "delta-courier") == [
        ("title", "What was found", "What *was* <found>"),
        ("kind of source", "news", "state media"),
        ("language", "", "Portuguese"),
        ("date of publication", "", "about May 2026"),
        ("copy in an archive", "", "https://archive.example.org/1"),
        ("note", "", "It reprints."),
        ("based on Valley Wire", "", "translates"),
    ]
    repo.commit("2026-06-03", sources_yaml=edited.replace("translates", "quotes"))
    assert lines(repo, "sources", "delta-courier") == [
        ("based on Valley Wire: how", "translates", "quotes")
    ]


GROUPS = """\
pact:
  name: River Pact
  members_are: organisations
  started: 2024-03
  statuses: {in: Signed it}
  members:
    - {country: PRT, organisation: Tagus Trust, status: in, sources: valley-wire}
    - {country: MLT, organisation: unknown, status: in, sources: valley-wire}
council: {name: River Council, members_are: states, statuses: {in: In it}, members: []}
"""


def test_what_changed_in_a_group_is_told_as_its_page_tells_it(repo: Repository) -> None:
    repo.commit("2026-06-02", groups_yaml=GROUPS)
    edited = (
        GROUPS.replace("2024-03", "2024-03-14\n  not_the_same_as: council")
        .replace("Signed it", "Signed it in person")
        .replace("PRT, organisation: Tagus Trust, status: in", "XYZ, status: in")
        .replace("unknown, status: in, sources: valley-wire", "unknown, status: in, until: 2026")
    )
    repo.commit("2026-06-03", groups_yaml=edited)
    assert lines(repo, "groups", "pact") == [
        ("since", "March 2024", "14 March 2024"),
        ("not the same as", "", "River Council"),
        ("meaning of in", "Signed it", "Signed it in person"),
        ("member XYZ", "", "in"),
        ("member Malta: member until", "", "2026"),
        ("member Tagus Trust, Portugal", "in", ""),
        ("member Malta: sources", "Valley Wire", ""),
    ]


def test_links_in_texts_are_told_as_plain_text(repo: Repository) -> None:
    note = "  note: Of [these](fact:free-rivers), *most*; see <fact:free-rivers>, <fact:gone>.\n"
    repo.commit("2026-06-02", facts_yaml=FACTS + note)
    said = "Of these, most; see [river that runs free], gone."
    assert lines(repo, "facts", "weirs") == [("note", "", said)]


def test_of_a_long_text_only_what_changed_is_told(repo: Repository) -> None:
    long = " ".join(f"word{number}" for number in range(80))
    repo.commit("2026-06-02", facts_yaml=f"{FACTS}  careful: {long}\n")
    repo.commit("2026-06-03", facts_yaml=f"{FACTS}  careful: {long.replace('word40', 'fish')}\n")
    ((what, was, now),) = lines(repo, "facts", "weirs")
    assert what == "caution"
    assert was == now.replace("fish", "word40")
    assert now.startswith("… word34 ")
    assert now.endswith(" word46 …")


def test_of_a_page_only_the_paragraphs_that_changed_are_told(repo: Repository) -> None:
    edited = INDEX.replace("on two lines.", "on [two](fact:weirs) lines.\n\nA third one.")
    repo.write({"pages/index.md": edited.replace("A second", "Another")})
    repo.commit("2026-06-02")
    assert lines(repo, "pages", "index") == [
        ("text", "A second paragraph on two lines.", "Another paragraph on two lines."),
        ("text", "", "A third one."),
    ]


def test_a_derived_fact_changes_with_those_it_is_made_from(repo: Repository) -> None:
    derived = (
        "double:\n  question: Q?\n  label: twice that\n  kind: derived\n  formula: weirs * 2\n"
    )
    repo.commit("2026-05-02", facts_yaml=FACTS + derived)
    changed = FACTS.replace("300 weirs", "290 weirs") + derived
    repo.commit("2026-06-02", facts_yaml=changed)
    book = edition(repo)
    assert book.modified(book.plan.pages["facts/double/"]) == date(2026, 6, 2)
    assert book.modified(book.plan.pages["facts/free-rivers/"]) == date(2026, 5, 1)


def test_a_page_changes_with_the_facts_it_binds(repo: Repository) -> None:
    weirs = FACTS.replace("that are left\n", "left\n")
    repo.commit("2026-06-03", facts_yaml=weirs)
    book = edition(repo)
    assert book.modified(book.plan.pages["facts/weirs/"]) == date(2026, 6, 3)
    assert book.modified(book.plan.pages[""]) == date(2026, 5, 1)
    repo.commit("2026-06-04", facts_yaml=weirs.replace("runs free\n", "runs wild\n"))
    book = edition(repo)
    assert book.modified(book.plan.pages[""]) == date(2026, 6, 4)


# --- on the pages ---------------------------------------------------------------------------------


def build(repo: Repository, tmp_path: Path) -> BuiltSite:
    output = tmp_path / "site"
    done = run("build", "--content", repo.content, "--output", output, "--today", str(TODAY))
    assert done.code == 0, done.out
    return BuiltSite(output)


def test_pages_tell_history_and_corrections(repo: Repository, tmp_path: Path) -> None:
    corrections = """\
count-was-wrong: {when: 2026-06-02, was: It said 300., now: It says <fact:weirs>., fact: weirs}
page-was-wrong: {when: 2026-06-03, was: Old words., now: New words., page: index}
"""
    edited = FACTS.replace("300 weirs", "290 weirs")
    commit = repo.commit(
        "2026-06-02", "Count <again> & again", facts_yaml=edited, corrections_yaml=corrections
    )
    built = build(repo, tmp_path)
    fact = built.text("facts/weirs/")
    assert "Value shown: 300 weirs 290 weirs" in fact
    assert "Answer of Valley Wire: 300 weirs 290 weirs" in fact
    assert "Count <again> & again" in fact
    assert f"https://example.org/code/rivers/commit/{commit}" in built.page("facts/weirs/").html
    assert "First published on 1 May 2026" in fact
    assert "It said 300." in fact
    assert "Old words." not in fact
    assert "not changed since" in built.text("facts/free-rivers/")
    assert "Corrected" not in built.text("facts/free-rivers/")
    assert "Old words." in built.text("")
    changes = built.text("changes/")
    assert "It said 300." in changes
    assert "Old words." in changes
    assert "Value shown: 300 weirs 290 weirs" in changes
    assert not list(built.broken_links())


def test_sources_and_groups_tell_their_history_too(repo: Repository, tmp_path: Path) -> None:
    repo.commit("2026-06-02", groups_yaml=GROUPS)
    renamed = SOURCES.replace("Rivers to run free", "Rivers run free")
    repo.commit("2026-06-03", "Mend a title", sources_yaml=renamed)
    built = build(repo, tmp_path)
    source = built.text("sources/valley-wire/")
    assert "Title: Rivers to run free Rivers run free Mend a title" in source
    assert "First published on 1 May 2026" in source
    assert "On this site since 1 May 2026" in built.text("sources/delta-courier/")
    assert "On this site since 2 June 2026" in built.text("groups/pact/")
    assert "Title: Rivers to run free Rivers run free" in built.text("changes/")


def test_pages_say_what_of_the_history_is_missing(repo: Repository, tmp_path: Path) -> None:
    (repo.root / ".git").rename(tmp_path / "elsewhere")
    built = build(repo, tmp_path)
    assert WITHOUT_GIT in built.text("facts/weirs/")
    assert WITHOUT_GIT in built.text("changes/")


def test_no_program_that_a_repository_names_is_run(repo: Repository, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    program = f"touch '{ran}'; cat"
    for key in ("core.fsmonitor", "filter.x.clean", "filter.x.process", "filter.y=z.clean"):
        repo.git("config", key, program)
    repo.git("config", "filter.x.required", "true")
    repo.write({"../.gitattributes": "*.yaml filter=x\n*.md filter=y=z\n"})
    repo.write({"facts.yaml": f"{FACTS}# more\n", "pages/index.md": f"{INDEX} "})
    log = commits.read(repo.content, bool)
    assert log is not None
    assert log.revision.endswith("with changes not yet committed")
    assert not ran.exists()
