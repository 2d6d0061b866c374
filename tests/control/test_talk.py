"""Playing somebody, answering seats, and ruling on a point."""

import re

from simulation.exercise.core.command import Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.messages.commands import SendMessage
from simulation.kernel.terms import Office
from tests.control.conftest import Room
from tests.webapp.house import House
from webapp.store.new_exercise import new_exercise


def test_a_persona_writes_to_one_seat(house: House, room: Room) -> None:
    sent = room.post("/messages", on="/messages", persona="press", to="SOV.authority", text="Is it <true>?", answers="")
    assert sent.status_code == 303
    published = house.store.published(room.cast.exercise)
    assert [(each.persona, each.text) for each in published.teams["SOV"].messages][-1] == ("press", "Is it <true>?")
    assert not any(each.persona == "press" for each in published.teams["KES"].messages)
    assert "Is it &lt;true&gt;?" in room.get("/messages")


def test_one_message_goes_to_everybody_to_a_country_or_to_an_office(house: House, room: Room) -> None:
    scenario = house.store.published(room.cast.exercise).scenario
    for to in ("all", "SOV", "police"):
        sent = room.post("/messages", on="/messages", persona="control", to=to, text=f"To {to}: look up.", answers="")
        assert sent.status_code == 303, sent.text
    teams = house.store.published(room.cast.exercise).teams
    for code, team in teams.items():
        got = {
            to: [each.to for each in team.messages if each.text == f"To {to}: look up."]
            for to in ("all", "SOV", "police")
        }
        offices = scenario.country(code).offices
        assert 0 < len(got["all"]) <= len(offices)
        assert len(got["all"]) == len(set(got["all"]))
        assert bool(got["SOV"]) == (code == "SOV")
        assert [seat.office for seat in got["police"] if seat is not None] == ["police"]
    assert room.get("/messages").count("To all: look up.") == 1


def test_what_two_trainers_write_at_the_same_time_is_sent_both(house: House, room: Room) -> None:
    """Both pages were open before either was sent, so both forms have the same id."""
    form = room.command(room.get("/messages"), "/messages")
    for text in ("Look at the map.", "Call the bank.", "Call the bank."):
        sent = room.post("/messages", command_id=form, persona="control", to="SOV.authority", text=text, answers="")
        assert sent.status_code == 303, sent.text
    got = [each.text for each in house.store.published(room.cast.exercise).teams["SOV"].messages]
    assert got[-2:] == ["Look at the map.", "Call the bank."], "the same form pressed twice sends once"


def test_no_seat_and_no_text_keep_what_was_written(room: Room) -> None:
    for to, text in (("", "Is it true?"), ("SOV.authority", ""), ("XXX.police", "Is it true?")):
        answer = room.post("/messages", on="/messages", persona="press", to=to, text=text, answers="")
        assert answer.status_code == 422
        assert "r-error" in answer.text
        assert text in answer.text


def test_what_a_seat_writes_to_control_can_be_answered(house: House, room: Room) -> None:
    alba = room.cast.alba
    house.store.execute(
        room.cast.exercise,
        SendMessage(
            id="albawritesalbawr",
            by=Seat("SOV", Office.AUTHORITY),
            member=alba.member_id,
            to=None,
            text="May we meet?",
        ),
    )
    page = room.get("/messages")
    assert "May we meet?" in page
    link = re.search(r'href="([^"]*answers=albawritesalbawr[^"]*)"', page)
    assert link is not None
    form = room.cast.ines.get(link[1].replace("&amp;", "&").partition("#")[0]).text
    assert 'value="SOV.authority" selected' in form
    room.post(
        "/messages", on="/messages", persona="control", to="SOV.authority", text="Yes.", answers="albawritesalbawr"
    )
    assert house.store.published(room.cast.exercise).teams["SOV"].messages[-1].answers == "albawritesalbawr"
    assert "Answer again" in room.get("/messages")


def point(room: Room) -> str:
    found = re.search(r'action="[^"]*(/points/[0-9a-f]+)"', room.get("/points"))
    assert found is not None, "no open point in the first move"
    return found[1]


def test_a_ruling_is_shown_to_all_with_its_reasons(house: House, room: Room) -> None:
    about = point(room)
    ruled = room.post(about, on="/points", verdict="stands", reasons="The treaty says so.")
    assert ruled.status_code == 303
    for view in house.store.published(room.cast.exercise).teams.values():
        assert view.rulings[-1].reasons == "The treaty says so."
    shown = room.get("/points")
    assert "The treaty says so." in shown
    assert "your ruling is made" in shown
    label = next(each.label for each in house.store.published(room.cast.exercise).control.points if each.ruled)
    assert label in shown.split("Rulings so far", 1)[1], "whichever two countries it is between"


def test_a_ruling_needs_reasons_and_a_verdict(house: House, room: Room) -> None:
    about = point(room)
    for verdict, reasons in (("stands", ""), ("maybe", "Because.")):
        answer = room.post(about, on="/points", verdict=verdict, reasons=reasons)
        assert answer.status_code == 422
        assert reasons in answer.text
    assert not house.store.published(room.cast.exercise).teams["SOV"].rulings


def test_whom_control_can_speak_as_begins_with_a_capital_letter(house: House, room: Room) -> None:
    settings = Settings(preset="half_day_14", seed=1)
    other = new_exercise(house.database, scenario="glass-harbour", settings=settings, title="Second", trainer=None)
    page = room.cast.ines.get(f"/x/{other}/control/messages").text
    said = re.search(r'<select[^>]*name="persona"[^>]*>(.*?)</select>', page, re.DOTALL)
    assert said is not None
    names = [each.strip() for each in re.findall(r"<option[^>]*>([^<]+)<", said[1])]
    assert names
    assert [each for each in names if not each[:1].isupper()] == []
