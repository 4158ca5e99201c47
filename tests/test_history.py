"""The history of entries, read from small repositories, and what readers are told of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from explainer.history import commits
from explainer.history import versions as history
from explainer.history.versions import SHALLOW, WITHOUT_GIT, Change, History
from tests.repository import (
    FACTS,
    INDEX,
    SOURCES,
    Repository,
    _no_settings,
    build,
    repo,
    repository,
)

__all__ = ["_no_settings", "repo"]  # fixtures


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
