"""Marks and spaces in what is printed, and nowhere else."""

from __future__ import annotations

import pytest

from explainer.voice.typography import typeset

HARD = "\u00a0"


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("en-GB", "Russia's “plan”", "Russia’s “plan”"),
        ("en", "the states&#39; &quot;big 'AI' plan&quot;", "the states’ “big ‘AI’ plan”"),
        ("en", '"A <em>plan</em>", it says', "“A <em>plan</em>”, it says"),
        ("de", "\"So 'n' Plan\", sagt sie", "„So ‚n‘ Plan“, sagt sie"),
        ("fr", 'l\'ami dit "oui"', f"l’ami dit «{HARD}oui{HARD}»"),
        ("ru", '"план"', "«план»"),
        ("ka", '"ქართული"', '"ქართული"'),  # no marks of it are known here
        ("en", 'a 12" disc', 'a 12" disc'),
        ("en", "<code>don't</code> and 'do'", "<code>don't</code> and ‘do’"),
        ("en", "<code>x</code>'s", "<code>x</code>’s"),
        ("en", '<a class="address" href="#">a.org/b\'c</a>', None),
        ("en", '<pre>1 km "x"</pre><textarea>\'</textarea><script>"1 km"</script>', None),
        ("en", '<i title="it\'s 5 km" id="it\'s">x</i>', '<i title="it’s 5 km" id="it\'s">x</i>'),
        ("de", '<i aria-label="&#34;So&#34;">x</i>', '<i aria-label="„So“">x</i>'),
        ("ka", '<i aria-label="&#34;x&#34;">x</i>', None),
        ("en", '<img lang="de" data-names="{&#34;a&#34;: 1}" alt="x">', None),
        (
            "en",
            "<svg><title>A state's</title><desc>a 'plan'</desc></svg>",
            "<svg><title>A state’s</title><desc>a ‘plan’</desc></svg>",
        ),
        ("en", "<cite lang='de'>x</cite>", None),
        ("en", '<cite lang="de">"Plan"</cite>, "plan"', '<cite lang="de">„Plan“</cite>, “plan”'),
        ("en", '<q lang="de"><q>"a"</q>"b"</q> "c"', '<q lang="de"><q>„a“</q>„b“</q> “c”'),
    ],
)
def test_quotes_and_apostrophes_are_those_of_the_language(
    language: str, typed: str, printed: str | None
) -> None:
    assert typeset(f"<p>{typed}</p>", language) == f"<p>{printed or typed}</p>"


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("en", "over 1,200 km of 11 December 2024", "over 1,200~km of 11~December~2024"),
        ("en", "<b>28</b> organisations in\nMay\n2025", "<b>28</b>~organisations in\nMay~2025"),
        ("en-US", "December 11, 2024", "December~11, 2024"),
        ("en", "In 2024 the president", "In 2024 the president"),
        ("de", "am 11. Dezember 2024, 5 Mio. Euro", "am 11. Dezember~2024, 5~Mio. Euro"),
        ("fi", "5 verkkoliikennekaistanjakajaa", "5 verkkoliikennekaistanjakajaa"),
        ("en", "<p>28</p><p> organisations</p>", "<p>28</p><p> organisations</p>"),
        (
            "en",
            '<i>line 8</i> <b class="detail">at 9 km</b>',
            '<i>line 8</i> <b class="detail">at 9~km</b>',
        ),
        ("en", '<span lang="xx">5 km</span>', '<span lang="xx">5~km</span>'),
    ],
)
def test_lines_do_not_end_within_a_date_or_behind_a_number(
    language: str, typed: str, printed: str
) -> None:
    assert typeset(f"<p>{typed}</p>", language) == f"<p>{printed.replace('~', HARD)}</p>"


def test_a_page_keeps_all_else() -> None:
    page = (
        """<!doctype html>\n<html lang="en"><meta http-equiv="x" content="default-src 'none'">"""
        """<meta property="og:url" content="https://x.org/it's/"><br> <p>a < b\n"""
    )
    assert typeset(page, "en") == page


def test_what_is_told_of_a_page_elsewhere_has_the_marks_too() -> None:
    page = (
        '<meta property="og:title" content="A state&#39;s plan">'
        '<meta name="description" content="It\'s">'
    )
    assert typeset(page, "en") == page.replace("&#39;", "’").replace("'", "’")
