"""Headers that keep a page to itself, tokens against forged forms, and a bound on guessing codes."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import blake2b
from http import HTTPStatus
from typing import cast

from flask import Flask, Request, Response, current_app, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask.typing import RouteCallable
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect, generate_csrf
from itsdangerous import URLSafeTimedSerializer
from limits import parse

from webapp.visit import errors, limits
from webapp.visit.visitor import remembered_by, services

BOARD_STYLE = "'sha256-pgvDUBa4IjFA2yuSJ2cqcyxmNYJMborsd0ORcRv9vw8='"
"""Hash of the one style sheet that Cytoscape writes into the page of the board."""

POLICY = "; ".join(
    (
        "default-src 'self'",
        f"style-src 'self' {BOARD_STYLE}",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

NOT_USED = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
"""What a browser could let a page do and no page of ours asks for."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{each}=()" for each in NOT_USED),
}
"""Of every answer, files included."""

STAY_WITH_HTTPS = "max-age=15552000"
"""Half a year in which a browser that came by HTTPS asks for this host by HTTPS alone."""

HEADERS_OF_A_PART = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}
"""Of a part that a tick fetches: it is put into a page, whose own headers hold; by itself it may do nothing."""

GUESSING = (
    "lobby.find",
    "lobby.join",
    "lobby.give_name",
    "lobby.choose",
    "lobby.sit_down",
    "lobby.come_back",
    "lobby.sit_down_by_card",
    "lobby.come_back_by_code",
)
"""Views at which a code or a personal link could be guessed."""

PASSWORDS = ("accounts.do_sign_in", "accounts.change_password")
"""Views at which a password could be guessed."""

PASSWORDS_PER_MINUTE = 20
"""Wrong passwords that one address may send in a minute."""

SALT = "wtf-csrf-token"
"""What Flask-WTF signs tokens with, besides the key."""

FORMS_KEY = "csrf_token"
"""Where Flask-WTF keeps the secret of a browser's forms in its signed cookie."""


FAR = datetime(2200, 1, 1, tzinfo=UTC)
"""Until when browsers are asked to keep a cookie, whatever this machine's clock says today; they choose less."""


class Sessions(SecureCookieSessionInterface):
    """Signed cookies whose age nobody asks: a wall clock that is set back, or right again, signs nobody out.

    A trainer's sign-in ends by its row (`webapp.store.sign_ins`), a member's by its own.
    """

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie holds, nothing when its signature is not ours."""
        serializer = self.get_signing_serializer(app)
        if serializer is None:
            return None
        said = request.cookies.get(self.get_cookie_name(app), "")
        is_ours, held = remembered_by(request, "cookie", lambda: serializer.loads_unsafe(said))
        return self.session_class(held if is_ours else None)

    def get_expiration_time(self, app: Flask, session: SessionMixin) -> datetime | None:  # noqa: ARG002 - Flask's signature
        """Far from any day that a jumped clock may show; None: until the browser is closed."""
        return FAR if session.permanent else None

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - Flask's signature
        """Whether the cookie goes back over HTTPS only.

        Decided for each request: the same server may serve phones through a proxy with a certificate and the trainer's
        own laptop without.
        """
        return request.is_secure


def form_token() -> str:
    """The token of this browser's forms, masked anew for each question in an address.

    Packed pages betray by their length what a guess that they repeat has in common with the rest of the page. What a
    stranger can make them repeat stands behind the `?` of an address, so another guess meets another token; and a page
    shown twice is the same to the byte.
    """
    if FORMS_KEY not in session:
        generate_csrf()
    return masked(session[FORMS_KEY], request.query_string)


def masked(secret: str, question: bytes = b"") -> str:
    """The token that stands for a secret beside a question."""
    plain = bytes.fromhex(secret)
    mask = blake2b(question, key=plain, digest_size=len(plain)).digest()
    return urlsafe_b64encode(mask + _exclusive(mask, plain)).decode()


def unmasked(token: str) -> str:
    """The secret that a token stands for.

    Raises:
        ValueError: It is none.
    """
    both = urlsafe_b64decode(token)
    half = len(both) // 2
    return _exclusive(both[:half], both[half:]).hex()


def _exclusive(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


class Forms(CSRFProtect):
    """Flask-WTF's check of forms, for masked tokens."""

    def __init__(self, app: Flask) -> None:
        """Checks every form from now on."""
        super().__init__(app)  # type: ignore[no-untyped-call]  # it has no annotations

    def _get_csrf_token(self) -> str | None:
        token: str | None = super()._get_csrf_token()  # type: ignore[no-untyped-call]  # nor has it
        try:
            return URLSafeTimedSerializer(current_app.secret_key or "", SALT).dumps(unmasked(token or ""))
        except ValueError:
            return token


def install(app: Flask) -> None:
    """Puts all of it in place; call when every view is registered."""
    app.session_interface = Sessions()
    Forms(app)
    app.jinja_env.globals["csrf_token"] = form_token

    @app.context_processor
    def token() -> dict[str, Callable[[], str]]:
        return {"csrf_token": form_token}

    @app.after_request
    def protect(answer: Response) -> Response:
        headers = answer.headers
        for name, value in (HEADERS_OF_A_PART if "X-Tick" in request.headers else HEADERS).items():
            headers.setdefault(name, value)
        headers.pop("Date", None)  # the server says it
        if request.is_secure:
            headers.setdefault("Strict-Transport-Security", STAY_WITH_HTTPS)
        if answer.mimetype == "text/html":
            # not `no-store`: after it Firefox forgets on the way back what was chosen and typed in a form, and no
            # browser brings the page back as it was left
            headers.setdefault("Cache-Control", "private, no-cache")
        return answer

    limiter = Limiter(get_remote_address, storage_uri="memory://", headers_enabled=False)
    limiter.init_app(app)
    limits.install(app, limiter)

    @app.after_request
    def count_wrong_codes(answer: Response) -> Response:
        """Only wrong codes are counted and, past the bound, refused: the right one opens for everybody, always."""
        if request.endpoint not in GUESSING or answer.status_code != HTTPStatus.NOT_FOUND:
            return answer
        bound = parse(f"{services().config.joins_per_minute} per minute")
        if limiter.limiter.hit(bound, "guessing", get_remote_address()):
            return answer
        return errors.answer(429, errors.told(429))

    wrong = limiter.limit(f"{PASSWORDS_PER_MINUTE} per minute", deduct_when=lambda answer: answer.status_code == 422)
    for endpoint in PASSWORDS:
        app.view_functions[endpoint] = cast("RouteCallable", wrong(app.view_functions[endpoint]))
