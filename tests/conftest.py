"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# How long an example takes says how busy the machine is; each test as a whole has its time limit.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
