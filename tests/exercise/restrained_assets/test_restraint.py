"""Freezing and confiscation of an account: every end between two teams, and money that follows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulation.casework.documents.document import Origin, Use
from simulation.casework.file.restrained_assets import AssetAction
from simulation.exercise.core.command import Seat
from simulation.exercise.evidence import gathering, uninvolved
from simulation.exercise.judgments.events import VerdictGiven
from simulation.exercise.matters import handlers as matters
from simulation.exercise.matters.commands import ActOnProcedure
from simulation.exercise.matters.state import Procedures
from simulation.exercise.procedures.letter.opening import open_request
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.statuses import STATUSES, LetterStatus
from simulation.exercise.procedures.restraint import procedure as restraint
from simulation.exercise.procedures.restraint.remedies import challenge_of
from simulation.exercise.procedures.restraint.table import FREEZING, RULES, RestraintStatus
from simulation.exercise.restrained_assets import handlers as restrained_assets
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.law.assessment.refusal_grounds import open_grounds
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.content import Content
from simulation.law.book.rules import FOR_PEOPLE, load_rules
from simulation.matters.machine import stay_in
from simulation.network import metrics
from simulation.scenario.schema.play import DocumentKind, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.procedure_play import Line, Table, laid

type Step = Line | Callable[[Table], None]


def notice(table: Table) -> None:
    """What the engine does after every command and entry."""
    state = table.exercise.state
    matters.follow(state, tuple(state.log.pending))
    table.events += state.drained()


def blocked(table: Table, action: AssetAction, days: int | None) -> None:
    """What an executed letter brings, or an answer that holds a payment."""
    state = table.exercise.state
    until = None if days is None else state.now + days * DAY
    restrained_assets.block(state, table.asked, table.asking, table.subject, action, "letter", until)
    notice(table)


def held(table: Table) -> None:
    blocked(table, AssetAction.POSTPONE, 5)


def frozen(table: Table) -> None:
    blocked(table, AssetAction.FREEZE, 60)


def convicted(table: Table) -> None:
    """A court of the asking side convicts whoever owns the account, on papers that stand and show whose it is."""
    state = table.exercise.state
    file = state.countries[table.asking].file
    owner = state.network.money.owner_of(table.subject)
    assert owner is not None
    law = state.scenario.country(table.asking)
    use = Use(is_evidence=True, origin=Origin.MLA, formalities=("F1",))
    kind, account = DocumentKind.ACCOUNT_FILE, table.subject
    opened = gathering.make(state, kind, account, table.asked, "letter/account_file", use, start=None, end=None)
    assert opened is not None
    gathering.file_document(state, table.asking, opened, "letter", (Office.PROSECUTOR,))
    paper = opened.key
    file.bring_charge("charge", owner, law.offences[0], (paper,), state.now, state.now + DAY)
    file.charges.decide("charge", "conviction", (), state.now)
    state.emit(
        VerdictGiven(
            at=state.now,
            cause="",
            country=table.asking,
            charge="charge",
            person=owner,
            offence=law.offences[0].key,
            outcome="conviction",
            is_organiser=False,
        )
    )
    notice(table)


TAKEN: tuple[Step, ...] = (
    frozen,
    convicted,
    ("asking", "ask_enforcement", {}),
    ("asked", "recognise", {}),
    RestraintStatus.DISPOSING,
)
REFUSAL: dict[str, str | int] = {"enforcement_ground": "G2"}

ENDS: dict[RestraintStatus, tuple[Step, ...]] = {
    RestraintStatus.DROPPED: (("asking", "drop_tracing", {}),),
    RestraintStatus.LAPSED: (held, 6),
    RestraintStatus.RELEASED: (frozen, ("asking", "release_money", {})),
    RestraintStatus.NOT_ENFORCED: (
        frozen,
        convicted,
        ("asking", "ask_enforcement", {}),
        ("asked", "refuse_enforcement", REFUSAL),
    ),
    RestraintStatus.RETURNED: (*TAKEN, ("asking", "ask_return", {}), ("asked", "return_to_victims", {})),
    RestraintStatus.SHARED: (
        *TAKEN,
        ("asked", "offer_share", {"share": 30}),
        ("asking", "counter_share", {"share": 60}),
        ("asked", "offer_share", {"share": 50}),
        ("asking", "accept_share", {}),
    ),
    RestraintStatus.RETAINED: (*TAKEN, ("asked", "retain_money", {})),
}
"""What two teams do, and their letters and courts bring, to reach each end; a lifted freeze is below."""


def traced(scenario: FrozenScenario, *, of_network: bool = True, seed: int = 7) -> Table:
    """A tracing of an account abroad that belongs to somebody named by evidence, or to somebody uninvolved."""
    table = laid(scenario, "", "", "", seed)
    state = table.exercise.state
    for code, keeper in state.countries.items():
        for entity in keeper.file.known.all:
            if entity.kind is not EntityKind.ACCOUNT or entity.country == code:
                continue
            owner = state.network.money.owner_of(entity.key) or ""
            is_named = any(paper.use.stands and paper.names(owner) for paper in keeper.file.documents)
            if uninvolved.is_one(state.network, entity.key) != of_network and (is_named or not of_network):
                table.asking, table.asked, table.subject = code, entity.country, entity.key
                table.open(FREEZING, Office.PROSECUTOR)
                return table
    raise AssertionError


def play(table: Table, steps: tuple[Step, ...]) -> None:
    for step in steps:
        if callable(step):
            step(table)
        else:
            table.play((step,))


def test_every_end_is_played() -> None:
    assert {*ENDS, RestraintStatus.LIFTED} == {status for status, stay in RULES.statuses.items() if stay.is_final}


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.value)
def test_two_teams_reach_the_end(blue_current: FrozenScenario, end: RestraintStatus) -> None:
    table = traced(blue_current)
    play(table, ENDS[end])
    assert table.status == end
    network = table.exercise.state.network
    assert not network.money.is_frozen(table.subject) or end in {
        RestraintStatus.RETURNED,
        RestraintStatus.SHARED,
        RestraintStatus.RETAINED,
    }
    assert metrics.ledger(network).balanced
    if end is not RestraintStatus.DROPPED:
        assert table.view(table.asked).status == end


def test_tracing_is_the_asking_sides_own_affair(blue_current: FrozenScenario) -> None:
    table = traced(blue_current)
    assert table.exercise.team_view(table.asked).procedure(table.key) is None
    frozen(table)
    assert table.view(table.asked).status == RestraintStatus.FROZEN
    assert table.view(table.asked).offers == ()


def test_a_third_party_gets_its_money_back(blue_current: FrozenScenario) -> None:
    """Whoever can show lawful money is heard and gets it back: protected time before a court, then a lifted freeze."""
    table = traced(blue_current, of_network=False)
    for seed in range(7, 12):  # not everybody goes to court
        table = traced(blue_current, of_network=False, seed=seed)
        frozen(table)
        table.wait(46)
        if table.status != RestraintStatus.FROZEN:
            break
    assert table.status in {RestraintStatus.CHALLENGED, RestraintStatus.LIFTED}
    assert any(stay.kind == "protected" for stay in table.view(table.asking).segments(table.now))
    table.wait(130)
    assert table.status == RestraintStatus.LIFTED
    assert table.view(table.asking).term("challenger") == "third_party"
    assert table.view(table.asking).term("remedy") == table.view(table.asked).term("remedy") == "third_party"
    assert not table.exercise.state.network.money.is_frozen(table.subject)


def test_what_a_court_has_before_it_does_not_lapse(blue_current: FrozenScenario) -> None:
    table = traced(blue_current)
    blocked(table, AssetAction.FREEZE, 20)
    table.wait(19)
    table.play((("asking", "justify", {}),))
    table.wait(2)
    assert table.status == RestraintStatus.PROLONGING
    assert table.exercise.state.network.money.is_frozen(table.subject)
    table.wait(40)
    assert table.status in {RestraintStatus.FROZEN, RestraintStatus.LAPSED}
    assert "justify" in [line.action for line in table.view(table.asking).history]


def test_a_refused_enforcement_that_people_have_to_weigh_is_kept_for_a_ruling(blue_current: FrozenScenario) -> None:
    table = traced(blue_current)
    play(table, TAKEN[:3])
    pair = blue_current.scenario.pair(table.asking, table.asked)
    grounds = open_grounds("enforcement", pair, blue_current.scenario.country(table.asked))
    weighed = next(name for name in grounds if (row := load_rules().letter(name)) and row.tag in FOR_PEOPLE)
    table.act("asked", "refuse_enforcement", {"enforcement_ground": weighed})
    (found,) = table.view(table.asked).found
    assert (found.code, found.item, found.verdict) == ("refusal_to_be_weighed", weighed, "for_trainer")
    assert table.view(table.asking).found == ()


def test_shares_and_grounds_that_are_none(blue_current: FrozenScenario) -> None:
    table = traced(blue_current)
    play(table, TAKEN[:3])
    with pytest.raises(RuleViolation, match=r"freezing\.ground_unknown"):
        table.act("asked", "refuse_enforcement", {"enforcement_ground": "NR1"})
    play(table, TAKEN[3:])
    with pytest.raises(RuleViolation, match=r"freezing\.share_range"):
        table.act("asked", "offer_share", {"share": 130})


def challenged(scenario: FrozenScenario) -> Table:
    """A freeze of lawful money that somebody has challenged before the court there."""
    for seed in range(7, 12):  # not everybody goes to court
        table = traced(scenario, of_network=False, seed=seed)
        frozen(table)
        for _ in range(46):
            if table.status == RestraintStatus.CHALLENGED:
                return table
            table.wait(1)
    raise AssertionError


def test_who_asked_for_a_freeze_is_heard_before_it_is_lifted(blue_current: FrozenScenario) -> None:
    """UNCAC 55(8), CETS 198 article 22(2): a notice, and time to say why it should go on."""
    table = challenged(blue_current)
    there = table.exercise.state.countries[table.asked].file
    sent = next(key for key in table.exercise.state.countries[table.asking].file.filed if key not in there.filed)
    offer = next(each for each in table.view(table.asking).offers if each.action == "speak_for_freeze")
    table.perform(
        ActOnProcedure(
            id="speak",
            by=Seat(table.asking, offer.office),
            procedure=table.key,
            action="speak_for_freeze",
            text="The account took what the buyer paid",
            documents=(sent,),
        )
    )
    assert table.status == RestraintStatus.CHALLENGED
    assert not there.filed[sent].document.use.stands
    assert "speak_for_freeze" not in {each.action for each in table.view(table.asking).offers}  # once
    table.until(RestraintStatus.LIFTED)


def test_a_court_waits_until_people_could_have_read_of_the_challenge(blue_current: FrozenScenario) -> None:
    """A challenge that came while days passed lies there at the next office hours, and not a lifted freeze."""
    table = challenged(blue_current)
    state = table.exercise.state
    kept = state.part(Procedures).begun[table.key]
    came = kept.matter.since
    usual = restraint.PROCEDURE.next_due(state, kept.matter)
    assert usual is not None
    assert usual >= came + restraint.HEARD_DAYS * DAY
    state.countries[table.asking].to_control = True
    state.clock.openings = (came + 40 * DAY,)
    state.clock.closings = (0,)
    assert restraint.PROCEDURE.next_due(state, kept.matter) == came + (40 + restraint.HEARD_DAYS) * DAY


@pytest.mark.parametrize(
    ("status", "to", "counts"),
    [
        (LetterStatus.EXECUTING, "asked", True),
        (LetterStatus.RETURNED, "asked", True),
        (LetterStatus.DRAFTING, "asked", False),
        (LetterStatus.WITHDRAWN, "asked", False),
        (LetterStatus.EXECUTING, "elsewhere", False),
    ],
)
def test_a_court_reads_the_letters_that_it_was_sent(
    blue_current: FrozenScenario, status: LetterStatus, to: str, *, counts: bool
) -> None:
    table = challenged(blue_current)
    state = table.exercise.state
    offence = state.scenario.country(table.asking).offences[0]
    other = next(code for code in state.countries if code not in {table.asking, table.asked})
    draft = open_request(
        "letter",
        kind_of(Sought.FREEZE),
        table.asking,
        table.asked if to == "asked" else other,
        (table.subject,),
        state.now,
        Content(offences=(offence.key,)),
    )
    stays = [stay_in(STATUSES[each], state.now, "sent") for each in (LetterStatus.RECEIVED, status)]
    past = stays[1:] if status is LetterStatus.DRAFTING else stays
    state.part(Letters).requests["letter"] = RequestState(draft._replace(stays=(*draft.stays, *past)), "letter")
    known = challenge_of(state, state.part(Procedures).begun[table.key].matter)
    assert (offence in known.offences) is counts


@pytest.mark.parametrize(("instrument", "source"), [("CETS198", "CETS 198 art. 41(1)(e)"), ("UNTOC", "")])
def test_whoever_holds_abroad_tells_of_the_end_of_a_hold_where_the_instrument_says_so(
    blue_current: FrozenScenario, instrument: str, source: str
) -> None:
    own = blue_current.scenario
    pairs = tuple(pair.model_copy(update={"instruments": (instrument,)}) for pair in own.pairs)
    table = traced(blue_current.model_copy(update={"scenario": own.model_copy(update={"pairs": pairs})}))
    frozen(table)
    state = table.exercise.state
    restrained_assets.end(state, table.asking, table.subject, AssetAction.LAPSE)
    (asset,) = [e for e in table.exercise.team_view(table.asking).assets if e.account == table.subject]
    assert (asset.state, asset.told_by) == ("lapsed", source)


@pytest.mark.parametrize("instrument", ["FRZ", "UNTOC"])
def test_days_to_decide_on_a_confiscation_bind_where_the_instrument_sets_them(
    blue_current: FrozenScenario, instrument: str
) -> None:
    own = blue_current.scenario
    pairs = tuple(pair.model_copy(update={"instruments": (instrument,)}) for pair in own.pairs)
    table = traced(blue_current.model_copy(update={"scenario": own.model_copy(update={"pairs": pairs})}))
    play(table, (frozen, convicted, ("asking", "ask_enforcement", {})))
    assert table.status == RestraintStatus.ENFORCEMENT_ASKED
    assert table.view(table.asked).due_binds is (instrument == "FRZ")
