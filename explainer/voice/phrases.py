"""The few phrases around values that the CLDR lacks, in the languages that have them here.

In any other language a sign stands for the phrase, so that no value mixes two languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, TypeAlias

from babel import Locale

_Forms: TypeAlias = "str | dict[str, str]"  # one for each plural form where they differ

_SIGNS: Final[dict[str, _Forms]] = {
    "unknown": "?", "about": "~{}", "at least": "≥{}", "over": ">{}", "nearly": "~{}",
    "at most": "≤{}", "under": "<{}", "of": "{}/{}", "in": "{}/{}", "to": "{} – {}",
    "per": "{}/{}", "times": "{}×", "percentage points": "{} pp", "uncertain": "{}?",
    "since": "{} – …", "until": "… – {}", "scaled": "{} {}",
}  # fmt: skip
_PHRASES: Final[dict[str, dict[str, _Forms]]] = {
    "en": {
        "unknown": "unknown", "about": "about {}", "at least": "at least {}", "over": "over {}",
        "nearly": "nearly {}", "at most": "at most {}", "under": "under {}", "of": "{} of {}",
        "in": "{} in {}", "to": "{} to {}", "per": "{} per {}",
        "times": {"one": "{} time", "other": "{} times"},
        "percentage points": {"one": "{} percentage point", "other": "{} percentage points"},
        "uncertain": "possibly {}", "since": "since {}", "until": "until {}",
        "spring": "spring {}", "summer": "summer {}", "autumn": "autumn {}", "winter": "winter {}",
    },
    "de": {
        "unknown": "unbekannt", "about": "etwa {}", "at least": "mindestens {}",
        "over": "über {}", "nearly": "knapp {}", "at most": "höchstens {}", "under": "unter {}",
        "of": "{} von {}", "in": "{} von {}", "to": "{} bis {}", "per": "{} pro {}",
        "times": "{}-mal",
        "percentage points": {"one": "{} Prozentpunkt", "other": "{} Prozentpunkte"},
        "uncertain": "vermutlich {}", "since": "seit {}", "until": "bis {}",
        "spring": "Frühjahr {}", "summer": "Sommer {}", "autumn": "Herbst {}",
        "winter": "Winter {}",
    },
    "fr": {
        "unknown": "inconnu", "about": "environ {}", "at least": "au moins {}",
        "over": "plus de {}", "nearly": "près de {}", "at most": "au plus {}",
        "under": "moins de {}", "of": "{} sur {}", "in": "{} sur {}", "to": "{} à {}",
        "per": "{} par {}", "times": "{} fois", "scaled": "{} de {}",
        "scaled, vowel": "{} d’{}",
        "percentage points": {
            "one": "{} point de pourcentage", "other": "{} points de pourcentage"
        },
        "uncertain": "peut-être {}", "since": "depuis {}", "until": "jusqu’à {}",
        "spring": "printemps {}", "summer": "été {}", "autumn": "automne {}",
        "winter": "hiver {}",
    },
    "es": {
        "unknown": "desconocido", "about": "aproximadamente {}", "at least": "al menos {}",
        "over": "más de {}", "nearly": "casi {}", "at most": "como máximo {}",
        "under": "menos de {}", "of": "{} de {}", "in": "{} de cada {}", "to": "{} a {}",
        "per": "{} por {}", "times": {"one": "{} vez", "other": "{} veces"},
        "scaled": "{} de {}",
        "percentage points": {"one": "{} punto porcentual", "other": "{} puntos porcentuales"},
        "uncertain": "posiblemente {}", "since": "desde {}", "until": "hasta {}",
        "spring": "primavera de {}", "summer": "verano de {}", "autumn": "otoño de {}",
        "winter": "invierno de {}",
    },
    "pt": {
        "unknown": "desconhecido", "about": "cerca de {}", "at least": "pelo menos {}",
        "over": "mais de {}", "nearly": "quase {}", "at most": "no máximo {}",
        "under": "menos de {}", "of": "{} de {}", "in": "{} em cada {}", "to": "{} a {}",
        "per": "{} por {}", "times": {"one": "{} vez", "other": "{} vezes"},
        "scaled": "{} de {}",
        "percentage points": {"one": "{} ponto percentual", "other": "{} pontos percentuais"},
        "uncertain": "possivelmente {}", "since": "desde {}", "until": "até {}",
        "spring": "primavera de {}", "summer": "verão de {}", "autumn": "outono de {}",
        "winter": "inverno de {}",
    },
    "it": {
        "unknown": "sconosciuto", "about": "circa {}", "at least": "almeno {}",
        "over": "oltre {}", "nearly": "quasi {}", "at most": "al massimo {}",
        "under": "meno di {}", "of": "{} su {}", "in": "{} su {}", "to": "da {} a {}",
        "per": "{} per {}", "times": {"one": "{} volta", "other": "{} volte"},
        "scaled": "{} di {}",
        "percentage points": {"one": "{} punto percentuale", "other": "{} punti percentuali"},
        "uncertain": "forse {}", "since": "dal {}", "until": "fino al {}",
        "spring": "primavera {}", "summer": "estate {}", "autumn": "autunno {}",
        "winter": "inverno {}",
    },
    "nl": {
        "unknown": "onbekend", "about": "ongeveer {}", "at least": "minstens {}",
        "over": "meer dan {}", "nearly": "bijna {}", "at most": "hoogstens {}",
        "under": "minder dan {}", "of": "{} van {}", "in": "{} op {}", "to": "{} tot {}",
        "per": "{} per {}", "times": "{} keer",
        "percentage points": {"one": "{} procentpunt", "other": "{} procentpunten"},
        "uncertain": "mogelijk {}", "since": "sinds {}", "until": "tot {}",
        "spring": "voorjaar {}", "summer": "zomer {}", "autumn": "najaar {}",
        "winter": "winter {}",
    },
    "ru": {
        "unknown": "неизвестно", "about": "примерно {}", "at least": "не менее {}",
        "over": "более {}", "nearly": "почти {}", "at most": "не более {}", "under": "менее {}",
        "of": "{} из {}", "in": "{} из {}", "times": "{}×", "percentage points": "{} п. п.",
        "per": "{} / {}", "uncertain": "возможно, {}",
        "spring": "весна {} г.", "summer": "лето {} г.", "autumn": "осень {} г.",
        "winter": "зима {} г.",
    },
}  # fmt: skip
# Languages without an entry of their own here that join a scale word and a noun by a preposition.
_JOINED: Final = {
    "ca": {"scaled": "{} de {}", "scaled, vowel": "{} d’{}"},
    "gl": {"scaled": "{} de {}"},
}

LANGUAGES: Final = tuple(sorted(_PHRASES))


def phrase(key: str, locale: Locale, amount: Decimal = Decimal(0)) -> str:
    """The phrase in the language of ``locale``, as it stands with ``amount``; else the sign."""
    forms = _of(locale).get(key, _SIGNS.get(key, ""))
    if isinstance(forms, str):
        return forms
    return forms.get(locale.plural_form(abs(amount)), forms["other"])


def known(key: str, locale: Locale) -> bool:
    """Whether the language has words for it here."""
    return key in _of(locale)


def joined(number: str, noun: str, locale: Locale) -> str:
    """A number that ends in a scale word, and what it counts: "2 millions d’euros"."""
    words = _of(locale)
    vowel = noun[:1].casefold() in "aeiouàâéèêíóúh" and "scaled, vowel" in words
    return phrase("scaled, vowel" if vowel else "scaled", locale).format(number, noun)


def _of(locale: Locale) -> Mapping[str, _Forms]:
    return _PHRASES.get(locale.language) or _JOINED.get(locale.language, {})
