"""What the site prints for a value may be written into text, and is refused beside another one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from explainer import pipeline
from explainer.quantities import dates
from explainer.voice import wording

FORMS = {
    "ratio": ("52 %", "53 %"),
    "ride": ("3 hours 20 minutes", "3 hours 40 minutes"),
    "quarter": ("2026-01/2026-03", "2026-04/2026-06"),
    "season": ("2025-23", "2025-21"),
    "half": ("half of workers", "a third of workers"),
    "thirds": ("two-thirds of countries", "three quarters of countries"),
    "one-in": ("1 in 5", "1 in 4"),
    "warmth": ("15 °C", "16 °C"),
    "rise": ("+3 %", "-3 %"),
    "bound": ("<5 %", ">5 %"),
}
FACT = """
{name}:
  question: What is it?
  label: what it is
  kind: measurement
  shown: {value}
  answers: [{{source: plan, says: {value}}}]
"""
SOURCE = """plan:
  title: The plan
  publisher: Office
  type: document
  published: 2026-01-02
  where_found: the office
"""


@pytest.mark.parametrize("language", ["en-GB", "de", "fr", "ru"])
def test_a_value_as_printed_passes_for_itself_and_fails_for_its_neighbour(
    language: str, tmp_path: Path
) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "site.yaml").write_text(f"title: T\nlanguage: {language}\n", encoding="utf-8")
    (tmp_path / "sources.yaml").write_text(SOURCE, encoding="utf-8")
    facts = (FACT.format(name=name, value=values[0]) for name, values in FORMS.items())
    (tmp_path / "facts.yaml").write_text("".join(facts), encoding="utf-8")
    front = "---\ntitle: Front\n---\nAll.\n"
    (tmp_path / "pages/index.md").write_text(front, encoding="utf-8")
    for name, values in FORMS.items():
        for how, value in zip(("right", "wrong"), values, strict=True):
            said = wording.say(dates.read(value), language)
            page = f"---\ntitle: P\n---\nIt is [{said}](fact:{name}).\n"
            (tmp_path / f"pages/{name}-{how}.md").write_text(page, encoding="utf-8")
    found = pipeline.examine(tmp_path, date(2026, 1, 15)).problems
    failing = {one.place.file for one in found if one.rule == "bound-number"}
    dated = {"quarter", "season"} if language != "en-GB" else set()
    expected = {f"pages/{name}-wrong.md" for name in FORMS if name not in dated}
    assert {file for file in failing if not any(one in file for one in dated)} == expected


# By language: a text in which something falls by 3 %, one in which it rises, and a label of a fall.
MOVES = {
    "en-GB": ("It [fell by 3 %](fact:f).", "It [rose by 3 %](fact:f).", "decline"),
    "de": ("Es [fiel um 3 %](fact:f).", "Es [stieg um 3 %](fact:f).", "Rückgang"),
    "de-AT": ("Es [nahm um 3 % ab](fact:f).", "Es [nahm um 3 % zu](fact:f).", "Abnahme"),
    "fr": ("Il [a baissé de 3 %](fact:f).", "Il [a augmenté de 3 %](fact:f).", "baisse"),
    "es": ("[Cayó un 3 %](fact:f).", "[Subió un 3 %](fact:f).", "reducción"),
    "pt-BR": ("[Caiu em 3 %](fact:f).", "[Cresceu em 3 %](fact:f).", "queda"),
    "it": ("È [calato del 3 %](fact:f).", "È [cresciuto del 3 %](fact:f).", "riduzione"),
    "nl": ("Het [daalde met 3 %](fact:f).", "Het [steeg met 3 %](fact:f).", "daling"),
    "ru": ("Он [снизился на 3 %](fact:f).", "Он [вырос на 3 %](fact:f).", "снижение"),
}


@pytest.mark.parametrize("language", MOVES)
def test_a_fall_is_no_rise_in_any_language_that_has_words_for_it(
    language: str, tmp_path: Path
) -> None:
    fell, rose, label = MOVES[language]

    def passes(text: str, shown: str, label: str = "change") -> bool:
        (tmp_path / "pages").mkdir(exist_ok=True)
        site, page = f"title: T\nlanguage: {language}\n", f"---\ntitle: P\n---\n{text}\n"
        fact = FACT.format(name="f", value=shown).replace("label: what it is", f"label: {label}")
        files = {"site.yaml": site, "sources.yaml": SOURCE, "facts.yaml": fact}
        for name, data in (files | {"pages/index.md": page}).items():
            (tmp_path / name).write_text(data, encoding="utf-8")
        found = pipeline.examine(tmp_path, date(2026, 1, 15)).problems
        return not any(one.rule == "bound-number" for one in found)

    assert passes(fell, "-3 %")
    assert passes(fell, "3 %", label)
    assert passes(rose, "3 %")
    assert not passes(rose, "-3 %")
    assert not passes(fell, "3 %")
    assert not passes(rose, "3 %", label)
