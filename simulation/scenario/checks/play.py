"""Cross-checks of play: presets, papers, matters, streams, injects and objectives name only what exists and fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulation.kernel.codes import KnownCodes
from simulation.scenario.checks.crime import entity_keys
from simulation.scenario.checks.marks import MarkWords, check_marks
from simulation.scenario.checks.problems import Findings
from simulation.scenario.checks.shocks import check_shock
from simulation.scenario.schema.measured_facts import OUTCOME_FIGURES
from simulation.scenario.schema.play import (
    AnswerEffect,
    DocumentKind,
    InheritedMatter,
    Inject,
    MeasureKind,
    Route,
    Sought,
    Stream,
    Trigger,
)
from simulation.scenario.schema.scenario import Scenario

PLAY = "play.toml"

START_STATUSES: dict[Route, frozenset[str]] = {
    Route.MLA: frozenset(
        {
            "drafting", "vetting", "preparing", "sent", "lost", "received", "registering", "assessing", "deciding",
            "clarifying", "conditions", "postponed", "allocating", "authorising", "executing", "appealed", "checking",
            "returning",
        }
    ),
    Route.POLICE: frozenset({"asked"}),
    Route.FIU: frozenset({"asked"}),
}  # fmt: skip
"""Where a matter in flight may stand: the statuses of the request machine that are not final."""

REQUEST_EVENTS = frozenset(
    {
        "RequestSent", "RequestReceived", "RequestClarifying", "RequestConditions", "RequestPostponed",
        "RequestExecuting", "RequestAppealed", "RequestReturned", "RequestRefused", "RequestWithdrawn",
        "RequestAnswered", "RequestDeclined",
    }
)  # fmt: skip
"""`Request` and a status: a request enters that status."""

CASE_EVENTS = frozenset(
    {
        "DocumentReceived", "MeasureCompleted", "AssetsFrozen", "FreezeEnded", "UninvolvedAffected", "PersonCharged",
        "VerdictGiven", "ReportTriaged", "ExposureKnown", "PersonProtected", "PersonArrested",
    }
)  # fmt: skip
"""Events of the case files by their names, and `PersonArrested`: an arrest that an office ordered was made."""

WORLD_EVENTS = frozenset(
    {
        "AssetsMoved", "BribeRefused", "CashFound", "CollectorIdentified", "ConsignmentDeparted", "CorridorDropped",
        "CorridorOpened", "FirmClosed", "FreezeLifted", "GoodsDelivered", "GoodsLetRun", "GoodsLost", "GoodsSeized",
        "MemberArrested", "MemberCooperated", "MemberFled", "MemberReleased", "MemberReplaced", "MemberRetired",
        "MoneyConfiscated", "MoneyFrozen", "MoneyLaundered", "OfficialBribed", "OrganisationWarned", "PersonArrived",
        "PersonDeparted", "PersonDrawnBack", "PersonEscaped", "PersonExploited", "PersonHandedOver",
        "PersonIdentified", "PersonIntercepted", "PersonLeft", "PersonLost", "PersonMovedOn", "PersonRecruited",
        "PersonReportedMissing", "PersonSpoke", "ReportFiled", "SiteEmptied", "SiteInspected",
        "UninvolvedDetained", "UninvolvedReleased",
    }
)  # fmt: skip
"""Happenings of the world; every code under which the network lets something happen."""

TRIGGER_EVENTS = REQUEST_EVENTS | CASE_EVENTS | WORLD_EVENTS
"""Events on which an inject can fire."""

WITHOUT_TREATY = frozenset({"reciprocity"})
"""Basis of a request where no instrument binds the two countries: the promise to do the same."""


@dataclass(frozen=True, slots=True)
class AllowedNames:
    """What a scenario may name of what an exercise knows, and what has to fit.

    Attributes:
        codes: Which codes there are, in order.
        documents: What a paper of each kind may be about, as first parts of keys; empty for anything.
        routes: The channel of each type of assistance.
        targets: What each type of assistance may be asked about, as first parts of keys.
        orders: Measures that an answer to an inject may order.
        assertions: What papers may say of two entities.
        statements: What a person of the cast may say.
        instruments: Treaties that may bind two countries.
        grounds: Grounds for refusing that may stand between two countries.
        elements: Elements of offences.
        letters: Letters of instruments that a country may reserve.
        acts: Commands that can end a mark: those of seats, the jump and the end.
        actions: Actions of a letter.
        fields: Fields of a letter.
    """

    codes: KnownCodes
    documents: Mapping[DocumentKind, frozenset[str]]
    routes: Mapping[Sought, Route]
    targets: Mapping[Sought, frozenset[str]]
    orders: tuple[MeasureKind, ...]
    assertions: tuple[str, ...]
    statements: tuple[str, ...]
    instruments: tuple[str, ...]
    grounds: tuple[str, ...]
    elements: tuple[str, ...]
    letters: tuple[str, ...]
    acts: tuple[str, ...]
    actions: tuple[str, ...]
    fields: tuple[str, ...]


_CONTENT = re.compile(r"^C([1-9]|1[0-5])$")


def kind_of(key: str) -> str:
    """First part of an entity's key: `cast`, `phone`, `account`, `company` or `container`."""
    return key.partition("/")[0]


def check_play(scenario: Scenario, known: AllowedNames, findings: Findings) -> None:
    """Add every fault of `play.toml` to the findings."""
    play = scenario.play
    for section in ("presets", "documents", "matters", "streams", "injects", "objectives"):
        findings.unique(PLAY, section, (thing.key for thing in getattr(play, section)))
    _presets(scenario, findings)
    _documents(scenario, known, findings)
    _starts(scenario, findings)
    check_marks(scenario, MarkWords(known.acts, known.actions, known.fields), findings)
    for index, matter in enumerate(play.matters):
        _asked(matter, f"matters.{index}", scenario, known, findings)
        _matter(matter, f"matters.{index}", scenario, known, findings)
    for index, stream in enumerate(play.streams):
        _asked(stream, f"streams.{index}", scenario, known, findings)
        _missing((item for item in stream.missing if item != "-"), f"streams.{index}", stream.key, findings)
        requesting = {country.code for country in scenario.countries if not country.played}
        if stream.requesting not in requesting:
            findings.tell(PLAY, f"streams.{index}.requesting", "a stream comes from an automatic country", stream.key)
    for index, inject in enumerate(play.injects):
        _inject(inject, f"injects.{index}", scenario, known, findings)
    for index, shock in enumerate(play.shocks):
        check_shock(shock, f"shocks.{index}", "", scenario, findings)
    findings.unique(PLAY, "objectives.tasks", (task.key for objective in play.objectives for task in objective.tasks))
    for index, (figure, _sign) in enumerate(play.lead_outcomes):
        findings.reference(PLAY, f"lead_outcomes.{index}.0", figure, OUTCOME_FIGURES, "figure of the outcome")
    _protected(scenario, findings)


def _presets(scenario: Scenario, findings: Findings) -> None:
    for index, preset in enumerate(scenario.play.presets):
        merged = [office for group in preset.merged for office in group]
        if len(merged) > len(set(merged)):
            findings.tell(PLAY, f"presets.{index}.merged", "an office sits in one group only", preset.key)
        for office in merged:
            findings.reference(PLAY, f"presets.{index}.merged", office.value, _offices(scenario), "office", preset.key)


def _offices(scenario: Scenario, code: str | None = None) -> frozenset[str]:
    """The offices of a played country, or of all of them."""
    return frozenset(
        office for country in scenario.played if code in {None, country.code} for office in country.offices
    )


def _documents(scenario: Scenario, known: AllowedNames, findings: Findings) -> None:
    played = {country.code for country in scenario.played}
    entities = entity_keys(scenario)
    for index, document in enumerate(scenario.play.documents):
        path, name = f"documents.{index}", document.key
        if findings.reference(PLAY, f"{path}.country", document.country, played, "played country", name):
            known_here = _offices(scenario, document.country)
            findings.reference(
                PLAY, f"{path}.office", document.office.value, known_here, f"office of {document.country}", name
            )
        if findings.reference(PLAY, f"{path}.target", document.target, entities, "entity", name):
            fitting = known.documents[document.kind]
            if fitting and kind_of(document.target) not in fitting:
                findings.tell(
                    PLAY,
                    f"{path}.target",
                    f"a {document.kind} is about one of {', '.join(sorted(fitting))}, not {document.target}",
                    name,
                )
        if document.from_day > document.to_day:
            findings.tell(PLAY, path, "the first day is after the last", name)


def _starts(scenario: Scenario, findings: Findings) -> None:
    """First pages of seats: seats that are played, papers of the own file, people that there are, seats of others."""
    played = {country.code for country in scenario.played}
    papers = {document.key: document.country for document in scenario.play.documents}
    entities = entity_keys(scenario)
    for index, start in enumerate(scenario.play.starts):
        path, name = f"starts.{index}", f"{start.country}.{start.office.value}"
        seats = (
            (path, start.country, start.office),
            *((f"{path}.talk.{number}", each.country, each.office) for number, each in enumerate(start.talk)),
        )
        for where, country, office in seats:
            if findings.reference(PLAY, f"{where}.country", country, played, "played country", name):
                here = _offices(scenario, country)
                findings.reference(PLAY, f"{where}.office", office.value, here, f"office of {country}", name)
        things = (scenario.play.matters, scenario.play.injects, scenario.play.documents)
        waiting = entities | {thing.key for group in things for thing in group}
        findings.reference(PLAY, f"{path}.first", start.first, waiting, "person, matter, event or report", name)
        for number, person in enumerate(start.people):
            findings.reference(PLAY, f"{path}.people.{number}", person, entities, "entity", name)
        own = {key for key, country in papers.items() if country == start.country}
        for number, paper in enumerate(start.papers):
            where = f"{path}.papers.{number}"
            findings.reference(PLAY, where, paper, own, f"opening paper of {start.country}", name)


def _asked(
    asked: InheritedMatter | Stream, path: str, scenario: Scenario, known: AllowedNames, findings: Findings
) -> None:
    """What matters and streams have in common: two countries, targets, basis, offence."""
    name = asked.key
    countries = {country.code: country for country in scenario.countries}
    entities = entity_keys(scenario)
    exist = [
        findings.reference(PLAY, f"{path}.{field}", getattr(asked, field), countries, "country", name)
        for field in ("requesting", "requested")
    ]
    for position, target in enumerate(asked.targets):
        where = f"{path}.targets.{position}"
        if findings.reference(PLAY, where, target, entities, "entity", name) and (
            kind_of(target) not in known.targets[asked.sought]
        ):
            fitting = ", ".join(sorted(known.targets[asked.sought]))
            findings.tell(PLAY, where, f"{asked.sought} is asked about one of {fitting}, not {target}", name)
    if not all(exist):
        return
    if asked.requesting == asked.requested:
        findings.tell(PLAY, path, "a country does not ask itself", name)
        return
    offences = {offence.key for offence in countries[asked.requesting].offences}
    findings.reference(PLAY, f"{path}.offence", asked.offence, offences, f"offence of {asked.requesting}", name)
    pair = next((p for p in scenario.pairs if {p.a, p.b} == {asked.requesting, asked.requested}), None)
    if pair is not None:
        bases = pair.instruments or WITHOUT_TREATY
        if asked.basis not in bases and asked.basis not in WITHOUT_TREATY:
            findings.tell(
                PLAY,
                f"{path}.basis",
                f"{asked.basis} does not bind {asked.requesting} and {asked.requested}; what does: "
                f"{', '.join(sorted(bases))}",
                name,
            )


def _matter(matter: InheritedMatter, path: str, scenario: Scenario, known: AllowedNames, findings: Findings) -> None:
    name = matter.key
    route = known.routes[matter.sought]
    findings.reference(PLAY, f"{path}.status", matter.status, START_STATUSES[route], f"{route} status", name)
    if matter.opened_day > matter.since_day:
        findings.tell(PLAY, f"{path}.since_day", "it cannot stand there before it was opened", name)
    if matter.since_day > 0:
        findings.tell(PLAY, f"{path}.since_day", "a matter in flight stands there since day 0 at the latest", name)
    if matter.due_day < 1:
        findings.tell(PLAY, f"{path}.due_day", "the next step lies ahead, on day 1 or later", name)
    _missing(matter.missing, path, name, findings)
    own = {document.key for document in scenario.play.documents if document.country == matter.requesting}
    for position, ground in enumerate(matter.grounds):
        findings.reference(
            PLAY, f"{path}.grounds.{position}", ground, own, f"opening document of {matter.requesting}", name
        )


def _missing(items: Iterable[str], path: str, name: str, findings: Findings) -> None:
    for position, item in enumerate(items):
        if not _CONTENT.match(item):
            findings.tell(PLAY, f"{path}.missing.{position}", f"{item!r} is not one of the contents C1 to C15", name)


def _inject(inject: Inject, path: str, scenario: Scenario, known: AllowedNames, findings: Findings) -> None:
    play, trigger, name = scenario.play, inject.trigger, inject.key
    _ways(trigger, f"{path}.trigger", name, findings)
    _already(inject, f"{path}.trigger.unless", scenario, known, findings)
    codes = {country.code for country in scenario.countries}
    played = {country.code for country in scenario.played}
    matters = {matter.key for matter in play.matters}
    others = {other.key for other in play.injects} - {name}
    findings.reference(PLAY, f"{path}.trigger.event", trigger.event, TRIGGER_EVENTS, "event", name)
    findings.reference(PLAY, f"{path}.trigger.country", trigger.country, codes, "country", name)
    findings.reference(PLAY, f"{path}.trigger.silence", trigger.silence, matters | others, "matter or inject", name)
    findings.reference(
        PLAY, f"{path}.trigger.about", trigger.about, matters | entity_keys(scenario), "matter or entity", name
    )
    if findings.reference(PLAY, f"{path}.country", inject.country, played, "played country", name):
        own, where = _offices(scenario, inject.country), f"office of {inject.country}" if inject.country else "office"
        for position, office in enumerate(inject.offices):
            findings.reference(PLAY, f"{path}.offices.{position}", office.value, own, where, name)
    documents = {document.key: document for document in play.documents}
    if findings.reference(PLAY, f"{path}.document", inject.document, documents, "document", name) and (
        inject.document is not None and documents[inject.document].country != inject.country
    ):
        findings.tell(PLAY, f"{path}.document", "the paper belongs to another country than the inject", name)
    objectives = {objective.key for objective in play.objectives}
    for position, objective in enumerate(inject.objectives):
        findings.reference(PLAY, f"{path}.objectives.{position}", objective, objectives, "objective", name)
    if len(set(inject.choices)) < len(inject.choices):
        findings.tell(PLAY, f"{path}.choices", "the same answer is offered twice", name)
    if inject.choices and not inject.answer_days:
        findings.tell(PLAY, f"{path}.answer_days", "answers are offered, so say within how many days", name)
    findings.reference(PLAY, f"{path}.unanswered", inject.unanswered, set(inject.choices), "answer", name)
    for position, consequence in enumerate(inject.consequences):
        _consequence(consequence, inject, f"{path}.consequences.{position}", scenario, known, findings)
    if inject.shock is not None:
        check_shock(inject.shock, f"{path}.shock", name, scenario, findings)


def _ways(trigger: Trigger, path: str, name: str, findings: Findings) -> None:
    """One way to wait, with what belongs to it."""
    ways = [trigger.day is not None, trigger.event is not None, trigger.silence is not None]
    if sum(ways) != 1:
        findings.tell(PLAY, path, "give exactly one of `day`, `event` and `silence`", name)
    if trigger.silence is not None and trigger.by_day is None:
        findings.tell(PLAY, path, "`silence` and `by_day` go together", name)
    if trigger.day is not None and trigger.by_day is not None:
        findings.tell(PLAY, path, "`by_day` belongs to `silence` or `event`", name)
    if trigger.every_days and trigger.day is None:
        findings.tell(PLAY, path, "`every_days` belongs to `day`", name)
    if trigger.event is None and (trigger.country is not None or trigger.about is not None):
        findings.tell(PLAY, path, "`country` and `about` belong to `event`", name)
    if trigger.every_days and trigger.unless:
        findings.tell(PLAY, path, "what comes again has no `unless`", name)


def _already(inject: Inject, path: str, scenario: Scenario, known: AllowedNames, findings: Findings) -> None:
    for position, each in enumerate(inject.trigger.unless):
        where, name = f"{path}.{position}", inject.key
        findings.reference(PLAY, f"{where}.order", each.order, known.orders, "measure that an answer may order,", name)
        findings.reference(PLAY, f"{where}.target", each.target, entity_keys(scenario), "entity", name)


def _consequence(
    follows: AnswerEffect, inject: Inject, path: str, scenario: Scenario, known: AllowedNames, findings: Findings
) -> None:
    play, name = scenario.play, inject.key
    findings.reference(PLAY, f"{path}.answer", follows.answer, set(inject.choices), "answer", name)
    for first, second in (("order", "target"), ("act", "about"), ("tell", "document"), ("desk", "days")):
        if bool(getattr(follows, first)) is not bool(getattr(follows, second)):
            findings.tell(PLAY, f"{path}.{first}", f"`{first}` and `{second}` go together", name)
    findings.reference(PLAY, f"{path}.order", follows.order, known.orders, "measure that an answer may order,", name)
    findings.reference(PLAY, f"{path}.target", follows.target, entity_keys(scenario), "entity", name)
    findings.reference(PLAY, f"{path}.about", follows.about, {each.key for each in play.matters}, "matter", name)
    findings.reference(
        PLAY, f"{path}.document", follows.document, {each.key for each in play.documents}, "document", name
    )
    played = {country.code for country in scenario.played}
    for position, code in enumerate(follows.tell):
        findings.reference(PLAY, f"{path}.tell.{position}", code, played, "played country", name)
    if follows.shock is not None:
        check_shock(follows.shock, f"{path}.shock", name, scenario, findings)


def _protected(scenario: Scenario, findings: Findings) -> None:
    played = {country.code for country in scenario.played}
    members = {member.key: member for member in scenario.crime.cast}
    documents = {document.key: document for document in scenario.play.documents}
    for index, protected in enumerate(scenario.play.protected):
        path, name = f"protected.{index}", protected.person
        findings.reference(PLAY, f"{path}.country", protected.country, played, "played country", name)
        if findings.reference(PLAY, f"{path}.person", protected.person, members, "member of the cast", name) and (
            not members[protected.person].at_risk
        ):
            findings.tell(PLAY, f"{path}.person", "this person is not at risk; set `at_risk = true` in the cast", name)
        if findings.reference(PLAY, f"{path}.shown_by", protected.shown_by, documents, "document", name) and (
            documents[protected.shown_by].country != protected.country
        ):
            findings.tell(PLAY, f"{path}.shown_by", "the paper lies in another country's file", name)
