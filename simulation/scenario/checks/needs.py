"""Cross-checks of `needs.toml`: every row names only what exists and fits.

Whether the world bears a row out is examined by `simulation.needs`, which plays it.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulation.scenario.checks.crime import entity_keys
from simulation.scenario.checks.play import TRIGGER_EVENTS, WITHOUT_TREATY, AllowedNames, kind_of
from simulation.scenario.checks.problems import Findings
from simulation.scenario.schema.measured_facts import OUTCOME_FIGURES
from simulation.scenario.schema.needs import (
    ANYTHING,
    CHARGE,
    Existence,
    FormalWay,
    InformalWay,
    Loss,
    LostBy,
    Need,
    by_key,
)
from simulation.scenario.schema.play import MeasureKind, Route
from simulation.scenario.schema.scenario import Scenario

NEEDS = "needs.toml"

_TAKEN_BY = {Loss.DEPARTURE: "who", Loss.SILENCE: "who", Loss.DRAIN: "account", Loss.RETENTION: None}
"""Which key of `lost` says who or what it is about."""


def check_needs(scenario: Scenario, known: AllowedNames, findings: Findings) -> None:
    """Add every fault of `needs.toml` to the findings."""
    needs = by_key(scenario.needs)
    findings.unique(NEEDS, "needs", (need.key for need in scenario.needs))
    for index, need in enumerate(scenario.needs):
        path = f"needs.{index}"
        _countries(need, path, scenario, findings)
        _shown(need, path, scenario, known, findings)
        _ways(need, path, scenario, known, findings)
        _exists(need.exists, f"{path}.exists", need.key, scenario, findings)
        if need.lost is not None:
            _lost(need.lost, f"{path}.lost", need.key, scenario, findings)
        _enables(need, f"{path}.enables", scenario, known, findings)
        _others(need, path, needs, findings)
        for place, (figure, _sign) in enumerate(need.moves):
            where = f"{path}.moves.{place}.0"
            findings.reference(NEEDS, where, figure, OUTCOME_FIGURES, "figure of the outcome", need.key)
    _cycles(needs, findings)


def _countries(need: Need, path: str, scenario: Scenario, findings: Findings) -> None:
    played = {country.code for country in scenario.played}
    findings.reference(NEEDS, f"{path}.country", need.country, played, "played country", need.key)
    codes = {country.code for country in scenario.countries}
    if findings.reference(NEEDS, f"{path}.holder", need.holder, codes, "country", need.key) and (
        need.holder == need.country
    ):
        findings.tell(NEEDS, f"{path}.holder", "a country does not ask itself; name the one abroad", need.key)


def _shown(need: Need, path: str, scenario: Scenario, known: AllowedNames, findings: Findings) -> None:
    entities = entity_keys(scenario)
    things = entities | {place.key for place in scenario.crime.places}
    findings.reference(NEEDS, f"{path}.about", need.about, entities, "entity", need.key)
    for position, (assertion, *ends) in enumerate(need.shows):
        where = f"{path}.shows.{position}"
        findings.reference(NEEDS, f"{where}.0", assertion, known.assertions, "assertion of a paper", need.key)
        for place, end in enumerate(ends, start=1):
            if end != ANYTHING:
                findings.reference(NEEDS, f"{where}.{place}", end, things, "entity or place", need.key)
        if set(ends) == {ANYTHING}:
            findings.tell(NEEDS, where, "name subject or object; `-` for both fits every paper", need.key)


def _ways(need: Need, path: str, scenario: Scenario, known: AllowedNames, findings: Findings) -> None:
    for position, way in enumerate(need.by):
        where = f"{path}.by.{position}"
        _way(way, where, need.key, scenario, known, findings, is_formal=True)
        _bases(way, f"{where}.bases", need, scenario, findings)
    for position, question in enumerate(need.informal):
        _way(question, f"{path}.informal.{position}", need.key, scenario, known, findings, is_formal=False)


def _way(
    way: FormalWay | InformalWay,
    path: str,
    name: str,
    scenario: Scenario,
    known: AllowedNames,
    findings: Findings,
    *,
    is_formal: bool,
) -> None:
    if (known.routes[way.kind] is Route.MLA) is not is_formal:
        text = "is a short question; put it into `informal`" if is_formal else "goes by letter; put it into `by`"
        findings.tell(NEEDS, f"{path}.kind", f"{way.kind} {text}", name)
    if findings.reference(NEEDS, f"{path}.target", way.target, entity_keys(scenario), "entity", name) and (
        kind_of(way.target) not in known.targets[way.kind]
    ):
        fitting = ", ".join(sorted(known.targets[way.kind]))
        findings.tell(NEEDS, f"{path}.target", f"{way.kind} is asked about one of {fitting}, not {way.target}", name)


def _bases(way: FormalWay, path: str, need: Need, scenario: Scenario, findings: Findings) -> None:
    pair = next((p for p in scenario.pairs if {p.a, p.b} == {need.country, need.holder}), None)
    if pair is None:
        return
    bases = {*pair.instruments, *WITHOUT_TREATY}
    for basis in way.bases:
        if basis not in bases:
            text = f"{basis} does not bind {need.country} and {need.holder}; what does: {', '.join(sorted(bases))}"
            findings.tell(NEEDS, path, text, need.key)


def _exists(exists: Existence, path: str, name: str, scenario: Scenario, findings: Findings) -> None:
    if (exists.day is None) is (exists.event is None):
        findings.tell(NEEDS, path, "give exactly one of `day` and `event`", name)
    if (exists.event is None) is not (exists.fallback_day is None):
        text = "say by `fallback_day` when routine work brings the event about; it belongs to `event`"
        findings.tell(NEEDS, f"{path}.fallback_day", text, name)
    if exists.event is None and exists.about is not None:
        findings.tell(NEEDS, f"{path}.about", "`about` belongs to `event`", name)
    things = entity_keys(scenario) | {matter.key for matter in scenario.play.matters}
    findings.reference(NEEDS, f"{path}.event", exists.event, TRIGGER_EVENTS, "event", name)
    findings.reference(NEEDS, f"{path}.about", exists.about, things, "matter or entity", name)


def _lost(lost: LostBy, path: str, name: str, scenario: Scenario, findings: Findings) -> None:
    wanted = _TAKEN_BY[lost.by]
    for field in ("who", "account"):
        value = getattr(lost, field)
        if field == wanted and value is None:
            findings.tell(NEEDS, f"{path}.{field}", f"this is missing: whom or what `{lost.by}` is about", name)
        if field != wanted and value is not None:
            findings.tell(NEEDS, f"{path}.{field}", f"`{field}` does not belong to `{lost.by}`", name)
    people = {member.key for member in scenario.crime.cast}
    accounts = {account.key for account in scenario.crime.accounts}
    findings.reference(NEEDS, f"{path}.who", lost.who, people, "member of the cast", name)
    findings.reference(NEEDS, f"{path}.account", lost.account, accounts, "account", name)


def _enables(need: Need, path: str, scenario: Scenario, known: AllowedNames, findings: Findings) -> None:
    act = need.enables
    kinds = {CHARGE, *(kind.value for kind in MeasureKind.known(known.codes))}
    findings.reference(NEEDS, f"{path}.kind", act.kind, kinds, "measure, nor `charge`, called", need.key)
    findings.reference(NEEDS, f"{path}.target", act.target, entity_keys(scenario), "entity", need.key)
    if (act.kind == CHARGE) is not (act.offence is not None):
        findings.tell(NEEDS, f"{path}.offence", "a charge names an offence, a measure names none", need.key)
    own = next((country for country in scenario.countries if country.code == need.country), None)
    if own is not None:
        offences = {offence.key for offence in own.offences}
        findings.reference(NEEDS, f"{path}.offence", act.offence, offences, f"offence of {need.country}", need.key)


def _others(need: Need, path: str, needs: Mapping[str, Need], findings: Findings) -> None:
    own = {key for key, other in needs.items() if other.country == need.country and key != need.key}
    what = f"other need of {need.country}"
    for position, key in enumerate(need.together_with):
        findings.reference(NEEDS, f"{path}.together_with.{position}", key, own, what, need.key)
    if need.waits is not None:
        findings.reference(NEEDS, f"{path}.waits.need", need.waits.need, own, what, need.key)


def _cycles(needs: Mapping[str, Need], findings: Findings) -> None:
    """A need that waits, over others, for itself is never met."""
    for index, need in enumerate(needs.values()):
        reached: list[str] = []
        waits = need.waits
        while waits is not None and waits.need in needs and waits.need not in reached:
            reached.append(waits.need)
            waits = needs[waits.need].waits
        if need.key in reached:
            text = f"it waits for itself, over {', '.join(reached)}; take `waits` out of one of these rows"
            findings.tell(NEEDS, f"needs.{index}.waits", text, need.key)
