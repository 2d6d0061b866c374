"""How the textbook policy plays half a year."""

from __future__ import annotations

from simulation.exercise.core.event import FindingMade
from simulation.exercise.evidence.events import ExposureKnown, PersonProtected
from simulation.exercise.judgments.events import AppealMoved, VerdictGiven
from simulation.exercise.measures.events import MeasureOrdered
from simulation.exercise.procedures.letter.events import RequestMoved, RequestOpened
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.scenario.schema.play import Route
from tests.players.conftest import Played


def test_its_own_requests_lack_nothing(textbook_run: Played) -> None:
    asked = [
        event
        for event in textbook_run.events
        if isinstance(event, RequestMoved)
        and event.action in {"ask_clarification", "return_deficient", "return_for_repair"}
        and "/auto/" in event.request
    ]
    assert asked == []
    begun = [event for event in textbook_run.events if isinstance(event, RequestOpened) and event.route is Route.MLA]
    assert len([event for event in begun if "/auto/" in event.request]) >= 12


def test_less_than_a_third_is_urgent(textbook_run: Played) -> None:
    own = [
        kept.matter
        for key, kept in textbook_run.exercise.state.part(Letters).requests.items()
        if "/auto/" in key and key[3] == "/"
    ]
    urgent = [request for request in own if request.content.urgent]
    assert all(request.is_urgency_stated for request in urgent)
    assert len(urgent) * 10 < len(own) * 3


def test_asks_formally_at_once_where_evidence_names_it_and_else_informally_before(textbook_run: Played) -> None:
    asked: set[tuple[str, str]] = set()
    ripe: list[bool] = []
    for event in textbook_run.events:
        if not isinstance(event, RequestOpened) or "/auto/" not in event.request:
            continue
        about = (event.requesting, event.targets[0])
        if event.route is not Route.MLA:
            asked.add(about)
            continue
        filed = textbook_run.exercise.state.countries[event.requesting].file.filed.values()
        known = (each.document for each in filed if each.received <= event.at)
        ripe.append(about in asked or any(paper.use.stands and paper.names(about[1]) for paper in known))
    assert len(asked) >= 40
    assert len(ripe) >= 30
    assert ripe.count(False) * 20 <= len(ripe)  # but for what a proof that is near, or frozen money, calls for


def test_people_at_risk_are_protected_within_two_weeks(textbook_run: Played) -> None:
    state = textbook_run.exercise.state
    risks = [
        (country.code, exposure)
        for country in state.countries.values()
        for exposure in country.file.risks.all
        if state.network.entities[exposure.person].country == country.code and exposure.since == 0
    ]
    assert len(risks) >= 4
    for _, exposure in risks:
        assert exposure.until is not None
        assert exposure.until - exposure.since <= 14 * 86_400
    protected = {event.person for event in textbook_run.events if isinstance(event, PersonProtected)}
    known = {event.person for event in textbook_run.events if isinstance(event, ExposureKnown)}
    assert known <= protected


def test_no_refusal_without_facts(textbook_run: Played) -> None:
    against = {event.finding for event in textbook_run.events if isinstance(event, FindingMade)}
    assert not against & {
        "refused_without_facts",
        "refused_without_consultation",
        "refused_outside_the_pairs_grounds",
        "postponed_without_consultation",
        "clarification_not_open",
        "clarification_repeated",
    }


def test_both_tracks_are_worked(textbook_run: Played) -> None:
    kinds = {event.kind for event in textbook_run.events if isinstance(event, MeasureOrdered)}
    assert {"production_order", "surveillance", "arrest", "seizure", "freeze", "protection"} <= kinds


def test_charges_are_ripe(textbook_run: Played) -> None:
    verdicts = [event for event in textbook_run.events if isinstance(event, VerdictGiven)]
    assert verdicts
    assert not any(event.outcome == "dismissal" for event in verdicts)
    appeals = [event for event in textbook_run.events if isinstance(event, AppealMoved)]
    assert [event.charge for event in appeals if event.stage == "term"] == [
        event.charge for event in verdicts if event.outcome == "conviction"
    ]
    assert all(bool(event.months and event.grounds) == (event.outcome == "conviction") for event in verdicts)
