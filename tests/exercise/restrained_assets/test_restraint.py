"""Freezing and confiscation of an account: every end between two teams, and money that follows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulation.casework.documents.document import Origin, Use
from simulation.casework.file.restrained_assets import AssetAction
from simulation.exercise.evidence import gathering, uninvolved
from simulation.exercise.judgments.events import VerdictGiven
from simulation.exercise.matters import handlers as matters
from simulation.exercise.procedures.restraint.table import FREEZING, RULES, RestraintStatus
from simulation.exercise.restrained_assets import handlers as restrained_assets
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.network import metrics
from simulation.scenario.schema.play import DocumentKind
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
REFUSAL: dict[str, str | int] = {"enforcement_ground": "R10"}

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


def test_shares_and_grounds_that_are_none(blue_current: FrozenScenario) -> None:
    table = traced(blue_current)
    play(table, TAKEN[:3])
    with pytest.raises(RuleViolation, match=r"freezing\.ground_unknown"):
        table.act("asked", "refuse_enforcement", {"enforcement_ground": "NR1"})
    play(table, TAKEN[3:])
    with pytest.raises(RuleViolation, match=r"freezing\.share_range"):
        table.act("asked", "offer_share", {"share": 130})
