"""Trials that people play: control takes them up, gives benches, and whoever sits there raises points and decides.

The trial's day stays the deadline: what nobody has decided by then is decided by the stated rule. A conviction has to
follow from what the court ruled on the points and from the papers before it; whether to convict is its own. An appeal
applies the rule to the same ruling (design.md 5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from simulation.casework.file.charges import Charge, PointRuling, RaisedPoint, Ruling
from simulation.casework.proof.defence import defence_points
from simulation.casework.proof.judged import JUDGED_ALREADY
from simulation.casework.proof.proof import CaseAssessment, CourtOutcome, assess_case, verdict
from simulation.casework.proof.rulings import RAISED
from simulation.casework.proof.sentencing import Sentence, sentence_range
from simulation.exercise.core.command import CONTROL, Command, Seat
from simulation.exercise.core.handler import Handler
from simulation.exercise.core.state import CountryState, SeatState, State
from simulation.exercise.evidence import conduct_findings
from simulation.exercise.judgments import forum
from simulation.exercise.judgments.verdicts import NO_SENTENCE
from simulation.exercise.trials import benches
from simulation.exercise.trials import handlers as trials
from simulation.exercise.trials.commands import Bench, GiveBench, GiveJudgment, HearCases, RaisePoint
from simulation.exercise.trials.events import BenchGiven, HearingSet, JudgmentGiven, PointRaised
from simulation.exercise.trials.state import Hearings
from simulation.kernel.errors import RuleViolation
from simulation.kernel.registers import Register

RULED = "ruled"
"""Reason of a verdict that people gave: their ruling says why."""


def _check_hearing(state: State, command: HearCases) -> None:
    """Whether trials can be taken up, or given back to the rule.

    Raises:
        RuleViolation: Play has ended, or unknown or decided.
    """
    _require_play(is_over=state.clock.is_over)
    if command.country and command.country not in state.countries:
        raise RuleViolation("country.unknown", country=command.country)
    if command.charge:
        _open(state.countries, command.charge, command.country)


def _hear(state: State, command: HearCases) -> None:
    hearings = state.part(Hearings)
    for code in (command.country,) if command.country else tuple(state.countries):
        if not command.charge:
            others = tuple(each for each in hearings.heard if each != code)
            hearings.heard = (*others, code) if command.heard else others
            state.emit(
                HearingSet(at=state.now, cause=state.cause, by=state.by, country=code, charge="", heard=command.heard)
            )
        for charge in state.countries[code].file.charges.all:
            is_meant = not charge.outcome and command.charge in {"", charge.key}
            if is_meant and charge.heard is not command.heard:
                benches.set_heard(state, code, charge, heard=command.heard)


def _check_bench(state: State, command: GiveBench) -> None:
    """Whether somebody may sit at this bench.

    Raises:
        RuleViolation: Play has ended, the trial is not played, or a stake in it.
    """
    _require_play(is_over=state.clock.is_over)
    key, bench, who = command.charge, command.bench, command.who
    if not _open(state.countries, key).heard:
        raise RuleViolation("hearing.not_heard")
    if who and not benches.may_sit(state.seats, key, who):
        raise RuleViolation("hearing.has_a_stake")
    if who and any(
        benches.holder_of(state.part(Hearings), state.seats, key, other) == who for other in Bench if other is not bench
    ):
        raise RuleViolation("hearing.both_benches")


def _give_bench(state: State, command: GiveBench) -> None:
    hearings = state.part(Hearings)
    key, bench, who = command.charge, command.bench, command.who
    code = key.partition("/")[0]
    others = {place: member for place, member in hearings.benches.items() if place != (key, bench)}
    hearings.benches = {**others, (key, bench): who} if who else others
    state.emit(
        BenchGiven(at=state.now, cause=state.cause, by=state.by, country=code, charge=key, bench=bench.value, who=who)
    )


def _check_point(state: State, command: RaisePoint) -> None:
    """Whether the defence can raise this point.

    Raises:
        RuleViolation: Not this person's to do, no words, or on a paper that is not before the court.
    """
    charge = _sits(state, command, command.charge, Bench.DEFENCE)
    if not command.text.strip():
        raise RuleViolation("hearing.reasons_missing")
    if command.document and command.document not in charge.documents:
        raise RuleViolation("hearing.not_before_the_court")


def _raise(state: State, command: RaisePoint) -> None:
    key, text, document = command.charge, command.text, command.document
    code, by = key.partition("/")[0], _side(state.seats, command)
    file = state.countries[code].file
    file.charges.raise_point(key, RaisedPoint(document, text, by, state.now))
    state.emit(
        PointRaised(
            at=state.now,
            cause=state.cause,
            by=state.by,
            country=code,
            charge=key,
            document=document,
            text=text,
            by_country=by,
        )
    )
    charge = file.charges.get(key)
    if charge is not None:
        benches.tell(state, code, charge, "digest.hearing.point")


def _judge(state: State, command: GiveJudgment) -> None:
    code = command.charge.partition("/")[0]
    file = state.countries[code].file
    charge = file.charges.rule_on(command.charge, _ruling(state.seats, command))
    conduct_findings.note_rewards(state, code, charge.key, _assessed(state, charge))
    outcome = CourtOutcome(command.outcome)
    state.emit(
        JudgmentGiven(
            at=state.now,
            cause=state.cause,
            by=state.by,
            country=code,
            charge=charge.key,
            person=charge.person,
            outcome=outcome.value,
            text=command.text,
            points=command.points,
            by_country=_side(state.seats, command),
        )
    )
    given = Sentence(command.months, ()) if outcome is CourtOutcome.CONVICTION else NO_SENTENCE
    reasons = (RULED, JUDGED_ALREADY) if forum.is_charge_judged(state, charge) else (RULED,)
    trials.decide(state, code, charge, outcome, reasons, given)


def _check_judgment(state: State, command: GiveJudgment) -> None:
    """Whether the judgment says why, speaks of points that were raised, and a conviction follows from it.

    Raises:
        RuleViolation: Not this person's to give, or a judgment that does not carry itself.
    """
    charge = _sits(state, command, command.charge, Bench.COURT)
    code = charge.key.partition("/")[0]
    law = state.scenario.country(code)
    if command.seen is not None and command.seen != charge.version:
        raise RuleViolation("seen.changed", what="charge")
    if command.outcome not in set(CourtOutcome):
        raise RuleViolation("hearing.outcome")
    if not command.text.strip() or not all(each.reasons.strip() for each in command.points):
        raise RuleViolation("hearing.reasons_missing")
    points = defence_points(charge, state.countries[code].file, law, trials.absent(state, charge))
    open_points = {(each.kind.value, each.about, each.detail) for each in points}
    open_points |= {(RAISED, str(number), "") for number in range(1, len(charge.raised) + 1)}
    if not open_points.issuperset(map(_named, command.points)) or _says_twice(command.points):
        raise RuleViolation("hearing.no_such_point")
    if command.outcome != CourtOutcome.DISMISSAL and forum.is_charge_judged(state, charge):
        raise RuleViolation("hearing.judged_already")
    offence = law.offence(charge.offence)
    if command.outcome != CourtOutcome.CONVICTION or offence is None:
        return
    ruled = replace(charge, ruling=_ruling(state.seats, command))
    if verdict(_assessed(state, ruled)).outcome is not CourtOutcome.CONVICTION:
        raise RuleViolation("hearing.not_carried")
    lowest, highest = sentence_range(offence)
    if not lowest <= command.months <= highest:
        raise RuleViolation("hearing.months", lowest=lowest, highest=highest)


def _ruling(seats: Register[Seat, SeatState], command: GiveJudgment) -> Ruling:
    return Ruling(_side(seats, command), command.text, command.points)


def _assessed(state: State, charge: Charge) -> CaseAssessment:
    code = charge.key.partition("/")[0]
    return assess_case(charge, state.countries[code].file, state.scenario.country(code), trials.absent(state, charge))


def _named(point: PointRuling) -> tuple[str, str, str]:
    return point.kind, point.about, point.detail


def _says_twice(points: tuple[PointRuling, ...]) -> bool:
    return len(set(map(_named, points))) < len(points)


def _require_play(*, is_over: bool) -> None:
    if is_over:
        raise RuleViolation("exercise.ended")


def _open(countries: Mapping[str, CountryState], key: str, country: str = "") -> Charge:
    """The undecided charge with this key."""
    code = key.partition("/")[0]
    charge = countries[code].file.charges.get(key) if code in countries else None
    if charge is None or country not in {"", code}:
        raise RuleViolation("charge.unknown", charge=key)
    if charge.outcome:
        raise RuleViolation("charge.decided", charge=key)
    return charge


def _sits(state: State, command: Command, key: str, bench: Bench) -> Charge:
    """The undecided charge at whose bench a member sits; control may always act, for nothing waits for a person."""
    if command.member != CONTROL and (
        not command.member or benches.holder_of(state.part(Hearings), state.seats, key, bench) != command.member
    ):
        raise RuleViolation("hearing.not_yours")
    charge = _open(state.countries, key)
    if not charge.heard:
        raise RuleViolation("hearing.not_heard")
    return charge


def _side(seats: Register[Seat, SeatState], command: Command) -> str:
    """The country of whoever acts, "" for control."""
    return "" if command.member == CONTROL else benches.country_of(seats, command.member)


HANDLERS = (
    Handler(HearCases, _check_hearing, _hear),
    Handler(GiveBench, _check_bench, _give_bench),
    Handler(RaisePoint, _check_point, _raise),
    Handler(GiveJudgment, _check_judgment, _judge),
)
"""Who checks and performs each command of trials that people play."""
