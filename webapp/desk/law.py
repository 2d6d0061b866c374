"""The law book as the desk reads it, loaded once."""

from __future__ import annotations

from functools import cache

from flask_babel import gettext as _

from simulation.assistance.lawbook import LawBook, load_law_book


@cache
def law_book() -> LawBook:
    """The rows of the law data, checked when they are first read."""
    return load_law_book()


def source_text(source: str) -> str:
    """A source as people can look it up; what stands only in the project's own notes is a rule of the exercise."""
    kept = [part.strip() for part in source.replace(": assumption", "; assumption").split(";") if "law.md" not in part]
    return "; ".join(part for part in kept if part and part != "assumption") or _("rule of the exercise")
