"""Grounds for refusing or postponing: what they are between two countries, and what a refusal on one is worth.

Whether a ground is mandatory belongs to the pair and the law of whoever is asked (design.md 4). A refusal on a
ground that the facts do not contain becomes a finding; where only people can weigh the facts, it is for the trainer.
"""

from __future__ import annotations

from simulation.kernel.terms import Facts
from simulation.law.assessment.findings import Finding, FindingVerdict, GroundNature
from simulation.law.book.grounds import Grounds, grounds_with
from simulation.law.book.required_contents import Gate, gate_of
from simulation.scenario.schema.country import CountryPair

_BY_ITSELF = {"curable": GroundNature.CURABLE, "temporary": GroundNature.TEMPORARY}
"""Natures that the treaty settles, whatever the pair's law says."""

_ARGUABLY_OPEN = frozenset({"C10", "C11"})
"""Contents that the treaty does not list and that many laws want all the same (law.md 1.3): conformity is arguable."""


def available_grounds(findings: tuple[Finding, ...]) -> tuple[tuple[str, GroundNature], ...]:
    """Grounds that the facts make available, with their nature between the two."""
    return tuple(
        (finding.item, GroundNature(str(dict(finding.params)["nature"])))
        for finding in findings
        if finding.code == "ground_available"
    )


def nature_of(ground: str, pair: CountryPair, requested: str, known: Grounds | None = None) -> GroundNature:
    """What a ground is between two countries: the word of the law that is asked first, then the treaty's.

    Args:
        ground: Its id.
        pair: What binds the two.
        requested: Code of the country that is asked.
        known: The grounds that there are; None for those that ship.
    """
    row = (known or grounds_with()).of(ground)
    if row is not None and row.is_none:
        return GroundNature.NOT_A_GROUND
    if ground in pair.mandatory(requested):
        return GroundNature.MANDATORY
    if row is not None and row.nature in _BY_ITSELF:
        return _BY_ITSELF[row.nature]
    # Safeguards come in under the requested side's legal system (UNTOC 18(21)(d)) when the pair does not name them.
    if ground in pair.discretionary_grounds or (row is not None and row.is_safeguard):
        return GroundNature.DISCRETIONARY
    return GroundNature.NOT_A_GROUND


def judge_refusal(
    ground: str, findings: tuple[Finding, ...], pair: CountryPair, requested: str, known: Grounds | None = None
) -> Finding | None:
    """What to say of a refusal on a ground: nothing when the facts contain it, else a finding.

    Args:
        ground: The ground named.
        findings: The assessment at the time of the refusal.
        pair: What binds the two.
        requested: Code of the country that refuses.
        known: The grounds that there are; None for those that ship.
    """
    nature = nature_of(ground, pair, requested, known)
    params: Facts = (("ground", ground), ("nature", nature.value))
    if nature is GroundNature.NOT_A_GROUND:
        source = "UNTOC art. 18(8), 18(22); treaty matrix of the pair"
        return Finding("refused_outside_the_pairs_grounds", ground, FindingVerdict.SETTLED, (), params, source)
    available = {item for item, _ in available_grounds(findings)}
    if ground in available:
        return None
    row = (known or grounds_with()).of(ground)
    if row is not None and row.for_people:
        source = "UNTOC art. 18(21)(b)-(d): reasons are for people to weigh"
        return Finding("refusal_to_be_weighed", ground, FindingVerdict.FOR_TRAINER, (), params, source)
    return Finding("refused_without_facts", ground, FindingVerdict.SETTLED, (), params, "UNTOC art. 18(21), (23)")


def ground_finding(
    ground: str,
    pair: CountryPair,
    requested: str,
    verdict: FindingVerdict,
    source: str,
    nature: GroundNature | None = None,
    **params: str,
) -> Finding:
    """A ground that the facts contain, with what it is between the two; `nature` where the measure itself says it."""
    found = nature if nature is not None else nature_of(ground, pair, requested)
    options = {
        GroundNature.MANDATORY: ("refuse", "offer_conditions"),
        GroundNature.DISCRETIONARY: ("accept", "offer_conditions", "refuse"),
        GroundNature.CURABLE: ("ask_clarification", "refuse"),
        GroundNature.TEMPORARY: ("accept", "offer_conditions", "postpone"),
        GroundNature.NOT_A_GROUND: ("accept",),
    }[found]
    values: Facts = tuple(sorted({**params, "nature": found.value}.items()))
    code = "ground_available" if found is not GroundNature.NOT_A_GROUND else "not_a_ground_of_the_pair"
    return Finding(code, ground, verdict, options, values, source)


def conformity(findings: list[Finding]) -> list[Finding]:
    """R1: what the treaty requires and is not there makes the request not conform; it can be cured, so one asks first.

    What is only good practice to name is no lack of conformity; the basis and the link can be argued.
    """
    open_now = [finding for finding in findings if finding.is_open and finding.verdict is FindingVerdict.SETTLED]
    firm = any(
        gate_of(finding.item) is not Gate.SOFT or finding.code == "language_not_accepted" for finding in open_now
    )
    if not firm and not any(finding.item in _ARGUABLY_OPEN for finding in open_now):
        return []
    items = sorted({finding.item for finding in open_now})
    return [
        Finding(
            "ground_available",
            "R1",
            FindingVerdict.SETTLED if firm else FindingVerdict.ARGUABLE,
            ("ask_clarification", "refuse"),
            (("items", " ".join(items)), ("nature", GroundNature.CURABLE.value)),
            "UNTOC art. 18(21)(a), (16), (26)",
        )
    ]
