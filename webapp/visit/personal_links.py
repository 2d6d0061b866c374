"""Personal links and codes: made from a seed in a person's row and the secret key, so that no row opens a seat.

Whoever reads the database, or a copy of it, has neither a link nor a code; a new seed ends both.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import blake2b
from hmac import compare_digest

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.store.members import found_in
from webapp.store.new_exercise import CODE_LETTERS, plain_code
from webapp.store.tables import GuestRecord, MemberRecord
from webapp.visit.visitor import services

CODE_LENGTH = 8


def _sealed(purpose: str, member: str, seed: str) -> bytes:
    key = services().config.secret_key.encode()[:64]
    return blake2b(f"{purpose}|{member}|{seed}".encode(), key=key, digest_size=18).digest()


def token_of(member: str, seed: str) -> str:
    """The last part of a member's personal link."""
    return f"{member}-{urlsafe_b64encode(_sealed('link', member, seed)).decode()}"


def code_of(member: str, seed: str) -> str:
    """The short code with which a member comes back where no link is at hand, in two groups of four."""
    letters = "".join(CODE_LETTERS[value % len(CODE_LETTERS)] for value in _sealed("code", member, seed)[:CODE_LENGTH])
    return f"{letters[:4]} {letters[4:]}"


def by_token(database: Session, token: str) -> MemberRecord | None:
    """Whose link this is."""
    row = database.get(MemberRecord, token.partition("-")[0])
    if row is None or not compare_digest(token_of(row.id, row.link_seed).encode(), token.encode()):
        return None
    return found_in(database, row.exercise_id, row.id)


def expected_by_token(database: Session, token: str) -> GuestRecord | None:
    """Who of those expected has this link, before it was used."""
    row = database.get(GuestRecord, token.partition("-")[0])
    if row is None or not compare_digest(token_of(row.id, row.link_seed).encode(), token.encode()):
        return None
    return row if database.get(MemberRecord, row.id) is None else None


def link_behind(database: Session, typed: str, exercise: str = "") -> str:
    """The last part of the personal link whose short code was typed: of somebody who is in, or is expected.

    Args:
        database: Where to look.
        typed: The code as it was typed.
        exercise: Only in this exercise; "" for all.

    Returns:
        "" where nobody has this code.
    """
    wanted = plain_code(typed)
    if len(wanted) != CODE_LENGTH:
        return ""
    for kind in (MemberRecord, GuestRecord):
        chosen = sa.select(kind.id, kind.link_seed)
        for member, seed in database.execute(chosen.where(kind.exercise_id == exercise) if exercise else chosen):
            if compare_digest(plain_code(code_of(member, seed)).encode(), wanted.encode()):
                token = token_of(member, seed)
                if by_token(database, token) is not None or expected_by_token(database, token) is not None:
                    return token
    return ""
