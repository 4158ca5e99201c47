"""Data that is shaped like an entry, with marks wherever something is missing or unreadable."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from explainer.content import marks
from explainer.imports.result import Data
from explainer.model import Part, fields_of


def filled(model: type[Part], data: Data) -> Data:
    """The data in the order of the format, nothing empty, with a mark for what is to be filled."""
    whole = deepcopy(without_empty({key: data.get(key) for key in fields_of(model)}))
    order = sorted(fields_of(model), key=lambda key: key == "found_by")  # which comes last
    try:
        model.model_validate(whole)
    except ValidationError as error:
        for details in error.errors():
            found = details.get("input") if details["type"] != "missing" else ""
            follows = details["type"] == "too_short" and bool(found)  # from what is in the list
            if not marks.is_marked(found) and not follows:
                _put(whole, details["loc"], marks.mark(found if isinstance(found, str) else ""))
    return {key: whole[key] for key in order if key in whole}


def _put(data: Any, path: Sequence[str | int], mark: str) -> None:
    *above, last = path
    for step in above:
        data = data[step]
    data[last] = mark


def without_empty(data: Data) -> Data:
    """The same without keys behind which nothing stands, at any depth."""
    found = {key: _filled(value) for key, value in data.items()}
    return {key: value for key, value in found.items() if value not in ("", None, [], {})}


def _filled(value: Any) -> Any:
    if isinstance(value, list):
        return [_filled(item) for item in value]
    return without_empty(value) if isinstance(value, dict) else value
