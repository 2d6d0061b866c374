"""Freezing and confiscation of an account as one procedure: what courts do, and how the money follows.

Measures and letters block money (`freezing.block`) and courts take it; the procedure reads their events and never
touches the world but through `freezing`.
"""

from __future__ import annotations

from simulation.casework.file.restrained_assets import AssetAction
from simulation.exercise.core.command import Seat
from simulation.exercise.core.state import State
from simulation.exercise.evidence import uninvolved
from simulation.exercise.matters.commands import BeginProcedure
from simulation.exercise.matters.procedure import Conduct
from simulation.exercise.procedures.letter.play.facts import is_proof_asked
from simulation.exercise.procedures.restraint import table as restraint
from simulation.exercise.procedures.restraint.table import Action, Status
from simulation.exercise.restrained_assets import confiscation as judgments
from simulation.exercise.restrained_assets import court_review as holding
from simulation.exercise.restrained_assets import handlers as freezing
from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose, quantile
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Facts
from simulation.law.time.durations import appeal_seconds
from simulation.matters.declaration import ProcedureKind, Row
from simulation.matters.machine import Act, Details, Procedure, begin
from simulation.scenario.schema.country import Archetype

JUSTIFYING_DAYS = (5.0, 8.0, 12.0, 18.0, 30.0)
"""Quantiles of days in which a judge decides on the prolongation of a freeze (assumption)."""

HEARING_DAYS = (8.0, 15.0, 21.0, 27.0, 30.0)
"""Quantiles of days in which a court hears an owner or third party: within the days of the law's row `hearing`; how
they spread is an assumption."""

CHALLENGE_DAYS = (5.0, 12.0, 20.0, 30.0, 45.0)
"""Quantiles of days from a freeze to the owner's challenge (assumption)."""

THIRD_PARTY_CHALLENGES = 0.7
"""Chance that somebody who has nothing to do with the case challenges the freeze of his or her account (assumption)."""

REALISING_DAYS = (20.0, 30.0, 45.0, 70.0, 120.0)
"""Quantiles of days until confiscated money stands in the treasury's books (assumption)."""

ENFORCING_DAYS: dict[Archetype, tuple[float, ...]] = {
    Archetype.MUTUAL_RECOGNITION: (15.0, 30.0, 45.0, 70.0, 120.0),
    Archetype.SPECIALISED: (30.0, 60.0, 90.0, 140.0, 240.0),
    Archetype.FINANCIAL_CENTRE: (60.0, 100.0, 160.0, 240.0, 400.0),
    Archetype.OVERLOADED_HUB: (60.0, 100.0, 160.0, 240.0, 400.0),
    Archetype.DECENTRALISED: (90.0, 160.0, 260.0, 380.0, 600.0),
    Archetype.LOW_CAPACITY: (150.0, 250.0, 400.0, 600.0, 900.0),
    Archetype.UNRESPONSIVE: (200.0, 350.0, 500.0, 700.0, 900.0),
}
"""Quantiles of days in which the courts of a country give effect to a foreign confiscation order (assumption, shorter
than law.md 6.5, whose medians of 400 and 900 days are for contested cases of stolen assets; recognition in the European
Union has 45 days, Regulation 2018/1805 article 20)."""


def _begun(state: State, command: BeginProcedure, seat: Seat) -> Facts:
    """One account that the file knows, traced to where its bank sits.

    Raises:
        RuleViolation: `freezing.one_account`, `freezing.other_country`, `freezing.open`.
    """
    entity = state.countries[seat.country].file.entity(command.subjects[0])
    if len(command.subjects) != 1 or entity is None or entity.kind is not EntityKind.ACCOUNT:
        raise RuleViolation("freezing.one_account")
    if entity.country != command.requested:
        raise RuleViolation("freezing.other_country", country=entity.country)
    if open_about(state, seat.country, entity.key) is not None:
        raise RuleViolation("freezing.open")
    return ()


def _obstacle(state: State, procedure: Procedure, row: Row) -> str | None:
    """A freeze without a last day needs no prolongation; at home nothing is shared; victims are asked for once."""
    match row.action:
        case Action.JUSTIFY:
            asset = state.countries[procedure.requesting].file.asset(procedure.subjects[0])
            return "freezing.no_last_day" if asset is None or asset.until is None else None
        case Action.OFFER_SHARE if procedure.requesting == procedure.requested:
            return "freezing.at_home"
        case Action.ASK_RETURN if any(act.action == Action.ASK_RETURN for act in procedure.log):
            return "freezing.return_asked"
        case _:
            return None


def _judged(state: State, procedure: Procedure, row: Row, details: Details, seat: Seat) -> Facts:  # noqa: ARG001
    """Grounds and shares that there are.

    Raises:
        RuleViolation: `freezing.ground_unknown`, `freezing.share_range`.
    """
    given = dict(details.terms)
    ground, share = given.get("enforcement_ground"), given.get(restraint.SHARE)
    if ground is not None and ground not in restraint.GROUNDS:
        raise RuleViolation("freezing.ground_unknown", ground=str(ground))
    if share is not None and not (isinstance(share, int) and 0 <= share <= 100):
        raise RuleViolation("freezing.share_range")
    return ()


def _due(state: State, procedure: Procedure) -> int | None:
    rows: dict[str, tuple[float, ...]] = {
        Status.PROLONGING: JUSTIFYING_DAYS,
        Status.CHALLENGED: HEARING_DAYS,
        Status.REALISING: REALISING_DAYS,
        Status.ENFORCING: ENFORCING_DAYS[state.scenario.country(procedure.requested).archetype],
    }
    row = rows.get(procedure.status)
    if row is None:
        return _last_day(state, procedure)
    u = state.draws.uniform(Purpose.STAGE, procedure.occurrence_key(), "court", procedure.since)
    return procedure.since + max(1, int(quantile(row, u) * DAY))


def _last_day(state: State, procedure: Procedure) -> int | None:
    """When what holds the money now ends by itself, as the holder's file has it."""
    if procedure.status not in {Status.HELD, Status.FROZEN}:
        return None
    asset = state.countries[procedure.requesting].file.asset(procedure.subjects[0])
    return None if asset is None or asset.until is None or asset.until <= state.now else asset.until


def _step(state: State, procedure: Procedure) -> tuple[str, Facts] | None:
    (account,) = procedure.subjects
    waited = _due(state, procedure)
    is_over = waited is not None and waited <= state.now
    match procedure.status:
        case Status.PROLONGING if is_over:
            return (Action.PROLONG if has_progress(state, procedure) else Action.NOT_PROLONG), ()
        case Status.CHALLENGED if is_over:
            return (Action.UPHOLD if _is_anothers(state, procedure) else Action.DISMISS), ()
        case Status.ENFORCING if is_over:
            return Action.CONFISCATE, ()
        case Status.REALISING if is_over:
            return Action.REALISE, ()
        case Status.FROZEN if judgments.is_ordered(state, procedure.requesting, account):
            return (Action.ORDER, ()) if procedure.requesting != procedure.requested else None
        case Status.FROZEN:
            at = _challenge_at(state, procedure)
            has_been = procedure.entered(Status.CHALLENGED) is not None
            if at is not None and at <= state.now and not has_been:
                return Action.CHALLENGE, (
                    ("challenger", "owner" if not uninvolved.is_one(state, account) else "third_party"),
                )
            return None
        case _:
            return None


def _follows(state: State, before: Procedure | None, procedure: Procedure, act: Act) -> None:
    """What the act does to the money, and what an order to hold it sets going."""
    (account,) = procedure.subjects
    ours = procedure.requesting
    match act.action:
        case Action.PROLONG:
            freezing.renew(state, ours, account, proof_asked=is_proof_asked(state, ours, account))
        case Action.UPHOLD | Action.RELEASE | Action.REFUSE_ENFORCEMENT:
            freezing.end(state, ours, account, AssetAction.LIFT)
        case Action.CONFISCATE if before is not None and before.status == Status.ENFORCING:
            freezing.end(state, ours, account, AssetAction.CONFISCATE)
        case _:
            pass
    if procedure.status == Status.FROZEN and before is not None and before.status != Status.FROZEN:
        _watch(state, procedure)


def _watch(state: State, procedure: Procedure) -> None:
    """Put on the agenda what may come of a freeze: a conviction that is there already, and a challenge."""
    rule = "exercise.procedure"
    if judgments.is_ordered(state, procedure.requesting, procedure.subjects[0]):
        state.agenda.schedule(state.now, f"order/{procedure.key}", rule, (procedure.key,))
        return
    at = _challenge_at(state, procedure)
    if at is not None and procedure.entered(Status.CHALLENGED) is None:
        state.agenda.schedule(max(at, state.now), f"challenge/{procedure.key}", rule, (procedure.key,))


def _challenge_at(state: State, procedure: Procedure) -> int | None:
    """When the owner or a third party goes to court against the freeze; None when nobody does (UNTOC 12(8), 13(8)).

    Owners need the right of appeal of the law where the bank sits; third parties in good faith are heard everywhere.
    """
    (account,) = procedure.subjects
    first = next((stage.since for stage in procedure.stages if stage.status == Status.FROZEN), state.now)
    law = state.scenario.country(procedure.requested)
    if not uninvolved.is_one(state, account):
        goes = appeal_seconds(state.times, state.draws, law, procedure.key, first) is not None
    else:
        goes = state.draws.uniform(Purpose.APPEAL, procedure.key, "third_party", first) < THIRD_PARTY_CHALLENGES
    if not goes:
        return None
    return first + int(
        quantile(CHALLENGE_DAYS, state.draws.uniform(Purpose.APPEAL, procedure.key, "when", first)) * DAY
    )


def has_progress(state: State, procedure: Procedure) -> bool:
    """Whether a judge lets a freeze go on for longer, for the reasons that were given (law.md 7.3 F6)."""
    asset = state.countries[procedure.requesting].file.asset(procedure.subjects[0])
    if asset is None:
        return False
    asked = is_proof_asked(state, procedure.requesting, asset.account)
    _, until = holding.further(state, procedure.requesting, asset, proof_asked=asked)
    return until is not None and until > max(state.now, asset.until or 0)


def _is_anothers(state: State, procedure: Procedure) -> bool:
    """How a court decides a challenge (UNTOC 12(7)-(8); the rule is an assumption).

    Who can show lawful money gets it back, and so does everybody whom no evidence connects with the account.
    """
    (account,) = procedure.subjects
    if uninvolved.is_one(state, account):
        return True
    return not any(paper.use.stands for paper in state.countries[procedure.requesting].file.naming(account))


def open_about(state: State, country: str, account: str) -> Procedure | None:
    """The procedure about an account for a country's case; None when none is open."""
    for kept in state.procedures.values():
        procedure = kept.procedure
        if (
            procedure.kind is ProcedureKind.FREEZING
            and not procedure.is_final
            and procedure.requesting == country
            and procedure.subjects == (account,)
        ):
            return procedure
    return None


def traced(state: State, country: str, account: str, bank: str) -> Procedure:
    """A procedure that begins because a measure or a letter reached an account."""
    before = sum(
        kept.procedure.kind is ProcedureKind.FREEZING
        and kept.procedure.requesting == country
        and kept.procedure.subjects == (account,)
        for kept in state.procedures.values()
    )
    key = f"{country}/freezing/{account}/{before + 1}"
    return begin(restraint.TABLE, key, country, bank, (account,), None, state.now, Details())


CONDUCT = Conduct(
    table=restraint.TABLE,
    letter="F",
    begun=_begun,
    obstacle=_obstacle,
    judged=_judged,
    due=_due,
    step=_step,
    follows=_follows,
    before_court=restraint.PENDING,
)
"""How freezing and confiscation are conducted."""
