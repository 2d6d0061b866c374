"""Notices and diffusions."""
