"""Whole runs, as the automatic players' tests have them."""

from tests.players.conftest import auto_run, glass_run, shipped, textbook_run

__all__ = ["auto_run", "glass_run", "shipped", "textbook_run"]
