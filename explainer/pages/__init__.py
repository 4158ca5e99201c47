"""A planned page becomes HTML."""
