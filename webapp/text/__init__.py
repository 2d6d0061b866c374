"""From codes to words."""
