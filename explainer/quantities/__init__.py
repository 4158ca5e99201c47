"""Values, units and dates as people write them: read, compared, reckoned with, and cured."""
