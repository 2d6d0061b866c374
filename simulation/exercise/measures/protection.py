"""Protection of people at risk, with their consent: one person, or everybody who was found at a site.

Protection is an offer. Who is free says yes, or takes some days to think while the offer stands; who is in an
organisation's hands, or was found at a site, is brought to safety first. Nothing that a person said or will say counts
in it: help never depends on testimony (CETS 197 article 12(6) and (7), Directive 2011/36/EU article 11(3) and (5)).

Who is protected is safe for everybody: known exposure ends in every file that shows it. A person who is moved can only
be protected where he or she is.
"""

from __future__ import annotations

from collections.abc import Collection

from simulation.casework.documents.document import AssertionKind
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.measures import Measure
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.state import State
from simulation.exercise.evidence import risks
from simulation.kernel.agenda import DAY, Entry
from simulation.kernel.draws import Draws, Purpose
from simulation.kernel.terms import Phrase
from simulation.network import authorities, questions
from simulation.scenario.schema.play import MeasureKind

FOUND = (AssertionKind.IDENTIFIED, AssertionKind.HELD_AT)
"""By what papers say that somebody was found at a site."""

OFFERED = "offered"
"""Result of a measure while the person thinks it over."""

OFFER = "exercise.offer"
"""Rule of the agenda by which somebody answers an offer that stands."""

GONE = "person_gone"
"""Result of a measure when nobody could be reached."""

CONSENTS = 0.9
"""Chance that somebody accepts at once (assumption: no published figure); the others accept after some thought."""

THINKS_DAYS = 5
"""Days that thought takes, for which an offer stands (assumption)."""


def everybody_at(file: CaseFile, targets: Collection[str]) -> frozenset[str]:
    """For whom protection is: protection of a site is for everybody whom papers of the file say was found there."""
    found = {
        said.assertion.subject
        for target in targets
        for paper in file.naming(target)
        for kind in FOUND
        for said in paper.said.by_object(kind).get(target, ())
    }
    return frozenset(found.union(targets))


def protection_of(file: CaseFile, person: str) -> Measure | None:
    """The first order of protection in a file that keeps somebody safe, or will as soon as it is in place."""
    return next(
        (
            each
            for each in file.measures.all
            if each.kind is MeasureKind.PROTECTION
            and (each.is_running or each.result in {"done", OFFERED})
            and person in everybody_at(file, (each.target,))
        ),
        None,
    )


def protect(state: State, country: str, measure: Measure) -> str:
    """Protect whom a measure is for, if the person wants it.

    Args:
        state: The exercise.
        country: Whose measure it is.
        measure: The measure.

    Returns:
        The result: `done`, `offered` while the person thinks it over, `person_gone` when nobody could be reached.
    """
    if questions.decides_freely(state.network.people, measure.target, country) and not _agrees(
        state.draws, state.now, measure
    ):
        state.agenda.schedule(state.now + THINKS_DAYS * DAY, f"offer/{measure.key}", OFFER, (measure.key,))
        return OFFERED
    return "done" if _bring_to_safety(state, country, measure) else GONE


def come_due(state: State, entry: Entry) -> None:
    """The person has thought: protection begins, unless he or she is out of reach by now and has to be asked anew."""
    key = str(entry.payload[0])
    country = state.countries[key.partition("/")[0]]
    measure = country.file.measures.get(key)
    if measure is None:
        return
    is_safe = _bring_to_safety(state, country.code, measure)
    what = Phrase("digest.protection_accepted" if is_safe else "digest.protection_out_of_reach", ())
    state.tell(country.code, DigestLine(state.now, what, "measure", key, (measure.office,)), news=f"offer/{key}")


def _agrees(draws: Draws, now: int, measure: Measure) -> bool:
    return draws.uniform(Purpose.MEASURE, measure.key, "consent", now) < CONSENTS


def _bring_to_safety(state: State, country: str, measure: Measure) -> bool:
    network = state.network
    is_site = measure.target in network.people.sites
    people = network.people.found_at(measure.target, country) if is_site else (measure.target,)
    reached = [person for person in people if authorities.protect(network, person, country, state.now)]
    for person in reached:
        _end(state, country, person, measure.key)
    return bool(reached)


def _end(state: State, country: str, person: str, measure: str) -> None:
    risks.end_exposure(state, country, person, measure)
    for code, other in state.countries.items():
        exposed = any(each.person == person and each.until is None for each in other.file.risks.all)
        if code != country and exposed:
            risks.end_exposure(state, code, person, "protected_elsewhere")
