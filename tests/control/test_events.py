"""The event list: what it is for, firing, holding, editing, adding, hints."""

import re
import shutil
from dataclasses import replace
from html import unescape

import pytest

from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.command import CONTROL, Seat, SeatRole
from simulation.exercise.core.settings import Settings
from simulation.exercise.injects.commands import AnswerInject, SendHint
from simulation.exercise.injects.views import InjectLine
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.registry import SHIPPED
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office, Phrase
from simulation.scenario.library import Library
from simulation.scenario.load import load
from simulation.scenario.schema.play import MeasureKind
from tests.control.conftest import Room
from tests.webapp.house import House, Person, nobody
from webapp.control.event_list.rows import folded, ordered
from webapp.store.new_exercise import new_exercise
from webapp.text.say import say_code


def lines(house: House, room: Room) -> tuple[InjectLine, ...]:
    return house.store.published(room.cast.exercise).control.injects


def one(house: House, room: Room, state: str) -> InjectLine:
    return next(line for line in lines(house, room) if line.state == state)


def again(house: House, room: Room, line: InjectLine) -> InjectLine:
    return next(each for each in lines(house, room) if each.key == line.key)


def address_of(house: House, room: Room, line: InjectLine) -> str:
    return f"/events/{house.handle(room.cast.exercise, 'event', line.key)}"


def test_an_event_shows_what_only_the_trainer_may_know(house: House, room: Room) -> None:
    line = one(house, room, "armed")
    page = room.get(address_of(house, room, line))
    scenario = house.store.published(room.cast.exercise).scenario
    key = line.key
    for part in ("purpose", "expected", "hint1", "hint3"):
        assert scenario.text(f"{key}.{part}")[:30] in page


def test_the_choices_and_what_each_does_stand_on_the_page_before_it_is_fired(house: House, room: Room) -> None:
    scenario = house.store.published(room.cast.exercise).scenario
    coming = {line.key: line for line in lines(house, room) if line.fired_at is None}
    planned = [each for each in scenario.play.injects if each.choices and each.key in coming]
    effects = {effect.order for each in planned for effect in each.consequences} - {None}
    assert effects, "some choices order a measure"
    for inject in planned:
        page = " ".join(unescape(room.get(address_of(house, room, coming[inject.key]))).split())
        for code in inject.choices:
            assert scenario.text(f"{inject.key}.choice.{code}") in page
        for effect in inject.consequences:
            if effect.order is not None:
                assert f"orders this measure: {say_code(f'measure_kind.{effect.order}')}" in page
            if effect.desk is not None and effect.days > 0:
                assert re.search(r"\d+ more days? of work", page)
        assert ("applies if nobody answers in time" in page) is (inject.unanswered in inject.choices)


def test_fired_now_it_is_with_its_seats(house: House, room: Room) -> None:
    line = one(house, room, "armed")
    address = f"{address_of(house, room, line)}/fire"
    assert room.post(address, on="/events").status_code == 303
    line = again(house, room, line)
    assert line.state == "fired"
    reached = house.store.published(room.cast.exercise).teams[line.countries[0]]
    assert line.key in {inject.key for inject in reached.injects}
    repeated = room.post(address, command_id="another0command00")
    assert repeated.status_code == 422
    assert "This has happened already" in repeated.text


def test_held_back_and_released(house: House, room: Room) -> None:
    line = one(house, room, "armed")
    address = address_of(house, room, line)
    room.post(f"{address}/hold", on=address, held="yes")
    assert again(house, room, line).state == "held"
    room.post(f"{address}/hold", on=address, held="no")
    assert again(house, room, line).state == "armed"


def test_a_hint_goes_to_one_country(house: House, room: Room) -> None:
    line = one(house, room, "fired")
    address = address_of(house, room, line)
    sent = room.post(f"{address}/hint", on=address, number="1", country=line.countries[0])
    assert sent.status_code == 303
    team = house.store.published(room.cast.exercise).teams[line.countries[0]]
    assert next(each.hints for each in team.injects if each.key == line.key) == (1,)
    assert "sent to" in room.get(address)


def test_a_hint_for_somebody_else_is_refused(house: House, room: Room) -> None:
    line = one(house, room, "fired")
    address = address_of(house, room, line)
    other = next(code for code in ("SOV", "ISA", "VAL", "KES") if code not in line.countries)
    answer = room.post(f"{address}/hint", on=address, number="1", country=other)
    assert answer.status_code == 422


def test_an_event_of_ones_own_fires_on_its_day(house: House, room: Room) -> None:
    answer = room.post(
        "/events/new", on="/events/new", title="A storm", text="Trees fall.", country="SOV", day="10", answer_days="5"
    )
    assert answer.status_code == 303
    assert lines(house, room)[-1].title == "A storm"
    room.post("/jump", days="30", ends_move="yes")
    assert next(each.state for each in lines(house, room) if each.title == "A storm") == "fired"
    teams = house.store.published(room.cast.exercise).teams
    assert any(each.title == "A storm" for each in teams["SOV"].injects)
    assert not any(each.title == "A storm" for each in teams["KES"].injects)


def test_an_event_that_waits_for_the_trainer_stands_on_the_control_page(room: Room) -> None:
    fields = {"title": "A car at the gate", "text": "Whose?", "country": "VAL", "way": "hand", "answer_days": "0"}
    assert "A car at the gate" not in room.get("/")
    assert room.post("/events/new", on="/events/new", **fields).status_code == 303
    assert "A car at the gate" in room.get("/")


def test_what_two_trainers_add_at_the_same_time_is_in_the_list_both(house: House, room: Room) -> None:
    form = room.command(room.get("/events/new"), "/events/new")
    for title in ("A storm", "A strike", "A strike"):
        fields = {"title": title, "text": "Nothing moves.", "country": "SOV", "day": "10", "answer_days": "0"}
        assert room.post("/events/new", command_id=form, **fields).status_code == 303
    assert [line.title for line in lines(house, room)][-2:] == ["A storm", "A strike"]


def test_the_choice_without_an_answer_is_one_of_the_choices(house: House, room: Room) -> None:
    fields = {
        "title": "A car",
        "text": "Whose?",
        "country": "VAL",
        "day": "5",
        "answer_days": "5",
        "choice1": "Send it",
    }
    answer = room.post("/events/new", on="/events/new", **fields, unanswered="Sell it")
    assert answer.status_code == 422
    assert "“This choice applies if nobody answers in time” has to be one of the choices above it" in answer.text
    assert room.post("/events/new", on="/events/new", **fields, unanswered="send it").status_code == 303
    written = lines(house, room)[-1].written
    assert written is not None
    assert written.unanswered == "Send it", "a capital letter is no other choice"


def test_what_was_written_survives_a_refusal(room: Room) -> None:
    answer = room.post("/events/new", on="/events/new", title="", text="Trees fall.", country="SOV", day="soon")
    assert answer.status_code == 422
    assert "Trees fall." in answer.text
    assert "r-error" in answer.text


def test_edited_words_are_what_the_seats_read(house: House, room: Room) -> None:
    line = one(house, room, "armed")
    address = address_of(house, room, line)
    to = line.countries[0] if len(line.countries) == 1 else "SOV"
    fields = {"title": "Other words", "text": "Quite other words.", "country": to, "day": "5", "answer_days": "0"}
    assert room.post(f"{address}/edit", on=address, **fields).status_code == 303
    room.post(f"{address}/fire", on="/events")
    team = house.store.published(room.cast.exercise).teams[to]
    assert any(each.text == "Quite other words." for each in team.injects)


def cells(page: str, line: InjectLine, house: House, room: Room) -> str:
    """The row of an event in the list."""
    handle = house.handle(room.cast.exercise, "event", line.key)
    row = re.search(rf'<tr id="event-{handle}".*?</tr>', page, re.DOTALL)
    return unescape(row[0]) if row is not None else ""


def test_the_list_has_what_exercise_staff_look_for(house: House, room: Room) -> None:
    scenario = house.store.published(room.cast.exercise).scenario
    page = room.get("/events")
    line = one(house, room, "armed")
    row = cells(page, line, house, room)
    planned = next(each for each in scenario.play.injects if each.key == line.key)
    number = lines(house, room).index(line) + 1
    assert f">{number}</td>" in row
    assert f"Day {line.day}" in row
    assert scenario.text(f"{line.key}.title") in row
    assert scenario.text(f"{line.key}.expected") in row
    assert scenario.text(f"objective.{planned.objectives[0]}") in row
    assert line.countries[0] in row
    assert "Move 1" in page
    clock = house.store.published(room.cast.exercise).control.clock
    assert f"day 1 to {clock.planned_days[0] - 1}, including the jump that ends the move" in page


def test_what_lies_after_the_end_of_the_plan_stands_apart(house: House, room: Room) -> None:
    answer = room.post(
        "/events/new", on="/events/new", title="Far off", text="Much later.", country="SOV", day="900", answer_days="0"
    )
    assert answer.status_code == 303
    page = room.get("/events")
    assert page.index("Events that cannot come in an exercise of this length") < page.index("Far off")


def test_the_list_shows_what_is_to_come_or_of_one_team(house: House, room: Room) -> None:
    armed, fired = one(house, room, "armed"), one(house, room, "fired")
    coming = room.get("/events?show=coming")
    assert cells(coming, armed, house, room)
    assert not cells(coming, fired, house, room)
    elsewhere = next(code for code in ("SOV", "ISA", "VAL", "KES") if code not in armed.countries)
    assert cells(room.get(f"/events?team={armed.countries[0]}"), armed, house, room)
    assert not cells(room.get(f"/events?team={elsewhere}"), armed, house, room)
    assert cells(room.get("/events?show=nonsense&team=XXX"), armed, house, room)


def test_a_note_is_the_trainers_alone(house: House, room: Room) -> None:
    line = one(house, room, "fired")
    address = address_of(house, room, line)
    told = "They looked for a treaty article; none is needed."
    assert room.post(f"{address}/note", command_id="-", note=told).status_code == 303
    assert told in cells(room.get("/events"), line, house, room)
    assert cells(room.get("/events?show=notes"), line, house, room)
    assert not cells(room.get("/events?show=notes"), one(house, room, "armed"), house, room)
    for person in (room.cast.alba, room.cast.brava):
        assert told not in person.get(f"/x/{room.cast.exercise}/desk/").text
    room.post(f"{address}/note", command_id="-", note=" ")
    assert told not in room.get("/events")


def test_an_unknown_line_is_not_found(room: Room) -> None:
    assert room.cast.ines.get(room.address("/events/0123456789")).status_code == 404


def line(key: str, fired_at: int | None = None) -> InjectLine:
    state = "armed" if fired_at is None else "fired"
    return InjectLine(key, key, "", Phrase("trigger.day", (("day", 9),)), 9, state, fired_at, (), (), False, ())


def test_what_comes_again_stands_once_with_its_later_turns_under_a_fold() -> None:
    shown, later = folded(
        (line("inject/files/1", 5), line("inject/files/2"), line("inject/call"), line("inject/files/3"))
    )
    assert [(each.key, more) for each, more in shown] == [
        ("inject/files/1", 0),
        ("inject/files/2", 1),
        ("inject/call", 0),
    ]
    assert [each.key for each in later] == ["inject/files/3"]


def test_the_list_that_is_printed_has_words_purpose_and_hints(house: House, room: Room) -> None:
    page = unescape(room.get("/events"))
    scenario = house.store.published(room.cast.exercise).scenario
    shown, _later = folded(ordered(house.store.published(room.cast.exercise).control))
    for line, _more in shown:
        for part in ("purpose", "expected", "hint3"):
            assert scenario.text(f"{line.key}.{part}")[:30] in page, line.key
        assert line.text[:30] in page, line.key


def test_an_event_of_ones_own_has_sender_seats_choices_and_hints(house: House, room: Room) -> None:
    fields = {
        "title": "Two at the door", "text": "They will not give a name.", "sender": "press", "country": "KES",
        "way": "hand", "answer_days": "4", "choice1": "We house them tonight", "choice2": "We wait", "desk2": "lawyers",
        "work2": "5", "unanswered": "We wait", "expected": "Protection first.", "hint1": "Who is at risk?",
        "offices": "authority",
    }  # fmt: skip
    answer = room.post("/events/new", on="/events/new", **fields)
    assert answer.status_code == 303, answer.text
    line = lines(house, room)[-1]
    address = address_of(house, room, line)
    page = unescape(room.get(address))
    for told in ("Two at the door", "Protection first.", "Who is at risk?", "The press"):
        assert told in page
    again = unescape(room.get(f"{address}/write"))
    for told in ("We house them tonight", "We wait", "They will not give a name.", "Who is at risk?"):
        assert told in again
    changed = room.post(f"{address}/write", on=f"{address}/write", **{**fields, "title": "Three at the door"})
    assert changed.status_code == 303, changed.text
    assert lines(house, room)[-1].title == "Three at the door"
    assert room.post(f"{address}/fire", on="/events").status_code == 303
    inject = next(each for each in lines(house, room) if each.key == line.key)
    room.post(f"{address}/hint", on=address, number="1", country="KES")
    brava = room.cast.brava
    shown = f"/x/{room.cast.exercise}/desk/injects/{house.handle(room.cast.exercise, 'inject', inject.key, 'KES')}"
    desk = brava.get(shown).text
    for told in ("Three at the door", "We house them tonight", "Who is at risk?"):
        assert told in unescape(desk)
    assert "Protection first." not in desk


def test_a_long_choice_of_ones_own_can_be_chosen(house: House, room: Room) -> None:
    longest = "We house them tonight in the school, and tomorrow " + "we look for beds " * 8
    fields = {"title": "Two at the door", "text": "Who?", "country": "KES", "way": "hand", "choice1": longest.strip()}
    assert room.post("/events/new", on="/events/new", **fields, choice2="We wait").status_code == 303
    key = lines(house, room)[-1].key
    assert room.post(f"{address_of(house, room, lines(house, room)[-1])}/fire", on="/events").status_code == 303
    shown = f"/x/{room.cast.exercise}/desk/injects/{house.handle(room.cast.exercise, 'inject', key, 'KES')}"
    sent = room.cast.brava.post(
        shown, {"command_id": "answerthelongest", "choice": longest.strip(), "text": "At once."}
    )
    assert sent.status_code == 303, sent.text
    got = next(each for each in house.store.published(room.cast.exercise).teams["KES"].injects if each.key == key)
    assert got.answered == longest.strip()


def test_an_event_waits_for_the_answer_to_another(house: House, room: Room) -> None:
    fired = one(house, room, "fired")
    about = house.handle(room.cast.exercise, "event", fired.key)
    fields = {
        "title": "After the change",
        "text": "It follows.",
        "way": "answer",
        "about": about,
        "from_country": fired.countries[0],
    }
    assert room.post("/events/new", on="/events/new", **fields).status_code == 303
    line = lines(house, room)[-1]
    assert line.state == "waiting"
    assert f"Answer to “{fired.title}”" in unescape(room.get("/events"))
    assert about in room.get(f"{address_of(house, room, line)}/write")


def test_an_event_that_waits_for_nothing_that_can_happen_is_refused(house: House, room: Room) -> None:
    before = lines(house, room)
    for way, more in (("silence", {"about": ""}), ("state", {"event": "SunRises"}), ("never", {})):
        fields = {"title": "After the change", "text": "It follows.", "way": way, **more}
        refused = room.post("/events/new", on="/events/new", **fields)
        assert refused.status_code == 422, way
        assert "It follows." in refused.text
    assert lines(house, room) == before


def reads_along(house: House, room: Room, post: SeatRole, country: str) -> Person:
    person = nobody(house, f"The {post} of {country}", room.cast.exercise)
    assert person.join(post.value, country).status_code == 303
    return person


def test_an_interpreter_reads_it_before_the_room_and_nobody_else_does(house: House, room: Room) -> None:
    fields = {
        "title": "The bus",
        "text": "Forty people wait at the border.",
        "country": "SOV",
        "way": "hand",
        "enclosure": "Dear minister,",
    }
    assert room.post("/events/new", on="/events/new", **fields).status_code == 303
    line = lines(house, room)[-1]
    address, desk = address_of(house, room, line), f"/x/{room.cast.exercise}/desk"
    reader, other = (reads_along(house, room, SeatRole.INTERPRETER, code) for code in ("SOV", "KES"))
    head = reads_along(house, room, SeatRole.HEAD, "SOV")
    assert "There is no text here yet" in reader.get(f"{desk}/ahead").text
    handle = house.handle(room.cast.exercise, "event", line.key)
    given = {"event": handle, "early": "yes", "stay": "yes"}
    command = re.findall(r'name="command_id" value="([^"]+)"', room.get(address))
    before = reader.get(f"{desk}/ahead/part").headers["ETag"]
    sent = room.cast.ines.post(room.address("/events/early"), given | {"command_id": command[0]})
    assert sent.status_code == 303
    page = reader.get(f"{desk}/ahead")
    assert "Forty people wait at the border." in page.text
    assert "Dear minister," in page.text
    assert reader.get(f"{desk}/ahead/part").headers["ETag"] != before
    assert "Forty people" not in other.get(f"{desk}/ahead").text
    for person in (room.cast.alba, head, room.cast.ines):
        assert person.get(f"{desk}/ahead").status_code == 403
        assert person.get(f"{desk}/ahead/part").status_code == 403
    for path in ("/", "/messages", "/start"):
        for person in (room.cast.alba, head):
            assert "Forty people" not in person.get(f"{desk}{path}").text
    assert "Interpreters can read this now." in room.get(address)
    assert "interpreters have it" in room.get("/events")
    room.post(f"{address}/fire", on="/events")
    assert "Forty people" not in reader.get(f"{desk}/ahead").text
    sovs = house.store.published(room.cast.exercise).teams["SOV"]
    got = next(each for each in sovs.injects if each.key == line.key)
    text = room.cast.alba.get(f"{desk}/injects/{house.handle(room.cast.exercise, 'inject', got.key, 'SOV')}").text
    assert "Forty people" in text
    assert "Dear minister," in text


def test_all_of_a_move_go_to_interpreters_with_one_press(house: House, room: Room) -> None:
    page = room.get("/events")
    form = page[page.index(f'action="{room.address("/events/early")}"') :]
    form = form[: form.index("</form>")]
    handles = re.findall(r'name="event" value="([^"]+)"', form)
    assert handles
    command = re.findall(r'name="command_id" value="([^"]+)"', form)[0]
    fields = {"event": handles, "early": "yes", "command_id": command}
    assert room.cast.ines.post(room.address("/events/early"), fields).status_code == 303
    early = [line for line in lines(house, room) if line.is_early]
    assert {house.handle(room.cast.exercise, "event", line.key) for line in early} == set(handles)
    assert "There is no interpreter yet" in room.get("/events")
    fields |= {"early": "no", "command_id": "takethemback0001"}
    assert room.cast.ines.post(room.address("/events/early"), fields).status_code == 303
    assert f"Interpreters no longer see {len(handles)} events in advance." in room.get("/events")


def test_an_event_is_kept_in_a_scenario_of_ones_own_and_stands_in_the_next_exercise(house: House, room: Room) -> None:
    account = next(each.key for each in house.store.published(room.cast.exercise).scenario.crime.accounts)
    about = house.handle(room.cast.exercise, "subject", account)
    fields = {
        "title": 'The "bus" \\ left', "text": "Forty people wait.\nAt the border.", "country": "SOV", "way": "silence",
        "by_day": "20", "answer_days": "4", "choice1": "We house them", "desk1": "lawyers", "work1": "3",
        "choice2": "We wait", "unanswered": "We wait", "hint1": "Who is cold?", "enclosure": "Dear minister,",
        "sender": "press", "offices": "police",
    }  # fmt: skip
    waits_for = lines(house, room)[0]
    fields["about"] = house.handle(room.cast.exercise, "event", waits_for.key)
    page = room.get("/events/new")
    assert f'value="{about}"' in page or "paper_about" in page
    assert room.post("/events/new", on="/events/new", **fields).status_code == 303
    address = address_of(house, room, lines(house, room)[-1])
    keep = {"on": address, "command_id": room.command(room.get(address), f"{address}/keep")}
    assert room.post(f"{address}/keep", **keep, into="nowhere").status_code == 422
    for _click in range(2):
        assert room.post(f"{address}/keep", **keep, into="copy").status_code == 303
    assert "The event is kept as inject/own_1 in the scenario blue-current-copy1" in unescape(room.get(address))
    own = Library(house.config.data / "scenarios")
    assert own.owned() == ("blue-current-copy1",)
    scenario = load(own.directory("blue-current-copy1"), SHIPPED.allowed_names)
    kept = scenario.play.injects[-1]
    assert (kept.key, kept.sender, kept.country, kept.answer_days) == ("inject/own_1", "press", "SOV", 4)
    assert kept.trigger.silence == waits_for.key
    assert kept.trigger.by_day == 20
    assert scenario.text("inject/own_1.title") == 'The "bus" \\ left'
    assert scenario.text("inject/own_1.text") == "Forty people wait.\nAt the border.\n\nDear minister,"
    assert [scenario.text(f"inject/own_1.choice.{code}") for code in kept.choices] == ["We house them", "We wait"]
    assert kept.unanswered == kept.choices[1]
    assert [(each.answer, each.desk, each.days) for each in kept.consequences] == [(kept.choices[0], "lawyers", 3)]
    keep["command_id"] = room.command(room.get(address), f"{address}/keep")
    for _click in range(2):
        assert room.post(f"{address}/keep", **keep, into="blue-current-copy1").status_code == 303
    again = load(own.directory("blue-current-copy1"), SHIPPED.allowed_names)
    assert [each.key for each in again.play.injects][-2:] == ["inject/own_1", "inject/own_2"]
    assert sum(each.key.startswith("inject/own_") for each in again.play.injects) == 2


def test_what_a_scenario_cannot_hold_of_an_event_is_told_and_a_hint_that_nobody_wrote_cannot_be_sent(
    house: House, room: Room
) -> None:
    fields = {"title": "The bus", "text": "Forty people wait.", "way": "hand", "choice1": "Yes", "choice2": "No"}
    fields |= {"hint1": "Who is cold?", "paper_kind": "victim_statement"}
    person = house.store.published(room.cast.exercise).scenario.crime.cast[0].key
    fields["paper_about"] = house.handle(room.cast.exercise, "subject", person)
    assert room.post("/events/new", on="/events/new", **fields).status_code == 303
    address = address_of(house, room, lines(house, room)[-1])
    assert room.post(f"{address}/keep", on=address, into="copy").status_code == 303
    page = unescape(room.get(address))
    assert "The document of the event is left out" in page
    assert "the event has to be answered within a day" in page
    assert "a hint that you did not write is “-”" in page
    own = Library(house.config.data / "scenarios")
    made = new_exercise(
        house.database, scenario="blue-current-copy1", settings=Settings(preset="day_28", seed=1), title="The next day",
        trainer=None, library=own,
    )  # fmt: skip
    house.store.execute(made, StartExercise(id="nextdaybegins", member=CONTROL, warm_up=False))
    event = f"/x/{made}/control/events/{house.handle(made, 'event', 'inject/own_1')}"
    page = room.cast.ines.get(event).text
    assert "Who is cold?" in page
    assert page.count('name="number"') == len(house.store.published(made).teams)
    hint = SendHint(id="nextdayhints", member=CONTROL, inject="inject/own_1", number=1, country="SOV")
    house.store.execute(made, hint)
    with pytest.raises(RuleViolation, match=r"inject\.no_hint"):
        house.store.execute(made, replace(hint, id="nextdayhints2", number=2))


def test_a_copy_does_not_stay_behind_when_the_event_cannot_be_kept_in_it(
    house: House, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {"title": "The bus", "text": "Forty people wait.", "way": "hand"}
    assert room.post("/events/new", on="/events/new", **fields).status_code == 303
    address = address_of(house, room, lines(house, room)[-1])

    def full(*_given: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(shutil, "copytree", full)
        with pytest.raises(OSError, match="No space"):
            room.post(f"{address}/keep", on=address, into="copy")
    own = Library(house.config.data / "scenarios")
    assert own.owned() == ()
    assert room.post(f"{address}/keep", on=address, into="copy").status_code == 303
    assert own.owned() == ("blue-current-copy1",)


def test_firing_by_hand_warns_where_what_the_event_asks_for_is_under_way(house: House, room: Room) -> None:
    note = next(line for line in lines(house, room) if line.key == "inject/clerk_note")
    warning = "What it asks for is already done or under way: "
    assert warning not in room.get(address_of(house, room, note))
    otto = nobody(house, "Otto", room.cast.exercise)
    assert otto.join("police", "SOV").status_code == 303
    order = OrderMeasure(
        id="protectclerk",
        by=Seat("SOV", Office.POLICE),
        member=otto.member_id,
        kind=MeasureKind.PROTECTION,
        target="cast/quay_clerk",
    )
    house.store.execute(room.cast.exercise, order)
    page = room.get(address_of(house, room, note))
    assert warning in page
    assert "On a fixed date" in page
    answer = room.post(f"{address_of(house, room, note)}/fire", on=address_of(house, room, note))
    assert answer.status_code == 303
    assert "Sent by hand; it was planned for" in room.get(address_of(house, room, note))


def test_what_waits_for_silence_is_said_not_to_come_once_the_answer_has_come(house: House, room: Room) -> None:
    exercise = room.cast.exercise
    reminder = next(line for line in lines(house, room) if line.key == "inject/quay_reminder")
    address = address_of(house, room, reminder)
    assert "Waiting for its trigger" in room.get(address)
    room.post("/countries/ISA/take", on="/countries/ISA")
    by = Seat("ISA", Office.PROSECUTOR)
    answer = AnswerInject(id="answer00001", by=by, member=CONTROL, inject="inject/quay_call", choice="ask_partners")
    house.store.execute(exercise, answer)
    assert "Will not come: it is not needed any more" in room.get(address)
    listed = room.get("/events")
    drawing = listed.partition("<svg\n      viewBox")[2].partition("</svg>")[0]
    assert f"#event-{house.handle(exercise, 'event', reminder.key)}" not in drawing
    assert "Events that will not come by themselves" in listed
    room.post("/jump", days="22", ends_move="yes")
    assert again(house, room, reminder).fired_at is None
