"""Stories of requests between countries: what came back, what was refused, what lies and with whom."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.procedures.letter.play.own_prosecution import NATIONALITY_BAR
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.exercise.views.case_stories import uses, which
from simulation.exercise.views.story import Figure, Label, Story, StoryKind, by_about
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Facts, Office, Phrase
from simulation.law.assessment.findings import FindingVerdict
from simulation.law.book.grounds import duty_to_prosecute, named_ground
from simulation.scenario.schema.play import Route, Sought

REFUSED = frozenset({"refused", "declined", "consent_refused"})
CAME_BACK = frozenset({"returned", "answered", "answered_partly", "consented"})
"""Statuses in which a request has ended with an answer."""

SEVERAL = 3
"""From so many on, answers to short questions are told as one piece of news."""

_SENT_BACK = frozenset({"return_for_repair", "return_deficient", "return_missent", "ask_clarification"})
_OF_A_PROPOSAL = frozenset({LetterAction.CONSULT, LetterAction.ANSWER_CONSULTATION})
_WORD = {"accept": "accepted", "postpone": "put_off", "offer_conditions": "on_conditions"}
"""What the other side can say to a request that goes on, and how it is told."""

_NO_GROUND = frozenset({"refused_on_forbidden_ground", "refused_outside_the_pairs_grounds"})
_THEIR_WORD = frozenset({"refuse", "decline", "refuse_consent", "postpone", "offer_conditions"})


def requests(view: TeamView, since: int) -> Iterator[Story]:
    """What became of requests: own ones that ended or came back, and others that wait too long for this side."""
    questions: dict[tuple[Office, ...], list[RequestView]] = {}
    for request in view.requests:
        if _is_answered_question(request) and request.since >= since:
            questions.setdefault(_told_to(view, request), []).append(request)
    several = [found for found in questions.values() if len(found) >= SEVERAL]
    in_one = {request.key for found in several for request in found}
    for request in view.requests:
        story = request_story(view, request)
        if story is not None and story.at >= since and request.key not in in_one:
            yield story
    for found in several:
        yield _answers(view, found)
    late = [each for each in view.requests if _is_late(view, each) and waits_for_people(view, each)]
    if late:
        yield _waiting(view, late)


def _is_answered_question(request: RequestView) -> bool:
    return not request.incoming and request.route is not Route.MLA and request.status in CAME_BACK


def _answers(view: TeamView, questions: list[RequestView]) -> Story:
    """Answers to short questions, told as one: in how many days, and what they are good for."""
    keys = {key for request in questions for key in request.results}
    found = [filed for filed in view.documents if filed.document.key in keys]
    days = [max(0, each.since - each.opened) // DAY for each in questions]
    first = found[0].document.key if found else questions[0].key
    return Story(
        StoryKind.CAME,
        "answers",
        "came_back",
        max(each.since for each in questions),
        "document" if found else "request",
        first,
        params=(("count", len(questions)),),
        lines=(
            (Label.SHOWS, uses(found)),
            (Label.WHICH, which(found)),
            (Label.WHY, Phrase("story.answers.days", (("least", min(days)), ("most", max(days))))),
        )
        if found
        else ((Label.SHOWS, Phrase("story.answered.nothing", ())),),
        figure=Figure("answers", len(questions)),
        offices=_told_to(view, *questions),
        action="read" if found else "request",
        covers=(*(each.key for each in questions), *keys),
    )


def _told_to(view: TeamView, *requests: RequestView) -> tuple[Office, ...]:
    """The offices that were told of some requests; none: the whole team."""
    keys = {each.key for each in requests}
    lines = [line for line in view.digest if line.about in keys]
    if not all(any(line.about == key for line in lines) for key in keys):
        return ()
    return tuple(dict.fromkeys(office for line in lines for office in line.offices))


def request_story(view: TeamView, request: RequestView) -> Story | None:
    """What happened to a request last, for the side that asked; None while nothing of it is news."""
    last = request.history[-1] if request.history else None
    if last is not None and last.action in _OF_A_PROPOSAL and request.is_open:
        return _of_a_proposal(request, last)
    if request.incoming:
        return _refused_by_us(view, request) if request.status in REFUSED else None
    if request.status in REFUSED:
        return _refused(view, request)
    if request.status in CAME_BACK:
        return _answered(view, request)
    if request.waits_for_us and last is not None and last.action in _SENT_BACK:
        return _sent_back(request, last)
    word = _last(request, frozenset(_WORD))
    if word is None or word.country != request.other or not request.is_open:
        return None
    return _word(view, request, word)


def _word(view: TeamView, request: RequestView, line: HistoryLine) -> Story | None:
    """What the other side decided on a request that goes on, with where it stands by now.

    Conditions are told while they wait for an answer.
    """
    is_ours = request.waits_for_us
    if line.action == "offer_conditions" and not is_ours:
        return None
    stands = ((Label.FOLLOWED, _stands(request)),)
    return Story(
        StoryKind.YOURS if is_ours else StoryKind.DECIDED,
        _WORD[line.action],
        "returned_to_you" if is_ours else "told",
        line.at,
        "request",
        request.key,
        params=_named(request),
        lines=(*(_said(line) if line.reason or line.text else ()), *(() if is_ours else stands)),
        offices=request.deciding_offices if is_ours else _told_to(view, request),
        action="answer" if is_ours else "request",
    )


def _stands(request: RequestView) -> Phrase:
    """Where it stands, and until when, if it is put off."""
    if request.status == LetterStatus.POSTPONED and request.due_day is not None:
        return Phrase("story.word.stands_until", (("status", request.status), ("until_day", request.due_day)))
    return Phrase("story.word.stands", (("status", request.status),))


def _of_a_proposal(request: RequestView, line: HistoryLine) -> Story | None:
    """What the other side proposed, or said to the proposal of this one; None of what this side said itself."""
    is_answer = line.action == LetterAction.ANSWER_CONSULTATION
    if is_answer is not request.incoming:
        return None
    return Story(
        StoryKind.YOURS,
        "proposal_answered" if is_answer else "proposed",
        "returned_to_you",
        line.at,
        "request",
        request.key,
        params=_named(request),
        lines=_said(line),
        offices=request.deciding_offices,
        action="answer",
    )


def _named(request: RequestView) -> Facts:
    first = request.targets[0].key if request.targets else ""
    return (("label", request.key), ("country", request.other), ("sought", request.sought.value), ("target", first))


def _last(request: RequestView, actions: frozenset[str]) -> HistoryLine | None:
    return next((line for line in reversed(request.history) if line.action in actions), None)


def _said(line: HistoryLine | None) -> tuple[tuple[Label, Phrase], ...]:
    """The reason that was given and the words; both may be missing, which is itself worth telling."""
    if line is None or not (line.reason or line.text):
        return ((Label.WHY, Phrase("story.refused.no_reason", ())),)
    code = "story.said.both" if line.reason and line.text else "story.said.text" if line.text else "story.said.reason"
    return ((Label.WHY, Phrase(code, (("reasons", line.reason), ("text", line.text)))),)


def _refused(view: TeamView, request: RequestView) -> Story:
    line = _last(request, _THEIR_WORD) or (request.history[-1] if request.history else None)
    return Story(
        StoryKind.LOST,
        "refused",
        "came_back_refused",
        request.since,
        "request",
        request.key,
        params=_named(request),
        lines=(*_said(line), *_after_refusal(request)),
        figure=Figure("days", (request.since - request.opened) // DAY),
        offices=_told_to(view, request),
        action="request",
        is_loss=True,
    )


def _after_refusal(request: RequestView) -> tuple[tuple[Label, Phrase], ...]:
    """What would have prevented a refusal; where the ground is none between the two, no fault of whoever asked."""
    if any(each.code in _NO_GROUND and each.verdict is FindingVerdict.SETTLED for each in request.findings):
        return (
            (Label.RULE, Phrase("story.refused.not_a_ground", ())),
            (Label.HELPS, Phrase("story.refused.insist", (("country", request.other),))),
        )
    last = _last(request, _THEIR_WORD)
    if request.sought is Sought.SURRENDER and last is not None and named_ground(last.reason) == NATIONALITY_BAR:
        theirs = Phrase("own_case.theirs", (("country", request.other),))
        return ((Label.HELPS, theirs), *_duty_to_prosecute(request))
    mistake = next((code for code, _item in request.mistakes), "")
    kept = Phrase("story.kept.mistake", (("mistake", mistake),)) if mistake else Phrase("story.kept.ask_first", ())
    return ((Label.KEPT, kept),)


def _duty_to_prosecute(request: RequestView) -> tuple[tuple[Label, Phrase], ...]:
    source = duty_to_prosecute(request.content.basis)
    return ((Label.RULE, Phrase("story.reaction.rule", (("source", source),))),) if source else ()


def _refused_by_us(view: TeamView, request: RequestView) -> Story:
    """What the own refusal means for who asked: told on the request itself and in the news of the move after."""
    line = _last(request, _THEIR_WORD)
    after: tuple[tuple[Label, Phrase], ...] = ((Label.NEXT, Phrase("story.refused_by_us.next", _named(request))),)
    if any(task.meeting == request.key for task in view.tasks):  # surrender or prosecute
        after = ((Label.NEXT, Phrase("own_case.ours", ())), *_duty_to_prosecute(request))
    return Story(
        StoryKind.DECIDED,
        "refused_by_us",
        "decided",
        request.since,
        "request",
        request.key,
        params=_named(request),
        lines=(*_said(line), *after),
        offices=_told_to(view, request),
        action="request",
    )


def _answered(view: TeamView, request: RequestView) -> Story:
    results = [filed for filed in view.documents if filed.document.key in request.results]
    rows = sum(len(filed.document.rows) for filed in results)
    days = max(0, request.since - request.opened) // DAY
    line = request.history[-1] if request.history else None
    if results:
        lines: tuple[tuple[Label, Phrase], ...] = ((Label.SHOWS, uses(results)), (Label.WHICH, which(results)))
        figure = Figure("rows", rows) if rows else Figure("papers", len(results))
    else:
        lines = ((Label.SHOWS, Phrase("story.answered.nothing", ())),) if line is None or not line.text else _said(line)
        figure = Figure("days", days)
    return Story(
        StoryKind.CAME,
        "answered" if results else "answered_empty",
        "came_back",
        request.since,
        "document" if results else "request",
        results[0].document.key if results else request.key,
        params=(*_named(request), ("days", days)),
        lines=lines,
        figure=figure,
        offices=_told_to(view, request),
        action="read" if results else "request",
        covers=(request.key, *request.results),
    )


def _sent_back(request: RequestView, line: HistoryLine) -> Story:
    return Story(
        StoryKind.YOURS,
        _who_sent_back(request, line),
        "returned_to_you",
        line.at,
        "request",
        request.key,
        params=(*_named(request), ("by_country", line.country)),
        lines=(*_said(line), (Label.NEXT, Phrase("story.sent_back.next", ()))),
        offices=tuple(dict.fromkeys(offer.office for offer in request.offers if offer.action != "withdraw")),
        action="answer",
    )


def _who_sent_back(request: RequestView, line: HistoryLine) -> str:
    if line.action == "ask_clarification":
        return "questioned"
    return "sent_back_at_home" if line.country == request.requesting else "sent_back"


def _is_late(view: TeamView, request: RequestView) -> bool:
    waits = request.incoming and request.waits_for_us and bool(request.offers)
    return waits and request.due_day is not None and request.due_day < view.clock.day


def waits_for_people(view: TeamView, request: RequestView) -> bool:
    """Whether people of the team can take the step for which a request waits, and not an automatic colleague alone."""
    automatic, offices = {each.seat.office for each in view.seats if each.automatic}, _deciding(request)
    return not offices or not automatic.issuperset(offices)


def _deciding(request: RequestView) -> tuple[Office, ...]:
    """Offices that can take the step for which a request waits."""
    return request.deciding_offices or tuple(offer.office for offer in request.offers)


def _waiting(view: TeamView, late: list[RequestView]) -> Story:
    """Requests of others that wait for a word of this side past their day, told as one; after play, that none came."""
    stands = "undecided" if view.clock.is_over else "waiting"
    first = min(late, key=lambda each: (each.due_day or 0, each.key))
    days = view.clock.day - (first.due_day or view.clock.day)
    params = (*_named(first), ("count", len(late)), ("due_day", first.due_day or 0))
    return Story(
        StoryKind.YOURS,
        stands if len(late) == 1 else f"{stands}.many",
        "waited_for_you",
        view.clock.now,
        "request",
        first.key,
        params=params,
        lines=(
            (Label.WHICH, Phrase("story.waiting.which", (("labels", ", ".join(each.label for each in late[:5])),))),
            (Label.NEXT, Phrase("story.waiting.next", params)),
        ),
        figure=Figure("days", days),
        offices=tuple(dict.fromkeys(office for each in late for office in _deciding(each))),
        action="request",
        is_loss=True,
    )


def silences(view: TeamView, since: int) -> Iterator[Story]:
    """Own requests on which no word has come for longer than is usual."""
    for line in by_about(view, since, "digest.silence"):
        request = view.request(line.about)
        if request is None or request.incoming or not request.is_open:
            continue
        days = next((int(value) for name, value in line.what.params if name == "days"), 0)
        cure = "story.silent.asked" if request.query_open else "story.silent.kept"
        yield Story(
            StoryKind.LOST,
            "silent",
            "silent",
            line.at,
            "request",
            request.key,
            params=_named(request),
            lines=((Label.WHY, Phrase("story.silent.why", (("days", days),))), (Label.NEXT, Phrase(cure, ()))),
            figure=Figure("days", days),
            offices=line.offices,
            action="request",
            is_loss=True,
        )


def needed(view: TeamView, since: int) -> Iterator[Story]:
    """Own requests that are still open after the day by which the letter says that the answer is needed."""
    for request in view.requests:
        day = request.content.urgent_by_day if request.content.urgent else None
        if day is None or request.incoming or not request.is_open or not since <= day * DAY <= view.clock.now:
            continue
        yield Story(
            StoryKind.LOST,
            "needed",
            "silent",
            day * DAY,
            "request",
            request.key,
            params=(*_named(request), ("due_day", day)),
            lines=(
                (Label.WHY, Phrase("story.needed.why", (("status", request.status),))),
                (Label.HELPS, Phrase("story.needed.helps", _named(request))),
            ),
            figure=Figure("days", view.clock.day - day),
            offices=_told_to(view, request),
            action="request",
            is_loss=True,
        )
