"""The index that readers search, made by Pagefind from the finished pages.

Pagefind is a program of its own, so the pages pass through a temporary folder. What it made of the
same pages before need not be made again.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import json
import subprocess
from collections.abc import Mapping, MutableMapping
from importlib import metadata
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from pagefind_bin import get_executable


class SearchError(Exception):
    """The index could not be made; its text says why."""


# The address of the script that searches; everything it loads stands beside it.
FOLDER = "pagefind/"
HEADS = f"{FOLDER}heads.json"
_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
_FORMS = (".pagefind", ".pf_meta", ".pf_index", ".pf_fragment")
_MAGIC = b"pagefind_dcd"  # the beginning of all that Pagefind compresses


def remembered(
    pages: Mapping[str, bytes], store: MutableMapping[str, bytes]
) -> Mapping[str, bytes]:
    """As ``index``, but what ``store`` knows of the same pages is not made again."""
    key = _key(pages)
    packed = store.get(key)  # asked for once: what is there now may go at any time
    if packed is None:
        packed = store[key] = _packed(index(pages))
    with ZipFile(io.BytesIO(packed)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def _key(pages: Mapping[str, bytes]) -> str:
    """What tells the index of these pages from all others: they, Pagefind, and our own part."""
    told = hashlib.sha256(Path(__file__).read_bytes())
    for address, page in sorted(pages.items()):
        told.update(f"{address}\0{len(page)}\0".encode())
        told.update(page)
    return f"search {metadata.version('pagefind_bin')} {told.hexdigest()}"


def _packed(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as whole:
        for name, data in files.items():
            whole.writestr(name, data)
    return out.getvalue()


def index(pages: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the index of ``pages``, HTML by address; equal pages give equal files.

    Templates say what is found: pages with ``data-pagefind-body``, less what in them has
    ``data-pagefind-ignore``; ``kind`` among the metadata says what a page is, ``heads`` what it is
    called. Raises SearchError.
    """
    try:
        with TemporaryDirectory(prefix="explainer-search-") as folder:
            files = _made(pages, Path(folder))
    except (OSError, subprocess.CalledProcessError) as error:
        raise SearchError(f"the search index could not be made: {_why(error)}") from error
    return files | {HEADS: _heads(files)}


def _made(pages: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    site, found = folder / "site", folder / "found"
    for address, page in pages.items():
        path = site / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page)
    command = [get_executable(), "--site", site, "--output-path", found, "--silent"]
    command += ["--exclude-selectors", "svg, thead"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return {
        FOLDER + path.relative_to(found).as_posix(): path.read_bytes()
        for path in sorted(found.rglob("*"))
        if path.name in _NEEDED or path.suffix in _FORMS
    }


def _why(error: OSError | subprocess.CalledProcessError) -> str:
    if isinstance(error, OSError):
        cure = _CURES.get(error.errno or 0, "")
        return f"{error.strerror or error}{cure}"
    return bytes(error.stderr or b"").decode(errors="replace").strip() or str(error)


# Where there is no temporary folder at all, Python says that it found no such file.
_OTHER_FOLDER = "; make room there, or name another temporary folder with TMPDIR"
_CURES = dict.fromkeys(
    (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.ENOENT), _OTHER_FOLDER
) | {errno.ENAMETOOLONG: "; shorten the id or the name of the page"}


def _heads(files: Mapping[str, bytes]) -> bytes:
    """The kind and the names of each result: what comes first is decided by them."""
    heads = {}
    for address, data in files.items():
        path = PurePosixPath(address)
        if path.suffix == ".pf_fragment":
            page = json.loads(gzip.decompress(data).removeprefix(_MAGIC))
            heads[path.stem] = [page["meta"].get(name, "") for name in ("kind", "heads")]
    return json.dumps(heads, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
