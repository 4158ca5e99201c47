"""A folder becomes content: read once, typed once, and what is wrong with it told."""

from explainer.content.loading import load
from explainer.content.whole import Content

__all__ = ["Content", "load"]
