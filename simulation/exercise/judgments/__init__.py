"""Where a case is tried, and verdicts until they are final."""
