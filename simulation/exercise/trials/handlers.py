"""Charges and trials: brought on papers of the file, decided after real time by a stated rule."""

from __future__ import annotations

from collections.abc import Mapping

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.charges import Appeal, Charge
from simulation.casework.file.restrained_assets import TRANSITIONS, AssetAction
from simulation.casework.proof.elements import brings_gain
from simulation.casework.proof.finality import term_seconds
from simulation.casework.proof.judged import FINAL, JUDGED_ALREADY, check_not_judged
from simulation.casework.proof.proof import CourtOutcome, assess_case, verdict, witnesses_of
from simulation.casework.proof.sentencing import Sentence, sentence
from simulation.exercise.core.command import Command
from simulation.exercise.core.handler import ComeDue, Handler, decided, subject
from simulation.exercise.core.state import State
from simulation.exercise.detention.clock import PeopleHeld
from simulation.exercise.evidence import conduct_findings, risks, uninvolved
from simulation.exercise.judgments import forum
from simulation.exercise.judgments.forum import Forums
from simulation.exercise.judgments.verdicts import NO_SENTENCE, move_appeal, pronounce
from simulation.exercise.meetings import handlers as meetings
from simulation.exercise.procedures.extradition import procedure as extradition
from simulation.exercise.restrained_assets import confiscation
from simulation.exercise.restrained_assets import handlers as restrained_assets
from simulation.exercise.seats.handlers import require_pen
from simulation.exercise.trials import benches
from simulation.exercise.trials.commands import ChargePerson, HearByVideo, SupplementCharge
from simulation.exercise.trials.events import ChargeSupplemented, PersonCharged, WitnessByVideo
from simulation.exercise.trials.state import Hearings
from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose, quantile
from simulation.kernel.errors import RuleViolation
from simulation.kernel.offices import OfficeTask
from simulation.law.assessment import typical_mistakes
from simulation.network import authorities

TRIAL = "exercise.trial"
"""Rule of the agenda that gives the verdict."""

APPEAL = "exercise.appeal"
"""Rule of the agenda that ends the term of an appeal, and decides one."""

TRIAL_DAYS = (90.0, 150.0, 210.0, 280.0, 420.0)
"""Quantiles (p0, p25, p50, p75, p100) of days from charge to verdict (assumption: no published figure fits)."""

ATTENDANCE = 0.9
"""Chance that a witness comes to court (assumption)."""

VIDEO_ATTENDANCE = 0.97
"""The same by video link: for a protected witness, from where he or she is safe (UNTOC 24(2)(b)), and for whoever is
heard so on the prosecutor's motion (the figure is an assumption)."""


def _prosecutor(state: State, command: Command) -> str:
    """The country whose prosecutor acts.

    Raises:
        RuleViolation: Another seat.
    """
    seat = require_pen(state, command)
    if seat.office not in state.leading(seat.country, OfficeTask.CHARGES):
        raise RuleViolation("seat.wrong_office", office=seat.office)
    return seat.country


def _check_charge(state: State, command: ChargePerson) -> None:
    """Whether the person can be charged so.

    Raises:
        RuleViolation: Not the prosecutor, unknown offence, agreed to be tried elsewhere, or the file does not carry it.
    """
    country = _prosecutor(state, command)
    offence = state.scenario.country(country).offence(command.offence)
    if offence is None:
        raise RuleViolation("charge.unknown_offence", offence=command.offence)
    elsewhere = forum.forum_of(state.part(Forums), country, command.person)
    if elsewhere:
        raise RuleViolation("charge.forum_elsewhere", country=elsewhere)
    file = state.countries[country].file
    file.check_charge(command.person, offence, command.documents)
    check_not_judged(file, command.person, offence, command.documents)


def _charge(state: State, command: ChargePerson) -> None:
    seat = require_pen(state, command)
    country = state.countries[seat.country]
    offence = state.scenario.country(seat.country).offence(command.offence)
    if offence is None:
        return
    key = f"{seat.country}/{command.id}"
    days = quantile(TRIAL_DAYS, state.draws.uniform(Purpose.STAGE, key, "trial", state.now))
    trial_at = state.now + int(days * DAY)
    country.file.bring_charge(key, command.person, offence, command.documents, state.now, trial_at, command.rests_on)
    state.agenda.schedule(trial_at, f"trial/{key}", TRIAL, (key,))
    authorities.charged(state.network, command.person, state.now)
    extradition.charged(state, seat.country, command.person, command.offence)
    conduct_findings.note_use(state, seat.country, key, command.offence, command.documents)
    decided(state, seat, f"charge/{command.person}", command.offence, ("charge", "wait"), command)
    state.emit(
        PersonCharged(
            at=state.now,
            cause=state.cause,
            by=state.by,
            country=seat.country,
            charge=key,
            person=command.person,
            offence=command.offence,
            trial_at=trial_at,
        )
    )
    meetings.close_duties(state, seat.country, command.person)
    brought = country.file.charges.get(key)
    if brought is not None:
        PeopleHeld(state, seat.country).charged(brought)
    if brought is not None and seat.country in state.part(Hearings).heard:
        benches.set_heard(state, seat.country, brought, heard=True)


def _open_charge(file: CaseFile, key: str, seen: int | None) -> Charge:
    """The undecided charge with this key, as the person saw it."""
    charge = file.charges.get(key)
    if charge is None:
        raise RuleViolation("charge.unknown", charge=key)
    if charge.outcome:
        raise RuleViolation("charge.decided", charge=key)
    if seen is not None and seen != charge.version:
        raise RuleViolation("seen.changed", what="charge")
    return charge


def _check_video(state: State, command: HearByVideo) -> None:
    """A witness whom the own country protects is heard so without a motion, and in full."""
    file = state.countries[_prosecutor(state, command)].file
    charge = _open_charge(file, command.charge, command.seen)
    if command.witness not in witnesses_of(charge, file) or command.witness in charge.by_video:
        raise RuleViolation("charge.no_such_witness")
    if file.risks.is_protected(command.witness):
        raise RuleViolation("charge.protected_witness")


def _hear_by_video(state: State, command: HearByVideo) -> None:
    country = require_pen(state, command).country
    state.countries[country].file.charges.hear_by_video(command.charge, command.witness)
    state.emit(
        WitnessByVideo(
            at=state.now,
            cause=state.cause,
            by=state.by,
            country=country,
            charge=command.charge,
            witness=command.witness,
        )
    )


def _check_supplement(state: State, command: SupplementCharge) -> None:
    file = state.countries[_prosecutor(state, command)].file
    charge = _open_charge(file, command.charge, command.seen)
    if set(charge.documents).issuperset(paper.key for paper in file.chosen(command.documents)):
        raise RuleViolation("charge.nothing_new", charge=command.charge)


def _supplement(state: State, command: SupplementCharge) -> None:
    country = require_pen(state, command).country
    file = state.countries[country].file
    file.supplement_charge(command.charge, command.documents)
    state.emit(
        ChargeSupplemented(
            at=state.now,
            cause=state.cause,
            by=state.by,
            country=country,
            charge=command.charge,
            documents=command.documents,
        )
    )


def try_case(state: State, key: str) -> None:
    """The court decides: an acquittal lets go what was blocked, a conviction takes nothing until it is final."""
    code = key.partition("/")[0]
    country = state.countries[code]
    charge = country.file.charges.get(key)
    if charge is None or charge.outcome:
        return
    if forum.is_charge_judged(state, charge):
        decide(state, code, charge, CourtOutcome.DISMISSAL, (JUDGED_ALREADY,), NO_SENTENCE)
        return
    assessed = assess_case(charge, country.file, state.scenario.country(code), absent(state, charge))
    conduct_findings.note_rewards(state, code, key, assessed)
    decision = verdict(assessed)
    given = NO_SENTENCE
    offence = state.scenario.country(code).offence(charge.offence)
    if decision.outcome is CourtOutcome.CONVICTION and offence is not None:
        given = sentence(charge.person, offence, country.file, assessed)
    decide(state, code, charge, decision.outcome, decision.reasons, given)


def decide(
    state: State, country: str, charge: Charge, outcome: CourtOutcome, reasons: tuple[str, ...], given: Sentence
) -> None:
    """Give a verdict and what follows from it: the term of an appeal, or the money that is let go.

    A dismissal lets money go where an earlier judgment stands in the way: no court here will take it for these facts.

    Args:
        state: The exercise.
        country: Whose court.
        charge: What is decided.
        outcome: How.
        reasons: Codes of the reasons.
        given: The sentence after a conviction.
    """
    pronounce(state, country, charge, outcome, reasons, given)
    if outcome is CourtOutcome.CONVICTION:
        until = state.now + term_seconds()
        move_appeal(state, country, charge, Appeal.TERM, until)
        state.agenda.schedule(until, f"appeal/{charge.key}", APPEAL, (charge.key,))
    elif outcome in FINAL or forum.is_charge_judged(state, charge):
        release(state, country, charge)


def absent(state: State, charge: Charge) -> frozenset[str]:
    """Witnesses who do not come to a trial: all that chance decides in it."""
    file = state.countries[charge.key.partition("/")[0]].file
    return frozenset(
        witness
        for witness in witnesses_of(charge, file)
        if state.draws.uniform(Purpose.ATTENDANCE, f"{charge.key}/{witness}", "", state.now)
        > attendance(state, charge, witness)
    )


def attendance(state: State, charge: Charge, witness: str) -> float:
    """Chance that a witness comes to a trial."""
    by_video = witness in charge.by_video or risks.is_protected(state.countries, witness)
    return VIDEO_ATTENDANCE if by_video else ATTENDANCE


def confiscate(state: State, country: str, charge: Charge) -> tuple[str, ...]:
    """Take for good what is frozen at home for a country's case and is reached by a conviction.

    Abroad the order has to be given effect by the other country first (UNTOC 13(1)); see `restraining`.

    Args:
        state: The exercise.
        country: Whose court.
        charge: What the person was convicted of.

    Returns:
        The accounts.
    """
    return _end(state, country, confiscation.reached(state, country, charge), AssetAction.CONFISCATE)


def release(state: State, country: str, charge: Charge) -> tuple[str, ...]:
    """Let go, as the defence asks, what is blocked at home as the accused's and the verdict does not take.

    After a conviction that is what no paper before the court connects with the offence, else all of it:
    what is not confiscated is returned at once (Directive 2014/42/EU art. 8(5), UNTOC 12(8)). What an open charge
    against somebody else may still take stays blocked. After a conviction it was a freeze without a plan for
    confiscation (law.md 5.3 M14), except where the money is an uninvolved person's, who keeps it by law.

    Args:
        state: The exercise.
        country: Whose court.
        charge: What was decided on the merits.

    Returns:
        The accounts.
    """
    file = state.countries[country].file
    if not brings_gain(charge.elements) or not any(asset.is_blocked for asset in file.assets.all):
        return ()
    waiting = tuple(
        dict.fromkeys(other.person for other in file.charges.all if other.is_pending and other.key != charge.key)
    )
    decision = file.charges.get(charge.key)
    is_convicted = decision is not None and decision.outcome == CourtOutcome.CONVICTION
    taken = confiscation.reached(state, country, charge) if is_convicted else frozenset[str]()
    left = confiscation.claimed(file, (charge.person,)) - taken - confiscation.claimed(file, waiting)
    released = _end(state, country, left, AssetAction.LIFT)
    if is_convicted:
        for account in released:
            if not uninvolved.is_one(state.network, account):
                conduct_findings.note_elsewhere(state, country, typical_mistakes.FREEZE_NOT_SHOWN, f"asset/{account}")
    return released


def _end(state: State, country: str, accounts: frozenset[str], action: AssetAction) -> tuple[str, ...]:
    """End what is blocked at home on some of these accounts; those of which this was possible."""
    ended = []
    for asset in sorted(state.countries[country].file.assets.all, key=lambda each: each.account):
        may_be = asset.country == country and asset.is_blocked and (asset.state, action) in TRANSITIONS
        if may_be and asset.account in accounts:
            restrained_assets.end(state, country, asset.account, action)
            ended.append(asset.account)
    return tuple(ended)


HANDLERS = (
    Handler(ChargePerson, _check_charge, _charge),
    Handler(SupplementCharge, _check_supplement, _supplement),
    Handler(HearByVideo, _check_video, _hear_by_video),
)
"""Who checks and performs each command of charges."""


COMES_DUE: Mapping[str, ComeDue] = {
    TRIAL: lambda state, entry: try_case(state, subject(entry)),
}
"""What comes due of it, by the rule of the agenda."""
