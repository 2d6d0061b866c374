"""Stories of a team's own case: people at risk, money that is blocked, measures, charges and papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from simulation.casework.documents.document import AssertionKind
from simulation.casework.file.measures import measure_rule
from simulation.casework.file.restrained_assets import BLOCKED, AssetState
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.measures.protection import OFFERED
from simulation.exercise.measures.views import MeasureView, not_found
from simulation.exercise.restrained_assets.views import AssetView
from simulation.exercise.views.risk_abroad import RiskAbroad
from simulation.exercise.views.story import Figure, Label, Story, StoryKind, day_of
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Facts, Phrase
from simulation.scenario.schema.play import DocumentKind, MeasureKind, Sought

FAILED = frozenset({"refused_by_court", "nothing_found", "person_gone", "says_nothing", "declined"})
"""Results of measures by which nothing was gained."""

MOST_ALONE = 3
"""People who became safe are told one by one up to so many (assumption)."""

_TOLD_BY_MONEY = frozenset({MeasureKind.FREEZE, MeasureKind.POSTPONEMENT})
_SHORT = frozenset({Sought.POSTPONEMENT.value, MeasureKind.POSTPONEMENT.value})


def people(view: TeamView, since: int, *, apart: bool = False) -> Iterator[Story]:
    """People at risk by the file: those who are unprotected still, as one story or apart, and each who is safe."""
    exposed = sorted((known, person) for person, known, until in view.at_risk if until is None)
    away = {each.person: each for each in view.risk_abroad}
    missed = not_found(view.measures)
    together: dict[tuple[str, ...], list[tuple[int, str]]] = {}
    for known, person in exposed:
        where = away.get(person)
        group = () if where is None else (where.country, "" if where.told is None else "told")
        is_alone = apart or (where is None and person in missed)
        together.setdefault((*group, person) if is_alone else group, []).append((known, person))
    for found in together.values():
        persons, first = tuple(person for _known, person in found), found[0][0]
        if persons[0] in away:
            yield _exposed_abroad(view, first, tuple(away[person] for person in persons))
        elif persons[0] in missed:
            yield _not_found(view, first, persons[0], missed[persons[0]])
        else:
            yield _exposed(view, first, persons)
    safe = sorted((until, known, person) for person, known, until in view.at_risk if until is not None)
    safe = [each for each in safe if each[0] >= since]
    if len(safe) > MOST_ALONE and not apart:
        yield _protected_together(view, safe)
        return
    for until, known, person in safe:
        yield Story(
            StoryKind.PEOPLE,
            "protected",
            "protected",
            until,
            "entity",
            person,
            params=(("person", person),),
            lines=(
                (Label.WHY, Phrase("story.protected.why", (("since", known), ("until", until)))),
                *_protected_by(view, {person: until}),
            ),
            figure=Figure("days", (until - known) // DAY),
            covers=tuple(each.key for each in _protections(view, {person})),
        )


def _protected_together(view: TeamView, safe: list[tuple[int, int, str]]) -> Story:
    """Several people who became safe, as one story: they were mostly found at one place."""
    persons = [person for _until, _known, person in safe]
    measures = tuple(each.key for each in _protections(view, {*persons}))
    return Story(
        StoryKind.PEOPLE,
        "protected.many",
        "protected",
        safe[-1][0],
        "entity",
        persons[0],
        params=(("count", len(persons)),),
        lines=(
            (Label.WHICH, Phrase("story.exposed.who", (("target", " ".join(persons)),))),
            *_protected_by(view, {person: until for until, _known, person in safe}),
        ),
        covers=(*persons[1:], *measures),
    )


def _protected_by(view: TeamView, safe: Mapping[str, int]) -> tuple[tuple[Label, Phrase], ...]:
    """Which office had ordered it: what ended then, or an accepted offer; nothing where it was done abroad."""
    moments = frozenset(safe.values())
    ended = (each for each in view.measures if each.kind == MeasureKind.PROTECTION and not each.is_running)
    order = next(
        (each for each in ended if each.since in moments or (each.result == OFFERED and each.target in safe)), None
    )
    if order is None:
        return ()
    return ((Label.ON, Phrase("story.protected.by", (("office", order.office.value), ("at", order.ordered)))),)


def _exposed(view: TeamView, known: int, persons: tuple[str, ...]) -> Story:
    ordered = [each for each in _protections(view, set(persons)) if each.is_running]
    waiting = [item for item in view.work if item.about_kind == "person" and item.about in persons]
    days = measure_rule(MeasureKind.PROTECTION).days
    first = min((each.ordered for each in ordered), default=None)
    why = Phrase("story.exposed.why", (("since", known),))
    cure: tuple[tuple[Label, Phrase], ...] = ()
    if first is not None:
        why = Phrase("story.exposed.ordered", (("at", first),))
    else:
        cure = ((Label.KEPT, Phrase("story.exposed.kept", (("least", int(days[1])), ("most", int(days[3]))))),)
    who = ((Label.WHICH, Phrase("story.exposed.who", (("target", " ".join(persons)),))),) if len(persons) > 1 else ()
    return Story(
        StoryKind.PEOPLE,
        "exposed.many" if len(persons) > 1 else "exposed",
        "exposed",
        view.clock.now,
        "entity",
        persons[0],
        params=(("person", persons[0]), ("count", len(persons))),
        lines=(*who, (Label.WHY, why), *cure),
        figure=Figure("days", (view.clock.now - known) // DAY),
        action="" if first is not None else "protect",
        is_loss=True,
        rests_on=(
            *(key for item in waiting for key in item.rests_on),
            *(key for each in ordered for key in each.because),
        ),
        covers=persons[1:],
    )


def _not_found(view: TeamView, known: int, person: str, order: MeasureView) -> Story:
    """Somebody at risk who was not found when protection was to begin: first it has to be known where he or she is."""
    params: Facts = (("person", person), ("at", order.ordered), ("until", order.since), ("since", known))
    return Story(
        StoryKind.PEOPLE,
        "exposed.not_found",
        "exposed",
        view.clock.now,
        "acts",
        person,
        params=params,
        lines=(
            (Label.WHY, Phrase("story.exposed.not_found.why", params)),
            (Label.HELPS, Phrase("story.exposed.not_found.helps", params)),
        ),
        figure=Figure("days", (view.clock.now - known) // DAY),
        action="find",
        is_loss=True,
        rests_on=order.because,
        covers=(order.key,),
    )


def _exposed_abroad(view: TeamView, known: int, risks: tuple[RiskAbroad, ...]) -> Story:
    """People whom the file places in one other country, which was told of all of them or of none."""
    persons, told = tuple(each.person for each in risks), risks[0].told
    waiting = [item for item in view.work if item.about_kind == "person" and item.about in persons]
    code = ("exposed.abroad" if told is None else "exposed.told") + (".many" if len(persons) > 1 else "")
    params: Facts = (("person", persons[0]), ("count", len(persons)), ("country", risks[0].country))
    who = ((Label.WHICH, Phrase("story.exposed.who", (("target", " ".join(persons)),))),) if len(persons) > 1 else ()
    if told is None:
        why = (Label.WHY, Phrase("story.exposed.abroad.why", (*params, ("since", known))))
        lines = (*who, why, (Label.KEPT, Phrase(f"story.{code}.kept", params)))
    else:
        lines = (*who, (Label.WHY, Phrase("story.exposed.told.why", (*params, ("at", told)))))
    return Story(
        StoryKind.PEOPLE,
        code,
        "exposed" if told is None else "warned",
        view.clock.now,
        "entity",
        persons[0],
        params=params,
        lines=lines,
        figure=Figure("days", (view.clock.now - known) // DAY),
        action="tell_risk" if told is None else "",
        is_loss=told is None,
        rests_on=tuple(key for item in waiting for key in item.rests_on),
        covers=persons[1:],
    )


def _protections(view: TeamView, persons: set[str]) -> Iterator[MeasureView]:
    return (each for each in view.measures if each.kind == MeasureKind.PROTECTION and each.target in persons)


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
            (Label.KEPT, Phrase(f"story.lapsed.{term}.kept", day)),
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
    away, at_risk = {each.person for each in view.risk_abroad}, {row[0] for row in view.at_risk if row[2] is None}
    told = {order.key for person, order in not_found(view.measures).items() if person in at_risk - away}
    told |= {each.key for each in view.measures if each.result == OFFERED and is_safe(view, each.target)}
    for each in view.measures:
        story = measure_story(each)
        if story is not None and story.at >= since and each.key not in told:
            yield story


def is_safe(view: TeamView, person: str) -> bool:
    """Whether somebody at risk is protected by now: then the offer of it is an old step."""
    return any(key == person and until is not None for key, _known, until in view.at_risk)


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
                (Label.KEPT, Phrase("story.left.kept", (("at", line.at),))),
            ),
            offices=line.offices,
            action="follow",
            is_loss=True,
            covers=(line.about,),
        )


def charges(view: TeamView, since: int) -> Iterator[Story]:
    """Verdicts, and what became of appeals."""
    for line in _latest(view.digest, since, lambda line: line.about_kind == "charge"):
        yield Story(
            StoryKind.DECIDED,
            line.what.code.removeprefix("digest."),
            "verdict",
            line.at,
            "charge",
            line.about,
            params=line.what.params,
            offices=line.offices,
            action="case",
        )


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
