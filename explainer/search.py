"""The index that readers search, made by Pagefind from the finished pages.

Pagefind is a program of its own, so the pages pass through a temporary folder.
"""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from pagefind_bin import get_executable


class SearchError(Exception):
    """The index could not be made; its text says why."""


# The address of the script that searches; everything it loads stands beside it.
FOLDER = "pagefind/"
KINDS = f"{FOLDER}kinds.json"
_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
_FORMS = (".pagefind", ".pf_meta", ".pf_index", ".pf_fragment")
_MAGIC = b"pagefind_dcd"  # the beginning of all that Pagefind compresses


def index(pages: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the index of ``pages``, HTML by address; equal pages give equal files.

    Templates say what is found: pages with ``data-pagefind-body``, less what in them has
    ``data-pagefind-ignore``; ``kind`` among the metadata says what a page is. Raises SearchError.
    """
    with TemporaryDirectory(prefix="explainer-search-") as folder:
        site, found = Path(folder, "site"), Path(folder, "found")
        for address, page in pages.items():
            path = site / address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(page)
        command = [get_executable(), "--site", site, "--output-path", found, "--silent"]
        command += ["--exclude-selectors", "svg, thead"]
        try:
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise SearchError(f"the search index could not be made: {_why(error)}") from error
        files = {
            FOLDER + path.relative_to(found).as_posix(): path.read_bytes()
            for path in sorted(found.rglob("*"))
            if path.name in _NEEDED or path.suffix in _FORMS
        }
    return files | {KINDS: _kinds(files)}


def _why(error: OSError | subprocess.CalledProcessError) -> str:
    told = getattr(error, "stderr", b"") or b""
    return told.decode(errors="replace").strip() or str(error)


def _kinds(files: Mapping[str, bytes]) -> bytes:
    """What kind of page each result is: Pagefind has filters, but writes them in chance order."""
    kinds = {}
    for address, data in files.items():
        path = PurePosixPath(address)
        if path.suffix == ".pf_fragment":
            page = json.loads(gzip.decompress(data).removeprefix(_MAGIC))
            kinds[path.stem] = page["meta"].get("kind", "")
    return json.dumps(kinds, sort_keys=True, separators=(",", ":")).encode()
