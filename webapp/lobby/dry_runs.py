"""Dry runs in the background: what a room would meet in a scenario, found by plays in a process of their own.

One at a time on a server, with an end to its time: an exercise that is played meanwhile is not to feel it. What was
found is kept while the server runs.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event, Lock, Thread
from typing import cast

from simulation.players.dry_run import DryRun, dry_run, with_desks
from simulation.review.authoring.scenario_verdict import SEED, ScenarioVerdict, after_play, verdict_on
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import Scenario
from webapp.process.own_process import BrokeOffError, TookTooLongError, told_by

log = logging.getLogger(__name__)

STEPS = 4
"""Files and needs; two plays; the seats; their desks."""

LONGEST_SECONDS = 900.0

type Stamp = tuple[tuple[str, int, int], ...]
"""Name, time of the last change and size of each file of a scenario."""


class Ending(StrEnum):
    """Why a dry run ended before it was done."""

    BROKE = "broke"
    LATE = "late"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Found:
    """What a dry run has found so far."""

    verdict: ScenarioVerdict | None = None
    play: DryRun | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """A dry run of a scenario: in hand, done or broken off.

    Attributes:
        name: Of which scenario.
        preset: Key of the preset.
        scenario: The scenario as it was.
        stamp: Its files as they were.
        done: Steps of `STEPS` that are done.
        found: What they found.
        ended: Why it ended early, None where it did not.
    """

    name: str
    preset: str
    scenario: Scenario
    stamp: Stamp = ()
    done: int = 0
    found: Found = Found()
    ended: Ending | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes."""
        return self.ended is not None or self.done == STEPS


def stamp_of(directory: Path) -> Stamp:
    """Tells whether files are still the same, without reading them."""
    files = sorted(path for path in directory.rglob("*") if path.is_file())
    found = ((path.relative_to(directory).as_posix(), path.stat()) for path in files)
    return tuple((name, kept.st_mtime_ns, kept.st_size) for name, kept in found)


class DryRuns:
    """The last dry run of each scenario, and the one in hand."""

    def __init__(self) -> None:
        """Nothing has been tried."""
        self._trials: dict[str, Trial] = {}
        self._guard = Lock()
        self._stopped = Event()

    def of(self, name: str) -> Trial | None:
        """The last one of a scenario."""
        with self._guard:
            return self._trials.get(name)

    def in_hand(self) -> Trial | None:
        """The one that is being played."""
        with self._guard:
            return self._in_hand()

    def _in_hand(self) -> Trial | None:
        return next((trial for trial in self._trials.values() if not trial.is_over), None)

    def ask(self, trial: Trial, directory: Path) -> bool:
        """Begins a dry run; False, and nothing begins, while another is in hand."""
        with self._guard:
            if self._in_hand() is not None:
                return False
            self._stopped = Event()
            given = (trial, directory, self._stopped)
            Thread(target=self._play, args=given, name="dry run", daemon=True).start()
            self._trials[trial.name] = trial
        return True

    def stop(self, name: str) -> None:
        """Ends the dry run of a scenario, if it is in hand; its process may need some seconds to end."""
        with self._guard:
            trial = self._in_hand()
            if trial is not None and trial.name == name:
                self._stopped.set()
                self._trials[name] = replace(trial, ended=Ending.STOPPED)

    def _play(self, trial: Trial, directory: Path, stopped: Event) -> None:
        heard = told_by(
            _work,
            trial.name,
            trial.preset,
            trial.scenario,
            directory,
            name="dry run",
            seconds=LONGEST_SECONDS,
            is_stopped=stopped.is_set,
        )
        ended = Ending.BROKE
        try:
            for done, found in enumerate(heard, start=1):
                trial = replace(trial, done=done, found=cast("Found", found))
                self._keep(trial, stopped)
        except TookTooLongError:
            ended = Ending.LATE
        except BrokeOffError:
            log.exception("a dry run broke off")
        finally:
            if not trial.is_over:
                self._keep(replace(trial, ended=ended), stopped)

    def _keep(self, trial: Trial, stopped: Event) -> None:
        with self._guard:
            if not stopped.is_set():
                self._trials[trial.name] = trial


def _work(answer: Connection, name: str, preset_key: str, scenario: Scenario, directory: Path) -> None:
    frozen = freeze(scenario, SEED)
    preset = next(each for each in scenario.play.presets if each.key == preset_key)
    found = Found(verdict_on(name, scenario, directory))
    answer.send(found)
    found = replace(found, verdict=after_play(found.verdict or ScenarioVerdict(name, (), ()), scenario, preset))
    answer.send(found)
    found = replace(found, play=dry_run(frozen, preset, SEED))
    answer.send(found)
    if found.play is not None:
        answer.send(replace(found, play=with_desks(found.play, frozen, preset)))
