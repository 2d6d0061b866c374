"""Safeguards and own proceedings that the facts of both sides bring into a request (law.md 5.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulation.kernel.terms import Facts
from simulation.law.assessment.findings import FISHING, Finding, FindingVerdict, GroundNature, Question
from simulation.law.assessment.refusal_grounds import Between, ground_finding, nature_of
from simulation.law.book.assistance_types import Kind
from simulation.law.book.governance import PRACTICE, Regime, citing
from simulation.law.book.grounds import TAGS
from simulation.law.book.required_contents import NO_DEATH_PENALTY, RECIPROCITY, carries_death
from simulation.law.book.rules import LetterNature
from simulation.scenario.schema.play import Sought

USE_LIMITS = "use_limits"
"""Undertaking to use what comes for the purpose named only (UNTOC 18(19))."""

BAR_SURRENDER = frozenset({"G2", "G7", "G11"})
"""Safeguards that may stop a surrender: norms above the instruments (CAT art. 3, Refugee Convention art. 33), and the
own law on people who were forced or are threatened (CETS 197 art. 26, 28; Recommended Principle 7)."""

AT_RISK = "person_at_risk"
"""Finding that somebody is a witness or a victim at risk, who is protected whatever becomes of the request."""

RISKS = frozenset({"person_in_danger", "victim_compelled"})
"""Tags of the letters on them; where the list of grounds is closed the two consult, and agree on conditions instead."""

PROMISED: Mapping[str, tuple[str, ...]] = {
    "reciprocity_missing": (RECIPROCITY,),
    "undertakings_missing": (USE_LIMITS, "return"),
}
"""What a request has to promise where the instrument that governs has a letter on it, by the tag of the letter."""

PRESENCE = "F3"
"""Formality: officers of the requesting side are present, or put questions (law.md 5.4)."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A safeguard that a paper of the requested side about a target brings in.

    Attributes:
        listed: Field of the own facts that lists the targets.
        item: Id of the safeguard.
        code: Code of the finding; "" for a ground between the two.
        verdict: How firm it is.
        options: What is defensible in view of it alone; a ground has its own.
        source: The rule, whatever governs.
        moves_only: It matters only where a person is handed over.
        tag: Letter that it is about, of several of its ground; "" for the one that holds for the ground.
        term: What a rule of the instrument that governs is about that says it.
    """

    listed: str
    item: str
    code: str
    verdict: FindingVerdict
    options: tuple[str, ...]
    source: str
    moves_only: bool = False
    tag: str = ""
    term: str = ""


_WEIGH = ("accept", "offer_conditions", "refuse")

_RULES = (
    _Rule("privileged", "G6", "", FindingVerdict.ARGUABLE, (), ""),
    _Rule("judged", "G4", "", FindingVerdict.ARGUABLE, (), ""),
    _Rule(
        "judged_in_absence",
        "G12",
        "",
        FindingVerdict.ARGUABLE,
        (),
        "ICCPR art. 14(3)(d)",
        moves_only=True,
    ),
    _Rule("lapsed", "G14", "", FindingVerdict.ARGUABLE, (), ""),
    _Rule(
        "third_parties",
        "G9",
        "third_party_rights",
        FindingVerdict.ARGUABLE,
        ("accept", "return_part"),
        "",
        term="remedy",
    ),
    _Rule(
        "at_risk",
        "G7",
        AT_RISK,
        FindingVerdict.ARGUABLE,
        ("accept", "offer_conditions"),
        "CETS 197 art. 28; non-punishment: CETS 197 art. 26, Directive 2011/36/EU art. 8, else own law and guidance "
        "(Recommended Principle 7)",
        term="protection",
        tag="person_in_danger",
    ),
    _Rule(
        "compelled",
        "G7",
        "",
        FindingVerdict.ARGUABLE,
        ("accept", "offer_conditions"),
        "CETS 197 art. 10(2), 26",
        moves_only=True,
        tag="victim_compelled",
    ),
    _Rule(
        "cleared",
        "",
        "cleared_by_own_papers",
        FindingVerdict.ARGUABLE,
        ("accept", "ask_clarification"),
        PRACTICE,
        moves_only=True,
        tag="no_prima_facie_case",
    ),
    _Rule(
        "minors",
        "G13",
        "minor_concerned",
        FindingVerdict.ARGUABLE,
        ("accept", "offer_conditions"),
        "Convention on the Rights of the Child art. 3, 40",
    ),
    _Rule(
        "ill_treatment",
        "G2",
        "safeguard_to_weigh",
        FindingVerdict.FOR_TRAINER,
        _WEIGH,
        "Convention against Torture art. 15; ECHR art. 6; own law",
    ),
    _Rule(
        "persecution",
        "G3",
        "safeguard_to_weigh",
        FindingVerdict.FOR_TRAINER,
        _WEIGH,
        "",
    ),
    _Rule(
        "refugees",
        "G11",
        "safeguard_to_weigh",
        FindingVerdict.FOR_TRAINER,
        _WEIGH,
        "Refugee Convention art. 33",
        moves_only=True,
    ),
)

SOURCES = tuple(dict.fromkeys(rule.source for rule in _RULES if rule.source))
"""Every source of these rules, for those who translate them."""

OF_OWN_PAPERS = frozenset(rule.code for rule in _RULES if rule.code)
"""Findings that come from what the requested side alone has on file: they are for its eyes."""


def safeguards(question: Question, between: Between) -> list[Finding]:
    """All of them, for the request as a whole first, then target by target."""
    kind = question.kind
    findings = _of_the_request(question, kind, between)
    for target in question.targets:
        findings += _of_a_target(question, kind, target, between)
    return findings


def _of_the_request(question: Question, kind: Kind, between: Between) -> list[Finding]:
    promised = (*question.content.undertakings, *question.conditions)
    findings: list[Finding] = []
    carried = carries_death(question.content, question.requesting, question.requested)
    if carried is not None and NO_DEATH_PENALTY not in promised:
        verdict = FindingVerdict.SETTLED if carried else FindingVerdict.ARGUABLE
        nature = nature_of("G1", between)
        # What the offence named does not carry binds nobody, however the law stands to the penalty (ICCPR art. 6).
        if not carried and nature is GroundNature.MANDATORY:
            nature = GroundNature.DISCRETIONARY
        findings.append(ground_finding("G1", between, verdict, "", nature))
    if question.own.is_measure_unavailable:
        findings.append(ground_finding("R3", between, FindingVerdict.SETTLED, ""))
    terms = ("accept", "offer_conditions")
    use = between.regime.terms.get("use")
    follows = use is not None and use.limits == "always"  # a limit of the treaty itself needs no promise
    if USE_LIMITS not in promised and not between.regime.recognises and not follows:
        source = use.source if use is not None else PRACTICE
        findings.append(Finding("use_limits_not_stated", "G5", FindingVerdict.ARGUABLE, terms, (), source))
    for tag, promises in PROMISED.items():
        letter = between.regime.by_tag.get(tag)
        if letter is None or letter.nature is LetterNature.CURABLE:  # what can be cured is missed as a content (C13)
            continue
        if not set(promises) <= set(promised):
            findings.append(ground_finding(letter.id, between, FindingVerdict.SETTLED, "", by=letter))
    if kind.is_covert:
        source = citing(between.regime.cite("covert"), PRACTICE)
        findings.append(Finding("covert_conditions", "G16", FindingVerdict.SETTLED, terms, (), source))
    if question.is_for_defence:
        source = "ICCPR art. 14(3)(e)"
        findings.append(Finding("asked_for_the_defence", "G15", FindingVerdict.SETTLED, ("accept",), (), source))
    if PRESENCE in question.content.formalities:
        source = between.regime.cite("presence")
        findings.append(Finding("presence_needs_consent", PRESENCE, FindingVerdict.ARGUABLE, terms, (), source))
    return findings


def _of_a_target(question: Question, kind: Kind, target: str, between: Between) -> list[Finding]:
    own = question.own
    findings: list[Finding] = []
    bars = kind.id == Sought.SURRENDER and not question.requested.surrenders_nationals
    if bars and target in own.own_nationals:
        findings.append(ground_finding("G8", between, FindingVerdict.SETTLED, "", target=target))
    if target in own.own_case or target in own.own_measures:
        # That a case exists does not say that execution would spoil it; a covert measure that is running does.
        verdict = FindingVerdict.SETTLED if target in own.own_measures else FindingVerdict.ARGUABLE
        findings.append(ground_finding("R6", between, verdict, "", target=target))
    about: Facts = (("target", target),)
    for rule in _RULES:
        listed: tuple[str, ...] = getattr(own, rule.listed)
        if target not in listed or (rule.moves_only and not kind.moves_person):
            continue
        letter = between.regime.by_tag.get(rule.tag)
        is_closed = rule.tag in RISKS and letter is None
        if kind.id == Sought.SURRENDER and rule.item in BAR_SURRENDER and not is_closed:
            findings.append(ground_finding(rule.item, between, FindingVerdict.ARGUABLE, "", by=letter, target=target))
        elif code := rule.code or (AT_RISK if kind.id == Sought.SURRENDER and is_closed else ""):
            source = _cited(rule, between.regime)
            findings.append(Finding(code, rule.item, rule.verdict, rule.options, about, source))
        elif not rule.tag:
            findings.append(ground_finding(rule.item, between, rule.verdict, rule.source, target=target))
    return findings


def _cited(rule: _Rule, regime: Regime) -> str:
    """The instrument's own letter; else its rule, or the letter through which it comes in, and what holds anyway."""
    tags = (rule.tag,) if rule.tag else TAGS.get(rule.item, ())
    letters = [letter for tag in tags if (letter := regime.by_tag.get(tag)) is not None]
    if letters:
        return letters[0].source
    row = regime.terms.get(rule.term) or (regime.letter_for(rule.item) if not rule.source else None)
    return citing(row.source if row is not None else "", rule.source) or PRACTICE


# --- remedies against the execution of a letter -----------------------------------------------------------------------

REMEDIES: Mapping[str, str] = {
    "third_party": "the instrument that governs, on remedies: somebody in good faith, with no part in the offence",
    "no_dual_criminality": "the instrument that governs: the act is no offence there, where that is asked",
    "privileged": "own law: what a lawyer, journalist or doctor holds in confidence",
    "too_wide": "ECHR art. 8(2): far wider than the facts carry",
}
"""Why a remedy succeeds, with the rule; in the order in which a court looks."""


def remedy_of(findings: tuple[Finding, ...]) -> str:
    """Why a court ends the execution of a letter, by what the assessment finds; "" where it does not.

    The same facts give the same outcome, and chance has no part in it (ECHR 8 and 13; EIO Directive article 14).
    """
    found = set[str]()
    for each in findings:
        if each.code == "third_party_rights":
            found.add("third_party")
        elif each.code == FISHING:
            found.add("too_wide")
        elif each.code == "ground_available" and each.item == "G6":
            found.add("privileged")
        elif each.code == "ground_available" and each.item == "R5" and each.verdict is FindingVerdict.SETTLED:
            found.add("no_dual_criminality")
    return next((why for why in REMEDIES if why in found), "")
