"""The way of one fact, as docs/architecture.md tells it: each function sees the value."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
from pydantic import BaseModel

import explainer
from explainer import pipeline
from explainer.checks import Given
from explainer.content import Content
from explainer.evidence.ledger import Ledger
from explainer.figures.drawing import Material
from explainer.history.versions import History
from explainer.pages.render import Renderer
from explainer.publishing import publish
from explainer.quantities.values import Quantity
from explainer.site.edition import Edition
from explainer.store.memory import Memory
from explainer.theme import files as theme

ROOT = Path(__file__).parents[1]
DOCUMENT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
WAY = re.findall(r"^\d+\. .+", DOCUMENT.partition("\n## The way of one fact\n")[2], re.MULTILINE)
STEPS = [name for line in WAY for name in re.findall(r"`(\w+(?:\.\w+)+)`", line)]
TEXT = re.compile(r"11\.2[\s\N{NO-BREAK SPACE}]trillion")
MODULES = {one.name for one in pkgutil.walk_packages(explainer.__path__, "explainer.")}
FILES = ("facts/ai-gdp-2030/index.html", "figures/gdp-target/index.html", "data/facts.json")
# Handed on whole, and so no proof that a function has to do with the one fact.
EVERYTHING = (Content, Ledger, Given, Edition, Material, Memory, Renderer)


def function(step: str) -> Any:
    """What a step names: the module by its last name, and what stands in there."""
    module, _, path = step.partition(".")
    found = [name for name in MODULES if name.rpartition(".")[2] == module]
    for name in found:
        there: Any = importlib.import_module(name)
        for part in path.split("."):
            there = getattr(there, part, None)
        if there is not None:
            return there
    raise LookupError(f"{step} is in none of {found}")


def inside(thing: object, seen: set[int]) -> Iterator[object]:
    """All that a value is made of, down to texts and amounts."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    yield thing
    parts: list[object] = []
    if isinstance(thing, Mapping):
        parts = [*thing.keys(), *thing.values()]
    elif isinstance(thing, list | tuple | set | frozenset):
        parts = list(thing)
    elif isinstance(thing, BaseModel):
        parts = [getattr(thing, name) for name in type(thing).model_fields]
    elif dataclasses.is_dataclass(thing):
        parts = [getattr(thing, one.name) for one in dataclasses.fields(thing)]
    for part in parts:
        yield from inside(part, seen)


def is_value(thing: object) -> bool:
    if isinstance(thing, bytes):
        thing = thing.decode(errors="ignore")
    if isinstance(thing, str):
        return bool(TEXT.search(thing))
    return isinstance(thing, Quantity) and (thing.low, thing.unit) == (11_200_000_000_000, "RUB")


class Watch:
    """Which of some functions were given the value, or gave it."""

    def __init__(self, wanted: Mapping[CodeType, str]) -> None:
        self.wanted, self.met = wanted, set[str]()

    def __call__(self, frame: FrameType, event: str, given: object) -> None:
        step = self.wanted.get(frame.f_code)
        if step is None or step in self.met or event not in ("call", "return"):
            return
        handed = [one for one in frame.f_locals.values() if not isinstance(one, EVERYTHING)]
        held = handed if event == "call" else given
        if any(is_value(thing) for thing in inside(held, set())):
            self.met.add(step)


def test_the_way_of_one_fact_is_told_in_ten_lines() -> None:
    assert [int(line.partition(".")[0]) for line in WAY] == list(range(1, 11))
    assert len(STEPS) == len(set(STEPS)) >= 12


def test_each_function_on_the_way_sees_the_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    functions = {step: function(step) for step in STEPS}
    for one in functions.values():
        if hasattr(one, "cache_clear"):
            one.cache_clear()
    watch = Watch({inspect.unwrap(one).__code__: step for step, one in functions.items()})
    today = date.today()
    sys.setprofile(watch)
    try:
        checked = pipeline.examine(ROOT / "content", today)
        look = theme.load(ROOT / "content")
        files = pipeline.artefacts(checked, look, History(), today)
        publish.publish({name: files[name] for name in FILES}, tmp_path / "site")
    finally:
        sys.setprofile(None)
    assert watch.met == set(STEPS)
    page = (tmp_path / "site" / FILES[0]).read_text(encoding="utf-8")
    assert TEXT.search(page)


def test_a_function_that_is_gone_is_noticed() -> None:
    with pytest.raises(LookupError):
        function("values.understand")
