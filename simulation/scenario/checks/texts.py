"""Which words a scenario needs, and whether somebody wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulation.scenario.checks.crime import entity_keys
from simulation.scenario.checks.problems import Findings
from simulation.scenario.schema.functions import Function
from simulation.scenario.schema.scenario import Scenario, start_words, text_key
from simulation.scenario.text.warm_up import ROOM, names

INJECT_PARTS = ("title", "text", "purpose", "expected", "hint1", "hint2", "hint3")
"""Words that each inject needs."""

REQUEST_PARTS = (
    "subject", "authority_contact", "penalties_text", "facts", "assistance", "purpose", "urgency_reason",
    "confidentiality_reason", "prior_contacts", "property_text", "freeze_facts",
)  # fmt: skip
"""Words of a request: `request.<part>` for every one, `<key of a matter or stream>.<part>` where it has its own."""

SPOKEN = ("spoke_of_leader", "spoke_of_partner", "spoke_of_offer")
"""What members who speak and officials who refused say; `{1}` is the person it is about (R9, R10)."""

BODIES = ("investigators", "customs", "port", "laboratory", "register", "inspectors")
"""Offices of a country that issue papers: `letterhead.<country>.<body>` where the scenario has a name for it."""

FREE = frozenset({"glossary", "reaction"})
"""Groups whose words the program names: entries of its own, and reactions (`simulation.exercise.reactions`)."""

_NAMED = re.compile(r"\{([^{}]*)\}")


def needed(scenario: Scenario) -> Iterator[str]:
    """Dotted keys of all words that a scenario of this content needs."""
    crime, play = scenario.crime, scenario.play
    yield from ("title", "summary", "briefing", f"currency.{scenario.currency.code}")
    for country in scenario.countries:
        yield from (f"country.{country.code}.{part}" for part in ("name", "summary", "card"))
        yield from (f"language.{language}" for language in country.languages)
        yield from (f"offence.{offence.key}" for offence in country.offences)
        if country.played:
            yield f"country.{country.code}.case"
            yield from (f"role.{country.code}.{office}" for office in country.offices)
    yield from (f"place.{place.key}" for place in crime.places)
    yield from (f"corridor.{corridor.key}" for corridor in crime.corridors)
    yield from (f"organisation.{organisation.key}" for organisation in crime.organisations)
    yield from (text_key(site.key) for site in crime.sites)
    yield from (text_key(name) for member in crime.cast for name in member.known_as)
    yield from (f"statement.{knowledge.key}" for knowledge in crime.knowledge)
    yield from (f"statement.{said}" for said in SPOKEN)
    yield from (f"preset.{preset.key}" for preset in play.presets)
    yield from (f"purpose.{transfer.purpose}" for transfer in crime.transfers)
    yield from (f"report_reason.{report.reason}" for report in crime.reports)
    yield from (f"request.{part}" for part in REQUEST_PARTS)
    for key in (*(matter.key for matter in play.matters), *(stream.key for stream in play.streams)):
        yield from (text_key(f"{key}.subject"), text_key(f"{key}.facts"))
    yield from (text_key(f"{matter.key}.question") for matter in play.matters if matter.status == "clarifying")
    for inject in play.injects:
        yield from (text_key(f"{inject.key}.{part}") for part in INJECT_PARTS)
        yield from (text_key(f"{inject.key}.choice.{choice}") for choice in inject.choices)
        yield f"persona.{inject.sender}"
    yield from (text_key(mark.key) for mark in play.marks)
    for objective in play.objectives:
        yield text_key(f"objective.{objective.key}")
        yield from (text_key(task.key) for task in objective.tasks)
    for need in scenario.needs:
        yield f"chain.{need.chain}"
        if need.waits is not None:
            yield f"waiting.{need.waits.reason}"


def optional(scenario: Scenario) -> Iterator[str]:
    """Dotted keys of words that may be written and need not be."""
    for key in (*(matter.key for matter in scenario.play.matters), *(stream.key for stream in scenario.play.streams)):
        yield from (text_key(f"{key}.{part}") for part in (*REQUEST_PARTS, "warrant"))
    yield from (f"spoken.{function}" for function in Function)
    yield from (f"letterhead.{country.code}.{body}" for country in scenario.countries for body in BODIES)
    yield from (f"{ROOM}.{name}" for name in names())
    for inject in scenario.play.injects:
        yield from (text_key(f"{inject.key}.outcome.{choice}") for choice in inject.choices)
    for start in scenario.play.starts:
        if start.first is not None:
            yield start_words(start.country, "now", start.office)
        yield from (start_words(start.country, "person", person) for person in start.people)
        yield from (start_words(start.country, "paper", paper) for paper in start.papers)
        yield from (start_words(start.country, "talk", each.country) for each in start.talk)
    yield "substance"
    yield "closing"


def check_words(scenario: Scenario, findings: Findings) -> None:
    """Add missing words, words for things that do not exist, and names in words that lead nowhere.

    English has to be whole; another language may leave words out and falls back on English.
    """
    wanted = set(needed(scenario))
    known = entity_keys(scenario)
    for language, words in scenario.texts.items():
        file = f"texts/{language}.toml"
        if language == "en":
            for key in sorted(wanted - {key for key, text in words.items() if text}):
                findings.tell(file, key, "these words are missing")
        for key in sorted(set(words) - wanted - set(optional(scenario))):
            if key.partition(".")[0] not in FREE:
                findings.reference(file, key, key, wanted, "place for the words of")
        for key, text in words.items():
            for name in _NAMED.findall(text):
                if key.startswith("spoken."):
                    if name not in {"0", "1"}:
                        findings.tell(file, key, f"{{{name}}} is neither who speaks, {{0}}, nor who is named, {{1}}")
                elif key.startswith("statement.") and name.isdecimal():
                    _numbered(scenario, key, int(name), file, findings)
                elif name not in known:
                    findings.tell(file, key, f"{{{name}}} names nobody of the cast, no company, account or container")


def _numbered(scenario: Scenario, key: str, number: int, file: str, findings: Findings) -> None:
    """`{0}` is the person who speaks, `{1}` and on what the statement is about."""
    knowledge = next((k for k in scenario.crime.knowledge if f"statement.{k.key}" == key), None)
    if knowledge is not None and number > len(knowledge.about):
        findings.tell(file, key, f"{{{number}}} is more than the statement is about")
