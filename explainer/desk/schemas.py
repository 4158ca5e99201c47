"""What editors may write, as JSON Schema: made from the models, for help while typing.

An editor's YAML has types that ours has not: ``2030`` is a number to it, and ``true`` is a truth.
So every text may be any of these here; what a text must say is for the build to check.
"""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from explainer.content.complaints import required_of
from explainer.content.ids import ID
from explainer.model import KINDS, Page, Part, Site, base_address, meanings, web_address

Schema = dict[str, Any]
FOLDER = ".vscode/schemas"
DIALECT = "http://json-schema.org/draft-07/schema#"  # the one that YAML extensions read
# In Markdown, Visual Studio Code offers nothing until it is told to.
_OFFERING = {"[markdown]": {"editor.quickSuggestions": {"other": "on"}}}
TEXT: Schema = {"type": ["string", "number", "boolean"]}


def files(content: str = "content") -> dict[str, str]:
    """Every schema, and the settings by which Visual Studio Code finds them, by path."""
    found = {f"{FOLDER}/{name}.json": schema for name, schema in schemas().items()}
    found[".vscode/settings.json"] = {"yaml.schemas": _settings(content), **_OFFERING}
    found[".vscode/extensions.json"] = {"recommendations": ["redhat.vscode-yaml"]}
    return {
        path: json.dumps(data, ensure_ascii=False, indent=2) + "\n" for path, data in found.items()
    }


def joined(known: str, text: str) -> str:
    """A file of settings with ours among those that were there; a file of schemas is all ours."""
    try:
        before = json.loads(known or "{}")
    except ValueError:  # with comments, which only people can join
        return known
    ours = json.loads(text)
    if "$schema" in ours or not before:
        return text
    for key, value in ours.items():
        old = before.get(key, type(value)())
        before[key] = {**old, **value} if isinstance(value, dict) else [*dict.fromkeys(old + value)]
    return json.dumps(before, ensure_ascii=False, indent=2) + "\n"


def _settings(content: str) -> dict[str, list[str]]:
    settings = {f"./{FOLDER}/site.json": [f"{content}/site.yaml"]}
    for kind in KINDS:
        settings[f"./{FOLDER}/{kind}.json"] = [
            f"{content}/{kind}.yaml",
            f"{content}/{kind}/**/*.yaml",
        ]
    return settings


def schemas() -> dict[str, Schema]:
    """The schema of each kind of file by its name; ``page`` is that of a front matter."""
    found = {"site": _whole(Site, _entry(Site)), "page": _whole(Page, _entry(Page))}
    for kind, model in KINDS.items():
        ids = {
            "pattern": "^" + ID.pattern.replace("++", "+").replace("*+", "*").replace(r"\Z", "$")
        }
        found[kind] = _whole(
            model,
            {
                "type": "object",
                "propertyNames": ids,
                "additionalProperties": {"$ref": f"#/definitions/{model.__name__}"},
            },
        )
    return found


def _whole(model: type[Part], schema: Schema) -> Schema:
    definitions = {part.__name__: _entry(part) for part in parts(model)}
    return {"$schema": DIALECT, **schema, "definitions": definitions}


def parts(model: type[Part]) -> Iterator[type[Part]]:
    """A model, and every part that stands in it."""
    yield model
    for info in model.model_fields.values():
        for part in _within(info.annotation):
            yield from parts(part)


def _within(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in get_args(annotation):
        yield from _within(argument)


def _entry(model: type[Part]) -> Schema:
    told = meanings(model)
    keys = {info.alias or name: info for name, info in model.model_fields.items()}
    return {
        "type": "object",
        "description": (model.__doc__ or "").partition("\n")[0],
        "properties": {
            key: {"description": told.get(key, ""), **_value(info)} for key, info in keys.items()
        },
        "required": required_of(model),
        "additionalProperties": False,
    }


def _value(info: FieldInfo) -> Schema:
    """What may stand behind a key; nothing counts as absent, where the key may be."""
    schema = _typed(info.annotation)
    if {web_address, base_address} & {getattr(one, "func", None) for one in info.metadata}:
        schema = {"type": "string", "pattern": "^https?://[^ ]+$"}
    return schema if info.is_required() else _or_nothing(schema)


def _or_in_short(one: Schema) -> Schema:
    """A part by name may be written in short, as a text."""
    return {"anyOf": [TEXT, one]} if "$ref" in one else TEXT


def _or_nothing(schema: Schema) -> Schema:
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    if "anyOf" in schema:
        return {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*kinds, "null"]}


def _typed(annotation: Any) -> Schema:
    """Date or text, one of a few words, a part, several of these, or texts by name."""
    kind, given = get_origin(annotation), get_args(annotation)
    if kind is Literal:
        words = [*given, *(word == "true" for word in given if word in ("true", "false"))]
        return {"enum": words}
    if kind in (types.UnionType, Union, Annotated):
        return _typed(given[0])
    if kind is tuple:
        one = _typed(given[0])
        return {"anyOf": [one, {"type": "array", "items": one}]}
    if kind is dict:
        one = _typed(given[1])
        return {"type": "object", "additionalProperties": _or_in_short(one)}
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return {"$ref": f"#/definitions/{annotation.__name__}"}
    return TEXT
