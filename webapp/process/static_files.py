"""Static files: read once, named by their content, packed once, answered without a worker thread.

A page names a file with a digest of what is in it (`css/tokens.3f2a91c07b5e.css`), so a browser keeps it for good and
asks anew only when it changed. References inside style sheets are rewritten the same way. The plain name answers too,
to be asked about each time. Everything is kept in memory: it is some two megabytes, and a file that is never opened
needs neither a thread nor care for where a path might lead.
"""

from __future__ import annotations

import functools
import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from flask import Flask, Response, abort, request
from rogatory_assets import directory
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

FOLDERS: Mapping[str, Path] = {"static": Path(__file__).parents[1] / "static", "assets": directory()}

FOR_GOOD = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "public, no-cache"

KINDS = {  # named here and not asked of the system: some machines call a script plain text
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
PACKED_ALREADY = frozenset({".woff2"})

REFERENCE = re.compile(r'(?<=url\(")/(?P<place>[a-z]+)/(?P<filename>[^"]+)(?="\))')


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file; `packed` is empty where packing gains nothing."""

    kind: str
    plain: bytes
    packed: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a request for a file."""

    status: int
    headers: dict[str, str]
    body: bytes


class StaticFiles:
    """The files of some folders, by address."""

    def __init__(self, folders: Mapping[str, Path]) -> None:
        """Reads and packs them; style sheets last, for they name the others."""
        self._named: dict[tuple[str, str], str] = {}
        self._found: dict[str, tuple[StaticFile, str]] = {}
        paths = [(place, folder, path) for place, folder in folders.items() for path in sorted(folder.rglob("*.*"))]
        for place, folder, path in sorted(paths, key=lambda each: each[2].suffix == ".css"):
            if path.suffix in KINDS:
                self._add(place, path.relative_to(folder).as_posix(), path)

    def _add(self, place: str, filename: str, path: Path) -> None:
        plain = path.read_bytes()
        if path.suffix == ".css":
            plain = REFERENCE.sub(self._reference, plain.decode()).encode()
        digest = blake2b(plain, digest_size=6).hexdigest()
        packed = b"" if path.suffix in PACKED_ALREADY else gzip.compress(plain, mtime=0)
        found = StaticFile(KINDS[path.suffix], plain, packed, digest)
        named = f"{filename.removesuffix(path.suffix)}.{digest}{path.suffix}"
        self._named[place, filename] = named
        self._found[f"/{place}/{filename}"] = found, ASK_EACH_TIME
        self._found[f"/{place}/{named}"] = found, FOR_GOOD

    def _reference(self, found: re.Match[str]) -> str:
        return f"/{found['place']}/{self.named(found['place'], found['filename'])}"

    def named(self, place: str, filename: str) -> str:
        """The name with its digest; a name that no file has stays as it is and is not found later."""
        return self._named.get((place, filename), filename)

    def addresses(self) -> list[str]:
        """Every address that has a file, with and without digest."""
        return list(self._found)

    def answer(self, path: str, accepts: str, known: str) -> Answer | None:
        """What to say to a browser that accepts these encodings and knows these versions; None where no file is."""
        if path not in self._found:
            return None
        found, cache = self._found[path]
        headers = {"etag": f'W/"{found.digest}"', "cache-control": cache, "vary": "Accept-Encoding"}
        if f'"{found.digest}"' in known:
            return Answer(304, headers, b"")
        body = found.plain
        if found.packed and parse_accept_header(accepts, Accept).quality("gzip"):
            body = found.packed
            headers["content-encoding"] = "gzip"
        return Answer(200, {**headers, "content-type": found.kind, "content-length": str(len(body))}, body)


@functools.cache
def static_files() -> StaticFiles:
    """The files of the application and of the assets package."""
    return StaticFiles(FOLDERS)


def install(app: Flask) -> None:
    """Gives pages the names with digests, and answers also where Flask is asked without the front before it."""
    files = static_files()

    def answer(filename: str) -> Response:  # noqa: ARG001 - the whole path says it
        found = files.answer(
            request.path, request.headers.get("Accept-Encoding", ""), request.headers.get("If-None-Match", "")
        )
        if found is None:
            abort(404)
        return Response(found.body, found.status, found.headers)

    for place in FOLDERS:
        app.add_url_rule(f"/{place}/<path:filename>", place, answer)

    @app.url_defaults
    def digest(endpoint: str, values: dict[str, object]) -> None:
        filename = values.get("filename")
        if endpoint in FOLDERS and isinstance(filename, str):
            values["filename"] = files.named(endpoint, filename)
