"""Implied links on planted files: the engine is asked, and refuses when what it needs is taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.casework.documents.document import Document
from simulation.casework.file.case_file import CaseFile
from simulation.casework.proof.prospects import Prospects
from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.procedures.letter.commands import OpenDraft
from simulation.exercise.reliance.acts import Shares
from simulation.exercise.reliance.reading import RelianceReader
from simulation.exercise.trials.commands import ChargePerson
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.scenario.schema.play import MeasureKind, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room, seat_everybody
from tests.casework.builders import ALBA, AT_HOME, BOX, LEAD, NOMINEE, OWNER, PORT, WORLD, a_note, says
from tests.review.planted import planted_world

PROSECUTOR = Seat("ALV", Office.PROSECUTOR)

type World = Callable[..., Room]


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> FrozenScenario:
    return planted_world(tmp_path_factory.mktemp("papers") / "planted")


@pytest.fixture
def holding(frozen: FrozenScenario) -> World:
    """Alvenport's prosecutor with these papers in the file and no others."""

    def make(*papers: Document) -> Room:
        room = open_room(frozen, Settings(preset="planted", seed=3), players())
        seat_everybody(room, ("ALV",))
        room.control(StartExercise(id="", warm_up=False))
        put(room, *papers)
        return room

    return make


def put(room: Room, *papers: Document) -> None:
    """Let the file hold these papers alone, made paper by paper as an exercise fills it."""
    file = CaseFile("ALV")
    for place, paper in enumerate(papers):
        at_home = tuple(replace(each, country="ALV" if each.country == ALBA else "BRO") for each in paper.mentions)
        file.add(replace(paper, mentions=at_home), place)
    room.exercise.state.countries["ALV"].file = file


def implied(room: Room, command: Command) -> tuple[tuple[str, ...], ...]:
    """What an act that is allowed rests on."""
    room.exercise.check(command)
    reading = RelianceReader()
    reading(room.exercise.state, command)
    (act,) = reading.reliance(room.exercise).acts.values()
    return act.implied


def is_refused(room: Room, command: Command, code: str) -> bool:
    try:
        room.exercise.check(command)
    except RuleViolation as refusal:
        return refusal.code == code
    return False


def order(kind: MeasureKind, target: str, *papers: str) -> OrderMeasure:
    return OrderMeasure(
        id="act", by=PROSECUTOR, member="ALV-prosecutor", kind=kind, target=target, documents=papers, rests_on=papers
    )


def charge(*papers: str) -> ChargePerson:
    return ChargePerson(
        id="act", by=PROSECUTOR, member="ALV-prosecutor", person=OWNER, offence="trafficking", documents=papers
    )


FOUND = a_note(says("found", BOX, PORT), key="found")
CARRIED = a_note(says("carried", OWNER, BOX), key="carried")
SEEN_AGAIN = a_note(says("carried", OWNER, BOX), key="seen-again", custodian="Customs of Alba")
KNEW = a_note(says("knew", OWNER, BOX), key="knew")
HERRING = a_note(says("at", OWNER, PORT), key="herring")
"""Evidence that names the accused, and proves nothing of what is charged."""


def proves(room: Room) -> bool:
    """Whether the file would carry the charge in court."""
    state = room.exercise.state
    law = state.scenario.country("ALV")
    offence = law.offence("trafficking")
    assert offence is not None
    prospects = Prospects(law)
    prospects.take_in(state.countries["ALV"].file.documents)
    return prospects.of(OWNER, offence) is not None


def test_a_charge_needs_each_paper_of_its_only_proof_and_no_other_that_names_the_accused(holding: World) -> None:
    papers = (FOUND, CARRIED, HERRING, KNEW)
    room = holding(*papers)
    assert implied(room, charge("carried", "herring")) == (("knew",), ("carried",), ("found",))
    for paper in papers:
        put(room, *(each for each in papers if each is not paper))
        assert proves(room) is (paper is HERRING)


def test_of_two_papers_that_prove_the_same_neither_is_needed_alone_and_both_cannot_be_missing(holding: World) -> None:
    papers = (FOUND, CARRIED, HERRING, SEEN_AGAIN, KNEW)
    room = holding(*papers)
    assert implied(room, charge("carried")) == (("knew",), ("found",), ("carried", "seen-again"))
    put(room, FOUND, HERRING, SEEN_AGAIN, KNEW)
    assert proves(room)
    put(room, FOUND, HERRING, KNEW)
    assert not proves(room)


def test_a_charge_that_nothing_proves_yet_rests_on_the_evidence_that_names_the_accused(holding: World) -> None:
    lead = a_note(says("carried", OWNER, BOX), key="lead", use=LEAD)
    room = holding(lead, HERRING)
    assert implied(room, charge("herring")) == (("herring",),)
    put(room, lead)
    assert is_refused(room, charge("lead"), "charge.needs_evidence")


def test_the_engine_refuses_a_measure_without_the_only_paper_that_names_its_target(holding: World) -> None:
    other = a_note(says("carried", NOMINEE, BOX), key="other")
    room = holding(other, CARRIED)
    assert implied(room, order(MeasureKind.ARREST, OWNER, "carried")) == (("carried",),)
    put(room, other)
    assert is_refused(room, order(MeasureKind.ARREST, OWNER, "other"), "measure.unknown_target")


def test_papers_of_one_answer_are_needed_together_before_others_are_tried(holding: World) -> None:
    room = holding()
    file = room.exercise.state.countries["ALV"].file
    for paper in (CARRIED, KNEW):
        at_home = tuple(replace(each, country="ALV") for each in paper.mentions)
        file.add(replace(paper, mentions=at_home), 0, "matter/in_flight")
    assert implied(room, order(MeasureKind.SEARCH, OWNER, "carried")) == (("carried", "knew"),)


def test_what_speaks_for_the_target_carries_no_covert_purchase(holding: World) -> None:
    for_them = a_note(says("at", OWNER, PORT), key="for-them", exculpates=(OWNER,))
    room = holding(CARRIED, for_them)
    assert implied(room, order(MeasureKind.COVERT_PURCHASE, OWNER, "carried", "for-them")) == (("carried",),)
    put(room, for_them)
    assert is_refused(room, order(MeasureKind.COVERT_PURCHASE, OWNER, "for-them"), "measure.nothing_against")


def test_a_request_rests_on_the_papers_that_named_its_target_unless_it_is_known_anyhow(holding: World) -> None:
    asked = OpenDraft(
        id="act",
        by=PROSECUTOR,
        member="ALV-prosecutor",
        sought=Sought.BANK_RECORDS,
        requested="BRO",
        targets=(OWNER,),
    )
    room = holding(FOUND, CARRIED)
    assert implied(room, asked) == (("carried",),)
    put(room, FOUND)
    assert is_refused(room, asked, "request.unknown_target")
    put(room, FOUND, CARRIED)
    room.exercise.state.countries["ALV"].file.known.learn((WORLD[OWNER],))
    assert implied(room, asked) == ()


def test_a_file_without_papers_knows_what_the_others_name_and_leaves_the_file_as_it_was(holding: World) -> None:
    file = holding(FOUND, CARRIED, KNEW).exercise.state.countries["ALV"].file
    before = (file.documents, tuple(file.known.rows), file.naming(OWNER), file.links())
    left = file.without({"carried", "found"})
    assert left.documents == file.documents[2:]
    assert tuple(left.known.rows) == (BOX, OWNER)
    assert [paper.key for paper in left.naming(BOX)] == ["knew"]
    assert {key for link in left.links() for key in link.documents} == {"knew"}
    assert set(left.offence_objects) == {""}
    assert (file.documents, tuple(file.known.rows), file.naming(OWNER), file.links()) == before


def test_two_answers_are_found_where_any_two_of_three_papers_were_enough(holding: World) -> None:
    """What a paid source says counts with a second source beside it; the newest of three such papers is from home."""
    paid = replace(AT_HOME, rewards=("reward",))
    weak = [
        a_note(says("carried", OWNER, BOX), key=f"weak{n}", use=paid, custodian=f"Police of town {n}") for n in range(3)
    ]
    room, reading = holding(FOUND, KNEW), RelianceReader()
    state = room.exercise.state
    for n, source in enumerate(("ALV/ask0", "ALV/ask1", "")):
        if source:
            draft = OpenDraft(
                id=f"ask{n}", by=PROSECUTOR, sought=Sought.BANK_RECORDS, requested="BRO", targets=(OWNER,)
            )
            reading(state, draft)
        state.countries["ALV"].file.add(weak[n], 50 + n, source)
    act = charge("weak0")
    reading(state, act)
    reliance = reading.reliance(room.exercise)
    assert reliance.acts["ALV/act"].implied == (("knew",), ("found",), ("weak0", "weak1"))
    assert reliance.shares(("ALV",)) == Shares(1, 1, 1)
