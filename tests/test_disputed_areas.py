"""A map never stands without the sentence on its boundaries, whatever an editor writes or omits."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from explainer import geography, pipeline
from explainer.history.versions import History
from explainer.theme import files as theme
from tests.built_site import HtmlPage

SITE = Path(__file__).parent / "sites" / "river-pact"
TODAY = date(2026, 6, 1)
WITH_THE_MAP = ("figures/where/index.html", "members/index.html")
FIGURES = """
where:
  kind: map
  title: Where the trusts are at home
  group: river-pact
  note: Nothing else is said under it.
  description: A map.
"""


def words_of(content: Path) -> dict[str, str]:
    """The visible words of every page that shows the map."""
    checked = pipeline.examine(content, TODAY)
    files, problems = pipeline.compose(checked, theme.load(content), History(), TODAY)
    assert not problems
    return {name: HtmlPage(name, files[name].decode()).text for name in WITH_THE_MAP}


def test_every_map_has_the_sentence_on_its_boundaries(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(SITE, content)
    sentence = " ".join(geography.drawing(960).sentence.split())
    assert all(sentence in words for words in words_of(content).values())
    charts = content / "figures" / "others.yaml"
    before, _, after = charts.read_text(encoding="utf-8").partition("\nwhere:\n")
    rest = after.partition("\n\n")[2]
    charts.write_text(f"{before}\n{FIGURES}\n{rest}", encoding="utf-8")
    told = words_of(content)
    assert "Nothing else is said under it." in told["figures/where/index.html"]
    assert all(sentence in words for words in told.values())
