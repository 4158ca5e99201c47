"""What git tells of the content: when each entry changed, and from what to what."""
