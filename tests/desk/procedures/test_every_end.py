"""Two teams play all five procedures to each of their ends by pages alone.

Everything is done by forms that a seat finds on its page, and days pass by the trainer's jumps. What is played are the
lines by which `tests/exercise` reaches the same ends with commands. What courts and letters bring to an account is put
there by hand, as in those tests. One end of each procedure is played in every run, all of them with `-m pattern`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from simulation.exercise.core.command import Command
from simulation.exercise.engine import Exercise
from simulation.exercise.matters.state import Procedures
from simulation.exercise.procedures.extradition.table import EXTRADITION, ExtraditionStatus
from simulation.exercise.procedures.joint_team.table import JOINT_TEAM, TeamStatus
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.rules import RULES
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.exercise.procedures.preservation.table import PRESERVATION, PreservationStatus
from simulation.exercise.procedures.restraint.table import FREEZING, RestraintStatus
from simulation.kernel.terms import Facts, Office
from simulation.law.book.forms import form_of
from simulation.scenario.schema.play import Route
from simulation.scenario.schema.scenario import FrozenScenario
from tests.control.conftest import Room
from tests.desk.journeys import DRAFT, FORM, desk, open_draft, view, write_section
from tests.desk.procedures.test_every_act import OWN_FORM, filled
from tests.exercise.conftest import blue_current
from tests.exercise.procedure_play import Line, Table, between
from tests.exercise.procedures import test_extradition as extradition
from tests.exercise.procedures import test_joint_team as joint_team
from tests.exercise.procedures import test_preservation as preservation
from tests.exercise.restrained_assets import test_restraint as restraint
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, build, nobody, trainer

__all__ = ["blue_current"]

SEED = 7
START = datetime(2031, 3, 3, tzinfo=UTC)
LONGEST_JUMP = 60
STRIDE = 5
NAME = "procedure0"
"""The id of what begins a procedure: with this one nobody who is sought consents to surrender."""


class Pages(Table):
    """A table at which everything is done on pages."""

    house: House
    cast: Cast
    people: dict[tuple[str, Office], Person]
    """Who sits where."""

    def sit(self, house: House, cast: Cast) -> None:
        """Seats somebody at every desk of the two countries; one in outline has none and plays by itself."""
        self.house, self.cast, self.people = house, cast, {}
        played = {country.code for country in self.exercise.state.scenario.played}
        for country in played & {self.asking, self.asked}:
            for office in Office:
                person = nobody(house, f"{office} of {country}", cast.exercise)
                assert person.join(office.value, country).status_code == 303
                self.people[country, office] = person

    def look(self) -> None:
        """The exercise as it is now."""
        self.exercise = live(self.house, self.cast.exercise)

    def perform(self, command: Command) -> None:
        """Hands a command in as the store gets it."""
        member = self.people[self.asking, Office.PROSECUTOR].member_id
        self.house.store.execute(self.cast.exercise, replace(command, member=member))
        self.look()

    def labels(self, country: str) -> list[str]:
        """Numbers of the papers that `papers` names."""
        keys = self.papers(country)[:2]
        return [each.label for each in self.exercise.team_view(country).documents if each.document.key in keys]

    def open(self, kind: str, office: Office, text: str = "We begin", terms: Facts = (), name: str = NAME) -> None:
        """Begins it by the form of its page; whose surrender is asked for has been charged."""
        if kind == EXTRADITION:
            self.charge(str(dict(terms).get("offence", "")))
        person = self.people[self.asking, office]
        path = desk(self.cast, f"procedures/new/{kind}")
        (body,) = OWN_FORM.findall(person.get(path).text)
        number = [each.key for each in view(self.house, self.cast, person).entities].index(self.subject) + 1
        chosen = {"requested": self.asked, "subject": str(number), "command_id": name}
        given = {**filled(body, self.labels(self.asking)), **typed(terms), **chosen}
        given.pop("others", None)  # a team of two
        answer = person.post(path, given)
        assert answer.status_code == 303, answer.text
        self.look()
        *_, self.key = self.exercise.state.part(Procedures).begun

    def act(self, side: str, action: str, terms: dict[str, str | int] | None = None) -> None:
        """Takes an act by the form that its page shows to a seat."""
        country = self.asking if side == "asking" else self.asked
        if (country, Office.AUTHORITY) not in self.people:
            return
        offers = {each.action: each.office for each in self.view(country).offers}
        assert action in offers, (self.status, action, offers)
        person = self.people[country, offers[action]]
        take(person, desk(self.cast, f"procedures/{self.view(country).label}"), action, self.labels(country), terms)
        self.look()

    def wait(self, days: int) -> None:
        """The trainer lets days pass."""
        for begun in range(0, days, LONGEST_JUMP):
            answer = Room(self.cast).post("/jump", days=str(min(days - begun, LONGEST_JUMP)))
            assert answer.status_code == 303, answer.text
        self.look()

    def until(self, status: str, stride: int = STRIDE) -> None:
        """Days pass, in jumps, until it stands there."""
        super().until(status, stride)

    def by_hand(self, step: restraint.Step) -> None:
        """A line, or what a court or an executed letter brings."""
        if callable(step):
            step(self)
            self.house.store._publish(self.house.store.copies._live[self.cast.exercise])
        else:
            self.play((step,))


def live(house: House, exercise: str) -> Exercise:
    found = house.store.copies._live[exercise].exercise
    assert found is not None
    return found


def typed(terms: Facts) -> dict[str, str | list[str]]:
    """Terms as a person types them."""
    return {
        name: (START + timedelta(seconds=int(value))).date().isoformat() if name == "until" else str(value)
        for name, value in terms
    }


def take(person: Person, page: str, action: str, papers: list[str], terms: dict[str, str | int] | None = None) -> None:
    """Finds an act's form on a page, fills it and posts it."""
    mark = f'name="action" value="{action}"'
    body = next(body for _address, body in FORM.findall(person.get(page).text) if mark in body)
    answer = person.post(f"{page}/act", filled(body, papers) | typed(tuple((terms or {}).items())))
    assert answer.status_code == 303, (action, answer.text)


type Gathered = tuple[House, Cast]


def gather(folder: Path, frozen: FrozenScenario | None = None) -> Gathered:
    """An exercise of two days whose first move is open and at whose desks nobody sits yet."""
    house = build(folder)
    exercise = house.new_exercise(seed=SEED, preset="two_day_28", frozen=frozen)
    ines = trainer(house)
    ines.exercise = exercise
    opened = ines.post(f"/x/{exercise}/lobby/start", {"what": "first_move", "command_id": "openthefirstmove"})
    assert opened.status_code == 303, opened.text
    return house, Cast(exercise, ines, ines, ines, ines)


@pytest.fixture
def gathered(tmp_path: Path) -> Iterator[Gathered]:
    """An exercise of the scenario that ships."""
    made = gather(tmp_path)
    yield made
    made[0].close()


@pytest.fixture
def by_warrant(tmp_path: Path, blue_current: FrozenScenario) -> Iterator[Gathered]:
    """The same between members that surrender on a warrant of arrest."""
    made = gather(tmp_path, between(blue_current, "EAW"))
    yield made
    made[0].close()


@pytest.fixture
def by_certificate(tmp_path: Path, blue_current: FrozenScenario) -> Iterator[Gathered]:
    """The same between members that recognise each other's orders to confiscate."""
    like = restraint.traced(blue_current)
    made = gather(tmp_path, between(blue_current, "FRZ", countries=(like.asking, like.asked)))
    yield made
    made[0].close()


def quickly(ends: Iterable[StrEnum]) -> list[ParameterSet]:
    """The first end of a procedure in every run of the tests, the others in the hour of those that take long."""
    marks = (pytest.mark.pattern,)
    return [pytest.param(end, marks=marks if place else (), id=end.value) for place, end in enumerate(ends)]


def laid(gathered: Gathered, asking: str, asked: str, subject: str) -> Pages:
    house, cast = gathered
    table = Pages(live(house, cast.exercise), asking, asked, subject)
    table.sit(house, cast)
    table.look()
    return table


LINK = re.compile(r'href="([^"]*/procedures/[^"/]+/paper/[a-z_]+)"')


def papers_stand(table: Pages, *wanted: str, instrument: str = "") -> None:
    """Both teams who sit read, on the page of a procedure that is over, each paper that was made, in its form."""
    for country in {code for code, _office in table.people}:
        if table.exercise.team_view(country).procedure(table.key) is None:
            assert not wanted, country
            continue
        person = table.people[country, Office.AUTHORITY]
        page = person.get(desk(table.cast, f"procedures/{table.view(country).label}")).text
        links = dict.fromkeys(LINK.findall(page))
        assert {link.rpartition("/")[2] for link in links} == set(wanted), country
        for link in links:
            name = form_of(link.rpartition("/")[2], instrument)
            assert name is not None
            sheet = person.get(link)
            assert sheet.status_code == 200
            assert f"<p><strong>{name.name}</strong></p>" in sheet.text


SOUGHT = ("provisional_arrest", "extradition")
REFUSED = (*SOUGHT, "surrender_refused")
SURRENDERS: dict[ExtraditionStatus, tuple[str, ...]] = {
    ExtraditionStatus.PROSECUTED_THERE: REFUSED,
    ExtraditionStatus.REFUSED: REFUSED,
    ExtraditionStatus.LAPSED: SOUGHT[:1],
    ExtraditionStatus.WITHDRAWN: SOUGHT[:1],
}
"""Papers of a surrender by its end, where they are others than the two requests."""


@pytest.mark.parametrize("end", quickly(extradition.ENDS))
def test_extradition(gathered: Gathered, end: ExtraditionStatus) -> None:
    who, offence, lines = extradition.ENDS[end]
    table = laid(gathered, *who)
    table.open(EXTRADITION, Office.PROSECUTOR, terms=(("offence", offence),))
    table.play(lines)
    assert table.status == end
    papers_stand(table, *SURRENDERS.get(end, SOUGHT))


ARRESTED: tuple[Line, ...] = (
    ("asking", "ask_arrest", {}),
    ("asked", "order_arrest", {}),
    ExtraditionStatus.RECEIVED,
    ("asked", "bring_to_court", {}),
    ExtraditionStatus.DECIDING,
)
"""A warrant is a decision that can be executed at once: no papers follow the arrest."""

BY_WARRANT: dict[ExtraditionStatus, tuple[tuple[Line, ...], tuple[str, ...]]] = {
    ExtraditionStatus.SURRENDERED: (
        (*ARRESTED, ("asked", "grant_surrender", {}), ("asking", "collect_person", {})),
        SOUGHT[:1],
    ),
    ExtraditionStatus.REFUSED: (
        (*ARRESTED, ("asked", "refuse_surrender", {"ground": "G2"})),
        (SOUGHT[0], "surrender_refused"),
    ),
}
"""How two members execute and refuse a warrant of arrest, and its papers."""


@pytest.mark.parametrize("end", quickly(BY_WARRANT))
def test_european_arrest_warrant(by_warrant: Gathered, end: ExtraditionStatus) -> None:
    lines, papers = BY_WARRANT[end]
    who, offence, _by_treaty = extradition.ENDS[end]
    table = laid(by_warrant, *who)
    table.open(EXTRADITION, Office.PROSECUTOR, terms=(("offence", offence),))
    table.play(lines)
    assert table.status == end
    papers_stand(table, *papers, instrument="EAW")


@pytest.mark.parametrize("end", quickly(joint_team.ENDS))
def test_joint_investigation_team(gathered: Gathered, end: TeamStatus) -> None:
    table = laid(gathered, *joint_team.PAIR)
    table.open(JOINT_TEAM, Office.PROSECUTOR)
    table.play(joint_team.ENDS[end])
    assert table.status == end
    papers_stand(table, "joint_team")


@pytest.mark.parametrize("end", quickly(preservation.ENDS))
def test_preservation(gathered: Gathered, end: PreservationStatus) -> None:
    known = preservation.known_abroad(Table(live(gathered[0], gathered[1].exercise), "", "", ""))
    table = laid(gathered, *known)
    table.open(PRESERVATION, Office.POLICE)
    table.play(preservation.ENDS[end])
    assert table.status == end
    papers_stand(table, "preservation")


ENFORCED = ("enforcement",)
CONFISCATIONS: dict[RestraintStatus, tuple[str, ...]] = {
    RestraintStatus.NOT_ENFORCED: (*ENFORCED, "enforcement_refused"),
    **dict.fromkeys((RestraintStatus.RETURNED, RestraintStatus.SHARED, RestraintStatus.RETAINED), ENFORCED),
}
"""Papers of a confiscation by its end; a freeze that ends before it has none but the letter that asked for it."""


def frozen_and_confiscated(gathered: Gathered, like: Table, end: RestraintStatus) -> Pages:
    table = laid(gathered, like.asking, like.asked, like.subject)
    table.open(FREEZING, Office.PROSECUTOR)
    for step in restraint.ENDS[end]:
        table.by_hand(step)
    assert table.status == end
    return table


@pytest.mark.parametrize("end", quickly(restraint.ENDS))
def test_freezing_and_confiscation(gathered: Gathered, blue_current: FrozenScenario, end: RestraintStatus) -> None:
    table = frozen_and_confiscated(gathered, restraint.traced(blue_current), end)
    papers_stand(table, *CONFISCATIONS.get(end, ()))


@pytest.mark.parametrize("end", quickly(CONFISCATIONS))
def test_confiscation_certificate(by_certificate: Gathered, blue_current: FrozenScenario, end: RestraintStatus) -> None:
    """Regulation 2018/1805 article 14, Annex II."""
    table = frozen_and_confiscated(by_certificate, restraint.traced(blue_current), end)
    papers_stand(table, *CONFISCATIONS[end], instrument="FRZ")


LETTERS: dict[LetterStatus, tuple[tuple[str, LetterAction | LetterStatus], ...]] = {
    LetterStatus.WITHDRAWN: (("asking", LetterAction.WITHDRAW),),
    LetterStatus.REFUSED: (("until", LetterStatus.DECIDING), ("asked", LetterAction.REFUSE)),
    LetterStatus.RETURNED: (
        ("asked", LetterAction.DIRECT),
        ("until", LetterStatus.DECIDING),  # its draft leaves much open
        ("asked", LetterAction.ACCEPT),
        ("until", LetterStatus.RETURNED),
    ),
}
"""What happens to a letter while it is assessed and after, by end."""


def test_letters_end_as_listed() -> None:
    declared = RULES[Route.MLA].statuses
    assert set(LETTERS) == {code for code, status in declared.items() if status.is_final}


@pytest.mark.parametrize("end", quickly(LETTERS))
def test_letter_of_request(gathered: Gathered, end: LetterStatus) -> None:
    table = laid(gathered, "SOV", "KES", "")
    house, cast = gathered
    alba, brava = table.people["SOV", Office.AUTHORITY], table.people["KES", Office.AUTHORITY]
    draft = open_draft(house, cast, alba, "KES", command_id=NAME)
    for section in DRAFT:
        action = "submit" if section == max(DRAFT) else "save"
        write_section(cast, alba, draft.label, section, DRAFT[section], action)

    def seen(person: Person) -> RequestView:
        return next(each for each in view(house, cast, person).requests if each.key == draft.key)

    def act(person: Person, action: str) -> None:
        take(person, desk(cast, f"requests/{seen(person).label}"), action, [])

    def until(status: str) -> None:
        for _ in range(90):
            if seen(alba).status == status:
                return
            table.wait(STRIDE)
        pytest.fail(f"{seen(alba).status}, not {status}")

    act(alba, LetterAction.APPROVE)
    until(LetterStatus.ASSESSING)
    for who, what in LETTERS[end]:
        if who == "until":
            until(what)
        else:
            act(alba if who == "asking" else brava, what)
    assert seen(alba).status == seen(brava).status == end
