"""`run.py bench cards --json`: a room comes in by its cards, on a real server.

70 people are listed and seated by the trainer's pages; all type the code of their card at the same moment and sit down,
10 of them twice, and 5 lose their device and come back on another one. Told are the seconds until everybody sits. Any
refusal ends the program with 1; so does somebody with two seats or none, a seat with people and no pen, or a time above
the bar (two minutes: what a trainer gives to a room for joining).
"""

from __future__ import annotations

import json
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from simulation.exercise.core.settings import Settings
from tests.webapp.serving import Browser, Process, free_port, sign_up
from webapp.store.database import connect
from webapp.store.new_exercise import new_exercise

PEOPLE, TWICE, LOST = 70, 10, 5
BAR_SECONDS = 120.0
CARD = re.compile(r'/control/people/(m\w+)/card"')
CODE = re.compile(r'translate="no"><bdi dir="ltr">([0-9A-Z]{4} [0-9A-Z]{4})<')
SEAT = re.compile(r'name="(name|agency|seat)_(m\w+)"')


def come_in(port: int, code: str) -> Browser:
    """Somebody types the code of a card on a device and sits down, or comes back; returns the device."""
    browser = Browser(port)
    found = browser.post("/join", {"code": code})
    assert found.status == 303, found.text
    path = urlsplit(found.location).path
    shown = browser.get(path)
    if shown.status == 200:
        shown = browser.post(path, {})
        if urlsplit(shown.location).path == path:  # on another device of the same card somebody was quicker
            shown = browser.get(path)
    assert shown.status == 303, shown.text
    return browser


def listed(trainer: Browser, room: str) -> dict[str, str]:
    """Everybody is listed and seated; those for whom no seat is left observe. Returns the code of each card."""
    names = "\n".join(f"Person {number:02}; agency {number % 9}" for number in range(PEOPLE))
    assert trainer.post(f"{room}/prepare", {"names": names}).status == 303
    form = [("country", code) for code in ("SOV", "ISA", "VAL", "KES")]
    for country in form:
        assert trainer.post(f"{room}/prepare/seats", dict([country])).status == 303
    page = trainer.get(f"{room}/prepare").text
    fields = {}
    for kind, who in SEAT.findall(page):
        cell = page[page.index(f'name="{kind}_{who}"') :]
        chosen = (
            re.search(r'<option value="([^"]*)" selected>', cell[: cell.index("</select>")]) if kind == "seat" else None
        )
        value = re.search(r'value="([^"]*)"', cell) if kind != "seat" else None
        found = chosen or value
        fields[f"{kind}_{who}"] = unescape(found[1]) if found is not None else "VAL/observer"
    assert trainer.post(f"{room}/prepare/rows", fields).status == 303
    codes = {}
    for who in CARD.findall(trainer.get(f"{room}/prepare").text):
        shown = CODE.search(trainer.get(f"{room}/people/{who}/card").text)
        assert shown is not None
        codes[who] = shown[1]
    return codes


def main() -> None:
    """Measure and print one JSON document."""
    with TemporaryDirectory() as folder:
        process = Process(Path(folder), free_port())
        process.start()
        trainer = Browser(process.port)
        sign_up(trainer, process.said)
        database = connect(f"sqlite:///{(Path(folder) / 'rogatory.sqlite').as_posix()}")
        settings = Settings(preset="day_28", seed=1)
        exercise = new_exercise(database, scenario="blue-current", settings=settings, title="Cards", trainer=None)
        room = f"/x/{exercise}/control"
        begun = time.monotonic()
        codes = listed(trainer, room)
        prepared = time.monotonic() - begun
        coming = [*codes.values(), *list(codes.values())[:TWICE]]
        begun = time.monotonic()
        with ThreadPoolExecutor(len(coming)) as pool:
            devices = list(pool.map(lambda code: come_in(process.port, code), coming))
        joined = time.monotonic() - begun
        begun = time.monotonic()
        with ThreadPoolExecutor(LOST) as pool:
            back = list(pool.map(lambda code: come_in(process.port, code), list(codes.values())[-LOST:]))
        returned = time.monotonic() - begun
        desks = [browser.get(f"/x/{exercise}/desk/").status for browser in (*devices, *back)]
        people = trainer.get(f"{room}/people").text
        rows = re.findall(r'<tr data-key="(m\w+)">(.*?)</tr>', people, re.DOTALL)
        process.stop()
        database.close()
    told = {
        "people": len(codes),
        "cards_used": len(coming) + len(back),
        "seconds_to_prepare": round(prepared, 2),
        "seconds_to_join": round(joined, 2),
        "seconds_to_come_back": round(returned, 2),
        "bar_seconds": BAR_SECONDS,
        "rows": len(rows),
        "different_people": len({who for who, _row in rows}),
        "desks_open": desks.count(200),
        "pens": sum("holds the pen" in row or "r-pen" in row for _who, row in rows),
    }
    print(json.dumps(told, indent=2))
    is_whole = len(codes) == told["rows"] == told["different_people"] == PEOPLE and desks.count(200) == len(desks)
    sys.exit(0 if is_whole and joined < BAR_SECONDS else 1)


if __name__ == "__main__":
    main()
