"""Grounds for refusing or postponing: what they are between two countries, and which of them the facts contain.

Whether a ground is mandatory belongs to the pair and its law (design section 4). A refusal on a ground that the facts
do not contain becomes a finding; where only people can weigh the facts, it is for the trainer.
"""

from __future__ import annotations

from simulation.assistance.contents import NO_DEATH_PENALTY
from simulation.assistance.findings import Finding, Nature, Question, Verdict
from simulation.records import Facts
from simulation.scenario.country import Pair
from simulation.scenario.play import Sought


def available_grounds(findings: tuple[Finding, ...]) -> tuple[tuple[str, Nature], ...]:
    """Grounds that the facts make available, with their nature between the two."""
    return tuple(
        (finding.item, Nature(str(dict(finding.params)["nature"])))
        for finding in findings
        if finding.code == "ground_available"
    )


def nature_of(ground: str, pair: Pair) -> Nature:
    """What a ground is between two countries: the pair's word first, then the treaty's."""
    if ground.startswith("NR"):
        return Nature.NOT_A_GROUND
    if ground in pair.mandatory_grounds:
        return Nature.MANDATORY
    if ground == "R1":
        return Nature.CURABLE
    if ground == "R6":
        return Nature.TEMPORARY
    # Safeguards come in under the requested side's legal system (UNTOC 18(21)(d)) when the pair does not name them.
    if ground in pair.discretionary_grounds or ground.startswith("G"):
        return Nature.DISCRETIONARY
    return Nature.NOT_A_GROUND


def judge_refusal(ground: str, findings: tuple[Finding, ...], pair: Pair) -> Finding | None:
    """What to say of a refusal on a ground: nothing when the facts contain it, else a finding.

    Args:
        ground: The ground named.
        findings: The assessment at the time of the refusal.
        pair: What binds the two.
    """
    nature = nature_of(ground, pair)
    params: Facts = (("ground", ground), ("nature", nature.value))
    if nature is Nature.NOT_A_GROUND:
        source = "UNTOC art. 18(8), 18(22); treaty matrix of the pair"
        return Finding("refused_outside_the_pairs_grounds", ground, Verdict.SETTLED, (), params, source)
    available = {item for item, _ in available_grounds(findings)}
    if ground in available:
        return None
    if ground in _FOR_PEOPLE:
        source = "UNTOC art. 18(21)(b)-(d): reasons are for people to weigh"
        return Finding("refusal_to_be_weighed", ground, Verdict.FOR_TRAINER, (), params, source)
    return Finding("refused_without_facts", ground, Verdict.SETTLED, (), params, "UNTOC art. 18(21), (23)")


_FOR_PEOPLE = frozenset({"R2", "R3", "R4", "R8", "R9", "R10", "G2", "G3", "G4", "G11", "G12", "G14"})
"""Grounds whose facts the simulation does not hold or cannot weigh."""


def ground_finding(ground: str, pair: Pair, verdict: Verdict, source: str, **params: str) -> Finding:
    """A ground that the facts contain, with what it is between the two."""
    nature = nature_of(ground, pair)
    options = {
        Nature.MANDATORY: ("refuse", "offer_conditions"),
        Nature.DISCRETIONARY: ("accept", "offer_conditions", "refuse"),
        Nature.CURABLE: ("ask_clarification", "refuse"),
        Nature.TEMPORARY: ("accept", "offer_conditions", "postpone"),
        Nature.NOT_A_GROUND: ("accept",),
    }[nature]
    values: Facts = tuple(sorted({**params, "nature": nature.value}.items()))
    code = "ground_available" if nature is not Nature.NOT_A_GROUND else "not_a_ground_of_the_pair"
    return Finding(code, ground, verdict, options, values, source)


def safeguards(question: Question) -> list[Finding]:
    """Safeguards and own proceedings that the facts of both sides bring in."""
    pair, own = question.pair, question.own
    settled = Verdict.SETTLED
    findings: list[Finding] = []
    assured = NO_DEATH_PENALTY in (*question.content.undertakings, *question.conditions)
    if question.requesting.death_penalty and not question.requested.death_penalty and not assured:
        findings.append(ground_finding("G1", pair, settled, "law.md 5.5 G1; UNTOC art. 18(21)(d)"))
    for target in question.targets:
        if target in own.own_nationals and _bars_surrender(question):
            findings.append(
                ground_finding("G8", pair, settled, "UNTOC art. 16(10): submit for prosecution", target=target)
            )
        if target in own.own_case:
            findings.append(ground_finding("R6", pair, settled, "UNTOC art. 18(25), (26)", target=target))
        if target in own.privileged:
            findings.append(ground_finding("G6", pair, Verdict.ARGUABLE, "law.md 5.5 G6: filter team", target=target))
        for listed, code, options, source in (
            (own.third_parties, "third_party_rights", ("accept", "return_part"), "UNTOC art. 12(8), 13(8)"),
            (own.at_risk, "person_at_risk", ("accept", "offer_conditions"), "UNTOC art. 24, 25; law.md 5.5 G7"),
        ):
            if target in listed:
                findings.append(Finding(code, "", Verdict.ARGUABLE, options, (("target", target),), source))
    return findings


def _bars_surrender(question: Question) -> bool:
    return question.sought is Sought.SURRENDER and not question.requested.surrenders_nationals


def conformity(findings: list[Finding]) -> list[Finding]:
    """R1: what is open makes the request not conform; it can be cured, so one asks first."""
    open_now = sorted({finding.item for finding in findings if finding.is_open and finding.verdict is Verdict.SETTLED})
    if not open_now:
        return []
    params: Facts = (("items", " ".join(open_now)), ("nature", Nature.CURABLE.value))
    return [
        Finding(
            "ground_available",
            "R1",
            Verdict.SETTLED,
            ("ask_clarification", "refuse"),
            params,
            "UNTOC art. 18(21)(a), (16), (26)",
        )
    ]
