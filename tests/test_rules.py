"""Every rule is documented, broken in a test, and speaks under its own name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from explainer import checks, content
from explainer.desk.rules import statements
from explainer.evidence import ledger
from explainer.model import KINDS, Page, Site, fields_of
from tests.test_broken import CASES, HERE, broken, read
from tools import make_reference, make_rules

ROOT = Path(__file__).parents[1]
REPORTERS = {"Problem", "warning", "problem", "_problem", "report", "Fault", "UnfitError"}
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

# What no text in a file can stage; each has a test of its own beside the reader.
NOT_STAGED = {"program", "yaml-syntax"}
# Nor can it have the web answer; tests/test_web_commands.py has a server that does.
NOT_STAGED |= {"web-gone", "web-moved", "web-changed", "web-words", "web-unknown"}


def emitted() -> Iterator[str]:
    """The rules that the source names where it reports a problem."""
    for path in (ROOT / "explainer").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                texts = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant)]
                rules = [text for text in texts if isinstance(text, str) and NAME.fullmatch(text)]
                if name in REPORTERS and rules:
                    yield rules[0]


def test_every_rule_that_is_reported_is_documented_and_no_other() -> None:
    documented = [name for rules in statements().values() for name in rules]
    assert sorted(documented) == sorted(set(emitted()))
    assert all(rule.endswith(".") for rules in statements().values() for rule in rules.values())


def test_every_rule_is_broken_in_a_test() -> None:
    documented = {name for rules in statements().values() for name in rules}
    assert documented - make_rules.examples().keys() == NOT_STAGED


def test_the_document_is_up_to_date() -> None:
    written = make_rules.TARGET.read_text(encoding="utf-8")
    assert written == make_rules.document(), "run: python -m tools.make_rules"


def test_each_rule_speaks_under_its_own_name(tmp_path: Path) -> None:
    spoken = set()
    for name in CASES:
        found, _ = content.load(broken(read(name), tmp_path / name))
        given = checks.Given(found, ledger.keep(found)[0], date(2026, 1, 15))
        for rule in checks.RULES:
            for problem in rule(given):
                assert problem.rule == rule.__name__.replace("_", "-")
                spoken.add(rule)
    assert spoken == set(checks.RULES), "each is broken by a case"


@pytest.mark.parametrize(
    ("family", "prefixes"),
    [
        ("binding", ("number", "excuse")),
        ("disagreement", ("disagree", "conflict", "nobody", "answer")),
        ("arithmetic", ("formula",)),
        ("world", ("world", "money")),
        ("references", ("unknown", "link", "image")),
        ("yaml", ("yaml",)),
    ],
)
def test_each_family_of_mistakes_is_told_in_ten_ways(
    family: str, prefixes: tuple[str, ...]
) -> None:
    cases = [path.stem for path in HERE.glob("*.txt") if path.stem.startswith(prefixes)]
    assert len(cases) >= 10, family


def test_the_reference_is_that_of_the_models_and_leaves_no_key_out() -> None:
    written = make_reference.TARGET.read_text(encoding="utf-8")
    assert written == make_reference.document(), "run: python -m tools.make_rules"
    for model in (Site, Page, *KINDS.values()):
        for key in fields_of(model):
            assert f"| `{key}` | " in written
    rows = [line for line in written.splitlines() if line.startswith("| `")]
    keys = [row for row in rows if row.count(" | ") == 4]
    assert [row for row in keys if " |  | " in row.partition(" | ")[2][:4]] == [], "a meaning each"
