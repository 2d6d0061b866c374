"""Messages, meetings and handovers."""
