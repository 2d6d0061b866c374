"""What somebody wrote is shown again whenever a form is not carried out, and the page says what happened."""

import re

from simulation.exercise.clock.commands import EndExercise
from simulation.exercise.injects.commands import EditInject, FireInject
from simulation.exercise.injects.views import InjectView
from simulation.exercise.messages.commands import SendMessage
from tests.desk.journeys import desk, hidden, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody

WORDS = "We house them tonight, <in> the old school."
SHOWN = "We house them tonight, &lt;in&gt; the old school."


def fired(house: House, cast: Cast, title: str = "A hose, a dog, a visitor") -> InjectView:
    """An event for Sorvane that waits for an answer in words."""
    key = f"added/event{len(title):04d}"
    for command in (
        EditInject(
            id=f"edit{key[-8:]}",
            member="control",
            inject=key,
            title=title,
            text="What now?",
            country="SOV",
            answer_days=4,
        ),
        FireInject(id=f"fire{key[-8:]}", member="control", inject=key),
    ):
        house.store.execute(cast.exercise, command)
    return next(each for each in view(house, cast, cast.alba).injects if each.key == key)


def place_of(house: House, cast: Cast, inject: InjectView) -> str:
    return f"injects/{house.handle(cast.exercise, 'inject', inject.key, 'SOV')}"


def colleague(house: House, cast: Cast) -> Person:
    """Somebody else at the same seat."""
    cara = nobody(house, "Cara", cast.exercise)
    assert cara.join("authority", "SOV").status_code == 303
    return cara


def boxes(page: str) -> list[str]:
    """The texts that a page shows to be copied."""
    part = page.partition('class="r-card r-kept-words"')[2].partition("</section>")[0]
    return re.findall(r"<textarea[^>]* readonly[^>]*>\n?(.*?)</textarea>", part, flags=re.DOTALL)


def test_after_an_answer_the_next_thing_that_waits_is_a_press_away(house: House, cast: Cast) -> None:
    where = place_of(house, cast, fired(house, cast))
    page = cast.alba.get(desk(cast, where)).text
    assert cast.alba.post(desk(cast, where), {**hidden(page, where), "text": "We agree"}).status_code == 303
    notice = cast.alba.get(desk(cast, where)).text.partition('id="flashes"')[2].partition("<h1")[0]
    assert "Answered: " in notice
    link = re.search(r'<a href="([^"]+)">Next: [^<]+</a>', notice)
    assert link is not None, notice
    assert where not in link[1]
    assert cast.alba.get(link[1].replace("&amp;", "&")).status_code == 200


def test_a_second_tab_is_told_that_the_first_has_answered(house: House, cast: Cast) -> None:
    where = place_of(house, cast, fired(house, cast))
    page = cast.alba.get(desk(cast, where)).text
    form = hidden(page, where)
    assert cast.alba.post(desk(cast, where), {**form, "text": "The first answer"}).status_code == 303
    late = cast.alba.post(desk(cast, where), {**form, "text": WORDS})
    assert late.status_code == 409
    assert "Not sent" in late.text
    assert "The first answer" in late.text
    assert boxes(late.text) == [SHOWN]


def test_what_another_answered_meanwhile_stands_beside_what_was_written(house: House, cast: Cast) -> None:
    inject = fired(house, cast)
    where = place_of(house, cast, inject)
    form = hidden(cast.alba.get(desk(cast, where)).text, where)
    cara = colleague(house, cast)
    pen: dict[str, str | list[str]] = {"command_id": "thepentocara", "to": cara.member_id, "office": "authority"}
    assert cast.alba.post(f"/x/{cast.exercise}/lobby/pen", pen).status_code == 303
    theirs = hidden(cara.get(desk(cast, where)).text, where)
    assert cara.post(desk(cast, where), {**theirs, "text": "Cara was quicker"}).status_code == 303
    back: dict[str, str | list[str]] = {"command_id": "thepentoalba", "to": cast.alba.member_id, "office": "authority"}
    assert cara.post(f"/x/{cast.exercise}/lobby/pen", back).status_code == 303
    late = cast.alba.post(desk(cast, where), {**form, "command_id": "analbaanswer", "text": WORDS})
    assert late.status_code == 409
    assert "this has been answered already" in late.text
    assert "Cara was quicker" in late.text
    assert boxes(late.text) == [SHOWN]


def test_a_reply_says_what_it_answers_and_who_was_quicker(house: House, cast: Cast) -> None:
    house.store.execute(
        cast.exercise,
        SendMessage(
            id="asksomething",
            by=next(seat.seat for seat in view(house, cast, cast.brava).seats if seat.seat.office == "authority"),
            member=cast.brava.member_id,
            to=next(seat.seat for seat in view(house, cast, cast.alba).seats if seat.seat.office == "authority"),
            text="May we use the statement?",
        ),
    )
    token = f"message-{house.handle(cast.exercise, 'message', 'asksomething', 'SOV')}"
    cara = colleague(house, cast)
    reply = f"messages?answers={token}&to=KES.authority"
    pages = [person.get(desk(cast, reply)).text for person in (cast.alba, cara)]
    for page in pages:
        assert "Your answer to" in page
        assert "May we use the statement?" in page.partition('id="reply"')[2].partition("</p>")[0]
    values = {"to": "KES.authority", "answers": token}
    first = cara.post(desk(cast, "messages"), {**hidden(pages[1], "messages"), **values, "text": "Yes, as a lead."})
    assert first.status_code == 303
    late = cast.alba.post(desk(cast, "messages"), {**hidden(pages[0], "messages"), **values, "text": WORDS})
    assert late.status_code == 409
    assert "somebody in your team has answered" in late.text
    assert "Yes, as a lead." in late.text.partition('id="reply"')[2].partition("</p>")[0]
    assert f"{SHOWN}</textarea>" in late.text, "the form has it"
    assert boxes(late.text) == []
    again = cast.alba.post(desk(cast, "messages"), {**hidden(late.text, "messages"), **values, "text": WORDS})
    assert again.status_code == 303


def test_after_the_end_the_text_can_be_copied(house: House, cast: Cast) -> None:
    where = place_of(house, cast, fired(house, cast))
    form = hidden(cast.alba.get(desk(cast, where)).text, where)
    house.store.execute(cast.exercise, EndExercise(id="endeverything", member="control"))
    late = cast.alba.post(desk(cast, where), {**form, "text": WORDS})
    assert late.status_code == 409
    assert "has ended" in late.text
    assert SHOWN in late.text


def test_a_form_whose_token_is_old_shows_its_text(cast: Cast) -> None:
    late = cast.alba.client.post(desk(cast, "messages"), data={"csrf_token": "old", "text": WORDS, "to": "control"})
    assert late.status_code == 400
    assert boxes(late.text) == [SHOWN]
    assert "old" not in boxes(late.text)


def test_whoever_is_signed_out_sees_the_text_again(house: House, cast: Cast) -> None:
    stranger = nobody(house)
    late = stranger.post(desk(cast, "messages"), {"text": WORDS, "to": "control", "command_id": "nobodyiswriting"})
    assert late.status_code in {400, 403}
    assert boxes(late.text) == [SHOWN]


def test_an_object_that_is_gone_keeps_what_was_written_about_it(cast: Cast) -> None:
    for path in (
        "injects/0123456789",
        "meetings/0123456789/minutes",
        "requests/SOV-KES-99/act",
        "documents/D-999/notes",
    ):
        late = cast.alba.post(desk(cast, path), {"text": WORDS, "command_id": "aboutnothing00"})
        assert late.status_code == 404, path
        assert boxes(late.text) == [SHOWN], path


def test_a_password_is_never_shown_again(house: House) -> None:
    secret = "correct horse battery staple"
    refused = nobody(house).post("/sign-in", {"name": "Ines", "password": secret})
    assert refused.status_code in {200, 401, 403, 422}
    assert secret not in refused.text


def test_a_message_needs_something_that_can_be_read(house: House, cast: Cast) -> None:
    page = cast.alba.get(desk(cast, "messages?to=KES.authority")).text
    form = {**hidden(page, "messages"), "to": "KES.authority"}
    empty = cast.alba.post(desk(cast, "messages"), {**form, "text": "\u200b\u2060 \u3164"})
    assert empty.status_code == 422
    many = f"E{chr(0x301) * 3000} n\u0303"
    assert cast.alba.post(desk(cast, "messages"), {**form, "text": many}).status_code == 303
    assert [each.text for each in view(house, cast, cast.alba).messages][-1] == f"E{chr(0x301) * 4} n\u0303"
