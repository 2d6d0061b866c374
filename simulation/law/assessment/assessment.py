"""What can be said objectively about a request, as findings: settled, arguable, or for the trainer.

Contents, channel, language, basis, dual criminality, nexus, breadth, safeguards and the grounds that the facts make
available, each with its source. Prose is never read beyond being empty, and nothing tells a side which documents to
rely on. Control may overrule any finding with reasons (design.md 4).
"""

from __future__ import annotations

from dataclasses import replace

from simulation.kernel.terms import Facts
from simulation.law.assessment.dual_criminality import LISTED, Match, compare, highest, is_asked, listed
from simulation.law.assessment.evidence_link import LinkChain, link_chain
from simulation.law.assessment.findings import FISHING, NOTHING_TOLD, Finding, FindingVerdict, Question
from simulation.law.assessment.refusal_grounds import Between, between_two, conformity, ground_finding, shown_by_papers
from simulation.law.assessment.safeguards import safeguards
from simulation.law.assessment.told_facts import told
from simulation.law.book.assistance_types import Kind, PropertyPart
from simulation.law.book.governance import PRACTICE, Regime, citing, read_into, regime_of_letter
from simulation.law.book.law_book import Instrument, LawBook
from simulation.law.book.pace import pace_of
from simulation.law.book.precedence import is_below, may_cover
from simulation.law.book.required_contents import PERIOD_CODES, RECIPROCITY, ContentCheck, completeness
from simulation.law.book.transmission import ELECTRONIC, INTERPOL, ORAL, TransmissionResult, outcome_of
from simulation.law.rows import Filled
from simulation.scenario.schema.country import Archetype, Channel, CourtUse, Offence
from simulation.scenario.schema.play import Route

WIDE_DAYS = 730
"""A longer period of records has to be explained (an assumption; law.md 5.3 M2)."""

TOO_WIDE_DAYS = 1825
"""A longer period is fishing (an assumption; law.md 5.3 M2)."""

MANY_TARGETS = 5
"""More targets in one request have to be explained one by one (an assumption; law.md 5.3 M2)."""

SMALL_OFFENCE_YEARS = 2
"""A coercive measure for an offence whose highest sentence is below this has to be weighed (an assumption; G10)."""


_FORUM = Filled("law of the forum")
_OF_THE_SENDER = Filled("the limits of use that the sender of the document set")


def assess(question: Question, law: LawBook) -> tuple[Finding, ...]:
    """All findings, contents first, then basis, offence, nexus, breadth, and grounds that the facts make available."""
    kind = question.kind
    content = question.content
    if question.conditions:
        content = replace(content, undertakings=(*content.undertakings, *question.conditions))
    checks = completeness(content, kind, question.pair, question.requesting, question.requested)
    regime = regime_of_letter(content, kind, question.pair, question.requesting)
    findings = [*_contents(checks, regime)]
    if kind.route is not Route.MLA:
        return (*findings, *_use(question, kind), *_consent(question))
    between = between_two(question.pair, question.requested, regime)
    findings += _channel(question, regime)
    findings += _language(question, regime)
    findings += _basis(question, kind, law, between)
    findings += _offences(question, kind, between)
    findings += _linked(question, kind)
    findings += _consent(question)
    findings += _breadth(question, kind)
    findings += safeguards(question, between)
    findings += [shown_by_papers(tag, between) for tag in question.own.circumstances]
    if question.told is not NOTHING_TOLD:
        findings += told(question, between)
    findings += conformity(findings, checks, between)
    working = pace_of(question.pair, kind, content.basis).of(question.requested.archetype)
    findings += silence(question.unanswered_days, working, law)
    return tuple(findings)


def between_of(question: Question) -> Between:
    """What stands between the two countries of a question."""
    regime = regime_of_letter(question.content, question.kind, question.pair, question.requesting)
    return between_two(question.pair, question.requested, regime)


def open_items(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Contents about which a clarification is founded, in order and each once (stops the clock, design 10.1)."""
    found = {finding.item for finding in findings if finding.is_open}
    return tuple(sorted(found, key=lambda item: int(item[1:])))


def silence(days: int, working: Archetype, law: LawBook) -> list[Finding]:
    """NR3: longer without a word than nine of ten wait there. An alert of the exercise: no treaty speaks of silence.

    Args:
        days: Days since the receipt for which nothing was decided or said.
        working: How the offices work that are silent.
        law: The law book, for the usual time of authorities that work so.
    """
    usual = law.answered_within(working)
    if days <= usual:
        return []
    params: Facts = (("days", days), ("usual", usual))
    return [Finding("silence", "NR3", FindingVerdict.ARGUABLE, ("query_status",), params, PRACTICE)]


# --- the parts, in order ---------------------------------------------------------------------------------------------


def _contents(checks: tuple[ContentCheck, ...], regime: Regime) -> list[Finding]:
    return [
        Finding(
            f"content_{check.state}",
            check.item,
            FindingVerdict.SETTLED,
            ("ask_clarification", "return_deficient") if check.gate == "hard" else ("ask_clarification", "accept"),
            check.reason.params,
            _where(check, regime),
            is_open=True,
        )
        for check in checks
        if check.is_open and check.reason.code not in PERIOD_CODES
    ]


def _where(check: ContentCheck, regime: Regime) -> str:
    """Where the instrument wants a content; practice where it wants none."""
    missing = str(dict(check.reason.params).get("fields", "")).split()
    cited = [regime.applicable[name] for name in missing if name in regime.applicable]
    if check.item in regime.items and len(cited) < max(1, len(missing)):
        cited.append(regime.items[check.item].source)
    return citing(*cited) or PRACTICE


def _use(question: Question, kind: Kind) -> list[Finding]:
    use = question.requesting.police_information_in_court
    code = "channel_gives_evidence" if use is CourtUse.FREE else "channel_gives_lead"
    params: Facts = (("use", use.value), ("route", kind.route.value))
    return [Finding(code, "", FindingVerdict.SETTLED, (), params, _FORUM)]


def _channel(question: Question, regime: Regime) -> list[Finding]:
    """Whether it was sent on a way that the two have agreed; nothing to say when that is left open."""
    sent, pair, content = question.channel, question.pair, question.content
    if not sent:
        return []
    params: Facts = (("agreed", pair.channel.value), ("channel", sent))
    way = regime.terms.get("channel")
    where = way.source if way is not None else regime.name
    if way is not None and question.kind.id in way.ministries_only:
        if sent == Channel.CENTRAL:
            return []
        if sent not in {Channel.DIPLOMATIC, ELECTRONIC}:
            code = "channel_through_ministries"
            return [Finding(code, "", FindingVerdict.SETTLED, ("accept",), params, where)]
    if sent == INTERPOL:
        if way is not None and way.interpol and content.urgent:
            return [Finding("interpol_in_urgency", "", FindingVerdict.SETTLED, ("accept",), params, where)]
        return [Finding("channel_not_agreed", "", FindingVerdict.SETTLED, ("accept",), params, where)]
    if sent == ORAL and pair.oral_urgent and content.urgent:
        return [Finding("oral_to_be_confirmed", "", FindingVerdict.SETTLED, ("accept",), params, where)]
    if sent == pair.channel or (sent == ELECTRONIC and pair.electronic):
        return []
    outcome = outcome_of(replace(content, channel=sent), pair)
    if outcome is TransmissionResult.ACCEPTED:
        return [Finding("channel_longer", "", FindingVerdict.SETTLED, ("accept",), params, where)]
    options = ("accept", "return_missent") if outcome is TransmissionResult.REFUSED else ("accept",)
    return [Finding("channel_not_agreed", "", FindingVerdict.SETTLED, options, params, where)]


def _language(question: Question, regime: Regime) -> list[Finding]:
    language, accepted = question.content.language, question.requested.accepts(regime.instrument)
    if not language or language in accepted:
        return []
    params: Facts = (("accepted", " ".join(accepted)), ("language", language))
    options = ("ask_clarification", "return_deficient")
    rule = regime.terms.get("language")
    source = rule.source if rule is not None else regime.name
    return [Finding("language_not_accepted", "C15", FindingVerdict.SETTLED, options, params, source, is_open=True)]


def _basis(question: Question, kind: Kind, law: LawBook, between: Between) -> list[Finding]:
    basis, pair, regime = question.content.basis, question.pair, between.regime
    if not basis:
        return []
    params: Facts = (("basis", basis),)
    ask = ("ask_clarification",)
    either = ("accept", *ask)
    if basis == RECIPROCITY:
        code = "basis_weaker_than_treaty" if pair.instruments else "basis_reciprocity"
        return [Finding(code, "C10", FindingVerdict.ARGUABLE, either, params, regime.articles)]
    if regime.named == "does_not_bind":
        source = "treaty matrix of the pair"
        return [Finding("basis_does_not_bind", "C10", FindingVerdict.SETTLED, ask, params, source, is_open=True)]
    instrument = law.instrument(basis)
    if instrument is None:
        return []
    found: list[Finding] = []
    params = (*params, ("governs", regime.instrument))
    if regime.named == "does_not_provide":
        code = "basis_does_not_provide"
        found.append(Finding(code, "C10", FindingVerdict.ARGUABLE, either, params, regime.articles, is_open=True))
    if regime.named == "gives_way":
        return [Finding("basis_binds_does_not_govern", "C10", FindingVerdict.ARGUABLE, either, params, regime.articles)]
    scopes = [scope for name in read_into(basis, pair) if (scope := law.instrument(name)) is not None]
    found += _coverage(question, kind, scopes, between)
    is_covered = all(finding.code == "basis_covers_a_part" for finding in found)
    binds = Finding("basis_binds", "C10", FindingVerdict.SETTLED, either[:1], params[:1], regime.articles)
    return [binds, *found] if is_covered else found


def _coverage(question: Question, kind: Kind, scopes: list[Instrument], between: Between) -> list[Finding]:
    """Offences that neither the instrument relied on, the first of the scopes, nor its protocols reach.

    That it stays below the instrument's own threshold is firm; a threshold with exceptions, or what an offence is
    about, is arguable.
    """
    offences, rule, instrument = _named(question), between.regime.criminality, scopes[0]
    outside = [each for each in offences if not any(may_cover(scope, each) for scope in scopes)]
    source, verdict = f"{instrument.name}, {instrument.article}", FindingVerdict.ARGUABLE
    are_all_outside = len(outside) == len(question.content.offences)
    if are_all_outside and all(is_below(scope, each) for scope in scopes for each in outside):
        verdict = FindingVerdict.SETTLED
    if not outside and rule is not None and rule.least_years:
        outside = [each for each in offences if highest(each, rule, question.requested) < rule.least_years]
        source = rule.least_source or rule.source
    if not outside:
        return []
    params: Facts = (("basis", instrument.id), ("offences", " ".join(each.key for each in outside)))
    either = ("accept", "ask_clarification")
    if len(outside) < len(offences):
        return [Finding("basis_covers_a_part", "C10", FindingVerdict.ARGUABLE, either, params, source)]
    found = [Finding("basis_does_not_cover", "C10", verdict, either, params, source, is_open=True)]
    governs = between.regime.named != "does_not_cover"  # of another that governs it is no ground
    if kind.property is PropertyPart.CONFISCATION and governs and between.regime.letter_for("R7") is not None:
        found.append(ground_finding("R7", between, verdict, ""))
    return found


def _named(question: Question) -> list[Offence]:
    """The offences named that the requesting law knows."""
    return list(question.requesting.named(question.content.offences))


def _offences(question: Question, kind: Kind, between: Between) -> list[Finding]:
    findings: list[Finding] = []
    regime, content = between.regime, question.content
    rule = regime.criminality
    known = []
    for key in content.offences:
        offence = question.requesting.offence(key)
        if offence is None:
            params: Facts = (("offence", key),)
            source = regime.items["C10"].source if "C10" in regime.items else PRACTICE
            ask = ("ask_clarification",)
            findings.append(
                Finding("offence_unknown", "C10", FindingVerdict.SETTLED, ask, params, source, is_open=True)
            )
        else:
            known.append(offence)
    if not known or not is_asked(question.pair, kind, regime, between.reserved):
        return findings
    firm = FindingVerdict.SETTLED
    source = rule.source if rule is not None else regime.name
    if rule is not None and rule.years and content.says(LISTED):
        grave = [offence for offence in known if offence.max_years >= rule.years]
        fitting = [offence for offence in grave if listed(regime, (offence,))]
        if fitting:
            longest = max(fitting, key=lambda offence: offence.max_years)
            params = (("offence", longest.key), ("years", rule.years))
            return [*findings, Finding("dual_criminality_waived", "R5", firm, ("accept",), params, source)]
        if grave:
            # The list here is not whole, so that the box may name an entry which nobody here can check.
            either = ("accept", "ask_clarification")
            findings.append(Finding("list_box_doubtful", "R5", FindingVerdict.ARGUABLE, either, (), source))
            firm = FindingVerdict.ARGUABLE
    # One offence that both laws know carries the request.
    compared = [compare(offence, question.requested) for offence in known]
    best = min(compared, key=lambda comparison: (list(Match).index(comparison.match), len(comparison.missing)))
    params = (
        ("match", best.match.value),
        ("missing", " ".join(best.missing)),
        ("nearest", best.nearest),
        ("offence", best.offence),
    )
    if best.match is Match.MATCH:
        return [*findings, Finding("dual_criminality_met", "R5", FindingVerdict.SETTLED, ("accept",), params, source)]
    if best.match is Match.PARTIAL:
        options = ("ask_clarification", "accept", "refuse")
        firm = FindingVerdict.ARGUABLE
        findings.append(Finding("dual_criminality_partial", "R5", firm, options, params, source))
    else:
        findings.append(Finding("dual_criminality_not_met", "R5", firm, ("refuse", "accept"), params, source))
    return [*findings, ground_finding("R5", between, firm, "")]


def chains(question: Question) -> tuple[LinkChain, ...]:
    """How each target hangs together with the offence over the links of the grounds; persons named count as objects."""
    origins = question.offence_objects or question.content.persons
    return link_chain(question.grounds, origins, question.targets)


def _linked(question: Question, kind: Kind) -> list[Finding]:
    if not kind.needs_link or not question.content.grounds:
        return []
    findings: list[Finding] = []
    source = PRACTICE
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
            _OF_THE_SENDER,
        )
        for ground in question.grounds
        if ground.needs_consent
    ]


def _breadth(question: Question, kind: Kind) -> list[Finding]:
    findings: list[Finding] = []
    content, source = question.content, PRACTICE
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
                    FISHING if fishing else "period_wide",
                    "C4",
                    FindingVerdict.ARGUABLE,
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
