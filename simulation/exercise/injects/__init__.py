"""The event list: what is fired, when, and what follows from an answer."""
