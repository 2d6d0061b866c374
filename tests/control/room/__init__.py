"""The room during play."""
