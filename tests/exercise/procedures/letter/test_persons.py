"""What both files know of a letter's persons comes into its findings: who is accused, who did not agree."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulation.casework.documents.document import Origin, Use
from simulation.casework.file.charges import Charge
from simulation.exercise.core.command import Seat
from simulation.exercise.evidence import gathering
from simulation.exercise.procedures.letter.commands import OpenDraft
from simulation.exercise.procedures.letter.play.persons import NO_CONSENT
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Office
from simulation.law.assessment.findings import Finding
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import begun
from tests.exercise.correspondence import Correspondence
from tests.exercise.procedure_play import between

ASKING, ASKED = "VAL", "ISA"


@pytest.fixture
def letter(blue_current: FrozenScenario) -> Callable[..., Correspondence]:
    """Sends a letter about somebody there, after what was planted, and waits until it is to be decided."""

    def sent(sought: Sought, plant: Callable[[Correspondence, str], None], *instruments: str) -> Correspondence:
        frozen = between(blue_current, *instruments)
        made = Correspondence(begun(frozen, "none", 7), ASKING, ASKED, sought)
        view = made.exercise.team_view(ASKING)
        person = next(each.key for each in view.entities if (each.kind, each.country) == (EntityKind.PERSON, ASKED))
        plant(made, person)
        made.open(person)
        made.send(basis=instruments[0])
        made.until(LetterStatus.DECIDING)
        return made

    return sent


def accused(made: Correspondence, person: str) -> None:
    file = made.exercise.state.countries[ASKING].file
    offence = made.exercise.scenario.country(ASKING).offences[0]
    file.charges.rows["charge"] = Charge("charge", person, offence.key, offence.elements, 0, 900 * DAY, ())


def unwilling(made: Correspondence, person: str, sought: Sought | None = None) -> None:
    """A note of an earlier request, of the same kind where none is named: the person did not agree."""
    state, kind = made.exercise.state, sought or made.sought
    seat = Seat(ASKING, Office.PROSECUTOR)
    made.exercise.perform(OpenDraft(id="earlier", by=seat, sought=kind, requested=ASKED, targets=(person,)))
    use = Use(is_evidence=False, origin=Origin.MLA)
    note = gathering.note(state, kind, person, ASKED, "earlier/note", use, NO_CONSENT)
    gathering.file_document(state, ASKED, note, f"{ASKING}/earlier", ())


def unwilling_accused(made: Correspondence, person: str) -> None:
    accused(made, person)
    unwilling(made, person)


def accused_unwilling_to_travel(made: Correspondence, person: str) -> None:
    """The person did not agree to a transfer, and was never asked about anything else."""
    accused(made, person)
    unwilling(made, person, Sought.DETAINEE_TRANSFER)


def nothing(_made: Correspondence, _person: str) -> None:
    pass


def findings(made: Correspondence) -> tuple[Finding, ...]:
    shown = made.seen("asked")
    assert shown is not None
    return shown.findings


def codes(made: Correspondence) -> set[str]:
    return {each.code for each in findings(made)}


def test_video_under_the_convention_is_for_witnesses_and_experts(letter: Callable[..., Correspondence]) -> None:
    assert "status_not_provided" in codes(letter(Sought.VIDEO_HEARING, accused, "UNTOC"))
    assert "status_not_provided" not in codes(letter(Sought.VIDEO_HEARING, nothing, "UNTOC"))
    assert "status_not_provided" not in codes(letter(Sought.VIDEO_HEARING, accused, "ETS30", "ETS182"))


@pytest.mark.parametrize(
    ("sought", "instruments", "source", "plant"),
    [
        (Sought.DETAINEE_TRANSFER, ("UNTOC",), "UNTOC art. 18(10)", unwilling),
        (Sought.VIDEO_HEARING, ("ETS30", "ETS182"), "ETS 182 art. 9(8)", unwilling_accused),
        (Sought.VIDEO_HEARING, ("EIO",), "Directive 2014/41 art. 24(2)", unwilling_accused),
    ],
)
def test_who_did_not_agree_is_a_ground_of_the_instrument_and_not_told_to_whoever_asks(
    letter: Callable[..., Correspondence],
    sought: Sought,
    instruments: tuple[str, ...],
    source: str,
    plant: Callable[[Correspondence, str], None],
) -> None:
    made = letter(sought, plant, *instruments)
    assert source in {each.source for each in findings(made) if each.code == "ground_available"}
    asking = made.seen("asking")
    assert asking is not None
    assert not asking.findings
    assert source not in {each.source for each in findings(letter(sought, nothing, *instruments))}


@pytest.mark.parametrize("plant", [unwilling, accused_unwilling_to_travel])
@pytest.mark.parametrize("instruments", [("ETS30", "ETS182"), ("EIO",)])
def test_consent_to_video_is_that_of_a_suspect_or_accused_who_was_asked_for_it(
    letter: Callable[..., Correspondence],
    instruments: tuple[str, ...],
    plant: Callable[[Correspondence, str], None],
) -> None:
    found = findings(letter(Sought.VIDEO_HEARING, plant, *instruments))
    assert {"ETS 182 art. 9(8)", "Directive 2014/41 art. 24(2)"}.isdisjoint({each.source for each in found})


def test_what_happens_after_the_sending_does_not_reach_the_other_side(letter: Callable[..., Correspondence]) -> None:
    made = letter(Sought.VIDEO_HEARING, nothing, "UNTOC")
    before = findings(made)
    accused(made, made.request.targets[0])
    made.wait(1)
    assert findings(made) == before
    made.act("asked", LetterAction.ASK_CLARIFICATION, items=("C5",))
    made.act("asking", LetterAction.ANSWER_CLARIFICATION, content=made.request.content)
    assert "status_not_provided" in codes(made)
