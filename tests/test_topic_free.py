"""The generator knows nothing of its flagship's subject: no name from ``content/`` stands in it.

The names are read from the content itself: who claims, who is alike and who joins, which countries
the facts are about, who publishes. Ordinary words that happen to be names are let through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from babel import Locale

from explainer import content as contents
from explainer.voice import wording
from tests.program import run

ROOT = Path(__file__).parents[1]
GENERATOR = ("explainer", "templates", "static")
SUFFIXES = {".py", ".html", ".svg", ".xml", ".css", ".js", ".txt", ".md", ".yaml", ".json"}

# The boundaries of all countries are no subject, even where they are disputed; what `make plotly`
# bundles is not ours.
THE_WORLD = ("shapes.json", "policy.yaml", "make_shapes.py", "plotly.js")

# Words of the trade that anybody may put into a name.
ORDINARY = frozenset(
    """
    a and for from in is of on or the to with its it group groups council board union agency wire
    network data science statistics bureau office ministry minister president government state
    states national international university institute fund company business economy economic
    organisation organisations association associations country countries world today times
    news media press post journal review daily week weekly observer standard record recorder
    channel site blog notes narrative talks insider community commission centre center day always
    industry direct security law house white committee party bank member members meeting report
    reports united first second fifth meta mail index source sources tracker street verdict
    chronicle
    """.split()
)


@pytest.fixture(scope="module")
def flagship() -> contents.Content:
    found, problems = contents.load(ROOT / "content")
    assert found.facts, problems
    return found


@pytest.fixture(scope="module")
def names(flagship: contents.Content) -> frozenset[str]:
    """The names of the subject: of groups, people and countries word by word, publishers whole."""
    groups, facts = flagship.groups.values(), flagship.facts.values()
    spoken = [
        *(group.name for group in groups),
        *(member.organisation for group in groups for member in group.members),
        *(fact.said_by for fact in facts),
        *(answer.said_by for fact in facts for answer in fact.answers),
        *(wording.country(fact.about, "en-GB") for fact in facts if len(fact.about) == 3),
    ]
    words = {word for name in spoken for word in re.findall(r"[\w’'-]+", name)}
    words |= {source.publisher for source in flagship.sources.values()}
    return frozenset(word for word in words if word[:1].isupper() and is_telling(word))


def is_telling(word: str) -> bool:
    """Whether nobody writes it who has not this subject in mind."""
    languages = {name.casefold() for name in Locale("en").languages.values()}
    return len(word) > 1 and word.casefold() not in ORDINARY | languages


def mentions(text: str, names: Iterable[str]) -> Iterator[str]:
    """The names that stand in a text, inflected or not; words in capitals only in capitals."""
    acronyms = sorted(name for name in names if name.isupper())
    others = sorted(name for name in names if not name.isupper())
    for alike, ending, flags in (
        (others, r"(?:n|ns|s|['’]s)?", re.IGNORECASE),
        (acronyms, "", re.NOFLAG),
    ):
        either = "|".join(map(re.escape, alike))
        found = re.finditer(rf"(?<!\w)(?:{either}){ending}(?!\w)", text, flags)
        yield from (match[0] for match in found)


def texts(folder: str) -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / folder).rglob("*")):
        if path.is_file() and path.suffix in SUFFIXES and path.name not in THE_WORLD:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def test_the_subject_has_names(names: frozenset[str]) -> None:
    assert len(names) > 100


def test_a_name_would_be_found(names: frozenset[str]) -> None:
    longest = max(names, key=len)
    assert list(mentions(f"Nothing. {longest.lower()}'s doing.", names)) == [f"{longest.lower()}'s"]
    assert list(mentions(f"class {longest}Thing:", names)) == []


@pytest.mark.parametrize("folder", GENERATOR)
def test_the_generator_names_nothing_of_the_subject(folder: str, names: frozenset[str]) -> None:
    found = [(file, name) for file, text in texts(folder) for name in mentions(text, names)]
    assert found == [], "take the name out; if it is an ordinary word, add it to ORDINARY"


def test_a_site_on_another_subject_names_nothing_of_it(
    names: frozenset[str], tmp_path: Path
) -> None:
    content = ROOT / "tests" / "sites" / "river-pact"
    today = date(2026, 6, 15).isoformat()
    done = run("build", "--content", content, "--output", tmp_path / "site", "--today", today)
    assert done.code == 0
    its_own = "".join(path.read_text() for path in content.rglob("*.*"))
    pages = sorted((tmp_path / "site").rglob("*.html"))
    found = {
        name
        for page in pages
        for name in mentions(
            re.sub(r"<script.*?</script>", "", page.read_text(), flags=re.S), names
        )
        if name not in its_own
    }
    assert found == set()
