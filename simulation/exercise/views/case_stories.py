"""Stories of a team's own case: money that is blocked, measures, charges and papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from simulation.casework.documents.document import AssertionKind
from simulation.casework.file.restrained_assets import BLOCKED, AssetState
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.measures.views import MeasureView
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.exercise.restrained_assets.views import AssetView
from simulation.exercise.views.people_stories import told_of_people
from simulation.exercise.views.story import Figure, Label, Story, StoryKind, day_of
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Facts, Phrase
from simulation.scenario.schema.play import DocumentKind, MeasureKind, Sought

FAILED = frozenset({"refused_by_court", "nothing_found", "person_gone", "says_nothing", "declined"})
"""Results of measures by which nothing was gained."""

_TOLD_BY_MONEY = frozenset({MeasureKind.FREEZE, MeasureKind.POSTPONEMENT})
_SHORT = frozenset({Sought.POSTPONEMENT.value, MeasureKind.POSTPONEMENT.value})


def money(view: TeamView, since: int) -> Iterator[Story]:
    """Money that was frozen, confiscated or let go."""
    for asset in view.assets:
        if asset.since >= since or asset.began >= since:
            yield asset_story(view, asset)


def asset_story(view: TeamView, asset: AssetView) -> Story:
    """What became of money on one account, as the file knows it."""
    holder = holder_of(view, asset.account)
    params: Facts = (("account", asset.account), ("country", asset.country), ("entity", holder))
    named = "" if holder else ".unnamed"
    if asset.state in BLOCKED:
        code = f"{asset.state}{named}"
        kind, weight, at = StoryKind.DECIDED, "frozen", asset.began
        lines = (*_ordered_by(view, asset), *_nothing_on_it(asset), *_lapses(asset))
    elif asset.state == AssetState.LAPSED:
        code, kind, weight, at = f"lapsed{named}", StoryKind.LOST, "lapsed", asset.since
        term = "short" if _was_short(view, asset) else "long"
        day = (("day", day_of(asset.since)),)
        lines = (
            (Label.WHY, Phrase(f"story.lapsed.{term}.why", day)),
            *(_not_kept_by(view, asset) if term == "short" else ()),
            (Label.KEPT, Phrase(f"story.lapsed.{term}.kept", day))
            if view.clock.hours.were_open(_asked_at(view, asset), asset.since)
            else (Label.WHY, Phrase("story.lapsed.unread", ())),
            *_told(asset),
        )
    else:
        code, kind, weight, at = f"{asset.state}{named}", StoryKind.DECIDED, "frozen", asset.since
        lines = _ordered_by(view, asset)
    return Story(
        kind,
        code,
        weight,
        at,
        "entity",
        asset.account,
        params=params,
        lines=lines,
        figure=Figure("amount", asset.amount_minor),
        action="follow",
        is_loss=kind is StoryKind.LOST,
        covers=(asset.source,) if asset.state in BLOCKED else (),
    )


def holder_of(view: TeamView, account: str) -> str:
    """Who holds an account by the papers of the file, "" where none says so."""
    for filed in view.documents:
        for said in filed.document.assertions:
            if said.kind is AssertionKind.HOLDS and said.object == account:
                return said.subject
    return ""


def _ordered_by(view: TeamView, asset: AssetView) -> tuple[tuple[Label, Phrase], ...]:
    request, procedure = view.request(asset.source), view.procedure(asset.source)
    if request is not None or procedure is not None:
        days = (("label", asset.source), ("at", asset.began), ("country", asset.country))
        return ((Label.ON, Phrase("story.frozen.on_request", days)),)
    return ((Label.ON, Phrase("story.frozen.on_order", (("at", asset.began),))),)


def _asked_at(view: TeamView, asset: AssetView) -> int:
    """When the own team asked for a hold, and could have sent with it what keeps it; else when the hold began."""
    request = view.request(asset.source)
    if request is not None:
        return max(request.opened, 0)
    return next((each.ordered for each in view.measures if each.key == asset.source), asset.began)


def _not_kept_by(view: TeamView, asset: AssetView) -> tuple[tuple[Label, Phrase], ...]:
    """The own letter that had left before the hold lapsed and could not keep it: no duty judge heard of it."""
    for each in view.requests:
        left = next((line.at for line in each.history if line.action == LetterAction.APPROVE), None)
        is_meant = each.sought is Sought.FREEZE and not each.incoming and each.requested == asset.country
        is_of_it = is_meant and any(target.key == asset.account for target in each.targets)
        if is_of_it and left is not None and left < asset.since and not each.content.is_urgency_stated:
            return ((Label.WHY, Phrase("story.lapsed.short.not_urgent", (("label", each.label),))),)
    return ()


def _nothing_on_it(asset: AssetView) -> tuple[tuple[Label, Phrase], ...]:
    return () if asset.amount_minor else ((Label.SHOWS, Phrase("story.frozen.empty", ())),)


def _lapses(asset: AssetView) -> tuple[tuple[Label, Phrase], ...]:
    if asset.until is None:
        return ()
    return ((Label.LAPSES, Phrase("story.frozen.lapses", (("until", asset.until), ("restraint", asset.ground)))),)


def _told(asset: AssetView) -> tuple[tuple[Label, Phrase], ...]:
    """By which rule whoever held the money abroad tells that the hold ended."""
    if not asset.told_by:
        return ()
    return ((Label.RULE, Phrase("story.hold_told", (("country", asset.country), ("source", asset.told_by)))),)


def _was_short(view: TeamView, asset: AssetView) -> bool:
    request = view.request(asset.source)
    measure = next((each for each in view.measures if each.key == asset.source), None)
    code = request.sought.value if request is not None else measure.kind if measure is not None else ""
    return code in _SHORT


def measures(view: TeamView, since: int) -> Iterator[Story]:
    """What orders of the own seats came to; of protection and frozen money the people and the money tell."""
    told = told_of_people(view)
    for each in view.measures:
        story = measure_story(each)
        if story is not None and story.at >= since and each.key not in told:
            yield story


def measure_story(measure: MeasureView) -> Story | None:
    """What a measure at home came to; None while it runs, and for what its people or its money tell."""
    if measure.is_running or measure.result == "stopped":
        return None
    if measure.result == "done" and measure.kind in {MeasureKind.PROTECTION, *_TOLD_BY_MONEY}:
        return None
    params: Facts = (("kind", measure.kind), ("target", measure.target), ("result", measure.result))
    papers = measure.documents
    shows = ((Label.SHOWS, Phrase("story.papers.which", (("documents", " ".join(papers[:4])),))),) if papers else ()
    why = (Label.WHY, Phrase("story.order.reasons", (("text", measure.reasons),))) if measure.reasons else None
    if measure.result in FAILED:
        result = measure.result
        return Story(
            StoryKind.LOST,
            "order_failed",
            "measure_failed",
            measure.since,
            "measure",
            measure.key,
            params=params,
            lines=(
                (Label.WHY, Phrase(f"story.order.{result}.why", params)),
                *shows,
                (Label.KEPT, Phrase(f"story.order.{result}.kept", params)),
            ),
            offices=(measure.office,),
            action="measure",
            is_loss=True,
            covers=papers,
        )
    return Story(
        StoryKind.CAME,
        "order_brought" if papers else "order_done",
        "visited" if measure.kind == MeasureKind.INSPECTION else "order",
        measure.since,
        "document" if papers else "measure",
        papers[0] if papers else measure.key,
        params=params,
        lines=(*shows, *((why,) if why is not None else ())),
        figure=Figure("papers", len(papers)) if papers else None,
        offices=(measure.office,),
        action="read" if papers else "measure",
        covers=(measure.key, *papers),
    )


_GONE = frozenset({"digest.person_left", "digest.person_gone"})


def departures(view: TeamView, since: int) -> Iterator[Story]:
    """Suspects who were watched and have left."""
    for line in _latest(view.digest, since, lambda line: line.what.code in _GONE):
        person = next((str(value) for name, value in line.what.params if name == "person"), "")
        yield Story(
            StoryKind.LOST,
            line.what.code.removeprefix("digest.person_"),
            "left",
            line.at,
            "entity",
            person,
            params=line.what.params,
            lines=(
                (Label.WHY, Phrase("story.left.why", line.what.params)),
                (Label.KEPT, Phrase("story.left.kept", (("at", line.at),)))
                if _was_evidence(view, person, line.at)
                else (Label.HELPS, Phrase("story.left.helps", ())),
            ),
            offices=line.offices,
            action="follow",
            is_loss=True,
            covers=(line.about,),
        )


def _was_evidence(view: TeamView, person: str, until: int) -> bool:
    """Whether office hours, and evidence that names somebody, came before he or she left: an arrest was possible."""
    return any(
        filed.document.use.stands
        and filed.document.names(person)
        and view.clock.hours.were_open(max(filed.received, 0), until)
        for filed in view.documents
    )


def charges(view: TeamView, since: int) -> Iterator[Story]:
    """Verdicts with their reasons, and what became of appeals."""
    reasons = {each.key: each.reasons for each in view.charges}
    for line in _latest(view.digest, since, lambda line: line.about_kind == "charge"):
        yield Story(
            StoryKind.DECIDED,
            line.what.code.removeprefix("digest."),
            "verdict",
            line.at,
            "charge",
            line.about,
            params=line.what.params,
            lines=tuple((Label.WHY, _reason(code)) for code in reasons.get(line.about, ()))
            if line.what.code == "digest.verdict"
            else (),
            offices=line.offices,
            action="case",
        )


def _reason(code: str) -> Phrase:
    """A reason of a verdict: about an element, or about the prosecution."""
    kind, _dot, element = code.partition(".")
    return Phrase(f"verdict_reason.{kind}", (("element", element),) if element else ())


def papers(view: TeamView, since: int) -> Iterator[Story]:
    """Papers that came without a request or an order: from borders, banks, registers and partners."""
    asked = {key for request in view.requests for key in request.results}
    asked.update(key for measure in view.measures for key in measure.documents)
    came = [
        filed
        for filed in view.documents
        if filed.received >= max(since, 1) and filed.document.key not in asked and filed.source not in asked
    ]
    reports = [filed for filed in came if filed.document.kind is DocumentKind.SUSPICIOUS_REPORT]
    others = [filed for filed in came if filed.document.kind is not DocumentKind.SUSPICIOUS_REPORT]
    told = {line.about: line.offices for line in view.digest if line.about_kind in {"document", "report"}}
    for code, found in (("papers", others), ("reports", reports)):
        if found:
            offices = tuple(dict.fromkeys(office for each in found for office in told.get(each.document.key, ())))
            yield Story(
                StoryKind.CAME,
                code,
                "papers",
                max(each.received for each in found),
                "document",
                found[0].document.key,
                params=(("count", len(found)),),
                lines=((Label.SHOWS, uses(found)), (Label.WHICH, which(found))),
                figure=Figure("papers", len(found)),
                offices=offices,
                action="read",
                covers=tuple(each.document.key for each in found),
            )


def uses(found: Iterable[FiledDocument]) -> Phrase:
    """How many of some papers are evidence, and how many leads."""
    stands = [filed.document.use.stands for filed in found]
    if all(stands) or not any(stands):
        return Phrase("story.papers.evidence" if all(stands) else "story.papers.leads", ())
    return Phrase("story.papers.uses", (("evidence", sum(stands)), ("leads", len(stands) - sum(stands))))


def which(found: Iterable[FiledDocument]) -> Phrase:
    """The first papers by their numbers."""
    return Phrase("story.papers.which", (("documents", " ".join(filed.document.key for filed in list(found)[:4])),))


def _latest(lines: Iterable[DigestLine], since: int, wanted: Callable[[DigestLine], bool]) -> Iterator[DigestLine]:
    """The last line about each thing."""
    found: dict[str, DigestLine] = {}
    for line in lines:
        if line.at >= since and wanted(line):
            found[line.about] = line
    return iter(found.values())
