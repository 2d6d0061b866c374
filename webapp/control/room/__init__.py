"""The room during play, and its live parts."""
