"""What actionlint says of the workflows: ours, those of new sites, and the action that they use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from explainer.desk import starting
from tests.audit import judges
from tests.packed import ROOT

WORKFLOWS = [
    *(ROOT / ".github" / "workflows").glob("*.yml"),
    *(starting.STARTER / ".github" / "workflows").glob("*.yml"),
]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_actionlint_finds_nothing_in_a_workflow(path: Path) -> None:
    assert judges.workflow_errors(path.read_text(encoding="utf-8")) == []


def test_actionlint_finds_nothing_in_the_steps_of_the_action() -> None:
    assert judges.workflow_errors(as_workflow(action())) == []


def test_actionlint_finds_what_is_wrong() -> None:
    wrong = "on: push\njobs:\n  a:\n    needs: b\n    runs-on: ubuntu-latest\n    steps: []\n"
    assert any("job-needs" in one for one in judges.workflow_errors(wrong))
    spoiled = action()
    spoiled["runs"]["steps"][0]["if"] = "${{ inputs.no-such-input == 'true' }}"
    assert any("no-such-input" in one for one in judges.workflow_errors(as_workflow(spoiled)))


def action() -> dict[str, Any]:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return read


def as_workflow(made: dict[str, Any]) -> str:
    """A workflow that takes what the action takes and does what it does: that can be linted."""
    inputs = {
        name: {key: told[key] for key in ("description", "default") if key in told}
        | {"type": "string"}
        for name, told in made["inputs"].items()
    }
    job = {"runs-on": "ubuntu-latest", "steps": made["runs"]["steps"]}
    return yaml.safe_dump({"on": {"workflow_call": {"inputs": inputs}}, "jobs": {"a": job}})
