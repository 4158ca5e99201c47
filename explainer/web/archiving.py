"""A copy in a web archive for every source that has none, and its address in the content.

The line is set behind that of ``url:``, and nothing else in the file changes: not a comment, not a
quote, not the end of a line.
"""

from __future__ import annotations

import codecs
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

from explainer import documents
from explainer.content import Content
from explainer.documents import files
from explainer.model import Source, web_address
from explainer.problems import Place
from explainer.web.asking import Answer, Web

_MEMENTO = re.compile(r"<([^<>]+)>\s*;[^<]*\brel=\"?[^\"<]*\bmemento\b")
_UNSAFE = re.compile(r"[\[\]{},'\"|>&*!%@`]|^[-?:]|#|: |:$")

Way = Callable[[list[str], documents.Document, str, str], None]


class NotWrittenError(Exception):
    """The address could not be set into the file; its text says why."""


def lacking(content: Content, names: tuple[str, ...] = ()) -> Iterator[Source]:
    """The sources on the web without a copy, all or those named."""
    for source in content.sources.values():
        if source.url and not source.archive and (not names or source.id in names):
            yield source


def ask_for_copy(web: Web, address: str, save: str) -> Answer:
    """Ask an archive to keep a page. It is for programs to call, so no rules are looked up."""
    return web.ask(save + address, heed_rules=False)


def address_of(answer: Answer) -> str:
    """Where the copy is, as archives tell it: in a header, or by where they lead."""
    headers = answer.headers
    memento = _MEMENTO.search(headers.get("link", ""))
    told = [headers.get("content-location", ""), memento[1] if memento else ""]
    told += [answer.address if answer.address != answer.asked else ""]
    for one in told if answer.is_there else ():
        try:
            whole = web_address(urljoin(answer.address, one)) if one else answer.asked
        except ValueError:
            continue
        if whole != answer.asked:
            return whole
    return ""


def write(root: Path, source: Source, address: str) -> None:
    """Set ``archive:`` into the source's file as it is now; or NotWrittenError, and nothing."""
    file = source.origin.file
    try:
        data = files.read(root, file)
        after = with_archive(data, source, address)
        _replace(root / file, after)
    except files.UnfitError as unfit:
        raise NotWrittenError(f"{unfit}; {unfit.cure}") from unfit
    except OSError as error:
        raise NotWrittenError(error.strerror or str(error)) from error


def with_archive(data: bytes, source: Source, address: str) -> bytes:
    """The bytes of a file with the address of a copy beside that of the source.

    NotWrittenError where the source stands there no more, or no place for the address is sure.
    """
    document, _ = documents.parse_yaml(data, source.origin.file)
    entry = document.value.get(source.id)
    if not isinstance(entry, dict) or entry.get("url") != source.url or entry.get("archive"):
        raise NotWrittenError("it has changed in the meantime")
    entry["archive"] = address
    for set_ in (_filled, _below, _behind):
        after = _with(data, set_, document, source.id, address)
        if documents.parse_yaml(after, source.origin.file)[0].value == document.value:
            return after
    raise NotWrittenError("its place in the file could not be told for sure")


def _with(data: bytes, set_: Way, document: documents.Document, name: str, address: str) -> bytes:
    """The bytes with the address set in one way, which may not fit how the entry is written."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    lines = data[len(mark) :].decode("utf-8", "surrogateescape").split("\n")
    set_(lines, document, name, _written(address))
    return mark + "\n".join(lines).encode("utf-8", "surrogateescape")


def _filled(lines: list[str], document: documents.Document, name: str, written: str) -> None:
    """Behind an ``archive:`` that stands there empty."""
    if empty := document.keys.get((name, "archive")):
        _insert(lines, empty, "archive:", f" {written}")


def _below(lines: list[str], document: documents.Document, name: str, written: str) -> None:
    """In a line of its own below that of ``url:``."""
    key, value = document.keys[name, "url"], document.values[name, "url"]
    line = lines[key.line - 1]
    end = "\r" if line.endswith("\r") else ""
    lines.insert(value.place.line, f"{line[: key.column - 1]}archive: {written}{end}")


def _behind(lines: list[str], document: documents.Document, name: str, written: str) -> None:
    """In the same line, of an entry between ``{`` and ``}``."""
    value = document.values[name, "url"]
    _insert(lines, value.place, value.raw, f", archive: {written}")


def _insert(lines: list[str], place: Place, behind: str, text: str) -> None:
    line, at = lines[place.line - 1], place.column - 1 + len(behind)
    lines[place.line - 1] = line[:at] + text + line[at:]


def _written(address: str) -> str:
    """As it may stand anywhere in YAML."""
    return "'{}'".format(address.replace("'", "''")) if _UNSAFE.search(address) else address


def _replace(path: Path, data: bytes) -> None:
    """Whole or not at all, behind a link too."""
    real = Path(os.path.realpath(path))
    beside = real.with_name(f".{real.name}.new")
    beside.write_bytes(data)
    shutil.copymode(real, beside)
    beside.replace(real)
