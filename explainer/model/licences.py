"""Licences of pictures: SPDX identifiers, or "permission", or "public domain".

Licences are written in many ways; what is meant by one is told as a cure, never guessed, since a
wrong version is another contract.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from explainer.voice.speech import voice

PERMISSION, PUBLIC_DOMAIN = "permission", "public domain"
_SAYINGS = (PERMISSION, PUBLIC_DOMAIN)

_CC = re.compile(r"(?:cc|creative commons)\b(.*)", re.DOTALL)
_CC_WORDS = (
    ("by", r"\bby\b|attribution"),
    ("nc", r"\bnc\b|non-?\s?commercial"),
    ("sa", r"\bsa\b|share-?\s?alike"),
    ("nd", r"\bnd\b|no-?\s?deriv"),
)
_VERSION = re.compile(r"\b([1-4]\.[05])\b")
_CC_ID = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)(?:-([A-Z]+))?")

# What is written where no licence is known by that name, and what to write.
_ALLOWED = "write 'permission' if whoever made it has allowed this use"
_OTHERWISE: tuple[tuple[str, str], ...] = (
    (r"\bcc-?\s?(?:0|zero)\b", "write CC0-1.0"),
    (r"\b(?:pd|pdm|public.?domain)\b", f"write {PUBLIC_DOMAIN!r}"),
    (r"\b(?:courtesy|permi\w+|allowed|with thanks)\b", f"write {PERMISSION!r}"),
    (
        r"\b(?:own|mine|self|ours|me|us)\b",
        "choose what others may do with it, such as CC-BY-4.0 ('permission' gives them no leave)",
    ),
    (r"unsplash|pexels|pixabay|stock|getty|royalty", _ALLOWED + ", as its terms of use do"),
    (r"©|copyright|\(c\)|all rights|reserved|proprietary", _ALLOWED + ", and leave it out if not"),
    (r"fair use|press|editorial", _ALLOWED + ": a use without leave is no licence"),
    (
        r"\?|unknown|none|google|internet|free|n/a|tbd|todo",
        "ask whoever made it: a picture whose licence nobody knows is not to be published",
    ),
)
_GENERAL = "write an SPDX identifier such as CC-BY-4.0, or 'permission', or 'public domain'"


def known(text: str) -> str:
    """The licence as it is printed; ValueError with the cure where none is called so."""
    text = " ".join(text.split())
    if text.casefold() in _SAYINGS:
        return text.casefold()
    found = _spdx(text)
    if not found:
        raise ValueError(f"must be a licence, not {text!r}; {_meant(text)}")
    return found


def _spdx(text: str) -> str:
    """The identifier, or several joined, as the list of SPDX spells it; empty where it has none."""
    from packaging import licenses  # which has them all, and most runs do without

    try:
        return licenses.canonicalize_license_expression(text)
    except licenses.InvalidLicenseExpression:
        return ""


def _meant(text: str) -> str:
    """What to write in place of a text that is no identifier."""
    said = _from_address(text) or text.casefold().replace("_", "-")
    if found := re.search(_OTHERWISE[0][0], said):
        return _OTHERWISE[0][1]
    if found := _CC.search(said):
        return _creative_commons(found[1])
    if near := _spdx(said.upper().replace(" ", "-")):
        return f"write {near}"
    cures = (cure for pattern, cure in _OTHERWISE if re.search(pattern, said))
    return next(cures, _GENERAL)


def _from_address(text: str) -> str:
    """What an address of a licence says of it: ``licenses/by-sa/3.0`` is CC BY-SA 3.0."""
    parts = urlsplit(text.casefold())
    if not parts.netloc.endswith("creativecommons.org"):
        return ""
    if parts.path.startswith("/publicdomain/"):
        return "cc0" if "zero" in parts.path else PUBLIC_DOMAIN
    return f"cc {parts.path.replace('/', ' ').replace('-', ' ')}"


def _creative_commons(rest: str) -> str:
    words = [word for word, pattern in _CC_WORDS if re.search(pattern, rest)]
    version = _VERSION.search(rest) or re.search(r"\b([1-4])\b", rest)
    if not words:
        return "say which, such as CC-BY-4.0 or CC-BY-SA-4.0: the page of the picture tells"
    which = "-".join(["CC", *(words if words[0] == "by" else ["by", *words])]).upper()
    if not version:
        return f"add its version, such as {which}-4.0: the page of the picture tells which"
    number = version[1] if "." in version[1] else f"{version[1]}.0"
    return f"write {which}-{number}"


def address(licence: str) -> str:
    """Where readers can read it; empty where that is nowhere, or in several places."""
    if found := _CC_ID.fullmatch(licence):
        land = f"{found[3].lower()}/" if found[3] else ""
        return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/{land}"
    if licence == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    if licence in _SAYINGS or " " in licence or licence.startswith("LicenseRef-"):
        return ""
    return f"https://spdx.org/licenses/{licence}.html"


def in_words(licence: str, language: str) -> str:
    """The licence as readers know it: ``CC BY-SA 4.0``."""
    if found := _CC_ID.fullmatch(licence):
        return " ".join(filter(None, ("CC", *found.groups())))
    tell = voice(language).tell
    said = {PERMISSION: tell("by permission"), PUBLIC_DOMAIN: tell("public domain")}
    return {"CC0-1.0": "CC0 1.0", **said}.get(licence, licence)


def may_be_changed(licence: str) -> bool:
    """Whether a part of the picture may stand for it; smaller copies of the whole may always."""
    return "-ND-" not in licence
