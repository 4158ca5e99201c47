"""``data/pictures.csv`` and ``.json``: who made each picture, and what others may do with it.

Each stands beside its page too.
"""

from __future__ import annotations

from functools import partial

from explainer.exports.entries import file_of
from explainer.exports.files import Files
from explainer.exports.tables import HEADERS, Row, as_csv, in_json
from explainer.model import Picture, licences
from explainer.site import copies
from explainer.site.edition import Edition
from explainer.site.plan import address_of


def export(edition: Edition) -> Files:
    """All pictures in one table, and each in a file of its own."""
    every = edition.content.pictures.values()
    alone = {file_of(one, "json"): partial(_alone, edition, one) for one in every}
    return {
        "data/pictures.csv": lambda: as_csv(_rows(edition), HEADERS["pictures"]),
        "data/pictures.json": lambda: in_json(_rows(edition)),
        **alone,
    }


def _rows(edition: Edition) -> list[Row]:
    return [row_of(edition, picture) for picture in edition.content.pictures.values()]


def _alone(edition: Edition, picture: Picture) -> str:
    files = [
        {"file": one.address, "type": one.media_type, "width": one.width, "height": one.height}
        for one in copies.of(picture)
    ]
    return in_json(row_of(edition, picture) | {"files": files})


def row_of(edition: Edition, picture: Picture) -> Row:
    """One picture; ``file`` is its largest copy, ``alt`` is empty where it only adorns."""
    caption, shown = picture.prose("caption"), copies.of(picture).largest
    return {
        "id": picture.id,
        "alt": picture.described,
        "caption": caption.plain(edition.speak) if caption else "",
        "credit": picture.credit,
        "licence": picture.licence,
        "licence_url": licences.address(picture.licence),
        "source": picture.source,
        "taken": picture.taken.text if picture.taken else "",
        "made_by": picture.made_by,
        "file": shown.address,
        "width": shown.width,
        "height": shown.height,
        "page": edition.absolute(address_of(picture)) or address_of(picture),
    }
