"""The journal in words, and undo."""

import ast
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from inspect import getsource

import sqlalchemy as sa

from simulation.exercise.clock.commands import TakeOver
from simulation.exercise.core.command import COMMANDS, CONTROL, Seat
from simulation.exercise.injects.commands import AnswerInject, FireInject
from simulation.exercise.measures.commands import OrderMeasure, TriageReport
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.exercise.seats.commands import LeaveSeat
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import MeasureKind
from tests.control.conftest import Room
from tests.webapp.house import House
from webapp.control.records.journal_said import plain_sentences, what
from webapp.store.tables import JournalRecord


def test_undo_names_what_it_takes_back_and_goes_back(house: House, room: Room) -> None:
    before = house.store.published(room.cast.exercise)
    room.post("/jump", days="30", ends_move="yes")
    room.post("/messages", on="/messages", persona="press", to="SOV.authority", text="Is it true?", answers="")
    asked = room.get(f"/journal/{before.sequence}/undo")
    assert "Jumped 30 days" in asked
    assert "Wrote to Central authority, Sorvane as The press" in asked
    done = room.post(f"/journal/{before.sequence}/undo", on=f"/journal/{before.sequence}/undo")
    assert done.status_code == 303
    after = house.store.published(room.cast.exercise)
    assert after.control.clock.now == before.control.clock.now
    assert after.control.clock.move == 1
    assert after.sequence == before.sequence + 3
    journal = room.get("/journal")
    assert journal.count("<s>") == 2
    assert "Undid everything after entry" in journal


def test_what_was_undone_cannot_be_gone_back_to(house: House, room: Room) -> None:
    start = house.store.published(room.cast.exercise).sequence
    room.post("/jump", days="30", ends_move="yes")
    room.post(f"/journal/{start}/undo", on=f"/journal/{start}/undo")
    assert room.cast.ines.get(room.address(f"/journal/{start + 1}/undo")).status_code == 404
    assert room.cast.ines.get(room.address("/journal/999/undo")).status_code == 404


def test_the_journal_speaks_in_words(room: Room) -> None:
    room.post("/jump", days="2")
    page = room.get("/journal")
    for words in ("Jumped 2 days", "Opened the first move", "Took a seat: Central authority, Sorvane", "Alba"):
        assert words in page
    for code in ("TakeSeat", "StartExercise", "office_hours"):
        assert code not in page


def test_a_move_that_was_undone_counts_from_its_new_start(house: House, room: Room) -> None:
    start = house.store.published(room.cast.exercise).sequence
    room.post("/jump", days="30", ends_move="yes")
    # Half a day off the present time, so that no time of the plan is the same by chance.
    long_ago = (datetime.now(UTC) + timedelta(hours=12)).replace(year=2001, month=2, day=3)
    with house.database.writing() as session:
        session.execute(sa.update(JournalRecord).where(JournalRecord.kind == "Jump").values(wall=long_ago))
    room.post(f"/journal/{start}/undo", on=f"/journal/{start}/undo")
    assert room.get("/").count('class="r-dayplan-done"') == 0
    for _move in range(2):
        room.post("/jump", days="30", ends_move="yes")
    page = room.get("/")
    assert page.count('class="r-dayplan-done"') == 2
    assert f"{long_ago.astimezone():%H:%M}" not in page.split('class="r-dayplan"', 1)[1].split("</ol>", 1)[0]


def test_every_command_has_a_sentence(house: House) -> None:
    with house.app.test_request_context():
        plain = set(plain_sentences())
    cases = (node.cls for node in ast.walk(ast.parse(getsource(what))) if isinstance(node, ast.MatchClass))
    told = {ast.unparse(each) for each in cases}
    assert set(COMMANDS) == plain | told
    assert not plain & told


def test_who_takes_somebody_off_a_seat_is_told_from_who_leaves_it(house: House, room: Room) -> None:
    alba, brava = room.cast.alba, room.cast.brava
    house.store.execute(room.cast.exercise, LeaveSeat(id="leave00001", member="control", who=alba.member_id))
    house.store.execute(room.cast.exercise, LeaveSeat(id="leave00002", member=brava.member_id, who=brava.member_id))
    journal = room.get("/journal")
    assert "Took Alba off the seat" in journal
    assert journal.count("Left the seat") == 1


def test_the_clock_goes_back_to_where_a_kept_jump_arrived(house: House, room: Room) -> None:
    room.post("/jump", days="22", ends_move="yes")
    kept = house.store.published(room.cast.exercise)
    room.post("/messages", on="/messages", persona="press", to="SOV.authority", text="Is it true?", answers="")
    asked = room.get(f"/journal/{kept.sequence}/undo")
    assert "Jumped 22 days" in asked
    assert f"The clock goes back to Day {kept.control.clock.day}," in asked
    room.post(f"/journal/{kept.sequence}/undo", on=f"/journal/{kept.sequence}/undo")
    assert house.store.published(room.cast.exercise).control.clock.now == kept.control.clock.now


def test_the_room_tells_no_number_of_entries_that_grows_old(room: Room) -> None:
    page = room.get("/")
    assert "Journal saved" in page
    assert "entries" not in page.split("Journal saved")[1].split("</a>")[0]


def test_an_act_is_told_with_whom_or_what_it_concerns(house: House, room: Room) -> None:
    exercise = room.cast.exercise
    house.store.execute(exercise, TakeOver(id="take-over-sov", member=CONTROL, country="SOV"))
    team = house.store.published(exercise).teams["SOV"]
    (at_risk, _since, _protected), *_others = team.at_risk
    (report,) = team.reports
    asked = next(each for each in team.requests if each.label == "ISA-SOV-02")
    police, fiu = Seat("SOV", Office.POLICE), Seat("SOV", Office.FIU)
    for command in (
        OrderMeasure(id="protect-one1", by=police, member=CONTROL, kind=MeasureKind.PROTECTION, target=at_risk),
        TriageReport(id="triage-one-1", by=fiu, member=CONTROL, report=report.key, decision="keep"),
        ActOnRequest(
            id="answer-one-1",
            by=fiu,
            member=CONTROL,
            request=asked.key,
            action=LetterAction.ANSWER,
            text="It is a shop account.",
            consent="lead",
        ),
    ):
        house.store.execute(exercise, command)
    names = {entity.key: entity.label for entity in team.entities}
    journal = room.get("/journal")
    assert f"Ordered: Protection, {names[at_risk]}" in journal
    report_number = next(each.label for each in team.documents if each.document.key == report.document)
    assert f"Decided on a report: {report_number}, {names[report.about]}, Keep and watch" in journal
    assert re.search(r"ISA-SOV-02: Answer \([^;)]+; As a lead only\)", journal)


def test_an_answer_is_told_apart_from_the_words_beside_it(house: House, room: Room) -> None:
    fields = {"title": "A car", "text": "Whose?", "country": "SOV", "way": "hand", "answer_days": "5"}
    room.post("/events/new", on="/events/new", **fields, choice1="Send a patrol")
    line = house.store.published(room.cast.exercise).control.injects[-1]
    house.store.execute(room.cast.exercise, FireInject(id="fire00001", member=CONTROL, inject=line.key))
    house.store.execute(room.cast.exercise, TakeOver(id="takeover1", member=CONTROL, country="SOV"))
    police = Seat("SOV", Office.POLICE)
    answer = AnswerInject(
        id="answer001", member=CONTROL, by=police, inject=line.key, choice="Send a patrol", text="Now."
    )
    house.store.execute(room.cast.exercise, answer)
    assert "Answered “A car”: Send a patrol; Now" in unescape(room.get("/journal"))
