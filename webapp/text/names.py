"""What the values of sentences are called, and sentences with their values named.

The name of a parameter says what its value is: a country, a day, a thing of the file, a code of some group. Nothing is
guessed from how a value looks. What a reader knows of things and how it writes days is for its own class to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Phrase
from simulation.scenario.schema.scenario import Scenario
from webapp.text.law_texts import ROWS, law_text, source_text
from webapp.text.retold import retold
from webapp.text.say import capital, filled, office_name, plain, say_code, wording_of

COUNTRIES = frozenset(
    {"country", "requesting", "requested", "partner", "by_country", "to_country", "from_country"} | {"countries"}
)
"""Codes of countries."""

OFFICES = frozenset({"office"})
"""Codes of offices."""

THINGS = frozenset(
    {"about", "account", "charge", "claim", "document", "documents", "entity", "inject", "label", "measure"}
    | {"person", "report", "target"}
)
"""Keys of what a file holds."""

DAYS = frozenset({"day", "due_day", "until_day"})
"""Numbers of days, 1 for the first."""

MOMENTS = frozenset({"at", "by", "due", "since", "trial_at", "until"})
"""Seconds since the start."""

AMOUNTS = frozenset({"amount", "amount_minor"})
"""Money in minor units."""

PERSONAS = frozenset({"sender", "speaker"})
"""Who speaks, whether exercise control plays them or nobody, by the name that the case gives them."""

LAW = frozenset({"lever", "notice"})
"""Names from the tables of law."""

SOURCES = frozenset({"source"})
"""Sources of rules, as people can look them up."""

LANGUAGES = frozenset({"accepted", "language"})
"""Languages of letters and papers."""

OFFENCES = frozenset({"nearest", "offence", "offences"})
"""Offences, called as anywhere."""

ELEMENTS = frozenset({"element", "missing"})
"""Elements of offences."""

SEVERAL = frozenset(
    {
        "accepted", "argument", "basis", "countries", "document", "documents", "language", "missing", "offences",
        "reasons", "target",
    }
)  # fmt: skip
"""Values that may hold several keys, with blanks between them."""

SCENARIO = frozenset({"about", "inject", "title"})
"""Words of the scenario by their keys."""

CODES: Mapping[str, tuple[str, ...]] = {
    "phase": ("phase",),
    "post": ("post",),
    "status": ("status", "procedure_status", "measure_status", "person_status"),
    "action": ("happened", "action", "procedure_done"),
    "event": ("happened",),
    "sought": ("sought",),
    "kind": ("procedure_kind", "measure_kind", "document_kind", "entity_kind", "link"),
    "measure": ("measure_kind",),
    "nature": ("nature",),
    "finding": ("finding",),
    "verdict": ("verdict",),
    "outcome": ("outcome",),
    "result": ("measure_result",),
    "state": ("asset_state",),
    "decision": ("triage",),
    "route": ("route",),
    "channel": ("channel",),
    "condition": ("condition",),
    "figure": ("outcome_key",),
    "formality": ("formality",),
    "desk": ("desk_name",),
    "argument": ("refusal_part",),
    "right": ("right",),
    "rule": ("release_rule",),
}
"""Codes, with the groups of words in which they are looked up."""


class Names:
    """What values are called where no exercise is open: codes alone have words."""

    __slots__ = ()

    def country(self, code: str) -> str:
        """A country."""
        return code

    def office(self, office: str) -> str:
        """An office, "" for none."""
        return office_name(office)

    def persona(self, persona: str) -> str:
        """Whom exercise control plays."""
        return plain(persona)

    def speaker(self, persona: str) -> str:
        """Who speaks of the world itself."""
        return wording_of(f"persona.{persona}") or plain(persona)

    def thing(self, key: str) -> str:
        """Something of the reader's file by its key, "" where the file does not have it."""
        del key
        return ""

    def written(self, key: str) -> str:
        """The scenario's words for a key, "" where it has none."""
        del key
        return ""

    def spoken(self, language: str) -> str:
        """A language of letters and papers."""
        return wording_of(f"language.{language}")

    def offence(self, country: str, key: str) -> str:
        """An offence's name in a country's law, or anywhere."""
        del country
        return wording_of(f"offence.{key}") or plain(key)

    def element(self, key: str) -> str:
        """An element of an offence."""
        return wording_of(f"element.{key}") or plain(key)

    def day(self, number: int) -> str | int:
        """A day by its number."""
        return number

    def moment(self, second: int) -> str | int:
        """A simulated second."""
        return second

    def amount(self, minor: int) -> str | int:
        """Money in minor units."""
        return minor

    def say(self, phrase: Phrase) -> str:
        """A phrase of a view as people read it."""
        return say_code(phrase.code, **{name: self.value(name, value) for name, value in phrase.params})

    def refused(self, violation: RuleViolation) -> str:
        """Why a rule said no, as people read it."""
        return self.say(Phrase(violation.code, tuple(violation.params.items())))

    def value(self, name: str, value: str | int) -> str | int:
        """A value of a sentence by the name of its parameter; what is declared nowhere stands for itself."""
        if isinstance(value, int):
            return _number(self, name, value)
        parts = value.split() if name in SEVERAL else (value,)
        return ", ".join(_words(self, name, part) or part for part in parts)


@dataclass(frozen=True, slots=True)
class ScenarioNames(Names):
    """What values are called in an exercise, with the words of its scenario."""

    scenario: Scenario
    language: str

    def text(self, key_or_text: str) -> str:
        """Words of the scenario for a key, or the text itself when it is none."""
        return retold(self.scenario.text(key_or_text, self.language))

    def written(self, key: str) -> str:
        """The scenario's words for a key, in English where the language lacks them; "" where it has none."""
        return self.text(key) if self.scenario.has_text(key, self.language) or self.scenario.has_text(key) else ""

    def country(self, code: str) -> str:
        """A country's name."""
        return self.written(f"country.{code}.name") or code

    def persona(self, persona: str) -> str:
        """Whom exercise control plays."""
        return self.written(f"persona.{persona}") or plain(persona)

    def speaker(self, persona: str) -> str:
        """Who speaks of the world itself, as the scenario calls whoever that is."""
        return self.written(f"persona.{persona}") or Names.speaker(self, persona)

    def filled(self, code: str, values: Mapping[str, str | int]) -> str | None:
        """The scenario's own words for a code, with values; None where it has none."""
        words = self.written(code)
        return filled(words, values) if words else None

    def spoken(self, language: str) -> str:
        """A language of letters and papers, as the scenario calls it."""
        return self.text(f"language.{language}")

    def offence(self, country: str, key: str) -> str:
        """An offence's name in a country's law, or anywhere."""
        found = self.written(f"offence.{country}.{key}") or self.written(f"offence.{key}")
        return found or Names.offence(self, country, key)

    def element(self, key: str) -> str:
        """An element of an offence."""
        return self.written(f"element.{key}") or Names.element(self, key)


def choice_words(names: Names, inject: str, choice: str) -> str:
    """An answer to an event in words; one that somebody wrote in the room says itself."""
    return names.written(f"{inject}.choice.{choice}") or choice


def _number(names: Names, name: str, value: int) -> str | int:
    if name in DAYS:
        return names.day(value)
    if name in MOMENTS:
        return names.moment(value)
    return names.amount(value) if name in AMOUNTS else value


def _words(names: Names, name: str, value: str) -> str:
    if name in COUNTRIES:
        return names.country(value)
    if name in OFFICES:
        return names.office(value)
    if name in PERSONAS:
        return capital(names.speaker(value))
    if name in LANGUAGES:
        return names.spoken(value)
    if name in OFFENCES and value:
        return names.offence("", value)
    if name in ELEMENTS:
        return names.element(value)
    if name in LAW:
        return law_text(value)
    if name in SOURCES:
        return source_text(value) if value else ""
    if name in ROWS:
        return ROWS[name](value)
    found = names.thing(value) if name in THINGS else ""
    for group in CODES.get(name, ()):
        found = found or wording_of(f"{group}.{value}")
    return found or (names.written(value) if name in SCENARIO else "")
