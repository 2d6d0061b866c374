"""Sentences of the pages where no server runs and no database is needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from webapp.app import create_app
from webapp.store.database import Database
from webapp.visit.config import Config

UNUSED = "nothing is signed where no server runs"
"""In the place of the secret key."""


@contextmanager
def words_alone() -> Iterator[None]:
    """The application that says sentences, in the first of its languages, with a database that holds nothing."""
    alone = Config(data=Path(), database_url="sqlite://", secret_key=UNUSED)
    with create_app(alone, Database(sa.create_engine(alone.database_url))).test_request_context():
        yield
