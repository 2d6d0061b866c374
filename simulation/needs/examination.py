"""Whether a scenario's needs are true of its world, and whether nothing decides the case without them.

Each question (`findings.NeedQuestion`) is answered by the engine's own rules in the untouched world.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from simulation.casework.documents.document import Document
from simulation.casework.proof.elements import brings_gain
from simulation.kernel.errors import Problem
from simulation.needs import answers, closure
from simulation.needs.chains import words
from simulation.needs.coverage import uncovered
from simulation.needs.dates import NeedDates, back_in_time, dates_of
from simulation.needs.findings import NeedFinding, NeedQuestion
from simulation.needs.reading import NOT_PROVED, FileReading
from simulation.needs.untouched import UntouchedWorld
from simulation.network import questions
from simulation.players.policies import AUTO
from simulation.scenario.schema.needs import FormalWay, Need, by_key
from simulation.scenario.schema.scenario import FrozenScenario

NEEDS = "needs.toml"
PLAY = "play.toml"
NETWORK = "network.toml"


@dataclass(frozen=True, slots=True)
class Examination:
    """What an examination of needs came to.

    Attributes:
        findings: What is not as it should be, by question and row.
        notes: What an author may want to know: ways at home that only chance opens, answers that come too late.
        dates: Of every need, from when it can be had, until when, and how long asking usually takes.
    """

    findings: tuple[NeedFinding, ...]
    notes: tuple[NeedFinding, ...]
    dates: tuple[NeedDates, ...]


def examine_needs(frozen: FrozenScenario) -> Examination:
    """Examine the needs of a scenario, and what convicts without any of them.

    Args:
        frozen: Scenario and name pools.
    """
    return _Examiner(frozen).examined()


def dates_in(frozen: FrozenScenario) -> tuple[NeedDates, ...]:
    """The days of a scenario's needs alone."""
    return _Examiner(frozen).dates() if frozen.scenario.needs else ()


def chances_in(frozen: FrozenScenario, sendings: int) -> dict[str, int]:
    """By need, how many of so many letters bring it within half a day (see `dates.back_in_time`)."""
    return _Examiner(frozen).chances(sendings) if frozen.scenario.needs and sendings else {}


class _Examiner:
    """The untouched world of a scenario, and what each country has at home in it."""

    def __init__(self, frozen: FrozenScenario) -> None:
        self._scenario = frozen.scenario
        self._needs = by_key(frozen.scenario.needs)
        self._rows = {need.key: index for index, need in enumerate(frozen.scenario.needs)}
        self._world = UntouchedWorld(frozen)
        self._offices = UntouchedWorld(frozen, AUTO.name) if self._needs else self._world
        self._later = self._world.at(closure.WINDOW_DAYS).state
        in_flight = self._world.in_flight()
        self._home = {
            country.code: closure.at_home(self._world, country.code, in_flight) for country in self._scenario.played
        }
        self._inherited = {code: self._read(code, home.inherited) for code, home in self._home.items()}
        self._brought: dict[str, tuple[tuple[Document, ...], ...]] = {}

    def examined(self) -> Examination:
        dates = tuple(
            dates_of(self._world, self._offices, need, self._home[need.country]) for need in self._needs.values()
        )
        at_home = list(self._at_home())
        findings = [
            *self._not_held(),
            *at_home,
            *self._not_enough(),
            *self._convicting(),
            *uncovered(self._scenario),
            *(each for found in dates for each in self._out_of_time(found)),
        ]
        order = list(NeedQuestion)
        findings.sort(key=lambda each: (order.index(each.question), each.problem))
        late = (each for found in dates for each in self._late(found))
        return Examination(tuple(findings), (*self._by_chance({each.problem.path for each in at_home}), *late), dates)

    def dates(self) -> tuple[NeedDates, ...]:
        worlds = (self._world, self._offices)
        return tuple(dates_of(*worlds, need, self._home[need.country]) for need in self._needs.values())

    def chances(self, sendings: int) -> dict[str, int]:
        home = self._home
        return {
            key: back_in_time(self._offices, need, home[need.country], sendings) for key, need in self._needs.items()
        }

    def _read(self, country: str, papers: Iterable[Document]) -> FileReading:
        return FileReading(self._later, country, papers)

    def _tell(self, question: NeedQuestion, need: Need, message: str, field: str = "") -> NeedFinding:
        path = f"{NEEDS}: needs.{self._rows[need.key]}{field}"
        return NeedFinding(question, Problem(path, f"({need.key}) {message}"))

    # --- held ---------------------------------------------------------------------------------------------------------

    def _answers(self, need: Need) -> tuple[tuple[Document, ...], ...]:
        """What each formal way brings on the day on which the need exists."""
        if need.key not in self._brought:
            day = need.exists.by_day
            self._brought[need.key] = tuple(answers.formal(self._world.at(day).state, need, way) for way in need.by)
        return self._brought[need.key]

    def _not_held(self) -> Iterator[NeedFinding]:
        for need in self._needs.values():
            day = need.exists.by_day
            for place, (way, papers) in enumerate(zip(need.by, self._answers(need), strict=True)):
                missing = _unsaid(need, self._read(need.country, papers))
                if missing:
                    kinds = ", ".join(dict.fromkeys(paper.kind.value for paper in papers)) or "nothing"
                    text = (
                        f"{need.holder} does not hold it on day {day}: {way.kind} of {way.target} brings {kinds}, "
                        f"and nothing says {missing}"
                    )
                    yield self._tell(NeedQuestion.HELD, need, text, f".by.{place}")
                if not self._can_name(need, way):
                    text = f"{need.country} cannot ask: no paper at home, nor another answer, names {way.target}"
                    yield self._tell(NeedQuestion.HELD, need, text, f".by.{place}.target")
            for place, question in enumerate(need.informal):
                papers = answers.informal(self._world.at(day).state, need, question)
                if not any(paper.rows for paper in papers):
                    text = f"{need.holder} has nothing on {question.target} to tell: {question.kind} comes back empty"
                    yield self._tell(NeedQuestion.HELD, need, text, f".informal.{place}")

    def _can_name(self, need: Need, way: FormalWay) -> bool:
        """Whether the country hears of a target at home, by a short question, or by the answer to another need."""
        if self._inherited[need.country].knows(way.target):
            return True
        others = [each for each in self._needs.values() if each.country == need.country and each.key != need.key]
        day = need.exists.by_day
        found = [papers for each in others for papers in self._answers(each)]
        found += [answers.informal(self._world.at(day).state, need, each) for each in need.informal]
        key = questions.key_of(self._later.network, way.target)
        return any(paper.names(key) for papers in found for paper in papers)

    # --- not at home --------------------------------------------------------------------------------------------------

    def _at_home(self) -> Iterator[NeedFinding]:
        for need in self._needs.values():
            home = self._home[need.country]
            stages = (
                ("on day 1", home.opening),
                ("at home", home.home),
                ("with its matters in flight", home.inherited),
            )
            for when, papers in stages:
                has = _has(need, self._read(need.country, papers))
                if has:
                    closed = f"; the row says closed: {'; '.join(need.closed)}" if need.closed else ""
                    yield self._tell(NeedQuestion.NOT_AT_HOME, need, f"{need.country} has it {when}: {has}{closed}")
                    break

    def _by_chance(self, told: set[str]) -> Iterator[NeedFinding]:
        """Ways at home, of rows that were not told, which are open only where a member who is arrested speaks (R10)."""
        for code in dict.fromkeys(need.country for need in self._needs.values()):
            papers = (*self._home[code].home, *closure.held(self._world, code))
            reading = self._read(code, {paper.key: paper for paper in papers}.values())
            for need in self._needs.values():
                has = _has(need, reading) if need.country == code else ""
                if has and f"{NEEDS}: needs.{self._rows[need.key]}" not in told:
                    text = f"{code} has it when a member who is held speaks: {has}"
                    yield self._tell(NeedQuestion.NOT_AT_HOME, need, text)

    # --- enough -------------------------------------------------------------------------------------------------------

    def _not_enough(self) -> Iterator[NeedFinding]:
        for need in self._needs.values():
            others = [self._needs[key] for key in need.together_with]
            day = max(each.exists.by_day for each in (need, *others))
            besides = [paper for other in others for papers in self._answers(other) for paper in papers]
            for place, (way, papers) in enumerate(zip(need.by, self._answers(need), strict=True)):
                file = {paper.key: paper for paper in (*self._home[need.country].inherited, *besides, *papers)}
                reading = self._read(need.country, file.values())
                if reading.refusal(need.enables):
                    further = closure.follow_up(self._world, need.country, day, tuple(file.values()))
                    reading = self._read(need.country, further)
                refused = reading.refusal(need.enables)
                if refused:
                    lacking = reading.lacking(need.enables) if refused == NOT_PROVED else ()
                    why = f"nothing proves {', '.join(lacking)}" if lacking else refused
                    text = f"with {way.kind} of {way.target} {words(need.enables)} still fails: {why}"
                    yield self._tell(NeedQuestion.ENOUGH, need, text, f".by.{place}")

    # --- nothing inherited convicts -----------------------------------------------------------------------------------

    def _convicting(self) -> Iterator[NeedFinding]:
        """Organisers against whom a file alone proves an offence: on day 1 of any kind, later one that earns."""
        for code, home in self._home.items():
            told: set[tuple[str, str]] = set()
            for stage, papers, is_first in (
                ("the opening papers alone convict", home.opening, True),
                ("what is at home convicts", home.home, False),
                ("what is at home and the matters in flight convict", home.inherited, False),
            ):
                for person, offence, proof in self._convicted(code, papers, of_any_kind=is_first):
                    if (person, offence) not in told:
                        told.add((person, offence))
                        path = self._place(proof[0]) if is_first else self._row_of(person)
                        text = f"{code}: {stage} {person} of {offence}, by {_some(proof)}"
                        yield NeedFinding(NeedQuestion.INHERITED, Problem(path, text))

    def _convicted(
        self, code: str, papers: tuple[Document, ...], *, of_any_kind: bool
    ) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        reading = self._read(code, papers)
        for person in reading.organisers:
            for offence in self._scenario.country(code).offences:
                found = reading.prospect(person, offence.key)
                if found is not None and (of_any_kind or brings_gain(offence.elements)):
                    yield person, offence.key, reading.proof(person, offence.key)

    def _place(self, paper: str) -> str:
        keys = [document.key for document in self._scenario.play.documents]
        return f"{PLAY}: documents.{keys.index(paper)}" if paper in keys else PLAY

    def _row_of(self, person: str) -> str:
        keys = [member.key for member in self._scenario.crime.cast]
        return f"{NETWORK}: cast.{keys.index(person)}" if person in keys else f"{NETWORK}: organisations"

    # --- dates --------------------------------------------------------------------------------------------------------

    def _out_of_time(self, found: NeedDates) -> Iterator[NeedFinding]:
        need = self._needs[found.need]
        if need.lost is None and found.lost_day is not None:
            text = f"the row says nothing of loss, and from day {found.lost_day} it cannot be had any more; say by what"
            yield self._tell(NeedQuestion.DATES, need, text, ".lost")
        if need.lost is not None and found.lost_day is None:
            text = f"nothing takes it away by {need.lost.by} before day {self._world.last_day}, the last that is played"
            yield self._tell(NeedQuestion.DATES, need, text, ".lost")
        if found.lost_day is not None and found.lost_day <= found.exists_day:
            text = f"it is gone on day {found.lost_day}, and exists from day {found.exists_day} on"
            yield self._tell(NeedQuestion.DATES, need, text, ".exists")
        if found.why_not and not found.comes_late:
            text = f"asked on day {found.exists_day}, an automatic office of {need.holder} {found.why_not}"
            yield self._tell(NeedQuestion.DATES, need, text, ".by.0")

    def _late(self, found: NeedDates) -> Iterator[NeedFinding]:
        if found.comes_late:
            need = self._needs[found.need]
            text = (
                f"asked on day {found.exists_day} without urgency, an automatic office of {need.holder} answers "
                f"on day {found.answered_day}; it is gone on day {found.lost_day}"
            )
            yield self._tell(NeedQuestion.DATES, need, text, ".by.0")


def _unsaid(need: Need, reading: FileReading) -> str:
    """What of the things that an answer has to say stands in no paper, in words; "" when all of it is said."""
    missing = (" ".join(each) for each in need.shows if reading.showing(*each) is None)
    return " and ".join(f"`{each}`" for each in missing)


def _has(need: Need, reading: FileReading) -> str:
    """How a file has what is needed, in words; "" when it has not."""
    shown = [reading.showing(*each) for each in need.shows]
    papers = [paper.key for paper in shown if paper is not None]
    if len(papers) == len(shown):
        return f"{_some(dict.fromkeys(papers))} shows it"
    if not reading.refusal(need.enables):
        return f"{words(need.enables)} passes without it"
    return ""


def _some(papers: Iterable[str]) -> str:
    """The first papers of a list, and how many there are besides; of those from measures at home, the measures."""
    keys = list(dict.fromkeys(_BY_MEASURE.sub(r"\1 of \2", key) for key in papers))
    return ", ".join(keys[:3]) + (f" and {len(keys) - 3} more" if len(keys) > 3 else "")


_BY_MEASURE = re.compile(rf"^[A-Z]+/{closure.MEASURE}([a-z_]+)/(.+?)/\d+/.*$")
