"""What the site prints for a value may be written into text, and is refused beside another one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from explainer import dates, pipeline, wording

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
