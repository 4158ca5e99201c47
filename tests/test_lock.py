"""What is promised today holds tomorrow: what is installed is locked, by hash, for everyone."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, version
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from plotly.offline import get_plotlyjs_version

from tools.lock import name_of, part, requirements

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = re.findall(r"^(\S+)==(\S+)(?: ; (.+?))? \\\n((?:    --hash=.*\n)*)", LOCK, re.M)
ASKED = [(name, Requirement(one)) for name, many in requirements(PROJECT).items() for one in many]
NPM = [ROOT / "bundle" / "package-lock.json", ROOT / "tests" / "audit" / "package-lock.json"]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


# --- Python ---------------------------------------------------------------------------------------


def test_every_line_of_the_lock_is_a_package_a_hash_or_who_needs_it() -> None:
    """So no address of a registry stands there, nor a path, nor an option for pip."""
    line = r"[\w.-]+==\S+(?: ; .+)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?| *#.*|"
    assert [one for one in LOCK.splitlines() if not re.fullmatch(line, one)] == []
    assert not re.search(r"https?:|file:|/\w+/", LOCK)


def test_every_package_of_the_lock_has_hashes() -> None:
    assert len(PACKAGES) == len(re.findall(r"^\w", LOCK, re.M)) > 50
    assert [name for name, _, _, hashes in PACKAGES if not hashes] == []


@pytest.mark.parametrize(("part_", "asked"), ASKED, ids=str)
def test_what_the_project_asks_for_is_locked_in_a_version_that_it_allows(
    part_: str, asked: Requirement
) -> None:
    versions = re.findall(r"^(\S+)==([^\s;]+)", part([part_], LOCK, PROJECT), re.M)
    [version] = {version for name, version in versions if name == name_of(asked.name)}
    assert asked.specifier.contains(version)
    assert asked.specifier, "a lower bound must be there to be tested"


def test_whatever_the_program_imports_it_asks_for_itself() -> None:
    """Pydantic pins its core exactly, and so its parts are one."""
    source = "\n".join(path.read_text() for path in (ROOT / "explainer").rglob("*.py"))
    imported = set(re.findall(r"^(?:from|import) (\w+)", source, re.M)) - sys.stdlib_module_names
    known = packages_distributions()
    needed = {name_of(known[name][0]) for name in imported - {"explainer", "pydantic_core"}}
    asked = {name_of(Requirement(one).name) for one in requirements(PROJECT)["site"]}
    assert needed - asked == set()


def test_parts_are_closed_and_no_more_than_what_they_need() -> None:
    lock = (
        "one==1 \\\n    --hash=sha256:0a\n    # via\n    #   explainer (pyproject.toml)\n"
        "three==3 ; python_version < '3.12' \\\n    --hash=sha256:0b\n    # via one\n"
        "three==4 ; python_version >= '3.12' \\\n    --hash=sha256:0b\n    # via one\n"
        "two-b==2 \\\n    --hash=sha256:0c\n    # via explainer (pyproject.toml)\n"
    )
    project: dict[str, Any] = {
        "project": {"dependencies": ["One>=1"], "optional-dependencies": {"dev": ["two_b"]}},
        "dependency-groups": {"audit": ["absent>=1"]},
    }
    assert re.findall(r"^\S+", part(["site"], lock, project), re.M) == [
        "one==1",
        "three==3",
        "three==4",
    ]
    assert re.findall(r"^\S+", part(["dev"], lock, project), re.M) == ["two-b==2"]
    assert part(["dev", "site"], lock, project) == lock
    with pytest.raises(LookupError, match="lacks absent: run 'make lock'"):
        part(["audit"], lock, project)


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_every_python_and_system_gets_one_version_of_each_package(python: str, system: str) -> None:
    about = dict(default_environment())
    about |= {
        "python_version": python,
        "python_full_version": f"{python}.9",
        "sys_platform": system,
    }
    names = [
        name for name, _, marker, _ in PACKAGES if not marker or Marker(marker).evaluate(about)
    ]
    assert len(names) == len(set(names))


def test_every_folder_with_a_module_is_installed_and_nothing_else_is_named() -> None:
    """An editable install of before does not notice: only a fresh clone does."""
    folders = {path.parent for path in (ROOT / "explainer").rglob("*.py")}
    there = {".".join(path.relative_to(ROOT).parts) for path in folders}
    named = PROJECT["tool"]["setuptools"]
    assert set(named["packages"]) - set(named["package-dir"]) | {"explainer"} == there
    assert all((ROOT / folder).is_dir() for folder in named["package-dir"].values())


def test_what_builds_the_project_is_locked_as_the_project_says() -> None:
    assert PROJECT["dependency-groups"]["build"] == PROJECT["build-system"]["requires"]


# --- npm ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", NPM, ids=lambda path: path.parent.name)
def test_a_lock_of_npm_has_a_hash_for_each_package_and_no_address(path: Path) -> None:
    lock = json.loads(path.read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert lock["lockfileVersion"] == 3
    assert [n for n, one in packages.items() if not one["integrity"].startswith("sha512-")] == []
    assert [name for name, one in packages.items() if "resolved" in one] == []
    wanted = json.loads(path.with_name("package.json").read_text(encoding="utf-8"))
    assert lock["packages"][""]["dependencies"] == wanted["dependencies"]
    assert all(re.fullmatch(r"[\d.]+", one) for one in wanted["dependencies"].values())


def test_the_bundle_is_of_the_version_that_the_wheel_carries() -> None:
    if f"\nplotly=={version('plotly')} " not in LOCK:
        pytest.skip("the wheel is not the one that is locked (make lowest, make newest)")
    assert (
        json.loads(NPM[0].read_text(encoding="utf-8"))["packages"]["node_modules/plotly.js"][
            "version"
        ]
        == get_plotlyjs_version()
    )


# --- the workflow ---------------------------------------------------------------------------------


def workflow(path: Path) -> dict[str, Any]:
    """A workflow as text throughout: YAML takes ``on`` for a truth value."""
    read: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return read


SITE = workflow(ROOT / ".github" / "workflows" / "site.yml")
STEPS = [(job, step) for job, one in SITE["jobs"].items() for step in one["steps"]]


def test_every_action_is_pinned_by_its_commit_and_says_its_version() -> None:
    for path in WORKFLOWS:
        uses = re.findall(r"uses: *(.*)", path.read_text(encoding="utf-8"))
        assert uses
        assert [
            u for u in uses if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", u)
        ] == []


def test_no_job_may_do_more_than_it_is_for() -> None:
    assert SITE["permissions"] == {}
    may = {name: job["permissions"] for name, job in SITE["jobs"].items()}
    reading = {"contents": "read"}
    assert may == {
        "check": reading, "systems": reading, "coverage": reading, "audit": reading,
        "lowest": reading, "newest": reading,
        "build": {**reading, "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
        "unpublished": {},
    }  # fmt: skip


def test_the_job_that_may_publish_runs_nothing_else_and_only_for_main() -> None:
    deploy = SITE["jobs"]["deploy"]
    assert [step["uses"].split("@")[0] for step in deploy["steps"]] == ["actions/deploy-pages"]
    assert deploy["needs"] == "build"
    assert "needs.build.result == 'success' && github.ref == 'refs/heads/main'" in deploy["if"]


def test_only_what_passed_is_built_and_a_failure_says_that_nothing_was_published() -> None:
    build, said = SITE["jobs"]["build"], SITE["jobs"]["unpublished"]
    assert set(build["needs"]) == {"check", "audit", "lowest"}
    assert "!contains(needs.*.result, 'failure')" in build["if"]
    assert set(said["needs"]) == {*build["needs"], "build", "deploy"}
    assert "failure()" in said["if"]


def test_no_step_keeps_a_token_sees_a_secret_or_runs_text_of_others() -> None:
    assert set(SITE["on"]) == {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert "secrets." not in (ROOT / ".github" / "workflows" / "site.yml").read_text("utf-8")
    for job, step in STEPS:
        assert "${{" not in step.get("run", ""), job
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false", job


def test_every_job_ends_in_time_and_every_python_that_we_support_is_tried() -> None:
    assert all(int(job["timeout-minutes"]) <= 60 for job in SITE["jobs"].values())
    pythons = SITE["jobs"]["check"]["strategy"]["matrix"]["python"]
    assert pythons == ["3.11", "3.12", "3.13", "3.14"]
    assert PROJECT["project"]["requires-python"] == f">={pythons[0]}"


def test_new_versions_wait_before_they_are_proposed() -> None:
    updates = workflow(ROOT / ".github" / "dependabot.yml")["updates"]
    kinds = {one["package-ecosystem"] for one in updates}
    assert kinds == {"pip", "npm", "github-actions"}
    assert all(int(one["cooldown"]["default-days"]) >= 7 for one in updates)


# --- the commands ---------------------------------------------------------------------------------


def test_everything_is_installed_from_the_locks() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    installs = [line for line in makefile.splitlines() if re.search(r"\$\(PIP\) install", line)]
    assert len(installs) == 2
    assert all("--require-hashes" in one or "--no-deps --editable ." in one for one in installs)
    assert all("--no-build-isolation" in one for one in installs)
    assert not re.search(r"npm install(?!.*--package-lock-only)", makefile)


def recipe(target: str) -> list[str]:
    """The commands of a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(BIN)", ".venv/bin")
    found = re.search(rf"^{target}:.*\n((?:\t.+\n)+)", makefile, re.M)
    assert found, target
    return [line.strip() for line in found[1].splitlines()]


HOOKS = ROOT / ".pre-commit-config.yaml"


def test_before_a_commit_or_a_push_runs_what_make_lint_and_make_check_run() -> None:
    config = workflow(HOOKS)
    [repository] = config["repos"]
    assert repository["repo"] == "local"
    hooks = repository["hooks"]
    assert [hook["entry"] for hook in hooks] == recipe("lint") + recipe("check")
    assert {hook["language"] for hook in hooks} == {"system"}
    assert all("additional_dependencies" not in hook for hook in hooks)
    late = [hook["entry"] for hook in hooks if hook.get("stages") == ["pre-push"]]
    assert late == [".venv/bin/mypy", ".venv/bin/python build.py check"], "these take long"


def test_one_command_switches_on_what_runs_at_a_commit_and_before_a_push(tmp_path: Path) -> None:
    shutil.copy(HOOKS, tmp_path)
    nowhere = {"GIT_CONFIG_GLOBAL": os.devnull, "PRE_COMMIT_HOME": str(tmp_path / "home")}
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    for command in (["git", "init", "--quiet"], [sys.executable, "-m", "pre_commit", "install"]):
        subprocess.run(command, cwd=tmp_path, env=env | nowhere, check=True, capture_output=True)
    installed = {path.name for path in (tmp_path / ".git" / "hooks").iterdir()}
    assert {"pre-commit", "pre-push"} <= installed
