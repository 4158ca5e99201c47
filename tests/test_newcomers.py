"""What goes wrong on the first day with a spreadsheet and photographs, and what is said.

By the documentation alone a series and a picture are added to a new repository, with one mistake
more each time: every one is told with its line and its cure.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import photos
from tests.program import run
from tests.test_tasks import follow

TABLE = "series/night-readers.csv"
SERIES, PICTURES, PAGE = "series.yaml", "pictures.yaml", "pages/night.md"
PHOTO = "pictures/night-room.jpg"
ALT = "A woman reads under a lamp; behind her the windows are dark."
Mistake = Callable[[Path], object]


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("followed")
    follow(folder)
    return folder / "content"


def saved(file: str, data: str | bytes) -> Mistake:
    raw = data.encode() if isinstance(data, str) else data
    return lambda content: (content / file).write_bytes(raw)


def written(file: str, was: str, now: str) -> Mistake:
    def make(content: Path) -> None:
        path = content / file
        text = path.read_text(encoding="utf-8")
        assert was in text
        path.write_text(text.replace(was, now), encoding="utf-8")

    return make


def called(was: str, now: str, data: bytes | None = None) -> Mistake:
    def make(content: Path) -> None:
        (content / was).rename(content / now)
        if data is not None:
            (content / now).write_bytes(data)
        name = Path(was).name
        entry = SERIES if was.startswith("series") else PICTURES
        written(entry, name, Path(now).name)(content)

    return make


def moved(was: str, now: str) -> Mistake:
    return lambda content: (content / was).rename(content / now)


ROWS = "when,value,note\n2021,44 thousand,\n2023,,no census\n2025,52 thousand,\n"
FINE: dict[str, Mistake] = {
    "semicolons between columns": saved(TABLE, ROWS.replace(",", ";")),
    "tabs between columns": saved(TABLE, ROWS.replace(",", "\t")),
    "decimal commas between semicolons": saved(
        TABLE, "when;value;note\n2021;44,0 thousand;\n2023;;no census\n2025;52,0 thousand;\n"
    ),
    "a point for thousands between semicolons": saved(
        TABLE, "when;value\n2021;44.000,0\n2022;48.120,5\n2025;52.000\n"
    ),
    "a byte-order mark": saved(TABLE, b"\xef\xbb\xbf" + ROWS.encode()),
    "ends of lines as Windows has them": saved(TABLE, ROWS.replace("\n", "\r\n")),
    "a blank in the name of a table": called(TABLE, "series/night readers.csv"),
    "a blank in the name of a photograph": called(PHOTO, "pictures/Night Room 1.jpg"),
    "an ending in capitals": called(PHOTO, "pictures/IMG_2044.JPG"),
    "a photograph held upright": saved(PHOTO, photos.photo(orientation=photos.TURNED)),
}


@pytest.mark.parametrize("mistake", FINE)
def test_what_is_no_mistake_is_taken_as_it_is(mistake: str, followed: Path, tmp_path: Path) -> None:
    content = Path(shutil.copytree(followed, tmp_path / "content"))
    FINE[mistake](content)
    done = run("check", "--content", content, "--today", "2026-06-01", "--strict")
    assert (done.code, done.out) == (0, "")


# The mistake, where it is told, and what of the cure.
TOLD: dict[str, tuple[Mistake, str, str]] = {
    "bars between columns": (
        saved(TABLE, ROWS.replace(",", "|")), f"{TABLE}:1:", "parted by commas",
    ),
    "decimal commas and decimal points in one table": (
        saved(TABLE, "when;value\n2021;44,5\n2025;52.5\n"), f"{TABLE}:2:", "'44.5'",
    ),
    "a decimal comma between commas": (
        saved(TABLE, "when,value\n2021,44,5\n"), f"{TABLE}:2:", "behind a point, 44.5",
    ),
    "a point for thousands": (saved(TABLE, "when,value\n2021,44.000\n"), f"{TABLE}:2:", "44,000"),
    "UTF-16": (saved(TABLE, ROWS.encode("utf-16")), f"{TABLE}:1:", "as UTF-8"),
    "another encoding": (
        saved(TABLE, ROWS.replace("census", "Zählung").encode("latin-1")), f"{TABLE}:3:", "UTF-8",
    ),
    "a workbook called a table": (
        saved(TABLE, b"PK\x03\x04" + bytes(range(256)) * 9), f"{TABLE}:1:", "plain text",
    ),
    "a workbook named": (
        called(TABLE, "series/night-readers.xlsx"), f"{SERIES}:", "'night-readers.csv'",
    ),
    "other capitals in the name of a table": (
        moved(TABLE, "series/Night-Readers.csv"), f"{SERIES}:", "'Night-Readers.csv'",
    ),
    "a table beside its folder": (
        moved(TABLE, "night-readers.csv"), "night-readers.csv:1:", "series/night-readers.csv",
    ),
    "no names of columns": (saved(TABLE, "2021,44\n2025,52\n"), f"{TABLE}:1:", "when,value"),
    "names of columns in another language": (
        saved(TABLE, "Jahr;Leser;Bemerkung\n2021;44;\n"), f"{TABLE}:1:",
        "in its place: when;value;note",
    ),
    "no names of columns between semicolons": (
        saved(TABLE, "2021;44\n2025;52\n"), f"{TABLE}:1:", "before it: when;value",
    ),
    "a table in thousands that does not say so": (
        saved(TABLE, ROWS.replace(" thousand", "")), "figures.yaml:",
        "'unit: thousand people'",
    ),
    "the file of a page that was renamed": (
        written(PAGE, "summary:", "was: pages/darkness.md\nsummary:"), f"{PAGE}:",
        "write 'darkness'",
    ),
    "other names of columns": (
        saved(TABLE, "Year,Readers\n2021,44\n"), f"{TABLE}:1:6", "write 'value'",
    ),
    "days as people write them": (
        saved(TABLE, "when,value\n31.12.2021,44\n"), f"{TABLE}:2:", "2021-12-31",
    ),
    "the newest first": (
        saved(TABLE, "when,value\n2025,52\n2021,44\n"), f"{TABLE}:3:", "in the order of time",
    ),
    "n/a": (
        saved(TABLE, "when,value\n2021,44\n2023,n/a\n"), f"{TABLE}:3:", "leave the cell empty",
    ),
    "a formula that failed": (
        saved(TABLE, "when,value\n2021,44\n2023,#REF!\n"), f"{TABLE}:3:", "mend the formula",
    ),
    "a row of sums": (
        saved(TABLE, "when,value\n2021,44\nTotal,44\n"), f"{TABLE}:3:", "take the row out",
    ),
    "a time that is not there": (
        written("figures.yaml", "over-time#2021", "over-time#2022"), "figures.yaml:", "2021, 2025",
    ),
    "a photograph of a phone": (
        called(PHOTO, "pictures/night-room.heic", photos.HEIC), f"{PICTURES}:", "Most Compatible",
    ),
    "a photograph of 108 million pixels": (
        called(PHOTO, "pictures/night-room.png", photos.huge()), f"{PICTURES}:", "make it smaller",
    ),
    "half a photograph": (saved(PHOTO, photos.photo()[:9000]), f"{PICTURES}:", "copy it again"),
    "a photograph that tells its place": (
        saved(PHOTO, photos.photo(place=True)), f"{PICTURES}:", "without its place",
    ),
    "a photograph that was renamed": (
        called(PHOTO, "pictures/night-room.png"), f"{PICTURES}:", "'night-room.jpg'",
    ),
    "other capitals in the name of a photograph": (
        moved(PHOTO, "pictures/Night-Room.JPG"), f"{PICTURES}:", "'Night-Room.JPG'",
    ),
    "a photograph beside its page": (
        moved(PHOTO, "pages/night-room.jpg"), "pages/night-room.jpg:", "'pictures/night-room.jpg'",
    ),
    "nothing for who cannot see it": (
        written(PICTURES, "  alt: A woman", "  # alt: A woman"), f"{PICTURES}:", "alt: decorative",
    ),
    "the name of the file for who cannot see it": (
        written(PICTURES, ALT, "IMG_2.jpg"),
        f"{PICTURES}:", "in a sentence",
    ),
    "nobody named": (written(PICTURES, "  credit: A.", "  # A."), f"{PICTURES}:", "who made"),
    "somebody named by another key": (
        written(PICTURES, "credit: A.", "photographer: A."), f"{PICTURES}:", "'credit'",
    ),
    "no licence": (written(PICTURES, "  licence: CC-BY", "  # CC-BY"), f"{PICTURES}:", "SPDX"),
    "a licence as people say it": (
        written(PICTURES, "CC-BY-4.0 ", "CC BY 4.0 "), f"{PICTURES}:", "write CC-BY-4.0",
    ),
    "no permission at all": (
        written(PICTURES, "CC-BY-4.0 ", "found on Google "), f"{PICTURES}:", "ask whoever made it",
    ),
    "the day as people write it": (
        written(PICTURES, "2025-02-20", "20.02.2025"), f"{PICTURES}:", "2025-02-20",
    ),
    "a number below it": (
        written(PICTURES, "[52 thousand people](fact:night-readers)", "52 thousand people"),
        f"{PICTURES}:", "bind it",
    ),
    "the file in place of the picture": (
        written(PAGE, "picture:night-room", "night-room.jpg"), f"{PAGE}:", "![](picture:",
    ),
    "an element of HTML": (
        written(PAGE, "![](picture:night-room)", "<img src='a.jpg'>"), f"{PAGE}:", "![](picture:",
    ),
    "a picture in a sentence": (
        written(PAGE, "![](picture:", "Look: ![](picture:"), f"{PAGE}:", "an empty line",
    ),
    "a slip in its name": (
        written(PAGE, "picture:night-room", "picture:nightroom"), f"{PAGE}:", "'night-room'",
    ),
    "another word for it": (written(PAGE, "picture:night", "image:night"), f"{PAGE}:", "'picture'"),
    "a mark of exclamation left out": (
        written(PAGE, "![](picture:", "[](picture:"), f"{PAGE}:", "![](picture:night-room)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", TOLD)
def test_a_mistake_on_the_way_is_told_with_its_line_and_its_cure(
    mistake: str, followed: Path, tmp_path: Path
) -> None:
    make, place, cure = TOLD[mistake]
    content = Path(shutil.copytree(followed, tmp_path / "content"))
    make(content)
    done = run("check", "--content", content, "--today", "2026-06-01", "--strict")
    assert done.code == 1
    told = re.findall(r"^(\S.*?:\d+:\d+): .*\n    (.*)$", done.out, re.MULTILINE)
    assert any(cure in hint and place in at for at, hint in told), done.out


def test_readers_are_told_what_is_noted_at_a_gap(followed: Path, tmp_path: Path) -> None:
    done = run("build", "--content", followed, "--output", tmp_path / "site")
    assert done.code == 0, done.out
    page = tmp_path / "site" / "series" / "night-readers-over-time" / "index.html"
    assert re.search(r"No value for .*2023.*: no census", page.read_text(encoding="utf-8"))
