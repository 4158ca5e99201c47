"""Numbers in running text, in any language, and whether they say what a value says."""
