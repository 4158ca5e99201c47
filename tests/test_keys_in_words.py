"""What content names by a key is said in words, at one place, and every key has its words."""

from __future__ import annotations

from typing import get_args
from unittest.mock import patch

import pytest

from explainer.model import Conflict, FactKind, Picture, SourceType
from explainer.model.events import DUE, HAPPENED
from explainer.model.sources import How
from explainer.voice import keys, speech
from tests.test_voice import Accented


@pytest.mark.parametrize(
    ("table", "named"),
    [
        (keys.KINDS, get_args(FactKind)),
        (keys.SHORT_KINDS, get_args(FactKind)),
        (keys.CONFLICTS, get_args(Conflict)),
        (keys.TYPES, get_args(SourceType)),
        (keys.BASED, get_args(How)),
        (keys.SHORT_BASED, get_args(How)),
        (keys.PICTURES, get_args(Picture.model_fields["made_by"].annotation)),
        (keys.ROLES, (HAPPENED, DUE)),
    ],
)
def test_every_key_has_words(table: dict[str, object], named: tuple[str, ...]) -> None:
    assert set(table) == set(named)


def test_a_role_of_ours_is_translated_and_an_editors_is_not() -> None:
    with patch.object(keys, "voice", lambda tag: speech.Voice(tag, Accented())):
        assert keys.role_in_words("happened", "pt") == "háppénéd"
        assert keys.role_in_words("assinado", "pt") == "assinado"
