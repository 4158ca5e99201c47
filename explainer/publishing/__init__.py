"""The only writer: a whole new site or nothing, one at a time, and nothing of others lost."""
