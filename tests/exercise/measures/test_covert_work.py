"""Covert purchases and informants: what is sold unasked is evidence, what pressing brings is none, nor what follows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.casework.documents.document import Document, Origin, Use
from simulation.casework.file.charges import Charge
from simulation.casework.file.measures import Conduct, MeasureStatus
from simulation.casework.proof.proof import assess_case
from simulation.casework.proof.usability import Defect, UsabilityStatus, usability
from simulation.exercise import world_events
from simulation.exercise.core.command import Seat
from simulation.exercise.core.event import FindingMade, WorldChanged
from simulation.exercise.evidence import gathering
from simulation.exercise.evidence.events import UninvolvedAffected
from simulation.exercise.injects import triggers
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.trials import handlers as trials
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.network.goods import covert_purchase
from simulation.network.goods.covert_purchase import SAMPLE_G, SELLERS
from simulation.network.world.consignments import LoadStatus
from simulation.network.world.record_keeping import leave_call
from simulation.scenario.schema.country import Country, Tradition
from simulation.scenario.schema.play import DocumentKind, MeasureKind, Sought, Trigger
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.procedure_play import Table, laid

DEALS, HONEST = "a member beside a load", "a person of the public"


def met(frozen: FrozenScenario, who: str, seed: int = 7, *, load_is: LoadStatus = LoadStatus.DELIVERED) -> Table:
    """A country whose file holds a lead on somebody there: a member of an organisation with a load there, or not."""
    table = laid(frozen, "", "", "", seed)
    network = table.exercise.state.network
    for _day in range(60):
        for load in network.goods.consignments.values():
            here = network.terrain.country_of(load.place)
            near = [
                member.key
                for member in network.membership.organisations[load.organisation].crew.members.values()
                if member.function in SELLERS and member.is_free and member.whereabouts == here
            ]
            if load.status is load_is and load.grams > SAMPLE_G and here in table.exercise.state.countries and near:
                table.asking = here
                table.subject = near[0] if who == DEALS else f"person/public/{here.lower()}/1"
                lead(table, table.subject, "test/lead")
                return table
        table.wait(1)
    raise AssertionError


def lead(table: Table, target: str, key: str, *, is_evidence: bool = False) -> str:
    """A note that names somebody, in the file; its key."""
    state = table.exercise.state
    use = Use(is_evidence=is_evidence, origin=Origin.HOME)
    paper = gathering.note(state, Sought.PERSON_CHECK, target, table.asking, key, use, "served")
    gathering.file_document(state, table.asking, paper, "test")
    return key


def order(
    table: Table,
    kind: MeasureKind,
    *papers: str,
    target: str = "",
    conduct: Conduct = Conduct.PASSIVE,
    office: Office | None = None,
) -> list[Document]:
    """Order a measure and wait for what it brings."""
    office = office or (Office.PROSECUTOR if kind is MeasureKind.COVERT_PURCHASE else Office.POLICE)
    name = f"{kind.replace('_', '')}{len(table.events)}"
    table.perform(
        OrderMeasure(
            id=name,
            by=Seat(table.asking, office),
            kind=kind,
            target=target or table.subject,
            documents=papers or ("test/lead",),
            conduct=conduct,
        )
    )
    key = f"{table.asking}/{name}"
    for _day in range(60):
        measure = table.exercise.state.countries[table.asking].file.measures.get(key)
        assert measure is not None
        if measure.status is MeasureStatus.DONE:
            break
        table.wait(1)
    return [each.document for each in table.exercise.team_view(table.asking).documents if each.source == key]


def forum(table: Table, **changes: object) -> Country:
    return table.exercise.scenario.country(table.asking).model_copy(update=changes)


def steps(paper: Document) -> list[object]:
    return [row.cells[2].value for row in paper.rows]


def sold(frozen: FrozenScenario, who: str, conduct: Conduct) -> tuple[Table, Document]:
    """The first exercise in which something is sold, and the log."""
    for seed in range(7, 15):
        table = met(frozen, who, seed)
        (log,) = order(table, MeasureKind.COVERT_PURCHASE, conduct=conduct)
        if "bought" in steps(log):
            return table, log
    raise AssertionError


def test_who_deals_sells_to_a_buyer_who_waits(blue_current: FrozenScenario) -> None:
    table, log = sold(blue_current, DEALS, Conduct.PASSIVE)
    assert steps(log) == ["contact", "offer", "bought"]
    assert usability(log, "", forum(table)).status is UsabilityStatus.USABLE
    assert log.exculpates == ()


def test_a_sample_is_no_seizure_that_police_or_injects_hear_of(blue_current: FrozenScenario) -> None:
    table = met(blue_current, DEALS, load_is=LoadStatus.STORED)
    state = table.exercise.state
    assert (
        covert_purchase.buy(state.network, "order", table.subject, table.asking, table.now, pressing=True) == SAMPLE_G
    )
    world_events.report(state)
    happened = [each for each in state.drained() if isinstance(each, WorldChanged)]
    (sample,) = [each for each in happened if each.happening.code == "GoodsSeized"]
    assert not triggers.happened(state, Trigger(event="GoodsSeized"), sample)
    assert not [each for each in state.countries[table.asking].file.documents if sample.happening.key in each.key]


def test_who_does_not_deal_makes_no_offer_and_the_log_speaks_for_the_person(blue_current: FrozenScenario) -> None:
    table = met(blue_current, HONEST)
    (log,) = order(table, MeasureKind.COVERT_PURCHASE)
    assert (steps(log), log.exculpates, log.assertions) == (["contact", "no_offer"], (table.subject,), ())
    assert not [each for each in table.events if isinstance(each, UninvolvedAffected | FindingMade)]


def test_pressing_is_incitement_and_what_follows_from_it_is_excluded(blue_current: FrozenScenario) -> None:
    table, log = sold(blue_current, HONEST, Conduct.PRESSING)
    assert steps(log) == ["contact", "no_offer", "asked_again", "offer", "bought"]
    found = [each.finding for each in table.events if isinstance(each, FindingMade)]
    assert found == ["mistake.M21"]
    assert [each.entity for each in table.events if isinstance(each, UninvolvedAffected)] == [table.subject]
    calls(table)
    (after,) = order(table, MeasureKind.SURVEILLANCE, log.key)
    for paper in (log, after):
        judged = usability(paper, "", forum(table))
        assert judged.status is UsabilityStatus.EXCLUDED
        assert Defect.INCITEMENT in {finding.defect for finding in judged.findings}
    calls(table, "again")
    (apart,) = order(table, MeasureKind.SURVEILLANCE, log.key, "test/lead")
    assert not apart.use.incited


def test_where_the_prosecutor_authorises_no_judge_does_and_the_police_cannot(blue_current: FrozenScenario) -> None:
    table = met(blue_current, HONEST)
    state = table.exercise.state
    own = forum(table, covert_authority="prosecutor")
    changed = tuple(own if each.code == own.code else each for each in state.scenario.countries)
    state.frozen = state.frozen.model_copy(
        update={"scenario": state.scenario.model_copy(update={"countries": changed})}
    )
    with pytest.raises(RuleViolation, match=r"measure\.wrong_office"):
        order(table, MeasureKind.COVERT_PURCHASE, office=Office.POLICE)
    table.perform(
        OrderMeasure(
            id="own",
            by=Seat(table.asking, Office.PROSECUTOR),
            kind=MeasureKind.COVERT_PURCHASE,
            target=table.subject,
            documents=("test/lead",),
        )
    )
    measure = state.countries[table.asking].file.measures.get(f"{table.asking}/own")
    assert measure is not None
    assert measure.status is MeasureStatus.RUNNING


def test_goods_only(blue_current: FrozenScenario) -> None:
    """Nobody can be bought: the only target is a seller, and the only yield a sample of goods."""
    table = met(blue_current, HONEST)
    file = table.exercise.state.countries[table.asking].file
    other = next(each.key for each in file.known.all if each.kind is not EntityKind.PERSON)
    with pytest.raises(RuleViolation, match=r"measure\.wrong_target"):
        order(table, MeasureKind.COVERT_PURCHASE, target=other)


def calls(table: Table, name: str = "call") -> None:
    """A call of the person every other day from now on, as the operator writes it down."""
    network = table.exercise.state.network
    other = next(key for key in network.identities.phones if key != table.subject)
    for number in range(20):
        leave_call(network, f"test/{name}{number}", table.now + number * 2 * DAY, table.subject, other, 60)


def informed(table: Table) -> Document:
    """The report of an informant about somebody who used the telephone."""
    calls(table)
    table.wait(30)
    reports = order(table, MeasureKind.INFORMANT)
    assert [report.kind for report in reports] == [DocumentKind.INFORMANT_REPORT]
    return reports[0]


def test_what_an_informant_tells_is_a_lead_and_its_reward_has_to_be_told(blue_current: FrozenScenario) -> None:
    table = met(blue_current, HONEST)
    report = informed(table)
    assert not report.use.stands
    assert {"source", "reward"} <= {name for name, _cell in report.heading}
    assert 0 < len([row for row in report.rows if row.trace.startswith("test/call")]) < 16
    calls(table, "again")
    (heard,) = order(table, MeasureKind.SURVEILLANCE, report.key)
    assert heard.use.rewards == (report.key,)
    for tradition in Tradition:
        judged = usability(heard, "", forum(table, tradition=tradition))
        assert (judged.status, judged.needs_support) == (UsabilityStatus.USABLE, True)
    told = usability(heard, "", forum(table), shown=frozenset({report.key}))
    assert Defect.REWARD_UNDISCLOSED not in {finding.defect for finding in told.findings}


def test_the_court_notes_a_reward_that_nobody_told_it_of(blue_current: FrozenScenario) -> None:
    table = met(blue_current, HONEST)
    report = informed(table)
    calls(table, "again")
    (heard,) = order(table, MeasureKind.SURVEILLANCE, report.key)
    state = table.exercise.state
    offence = state.scenario.country(table.asking).offences[0]
    file = state.countries[table.asking].file
    lead(table, table.subject, "test/proof", is_evidence=True)
    for name, papers in (("hidden", (heard.key, "test/proof")), ("told", (heard.key, "test/proof", report.key))):
        key = f"{table.asking}/{name}"
        charge = Charge(key, table.subject, offence.key, offence.elements, table.now, table.now, papers)
        seen = assess_case(charge, file, state.scenario.country(table.asking))
        defects = {finding.defect for item in seen.usability for finding in item.findings}
        assert (Defect.REWARD_UNDISCLOSED in defects) == (name == "hidden")
    file.bring_charge(f"{table.asking}/hidden", table.subject, offence, (heard.key, "test/proof"), table.now, table.now)
    state.drained()
    trials.try_case(state, f"{table.asking}/hidden")
    noted = [each for each in state.drained() if isinstance(each, FindingMade)]
    assert [(each.finding, each.place) for each in noted] == [("mistake.M22", f"charge/{table.asking}/hidden")]


def test_how_a_paper_was_come_by_clings_to_it_on_its_way_abroad(blue_current: FrozenScenario) -> None:
    table = met(blue_current, HONEST)
    paper = table.exercise.state.countries[table.asking].file.documents[0]
    stained = replace(paper, use=replace(paper.use, incited=True, rewards=("report",)))
    abroad = stained.with_use(Use(is_evidence=True, origin=Origin.MLA))
    assert (abroad.use.incited, abroad.use.rewards, abroad.use.origin) == (True, ("report",), Origin.MLA)
