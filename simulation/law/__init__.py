"""The law as rows, the days it takes, and what can be said objectively of a request; no decisions."""
