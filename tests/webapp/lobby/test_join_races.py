"""Many at once: a hundred people at the door, two clicks on one button, two members with one request."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from simulation.exercise.board.commands import MergeEntities
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.messages.commands import SendMessage
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody
from webapp.store.exercise_store import Done

COUNTRIES = ("SOV", "ISA", "VAL", "KES")


def test_a_hundred_people_take_sixty_four_places(house: House) -> None:
    exercise = house.new_exercise()
    house.store.published(exercise)
    people = [nobody(house, f"Person {number}", exercise) for number in range(100)]
    offices = [office.value for office in Office]

    def join(number: int) -> int:
        country, office = COUNTRIES[number % 4], offices[number // 4 % 4]
        return people[number].join(office, country).status_code

    with ThreadPoolExecutor(16) as pool:
        statuses = Counter(pool.map(join, range(100)))
    assert statuses == {303: 64, 422: 36}
    seats = [seat for view in house.store.published(exercise).teams.values() for seat in view.seats]
    assert Counter(len(seat.members) for seat in seats) == {4: 16}
    assert all(seat.pen in seat.members for seat in seats)
    there = {member for seat in seats for member in seat.members}
    assert {row.id for row in house.members(exercise)} == there
    assert len(there) == 64


def test_one_person_clicking_many_times_has_one_seat(house: House) -> None:
    exercise = house.new_exercise()
    alba = nobody(house, "Alba", exercise)
    code = house.join_code(exercise)
    alba.post(f"/join/{code}", {"name": "Alba"})
    token = alba.token()
    cookie = alba.client.get_cookie("rogatory")
    assert cookie is not None

    def click(number: int) -> int:
        browser = house.client()
        browser.set_cookie("rogatory", cookie.value)
        seat = ("police", "fiu")[number % 2]
        return browser.post(f"/join/{code}/seat/VAL/{seat}", data={"csrf_token": token}).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(click, range(16))) == {303}
    assert len(house.members(exercise)) == 1
    seats = [seat for view in house.store.published(exercise).teams.values() for seat in view.seats if seat.members]
    assert len(seats) == 1


def outcomes(house: House, exercise: str, commands: list[Command]) -> list[Done | str]:
    def send(command: Command) -> Done | str:
        try:
            return house.store.execute(exercise, command)
        except RuleViolation as violation:
            return violation.code

    with ThreadPoolExecutor(len(commands)) as pool:
        return list(pool.map(send, commands))


def test_a_form_sent_twice_at_once_is_one_message(house: House, cast: Cast) -> None:
    sent = SendMessage(
        id="message00001",
        by=Seat("SOV", Office.AUTHORITY),
        member=cast.alba.member_id,
        to=Seat("KES", Office.AUTHORITY),
        text="Did it arrive?",
    )
    results = outcomes(house, cast.exercise, [sent] * 8)
    assert Counter(isinstance(result, Done) and result.repeated for result in results) == {True: 7, False: 1}
    texts = [message.text for message in house.store.published(cast.exercise).teams["KES"].messages]
    assert texts.count("Did it arrive?") == 1


def test_two_members_answer_one_request_at_once(house: House, cast: Cast) -> None:
    view = house.store.published(cast.exercise).teams["SOV"]
    request, offer = next(
        (request, offer)
        for request in view.requests
        for offer in request.offers
        if offer.office is Office.AUTHORITY and set(offer.needs) <= {"text"}
    )
    commands: list[Command] = [
        ActOnRequest(
            id=f"answer0000{number}",
            by=Seat("SOV", Office.AUTHORITY),
            member=cast.alba.member_id,
            seen=request.version,
            request=request.key,
            action=LetterAction(offer.action),
            text="For the reasons that the file gives.",
        )
        for number in range(2)
    ]
    results = outcomes(house, cast.exercise, commands)
    assert [isinstance(result, Done) for result in results].count(True) == 1
    assert "seen.changed" in results


def test_an_old_board_changes_nothing(house: House, cast: Cast) -> None:
    board = house.store.published(cast.exercise).teams["SOV"].board
    old = MergeEntities(
        id="merge0000001",
        by=Seat("SOV", Office.AUTHORITY),
        member=cast.alba.member_id,
        seen=board.version - 1,
        a="one",
        b="other",
    )
    assert outcomes(house, cast.exercise, [old]) == ["seen.changed"]
