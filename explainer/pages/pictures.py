"""What pages say of a picture besides showing it."""

from __future__ import annotations

from markupsafe import Markup

from explainer.model import Picture, licences

# How wide a picture is on a page, as style.css and pictures.css have it.
SIZES = "(min-width: 52rem) 46rem, 92vw"


def licence(picture: Picture, language: str) -> Markup:
    """What others may do with it, with a link to where that is told."""
    words = licences.in_words(picture.licence, language)
    address = licences.address(picture.licence)
    if not address:
        return Markup.escape(words)
    return Markup('<a href="{}" rel="license noopener">{}</a>').format(address, words)
