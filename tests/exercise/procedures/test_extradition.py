"""Extradition between two teams: every end can be played, and the person really is held, let go or handed over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.casework.file.detention import Right
from simulation.exercise.core.command import Seat
from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.core.event import FindingMade
from simulation.exercise.engine import Exercise
from simulation.exercise.matters import handlers as matters
from simulation.exercise.matters.commands import ActOnProcedure, BeginProcedure
from simulation.exercise.matters.state import Procedures
from simulation.exercise.procedures.extradition import procedure as extradition
from simulation.exercise.procedures.extradition.table import EXTRADITION, RULES, ExtraditionAction
from simulation.exercise.procedures.extradition.table import ExtraditionStatus as Status
from simulation.exercise.procedures.letter.commands import OpenDraft
from simulation.exercise.trials.commands import ChargePerson
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.law.book.extradition_days import periods_of
from simulation.network import questions
from simulation.network.world.members import MemberStatus
from simulation.players.policies import EXPERT
from simulation.players.runs import begin, policies_for
from simulation.players.tasks.custody import charges
from simulation.players.tasks.orders import granted_for, held_since, in_hand_since, is_held, is_in_hand
from simulation.players.turn.turn import Turn
from simulation.scenario.schema.country import Declaration
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.procedure_play import Line, Table, between, laid

BROKER = ("VAL", "ISA", "cast/isa_broker")
OFFENCE = (("offence", "trafficking"),)

ASK: tuple[Line, ...] = (("asking", "ask_arrest", {}), ("asked", "order_arrest", {}), Status.PROVISIONAL)
HELD: tuple[Line, ...] = (*ASK, ("asking", "send_papers", {}), Status.RECEIVED)
BEFORE_COURT: tuple[Line, ...] = (*HELD, ("asked", "bring_to_court", {}))
AT_COURT: tuple[Line, ...] = (*BEFORE_COURT, Status.DECIDING)
GRANTED: tuple[Line, ...] = (*AT_COURT, ("asked", "grant_surrender", {}))
LATER: dict[str, str | int] = {"until": 700 * DAY}

ENDS: dict[Status, tuple[tuple[str, str, str], str, tuple[Line, ...]]] = {
    Status.SURRENDERED: (BROKER, "trafficking", (*GRANTED, ("asking", "collect_person", {}))),
    Status.RETURNED: (
        BROKER,
        "trafficking",
        (
            *AT_COURT,
            ("asked", "grant_for_a_time", LATER),
            ("asking", "collect_person", {}),
            30,
            ("asking", "return_person", {}),
        ),
    ),
    Status.PROSECUTED_THERE: (
        ("ISA", "VAL", "cast/cell_head"),
        "trafficking",
        (*AT_COURT, ("asked", "refuse_national", {}), ("asked", "submit_case", {})),
    ),
    Status.REFUSED: (
        BROKER,
        "trafficking",
        (
            *AT_COURT,
            ("asked", "ask_assurances", {"assurances": "assurance_fair_trial"}),
            ("asking", "decline_assurances", {}),
            ("asked", "refuse_surrender", {"ground": "G2"}),
        ),
    ),
    Status.DISCHARGED: (("ISA", "ORL", "cast/orl_haulier"), "corruption", (*BEFORE_COURT, Status.DISCHARGED)),
    Status.RELEASED: (BROKER, "trafficking", (*GRANTED, Status.RELEASED)),
    Status.LAPSED: (("VAL", "KES", "cast/buyer"), "trafficking", (*ASK[:2], Status.LAPSED)),
    Status.WITHDRAWN: (BROKER, "trafficking", (*ASK, ("asking", "withdraw_extradition", {}))),
}
"""How two teams reach each end: the pair and the person, the offence, and what is done."""


def played(
    frozen: FrozenScenario, who: tuple[str, str, str], offence: str, lines: tuple[Line, ...], seed: int = 7
) -> Table:
    table = laid(frozen, *who, seed)
    table.open(EXTRADITION, Office.PROSECUTOR, terms=(("offence", offence),))
    table.play(lines)
    return table


def where(exercise: Exercise, person: str) -> tuple[str, bool]:
    network = exercise.state.network
    return questions.whereabouts(network, person), questions.is_free(network, person)


def test_every_end_is_played() -> None:
    assert set(ENDS) == {status for status, stay in RULES.statuses.items() if stay.is_final}


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.value)
def test_two_teams_reach_the_end(blue_current: FrozenScenario, end: Status) -> None:
    who, offence, lines = ENDS[end]
    table = played(blue_current, who, offence, lines)
    assert table.status == end
    assert table.view(table.asked).status == end
    place, is_free = where(table.exercise, table.subject)
    expected = {Status.SURRENDERED: (table.asking, False), Status.RETURNED: (table.asked, False)}
    if end in {Status.SURRENDERED, Status.RETURNED}:
        assert (place, is_free) == expected[end]
    elif end is not Status.PROSECUTED_THERE:
        assert is_free


def test_custody_ends_when_the_papers_do_not_come(blue_current: FrozenScenario) -> None:
    table = played(blue_current, BROKER, "trafficking", ASK)
    assert table.status == Status.PROVISIONAL
    assert where(table.exercise, table.subject) == ("ISA", False)
    limit = table.view("ISA").limit_day
    assert limit is not None
    assert limit <= table.now // DAY + 1 + 40  # ETS 24 article 16(4)
    work = next(each for each in table.exercise.team_view("VAL").work if each.about == table.key)
    assert work.due_day is not None
    assert work.due_day <= limit
    table.wait(40)
    assert table.status == Status.NOT_HELD
    assert where(table.exercise, table.subject) == ("ISA", True)


def test_who_fled_and_is_let_go_for_want_of_papers_is_found_there_again(blue_current: FrozenScenario) -> None:
    """ETS 24 article 16(5): a release bars no new arrest; nobody goes home because papers are late."""
    table = laid(blue_current, *BROKER)
    member = table.exercise.state.network.membership.members[table.subject]
    member.country, member.status = "KES", MemberStatus.FLED  # at home in another country, and fled to this one
    table.open(EXTRADITION, Office.PROSECUTOR, terms=OFFENCE)
    table.play((*ASK, Status.NOT_HELD))
    assert where(table.exercise, table.subject)[0] == "ISA"
    assert member.status is MemberStatus.FLED
    table.play((*ASK, ("asking", "send_papers", {}), Status.RECEIVED, ("asked", "bring_to_court", {})))
    table.play((Status.DECIDING,))
    assert where(table.exercise, table.subject) == ("ISA", False)


def test_who_was_released_waits_for_late_papers_in_freedom(blue_current: FrozenScenario) -> None:
    """The papers left in time and come too late to hold the person: one release, and the matter waits for them."""
    table = played(blue_current, BROKER, "trafficking", (*ASK, ("asking", "send_papers", {})))
    state = table.exercise.state
    kept = state.part(Procedures).begun[table.key]
    papers = periods_of(state.scenario.pair("VAL", "ISA")).papers
    assert papers is not None
    limit = papers * DAY
    long_ago = state.now - limit
    terms = dict(kept.matter.terms) | {"arrested": long_ago}
    kept.matter = kept.matter._replace(terms=tuple(terms.items()))
    assert extradition.PROCEDURE.next_due(state, kept.matter) == long_ago + limit
    matters.drive(state, table.key, ExtraditionAction.RELEASE)
    due = extradition.PROCEDURE.next_due(state, kept.matter)
    assert due is not None
    assert due > state.now
    assert where(table.exercise, table.subject) == ("ISA", True)


def test_after_surrender_only_what_it_was_granted_for_is_tried(blue_current: FrozenScenario) -> None:
    table = played(blue_current, *ENDS[Status.SURRENDERED])

    def charge(offence: str, number: int) -> list[str]:
        seat = Seat("VAL", Office.PROSECUTOR)
        before = len(table.events)
        papers = table.papers("VAL")
        table.perform(
            ChargePerson(id=f"charge{number}", by=seat, person=table.subject, offence=offence, documents=papers)
        )
        return [each.finding for each in table.events[before:] if isinstance(each, FindingMade)]

    assert charge("laundering", 2) == ["speciality_not_kept"]
    table.act("asking", "ask_further_offence", {"further": "organised_group"})
    table.act("asked", "consent_further_offence")
    assert charge("organised_group", 3) == []


def test_the_latest_surrender_says_for_what_somebody_is_tried(blue_current: FrozenScenario) -> None:
    """ETS 24 article 14(1)(b): who was surrendered again had left since the first."""
    table = played(blue_current, *ENDS[Status.SURRENDERED])
    begun = table.exercise.state.part(Procedures).begun
    first = begun[table.key]
    older = replace(first.matter.stays[-1], since=first.matter.since - DAY)
    before = first.matter.settled((("offence", "laundering"),))._replace(
        key="VAL/before", stays=(*first.matter.stays[:-1], older)
    )
    begun["VAL/before"] = replace(first, matter=before)
    extradition.charged(table.exercise.state, "VAL", table.subject, "trafficking")
    assert not [each for each in table.exercise.state.drained() if isinstance(each, FindingMade)]
    extradition.charged(table.exercise.state, "VAL", table.subject, "laundering")
    (made,) = [each for each in table.exercise.state.drained() if isinstance(each, FindingMade)]
    assert (made.finding, made.request) == ("speciality_not_kept", table.key)
    desk = Turn(
        table.exercise.team_view("VAL"), blue_current.scenario, tuple(Office), EXPERT.parameters, DerivedValues()
    )
    assert granted_for(desk, table.subject) == frozenset({"trafficking"})


def test_a_prosecutor_at_an_automatic_seat_keeps_to_what_was_granted(blue_current: FrozenScenario) -> None:
    table = played(blue_current, *ENDS[Status.SURRENDERED])
    view = table.exercise.team_view("VAL")
    desk = Turn(view, blue_current.scenario, tuple(Office), EXPERT.parameters, DerivedValues())
    assert held_since(desk, table.subject) == view.procedures[-1].since
    assert [each.offence for each in charges(desk) if isinstance(each, ChargePerson)] in ([], ["trafficking"])
    assert not is_held(desk, "cast/cell_head")


def test_the_other_side_sees_nothing_before_it_is_asked(blue_current: FrozenScenario) -> None:
    table = played(blue_current, BROKER, "trafficking", ())
    assert table.exercise.team_view("ISA").procedures == ()
    assert table.view("VAL").label == "VAL-ISA-ED1"
    table.play(ASK[:1])
    assert table.view("ISA").label == "VAL-ISA-E1"
    assert table.view("ISA").draft == ""
    assert len(table.view("ISA").history) == 1
    assert table.exercise.team_view("KES").procedures == ()


def test_who_has_no_evidence_begins_nothing(blue_current: FrozenScenario) -> None:
    table = laid(blue_current, "VAL", "SOV", "cast/launderer")
    with pytest.raises(RuleViolation, match="unknown_subject"):
        table.open(EXTRADITION, Office.PROSECUTOR, terms=OFFENCE)


def refused(table: Table, why: str, terms: tuple[tuple[str, str], ...] = OFFENCE) -> None:
    with pytest.raises(RuleViolation, match=why):
        table.perform(
            BeginProcedure(
                id="first",
                by=Seat(table.asking, Office.PROSECUTOR),
                kind=EXTRADITION,
                requested=table.asked,
                subjects=(table.subject,),
                documents=table.papers(table.asking),
                terms=terms,
            )
        )


def test_nobody_is_sought_abroad_who_is_at_home(blue_current: FrozenScenario) -> None:
    table = laid(blue_current, "VAL", "ISA", "cast/cell_head")
    assert table.exercise.state.countries["VAL"].file.known.needed("cast/cell_head").country == "VAL"
    refused(table, "extradition.at_home")


def test_nobody_is_sought_whom_the_own_side_protects(blue_current: FrozenScenario) -> None:
    table = laid(blue_current, *BROKER)
    table.exercise.state.countries["VAL"].file.risks.protect(table.subject, 0)
    refused(table, "extradition.protected")


def test_a_warrant_rests_on_a_charge_or_on_papers_that_accuse(blue_current: FrozenScenario) -> None:
    """A paper that merely names somebody is no accusation; after a charge the warrant stands."""
    table = laid(blue_current, *BROKER)
    refused(table, "extradition.not_charged", (("offence", "corruption"),))
    table.open(EXTRADITION, Office.PROSECUTOR, terms=(("offence", "corruption"), ("warrant", "Court of V., 3 March")))
    assert table.view("VAL").term("warrant") == "Court of V., 3 March"


def test_a_provisional_arrest_says_why_the_person_is_there(blue_current: FrozenScenario) -> None:
    table = played(blue_current, BROKER, "trafficking", ())
    with pytest.raises(RuleViolation, match="input_missing"):
        table.perform(
            ActOnProcedure(
                id="a", by=Seat("VAL", Office.PROSECUTOR), procedure=table.key, action="ask_arrest", text="Now"
            )
        )


def test_who_consents_is_handed_over_without_papers(blue_current: FrozenScenario) -> None:
    table = laid(blue_current, *BROKER)
    table.open(EXTRADITION, Office.PROSECUTOR, terms=OFFENCE, name="begin")
    table.play((*ASK, Status.DECIDING, ("asked", "grant_surrender", {}), ("asking", "collect_person", {})))
    assert [line.action for line in table.view("VAL").history].count("consented_to_surrender") == 1
    assert where(table.exercise, table.subject) == ("VAL", False)


def test_automatic_offices_play_it_to_its_end(blue_current: FrozenScenario) -> None:
    table = Table(begin(blue_current, policies_for(blue_current.scenario, "auto", {}), 7), *BROKER)
    table.open(EXTRADITION, Office.PROSECUTOR, terms=OFFENCE, name="begin")
    while table.view("VAL").holder:
        table.wait(20)
        assert table.now < 200 * DAY
    assert table.status == Status.SURRENDERED
    assert where(table.exercise, table.subject) == ("VAL", False)


def test_a_country_that_keeps_its_national_is_given_the_file(blue_current: FrozenScenario) -> None:
    """ETS 24 article 6(2), UNTOC 16(10): without the papers its prosecutor has nothing to put before the court."""
    who, offence, lines = ENDS[Status.PROSECUTED_THERE]
    table = played(blue_current, who, offence, lines[:-2])
    asking, asked = (table.exercise.state.countries[code].file for code in who[:2])
    sent = table.papers("ISA")[:2]
    assert sent
    assert not {paper.key for paper in asked.documents if paper.use.stands} & set(sent)
    table.act("asked", "refuse_national")
    told = {paper.assertions for paper in asked.documents if paper.key.endswith(sent) and paper.use.stands}
    assert told == {paper.assertions for paper in asking.chosen(sent)}


def test_the_nationality_counts_and_not_where_somebody_lives(blue_current: FrozenScenario) -> None:
    """A Valmoran who lives in Sorvane: the Sovaran law that keeps nationals does not keep this one."""
    table = played(blue_current, ("VAL", "SOV", "cast/buyer"), "trafficking", AT_COURT)
    assert "refuse_national" not in {each.action for each in table.view("SOV").offers}
    table.play((("asked", "grant_surrender", {}), ("asking", "collect_person", {})))
    assert where(table.exercise, table.subject) == ("VAL", False)


def test_an_own_charge_holds_somebody_beside_the_right_for_a_surrender(blue_current: FrozenScenario) -> None:
    table = played(blue_current, BROKER, "trafficking", HELD)
    file = table.exercise.state.countries["ISA"].file
    table.perform(
        ChargePerson(
            id="own",
            by=Seat("ISA", Office.PROSECUTOR),
            person=table.subject,
            offence="trafficking",
            documents=table.papers("ISA"),
        )
    )
    rights = {row.right for row in file.detentions.standing(table.subject)}
    assert rights == {Right.SURRENDER, Right.CHARGED}
    table.act("asking", "withdraw_extradition")
    assert where(table.exercise, table.subject) == ("ISA", False)


def test_a_prosecutor_has_in_hand_whom_another_country_wants_until_the_surrender_is_granted(
    blue_current: FrozenScenario,
) -> None:
    table = played(blue_current, BROKER, "trafficking", AT_COURT)

    def desk() -> Turn:
        view = table.exercise.team_view("ISA")
        return Turn(view, blue_current.scenario, tuple(Office), EXPERT.parameters, DerivedValues())

    assert is_in_hand(desk(), table.subject)
    assert not is_held(desk(), table.subject)
    taken = table.exercise.state.countries["ISA"].file.detentions.standing(table.subject)[0].taken
    assert in_hand_since(desk(), table.subject) == taken  # from then a charge waits for a graver one, for a time
    table.act("asked", "grant_surrender")
    assert not is_in_hand(desk(), table.subject)


def test_who_is_no_member_is_handed_over_too(blue_current: FrozenScenario) -> None:
    """The right there ends, and one of the country that asked begins, where the person is now."""
    table = played(blue_current, BROKER, "trafficking", GRANTED)
    world = table.exercise.state.network
    del world.membership.members[table.subject]
    world.membership.detained.add(table.subject)
    table.act("asking", "collect_person")
    assert where(table.exercise, table.subject) == ("VAL", False)
    held = {
        (code, row.right)
        for code, keeper in table.exercise.state.countries.items()
        for row in keeper.file.detentions.standing(table.subject)
    }
    assert held == {("VAL", Right.SURRENDERED)}


def test_nobody_asks_where_no_treaty_is_taken_for_one_on_extradition(blue_current: FrozenScenario) -> None:
    """UNTOC article 16(4), (5): the server refuses it in words, in the procedure and by letter."""
    bound = between(blue_current, "UNTOC")
    declared = (Declaration(instrument="UNTOC", reserves=("UNTOC-16.5",)),)
    countries = tuple(
        each.model_copy(update={"declarations": declared}) if each.code == "ISA" else each
        for each in bound.scenario.countries
    )
    closed = bound.model_copy(update={"scenario": bound.scenario.model_copy(update={"countries": countries})})
    assert refusals(bound) == ["", "extradition.not_charged"]
    assert refusals(closed) == ["extradition.no_basis", "extradition.no_basis"]


def refusals(frozen: FrozenScenario) -> list[str]:
    """Why a letter about the surrender of the broker cannot be opened, and the procedure not begun; "" for nothing."""
    table = laid(frozen, *BROKER)
    papers = table.papers("VAL")
    draft = OpenDraft(
        id="d", by=Seat("VAL", Office.AUTHORITY), requested="ISA", sought=Sought.SURRENDER, targets=(table.subject,)
    )
    begun = BeginProcedure(
        id="b",
        by=Seat("VAL", Office.PROSECUTOR),
        kind=EXTRADITION,
        requested="ISA",
        subjects=(table.subject,),
        documents=papers,
        terms=OFFENCE,
    )
    found = []
    for command in (draft, begun):
        try:
            table.exercise.check(command)
            found.append("")
        except RuleViolation as refused:
            found.append(refused.code)
    return found
