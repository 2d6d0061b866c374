"""A finished exercise, its trainer, and what its figures have to be: what tests of all numbers look at."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from simulation.exercise.journal import encode_event
from simulation.exercise.outcome.exercise_outcome import UNITS
from simulation.review.record_reading import RecordReading
from tests.webapp.house import House, Person, build, trainer
from tests.webapp.review.finished import finished_example, reading_of
from webapp.papers.paper import Paper, from_json

WHEN = ("play", "after")
FIGURE = re.compile(r'data-figure="(\w+)@(\w+)"[^>]*>([^<]*)<')
NUMBER = re.compile(r"−?\d[\d,]*(?:\.\d+)?")
type Figure = float | None


@dataclass(frozen=True, slots=True)
class Stored:
    """An event as it is stored."""

    at: int
    type: str
    body: dict[str, object]

    def __getitem__(self, name: str) -> str:
        return str(self.body[name])

    def happened(self, code: str, fact: str) -> int:
        """A number of what happened in the world; 0 when something else did."""
        happening = self.body.get("happening")
        if not isinstance(happening, dict) or happening["code"] != code:
            return 0
        return int(dict(happening["facts"])[fact])


@dataclass(frozen=True, slots=True)
class Seen:
    """A finished exercise, and the trainer who looks at it."""

    house: House
    ines: Person
    exercise: str
    reading: RecordReading
    outcome: dict[str, dict[str, Figure]]
    """By horizon."""
    events: tuple[Stored, ...]

    def page(self, name: str = "") -> str:
        return html.unescape(self.ines.get(f"/x/{self.exercise}/review/{name}").text)

    def table(self, name: str) -> list[dict[str, str]]:
        text = self.ines.get(f"/x/{self.exercise}/review/table/{name}.csv").text.lstrip("\ufeff")
        return list(csv.DictReader(io.StringIO(text)))

    def paper(self, name: str = "after-action.json") -> Paper:
        return from_json(self.ines.get(f"/x/{self.exercise}/review/paper/{name}").get_data())

    @property
    def scale(self) -> int:
        return int(10**self.reading.scenario.currency.minor_digits)


@contextmanager
def finished_and_seen(folder: Path, scenario: str) -> Iterator[Seen]:
    """An exercise of a scenario, played to its horizon in a folder of its own."""
    house = build(folder, languages=("en",))
    exercise = finished_example(house.database, scenario=scenario, seed=5, title="Finished")
    reading, _sequence = reading_of(house, exercise)
    assert reading.outcome is not None
    assert reading.outcome_after is not None
    found = {"play": asdict(reading.outcome), "after": asdict(reading.outcome_after)}
    bodies = [json.loads(encode_event(event)) for event in reading.record.events]
    events = tuple(Stored(body["at"], body["type"], body) for body in bodies)
    yield Seen(house, trainer(house), exercise, reading, found, events)
    house.close()


def numbers(text: str) -> list[float]:
    return [float(each.replace(",", "").replace("−", "-")) for each in NUMBER.findall(text)]


def printed(key: str, value: Figure, scale: int) -> float | str | None:
    """What a page prints of a figure: kilograms, whole units of money, tenths of days, words."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    match UNITS.get(key, ""):
        case "g":
            return round(value / 1000) if value >= 1000 else value
        case "minor units":
            return round(value / scale)
        case "days":
            return round(value, 1)
        case _:
            return value
