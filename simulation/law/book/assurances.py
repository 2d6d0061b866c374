"""What makes an assurance worth something: who signs it, and who watches that it is kept."""

from __future__ import annotations

from functools import cache

from simulation.law.rows import LawRow, Said, rows


class Assurance(LawRow):
    """An assurance that may be asked before a surrender.

    Attributes:
        code: Its code.
        signatories: Who can bind those on whom it hangs; one of them is enough.
        watched: It counts only where somebody watches that it is kept.
    """

    code: Said
    signatories: tuple[str, ...]
    watched: bool


@cache
def assurance_rows() -> dict[str, Assurance]:
    """The assurances, by code."""
    return {row.code: row for row in rows("assurances", "assurances", Assurance)}


def that_count(asked: tuple[str, ...], signed_by: tuple[str, ...], watched_by: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the assurances that bind somebody and are watched where they have to be.

    Args:
        asked: The assurances that are given.
        signed_by: Who signs.
        watched_by: By what it is watched that they are kept.
    """
    return tuple(
        code
        for code in asked
        if (row := assurance_rows().get(code)) is not None
        and set(row.signatories) & set(signed_by)
        and (watched_by or not row.watched)
    )
