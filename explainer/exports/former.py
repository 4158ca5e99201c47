"""Files beside the pages of entries, where they were when those had other ids."""

from __future__ import annotations

from collections.abc import Mapping

from explainer.site.edition import Edition
from explainer.site.plan import address_of, former
from explainer.store.artefacts import Make


def files(edition: Edition, makes: Mapping[str, Make]) -> dict[str, Make]:
    """What ``makes`` has beside a page, at every address that the page had before, too."""
    found: dict[str, Make] = {}
    for entry in edition.content.entries():
        if not (olds := former(entry)):
            continue
        now = address_of(entry)
        forms = [at.rpartition(".")[2] for at in makes if at.startswith(f"{now}{entry.id}.")]
        for old in olds:
            whole = f"{old}{old.strip('/').rpartition('/')[2]}"
            found |= {f"{whole}.{form}": makes[f"{now}{entry.id}.{form}"] for form in forms}
    return {at: make for at, make in found.items() if at not in makes}
