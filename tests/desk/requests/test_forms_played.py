"""Each form between two teams: sent, executed or refused, and on both desks the paper that its kind and treaty have."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.exercise.views.team_view import TeamView
from simulation.law.book.assistance_types import kind_of, load_kinds
from simulation.law.book.forms import load_blocks, load_forms, room_for
from simulation.law.book.governance import regime_of, stated
from simulation.scenario.schema.play import Route, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import begun
from tests.builders.views import team
from tests.exercise.conftest import blue_current
from tests.exercise.correspondence import Correspondence
from tests.exercise.procedure_play import between
from webapp.desk.readable import Reader
from webapp.desk.requests.letter import letter

__all__ = ["blue_current"]

PLAYED: tuple[tuple[Sought, str, str], ...] = (
    (Sought.STATEMENT, "ETS30", "Request for the hearing of a person"),
    (Sought.VIDEO_HEARING, "UNTOC", "Request for a hearing by video link"),
    (Sought.VIDEO_HEARING, "EIO", "European Investigation Order (Annex A)"),
    (Sought.DETAINEE_TRANSFER, "UNTOC", "Request for the temporary transfer of a prisoner"),
    (Sought.DETAINEE_TRANSFER, "EIO", "European Investigation Order (Annex A)"),
    (Sought.VOLUNTARY_APPEARANCE, "UNTOC", "Invitation of a witness or expert to appear"),
    (Sought.SERVICE, "ETS30", "Request for the service of documents"),
    (Sought.SEARCH, "ETS30", "Request for search and seizure"),
    (Sought.CONTROLLED_DELIVERY, "UNTOC", "Plan of a controlled delivery"),
    (Sought.TRANSFER_OF_PROCEEDINGS, "UNTOC", "Request for the transfer of proceedings"),
    (Sought.FREEZE, "CETS198", "Request for freezing"),
    (Sought.FREEZE, "FRZ", "Freezing certificate (Annex I)"),
    (Sought.CONFISCATION, "FRZ", "Confiscation certificate (Annex II)"),
    (Sought.PRESERVATION, "BUD", "Request for the expedited preservation of stored computer data"),
    (Sought.PRESERVATION, "EIO", "European Investigation Order (Annex A): provisional measure"),
    (Sought.PRESERVATION, "EPO", "European Preservation Order Certificate (EPOC-PR)"),
    (Sought.SUBSCRIBER_DATA, "EPO", "European Production Order Certificate (EPOC)"),
    (Sought.COVERT_INVESTIGATION, "UNTOC", "Request for a covert investigation"),
    (Sought.CONFISCATION, "UNTOC", "Request for confiscation"),
    (Sought.BANK_RECORDS, "UNTOC", "Request for assistance: Bank records"),
    (Sought.CALL_RECORDS, "ETS30", "Request for assistance: Call records"),
    (Sought.CONNECTION_RECORDS, "BUD", "Request for assistance: Connection records"),
    (Sought.PORT_RECORDS, "UN88", "Request for assistance: Port records"),
    (Sought.TRAVEL_RECORDS, "UNCAC", "Request for assistance: Travel records"),
    (Sought.EXAMINATION, "OAS", "Request for assistance: Examination of objects and sites"),
    (Sought.EXPERT_EVALUATION, "BIL", "Request for assistance: Expert evaluation"),
    (Sought.GOVERNMENT_RECORDS, "ASEAN", "Request for assistance: Government records"),
    (Sought.TRACING_PROCEEDS, "CETS198", "Request for assistance: Tracing of proceeds"),
    (Sought.SUBSCRIBER_DATA, "CETS224", "Request for assistance: Subscriber data"),
    (Sought.CONTENT_DATA, "BUD", "Request for assistance: Content of messages"),
    (Sought.INTERCEPTION, "UNTOC", "Request for assistance: Interception"),
    (Sought.ACCOUNT_MONITORING, "CETS198", "Request for assistance: Monitoring of an account"),
    (Sought.ASSET_RETURN, "UNTOC", "Request for assistance: Return and sharing"),
)
"""Kind of assistance, what governs, and what the form is called."""

SAID = "As the two of us have spoken about it"


CARRIED_OUT = frozenset({LetterStatus.RETURNED, LetterStatus.RETURNING, LetterStatus.CHECKING, LetterStatus.EXECUTING})
"""Where a letter stands that was accepted: what touches property stays with a court, or is checked by people."""

LONGEST = 200


def carried_out(made: Correspondence) -> None:
    """Days pass until the result is there, or a court has it for long."""
    for _day in range(LONGEST):
        if made.request.status in {LetterStatus.RETURNED, LetterStatus.CHECKING}:
            return
        made.wait(1)


BY_PROCEDURE = frozenset({"surrender", "joint_team"})
"""Kinds that are a procedure of their own, played in `tests/desk/procedures`."""


def test_every_kind_and_every_form_of_a_letter_is_played() -> None:
    kinds = {kind.id for kind in load_kinds().values() if kind.route is Route.MLA} - BY_PROCEDURE
    assert {sought.value for sought, _instrument, _title in PLAYED} == kinds
    forms = {row.name for row in load_forms() if kinds.intersection(row.kinds)}
    forms |= {row.name for row in load_blocks() if kinds.intersection(row.kinds)}
    assert {str(name) for name in forms} <= {title for _sought, _instrument, title in PLAYED}


@pytest.mark.acceptance("plays every form of a letter to its end")
@pytest.mark.parametrize("end", [LetterStatus.RETURNED, LetterStatus.REFUSED], ids=lambda end: end.value)
@pytest.mark.parametrize(("sought", "instrument", "title"), PLAYED, ids=lambda value: str(value)[:20])
def test_a_form_is_played_to_its_end(
    blue_current: FrozenScenario,
    reading: Callable[[TeamView], Reader],
    sought: Sought,
    instrument: str,
    title: str,
    end: LetterStatus,
) -> None:
    frozen = between(blue_current, instrument, countries=("VAL", "ISA"))
    kind = kind_of(sought)
    made = Correspondence(begun(frozen, "none", 7), "VAL", "ISA", sought)
    view = made.exercise.team_view("VAL")
    made.open(next((each.key for each in view.entities if each.kind in kind.targets and each.country == "ISA"), None))
    regime = regime_of(frozen.scenario.pair("VAL", "ISA"), kind, instrument)
    assert regime.instrument == instrument
    said = dict.fromkeys(room_for(sought, regime), SAID) | dict(stated(regime, SAID))
    made.send(
        "",
        basis=instrument,
        offences=("trafficking",),
        penalties_text="Up to 20 years",
        property_text="The balance",
        freeze_facts="It leaves",
        order_text="Judgment of 2 March",
        language="english",
        particulars=tuple(said.items()),
    )
    made.until(LetterStatus.DECIDING)
    if end is LetterStatus.REFUSED:
        ground = next(each.id for each in regime.letters if each.id)
        made.act("asked", LetterAction.REFUSE, ground=ground)
    else:
        made.act("asked", LetterAction.ACCEPT)
        carried_out(made)
    reading(team())
    for country in ("VAL", "ISA"):
        own = made.exercise.team_view(country)
        shown = own.request(made.key)
        assert shown is not None
        assert shown.status in ({LetterStatus.REFUSED} if end is LetterStatus.REFUSED else CARRIED_OUT)
        sheet = letter(shown, shown.content, Reader(frozen.scenario, "en", own, ()))
        assert sheet.title == title
        lines = [line for part in sheet.parts for line in part.lines]
        wanted = [name for name, text in said.items() if text]
        assert sum(line.text == SAID for line in lines) == len(wanted), "each particular stands in the form once"
