"""How a trial that people play is shown to court and defence: from what was put before the court, and from no more."""

from __future__ import annotations

from dataclasses import replace

from simulation.casework.file.charges import Charge
from simulation.casework.proof.defence import defence_points
from simulation.casework.proof.proof import ElementState, assess_case, verdict
from simulation.casework.proof.sentencing import sentence, sentence_range
from simulation.exercise.core.state import State
from simulation.exercise.trials import benches
from simulation.exercise.trials import handlers as courts
from simulation.exercise.trials.commands import Bench
from simulation.exercise.trials.views import CourtPaper, HearingView
from simulation.exercise.views import file_builder as file_viewing
from simulation.kernel.entities import Entity


def all_hearings(state: State) -> tuple[HearingView, ...]:
    """Every trial that people play and nobody has decided, for control."""
    return tuple(
        hearing_view(state, code, number, charge)
        for code, country in state.countries.items()
        for number, charge in enumerate(country.file.charges, start=1)
        if charge.heard and not charge.outcome
    )


def hearings_of(state: State, code: str) -> tuple[HearingView, ...]:
    """The trials at which a member of a country's team sits at a bench."""
    held = dict.fromkeys(key for (key, _), who in state.benches.items() if benches.country_of(state, who) == code)
    found = []
    for key in held:
        if code == key.partition("/")[0]:
            continue
        charges = state.countries[key.partition("/")[0]].file.charges
        for number, charge in enumerate(charges, start=1):
            if charge.key == key and charge.heard and not charge.outcome:
                found.append(hearing_view(state, key.partition("/")[0], number, charge))
    return tuple(found)


def hearing_view(state: State, code: str, number: int, charge: Charge) -> HearingView:
    """A trial as the court sees it now."""
    file = state.countries[code].file
    absent = courts.absent(state, charge)
    court, defence = (benches.holder_of(state, charge.key, bench) for bench in Bench)
    stamp = (charge.version, file.papers_version, number, absent, court, defence)
    return state.memory.keep(
        f"hearing/{charge.key}", stamp, lambda: _hearing(state, code, number, charge, absent, court, defence)
    )


def _hearing(
    state: State, code: str, number: int, charge: Charge, absent: frozenset[str], court: str, defence: str
) -> HearingView:
    file, law = state.countries[code].file, state.scenario.country(code)
    assessed = assess_case(charge, file, law, absent)
    judged = {each.document: each for each in assessed.usability}
    labels = {filing.document.key: filing.label for filing in file.filings}
    papers = file.chosen(charge.documents)
    known: dict[str, Entity] = {each.key: each for paper in papers for each in paper.mentions}
    accused = file.entity(charge.person)
    if accused is not None:
        known.setdefault(accused.key, accused)
    offence = law.offence(charge.offence)
    proved = ElementState.PROVED.value
    return HearingView(
        country=code,
        number=number,
        charge=replace(
            file_viewing.charge_view(state, code, charge),
            elements=tuple(
                (proof.element, proved if proof.state is ElementState.PROVED else ElementState.NOT_PROVED.value)
                for proof in assessed.elements
            ),
        ),
        papers=tuple(CourtPaper(labels[paper.key], paper, judged[paper.key]) for paper in papers),
        entities=tuple(known.values()),
        absent=tuple(sorted(absent)),
        points=defence_points(charge, file, law, absent),
        rule=verdict(assessed).outcome.value,
        months=sentence_range(offence) if offence is not None else (0, 0),
        usual=sentence(charge.person, offence, file, assessed).months if offence is not None else 0,
        court=court,
        defence=defence,
    )
