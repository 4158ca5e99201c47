"""What editors may write, and how a folder of it becomes content."""
