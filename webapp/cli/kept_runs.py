"""Runs that are kept while a par is made, so that a long computation that was stopped goes on where it stopped.

They stand in a file beside the par, one JSON document a line: first what the par is made from, then each run as it
ends. A file of other rules, another scenario or other seeds is begun anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import RootModel, ValidationError

from simulation.review.authoring.par import MadeFrom
from simulation.review.cooperation import Measured, WayOfPlaying

type Job = tuple[WayOfPlaying, int]
type Found = dict[tuple[str, int], Measured]

ENDING = ".runs"
"""Behind the name of the par."""

_Line = RootModel[tuple[str, Measured]]


class KeptRuns:
    """The runs of one par.

    Attributes:
        found: Each run that is there, by name of the way of playing and seed.
    """

    def __init__(self, par: Path, source: MadeFrom) -> None:
        """Read what an earlier computation of the same par left.

        Args:
            par: Where the par will be.
            source: What it is made from.

        Raises:
            OSError: The file cannot be read.
        """
        self._place = kept_beside(par)
        self._head = source.model_dump_json()
        self.found: Found = {}
        text = self._place.read_text(encoding="utf-8", errors="replace") if self._place.is_file() else ""
        head, *lines = text.splitlines() or [""]
        if head == self._head:
            for line in lines:
                self._read(line)

    def _read(self, line: str) -> None:
        try:
            way, run = _Line.model_validate_json(line).root
        except ValidationError:
            return  # the last line of a computation that was stopped while it wrote: that run is played again
        self.found[way, run.seed] = run

    def lacking(self, jobs: Iterable[Job]) -> list[Job]:
        """Those that are still to be played."""
        return [(way, seed) for way, seed in jobs if (way.name, seed) not in self.found]

    def keep(self, played: Iterable[tuple[Job, Measured]]) -> None:
        """Write each run as it comes.

        Args:
            played: Runs, each with its job.

        Raises:
            OSError: The file cannot be written.
        """
        fresh = self._place.with_name(self._place.name + ".new")
        known = "".join(_line(way, run) for (way, _seed), run in self.found.items())
        fresh.write_text(f"{self._head}\n{known}", encoding="utf-8", newline="")
        fresh.replace(self._place)  # whoever stops it now loses nothing
        with self._place.open("a", encoding="utf-8", newline="") as file:
            for (way, seed), run in played:
                self.found[way.name, seed] = run
                file.write(_line(way.name, run))
                file.flush()


def kept_beside(par: Path) -> Path:
    """Where the runs of a par are kept until it is written."""
    return par.with_name(par.name + ENDING)


def _line(way: str, run: Measured) -> str:
    return json.dumps([way, {"seed": run.seed, "figures": dict(run.figures), "needs": dict(run.needs)}]) + "\n"
