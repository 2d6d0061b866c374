"""The event list."""
