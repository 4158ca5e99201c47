"""What each page says: frozen, and nothing that it could go and find. Made from an edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from explainer.pages.models.changes import changes_page
from explainer.pages.models.disagreements import disagreements_page
from explainer.pages.models.events import event_page, events_page
from explainer.pages.models.facts import fact_page, facts_page
from explainer.pages.models.figures import embedded_page, figure_page, figures_page
from explainer.pages.models.groups import group_page, groups_page
from explainer.pages.models.lists import (
    data_page,
    glossary_page,
    gone_page,
    missing_page,
    search_page,
)
from explainer.pages.models.narratives import front_page, narrative_page
from explainer.pages.models.pictures import picture_page, pictures_page
from explainer.pages.models.series import all_series_page, series_page
from explainer.pages.models.sources import source_page, sources_page
from explainer.site.edition import Edition
from explainer.site.plan import SitePage

# By the template of a page, which gets the model as ``it``. What only leads elsewhere says nothing.
MAKERS: Mapping[str, Callable[[Edition, SitePage], object]] = {
    "404.html": missing_page,
    "all_series.html": all_series_page,
    "changes.html": changes_page,
    "data.html": data_page,
    "disagreements.html": disagreements_page,
    "embed.html": embedded_page,
    "event.html": event_page,
    "events.html": events_page,
    "fact.html": fact_page,
    "facts.html": facts_page,
    "figure.html": figure_page,
    "figures.html": figures_page,
    "front.html": front_page,
    "glossary.html": glossary_page,
    "gone.html": gone_page,
    "group.html": group_page,
    "groups.html": groups_page,
    "moved.html": lambda edition, page: None,
    "page.html": narrative_page,
    "picture.html": picture_page,
    "pictures.html": pictures_page,
    "search.html": search_page,
    "series.html": series_page,
    "source.html": source_page,
    "sources.html": sources_page,
}


def of(edition: Edition, page: SitePage) -> object:
    """What a page says, in the model of its kind."""
    return MAKERS[page.template](edition, page)
