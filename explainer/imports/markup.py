"""HTML, as other programs keep it in their texts, as the inline Markdown of this one."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_BREAKS = frozenset("p br div li ul ol blockquote tr td table h1 h2 h3 h4 h5 h6 section".split())
_SILENT = frozenset("span u small sup sub font html body".split())
_UNREAD = frozenset("script style iframe object svg template head noscript".split())
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")


def as_markdown(html: str) -> tuple[str, tuple[str, ...]]:
    """The text as inline Markdown on one line, and the tags of which nothing could be kept."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.written).split()), tuple(dict.fromkeys(reader.refused))


def escaped(text: str) -> str:
    """A plain text as Markdown that shows just that."""
    return _SPECIAL.sub(r"\\\1", text)


class _Reader(HTMLParser):
    """Writes as it reads; a link without an address on the web is its words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []
        self.refused: list[str] = []
        self._links: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self._unread += 1
            self.refused.append(tag)
        elif tag == "a":
            target = dict(attrs).get("href") or ""
            is_web = bool(re.fullmatch(r"https?://[^\s()<>]+", target))
            self._links.append(target if is_web else "")
            self.written.append("[" if is_web else "")
        elif tag in _MARKS:
            self.written.append(_MARKS[tag])
        elif tag in _BREAKS:
            self.written.append(" ")
        elif tag not in _SILENT:
            self.refused.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self._unread = max(self._unread - 1, 0)
        elif tag == "a" and self._links:
            target = self._links.pop()
            self.written.append(f"]({target})" if target else "")
        elif tag in _MARKS and self.written[-1:] == [_MARKS[tag]]:
            self.written.pop()  # nothing stands in it
        elif tag in _MARKS:
            self.written.append(_MARKS[tag])
        elif tag in _BREAKS:
            self.written.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.written.append(escaped(data))
