"""The front-end files that the project brings with it work in a real browser."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, BrowserContext
from rogatory_assets import directory

from tests.browser.conftest import contexts_of

PAGE = """<!doctype html><title>files</title><link rel="stylesheet" href="css/bootstrap.min.css">
<style>@font-face { font-family: Text; src: url(fonts/source-sans-3.woff2); font-weight: 200 900 }
@font-face { font-family: Letter; src: url(fonts/source-serif-4.woff2); font-weight: 200 900 }
@font-face { font-family: Arabic; src: url(fonts/noto-sans-arabic.woff2); font-weight: 100 900 }</style>
<p style="font-family: Text">a</p><p style="font-family: Letter">b</p><p style="font-family: Arabic">\u0633</p>
<div class="row">row</div>
<script src="js/htmx.min.js"></script><script src="js/cytoscape.min.js"></script>
"""


class Files(SimpleHTTPRequestHandler):
    """Serves the front-end files and one page that uses them."""

    def do_GET(self) -> None:
        """Answers one request."""
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Says nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    """A server on this machine, for one test."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Files, directory=str(directory())))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_scripts_style_and_fonts_load(browser_context: BrowserContext, address: str) -> None:
    page = browser_context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(address)
    assert page.evaluate("typeof htmx.ajax + typeof cytoscape") == "functionfunction"
    assert page.evaluate("getComputedStyle(document.querySelector('.row')).display") == "flex"
    loaded = page.evaluate(
        "document.fonts.ready.then(fonts => [...fonts].map(font => font.family + ' ' + font.status))"
    )
    assert sorted(loaded) == ["Arabic loaded", "Letter loaded", "Text loaded"]
    assert [text for text in problems if "favicon" not in text and "404" not in text] == []


def ask_outside(browser: Browser) -> None:
    """Opens a page with a picture from outside, and with one that it brings with it."""
    with contexts_of(browser) as make:
        page = make().new_page()
        page.set_content('<img src="http://somewhere.example/picture.png"><img src="data:image/gif;base64,R0lGOD">')
        page.wait_for_load_state("load")
        assert page.evaluate("document.images[0].naturalWidth") == 0


def test_a_page_that_asks_the_outside_world_fails_its_test(browser: Browser) -> None:
    with pytest.raises(AssertionError, match=r"the outside world: \['http://somewhere\.example/picture\.png'\]"):
        ask_outside(browser)
