"""What is told about a request beside its contents: persons, scope, addressee, costs, and use after its return."""

from __future__ import annotations

from simulation.kernel.terms import Facts
from simulation.law.assessment.findings import Finding, FindingVerdict, Question
from simulation.law.assessment.refusal_grounds import Between, ground_finding
from simulation.law.assessment.safeguards import USE_LIMITS
from simulation.law.book.grounds import ground_of_tag

EITHER = ("accept", "ask_clarification")


def told(question: Question, between: Between) -> list[Finding]:
    """All that follows from it under the instrument that governs."""
    return [
        *_scope(question, between),
        *_persons(question, between),
        *_addressee(question, between),
        *_costs(question, between),
        *_use(question, between),
    ]


def _scope(question: Question, between: Between) -> list[Finding]:
    """Border and group, where the scope asks for them: for assistance a reasonable suspicion is enough."""
    facts, scope = question.told, between.regime.scope
    if scope is None:
        return []
    lacks = []
    if scope.group and facts.is_group is False:
        lacks.append("group")
    if scope.border and facts.is_transnational is False and not (scope.evidence_counts and facts.is_evidence_there):
        lacks.append("border")
    if not lacks:
        return []
    params: Facts = (("lacks", " ".join(lacks)),)
    return [Finding("scope_not_met", "C10", FindingVerdict.ARGUABLE, EITHER, params, scope.source)]


def _persons(question: Question, between: Between) -> list[Finding]:
    found = []
    letter = between.regime.by_tag.get("consent_missing")
    for person in question.told.persons:
        about: Facts = (("status", person.status), ("target", person.key))
        found += [
            Finding(
                rule.code,
                "C5",
                FindingVerdict.SETTLED if rule.code == "person_not_sought" else FindingVerdict.ARGUABLE,
                ("ask_clarification", "refuse"),
                about,
                rule.source,
            )
            for rule in between.regime.statuses
            if person.status in rule.statuses
        ]
        if letter is None or person.consent != "refused":
            continue
        if not letter.statuses or person.status in letter.statuses:
            name = ground_of_tag(letter.tag, letter.id)
            found.append(ground_finding(name, between, FindingVerdict.SETTLED, "", target=person.key))
    return found


def _addressee(question: Question, between: Between) -> list[Finding]:
    provider = question.told.provider
    if not provider or between.regime.takes_provider:
        return []
    params: Facts = (("provider", provider),)
    options = ("return_missent", "accept")
    source = between.regime.cite("channel")
    return [Finding("addressee_is_a_provider", "", FindingVerdict.SETTLED, options, params, source)]


def _costs(question: Question, between: Between) -> list[Finding]:
    rule = between.regime.terms.get("costs")
    if question.told.costs != "extraordinary" or rule is None:
        return []
    options = ("accept", "offer_conditions")
    return [Finding("costs_to_be_settled", "", FindingVerdict.ARGUABLE, options, (), rule.source)]


def _use(question: Question, between: Between) -> list[Finding]:
    rule = between.regime.terms.get("use")
    if question.told.used_for != "other" or rule is None or rule.limits == "none":
        return []
    promised = (*question.content.undertakings, *question.conditions)
    if rule.limits == "condition" and USE_LIMITS not in promised:
        return []
    return [Finding("use_beyond_purpose", "", FindingVerdict.SETTLED, (), (), rule.source)]
