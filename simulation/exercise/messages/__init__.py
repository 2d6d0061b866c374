"""Messages between seats."""
