"""What sources answer to each fact, who copies whom, and where they disagree."""
