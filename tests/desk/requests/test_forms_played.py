"""Each form between two teams: sent, executed or refused, and on both desks the paper that its kind and treaty have.

Two people of each team sit in an exercise of the store and do everything by the forms of their pages; days pass by the
trainer's jumps. One exercise is made for each instrument, and each case plays on in a copy of it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.law.book.assistance_types import kind_of, load_kinds
from simulation.law.book.forms import load_blocks, load_forms, room_for
from simulation.law.book.governance import Regime, regime_of, stated
from simulation.scenario.schema.play import Route, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.control.conftest import Room
from tests.desk.journeys import act, desk, hidden, view
from tests.desk.procedures.test_every_end import take
from tests.exercise.conftest import blue_current
from tests.exercise.procedure_play import between
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, build, in_house, nobody, same_house, trainer
from webapp.desk.requests.fields import PARTICULAR

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
    (Sought.CONTENT_DATA, "EPO", "European Production Order Certificate (EPOC)"),
    (Sought.CALL_RECORDS, "EPO", "European Production Order Certificate (EPOC)"),
    (Sought.CONNECTION_RECORDS, "EPO", "European Production Order Certificate (EPOC)"),
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

LINE = re.compile(r"<dd><bdi>([^<]*)</bdi></dd>")
ASKING, ASKED = "VAL", "ISA"
SAID = "As the two of us have spoken about it"
DRAFTED: dict[str, str | list[str]] = {
    "authority_contact": "Desk 3",
    "subject": "Proceedings",
    "facts": "What happened.",
    "assistance": "Statements of the account",
    "purpose": "Evidence at trial",
    "period_from_day": "2031-01-02",
    "period_to_day": "2031-03-02",
    "offences": ["trafficking"],
    "penalties_text": "Up to 20 years",
    "property_text": "The balance",
    "freeze_facts": "It leaves",
    "order_text": "Judgment of 2 March",
    "language": "english",
}
SEED = 7
NAME = "formplayed"
"""The id of what begins a letter: chance is the same each time."""

SECTIONS = range(1, 8)
STRIDE = 10
LONG_STRIDE = 30
LONGEST = 900
BY_PROCEDURE = frozenset({"surrender", "joint_team"})
"""Kinds that are a procedure of their own, played in `tests/desk/procedures`."""


@dataclass(slots=True)
class Teams:
    """The two teams of an exercise in the store, and what binds them."""

    cast: Cast
    frozen: FrozenScenario
    key: str = ""
    """The letter."""

    @property
    def house(self) -> House:
        """Where they play."""
        return self.cast.ines.house

    def copied(self, folder: Path) -> Teams:
        """The same in another folder: what they do there stays there."""
        house = same_house(self.house, folder)
        alba, brava, ines, otto = (in_house(house, person) for person in self.cast.everybody())
        return Teams(Cast(self.cast.exercise, alba, brava, ines, otto), self.frozen, self.key)

    def regime(self, sought: Sought, instrument: str) -> Regime:
        """What governs what is sought."""
        found = regime_of(self.frozen.scenario.pair(ASKING, ASKED), kind_of(sought), instrument)
        assert found.instrument == instrument
        return found

    def seen(self, person: Person) -> RequestView:
        """The letter as a side sees it."""
        found = view(self.house, self.cast, person).request(self.key)
        assert found is not None
        return found

    def open(self, sought: Sought) -> None:
        """Begins the letter on its page, about something there of a kind that it may be about."""
        alba, kind = self.cast.alba, kind_of(sought)
        known = view(self.house, self.cast, alba).entities
        fits = [
            number for number, each in enumerate(known, start=1) if each.country == ASKED and each.kind in kind.targets
        ]
        either = [number for number, each in enumerate(known, start=1) if each.country == ASKED]
        form = hidden(alba.get(desk(self.cast, "requests/new")).text, "requests/new")
        chosen = {"command_id": NAME, "sought": sought.value, "requested": ASKED, "target": [str((fits or either)[0])]}
        answer = alba.post(desk(self.cast, "requests/new"), {**form, **chosen})
        assert answer.status_code == 303, answer.text
        self.key = f"{ASKING}/{NAME}"

    def send(self, instrument: str, particulars: dict[str, str]) -> None:
        """Fills the pages of the form and sends the letter through the own authority."""
        alba, number = self.cast.alba, self.seen(self.cast.alba).label
        said = {f"{PARTICULAR}{name}": text for name, text in particulars.items()}
        path = desk(self.cast, f"requests/{number}/form")
        for section in SECTIONS:
            kept = hidden(alba.get(f"{path}?section={section}").text, f"requests/{number}/form", 'name="section"')
            action = "submit" if section == SECTIONS[-1] else "save"
            answer = alba.post(path, {**DRAFTED, **said, **kept, "basis": instrument, "action": action})
            assert answer.status_code == 303, answer.text
        assert act(self.cast, alba, number, LetterAction.APPROVE) == 303

    def wait(self, stride: int, *until: LetterStatus) -> None:
        """Days pass, by jumps of the trainer's, until the letter stands there."""
        for _ in range(0, LONGEST, stride):
            if self.seen(self.cast.alba).status in until:
                return
            assert Room(self.cast).post("/jump", days=str(stride)).status_code == 303
        pytest.fail(f"{self.seen(self.cast.alba).status}, not {until}")

    def take(self, person: Person, action: str) -> None:
        """Takes an act by the form of the letter's page."""
        papers = [each.label for each in view(self.house, self.cast, person).documents][:1]
        take(person, desk(self.cast, f"requests/{self.seen(person).label}"), action, papers)


def test_every_kind_and_every_form_of_a_letter_is_played() -> None:
    kinds = {kind.id for kind in load_kinds().values() if kind.route is Route.MLA} - BY_PROCEDURE
    assert {sought.value for sought, _instrument, _title in PLAYED} == kinds
    forms = {row.name for row in load_forms() if kinds.intersection(row.kinds)}
    forms |= {row.name for row in load_blocks() if kinds.intersection(row.kinds)}
    assert {str(name) for name in forms} <= {title for _sought, _instrument, title in PLAYED}


def seated(folder: Path, frozen: FrozenScenario) -> Teams:
    """An exercise of the store with these treaties: both teams have sat down, and the first move is open."""
    house = build(folder)
    exercise = house.new_exercise(seed=SEED, preset="half_day_14", frozen=frozen)
    ines = trainer(house)
    ines.exercise = exercise
    people = []
    for country in (ASKING, ASKED):
        for seat in ("authority+prosecutor", "police+fiu"):
            person = nobody(house, f"{seat} of {country}", exercise)
            assert person.join(seat, country).status_code == 303
            people.append(person)
    opened = ines.post(f"/x/{exercise}/lobby/start", {"what": "first_move", "command_id": "openthefirstmove"})
    assert opened.status_code == 303, opened.text
    return Teams(Cast(exercise, people[0], people[2], ines, ines), frozen)


@pytest.fixture(scope="module")
def teams_under(
    blue_current: FrozenScenario, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Teams]]:
    """The two teams under an instrument, made once for each."""
    made: list[Teams] = []

    @functools.cache
    def under(instrument: str) -> Teams:
        made.append(
            seated(tmp_path_factory.mktemp("teams"), between(blue_current, instrument, countries=(ASKING, ASKED)))
        )
        return made[-1]

    yield under
    for each in made:
        each.house.close()


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[Callable[[Teams], Teams]]:
    """Makes copies of an exercise in which a test may act."""
    made: list[Teams] = []

    def copy(teams: Teams) -> Teams:
        folder = tmp_path / str(len(made))
        folder.mkdir()
        made.append(teams.copied(folder))
        return made[-1]

    yield copy
    for each in made:
        each.house.close()


@pytest.mark.acceptance("plays every form of a letter to its ends")
@pytest.mark.parametrize(("sought", "instrument", "title"), PLAYED, ids=lambda value: str(value)[:20])
def test_a_form_is_refused_and_carried_out(
    teams_under: Callable[[str], Teams],
    copied: Callable[[Teams], Teams],
    sought: Sought,
    instrument: str,
    title: str,
) -> None:
    teams = copied(teams_under(instrument))
    regime = teams.regime(sought, instrument)
    said = dict.fromkeys(room_for(sought, regime), SAID) | dict(stated(regime, SAID))
    teams.open(sought)
    teams.send(instrument, said)
    teams.wait(STRIDE, LetterStatus.DECIDING)
    refusing = copied(teams)
    refusing.take(refusing.cast.brava, LetterAction.REFUSE)
    teams.take(teams.cast.brava, LetterAction.ACCEPT)
    teams.wait(LONG_STRIDE, LetterStatus.RETURNED, LetterStatus.CHECKING)
    if teams.seen(teams.cast.brava).status == LetterStatus.CHECKING:
        teams.take(teams.cast.brava, LetterAction.RETURN_FULL)
        teams.wait(STRIDE, LetterStatus.RETURNED)
    for end, played in ((LetterStatus.REFUSED, refusing), (LetterStatus.RETURNED, teams)):
        for person in (played.cast.alba, played.cast.brava):
            shown = played.seen(person)
            assert shown.status == end
            page = person.get(desk(played.cast, f"requests/{shown.label}/letter")).text
            assert f"<p><strong>{title}</strong></p>" in unescape(page)
            lines = [line for line in LINE.findall(page) if line == SAID]
            assert len(lines) == len(said), "each particular stands in the form once"
