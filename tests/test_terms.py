"""The foot of every page, and the page of the data, lead to the terms of the licence."""

from __future__ import annotations

import shutil
from pathlib import Path

import lxml.html
import pytest

from tests.exported import RIVER_PACT
from tests.program import run

KNOWN = {
    "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC BY-NC-SA 4.0": ("CC BY-NC-SA 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
    "ODbL-1.0": ("ODbL-1.0", "https://spdx.org/licenses/ODbL-1.0.html"),
    "https://example.org/terms?a=b&c": (
        "https://example.org/terms?a=b&c",
        "https://example.org/terms?a=b&c",
    ),
}
UNKNOWN = ("All rights <kept> & more", "CC BY", "public domain", "MIT OR Apache-2.0")


def _built(folder: Path, licence: str) -> list[lxml.html.HtmlElement]:
    """Where a site of that licence names it: the foot of its front page, the page of its data."""
    content = Path(shutil.copytree(RIVER_PACT, folder / "content"))
    site = content / "site.yaml"
    lines = site.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("licence:")]
    site.write_text("\n".join([*kept, f'licence: "{licence}"', ""]), encoding="utf-8")
    assert run("build", "--content", content, "--output", folder / "s").code == 0
    front, data = (
        lxml.html.fromstring((folder / "s" / at).read_text(encoding="utf-8"))
        for at in ("index.html", "data/index.html")
    )
    return [*front.find_class("colophon"), *data.find_class("standfirst")]


@pytest.mark.parametrize("licence", KNOWN)
def test_a_licence_that_is_known_leads_to_its_terms(licence: str, tmp_path: Path) -> None:
    words, address = KNOWN[licence]
    for named in _built(tmp_path, licence):
        (link,) = named.xpath(".//a[contains(@rel, 'license')]")
        assert (link.text_content(), link.get("href")) == (words, address)


@pytest.mark.parametrize("licence", UNKNOWN)
def test_another_licence_is_named_and_leads_nowhere(licence: str, tmp_path: Path) -> None:
    for named in _built(tmp_path, licence):
        assert licence in " ".join(named.text_content().split())
        assert not named.xpath(".//a[contains(@rel, 'license')]")
