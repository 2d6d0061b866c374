"""Messages, meetings and hand-overs."""
