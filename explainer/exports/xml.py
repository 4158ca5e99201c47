"""Elements as the text of an XML file."""

from __future__ import annotations

from xml.etree.ElementTree import Element, indent, tostring


def as_text(root: Element) -> str:
    """The whole file, indented, with its declaration."""
    indent(root, "")
    body = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
