"""A static explainer website generator: facts, sources and narratives in, a site out."""

__version__ = "0.1.0"
