"""The room in more than one language."""
