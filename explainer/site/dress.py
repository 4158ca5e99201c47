"""What ``theme:`` in site.yaml says of colours and type, as rules before those of style.css."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from explainer.model import Looks, colours

FORMATS = {".woff2": "woff2", ".woff": "woff", ".ttf": "truetype", ".otf": "opentype"}
# Twice, so that they weigh more than the same of style.css, which stand further down.
ROOT = ":root:root"


def rules(looks: Looks, addresses: Mapping[str, str]) -> str:
    """A style sheet; empty where nothing is said. ``addresses`` are those of static files."""
    return "".join(f"{rule}\n" for rule in (*_faces(looks, addresses), *_tokens(looks)))


def _faces(looks: Looks, addresses: Mapping[str, str]) -> Iterator[str]:
    for name, file in (("Own text", looks.text_face), ("Own display", looks.display_face)):
        if file in addresses:
            form = FORMATS[file[file.rindex(".") :]]
            at = addresses[file].removeprefix("assets/")
            yield (
                f'@font-face {{ font-family: "{name}"; src: url("{at}") format("{form}");'
                " font-weight: 100 900; font-display: swap; }"
            )


def _tokens(looks: Looks) -> Iterator[str]:
    light = dict(_light(looks))
    if light:
        yield f"{ROOT} {{ {' '.join(f'{key}: {value};' for key, value in light.items())} }}"
    dark = " ".join(f"{key}: {value};" for key, value in _dark(looks))
    if dark:
        yield f"@media screen and (prefers-color-scheme: dark) {{ {ROOT} {{ {dark} }} }}"
    if looks.display_face:
        yield 'h1, h2, h3, .masthead-title { font-family: "Own display", var(--serif); }'


def _light(looks: Looks) -> Iterator[tuple[str, str]]:
    if looks.accent:
        yield "--accent", looks.accent
    if looks.links:
        yield "--link", looks.links
    if looks.text_face:
        yield "--serif", '"Own text", Georgia, serif'


def _dark(looks: Looks) -> Iterator[tuple[str, str]]:
    pairs = (
        ("--accent", looks.accent, looks.accent_dark),
        ("--link", looks.links, looks.links_dark),
    )
    for token, light, dark in pairs:
        if light or dark:
            yield token, dark or colours.nearest(light, colours.DARK)
