"""Stories of people at risk: who is unprotected still and what helps, who was not found, and who is safe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulation.casework.file.measures import measure_rule
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.measures.protection import OFFERED, THINKS_DAYS
from simulation.exercise.measures.views import MeasureView, not_found
from simulation.exercise.views.risk_abroad import RiskAbroad
from simulation.exercise.views.story import Figure, Label, Story, StoryKind
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Facts, Phrase
from simulation.scenario.schema.play import MeasureKind

MOST_ALONE = 3
"""People who became safe are told one by one up to so many (assumption)."""


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
    kept = {
        str(dict(line.what.params)["person"]): line
        for line in view.digest
        if line.what.code == "digest.kept_safe" and line.at >= since
    }
    safe = sorted((until, known, person) for person, known, until in view.at_risk if until is not None)
    safe = [each for each in safe if each[0] >= since]
    protected = {person for _until, _known, person in safe}
    yield from (_kept_safe(line) for person, line in kept.items() if person not in protected)
    if len(safe) > MOST_ALONE and not apart:
        yield _protected_together(view, safe, kept)
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
                *_held(kept, [person]),
            ),
            figure=Figure("days", until // DAY - known // DAY),
            covers=tuple(each.key for each in _protections(view, {person})),
        )


def _kept_safe(line: DigestLine) -> Story:
    """Protection was ordered in time, and held."""
    person = str(dict(line.what.params)["person"])
    return Story(
        StoryKind.PEOPLE,
        "kept_safe",
        "protected",
        line.at,
        "entity",
        person,
        params=line.what.params,
        offices=line.offices,
        covers=(line.about,),
    )


def _held(kept: Mapping[str, DigestLine], persons: list[str]) -> tuple[tuple[Label, Phrase], ...]:
    """That protection kept some of these people from harm: who is told to be protected has one story."""
    told = (kept[person] for person in persons if person in kept)
    return tuple((Label.FOLLOWED, Phrase("story.kept_safe", line.what.params)) for line in told)


def _protected_together(view: TeamView, safe: list[tuple[int, int, str]], kept: Mapping[str, DigestLine]) -> Story:
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
            *_held(kept, persons),
        ),
        covers=(*persons[1:], *measures),
    )


def _protected_by(view: TeamView, safe: Mapping[str, int]) -> tuple[tuple[Label, Phrase], ...]:
    """Which office had ordered it: what ended then, or an accepted offer; a warning where it was done abroad."""
    moments = frozenset(safe.values())
    ended = (each for each in view.measures if each.kind == MeasureKind.PROTECTION and not each.is_running)
    order = next(
        (each for each in ended if each.since in moments or (each.result == OFFERED and each.target in safe)), None
    )
    if order is None:
        return _warned(view, safe)
    return ((Label.ON, Phrase("story.protected.by", (("office", order.office.value), ("at", order.ordered)))),)


def _warned(view: TeamView, safe: Mapping[str, int]) -> tuple[tuple[Label, Phrase], ...]:
    """The team's last warning about them before protection began abroad; nothing where it had warned nobody."""
    people = [(entity, safe[entity.key]) for entity in view.entities if entity.key in safe]
    told = [
        (each.at, each.to.country)
        for each in view.messages
        if each.sender is not None
        and each.to is not None
        and each.sender.country == view.country != each.to.country
        and any(each.at <= until and person.key in each.warns for person, until in people)
    ]
    if not told:
        return ()
    at, country = max(told)
    return ((Label.ON, Phrase("story.protected.warned", (("country", country), ("at", at)))),)


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
        term = (("least", int(days[1])), ("most", int(days[3])), ("thinks", THINKS_DAYS))
        cure = ((Label.KEPT, Phrase("story.exposed.kept", term)),)
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
        figure=Figure("days", view.clock.now // DAY - known // DAY),
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
        figure=Figure("days", view.clock.now // DAY - known // DAY),
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
        figure=Figure("days", view.clock.now // DAY - known // DAY),
        action="tell_risk" if told is None else "",
        is_loss=told is None,
        rests_on=tuple(key for item in waiting for key in item.rests_on),
        covers=persons[1:],
    )


def _protections(view: TeamView, persons: set[str]) -> Iterator[MeasureView]:
    return (each for each in view.measures if each.kind == MeasureKind.PROTECTION and each.target in persons)


def told_of_people(view: TeamView) -> set[str]:
    """Keys of orders of protection that the stories of people tell: the person was not found, or is safe by now."""
    away, at_risk = {each.person for each in view.risk_abroad}, {row[0] for row in view.at_risk if row[2] is None}
    missed = {order.key for person, order in not_found(view.measures).items() if person in at_risk - away}
    return missed | {each.key for each in view.measures if each.result == OFFERED and is_safe(view, each.target)}


def is_safe(view: TeamView, person: str) -> bool:
    """Whether somebody at risk is protected by now: then the offer of it is an old step."""
    return any(key == person and until is not None for key, _known, until in view.at_risk)
