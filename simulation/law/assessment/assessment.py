"""What can be said objectively about a request, as findings: settled, arguable, or for the trainer.

Contents, channel, language, basis, dual criminality, nexus, breadth, safeguards and the grounds that the facts make
available, each with its source. Prose is never read beyond being empty, and nothing tells a side which documents to
rely on. Control may overrule any finding with reasons (design.md 4).
"""

from __future__ import annotations

from dataclasses import replace

from simulation.kernel.terms import Facts
from simulation.law.assessment.dual_criminality import Match, compare, is_required
from simulation.law.assessment.evidence_link import NexusChain, nexus
from simulation.law.assessment.findings import Finding, FindingVerdict, GroundNature, Question
from simulation.law.assessment.refusal_grounds import conformity, ground_finding
from simulation.law.assessment.safeguards import safeguards
from simulation.law.book.assistance_types import DualRule, Kind, PropertyPart
from simulation.law.book.law_book import Instrument, LawBook
from simulation.law.book.required_contents import RECIPROCITY, ContentCheck, completeness
from simulation.law.book.transmission import ELECTRONIC, ORAL, TransmissionResult, outcome_of
from simulation.scenario.schema.country import Country, CourtUse, Offence
from simulation.scenario.schema.play import Route

WIDE_DAYS = 730
"""A longer period of records has to be explained (an assumption; law.md 5.3 M2)."""

TOO_WIDE_DAYS = 1825
"""A longer period is fishing (an assumption; law.md 5.3 M2)."""

MANY_TARGETS = 5
"""More targets in one request have to be explained one by one (an assumption; law.md 5.3 M2)."""

SMALL_OFFENCE_YEARS = 2
"""A coercive measure for an offence whose highest sentence is below this has to be weighed (an assumption; G10)."""


def assess(question: Question, law: LawBook) -> tuple[Finding, ...]:
    """All findings, contents first, then basis, offence, nexus, breadth, and grounds that the facts make available."""
    kind = question.kind
    content = question.content
    if question.conditions:
        content = replace(content, undertakings=(*content.undertakings, *question.conditions))
    checks = completeness(content, kind, question.pair, question.requesting, question.requested)
    findings = [*_contents(checks)]
    if kind.route is not Route.MLA:
        return (*findings, *_use(question, kind), *_consent(question))
    findings += _channel(question)
    findings += _language(question)
    findings += _basis(question, kind, law)
    findings += _offences(question, kind)
    findings += _linked(question, kind)
    findings += _consent(question)
    findings += _breadth(question, kind)
    findings += safeguards(question)
    findings += conformity(findings)
    findings += silence(question.unanswered_days, question.requested, law)
    return tuple(findings)


def open_items(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Contents about which a clarification is founded, in order and each once (stops the clock, design 10.1)."""
    found = {finding.item for finding in findings if finding.is_open}
    return tuple(sorted(found, key=lambda item: int(item[1:])))


def silence(days: int, requested: Country, law: LawBook) -> list[Finding]:
    """NR3: longer without a word than nine of ten wait there is a refusal without reasons (UNTOC 18(23), (24)).

    Args:
        days: Days since the receipt for which nothing was decided or said.
        requested: Who is silent.
        law: The law book, for the usual time of authorities that work so.
    """
    usual = law.answered_within(requested.archetype)
    if days <= usual:
        return []
    params: Facts = (("days", days), ("usual", usual))
    source = "UNTOC art. 18(23), (24); law.md 1.4 NR3, 6.3"
    return [Finding("silence", "NR3", FindingVerdict.SETTLED, ("query_status",), params, source)]


# --- the parts, in order ---------------------------------------------------------------------------------------------


def _contents(checks: tuple[ContentCheck, ...]) -> list[Finding]:
    return [
        Finding(
            f"content_{check.state}",
            check.item,
            FindingVerdict.SETTLED,
            ("ask_clarification", "return_deficient") if check.gate == "hard" else ("ask_clarification", "accept"),
            check.reason.params,
            "UNTOC art. 18(15), (16); law.md 1.3",
            is_open=True,
        )
        for check in checks
        if check.is_open
    ]


def _use(question: Question, kind: Kind) -> list[Finding]:
    use = question.requesting.police_information_in_court
    code = "channel_gives_evidence" if use is CourtUse.FREE else "channel_gives_lead"
    params: Facts = (("use", use.value), ("route", kind.route.value))
    return [Finding(code, "", FindingVerdict.SETTLED, (), params, "UNTOC art. 18(19), 27; law of the forum")]


def _channel(question: Question) -> list[Finding]:
    """Whether it was sent on a way that the two have agreed; nothing to say when that is left open."""
    sent, pair, content = question.channel, question.pair, question.content
    if not sent:
        return []
    params: Facts = (("agreed", pair.channel.value), ("channel", sent))
    if sent == ORAL and pair.oral_urgent and content.urgent:
        source = "UNTOC art. 18(14): confirmed in writing forthwith"
        return [Finding("oral_to_be_confirmed", "", FindingVerdict.SETTLED, ("accept",), params, source)]
    if sent == pair.channel or (sent == ELECTRONIC and pair.electronic):
        return []
    outcome = outcome_of(replace(content, channel=sent), pair)
    if outcome is TransmissionResult.ACCEPTED:
        source = "UNTOC art. 18(13); ETS 182 art. 4(1), (2): central authorities and the diplomatic way stay open"
        return [Finding("channel_longer", "", FindingVerdict.SETTLED, ("accept",), params, source)]
    source = "UNTOC art. 18(13), (14); treaty matrix of the pair; law.md 5.3 M7"
    options = ("accept", "return_missent") if outcome is TransmissionResult.REFUSED else ("accept",)
    return [Finding("channel_not_agreed", "", FindingVerdict.SETTLED, options, params, source)]


def _language(question: Question) -> list[Finding]:
    language = question.content.language
    if not language or language in question.requested.languages:
        return []
    params: Facts = (("accepted", " ".join(question.requested.languages)), ("language", language))
    options = ("ask_clarification", "return_deficient")
    return [
        Finding(
            "language_not_accepted", "C15", FindingVerdict.SETTLED, options, params, "UNTOC art. 18(14)", is_open=True
        )
    ]


def _basis(question: Question, kind: Kind, law: LawBook) -> list[Finding]:
    basis, pair = question.content.basis, question.pair
    params: Facts = (("basis", basis),)
    ask = ("ask_clarification",)
    if not basis:
        return []
    if basis == RECIPROCITY:
        if pair.instruments:
            source = "UNTOC art. 18(6), (7); law.md 2.6"
            return [
                Finding("basis_weaker_than_treaty", "C10", FindingVerdict.ARGUABLE, ("accept", *ask), params, source)
            ]
        return [
            Finding("basis_reciprocity", "C10", FindingVerdict.ARGUABLE, ("accept", *ask), params, "law.md 2.6 REC")
        ]
    if basis not in pair.instruments:
        source = "treaty matrix of the pair; law.md 5.3 M6"
        return [Finding("basis_does_not_bind", "C10", FindingVerdict.SETTLED, ask, params, source, is_open=True)]
    instrument = law.instrument(basis)
    if instrument is None:
        return []
    found: list[Finding] = []
    source = f"{instrument.name}, {instrument.article}"
    elsewhere = bool(instrument.kinds) and kind.id not in instrument.kinds
    if elsewhere or (kind.instruments and basis not in kind.instruments):
        found.append(
            Finding(
                "basis_does_not_provide",
                "C10",
                FindingVerdict.ARGUABLE,
                ("accept", *ask),
                params,
                kind.source,
                is_open=True,
            )
        )
    offences = _named(question)
    if offences and not any(_covers(instrument, offence) for offence in offences):
        found.append(
            Finding(
                "basis_does_not_cover", "C10", FindingVerdict.ARGUABLE, ("accept", *ask), params, source, is_open=True
            )
        )
        if kind.property is PropertyPart.CONFISCATION and basis == "UNTOC":
            asked = question.requested.code
            found.append(ground_finding("R7", pair, asked, FindingVerdict.ARGUABLE, "UNTOC art. 13(7)"))
    return found or [Finding("basis_binds", "C10", FindingVerdict.SETTLED, ("accept",), params, instrument.name)]


def _named(question: Question) -> list[Offence]:
    """The offences named that the requesting law knows."""
    return [found for key in question.content.offences if (found := question.requesting.offence(key)) is not None]


def _covers(instrument: Instrument, offence: Offence) -> bool:
    if offence.max_years < instrument.min_years:
        return False
    return not instrument.covers or any(element in instrument.covers for element in offence.elements)


def _offences(question: Question, kind: Kind) -> list[Finding]:
    findings: list[Finding] = []
    required = {
        DualRule.ALWAYS: True,
        DualRule.NEVER: False,
        DualRule.PAIR: is_required(question.pair, coercive=kind.is_coercive),
    }[kind.dual_criminality]
    compared = []
    for key in question.content.offences:
        offence = question.requesting.offence(key)
        if offence is None:
            params: Facts = (("offence", key),)
            findings.append(
                Finding(
                    "offence_unknown",
                    "C10",
                    FindingVerdict.SETTLED,
                    ("ask_clarification",),
                    params,
                    "UNTOC art. 18(15); law.md 5.3 M5",
                    is_open=True,
                )
            )
        else:
            compared.append(compare(offence, question.requested))
    if not compared or not required:
        return findings
    # One offence that both laws know carries the request.
    best = min(compared, key=lambda comparison: (list(Match).index(comparison.match), len(comparison.missing)))
    params = (
        ("match", best.match.value),
        ("missing", " ".join(best.missing)),
        ("nearest", best.nearest),
        ("offence", best.offence),
    )
    source = "UNTOC art. 18(9); by conduct: ETS 185 art. 25(5)"
    if best.match is Match.MATCH:
        return [*findings, Finding("dual_criminality_met", "R5", FindingVerdict.SETTLED, ("accept",), params, source)]
    if best.match is Match.PARTIAL:
        options = ("ask_clarification", "accept", "refuse")
        findings.append(Finding("dual_criminality_partial", "R5", FindingVerdict.ARGUABLE, options, params, source))
        verdict = FindingVerdict.ARGUABLE
    else:
        findings.append(
            Finding("dual_criminality_not_met", "R5", FindingVerdict.SETTLED, ("refuse", "accept"), params, source)
        )
        verdict = FindingVerdict.SETTLED
    nature = None
    if kind.dual_criminality is DualRule.ALWAYS:
        # Not a choice of the requested side: without it there is nothing to surrender or prosecute for.
        nature, source = GroundNature.MANDATORY, kind.source
    return [*findings, ground_finding("R5", question.pair, question.requested.code, verdict, source, nature)]


def chains(question: Question) -> tuple[NexusChain, ...]:
    """How each target hangs together with the offence over the links of the grounds; persons named count as objects."""
    origins = question.offence_objects or question.content.persons
    return nexus(question.grounds, origins, question.targets)


def _linked(question: Question, kind: Kind) -> list[Finding]:
    if not kind.needs_link or not question.content.grounds:
        return []
    findings: list[Finding] = []
    source = "law.md 1.3 C11, 5.3 M1; UNTOC art. 18(1), (15)"
    for chain in chains(question):
        target: Facts = (("target", chain.target),)
        if not chain.is_linked:
            options = ("ask_clarification", "refuse")
            findings.append(
                Finding("nexus_missing", "C11", FindingVerdict.SETTLED, options, target, source, is_open=True)
            )
        elif chain.leads:
            params: Facts = (("documents", " ".join(step.document for step in chain.leads)), *target)
            options = ("accept", "ask_clarification")
            findings.append(
                Finding("nexus_rests_on_lead", "C11", FindingVerdict.ARGUABLE, options, params, source, is_open=True)
            )
        else:
            findings.append(Finding("nexus_shown", "C11", FindingVerdict.SETTLED, ("accept",), target, source))
    return findings


def _consent(question: Question) -> list[Finding]:
    return [
        Finding(
            "ground_passed_on_without_consent",
            "",
            FindingVerdict.SETTLED,
            (),
            (("document", ground.document),),
            "UNTOC art. 18(5), (19); law.md 5.3 M12",
        )
        for ground in question.grounds
        if ground.needs_consent
    ]


def _breadth(question: Question, kind: Kind) -> list[Finding]:
    findings: list[Finding] = []
    content, source = question.content, "law.md 5.3 M2, 5.5 G10; EIO Directive art. 6"
    first, last = content.period_from_day, content.period_to_day
    if kind.needs_period:
        if first is None or last is None:
            findings.append(
                Finding(
                    "period_missing", "C4", FindingVerdict.SETTLED, ("ask_clarification",), (), source, is_open=True
                )
            )
        elif last < first:
            params: Facts = (("from", first), ("to", last))
            findings.append(
                Finding(
                    "period_reversed",
                    "C4",
                    FindingVerdict.SETTLED,
                    ("ask_clarification",),
                    params,
                    source,
                    is_open=True,
                )
            )
        elif last - first > WIDE_DAYS:
            fishing = last - first > TOO_WIDE_DAYS
            findings.append(
                Finding(
                    "period_too_wide" if fishing else "period_wide",
                    "C4",
                    FindingVerdict.SETTLED if fishing else FindingVerdict.ARGUABLE,
                    ("ask_clarification", "offer_conditions") if fishing else ("accept", "ask_clarification"),
                    (("days", last - first),),
                    source,
                    is_open=True,
                )
            )
    if len(question.targets) > MANY_TARGETS:
        params = (("count", len(question.targets)),)
        options = ("accept", "ask_clarification", "offer_conditions")
        findings.append(Finding("many_targets", "C4", FindingVerdict.ARGUABLE, options, params, source, is_open=True))
    highest = max((offence.max_years for offence in _named(question)), default=SMALL_OFFENCE_YEARS)
    if kind.is_coercive and highest < SMALL_OFFENCE_YEARS:
        params = (("years", highest),)
        options = ("accept", "ask_clarification", "offer_conditions")
        findings.append(Finding("measure_heavy_for_offence", "G10", FindingVerdict.ARGUABLE, options, params, source))
    return findings
