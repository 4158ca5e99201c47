"""What changed as readers are told it: on pages, in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from explainer import content
from explainer.evidence import ledger
from explainer.history.versions import WITHOUT_GIT
from explainer.site import chronicle
from explainer.site import plan as site
from explainer.site.edition import Edition
from tests.repository import FACTS, INDEX, SOURCES, TODAY, Repository, _no_settings, build, repo

__all__ = ["_no_settings", "repo"]  # fixtures


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


def test_words_by_which_readers_search_are_no_news_to_them(repo: Repository) -> None:
    repo.commit("2026-06-02", facts_yaml=FACTS + "  found_by: [dams, locks]\n  careful: So.\n")
    assert lines(repo, "facts", "weirs") == [("caution", "", "So.")]


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
