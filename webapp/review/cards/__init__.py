"""The cards of the after-action page."""
