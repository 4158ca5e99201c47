"""Help while typing: the schemas say of content what the build says, and know every key."""

from __future__ import annotations

import copy
import fnmatch
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from explainer import documents
from explainer.desk import schemas, starting
from explainer.model import KINDS, Page, Part, Site, fields_of, meanings
from tests.packed import ROOT
from tests.program import run

SITES = {
    "the flagship": ROOT / "content",
    "the starter": starting.STARTER / "content",
    "rivers": ROOT / "tests" / "sites" / "river-pact",
    "the least": ROOT / "tests" / "sites" / "minimal",
}
EVERY = schemas.schemas()


class AsTyped(yaml.SafeLoader):
    """YAML as editors' extensions read it: version 1.2, in which a day is a text and NO a word."""


AsTyped.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag.endswith((":int", ":float", ":null"))]
    for first, found in copy.deepcopy(yaml.SafeLoader.yaml_implicit_resolvers).items()
}


def complaints(name: str, data: Any) -> list[str]:
    validator = jsonschema.Draft7Validator(EVERY[name])
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


@pytest.mark.parametrize("site", SITES)
def test_whatever_builds_is_right_by_its_schema(site: str) -> None:
    folder = SITES[site]
    for kind in ("site", *KINDS):
        for file in documents.yaml_files(documents.listing(folder), kind) or (
            [f"{kind}.yaml"] if kind == "site" else []
        ):
            data = yaml.load((folder / file).read_text(encoding="utf-8"), AsTyped) or {}
            assert complaints(kind, data) == [], file
    for file in documents.page_files(documents.listing(folder)):
        front = (folder / file).read_text(encoding="utf-8").split("---\n")[1]
        assert complaints("page", yaml.load(front, AsTyped)) == [], file


@pytest.mark.parametrize(
    ("kind", "wrong", "told"),
    [
        ("facts", {"question": "Q"}, "'label' is a required property"),
        ("facts", {"question": "Q", "label": "L", "kind": "guess"}, "'guess' is not one of"),
        ("sources", {"titel": "T"}, "'titel' was unexpected"),
        ("sources", {"title": "T", "publisher": "P", "type": "news", "url": "x"}, "does not match"),
        (
            "groups",
            {"name": "G", "members_are": "states", "statuses": "s"},
            "is not of type 'object'",
        ),
    ],
)
def test_what_the_build_refuses_is_underlined(kind: str, wrong: dict[str, str], told: str) -> None:
    assert any(told in one for one in complaints(kind, {"an-id": wrong}))


def every_part() -> list[type[Part]]:
    models = [Site, Page, *KINDS.values()]
    return list(dict.fromkeys(part for model in models for part in schemas.parts(model)))


@pytest.mark.parametrize("model", every_part(), ids=lambda model: model.__name__)
def test_every_key_is_explained_where_it_is_typed(model: type[Part]) -> None:
    told = meanings(model)
    assert set(told) == set(fields_of(model)), (
        f"the docstring of {model.__name__} in explainer/model/"
        " must say what each key is for, on a line of its own: 'key: what it is for'"
    )


def test_the_schemas_of_this_repository_are_in_step() -> None:
    for path, text in schemas.files().items():
        kept = (ROOT / path).read_text(encoding="utf-8")
        assert kept == text, "write them anew: python build.py schemas"


def test_the_settings_lead_every_file_of_content_to_a_schema() -> None:
    made = schemas.files()
    settings = json.loads(made[".vscode/settings.json"])["yaml.schemas"]
    for folder in SITES.values():
        for path in folder.rglob("*.yaml"):
            file = f"content/{path.relative_to(folder).as_posix()}"
            found = [
                schema
                for schema, patterns in settings.items()
                if any(fnmatch.fnmatch(file, one.replace("/**/", "/")) for one in patterns)
            ]
            assert len(found) == 1, file
            assert found[0].removeprefix("./") in made


def test_settings_of_an_editors_own_stay(tmp_path: Path) -> None:
    run("new", tmp_path)
    settings, extensions = (
        tmp_path / ".vscode" / name for name in ("settings.json", "extensions.json")
    )
    made = json.loads(settings.read_text(encoding="utf-8"))
    settings.write_text('{"editor.tabSize": 2, "yaml.schemas": {"mine": "x"}}', encoding="utf-8")
    extensions.write_text("// ours\n{}", encoding="utf-8")
    assert run("schemas", "--content", tmp_path).code == 0
    joined = json.loads(settings.read_text(encoding="utf-8"))
    schemas_ = {"mine": "x", **made["yaml.schemas"]}
    assert joined == {"editor.tabSize": 2, **made, "yaml.schemas": schemas_}
    assert extensions.read_text(encoding="utf-8") == "// ours\n{}"
