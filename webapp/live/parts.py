"""Several live parts of a page in one answer, so that a page that lags behind asks once."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Response, current_app, request

OF_THE_WHOLE = {"werkzeug.request", "HTTP_IF_NONE_MATCH", "HTTP_ACCEPT_ENCODING"}
"""What is asked of the answer as a whole: its parts are neither packed nor left out."""

MOST_PARTS = 40
"""A page has at most some twenty."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one address answered; `html` is empty unless `status` is 200."""

    src: str
    status: int
    html: str


def part(src: str, area: str) -> Part:
    """What an address of this exercise answers to whoever asks, checked like any other request.

    Args:
        src: The address, a path with what follows `?`.
        area: What every such address begins with.
    """
    address = urlsplit(src)
    if address.scheme or address.netloc or not address.path.startswith(area) or ".." in address.path:
        return Part(src, 404, "")
    environ = {
        **{key: value for key, value in request.environ.items() if key not in OF_THE_WHOLE},
        "PATH_INFO": address.path,
        "QUERY_STRING": address.query,
    }
    with current_app.request_context(environ):
        answer = _answer()
        if answer.mimetype != "text/html" or answer.status_code != 200:
            return Part(src, 404 if answer.status_code == 200 else answer.status_code, "")
        return Part(src, 200, answer.get_data(as_text=True))


def _answer() -> Response:
    """The answer that the application would give alone; a part that breaks does not take the others with it."""
    try:
        return _checked()
    except Exception as problem:  # noqa: BLE001  # as Flask itself does around every request
        return current_app.handle_exception(problem)


def _checked() -> Response:
    """What Flask's `full_dispatch_request` does, less what is put around an answer: the whole has its own headers."""
    try:
        found = current_app.preprocess_request()
        if found is None:
            found = current_app.dispatch_request()
    except Exception as problem:  # noqa: BLE001  # as there
        found = current_app.handle_user_exception(problem)
    return current_app.make_response(found)
