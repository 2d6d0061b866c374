"""`/health`: one word by which a proxy or a watching program knows that the server works and its database answers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from a2wsgi.asgi_typing import Receive, Scope, Send

from webapp.store.database import Database
from webapp.store.tables import SettingRecord

PATH = "/health"
PATIENCE_SECONDS = 3.0
"""How long the database may take to answer."""

FRESH_SECONDS = 1.0
"""For how long what the database answered is told again: whoever asks more often does not keep it busy."""


@dataclass(slots=True)
class Health:
    """Answers whether the database answers, with one question at a time, whoever asks; passes on all other requests."""

    database: Database
    headers: Mapping[str, str]
    rest: Callable[[Scope, Receive, Send], Awaitable[None]]
    asked: asyncio.Task[bool] | None = None
    asked_at: float = field(default=float("-inf"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} and scope["path"] == PATH:
            await self._tell(send)
        else:
            await self.rest(scope, receive, send)

    async def is_well(self) -> bool:
        """Whether the database answers, within a few seconds."""
        now = time.monotonic()
        asked = self.asked
        if asked is None or (asked.done() and now - self.asked_at >= FRESH_SECONDS):
            asked = self.asked = asyncio.create_task(asyncio.to_thread(self._answers))
            self.asked_at = now
        done, _waiting = await asyncio.wait({asked}, timeout=PATIENCE_SECONDS)
        return bool(done) and asked.result()

    async def _tell(self, send: Send) -> None:
        status, word = (200, b"ok") if await self.is_well() else (503, b"unavailable")
        said = {**self.headers, "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
        sent = [(name.lower().encode(), value.encode()) for name, value in said.items()]
        await send({"type": "http.response.start", "status": status, "headers": sent})
        await send({"type": "http.response.body", "body": word, "more_body": False})

    def _answers(self) -> bool:
        try:
            with self.database.reading() as session:
                session.execute(sa.select(SettingRecord.key).limit(1)).all()
        except sa.exc.SQLAlchemyError:
            return False
        return True
