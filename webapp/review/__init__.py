"""The after-action page: timelines, charts and tables."""
