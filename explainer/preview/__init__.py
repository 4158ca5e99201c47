"""The site as it is being written, and its server for this machine alone."""
