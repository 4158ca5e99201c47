"""Links into a source, to the very words: the text fragments of the web (``#:~:text=``).

https://wicg.github.io/scroll-to-text-fragment/. A browser that cannot follow one, or finds the
words no more, opens the page as ever.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit


def at_words(address: str, words: str) -> str:
    """The address of a page, at the words in it; a PDF is led to as ever, which has no such place.

    >>> at_words("https://a.org/b#part", "11.2 trillion, more-or-less")
    'https://a.org/b#part:~:text=11.2%20trillion%2C%20more%2Dor%2Dless'
    """
    if not (address and words) or urlsplit(address).path.lower().endswith(".pdf"):
        return address
    page, _, fragment = address.partition("#")
    part = fragment.partition(":~:")[0]
    return f"{page}#{part}:~:text={_encoded(words)}"


def _encoded(words: str) -> str:
    """Without the signs that mean something in a text fragment: the comma, ``&`` and ``-``."""
    return quote(words, safe="").replace("-", "%2D")
