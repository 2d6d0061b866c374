"""Sentences about messages, injects, meetings and tasks."""

WORDS: dict[str, str] = {}
