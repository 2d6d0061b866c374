"""Freezing and confiscation of an account as one procedure: what courts do, and how the money follows.

Measures and letters block money (`freezing.block`) and courts take it; the procedure reads their events and never
touches the world but through `freezing`.
"""

from __future__ import annotations

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.charges import Appeal
from simulation.casework.file.restrained_assets import AssetAction, AssetState
from simulation.casework.proof.proof import CourtOutcome
from simulation.exercise.core.command import Seat
from simulation.exercise.core.event import Event
from simulation.exercise.core.state import State
from simulation.exercise.evidence import gathering, uninvolved
from simulation.exercise.judgments.events import AppealMoved, VerdictGiven
from simulation.exercise.matters import handlers as matters
from simulation.exercise.matters.commands import BeginProcedure
from simulation.exercise.matters.deadlines import DaysGiven, office_hours
from simulation.exercise.matters.procedure import Procedure
from simulation.exercise.matters.state import Procedures
from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.facts import is_proof_asked
from simulation.exercise.procedures.letter.play.mistakes import is_urgency_abused
from simulation.exercise.procedures.letter.play.refusal import RefusedElsewhere
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.exercise.procedures.restraint import table as restraint_table
from simulation.exercise.procedures.restraint.remedies import CARRIED, challenge_of
from simulation.exercise.procedures.restraint.table import FREEZING, RestraintAction, RestraintStatus
from simulation.exercise.restrained_assets import confiscation, court_review
from simulation.exercise.restrained_assets import handlers as restrained_assets
from simulation.exercise.restrained_assets.events import AssetsFrozen, FreezeEnded
from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose, quantile
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Facts
from simulation.law.assessment.refusal_grounds import may_be_named
from simulation.law.book.governance import regime_of
from simulation.law.book.pace import pace_of
from simulation.law.time.durations import appeal_seconds
from simulation.matters.declaration import Transition
from simulation.matters.matter import Act, LogEntry
from simulation.matters.proceeding import Proceeding, begin
from simulation.scenario.schema.country import Archetype
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import Scenario

JUSTIFYING_DAYS = (5.0, 8.0, 12.0, 18.0, 30.0)
"""Quantiles of days in which a judge decides on the prolongation of a freeze (assumption)."""

HEARING_DAYS = (8.0, 15.0, 21.0, 27.0, 30.0)
"""Quantiles of days in which a court hears an owner or third party: within the days of the law's row `hearing`, unless
whoever asked for the freeze could read of the challenge too late for that; how they spread is an assumption."""

CHALLENGE_DAYS = (5.0, 12.0, 20.0, 30.0, 45.0)
"""Quantiles of days from a freeze to the owner's challenge (assumption)."""

HEARD_DAYS = 7
"""Days, from the office hours in which it could first be read of a challenge, that whoever asked for a freeze has to
speak for it before a court decides: "wherever possible" in UNCAC 55(8) and CETS 198 article 22(2); how many is an
assumption."""

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


def _check_opening(state: State, command: BeginProcedure, seat: Seat) -> Facts:
    """One account that the file knows, traced to where its bank sits.

    Raises:
        RuleViolation: `freezing.one_account`, `freezing.other_country`, `freezing.open`.
    """
    entity = state.countries[seat.country].file.known.get(command.subjects[0])
    if len(command.subjects) != 1 or entity is None or entity.kind is not EntityKind.ACCOUNT:
        raise RuleViolation("freezing.one_account")
    if entity.country != command.requested:
        raise RuleViolation("freezing.other_country", country=entity.country)
    if open_about(state, seat.country, entity.key) is not None:
        raise RuleViolation("freezing.open")
    return ()


def _obstacle(state: State, proceeding: Proceeding, transition: Transition) -> str | None:
    """A freeze without a last day needs no prolongation; at home nothing is shared; victims are asked for once."""
    match transition.action:
        case RestraintAction.JUSTIFY:
            asset = state.countries[proceeding.requesting].file.assets.get(proceeding.subjects[0])
            return "freezing.no_last_day" if asset is None or asset.until is None else None
        case RestraintAction.OFFER_SHARE if proceeding.requesting == proceeding.requested:
            return "freezing.at_home"
        case RestraintAction.ASK_RETURN if any(entry.action == RestraintAction.ASK_RETURN for entry in proceeding.log):
            return "freezing.return_asked"
        case RestraintAction.SPEAK if any(entry.action == RestraintAction.SPEAK for entry in proceeding.log):
            return "freezing.said_already"
        case _:
            return None


def _check_act(state: State, proceeding: Proceeding, _transition: Transition, act: Act, _seat: Seat) -> Facts:
    """Grounds and shares that there are.

    Raises:
        RuleViolation: `freezing.ground_unknown`, `freezing.share_range`.
    """
    given = dict(act.terms)
    ground, share = given.get("enforcement_ground"), given.get(restraint_table.SHARE)
    if ground is not None and not may_be_named(
        str(ground),
        "enforcement",
        state.scenario,
        (proceeding.requesting, proceeding.requested),
        state.part(Letters).grounds,
    ):
        raise RuleViolation("freezing.ground_unknown", ground=str(ground))
    if share is not None and not (isinstance(share, int) and 0 <= share <= 100):
        raise RuleViolation("freezing.share_range")
    return ()


def _days(state: State, proceeding: Proceeding) -> DaysGiven | None:
    """Days to decide on an order for confiscation, where the instrument between the two sets them."""
    if proceeding.status != RestraintStatus.ENFORCEMENT_ASKED:
        return None
    pair = state.scenario.pair(proceeding.requesting, proceeding.requested)
    row = regime_of(pair, state.law.kind_of(Sought.CONFISCATION)).binding_clock("decide_confiscation")
    return None if row is None or not row.days else DaysGiven(row.days, binds=True)


def _next_due(state: State, proceeding: Proceeding) -> int | None:
    own = state.scenario.country(proceeding.requested).archetype
    if proceeding.requesting != proceeding.requested:
        pair = state.scenario.pair(proceeding.requesting, proceeding.requested)
        own = pace_of(pair, state.law.kind_of(Sought.CONFISCATION)).of(own)
    rows: dict[str, tuple[float, ...]] = {
        RestraintStatus.PROLONGING: JUSTIFYING_DAYS,
        RestraintStatus.CHALLENGED: HEARING_DAYS,
        RestraintStatus.REALISING: REALISING_DAYS,
        RestraintStatus.ENFORCING: ENFORCING_DAYS[own],
    }
    transition = rows.get(proceeding.status)
    if transition is None:
        return _last_day(state, proceeding)
    u = state.draws.uniform(Purpose.STAGE, proceeding.occurrence_key(), "court", proceeding.since)
    at = proceeding.since + max(1, int(quantile(transition, u) * DAY))
    if proceeding.status != RestraintStatus.CHALLENGED:
        return at
    return max(at, office_hours(state, proceeding.requesting).seen_from(proceeding.since) + HEARD_DAYS * DAY)


def _last_day(state: State, proceeding: Proceeding) -> int | None:
    """When what holds the money now ends by itself, as the holder's file has it."""
    if proceeding.status not in {RestraintStatus.HELD, RestraintStatus.FROZEN}:
        return None
    asset = state.countries[proceeding.requesting].file.assets.get(proceeding.subjects[0])
    return None if asset is None or asset.until is None or asset.until <= state.now else asset.until


def _has_run_out(file: CaseFile, account: str, now: int) -> bool:
    """Whether the last day of what holds the money has come: nobody challenges what ends today."""
    asset = file.assets.get(account)
    return asset is None or (asset.until is not None and asset.until <= now)


def _next_act(state: State, proceeding: Proceeding) -> tuple[str, Facts] | None:
    (account,) = proceeding.subjects
    waited = _next_due(state, proceeding)
    is_over = waited is not None and waited <= state.now
    match proceeding.status:
        case RestraintStatus.PROLONGING if is_over:
            return (RestraintAction.PROLONG if has_progress(state, proceeding) else RestraintAction.NOT_PROLONG), ()
        case RestraintStatus.CHALLENGED if is_over:
            why = challenge_of(state, proceeding).found
            return (RestraintAction.UPHOLD if why in CARRIED else RestraintAction.DISMISS), (("remedy", why),)
        case RestraintStatus.ENFORCING if is_over:
            return RestraintAction.CONFISCATE, ()
        case RestraintStatus.REALISING if is_over:
            return RestraintAction.REALISE, ()
        case RestraintStatus.FROZEN if confiscation.is_ordered(state, proceeding.requesting, account):
            return (RestraintAction.ORDER, ()) if proceeding.requesting != proceeding.requested else None
        case RestraintStatus.FROZEN:
            at = _challenge_at(state, proceeding)
            has_been = proceeding.reached(RestraintStatus.CHALLENGED) is not None
            if (
                at is not None
                and at <= state.now
                and not has_been
                and not _has_run_out(state.countries[proceeding.requesting].file, account, state.now)
            ):
                return RestraintAction.CHALLENGE, (
                    ("challenger", "owner" if not uninvolved.is_one(state.network, account) else "third_party"),
                )
            return None
        case _:
            return None


def _after_act(state: State, before: Proceeding | None, proceeding: Proceeding, entry: LogEntry) -> None:
    """What the act does to the money, and what an order to hold it sets going."""
    (account,) = proceeding.subjects
    ours = proceeding.requesting
    match entry.action:
        case RestraintAction.PROLONG:
            restrained_assets.renew(state, ours, account, proof_asked=is_proof_asked(state, ours, account))
        case RestraintAction.SPEAK if proceeding.requested != ours:
            gathering.inform(state, ours, proceeding.requested, entry.documents, proceeding.key)
        case RestraintAction.UPHOLD | RestraintAction.RELEASE | RestraintAction.REFUSE_ENFORCEMENT:
            restrained_assets.end(state, ours, account, AssetAction.LIFT)
        case RestraintAction.CONFISCATE if before is not None and before.status == RestraintStatus.ENFORCING:
            restrained_assets.end(state, ours, account, AssetAction.CONFISCATE)
        case _:
            pass
    if entry.action == RestraintAction.REFUSE_ENFORCEMENT:
        RefusedElsewhere(state, proceeding).weigh(proceeding.word("enforcement_ground"), "enforcement")
    if proceeding.status == RestraintStatus.FROZEN and before is not None and before.status != RestraintStatus.FROZEN:
        _watch(state, proceeding)


def _watch(state: State, proceeding: Proceeding) -> None:
    """Put on the agenda what may come of a freeze: a conviction that is there already, and a challenge."""
    rule = "exercise.procedure"
    if confiscation.is_ordered(state, proceeding.requesting, proceeding.subjects[0]):
        state.agenda.schedule(state.now, f"order/{proceeding.key}", rule, (proceeding.key,))
        return
    at = _challenge_at(state, proceeding)
    if at is not None and proceeding.reached(RestraintStatus.CHALLENGED) is None:
        state.agenda.schedule(max(at, state.now), f"challenge/{proceeding.key}", rule, (proceeding.key,))


def _challenge_at(state: State, proceeding: Proceeding) -> int | None:
    """When the owner or a third party goes to court against the freeze; None when nobody does (UNTOC 12(8), 13(8)).

    Owners need the right of appeal of the law where the bank sits; third parties in good faith are heard everywhere.
    """
    (account,) = proceeding.subjects
    first = next((stay.since for stay in proceeding.stays if stay.status == RestraintStatus.FROZEN), state.now)
    law = state.scenario.country(proceeding.requested)
    if not uninvolved.is_one(state.network, account):
        goes = appeal_seconds(state.times, state.draws, law, proceeding.key, first) is not None
    else:
        goes = state.draws.uniform(Purpose.APPEAL, proceeding.key, "third_party", first) < THIRD_PARTY_CHALLENGES
    if not goes:
        return None
    return first + int(
        quantile(CHALLENGE_DAYS, state.draws.uniform(Purpose.APPEAL, proceeding.key, "when", first)) * DAY
    )


def has_progress(state: State, proceeding: Proceeding) -> bool:
    """Whether a judge lets a freeze go on for longer, for the reasons that were given (law.md 7.3 F6)."""
    asset = state.countries[proceeding.requesting].file.assets.get(proceeding.subjects[0])
    if asset is None:
        return False
    asked = is_proof_asked(state, proceeding.requesting, asset.account)
    _, until = court_review.further(state, proceeding.requesting, asset, proof_asked=asked)
    return until is not None and until > max(state.now, asset.until or 0)


def open_about(state: State, country: str, account: str) -> Proceeding | None:
    """The procedure about an account for a country's case; None when none is open."""
    for kept in state.part(Procedures).begun.values():
        proceeding = kept.matter
        if (
            proceeding.kind == FREEZING
            and not proceeding.is_final
            and proceeding.requesting == country
            and proceeding.subjects == (account,)
        ):
            return proceeding
    return None


def traced(state: State, country: str, account: str, bank: str) -> Proceeding:
    """A procedure that begins because a measure or a letter reached an account."""
    before = sum(
        kept.matter.kind == FREEZING and kept.matter.requesting == country and kept.matter.subjects == (account,)
        for kept in state.part(Procedures).begun.values()
    )
    key = f"{country}/freezing/{account}/{before + 1}"
    return begin(restraint_table.RULES, key, country, bank, (account,), None, state.now, Act())


_ENDED = {
    "lapsed": RestraintAction.LAPSE,
    "lifted": RestraintAction.LIFT,
    "confiscated": RestraintAction.CONFISCATE,
}


def _listens(state: State, event: Event) -> None:
    """Follow letters that ask for a freeze, money that is blocked or let go, and convictions."""
    match event:
        case RequestMoved():
            _letter(state, event)
        case AssetsFrozen():
            _blocked(state, event)
        case FreezeEnded():
            _ended(state, event)
        case VerdictGiven(outcome=CourtOutcome.CONVICTION) | AppealMoved(stage=Appeal.LAPSED | Appeal.DISMISSED):
            _convicted(state, event.country)
        case _:
            pass


_IN_HAND = frozenset({LetterStatus.DRAFTING, LetterStatus.VETTING})
"""Where a letter stands before its authority has let it go."""


def _letter(state: State, event: RequestMoved) -> None:
    request = state.part(Letters).requests[event.request].matter
    if event.action == LetterAction.APPROVE:
        file = state.countries[request.requesting].file
        for account in _announced(request, state.part(Letters), state.scenario, file):
            restrained_assets.announce(state, request.requesting, account, request.key)
    has_arrived = event.status == LetterStatus.RECEIVED
    if request.sought is Sought.FREEZE and event.before != event.status and (has_arrived or request.is_final):
        for account in request.targets:
            _asked_to_freeze(state, request, account, has_arrived=has_arrived)


def _announced(request: Letter, letters: Letters, scenario: Scenario, file: CaseFile) -> tuple[str, ...]:
    """Accounts there of which a duty judge hears the advance copy of a letter: a freeze, with reason and day.

    Nobody hears it for a country that marks most of its letters urgent.
    """
    if request.sought is not Sought.FREEZE or not request.is_urgency_stated:
        return ()
    if is_urgency_abused(letters, scenario, request.requesting):
        return ()
    assets = (file.assets.get(account) for account in request.targets)
    return tuple(each.account for each in assets if each is not None and each.country == request.requested)


def _asked_to_freeze(state: State, request: Letter, account: str, *, has_arrived: bool) -> None:
    entity = state.network.entities.get(account)
    if entity is None or entity.kind is not EntityKind.ACCOUNT or entity.country != request.requested:
        return
    if has_arrived:
        matters.drive_if_open(
            state,
            _about(state, request.requesting, account, request.requested),
            RestraintAction.LETTER_ARRIVED,
        )
        return
    known = open_about(state, request.requesting, account)
    if known is not None:
        matters.drive_if_open(state, known, RestraintAction.LETTER_ENDED)
        asset = state.countries[request.requesting].file.assets.get(account)
        if asset is not None and asset.state is AssetState.POSTPONED:
            matters.drive_if_open(state, known, RestraintAction.HOLD)


def _blocked(state: State, event: AssetsFrozen) -> None:
    asset = state.countries[event.for_country].file.assets.get(event.account)
    if asset is None or not asset.is_blocked:
        return
    is_order = asset.state is AssetState.FROZEN
    action = RestraintAction.FREEZE if is_order else RestraintAction.HOLD
    matters.drive_if_open(
        state,
        _about(state, event.for_country, event.account, event.country),
        action,
        (("amount_minor", event.amount_minor),),
    )
    if is_order:
        return
    letters = state.part(Letters)
    file = state.countries[event.for_country].file
    for letter in [kept.matter for kept in letters.requests.values()]:  # one that was let go before the hold came
        is_let_go = not letter.is_final and letter.status not in _IN_HAND
        if letter.requesting == event.for_country and is_let_go:
            for account in _announced(letter, letters, state.scenario, file):
                restrained_assets.announce(state, event.for_country, account, letter.key)


def _ended(state: State, event: FreezeEnded) -> None:
    known = open_about(state, event.country, event.account)
    if known is not None:
        matters.drive_if_open(state, known, _ENDED[event.how], (("amount_minor", event.amount_minor),))


def _convicted(state: State, country: str) -> None:
    for kept in tuple(state.part(Procedures).begun.values()):
        procedure = kept.matter
        if procedure.kind == FREEZING and procedure.requesting == country and not procedure.is_final:
            matters.come_due(state, procedure.key)


def _about(state: State, country: str, account: str, bank: str) -> Proceeding:
    """The procedure about an account for a country's case, begun now if there is none."""
    known = open_about(state, country, account)
    if known is not None:
        return known
    made = traced(state, country, account, bank)
    matters.open_from_outside(state, made)
    return made


PROCEDURE = Procedure(
    rules=restraint_table.RULES,
    label_letter="F",
    check_opening=_check_opening,
    obstacle=_obstacle,
    check_act=_check_act,
    next_due=_next_due,
    next_act=_next_act,
    after_act=_after_act,
    before_court=restraint_table.PENDING,
    days=_days,
    listens=_listens,
    argued=RefusedElsewhere,
    package="simulation.exercise.procedures.restraint",
)
"""How freezing and confiscation are conducted."""
