"""Rules on pictures: what is said of them, what their files tell, and where they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.checks.given import Given
from explainer.model import Picture
from explainer.problems import Place, Problem, warning

_LONGEST = 250  # characters that somebody listens to without being able to skim
_HEAVY = 20_000_000  # bytes
_NARROW = 480  # pixels
_NAME = re.compile(r"\S+\.\w{3,4}|(?:img|dsc|dscn|pxl|p|image|screenshot|photo)[-_ ]?\d+\S*", re.I)
_OF = re.compile(r"(?:a |an |the )?(?:picture|image|photo|photograph|graphic)s?(?: of\b|$)", re.I)


def poor_alt(given: Given) -> Iterator[Problem]:
    """The words for those who cannot see a picture should say what it shows, and briefly."""
    for picture in given.content.pictures.values():
        if fault := _fault_of(picture):
            must = "'alt' should say what a picture shows, but that of"
            message = f"{must} {picture.id!r} {fault[0]}"
            yield warning(picture.origin.place("alt"), "poor-alt", message, fault[1])


def _fault_of(picture: Picture) -> tuple[str, str] | None:
    alt, caption = picture.described, picture.prose("caption")
    said = caption.text.strip() if caption else ""
    if not re.search(r"\w", alt) and alt:
        return "has no word", "write what it shows, or 'decorative'"
    if _NAME.fullmatch(alt):
        return f"is the name of a file, {alt!r}", "write what it shows, in a sentence"
    if found := _OF.match(alt):
        cure = "begin with what is to be seen: that it is a picture is said anyway"
        return f"begins with {found[0]!r}", cure
    if alt and alt.casefold().rstrip(".") == said.casefold().rstrip("."):
        cure = "write what is to be seen, and leave what it means to the caption"
        return "repeats the caption, which everybody reads", cure
    if len(alt) > _LONGEST:
        cure = f"keep to {_LONGEST}, and put the rest into the caption, which all can read"
        return f"has {len(alt)} characters", cure
    return None


def place_in_picture(given: Given) -> Iterator[Problem]:
    """A picture should not tell where it was taken, since the repository may be public."""
    told: set[str] = set()
    for picture in given.content.pictures.values():
        if picture.image and picture.image.placed and picture.image.file not in told:
            told.add(picture.image.file)
            yield warning(
                picture.origin.place("file"),
                "place-in-picture",
                f"a file should not tell where it was taken, but {picture.image.file!r} holds the"
                " place: nothing published shows it, the repository does",
                "export it without its place, or take that out (exiftool -gps:all="
                " -xmp:geotag= FILE), before you commit it; if it is committed, replace it,"
                " and think of who lives there",
            )


def size_of_picture(given: Given) -> Iterator[Problem]:
    """A picture should be as large as screens show it, and no heavier than a repository bears."""
    for picture in given.content.pictures.values():
        image, place = picture.image, picture.origin.place("file")
        if image and image.kind != "SVG" and image.width < _NARROW:
            message = f"a picture should be {_NARROW} pixels wide, but {image.file!r} has"
            cure = "look for a larger one; it is shown no larger than it is"
            yield warning(place, "size-of-picture", f"{message} {image.width}", cure)
        if image and len(image.original.data) > _HEAVY:
            size = f"{len(image.original.data) / 1_000_000:.0f} MB"
            message = f"a picture should have at most {_HEAVY // 1_000_000} MB, but {image.file!r}"
            cure = "save it smaller: a repository keeps every version of it for good"
            yield warning(place, "size-of-picture", f"{message} has {size}", cure)


def words_of_picture(given: Given) -> Iterator[Problem]:
    """What is said of a picture stands at its entry, since every page that shows it must say so."""
    for _, _, text in given.content.passages():
        for link in text.links:
            if link.image and link.scheme == "picture" and link.text:
                yield warning(
                    link.place,
                    "words-of-picture",
                    f"a picture should be shown without words of its own, and {link.text!r} is not"
                    " shown",
                    f"write ![](picture:{link.target}), and the words as 'alt' or 'caption' of"
                    f" {link.target!r}",
                )


def taken_after_source(given: Given) -> Iterator[Problem]:
    """A picture must not be taken after the source that it is from was published."""
    for picture in given.content.pictures.values():
        source = given.content.sources.get(picture.source)
        as_of, taken = source.as_of if source else None, picture.taken
        if as_of and taken and as_of.last < taken.first:
            yield Problem(
                picture.origin.place("taken"),
                "taken-after-source",
                f"a picture must not be younger than its source, but {picture.id!r} was taken"
                f" {taken.text!r} and {picture.source!r} is of {as_of.text!r}",
                "mend one of the two dates, or name the source that it is from",
            )


def unused_picture(given: Given) -> Iterator[Problem]:
    """A picture should be shown on a page, and a file in pictures/ be named by a picture."""
    content = given.content
    texts = [text for _, _, text in content.passages()]
    texts += [text for page in content.drafts.values() for text in page.markdown.values()]
    used = {link.target for text in texts for link in text.links if link.scheme == "picture"}
    for picture in content.pictures.values():
        if picture.id not in used:
            yield warning(
                picture.origin.key(),
                "unused-picture",
                f"the picture {picture.id!r} is shown on no page",
                f"show it, in a paragraph of its own: ![](picture:{picture.id}); or take it away",
            )
    named = {one.image.file for one in content.pictures.values() if one.image}
    for file in content.images:
        if file not in named:
            message = f"a file in pictures/ should be named by a picture, but none names {file!r}"
            cure = "name it behind 'file:' in pictures.yaml, or take it away"
            yield warning(Place(file), "unused-picture", message, cure)


RULES = (poor_alt, place_in_picture, size_of_picture, words_of_picture, taken_after_source)
