"""The web, asked at an editor's wish, and never in a build: a test holds builds to that."""
