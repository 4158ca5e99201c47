"""Every file of a site can be written, copied and told apart on every system."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from explainer import pipeline
from explainer.checks.addresses import DEVICES
from explainer.history.versions import History
from explainer.theme import files as theme
from tests import photos
from tests.program import run

HERE = Path(__file__).parent
SITES = {
    "rivers": HERE / "sites" / "river-pact",
    "starter": HERE.parent / "explainer/starter/content",
}
TODAY = date(2026, 6, 15)


def addresses(content: Path) -> list[str]:
    checked = pipeline.examine(content, TODAY, url="https://example.org/x/")
    files = pipeline.artefacts(checked, theme.load(content), History(), TODAY)
    return list(files.makes)


def folded(address: str) -> str:
    """As systems see it that tell neither case nor forms of Unicode apart."""
    return unicodedata.normalize("NFD", address).casefold()


@pytest.mark.parametrize("name", [*SITES, "streets"])
def test_every_file_has_a_name_that_every_system_takes(name: str, tmp_path: Path) -> None:
    found = addresses(SITES[name] if name in SITES else photos.safe_streets(tmp_path))
    assert len(found) > 100
    assert len({folded(address) for address in found}) == len(found)
    for address in found:
        assert len(address) < 200, "Windows has room for 260 characters, the folder's own too"
        for part in address.split("/"):
            assert part.partition(".")[0].casefold() not in DEVICES
            assert not re.search(r'[<>:"|?*\\\x00-\x1f]|[. ]$', part)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_picture_is_found_whatever_form_of_unicode_its_name_has(
    form: str, tmp_path: Path
) -> None:
    """macOS may keep another form of a name than the one that an editor types."""
    content = photos.safe_streets(tmp_path)
    entry = content / "pictures.yaml"
    text = entry.read_text(encoding="utf-8")
    [old] = re.findall(r"file: (\S+\.jpg)", text)[:1]
    other = {"NFC": "NFD", "NFD": "NFC"}[form]
    saved, typed = (unicodedata.normalize(one, f"straße-ö-{old}") for one in (form, other))
    (content / "pictures" / old).rename(content / "pictures" / saved)
    entry.write_text(text.replace(f"file: {old}", f"file: {typed}"), encoding="utf-8")
    done = run("check", "--content", content, "--today", TODAY.isoformat())
    assert done.code == 0, done.out


@pytest.mark.parametrize(
    ("id_", "cure"),
    [("Cost", "write 'cost'"), ("COST", "write 'cost'"), ("co\u0301st", "write 'cost'")],
)
def test_ids_that_some_systems_take_for_one_are_never_two(
    id_: str, cure: str, tmp_path: Path
) -> None:
    source = "{title: T, publisher: P, type: news, where_found: here}"
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/index.md").write_text("---\ntitle: T\n---\nText.\n")
    (tmp_path / "site.yaml").write_text("title: T\n")
    text = f"cost: {source}\n{id_}: {source}\n"
    (tmp_path / "sources.yaml").write_text(text, encoding="utf-8")
    done = run("check", "--content", tmp_path, "--today", TODAY.isoformat())
    assert done.code == 1
    assert "sources.yaml:2:1: error: an id must be" in done.out
    assert cure in done.out
