"""The files of pictures: each found by its name in the folder, and read."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

from explainer.documents import Image
from explainer.model import Picture
from explainer.problems import Problem, nearest

FOLDER = "pictures"

ReadImage = Callable[[str], tuple[Image | None, list[Problem]]]


def fill(picture: Picture, there: Sequence[str], read: ReadImage) -> tuple[Picture, list[Problem]]:
    """The picture with its file, and what of that cannot be read."""
    file = _named(picture.file, there)
    if not file:
        return picture, [_not_there(picture, there)]
    image, problems = read(file)
    filled = picture.model_copy()
    filled._known = replace(picture._known, image=image)
    return filled, [_at_its_name(picture, one) for one in problems]


def _named(name: str, there: Sequence[str]) -> str:
    """The file of that name, letter by letter: on other machines capitals are other letters.

    An accent may be a letter's own or stand behind it, which nobody sees.
    """
    wanted = _composed(f"{FOLDER}/{name}")
    return next((file for file in there if _composed(file) == wanted), "")


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _not_there(picture: Picture, there: Sequence[str]) -> Problem:
    name, place = picture.file, picture.origin.place("file")
    message = f"the file of a picture must stand in {FOLDER}/, but there is no {name!r}"
    return Problem(place, "picture-file", message, _cure(name, there))


def _cure(name: str, there: Sequence[str]) -> str:
    if "://" in name:
        return f"nothing is fetched from elsewhere: save it into {FOLDER}/, and write its name"
    last = name.replace("\\", "/").rpartition("/")[2]
    names = [file.removeprefix(f"{FOLDER}/") for file in there]
    return called_otherwise(last, names) or f"put it into {FOLDER}/, right there"


def called_otherwise(name: str, names: Sequence[str]) -> str:
    """The cure where a file is nearly called so: with other capitals, or by a slip."""
    same = next((one for one in names if one.casefold() == name.casefold()), "")
    if same:
        return f"write it as the file is called: {same!r}"
    near = nearest(name, frozenset(names))
    return f"did you mean {near!r}?" if near else ""


def _at_its_name(picture: Picture, problem: Problem) -> Problem:
    """A file without lines of its own is told of where it is named."""
    if problem.rule in ("unsafe-drawing", "picture-damaged") and problem.place[1:] != (1, 1):
        return problem
    message, place = problem.message, picture.origin.place("file")
    if problem.rule == "unreadable-file":
        message = message.replace("a file", f"the file {problem.place.file!r}", 1)
    return replace(problem, place=place, message=message)
