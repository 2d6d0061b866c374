"""What a country's own courts have judged bars a letter and a surrender alike; what is not final bars nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.casework.file.charges import Appeal, Charge
from simulation.casework.file.detention import NOT_PLAYED, LoadConviction, Right
from simulation.casework.proof.judged import JUDGED_ALREADY
from simulation.casework.proof.proof import CourtOutcome
from simulation.exercise.core.command import Seat
from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.core.event import FindingMade
from simulation.exercise.core.state import State
from simulation.exercise.detention.clock import PeopleHeld
from simulation.exercise.engine import Exercise
from simulation.exercise.judgments import forum
from simulation.exercise.matters.commands import ActOnProcedure
from simulation.exercise.matters.events import ProcedureMoved
from simulation.exercise.procedures.extradition.table import EXTRADITION
from simulation.exercise.procedures.extradition.table import ExtraditionStatus as Status
from simulation.exercise.procedures.letter.play import facts
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.trials import appeals, handlers
from simulation.kernel.agenda import DAY, Entry
from simulation.kernel.terms import Office
from simulation.players.policies import EXPERT
from simulation.players.procedures.extradition import extradition
from simulation.players.runs import begin, policies_for
from simulation.players.turn.turn import Turn
from simulation.scenario.schema.scenario import FrozenScenario
from tests.casework.builders import OWNER, PORT, VAN, a_note
from tests.casework.builders import says as says_of
from tests.exercise.procedure_play import Line, Table, laid
from tests.exercise.procedures.test_extradition import ASK, BEFORE_COURT, BROKER, OFFENCE
from tests.exercise.procedures.test_refused_surrender import found, refused

LETTER = "matter/val_sov_surrender"


@pytest.fixture
def exercise(blue_current: FrozenScenario) -> Exercise:
    made = begin(blue_current, policies_for(blue_current.scenario, "auto", {}), 7)
    kept = made.state.part(Letters).requests[LETTER]
    content = replace(kept.matter.content, offences=("trafficking",))
    kept.matter = kept.matter._replace(content=content)
    return made


def convict(state: State, country: str, person: str) -> None:
    """An ordinary court there has convicted somebody of all loads up to now."""
    state.countries[country].file.detentions.convictions[person] = LoadConviction(person, state.now, state.now)


def try_here(state: State, country: str, person: str, appeal: Appeal = Appeal.NONE) -> Charge:
    """A court there has convicted somebody of trafficking on a team's charge."""
    offence = state.scenario.country(country).offence("trafficking")
    assert offence is not None
    charge = Charge(
        f"{country}/own",
        person,
        offence.key,
        offence.elements,
        0,
        0,
        (),
        outcome=CourtOutcome.CONVICTION,
        appeal=appeal,
    )
    state.countries[country].file.charges.rows[charge.key] = charge
    return charge


def grounds(state: State) -> set[str]:
    request = state.part(Letters).requests[LETTER].matter
    return {each.item for each in facts.assessed(state, request) if each.code == "ground_available"}


def test_a_letter_can_be_refused_on_what_an_ordinary_court_there_has_judged(exercise: Exercise) -> None:
    state = exercise.state
    request = state.part(Letters).requests[LETTER].matter
    (person,) = request.targets
    assert "G4" not in grounds(state)
    convict(state, request.requesting, person)  # of the country that asks: it does not ask itself
    assert "G4" not in grounds(state)
    convict(state, request.requested, person)
    assert "G4" in grounds(state)


@pytest.mark.parametrize(
    ("named", "is_barred"),
    [(("trafficking",), True), (("trafficking", "laundering"), False), (("laundering",), False), ((), True)],
)
def test_a_letter_is_refused_on_a_judgment_on_every_offence_that_it_names(
    exercise: Exercise, named: tuple[str, ...], *, is_barred: bool
) -> None:
    """What was done with the money is another matter; one that names nothing may be about what was judged."""
    state = exercise.state
    kept = state.part(Letters).requests[LETTER]
    law = state.scenario.country(kept.matter.requesting)
    assert all(law.offence(each) is not None for each in named)
    kept.matter = kept.matter._replace(content=replace(kept.matter.content, offences=named))
    convict(state, kept.matter.requested, kept.matter.targets[0])
    assert ("G4" in grounds(state)) is is_barred


@pytest.mark.parametrize(("appeal", "is_final"), [(Appeal.TERM, False), (Appeal.LODGED, False), (Appeal.LAPSED, True)])
def test_a_letter_is_not_refused_on_a_conviction_under_appeal(
    exercise: Exercise, appeal: Appeal, *, is_final: bool
) -> None:
    state = exercise.state
    request = state.part(Letters).requests[LETTER].matter
    try_here(state, request.requested, request.targets[0], appeal)
    assert ("G4" in grounds(state)) is is_final


def brought(frozen: FrozenScenario, name: str, lines: tuple[Line, ...]) -> Table:
    table = laid(frozen, *BROKER)
    table.open(EXTRADITION, Office.PROSECUTOR, terms=OFFENCE, name=name)
    table.play(lines)
    return table


CONSENTS, CONTESTS = "begin", "first"
"""Names of procedures in which the person consents, or goes to court."""


@pytest.mark.parametrize(("name", "lines"), [(CONSENTS, BEFORE_COURT), (CONTESTS, BEFORE_COURT)])
def test_an_earlier_judgment_bars_a_surrender_for_whoever_consents_too(
    blue_current: FrozenScenario, name: str, lines: tuple[Line, ...]
) -> None:
    """ETS 24 article 9(1)."""
    table = brought(blue_current, name, lines)
    convict(table.exercise.state, "ISA", table.subject)
    table.until(Status.DISCHARGED)
    assert table.view("VAL").term("bar") == "judged_here"
    assert not table.exercise.state.countries["ISA"].file.detentions.standing(table.subject)


def send_load(table: Table, at: int) -> None:
    """The asking side sends a paper that ties the person to a load that was found then."""
    says = tuple(each._replace(at=at) for each in (*says_of("found", VAN, PORT), *says_of("carried", OWNER, VAN)))
    load = a_note(says, key="load").called({OWNER: table.subject})
    state = table.exercise.state
    state.countries["VAL"].file.add(load, state.now, "test")
    table.wait(12)
    assert table.status == Status.PROVISIONAL
    table.perform(
        ActOnProcedure(
            id="send",
            by=Seat("VAL", Office.AUTHORITY),
            procedure=table.key,
            action="send_papers",
            documents=("load",),
        )
    )


@pytest.mark.parametrize(("found", "end"), [(1, Status.DECIDING), (-1, Status.DISCHARGED)])
def test_whoever_consents_waits_for_the_papers_which_may_be_about_a_later_load(
    blue_current: FrozenScenario, found: int, end: Status
) -> None:
    table = brought(blue_current, CONSENTS, ASK)
    state = table.exercise.state
    convict(state, "ISA", table.subject)
    send_load(table, state.now + found * DAY)
    table.play((Status.RECEIVED, ("asked", "bring_to_court", {}), end))


def test_the_court_knows_the_person_under_another_spelling(blue_current: FrozenScenario) -> None:
    table = brought(blue_current, CONTESTS, BEFORE_COURT)
    state = table.exercise.state
    state.network.identities.bearers["person/spelling"] = table.subject
    try_here(state, "ISA", "person/spelling")
    table.until(Status.DISCHARGED)


def test_a_conviction_under_appeal_bars_no_surrender(blue_current: FrozenScenario) -> None:
    table = brought(blue_current, CONTESTS, BEFORE_COURT)
    try_here(table.exercise.state, "ISA", table.subject, Appeal.LODGED)
    table.until(Status.DECIDING)


def test_who_is_surrendered_after_a_judgment_is_a_finding_and_refusing_is_none(blue_current: FrozenScenario) -> None:
    """It became final after the court had looked: the authority decides, and has a reason to refuse."""
    table = brought(blue_current, CONTESTS, (*BEFORE_COURT, Status.DECIDING))
    convict(table.exercise.state, "ISA", table.subject)
    table.act("asked", "grant_surrender")
    bars = [
        each.facts for each in table.events if isinstance(each, FindingMade) and each.finding == "granted_against_a_bar"
    ]
    assert bars == [(("ground", "G4"),)]
    other = brought(blue_current, CONTESTS, (*BEFORE_COURT, Status.DECIDING))
    convict(other.exercise.state, "ISA", other.subject)
    refused(other, "G4", "Our court has convicted the person of this load", alternative="No term undoes a judgment")
    assert "refused_without_facts" not in found(other)


def test_a_conviction_under_appeal_elsewhere_bars_no_trial_and_ends_the_appeal_here_once_it_is_final(
    exercise: Exercise,
) -> None:
    state = exercise.state
    person = state.part(Letters).requests[LETTER].matter.targets[0]
    theirs = try_here(state, "KES", person, Appeal.LODGED)
    own = try_here(state, "VAL", person, Appeal.LODGED)
    assert not forum.judged_already(state, "VAL", person, own.offence)
    state.countries["KES"].file.charges.move_appeal(theirs.key, Appeal.DISMISSED, None)
    assert forum.judged_already(state, "VAL", person, own.offence)
    appeals.come_due(state, Entry(state.now, "appeal", handlers.APPEAL, (own.key,)))
    after = state.countries["VAL"].file.charges.rows[own.key]
    assert (after.outcome, after.reasons) == (CourtOutcome.DISMISSAL, (JUDGED_ALREADY,))
    assert after.appeal is Appeal.ALLOWED


def own_case(frozen: FrozenScenario) -> Table:
    """The surrender is postponed for an own case, which is about the same facts."""
    table = brought(frozen, CONTESTS, (*BEFORE_COURT, Status.DECIDING))
    until = table.now + 100 * DAY
    own = try_here(table.exercise.state, "ISA", table.subject, Appeal.LODGED)
    table.act("asked", "grant_later", {"until": until})
    table.exercise.state.countries["ISA"].file.charges.move_appeal(own.key, Appeal.DISMISSED, None)
    return table


def test_an_own_case_about_the_same_facts_ends_a_surrender_that_waited_for_it(blue_current: FrozenScenario) -> None:
    table = own_case(blue_current)
    assert "surrender_now" not in {each.action for each in table.view("ISA").offers}
    table.until(Status.DISCHARGED)
    assert table.view("ISA").term("bar") == "judged_here"


def on_trial(table: Table, outcome: CourtOutcome | str, days: int) -> Charge:
    """An own case about the same facts: convicted, with a term, or not tried yet; its next step comes in days."""
    state = table.exercise.state
    made = try_here(state, "ISA", table.subject, Appeal.TERM if outcome else Appeal.NONE)
    own = replace(
        made,
        outcome=outcome,
        trial_at=state.now + days * DAY,
        appeal_until=state.now + days * DAY,
        documents=table.papers("ISA"),
    )
    state.countries["ISA"].file.charges.rows[own.key] = own
    rule = handlers.APPEAL if outcome else handlers.TRIAL
    state.agenda.schedule(state.now + days * DAY, f"next/{own.key}", rule, (own.key,))
    return own


def been(table: Table) -> set[str]:
    return {each.status for each in table.events if isinstance(each, ProcedureMoved)}


@pytest.mark.parametrize("outcome", [CourtOutcome.CONVICTION, ""])
def test_a_surrender_waits_until_the_own_case_about_the_same_facts_is_final(
    blue_current: FrozenScenario, outcome: CourtOutcome | str
) -> None:
    """The day that was set passes before the verdict cannot be changed any more."""
    table = brought(blue_current, CONTESTS, (*BEFORE_COURT, Status.DECIDING))
    on_trial(table, outcome, 10)
    table.act("asked", "grant_later", {"until": table.now + DAY})
    table.wait(5)
    assert table.status == Status.POSTPONED
    table.until(Status.DISCHARGED)
    assert table.view("ISA").term("bar") == "judged_here"
    assert Status.GRANTED not in been(table)


def test_a_surrender_that_waited_goes_on_when_the_own_case_ends_without_a_judgment(
    blue_current: FrozenScenario,
) -> None:
    table = brought(blue_current, CONTESTS, (*BEFORE_COURT, Status.DECIDING))
    on_trial(table, "", 20)
    try_here(table.exercise.state, "KES", table.subject)  # so that the court ends it as judged elsewhere
    table.act("asked", "grant_later", {"until": table.now + DAY})
    table.wait(15)
    assert table.status == Status.POSTPONED
    table.until(Status.GRANTED)


@pytest.mark.parametrize("act", ["grant_surrender", "grant_for_a_time"])
def test_nobody_is_handed_over_once_the_own_judgment_is_final(blue_current: FrozenScenario, act: str) -> None:
    table = brought(blue_current, CONTESTS, (*BEFORE_COURT, Status.DECIDING))
    own = on_trial(table, CourtOutcome.CONVICTION, 3)
    table.act("asked", act, {"until": table.now + 100 * DAY} if act == "grant_for_a_time" else {})
    table.wait(2)
    assert table.exercise.state.countries["ISA"].file.charges.rows[own.key].is_pending
    assert "collect_person" in {each.action for each in table.view("VAL").offers}
    table.until(Status.DISCHARGED)
    assert not table.exercise.state.countries["ISA"].file.charges.rows[own.key].is_pending


def caught_with_a_load(table: Table, days: int) -> None:
    """The person was taken there with goods; the ordinary court, whose case nobody plays, convicts in so many days."""
    state = table.exercise.state
    custody = state.network.membership.members[table.subject].custody
    assert custody is not None
    custody.taken_with_load = True
    until = state.now + days * DAY
    PeopleHeld(state, "ISA").hold(table.subject, NOT_PLAYED, Right.OTHER_CASE, until, silent=True)


@pytest.mark.parametrize("act", ["grant_surrender", "grant_for_a_time"])
def test_nobody_is_handed_over_once_an_ordinary_court_there_has_convicted(
    blue_current: FrozenScenario, act: str
) -> None:
    """ETS 24 article 9(1), Framework Decision 2002/584 article 3(2); it was about every load up to the arrest."""
    table = brought(blue_current, CONTESTS, (*BEFORE_COURT, Status.DECIDING))
    table.act("asked", act, {"until": table.now + 100 * DAY} if act == "grant_for_a_time" else {})
    caught_with_a_load(table, 3)
    table.wait(2)
    assert "collect_person" in {each.action for each in table.view("VAL").offers}
    table.until(Status.DISCHARGED)
    assert table.view("VAL").term("bar") == "judged_here"
    held = table.exercise.state.countries["ISA"].file.detentions.standing(table.subject)
    assert [row.right for row in held] == [Right.SENTENCE]


def test_a_grant_stays_where_the_papers_are_about_a_load_that_was_found_later(blue_current: FrozenScenario) -> None:
    """What the ordinary court there judges after the grant was about earlier loads."""
    table = brought(blue_current, CONTESTS, ASK)
    state = table.exercise.state
    caught_with_a_load(table, 400)
    send_load(table, state.now + DAY)
    table.play((Status.RECEIVED, ("asked", "bring_to_court", {}), Status.DECIDING, ("asked", "grant_surrender", {})))
    caught_with_a_load(table, 3)
    table.wait(4)
    assert state.countries["ISA"].file.detentions.convictions
    assert table.status == Status.GRANTED


def test_the_authority_is_shown_what_its_own_file_knows_of_the_person(blue_current: FrozenScenario) -> None:
    """A judgment under another spelling: the buttons tell nothing of it before the team has merged the two."""
    table = brought(blue_current, CONTESTS, (*BEFORE_COURT, Status.DECIDING))
    state = table.exercise.state
    table.act("asked", "grant_later", {"until": table.now + 100 * DAY})
    state.network.identities.bearers["person/spelling"] = table.subject
    try_here(state, "ISA", "person/spelling")
    assert "surrender_now" in {each.action for each in table.view("ISA").offers}
    person = state.network.entities[table.subject]
    file = state.countries["ISA"].file
    file.known.learn((person, replace(person, key="person/spelling")))
    file.board.merge("person/spelling", table.subject, state.now)
    assert "surrender_now" not in {each.action for each in table.view("ISA").offers}


def authority(table: Table, frozen: FrozenScenario) -> tuple[str, dict[str, object]]:
    """What an automatic authority there would do now."""
    desk = Turn(table.exercise.team_view("ISA"), frozen.scenario, tuple(Office), EXPERT.parameters, DerivedValues())
    procedure = table.view("ISA")
    found = extradition(desk, procedure, frozenset(each.action for each in procedure.offers))
    assert found is not None
    return found[0], dict(found[3])


def test_an_automatic_authority_waits_for_the_end_of_the_term(blue_current: FrozenScenario) -> None:
    table = brought(blue_current, CONTESTS, (*BEFORE_COURT, Status.DECIDING))
    own = on_trial(table, CourtOutcome.CONVICTION, 20)
    assert own.appeal_until is not None
    assert authority(table, blue_current) == ("grant_later", {"until": own.appeal_until + DAY})


def test_an_automatic_authority_refuses_what_an_ordinary_court_has_judged_since(blue_current: FrozenScenario) -> None:
    table = brought(blue_current, CONTESTS, (*BEFORE_COURT, Status.DECIDING, 1))
    assert authority(table, blue_current)[0] != "refuse_surrender"
    convict(table.exercise.state, "ISA", table.subject)
    assert authority(table, blue_current)[0] == "refuse_surrender"


def test_an_automatic_authority_refuses_what_its_court_has_judged_since(blue_current: FrozenScenario) -> None:
    table = brought(blue_current, CONTESTS, (*BEFORE_COURT, Status.DECIDING))
    own = try_here(table.exercise.state, "ISA", table.subject, Appeal.LODGED)

    assert authority(table, blue_current)[0] != "refuse_surrender"
    table.exercise.state.countries["ISA"].file.charges.move_appeal(own.key, Appeal.DISMISSED, None)
    act, terms = authority(table, blue_current)
    assert act == "refuse_surrender"
    refused(table, str(terms["ground"]), "Our court has judged the person", alternative=str(terms["alternative"]))
    assert "refused_without_facts" not in found(table)
