"""A reference as managers of literature keep them, and the source that it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from babel import Locale

from explainer.content import Content, marks
from explainer.content.ids import ID, as_id
from explainer.imports.comparing import compared
from explainer.imports.filling import filled
from explainer.imports.result import Data, Imported, Note, is_there, to_fill
from explainer.model import Source
from explainer.problems import Place


@dataclass(frozen=True, slots=True)
class Reference:
    """What is known of a document, in our words; dates are EDTF as far as they can be read."""

    place: Place
    key: str = ""
    kind: str = ""
    title: str = ""
    container: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    accessed: str = ""
    language: str = ""
    url: str = ""
    doi: str = ""
    archive: str = ""
    pages: str = ""


# What sort of text is a document, whoever prints it. Whether a page on the web is that of a
# company, a newsroom or a state is for people to say.
DOCUMENTS = frozenset(
    "report book chapter bill legislation treaty legal_case hearing regulation dataset thesis"
    " standard paper-conference article-journal patent speech interview manuscript entry-dictionary"
    " entry-encyclopedia personal_communication map"
    " inbook incollection inproceedings conference booklet manual mastersthesis phdthesis"
    " proceedings techreport legal jurisdiction"
    " rprt jour stat case govdoc hear cpaper conf thes bookser chap data ejour ebook map unbill"
    " pamp slide pat law"
    .split()
)  # fmt: skip
_NEWS = frozenset("article-newspaper article-magazine broadcast news mgzn newspaper".split())
_BLOGS = frozenset("post-weblog blog".split())


def sources(references: Sequence[Reference], content: Content, notes: list[Note]) -> Imported:
    """The references that the content does not have yet, as sources with places to fill."""
    known = {_address(one.url): one.id for one in content.sources.values() if one.url}
    entries: dict[str, Data] = {}
    at: dict[str, Place] = {}
    for reference in references:
        entry = filled(Source, as_source(reference))
        address = _address(str(entry.get("url", "")))
        same = known.get(address, "")
        name = same or _id_of(reference, entry, content, entries)
        if same in entries:
            message = f"{same!r} above has the same address"
            notes.append(Note("known", reference.place, message, "it was taken once"))
        elif is_there(content, "sources", name):
            notes.append(compared(content, "sources", name, entry, reference.place))
        else:
            entries[name], at[name] = entry, reference.place
            known |= {address: name} if address else {}
    notes += to_fill("sources", entries, at)
    return Imported({"sources": entries}, notes=tuple(notes))


def as_source(reference: Reference) -> Data:
    """The keys of a source; what has to be there and is not known is left to be marked."""
    kind = _type(reference.kind)
    by = [reference.container, reference.publisher]
    doi = reference.doi.removeprefix("https://doi.org/").removeprefix("doi:")
    url = reference.url or (f"https://doi.org/{doi}" if doi else "")
    is_web = reference.archive.startswith(("http://", "https://"))
    where = "" if url else marks.mark(f"page {reference.pages}" if reference.pages else "")
    return {
        "title": reference.title,
        "publisher": next(filter(None, reversed(by) if kind == "document" else by), ""),
        "type": kind,
        "author": ", ".join(reference.authors),
        "published": reference.published,
        "language": _tag(reference.language),
        "url": url,
        "where_found": where,
        "archive": reference.archive if is_web else "",
        "read_on": reference.accessed,
    }


def _type(kind: str) -> str:
    kind = kind.casefold()
    if kind in DOCUMENTS:
        return "document"
    return "news" if kind in _NEWS else "blog" if kind in _BLOGS else kind


def _tag(language: str) -> str:
    """The tag of a language; of one that is written as its name in English, that."""
    names = {name.casefold(): tag for tag, name in Locale("en").languages.items()}
    return str(names.get(language.casefold(), language)).replace("_", "-")


def _address(url: str) -> str:
    """What two addresses of one page have in common."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = parts.netloc.casefold().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}" if host else ""


def _id_of(reference: Reference, entry: Data, content: Content, taken: dict[str, Data]) -> str:
    """The key that it has elsewhere, where that can be an id; else who published it, and when."""
    if ID.match(key := as_id(reference.key)) and _is_word(reference.key) and key not in taken:
        return key
    by, day = str(entry["publisher"]), str(entry.get("published", ""))
    words = [as_id(text) for text in (by, day) if text and not marks.is_marked(text)]
    name = "-".join(filter(None, words)) or as_id(reference.title)[:60].strip("-") or "source"
    return next(one for one in _numbered(name) if _is_free(one, entry, content, taken))


def _is_word(key: str) -> bool:
    """Whether a key was given by people: no address, and no mere number."""
    return bool(re.fullmatch(r"(?=.*[^\W\d])[\w:.+'-]{3,80}", key))


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _is_free(name: str, entry: Data, content: Content, taken: dict[str, Data]) -> bool:
    """Whether no other document has that id; one without an address may be the very same."""
    if name in taken:
        return False
    known = content.sources.get(name)
    if known is None:
        return True
    return known.title == entry["title"] and not (known.url and entry.get("url"))


def edtf(*parts: object, circa: bool = False) -> str:
    """A year, month and day as EDTF, as far as they are numbers; what else there is as it is."""
    texts = [str(part).strip() for part in parts if str(part or "").strip()]
    if not texts or not all(text.isdecimal() for text in texts):
        return " ".join(texts)
    year, *rest = map(int, texts)
    return "-".join([f"{year:04d}", *(f"{one:02d}" for one in rest if one)]) + "~" * circa
