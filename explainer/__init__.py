"""A static explainer website generator: facts, sources and narratives in, a site out."""
