"""What shows that a team did something, or let something lie, to which somebody reacts.

A sign is either an event, or something that is still so some days after an event: a question without an answer, a
person without protection, a paper on which nothing rests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from simulation.casework.documents.document import AssertionKind
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.known import person_at_risk
from simulation.casework.file.last_seen import country_by_papers, sightings
from simulation.exercise.core.event import Actor, Event, FindingMade
from simulation.exercise.evidence.events import DocumentReceived, ExposureKnown
from simulation.exercise.matters.events import ProcedureMoved
from simulation.exercise.measures.protection import everybody_at
from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.exercise.procedures.letter.play.mistakes import ANSWER_DAYS, LEAVING
from simulation.exercise.procedures.letter.play.state import RequestState
from simulation.exercise.procedures.letter.play.visibility import BEFORE_SENDING, has_arrived
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.exercise.reactions.scene import ReactionScene
from simulation.exercise.reactions.table import is_from_abroad
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import TimeKind
from simulation.scenario.schema.play import MeasureKind, Route

LYING_DAYS = 20
"""Days for which a decision may lie before whoever waits asks, and never before the day on which it is due
(assumption)."""

UNPROTECTED_DAYS = 7
"""Days of known exposure without an order of protection after which somebody speaks up (assumption)."""

UNUSED_DAYS = 14
"""Days after which an answer on a short way that nothing follows has gone cold (assumption)."""

TWICE_DAYS = 7
"""Days for withdrawing a letter whose result has come another way (assumption)."""

SHORT_REASON = 20
"""Characters below which the words of a refusal are no reasons (assumption)."""


NOT_THE_TEAM = frozenset({Actor.DUTY_OFFICER, Actor.AFTER_PLAY})
"""Who acts for a team without it: nobody reacts to that as the team's."""

_ARRIVED = frozenset({LetterStatus.RECEIVED, LetterStatus.ASKED})


class Sign(NamedTuple):
    """Something to which somebody reacts.

    Attributes:
        code: What it is, as the table has it.
        country: Whose act or omission it was.
        about_kind: Kind of what it is about.
        about: Key of that.
        at: When it is one; in future where it has to be so still by then.
        stamp: What has to be as it was, "" for nothing.
        item: A further value of the words: a ground, a content, a formality.
    """

    code: str
    country: str
    about_kind: str
    about: str
    at: int
    stamp: str = ""
    item: str = ""


SHOWING = (FindingMade, ExposureKnown, RequestMoved, ProcedureMoved, DocumentReceived)
"""Events in which there can be a sign."""


def signs_of(scene: ReactionScene, event: Event) -> Iterator[Sign]:
    """The signs in what just happened, those that are to be looked at later among them."""
    match event:
        case FindingMade():
            yield from _finding(scene, event)
        case ExposureKnown():
            seen = scene.seen_from(event.country)
            yield Sign("left_unprotected", event.country, "person", event.person, seen + UNPROTECTED_DAYS * DAY)
        case RequestMoved():
            yield from _request(scene, event)
        case ProcedureMoved(kind="preservation", status="expired") if event.before != event.status and (
            _could_follow(scene, event)
        ):
            yield Sign("preservation_expired", event.requesting, "procedure", event.procedure, scene.now)
        case DocumentReceived(is_evidence=True):
            yield from _document(scene, event)
        case _:
            pass


def _could_follow(scene: ReactionScene, event: ProcedureMoved) -> bool:
    """Whether the people of the country that had data preserved had office hours before the time was over."""
    *_before, kept, _expired = scene.procedures[event.procedure].matter.stays
    return scene.hours(event.requesting).were_open(kept.since, scene.now)


def _finding(scene: ReactionScene, event: FindingMade) -> Iterator[Sign]:
    if event.verdict != "settled":
        return
    facts = dict(event.facts)
    item = str(facts.get("ground", facts.get("item", "")))
    kept = scene.letters.get(event.request)
    if kept is not None and is_from_abroad(event.finding) and not _lies_there(kept):
        return  # whoever speaks has not read it yet: see `_on_arrival`
    if event.request:
        kind = "procedure" if event.request in scene.procedures else "request"
        yield Sign(event.finding, event.against, kind, event.request, scene.now, item=item)
    else:
        kind, _slash, about = event.place.partition("/")
        yield Sign(event.finding, event.against, kind, about, scene.now, item=item)


def _request(scene: ReactionScene, event: RequestMoved) -> Iterator[Sign]:
    kept = scene.letters[event.request]
    request = kept.matter
    refuses = event.action in {LetterAction.REFUSE, LetterAction.DECLINE, LetterAction.REFUSE_CONSENT}
    if refuses and event.country and len(event.text.strip()) < SHORT_REASON:
        yield Sign("refused_without_reasons", event.country, "request", request.key, scene.now)
    if event.status == event.before:
        return
    if event.status in _ARRIVED:
        yield from _on_arrival(scene, kept)
    holder = request.holding_country
    if holder and request.time_kind is TimeKind.DECISION and request.status not in BEFORE_SENDING:
        seen, due = scene.seen_from(holder), kept.due or 0
        if request.status == LetterStatus.CLARIFYING:
            at = max(seen + ANSWER_DAYS * DAY, due)
            yield Sign("question_left", holder, "request", request.key, at, _at_version(kept))
        else:
            at = max(seen + LYING_DAYS * DAY, due)
            yield Sign("left_lying", holder, "request", request.key, at, _at_version(kept))
    if event.status == LetterStatus.ANSWERED and kept.returned:
        seen = scene.seen_from(request.requesting)
        yield Sign("not_followed", request.requesting, "request", request.key, seen + UNUSED_DAYS * DAY)


def _on_arrival(scene: ReactionScene, kept: RequestState) -> Iterator[Sign]:
    """What whoever is asked sees of a letter that has come: what its side did wrong, if people of it let it leave."""
    request = kept.matter
    left = next((line.by for _owner, line in reversed(kept.history) if line.action in LEAVING), None)
    if left is None or left in NOT_THE_TEAM:
        return
    for mistake, item in kept.mistakes.items():
        if is_from_abroad(f"mistake.{mistake}"):
            yield Sign(f"mistake.{mistake}", request.requesting, "request", request.key, scene.now, item=item)
    if any(each.item == "C13" and each.is_open for each in scene.assessed(request)):
        yield Sign("nothing_promised", request.requesting, "request", request.key, scene.now)


def _document(scene: ReactionScene, event: DocumentReceived) -> Iterator[Sign]:
    for kept in scene.letters.values():
        request = kept.matter
        if (
            request.requesting == event.country
            and request.route is Route.MLA
            and request.key != event.source
            and event.about in request.targets
            and _is_under_way(kept)
            and event.kind in scene.law.kind_of(request.sought).papers
        ):
            seen = scene.seen_from(event.country)
            yield Sign("came_another_way", event.country, "request", request.key, seen + TWICE_DAYS * DAY)


def is_so_still(scene: ReactionScene, sign: Sign) -> bool:
    """Whether what was to be looked at later is so on that day."""
    check = _CHECKS.get(sign.code)
    return check is None or check(scene, sign)


def _at_version(kept: RequestState) -> str:
    return f"{kept.matter.status}/{kept.matter.since}"


def _stands_there(scene: ReactionScene, sign: Sign) -> bool:
    return _at_version(scene.letters[sign.about]) == sign.stamp


def _is_unprotected(scene: ReactionScene, sign: Sign) -> bool:
    """Whether nobody has ordered protection for somebody who can be found at home.

    Abroad only the authorities there can protect, and whom nobody has found, nobody can.
    """
    file = scene.file(sign.country)
    person = file.known.rows.get(sign.about)
    if person is not None and country_by_papers(file, person) != sign.country:
        return False
    ordered = any(
        each.kind is MeasureKind.PROTECTION and sign.about in everybody_at(file, (each.target,))
        for each in file.measures.all
    )
    exposed = any(each.person == sign.about and each.until is None for each in file.risks.all)
    return exposed and not ordered and not _is_only_missing(file, sign.about)


def _is_only_missing(file: CaseFile, person: str) -> bool:
    """Whether all that a file says of the danger to somebody is that he or she is missing, and no paper says where."""
    papers = file.told(tuple(paper.key for paper in file.naming(person)), person)
    kinds = {said.kind for paper in papers for said in paper.assertions if person_at_risk(said) == person}
    is_seen = any(person in sightings(paper) for paper in papers)
    return kinds == {AssertionKind.MISSING} and not is_seen


def _is_unused(scene: ReactionScene, sign: Sign) -> bool:
    """A lead says something, nothing rests on its papers, and no letter asks about what they name."""
    kept = scene.letters[sign.about]
    file, papers = scene.file(sign.country), set(kept.returned)
    read = [filing.document for key in papers if (filing := file.filed.get(key)) is not None]
    if not any(document.assertions and not document.use.stands for document in read):
        return False
    named = {mention.key for document in read for mention in document.mentions}
    rests = {key for each in file.measures.all for key in (*each.grounds, *each.because)}
    rests.update(key for charge in file.charges.all for key in charge.documents)
    letters = [
        each.matter
        for each in scene.letters.values()
        if each.matter.requesting == sign.country and each.matter.route is Route.MLA
    ]
    rests.update(key for letter in letters for key in letter.content.grounds)
    asked = {target for letter in letters for target in letter.targets}
    return papers.isdisjoint(rests) and named.isdisjoint(asked)


def _lies_there(kept: RequestState) -> bool:
    """Whether whoever is asked has the letter, and not its writers or the post."""
    away = {*BEFORE_SENDING, LetterStatus.SENT, LetterStatus.LOST}
    return has_arrived(kept.matter) and kept.matter.status not in away


def _is_under_way(kept: RequestState) -> bool:
    return not kept.matter.is_final and kept.matter.status not in BEFORE_SENDING


_CHECKS: Mapping[str, Callable[[ReactionScene, Sign], bool]] = {
    "left_unprotected": _is_unprotected,
    "question_left": _stands_there,
    "left_lying": _stands_there,
    "not_followed": _is_unused,
    "came_another_way": lambda scene, sign: _is_under_way(scene.letters[sign.about]),
}
"""What is looked at again on its day; the rest is so at once."""
