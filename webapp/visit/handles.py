"""What addresses and forms call things: a short word that stays with its thing.

A place in a list moves when something is added, and a key of the simulation tells what the scenario knows; so things
without a number of their own go by a keyed digest of their key. The digest differs from team to team, so that nobody
learns by comparing addresses that two teams have the same thing before them.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Protocol

from flask import request

from webapp.store.published_views import CONTROL
from webapp.visit.visitor import current_exercise, current_visit, services

LENGTH = 10
"""Letters of a handle."""


class Keyed(Protocol):
    """Whatever the simulation names by a key."""

    @property
    def key(self) -> str:
        """Its key."""
        ...


def handle_of(kind: str, key: str) -> str:
    """What the visitor's pages call the thing of this kind with this key.

    Args:
        kind: E.g. `inject`; a handle of one kind fits no thing of another.
        key: The thing's key, or the keys that make it up.
    """
    member = current_visit().member
    viewer = member.country if member is not None and request.blueprint != CONTROL else CONTROL
    return made(services().config.secret_key, current_exercise().id, viewer, kind, key)


def made(secret: str, exercise: str, viewer: str, kind: str, key: str) -> str:
    """The handle that a viewer's pages (a country's, or control's) use for a thing."""
    named = f"{exercise}|{viewer}|{kind}|{key}"
    return blake2b(named.encode(), key=secret.encode()[:64], digest_size=LENGTH // 2).hexdigest()


def held[T: Keyed](kind: str, things: Iterable[T], text: str) -> T | None:
    """The thing with this handle; None when it is not among them any more, or never was."""
    if len(text) != LENGTH:
        return None
    return next((thing for thing in things if handle_of(kind, thing.key) == text), None)
