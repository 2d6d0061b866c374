"""What became of requests, and known exposure, from events written by hand."""

from __future__ import annotations

from dataclasses import replace

from simulation.exercise.core.event import Actor, Event
from simulation.exercise.evidence.events import ExposureKnown, PersonProtected
from simulation.exercise.outcome.exposure import exposures, known_exposure
from simulation.exercise.outcome.requests import RequestEnd, counted, fates
from simulation.exercise.procedures.letter.events import RequestMoved, RequestOpened
from simulation.kernel.agenda import DAY
from simulation.scenario.schema.play import Route, Sought


def opened(key: str, *, inherited: bool = False) -> RequestOpened:
    return RequestOpened(
        at=0,
        cause="",
        by=Actor.NOBODY,
        request=key,
        route=Route.MLA,
        sought=Sought.BANK_RECORDS,
        requesting="AAA",
        requested="BBB",
        targets=(),
        inherited=inherited,
    )


def moved(key: str, *steps: tuple[int, str]) -> list[RequestMoved]:
    found, before = [], "drafting"
    for day, status in steps:
        found.append(
            RequestMoved(
                at=day * DAY,
                cause="",
                by=Actor.NOBODY,
                request=key,
                occurrence=f"{key}/{status}/1",
                action="inherited" if day < 0 else "step",
                before=before,
                status=status,
                holder="",
                kind="",
                country="",
                office="",
            )
        )
        before = status
    return found


STORY: tuple[Event, ...] = (
    opened("answered"),
    *moved("answered", (1, "vetting"), (2, "sent"), (9, "returned"), (20, "consent_asked")),
    opened("sent twice"),
    *moved("sent twice", (2, "sent"), (5, "drafting"), (8, "sent"), (12, "refused")),
    opened("in parts"),
    *moved("in parts", (2, "asked"), (5, "answered_partly"), (9, "declined")),
    opened("withdrawn"),
    *moved("withdrawn", (3, "sent"), (4, "withdrawn")),
    opened("open"),
    *moved("open", (3, "sent"), (6, "deciding")),
    opened("left lying"),
    *moved("left lying", (1, "vetting")),
    opened("dropped"),
    *moved("dropped", (1, "withdrawn")),
    opened("old", inherited=True),
    *moved("old", (-1, "deciding"), (7, "returned")),
    opened("old and open", inherited=True),
    *moved("old and open", (-1, "executing")),
    opened("old draft", inherited=True),
    *moved("old draft", (-1, "vetting"), (5, "sent")),
)


def test_sent_is_answered_or_withdrawn_or_open() -> None:
    found = counted(fates(STORY, 100 * DAY))
    assert (found.sent, found.answered, found.refused, found.withdrawn, found.open) == (5, 3, 1, 1, 1)
    assert found.sent == found.answered + found.withdrawn + found.open
    assert found.never_sent == 2
    assert (found.inherited, found.inherited_answered, found.inherited_open) == (3, 1, 2)


def test_only_what_had_happened_by_the_moment_counts() -> None:
    found = counted(fates(STORY, 2 * DAY))
    assert (found.sent, found.answered, found.open, found.never_sent) == (3, 0, 3, 4)
    assert (found.inherited, found.inherited_answered) == (3, 0)


def test_the_first_leaving_and_the_first_end_hold() -> None:
    by_key = {each.request: each for each in fates(STORY, 100 * DAY)}
    answered, twice = by_key["answered"], by_key["sent twice"]
    assert (answered.left, answered.ended, answered.how) == (2 * DAY, 9 * DAY, RequestEnd.ANSWERED)
    assert (by_key["in parts"].ended, by_key["in parts"].how) == (5 * DAY, RequestEnd.ANSWERED)
    assert (twice.left, twice.ended, twice.how) == (2 * DAY, 12 * DAY, RequestEnd.REFUSED)


def known(day: int, country: str, person: str) -> ExposureKnown:
    return ExposureKnown(at=day * DAY, cause="", by=Actor.NOBODY, country=country, person=person, document="")


def protected(day: int, country: str, person: str) -> PersonProtected:
    return PersonProtected(at=day * DAY, cause="", by=Actor.NOBODY, country=country, person=person, measure="")


def test_a_day_of_a_person_counts_once_however_many_files_show_it() -> None:
    events = (
        known(1, "AAA", "ada"),
        known(3, "BBB", "ada"),
        known(4, "AAA", "bea"),
        protected(5, "AAA", "ada"),
        protected(9, "BBB", "ada"),
        known(20, "CCC", "ada"),
    )
    found = exposures(events, 30 * DAY)
    assert sum(each.days for each in found) == 4 + 6 + 26 + 10
    assert known_exposure(found) == 8 + 10 + 26
    assert known_exposure(found, 4 * DAY) == 3
    assert known_exposure(exposures(events, 4 * DAY)) == 3
    assert known_exposure(()) == 0


def test_who_is_protected_before_a_file_shows_the_risk_is_known_from_then() -> None:
    (found,) = exposures((protected(5, "AAA", "ada"), known(8, "AAA", "ada")), 30 * DAY)
    assert (found.since, found.end, found.is_protected) == (5 * DAY, 5 * DAY, True)


def test_days_are_those_of_the_calendar_whatever_the_hour() -> None:
    """Shown on Monday evening and safe on Thursday morning, or the other way round: three days."""
    for hour, until in ((22, 8), (8, 22)):
        events = (
            replace(known(1, "AAA", "ada"), at=DAY + hour * DAY // 24),
            replace(protected(4, "AAA", "ada"), at=4 * DAY + until * DAY // 24),
        )
        found = exposures(events, 30 * DAY)
        assert [each.days for each in found] == [3]
        assert known_exposure(found) == 3
