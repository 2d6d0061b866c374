"""`run.py bench weight --json`: bytes on the wire, as phones in a room without a certificate get them.

Blue-current is played to its fourth move by the textbook policy; then somebody joins from a fresh browser, over HTTP,
with what a browser accepts there (gzip). Counted is whole answers with their heads: the first page with everything that
it loads (styles, scripts, icons, and each font that has a letter of the page), every later page to which a desk, the
control room or the lobby links, and what one tick costs: the tick and the parts that a page fetches then.

The program ends with 1 when a figure is over its bar.
"""

from __future__ import annotations

import gzip
import json
import re
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urldefrag, urlsplit

from simulation.exercise.clock.commands import Jump, StartExercise
from simulation.exercise.core.command import CONTROL
from simulation.exercise.core.settings import Settings
from tests.webapp.house import build
from tests.webapp.serving import Browser, Process, free_port, sign_up
from webapp.live.stream import tick as told
from webapp.store.new_exercise import new_exercise

SCENARIO = "blue-current"
JUMPS = (30, 38, 38)
TEAM = "VAL"
FIRST_PAGE_KB = 250
PAGE_KB = 25
DOCUMENT_KB = 60
TICK_KB = 15
"""Bars, in kilobytes of 1,000 bytes."""

MOST_PAGES = 400
LOADED = re.compile(r'<(?:link|script|use)\b[^>]*?\b(?:href|src)="([^"#]+)')
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')
PANEL = re.compile(r'data-panel="([^"]+)"[^>]*?data-src="([^"]+)"[^>]*?data-version="([^"]*)"')
FACE = re.compile(r"@font-face\s*{(.*?)}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Weighed:
    """An answer and its weight."""

    status: int
    size: int
    text: str


def weigh(browser: Browser, path: str, more: str = "") -> Weighed:
    """One answer with its head, as it comes over the wire."""
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip, deflate\r\nConnection: close\r\n{more}"
    with socket.create_connection(("127.0.0.1", browser.port), timeout=60) as taken:
        taken.sendall(f"{head}Cookie: {browser.carried()['Cookie']}\r\n\r\n".encode())
        whole = b"".join(iter(lambda: taken.recv(65536), b""))
    first, _, body = whole.partition(b"\r\n\r\n")
    if b"content-encoding: gzip" in first.lower():
        body = gzip.decompress(body)
    return Weighed(int(first.split()[1]), len(whole), body.decode("utf-8", "replace"))


def cold(browser: Browser, path: str) -> tuple[int, dict[str, int]]:
    """A page with all that a browser loads for it that has nothing yet; and what each part weighs."""
    page = weigh(browser, path)
    parts = {path: page.size}
    waiting = list(LOADED.findall(page.text))
    letters = {ord(letter) for letter in page.text}
    while waiting:
        address = unescape(waiting.pop())
        if address in parts or urlsplit(address).netloc:
            continue
        found = weigh(browser, address)
        parts[address] = found.size
        if address.endswith(".css"):
            waiting += [address for face in FACE.findall(found.text) for address in fonts(face, letters)]
    return sum(parts.values()), parts


def fonts(face: str, letters: set[int]) -> Iterator[str]:
    """The file of a font face of which the page has a letter."""
    named = re.search(r'url\("([^"]+)"', face)
    ranges = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", face)
    spans = [range(int(first, 16), int(last or first, 16) + 1) for first, last in ranges] or [range(0x110000)]
    if named and any(letter in span for span in spans for letter in letters):
        yield named[1]


def pages(browser: Browser, begin: list[str]) -> dict[str, int]:
    """The weight of every page that can be reached by links from these."""
    waiting = list(begin)
    found: dict[str, int] = {}
    while waiting and len(found) < MOST_PAGES:
        path = waiting.pop(0)
        if path in found:
            continue
        answer = weigh(browser, path)
        if answer.status != 200 or "<html" not in answer.text:
            continue
        found[path] = answer.size
        links = (urldefrag(unescape(link))[0] for link in LINK.findall(answer.text))
        waiting += [link for link in links if link.startswith("/x/") and link not in found and "?" not in link]
    return found


@dataclass(slots=True)
class Open:
    """An open page and what it knows, as the script of a page keeps it."""

    browser: Browser
    path: str
    text: str

    def panels(self) -> dict[str, tuple[str, str]]:
        """By where each panel of the page is fetched, its name and which version stands there."""
        return {unescape(where): (name, version) for name, where, version in PANEL.findall(self.text)}

    def fetched(self, around: str, versions: dict[str, str]) -> int:
        """The weight of the parts that are older than these versions, fetched in one request as the script does."""
        behind = [where for where, (name, old) in self.panels().items() if versions.get(name, old) != old]
        if not behind:
            return 0
        query = "&".join(f"src={quote(where, safe='')}" for where in behind)
        answer = weigh(self.browser, f"{around}parts?{query}", "X-Tick: 1\r\n")
        refused = [part["src"] for part in json.loads(answer.text)["parts"] if part["status"] != 200]
        if refused:
            message = f"parts were not given: {refused}"
            raise RuntimeError(message)
        return answer.size


def tick(browser: Browser, exercise: str, page: Open) -> int:
    """What it costs a page to learn of everything that changed since it was opened."""
    around = f"/x/{exercise}/live/team/"
    versions: dict[str, str] = json.loads(weigh(browser, f"{around}poll").text)["panels"]
    shown = dict(page.panels().values())
    news = {name: version for name, version in versions.items() if shown.get(name) != version}
    return len(told(news, versions)) + page.fetched(around, versions)


def played(folder: Path) -> tuple[str, str]:
    """An exercise in its fourth move in a folder, and its join code."""
    house = build(folder)
    policies = tuple((code, "textbook") for code in ("SOV", "ISA", TEAM, "KES"))
    settings = Settings(preset="day_28", seed=1, policies=policies)
    exercise = new_exercise(house.database, scenario=SCENARIO, settings=settings, title="Weight", trainer=None)
    house.store.execute(exercise, StartExercise(id="weight0", member=CONTROL, warm_up=False))
    for number, days in enumerate(JUMPS, start=1):
        house.store.execute(exercise, Jump(id=f"weight{number}", member=CONTROL, days=days))
    code = house.join_code(exercise)
    (folder / "secret-key").write_text("0" * 64, encoding="ascii")
    house.close()
    return exercise, code


def main() -> int:
    """Play, weigh and print one JSON document."""
    with TemporaryDirectory() as folder:
        exercise, code = played(Path(folder))
        server = Process(Path(folder), free_port())
        server.start()
        try:
            found, parts = measured(server, exercise, code)
        finally:
            server.stop()
    bars = {
        "first_page_kb": FIRST_PAGE_KB,
        "heaviest_page_kb": PAGE_KB,
        "longest_document_kb": DOCUMENT_KB,
        "tick_kb": TICK_KB,
    }
    missed = sorted(name for name, bar in bars.items() if found[name] > bar)
    print(json.dumps({**found, **parts, "missed": missed}))
    return 1 if missed else 0


def take_seat(person: Browser, trainer: Browser, exercise: str, code: str, name: str, post: str) -> None:
    """Knocks and is admitted."""
    person.post(f"/join/{code}", {"name": name})
    person.post(f"/join/{code}/seat/{TEAM}/{post}", {})
    waiting = re.findall(r'control/people/(\w+)/admit"', trainer.get(f"/x/{exercise}/control/people").text)
    admitted = [trainer.post(f"/x/{exercise}/control/people/{who}/admit", {"how": "new"}).status for who in waiting]
    person.get(f"/x/{exercise}/lobby/waiting")
    seated = weigh(person, f"/x/{exercise}/desk/").status
    if (admitted, seated) != ([303], 200):
        message = f"{name} was not seated: {admitted}, {seated}"
        raise RuntimeError(message)


def measured(server: Process, exercise: str, code: str) -> tuple[dict[str, float], dict[str, object]]:
    """The figures, and what they are made of."""
    ines, ada = Browser(server.port), Browser(server.port)
    sign_up(ines, server.said)
    desk = f"/x/{exercise}/desk/"
    start, _parts = cold(Browser(server.port), f"/join/{code}")
    take_seat(ada, ines, exercise, code, "Ada", "prosecutor")
    first, first_parts = cold(ada, desk)
    later = pages(ada, [desk, f"/x/{exercise}/lobby/"]) | pages(ines, [f"/x/{exercise}/control/", "/exercises"])
    documents = {path: size for path, size in later.items() if re.search(r"/desk/documents/[^/]+$", path)}
    others = {path: size for path, size in later.items() if path not in documents}
    ticks: dict[str, int] = {}
    shown = [Open(ada, path, weigh(ada, path).text) for path in later if path.startswith(desk)]
    take_seat(Browser(server.port), ines, exercise, code, "Grace", "police")
    for page in shown:
        ticks[f"seat {page.path}"] = tick(ada, exercise, page)
    jumped = ines.post(f"/x/{exercise}/control/jump", {"days": "10", "command_id": "weightjump01"})
    if jumped.status != 303:
        raise RuntimeError(jumped.text)
    for page in shown:
        ticks[f"jump {page.path}"] = tick(ada, exercise, page)

    def kb(weights: dict[str, int]) -> dict[str, float]:
        heaviest = sorted(weights, key=lambda path: -weights[path])[:6]
        return {path.replace(f"/x/{exercise}/", ""): round(weights[path] / 1000, 1) for path in heaviest}

    figures = {
        "first_page_kb": round(max(start, first) / 1000, 1),
        "join_page_kb": round(start / 1000, 1),
        "heaviest_page_kb": round(max(others.values()) / 1000, 1),
        "longest_document_kb": round(max(documents.values()) / 1000, 1),
        "tick_kb": round(max(ticks.values()) / 1000, 1),
        "pages": len(later),
    }
    return figures, {
        "first_page": kb(first_parts),
        "heaviest_pages": kb(others),
        "longest_documents": kb(documents),
        "heaviest_ticks": kb(ticks),
    }


if __name__ == "__main__":
    sys.exit(main())
