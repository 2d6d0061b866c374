"""After the last move: the end, the epilogue, the review, and what the people of the teams find."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO

import docx
from playwright.sync_api import expect

from tests.rehearsal import absent_team, jumping, mishaps, office_hours, warm_up
from tests.rehearsal.languages.tongue import matched, tongue_of
from tests.rehearsal.room import Room
from tests.rehearsal.seen import seen_on, where
from tests.webapp.text.english_left import is_english, known_english

ANSWERED = re.compile(r"(?:\banswered by |réponse reçue\s:\s)([A-Z]{3}(?:, [A-Z]{3})*)")


def the_trainer_ends_it(room: Room) -> None:
    """With the page that asks."""
    ines = room.ines
    ines.follow(
        "End the exercise" if ines.page.get_by_role("link", name="End the exercise").count() else "End exercise"
    )
    ines.press("End the exercise for everybody")
    ines.see("The exercise has ended")


def nothing_waits_any_more(room: Room) -> None:
    """Every desk says that it is over."""
    for guest in room.people.values():
        guest.go("Desk")
        expect(guest.main().get_by_text(re.compile("The exercise has ended"))).to_be_visible()


def the_epilogue_is_played(room: Room) -> None:
    """By automatic players, to the horizon."""
    room.ines.press("Play the epilogue")
    room.ines.confirm("Play the epilogue")
    room.ines.see("The epilogue has been played")


def nobody_is_said_to_have_acted(room: Room) -> Iterable[str]:
    """What automatic players did in the epilogue is nobody's act: neither the event list nor a desk says so."""
    ines = room.ines
    ines.follow("Event list")
    expect(ines.page.get_by_role("heading", name="Event list", level=1)).to_be_visible()
    language = tongue_of(ines.page)
    said = language.say if language is not None else str
    missed = set(room.answered)  # what comes again and again has one title: one of its lines is enough
    rows = ines.main().get_by_role("row").filter(has=ines.page.get_by_role("cell")).all_inner_texts()
    assert len(rows) >= len(missed)
    for row in rows:
        event = row.split("\t")[2].strip().partition("\n")[0].strip()
        answered = ANSWERED.search(row)
        ours = {title for title in room.answered if event.startswith((title, said(title)))}
        named = set(answered[1].split(", ")) if answered else set()
        if named - ({room.story.home.code} if ours else set()):
            yield f"the event list says that people of {sorted(named)} answered: {row!r}"
        missed -= ours if named else set()
    if missed:
        yield f"people of {room.story.home.code} answered, and the event list does not say so: {sorted(missed)}"
    for window in room.windows:
        if matched(r"\byou acted\b", seen_on(window.page), re.IGNORECASE):
            yield f"{where(window)}: “you acted” is said after the epilogue"
    ines.follow("Control room")


FIRST_READING = 60_000
"""Milliseconds for the first page of a review, which reads the whole exercise."""


def the_trainer_reviews_it(room: Room) -> None:
    """The review has its figures and charts."""
    ines = room.ines
    ines.follow("Review", patience=FIRST_READING)
    expect(ines.page.get_by_role("figure").first).to_be_visible(timeout=FIRST_READING)


TABS = ("delay", "decisions", "epilogue", "case", "replay", "teams", "debrief", "papers")


def the_trainer_reads_all_of_it(room: Room) -> Iterable[str]:
    """Each page of the review."""
    for tab in TABS:
        answer = room.ines.page.goto(f"{room.inside}/review/{tab}")
        room.ines.arrive()
        if answer is None or not answer.ok:
            yield f"the page {tab} of the review does not open"


def the_trainer_takes_papers_away(room: Room) -> Iterable[str]:
    """The report of all and that of the home team, to be written on."""
    page = room.ines.page
    for paper in ("after-action", f"{room.story.home.code}/team"):
        found = page.locator(f"a[href$='/paper/{paper}.docx']").first.get_attribute("href")
        body = page.request.get(f"{room.address}{found}").body()
        lines = [
            text for element in docx.Document(BytesIO(body)).element.iter() if (text := (element.text or "").strip())
        ]
        if not lines:
            yield f"the paper {paper} is empty"
        if tongue_of(page) is not None:
            room.english |= {line: paper for line in lines if is_english(line, known_english())}


def english_that_was_read(room: Room) -> Iterable[str]:
    """English on the pages and papers of people who read another language, but for what somebody of the room wrote."""
    written = (
        *warm_up.TRIAL_WORDS,
        *(office_hours.OWN_WORDS, office_hours.SECOND, office_hours.SECOND_TEXT, office_hours.REASONS),
        *(mishaps.LATE_WORDS, jumping.HALF_TYPED),
        *map(absent_team.speech, room.story.absent),
    )
    for text, place in room.english.items():
        if not any(words in text for words in written):
            yield f"{place}: “{text}”"


def the_people_find_a_page_of_their_own(room: Room) -> Iterable[str]:
    """A link that the trainer passes on ends at a friendly page, not at a refusal."""
    for guest in (room.anna, room.dora):
        answer = guest.page.goto(f"{room.inside}/review/")
        assert answer is not None
        guest.arrive()
        if answer.status >= 400 or "This page is not yours" in seen_on(guest.page):
            yield f"{guest.name} finds at the address of the review: {guest.read_heading()} ({answer.status})"
