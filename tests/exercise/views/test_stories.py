"""The news of hand-made files: what is told, in which order and with which cause, and what is folded."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from simulation.casework.documents.document import Assertion, AssertionKind, Origin, Use
from simulation.exercise.core.command import Seat
from simulation.exercise.core.digest import DigestLine, HistoryLine
from simulation.exercise.core.event import Actor
from simulation.exercise.injects.views import InjectView
from simulation.exercise.matters.deadlines import OfficeHours
from simulation.exercise.measures.views import MeasureView
from simulation.exercise.messages.state import Message
from simulation.exercise.reactions.state import Reaction
from simulation.exercise.seats.views import SeatView
from simulation.exercise.views.stories import news, told_of
from simulation.exercise.views.story import Label, StoryKind
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office, Phrase
from simulation.law.assessment.findings import Finding, FindingVerdict
from simulation.scenario.schema.play import Route, Sought
from tests.builders.views import ACCOUNT, COMPANY, PERSON, answered, asset, offer, request, statement, team

SINCE = 20 * DAY
HOLDS = Assertion(AssertionKind.HOLDS, COMPANY.key, ACCOUNT.key, 4 * DAY, 0, ())


def inject(number: int, sender: str = "ambassador", title: str = "", due: int | None = None) -> InjectView:
    """A text that reached the team on day 24."""
    title = title or f"inject/{number}.title"
    return InjectView(f"inject/{number}", 23 * DAY, sender, (), title, "text", (), due, "", "", ())


def measure(result: str = "nothing_found", kind: str = "search") -> MeasureView:
    """A search that ended on day 28."""
    return MeasureView("SOV/m1", kind, PERSON.key, Office.POLICE, 21 * DAY, 27 * DAY, False, result, ())


def codes(view: TeamView, *offices: Office) -> list[str]:
    return [story.code for story in news(view, SINCE, offices).stories]


def sits(office: Office, *, automatic: bool = False) -> SeatView:
    return SeatView(Seat("SOV", office), "" if automatic else "one", () if automatic else ("one",), automatic)


def written(number: int, text: str, by: Actor = Actor.PEOPLE, answers: str = "", country: str = "KES") -> Message:
    """A message to the police of the team, on day 22 and the days after it."""
    key, office = f"message/{number}", Office.POLICE
    at = (20 + number) * DAY
    return Message(key, at, Seat(country, office), "", Seat("SOV", office), text, "", answers, by)


def test_what_offices_without_people_bring_is_told_to_whoever_is_there() -> None:
    view = team(
        measures=(replace(measure(), office=Office.FIU),),
        seats=(sits(Office.POLICE), sits(Office.PROSECUTOR), sits(Office.FIU, automatic=True)),
    )
    assert codes(view, Office.POLICE) == codes(view, Office.PROSECUTOR) == ["order_failed"]
    taken = replace(view, seats=(sits(Office.POLICE), sits(Office.FIU)))
    assert codes(taken, Office.POLICE) == []
    assert codes(taken, Office.FIU) == ["order_failed"]


def test_a_step_that_only_an_automatic_colleague_can_take_is_not_told_as_the_readers() -> None:
    waits = {"incoming": True, "holder": "requested", "status": "deciding", "requesting": "KES", "requested": "SOV"}
    late = request(1, **waits, offers=(offer("authority", "accept"),), due_day=12)
    event = replace(inject(1, due=40), offices=(Office.AUTHORITY,), choices=("one", "other"))
    seats = (sits(Office.POLICE), sits(Office.AUTHORITY, automatic=True))
    view = team(requests=(late,), injects=(event,), seats=seats)
    played = replace(view, seats=(sits(Office.POLICE), sits(Office.AUTHORITY)))
    own = {story.code: story for story in news(played, SINCE, (Office.AUTHORITY,)).stories}
    theirs = {story.code: story for story in news(view, SINCE, (Office.POLICE,)).stories}
    assert own["told"].kind is StoryKind.YOURS
    assert Label.NEXT in dict(own["told"].lines)
    assert set(own) - set(theirs) == {"waiting"}
    assert theirs["told"].kind is StoryKind.CAME
    assert not {Label.NEXT, Label.KEPT, Label.HELPS} & set(dict(theirs["told"].lines))


def test_what_an_automatic_colleague_lets_lie_is_no_reproach_to_the_people() -> None:
    waits = {"incoming": True, "holder": "requested", "requesting": "KES", "requested": "SOV", "status": "asked"}
    police = request(1, **waits, route=Route.POLICE, offers=(offer("police", "answer"),), due_day=12, since=10 * DAY)
    mine = request(2, **waits, offers=(offer("authority", "accept"),), due_day=14, since=10 * DAY)
    people = (sits(Office.AUTHORITY), sits(Office.POLICE, automatic=True))
    third = [asks_again(each.key) for each in (police, mine)]
    view = team(requests=(police, mine), reactions=tuple(third), seats=people)
    told = {story.code: story for story in news(view, SINCE, (Office.AUTHORITY,)).stories}
    assert told["waiting"].about == mine.key
    assert "waiting.many" not in told
    assert [each.about for each in told.values() if each.code.startswith("reaction.lying")] == [mine.key]
    assert not told_of(view, police.key)
    assert told_of(view, mine.key)
    answered_now = replace(mine, status="answered", since=29 * DAY, offers=(), holder="requesting")
    after = replace(view, requests=(police, answered_now))
    assert not told_of(after, mine.key)
    assert not [code for code in codes(after, Office.AUTHORITY) if code.startswith("reaction.lying")]
    both = replace(view, seats=(sits(Office.AUTHORITY), sits(Office.POLICE)))
    assert "waiting.many" in codes(both, Office.AUTHORITY)


def asks_again(about: str) -> Reaction:
    """What a country says for the third time of a request that lies."""
    params = (("country", "KES"), ("label", about), ("days", 19))
    return Reaction(
        f"reaction/{about}", "SOV", 27 * DAY, "lying", 2, "colleague", "KES", "request", about, params, (), "practice"
    )


def test_what_others_write_is_news_and_what_colleagues_write_is_not() -> None:
    warning = written(2, "She is at risk.", Actor.PLAYER)
    digest = (DigestLine(warning.at, Phrase("digest.message", ()), "message", warning.key, (Office.POLICE,)),)
    view = team(messages=(written(1, "Good morning."), warning, written(3, "Coffee?", country="SOV")), digest=digest)
    told = news(view, SINCE, (Office.POLICE,))
    (story,) = told.stories
    assert (story.code, story.about, dict(story.params)["count"]) == ("message.abroad", warning.key, 2)
    assert story.lines == ((Label.SAID, Phrase("story.message.text", (("text", "She is at risk."),))),)
    assert told.routine == ()
    assert codes(view, Office.FIU) == []


def test_a_receipt_of_an_automatic_player_is_routine() -> None:
    receipt = written(1, "We have read this.", Actor.PLAYER, answers="message/0")
    assert codes(team(messages=(receipt,))) == []
    assert codes(team(messages=(replace(receipt, by=Actor.PEOPLE),))) == ["message.abroad"]


def test_answers_are_counted_by_the_office_that_gets_them() -> None:
    requests = tuple(answered(number, Route.POLICE) for number in range(1, 7))
    lines = tuple(
        DigestLine(27 * DAY, Phrase("digest.request", ()), "request", each.key, (office,))
        for each, office in zip(requests, [Office.POLICE] * 4 + [Office.FIU] * 2, strict=True)
    )
    view = team(requests=requests, digest=lines)
    (police,) = news(view, SINCE, (Office.POLICE,)).stories
    assert (police.code, dict(police.params)["count"]) == ("answers", 4)
    assert codes(view, Office.FIU) == ["answered_empty", "answered_empty"]


def test_many_people_who_became_safe_are_one_story_that_says_who_acted() -> None:
    safe = tuple((f"cast/{number}", 2 * DAY, 25 * DAY) for number in range(5))
    house = replace(measure("done", "protection"), target="site/house", ordered=22 * DAY, since=25 * DAY)
    (story,) = news(team(at_risk=safe, measures=(house,)), SINCE).stories
    assert (story.code, dict(story.params)["count"]) == ("protected.many", 5)
    assert {*story.covers, story.about} == {person for person, _known, _until in safe}
    assert dict(story.lines)[Label.ON] == Phrase("story.protected.by", (("office", "police"), ("at", 22 * DAY)))
    assert codes(team(at_risk=safe[:2], measures=(house,))) == ["protected", "protected"]
    offer_accepted = replace(measure("offered", "protection"), target="cast/0", ordered=18 * DAY, since=19 * DAY)
    first, second = news(team(at_risk=safe[:2], measures=(offer_accepted,)), SINCE).stories
    assert dict(first.lines)[Label.ON] == Phrase("story.protected.by", (("office", "police"), ("at", 18 * DAY)))
    assert Label.ON not in dict(second.lines)


def test_people_come_before_money_money_before_time_and_paper_last() -> None:
    view = team(
        at_risk=((PERSON.key, 2 * DAY, None),),
        assets=(asset(),),
        requests=(answered(1, Route.MLA, results=("paper/1",)),),
        documents=(statement(1), replace(statement(2), received=26 * DAY, source="border")),
        measures=(measure(),),
    )
    assert codes(view) == ["exposed", "lapsed.unnamed", "order_failed", "answered", "papers"]
    assert all(codes(replace(view, documents=view.documents[::-1])) == codes(view) for _ in range(2))


@pytest.mark.parametrize(("sought", "term"), [(Sought.POSTPONEMENT, "short"), (Sought.FREEZE, "long")])
def test_a_lapse_has_its_sum_its_cause_and_what_would_have_kept_it(sought: Sought, term: str) -> None:
    view = team(assets=(asset(),), requests=(request(1, sought=sought),), documents=(statement(1, (HOLDS,)),))
    story = news(view, SINCE).stories[0]
    assert (story.code, story.kind, story.is_loss) == ("lapsed", StoryKind.LOST, True)
    assert story.figure is not None
    assert story.figure.number == 16_168_400
    assert dict(story.lines)[Label.KEPT] == Phrase(f"story.lapsed.{term}.kept", (("day", 26),))
    assert dict(story.params)["entity"] == COMPANY.key


def in_a_jump(view: TeamView) -> TeamView:
    """The same where people read on day 21 and from day 31 on: days 22 to 30 passed in a jump."""
    hours = OfficeHours(True, (20 * DAY, 30 * DAY), (20 * DAY,), None)
    return replace(view, clock=replace(view.clock, hours=hours))


@pytest.mark.parametrize(("began", "may_be_blamed"), [(20, True), (22, False)])
def test_nobody_is_told_what_would_have_kept_a_hold_that_came_and_ended_in_one_jump(
    began: int, *, may_be_blamed: bool
) -> None:
    view = in_a_jump(team(assets=(replace(asset(), began=began * DAY),), documents=(statement(1, (HOLDS,)),)))
    (story,) = [each for each in news(view, SINCE).stories if each.code == "lapsed"]
    assert story.is_loss
    assert (Label.KEPT in dict(story.lines)) is may_be_blamed
    assert (Phrase("story.lapsed.unread", ()) in [phrase for _label, phrase in story.lines]) is not may_be_blamed


@pytest.mark.parametrize(("received", "may_be_blamed"), [(19, True), (22, False)])
def test_nobody_is_told_to_have_arrested_before_there_was_evidence(received: int, *, may_be_blamed: bool) -> None:
    left = Phrase("digest.person_left", (("person", PERSON.key), ("country", "KES")))
    names_him = statement(1, (Assertion(AssertionKind.AT, PERSON.key, ACCOUNT.key, 4 * DAY, 0, ()),))
    names_him = replace(names_him, received=received * DAY)
    names_him = replace(names_him, document=replace(names_him.document, mentions=(PERSON,)))
    view = in_a_jump(team(documents=(names_him,), digest=(DigestLine(26 * DAY, left, "measure", "SOV/watch", ()),)))
    (story,) = [each for each in news(view, SINCE).stories if each.code == "left"]
    assert (Label.KEPT in dict(story.lines)) is may_be_blamed
    assert (Label.HELPS in dict(story.lines)) is not may_be_blamed


def test_a_hold_of_an_earlier_move_is_no_news_but_told_on_its_own_page() -> None:
    old = replace(asset(), since=10 * DAY, began=10 * DAY)
    view = team(assets=(old,))
    assert not codes(view)
    assert [story.code for story in told_of(view, ACCOUNT.key)] == ["lapsed.unnamed"]


def test_answers_to_short_questions_are_one_story_and_letters_their_own() -> None:
    view = team(
        requests=(*(answered(number, results=(f"paper/{number}",)) for number in (1, 2, 3)), answered(4, Route.MLA)),
        documents=tuple(statement(number, use=Use(is_evidence=False, origin=Origin.POLICE)) for number in (1, 2, 3)),
    )
    assert sorted(codes(view)) == ["answered_empty", "answers"]
    few = replace(view, requests=view.requests[:2])
    assert codes(few) == ["answered", "answered"]


def test_a_refusal_tells_its_reason_and_the_mistake_behind_it() -> None:
    refusal = HistoryLine(26 * DAY, "refuse", "refused", "KES", "authority", "R11", "Not convenient.")
    gone = {"status": "refused", "holder": "", "since": 26 * DAY, "history": (refusal,)}
    story = news(team(requests=(request(1, **gone, mistakes=(("M1", "C11"),)),)), SINCE).stories[0]
    assert dict(story.lines) == {
        Label.WHY: Phrase("story.said.both", (("reasons", "R11"), ("text", "Not convenient."))),
        Label.KEPT: Phrase("story.kept.mistake", (("mistake", "M1"),)),
    }
    silent = replace(refusal, reason="", text="")
    bare = news(team(requests=(request(1, **{**gone, "history": (silent,)}),)), SINCE).stories[0]
    assert dict(bare.lines)[Label.WHY].code == "story.refused.no_reason"


@pytest.mark.parametrize("code", ["refused_on_forbidden_ground", "refused_outside_the_pairs_grounds"])
def test_a_refusal_on_what_is_no_ground_is_not_told_as_the_askers_fault(code: str) -> None:
    refusal = HistoryLine(26 * DAY, "refuse", "refused", "KES", "authority", "NR1", "Not convenient.")
    gone = {"status": "refused", "holder": "", "since": 26 * DAY, "history": (refusal,), "mistakes": (("M1", "C11"),)}
    found = Finding(code, "NR1", FindingVerdict.SETTLED, (), (("ground", "NR1"),), "")
    story = news(team(requests=(request(1, **gone, findings=(found,)),)), SINCE).stories[0]
    lines = dict(story.lines)
    assert lines[Label.RULE].code == "story.refused.not_a_ground"
    assert lines[Label.HELPS].code == "story.refused.insist"
    assert Label.KEPT not in lines
    open_to_doubt = replace(found, verdict=FindingVerdict.ARGUABLE)
    ruled = news(team(requests=(request(1, **gone, findings=(open_to_doubt,)),)), SINCE).stories[0]
    assert Label.KEPT in dict(ruled.lines), "the trainer has ruled that one can see it either way"


def test_what_the_own_authority_sends_back_is_not_told_of_the_own_country() -> None:
    def told(country: str) -> str:
        line = HistoryLine(26 * DAY, "return_for_repair", "drafting", country, "authority", "C10", "Say from when.")
        offers = (offer("prosecutor", "submit"),)
        asked = request(1, status="drafting", holder="requesting", since=26 * DAY, history=(line,), offers=offers)
        return news(team(requests=(asked,)), SINCE).stories[0].code

    assert told("SOV") == "sent_back_at_home"
    assert told("KES") == "sent_back"


def test_what_was_repaired_and_sent_on_again_is_no_longer_told_as_sent_back() -> None:
    """In office hours the clock stands still: the order of acts tells what came last, not their time."""
    acts = (("return_for_repair", "drafting"), ("submit", "vetting"), ("approve", "typing"))
    history = tuple(
        HistoryLine(26 * DAY, action, status, "SOV", "authority", "C10" if action == "return_for_repair" else "", "")
        for action, status in acts
    )
    asked = request(1, status="typing", holder="requesting", since=26 * DAY, history=history)
    assert not news(team(requests=(asked,)), SINCE).stories
    returned = replace(asked, status="drafting", history=history[:1])
    assert codes(team(requests=(returned,))) == ["sent_back_at_home"]


def test_recurring_texts_and_what_becomes_of_them_are_routine() -> None:
    registry = inject(1, "registry")
    lapse = Phrase("digest.unanswered", (("inject", registry.key), ("acted", 27)))
    lines = (
        DigestLine(23 * DAY, Phrase("digest.inject", (("inject", registry.key),)), "inject", registry.key),
        DigestLine(26 * DAY, lapse, "inject", registry.key),
    )
    told = news(team(injects=(registry,), digest=lines), SINCE)
    assert not told.stories
    assert told.steps == 2
    assert [story.code for story in news(team(injects=(inject(1),), digest=lines), SINCE).stories] == [
        "unanswered",
    ]


def test_a_text_that_comes_twice_is_told_once() -> None:
    view = team(injects=(inject(1, title="same"), inject(2, title="same"), inject(3)))
    assert codes(view) == ["told", "told"]


def test_work_of_others_past_its_day_is_one_story_with_the_longest_first() -> None:
    waits = {"incoming": True, "holder": "requested", "status": "deciding", "requesting": "KES", "requested": "SOV"}
    acts = {"offers": (offer("authority", "accept"),)}
    view = team(requests=(request(1, **waits, **acts, due_day=29), request(2, **waits, **acts, due_day=12)))
    (story,) = news(view, SINCE).stories
    assert (story.code, story.about, story.figure and story.figure.number) == ("waiting.many", "SOV/command2", 19)
    assert not codes(view, Office.POLICE)
    over = replace(view, clock=replace(view.clock, phase="ended"))
    assert codes(over) == ["undecided.many"]


def test_every_line_is_told_or_folded_and_nothing_is_told_twice() -> None:
    draws = random.Random(7)  # noqa: S311 - which lines to write, not a secret
    for _ in range(60):
        kinds = (("request", "SOV/command1"), ("document", "paper/1"), ("measure", "SOV/m1"), ("notice", "n1"))
        lines = tuple(
            DigestLine(draws.randrange(15, 30) * DAY, Phrase("digest.request", (("label", "x"),)), *draws.choice(kinds))
            for _ in range(draws.randrange(12))
        )
        view = team(
            digest=lines,
            documents=(replace(statement(1), received=26 * DAY),) if draws.random() < 0.5 else (),
            measures=(measure(draws.choice(("done", "nothing_found", ""))),) if draws.random() < 0.5 else (),
            requests=(answered(1, Route.MLA),) if draws.random() < 0.5 else (),
        )
        told = news(view, SINCE)
        covered = {key for story in told.stories for key in (story.about, *story.covers)}
        folded = {routine.about for routine in told.routine}
        assert not covered & folded
        assert {line.about for line in lines if line.at >= SINCE} <= covered | folded
        assert told.steps == sum(line.at >= SINCE and line.about in folded for line in lines)
        assert len({(story.code, story.about) for story in told.stories}) == len(told.stories)
