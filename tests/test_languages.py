"""Languages: the tags that are accepted, what is said of others, and which way each is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer import languages
from tests.program import run

SITE = {
    "site.yaml": "title: A small explainer\nlanguage: {}\n",
    "pages/index.md": "---\ntitle: Front\nsummary: A page.\n---\nText.\n",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("en", "en"),
        ("EN-gb", "en-GB"),
        ("zh-hans", "zh-Hans"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("sr-latn", "sr-Latn"),
        ("pt-BR", "pt-BR"),
        ("es-419", "es-419"),
        ("de-CH-1901", "de-CH-1901"),
        ("ca-valencia", "ca-valencia"),
        ("de-US", "de-US"),  # rare, but a language abroad
        ("eng", "en"),  # the code with two letters is the one to use
        ("en-UK", "en-GB"),
        ("nb", "nb"),
    ],
)
def test_a_tag_is_accepted_and_gets_its_usual_case(text: str, tag: str) -> None:
    assert languages.printed(text) == languages.known(text) == tag


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("english", "write 'en'"),
        ("British English", "write 'en-GB'"),
        ("Simplified Chinese", "write 'zh-Hans'"),
        ("Deutsch", "write 'de'"),
        ("русский", "write 'ru'"),
        ("العربية", "write 'ar'"),
        ("en_GB", "write 'en-GB'"),
        ("en GB", "write 'en-GB'"),
        ("de_DE.UTF-8", "write 'de-DE'"),
        ("en-", "write 'en'"),
        ("en-XX", "write 'en'"),
        ("jp", "write 'ja'"),
        ("ua", "write 'uk'"),
        ("us", "write 'en-US'"),
        ("Spanisch", "write 'es'"),
        ("zz-ZZ", "write that of the language, such as 'pt-BR'"),
        ("xx", "write that of the language, such as 'pt-BR'"),
        ("", "write that of the language, such as 'pt-BR'"),
    ],
)
def test_what_is_no_tag_gets_a_cure_that_is_one(text: str, cure: str) -> None:
    for read in (languages.printed, languages.known):
        with pytest.raises(ValueError, match="a language must be a language tag") as caught:
            read(text)
        assert str(caught.value).endswith(f"; {cure}")
        assert read(cure.split("'")[1])


def test_a_source_may_be_in_a_language_that_no_site_can_be_in() -> None:
    assert languages.known("tlh") == "tlh"
    assert languages.known("grc") == "grc"
    with pytest.raises(ValueError, match="not 'grc'; write the tag of another, such as 'en'"):
        languages.printed("grc")


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("text", ["english", "klingon", "xx", "zz-ZZ", "en_GB", "en-", "''"])
def test_check_and_build_say_the_same_of_a_site(text: str, command: str, tmp_path: Path) -> None:
    files = SITE | {"site.yaml": SITE["site.yaml"].format(text)}
    content = write(tmp_path / "content", files)
    where = ["--output", tmp_path / "site"] if command == "build" else []
    done = run(command, "--content", content, *where)
    assert done.code == 1
    assert done.out.startswith(
        "site.yaml:2:11: error: 'language': a language must be a language tag, such as en-GB or de,"
        f" not {text if text == chr(39) * 2 else repr(text)}"
    )
