"""A letter's page says the same to both sides: who has it, since when, and whose days count."""

import re

from tests.desk.journeys import act, desk, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody


def seated(house: House, cast: Cast, country: str) -> Person:
    """Somebody at a country's central authority."""
    found = nobody(house, "Vera", cast.exercise)
    assert found.join("authority", country).status_code == 303
    return found


def shown(cast: Cast, person: Person, label: str) -> str:
    return person.get(desk(cast, f"requests/{label}")).text


def test_a_question_about_what_is_missing_stops_the_days_of_who_asked(house: House, cast: Cast) -> None:
    ida = seated(house, cast, "ISA")
    assert "With you since Sat 22 Feb. The other side’s days do not count until you answer." in shown(
        cast, ida, "ISA-ORL-01"
    )
    assert act(cast, ida, "TRS-ISA-01", "ask_clarification", text="What do you undertake?", items=["C13"]) == 303
    page = shown(cast, ida, "TRS-ISA-01")
    assert re.search(r"With \w+ since Mon 3 Mar\. Your days do not count until the answer arrives\.", page)
    assert "your days do not count" in page


def test_a_question_about_what_is_there_waits_for_the_writer_while_the_days_of_who_asked_count(cast: Cast) -> None:
    assert act(cast, cast.brava, "SOV-KES-02", "ask_clarification", text="What do you seek?", items=["C10"]) == 303
    writer, asker = shown(cast, cast.alba, "SOV-KES-02"), shown(cast, cast.brava, "SOV-KES-02")
    rule = "only the first question about something that is missing stops them."
    assert f"With you since Mon 3 Mar. The other side’s days still count: {rule}" in writer
    assert f"With Sorvane since Mon 3 Mar. Your days still count: {rule}" in asker
    for page in (writer, asker):
        assert "days do not count" not in page
    assert "your days still count" in asker


def test_a_holder_has_had_it_since_before_the_exercise_began(house: House, cast: Cast) -> None:
    label, vera = "VAL-SOV-02", seated(house, cast, "VAL")
    letter = next(each for each in view(house, cast, vera).requests if each.label == label)
    assert letter.since == 0, "its present step began with the exercise"
    assert letter.holder == letter.stays[-1].holder, "the same side had it before"
    for person in (vera, cast.alba):
        assert "Held by Sorvane since Fri 28 Feb: " in shown(cast, person, label)


def test_protected_time_begins_on_the_day_of_the_postponement(house: House, cast: Cast) -> None:
    ida = seated(house, cast, "ISA")
    reason = "Our own observation of the quay runs until then."
    assert act(cast, ida, "VAL-ISA-01", "postpone", until="2031-03-28", text=reason) == 303
    assert (
        "Held by Isandre since Sun 9 Feb. Protected time since Mon 3 Mar: it is never counted against anybody."
        in shown(cast, ida, "VAL-ISA-01")
    )


def test_who_asked_reads_until_when_the_request_is_postponed(house: House, cast: Cast) -> None:
    ida, vera = seated(house, cast, "ISA"), seated(house, cast, "VAL")
    assert act(cast, ida, "VAL-ISA-01", "postpone", until="2031-03-28", text="Our own case runs until then.") == 303
    assert "Postponed until Fri 28 Mar." in vera.get(desk(cast)).text
