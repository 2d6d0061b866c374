"""What may be seen of a charge: by the team that brought it, and by whoever sits as court or defence at its trial."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from simulation.casework.documents.document import Document
from simulation.casework.file.charges import Charge, RaisedPoint, Ruling
from simulation.casework.proof.defence import DefencePoint, defence_points
from simulation.casework.proof.proof import ElementState, assess_case, verdict
from simulation.casework.proof.sentencing import sentence, sentence_range
from simulation.casework.proof.usability import Usability
from simulation.exercise.core.derived import LazyView
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.trials import benches
from simulation.exercise.trials import handlers as trials
from simulation.exercise.trials.commands import Bench
from simulation.exercise.trials.state import Hearings
from simulation.kernel.entities import Entity


@dataclass(frozen=True, slots=True)
class ChargeView:
    """A person charged: elements with their state (`proved`, `open`, `not_proved`), and the verdict when given.

    After a conviction the sentence in months and the ids of the rows of law that made it, and where an appeal
    stands: `term` and `lodged` until the verdict is final. Where people play the court (`heard`): what the defence has
    added, and the ruling once there is one.
    """

    key: str
    person: str
    offence: str
    charged: int
    trial_at: int
    documents: tuple[str, ...]
    elements: tuple[tuple[str, str], ...]
    outcome: str
    reasons: tuple[str, ...]
    months: int = 0
    grounds: tuple[str, ...] = ()
    appeal: str = ""
    appeal_until: int | None = None
    by_video: tuple[str, ...] = ()
    heard: bool = False
    raised: tuple[RaisedPoint, ...] = ()
    ruling: Ruling | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class CourtPaper:
    """A paper before the court, under the number that it has in the file of the side that charges."""

    label: str
    document: Document
    use: Usability


@dataclass(frozen=True, slots=True)
class HearingView:
    """A trial as the court sees it: what was put before it, what the defence raises, and what the rule would say today.

    Attributes:
        country: Whose court.
        number: Of the charge, among those of its country, from 1.
        charge: The charge; an element that other papers of the file might prove is one that is not proved.
        papers: Papers before the court, with what the forum lets them be used for.
        entities: Whom and what those papers name, and the accused.
        absent: Witnesses who do not come.
        points: What the defence raises by the rules, in order.
        rule: What the stated rule would decide.
        months: The mildest and the hardest sentence that the table allows.
        usual: The sentence by the stated rule, were the accused convicted.
        court: Member who sits as court, "" for control.
        defence: Member who plays the defence, "" for control.
    """

    country: str
    number: int
    charge: ChargeView
    papers: tuple[CourtPaper, ...]
    entities: tuple[Entity, ...]
    absent: tuple[str, ...]
    points: tuple[DefencePoint, ...]
    rule: str
    months: tuple[int, int]
    usual: int
    court: str
    defence: str


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
    held = dict.fromkeys(
        key for (key, _), who in state.part(Hearings).benches.items() if benches.country_of(state, who) == code
    )
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
    absent = trials.absent(state, charge)
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
            charge_view(state, code, charge),
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


def charges(state: State, code: str) -> tuple[ChargeView, ...]:
    """Charges with the proof of their elements."""
    return tuple(charge_view(state, code, charge) for charge in state.countries[code].file.charges)


def open_charges(state: State, code: str) -> tuple[ChargeView, ...]:
    """The same for a reader within this turn: how the elements are proved is left open."""
    file = state.countries[code].file
    stamp = (file.charges, file.papers_version, file.known_version, file.board.version)
    return state.memory.keep(
        f"open_charges/{code}", stamp, lambda: tuple([_open(state, code, charge) for charge in file.charges])
    )


def _open(state: State, code: str, charge: Charge) -> ChargeView:
    view = _charge(_OpenChargeView, charge, ())
    view.leave_open((state, code, charge))
    return view


class _OpenChargeView(LazyView, ChargeView):
    """A charge of which it is left open how its elements are proved."""

    __slots__ = ("_source",)
    parts: ClassVar = {"elements": lambda source: charge_view(*source).elements}


def charge_view(state: State, code: str, charge: Charge) -> ChargeView:
    """A charge: other papers undo nothing that its own prove, and may bring within reach what these do not."""
    country = state.countries[code]
    file, keep = country.file, state.memory.keep
    own = (charge.version, file.told(charge.documents, charge.person))
    view = keep(f"charge/{charge.key}", own, lambda: _assessed(state, country, charge))
    if charge.outcome or all(proof == ElementState.PROVED for _, proof in view.elements):
        return view
    stamp = (*own, file.papers_version, file.identities(charge.person))
    return keep(f"charge_open/{charge.key}", stamp, lambda: _assessed(state, country, charge))


def _assessed(state: State, country: CountryState, charge: Charge) -> ChargeView:
    assessed = assess_case(charge, country.file, state.scenario.country(country.code))
    return _charge(ChargeView, charge, tuple((proof.element, proof.state.value) for proof in assessed.elements))


def _charge[View: ChargeView](kind: type[View], charge: Charge, elements: tuple[tuple[str, str], ...]) -> View:
    return kind(
        key=charge.key,
        person=charge.person,
        offence=charge.offence,
        charged=charge.at,
        trial_at=charge.trial_at,
        documents=charge.documents,
        elements=elements,
        outcome=charge.outcome,
        reasons=charge.reasons,
        months=charge.months,
        grounds=charge.grounds,
        appeal=charge.appeal.value,
        appeal_until=charge.appeal_until,
        by_video=charge.by_video,
        heard=charge.heard,
        raised=charge.raised,
        ruling=charge.ruling,
        version=charge.version,
    )
