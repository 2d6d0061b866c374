"""The scenario format as a page for authors, made from the schema so that the two can't differ."""

from __future__ import annotations

import enum
import inspect
import json
import re
import types
import typing
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from simulation.scenario.checks.play import (
    CASE_EVENTS,
    REQUEST_EVENTS,
    START_STATUSES,
    WITHOUT_TREATY,
    WORLD_EVENTS,
    AllowedNames,
)
from simulation.scenario.checks.texts import INJECT_PARTS, REQUEST_PARTS
from simulation.scenario.schema.country import Country, CountryPair, Declaration, Naming, Offence, Retention, Staff
from simulation.scenario.schema.crime import (
    CastMember,
    Company,
    Corridor,
    Crime,
    Group,
    Knowledge,
    OrganisationPlan,
    Place,
    PlannedDeparture,
    PlantedCalls,
    PlantedConsignment,
    Spelling,
)
from simulation.scenario.schema.measured_facts import OUTCOME_FIGURES, MeasuredFact
from simulation.scenario.schema.money import BankAccount, Exchange, Laundering, PlantedReport, PlantedTransfer
from simulation.scenario.schema.needs import (
    EnabledAct,
    Existence,
    FormalWay,
    InformalWay,
    LostBy,
    Need,
    WaitsFor,
)
from simulation.scenario.schema.parameters import Parameters
from simulation.scenario.schema.people import PeopleParameters, PlantedPerson, Recruitment, SitePlan
from simulation.scenario.schema.play import (
    Already,
    AnswerEffect,
    InheritedMatter,
    Inject,
    Mark,
    MeasureKind,
    Objective,
    OpeningDocument,
    Partner,
    Play,
    Preset,
    Protected,
    Start,
    Stream,
    Task,
    Trigger,
)
from simulation.scenario.schema.scenario import Currency, Scenario
from simulation.scenario.schema.shocks import PlannedShock, Select, Shock

FILES: tuple[tuple[str, str, tuple[tuple[str, type[BaseModel]], ...]], ...] = (
    (
        "scenario.toml",
        "What the scenario is.",
        (("", Scenario), ("[currency]", Currency)),
    ),
    (
        "countries.toml",
        "The countries, with the played countries first.",
        (
            ("[[countries]]", Country),
            ("[countries.staff]", Staff),
            ("[countries.retention]", Retention),
            ("[[countries.offences]]", Offence),
            ("[[countries.declarations]]", Declaration),
            ("[countries.naming]", Naming),
        ),
    ),
    (
        "treaties.toml",
        "The instruments and agreements of each pair of countries: one row for every pair.",
        (("[[pairs]]", CountryPair),),
    ),
    (
        "network.toml",
        "The criminal network, the people of the story, and what happened before the start.",
        (
            ("", Crime),
            ("[[places]]", Place),
            ("[[corridors]]", Corridor),
            ("[[organisations]]", OrganisationPlan),
            ("groups of an organisation", Group),
            ("[organisations.people]", Recruitment),
            ("[[sites]]", SitePlan),
            ("[[cast]]", CastMember),
            ("written of a cast member", Spelling),
            ("[[moved]]", PlantedPerson),
            ("[[departures]]", PlannedDeparture),
            ("[[companies]]", Company),
            ("[[exchanges]]", Exchange),
            ("[[accounts]]", BankAccount),
            ("[[consignments]]", PlantedConsignment),
            ("[[transfers]]", PlantedTransfer),
            ("[[calls]]", PlantedCalls),
            ("[[reports]]", PlantedReport),
            ("[[knowledge]]", Knowledge),
            ("[laundering]", Laundering),
            ("[parameters]", Parameters),
            ("[people]", PeopleParameters),
        ),
    ),
    (
        "play.toml",
        "How the scenario is played.",
        (
            ("", Play),
            ("[[presets]]", Preset),
            ("[[documents]]", OpeningDocument),
            ("[[matters]]", InheritedMatter),
            ("[[streams]]", Stream),
            ("[[injects]]", Inject),
            ("trigger of an inject", Trigger),
            ("unless of a trigger", Already),
            ("consequences of an inject", AnswerEffect),
            ("shock of an inject", Shock),
            ("select of a shock", Select),
            ("[[objectives]]", Objective),
            ("tasks of an objective", Task),
            ("[[protected]]", Protected),
            ("[[shocks]]", PlannedShock),
            ("[[starts]]", Start),
            ("[[starts.talk]]", Partner),
            ("[[marks]]", Mark),
        ),
    ),
    (
        "needs.toml",
        (
            "What countries can only get from another country. A scenario can be played without this file, but "
            "`scenario check` demands it if a preset has more than one person. "
            "Engine, players and trainees never see it."
        ),
        (
            ("[[needs]]", Need),
            ("by of a need", FormalWay),
            ("informal of a need", InformalWay),
            ("exists of a need", Existence),
            ("lost of a need", LostBy),
            ("enables of a need", EnabledAct),
            ("waits of a need", WaitsFor),
        ),
    ),
)
"""The files of a scenario and the tables they hold, in the order of the page."""

IN_OTHER_FILES = frozenset({"countries", "pairs", "crime", "play", "needs", "texts"})
"""Fields of a scenario that are files of their own."""

_DATA = Path(__file__).with_name("data")
"""Prose of the page: `format_head.md`, `format_words.md`."""


def format_page(known: AllowedNames) -> str:
    """The page in Markdown, ending with a line break.

    Args:
        known: What a scenario may name of what an exercise knows.
    """
    parts = [(_DATA / "format_head.md").read_text(encoding="utf-8")]
    for file, purpose, tables in FILES:
        parts.append(f"## {file}\n\n{purpose}\n")
        for heading, model in tables:
            if heading:
                parts.append(f"### {heading}\n\n{_summary(model)}\n")
            parts.append(_table(model))
    parts.append(_words())
    parts.append(_allowed_names(known))
    return "\n".join(parts)


def _summary(model: type[BaseModel]) -> str:
    text = inspect.getdoc(model) or ""
    return " ".join(text.partition("\n\nAttributes:")[0].split())


def _meanings(model: type[BaseModel]) -> dict[str, str]:
    """What the docstring says of each attribute."""
    text = (inspect.getdoc(model) or "").partition("Attributes:\n")[2]
    found: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        start = re.match(r"^ {4}(\w+): (.*)$", line)
        if start:
            name = start[1]
            found[name] = start[2]
        elif name and line.strip():
            found[name] += " " + line.strip()
    return found


def _table(model: type[BaseModel]) -> str:
    meanings = _meanings(model)
    rows = ["| key | value | if left out | meaning |", "|---|---|---|---|"]
    for name, field in model.model_fields.items():
        if model is Scenario and name in IN_OTHER_FILES:
            continue
        meaning = meanings.get(name, "").replace("|", "\\|") or (
            "See below." if "table" in _kind(field.annotation) else ""
        )
        rows.append(f"| `{name}` | {_value(field)} | {_default(field)} | {meaning} |")
    return "\n".join(rows) + "\n"


def _value(field: FieldInfo) -> str:
    text = _kind(field.annotation)
    bounds = list(_bounds(field.metadata, is_list=typing.get_origin(field.annotation) is tuple))
    return f"{text}, {', '.join(bounds)}" if bounds else text


def _bounds(metadata: typing.Iterable[object], *, is_list: bool) -> Iterator[str]:
    for item in metadata:
        for attribute, words in (("ge", "from {}"), ("gt", "more than {}"), ("le", "to {}"), ("lt", "less than {}")):
            value = getattr(item, attribute, None)
            if value is not None:
                yield words.format(value)
        least = getattr(item, "min_length", None)
        if least:
            yield f"at least {least}{' in the list' if is_list else ''}"
        pattern = getattr(item, "pattern", None)
        if pattern:
            yield f"form `{pattern.replace('|', chr(92) + '|')}`"


_WORDS: dict[object, str] = {int: "integer", float: "number", str: "text", bool: "true or false", type(None): ""}

_NAMES = {
    "Key": "key",
    "CountryCode": "country code",
    "Row": "quantiles",
    "Probability": "number, from 0.0, to 1.0",
    "Share": "number, from 0.0, to 1.0",
    "Minor": "amount",
    "Day": "day",
    "FurtherOffices": "list of codes of offices",
    "MeasureKind": "measure (see the vocabulary below)",
    "Sought": "what is asked (see the vocabulary below)",
    "Mode": "one of `sea`, `road`, `rail`, `air`",
    "Yearly": "number, from 0.0, to 50.0",
    "date": "date",
    "InventedName": "name as it is printed, of at most 60 characters",
    "SmallLetters": "one to four small letters",
    "MapLength": "integer, from 100, to 10000",
}


def _kind(annotation: object) -> str:
    """What kind of value an annotation asks for, in words."""
    name = getattr(annotation, "__name__", "")
    if name in _NAMES:
        return _NAMES[name]
    if annotation in _WORDS:
        return _WORDS[annotation]
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return "one of " + ", ".join(f"`{member.value}`" for member in annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "table"
    return _compound(annotation)


_MANY = {
    "table": "tables",
    "key": "keys",
    "text": "texts",
    "country code": "country codes",
    "name as it is printed": "names as they are printed",
    "integer": "integers",
}


def _many(kind: str) -> str:
    """The same of several values."""
    for one, several in _MANY.items():
        if kind == one or kind.startswith((f"{one},", f"{one} ")):
            return several + kind.removeprefix(one)
    return kind


def _compound(annotation: object) -> str:
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        given = inner[1].metadata if isinstance(inner[1], FieldInfo) else inner[1:]
        bounds = ", ".join(_bounds(given, is_list=typing.get_origin(inner[0]) is tuple))
        return f"{_kind(inner[0])}{', ' + bounds if bounds else ''}"
    if origin is typing.Literal:
        return " or ".join(f"`{value}`" for value in inner)
    if origin in {typing.Union, types.UnionType}:
        return " or ".join(word for word in (_kind(each) for each in inner) if word)
    if origin is tuple:
        return (
            f"list of {_many(_kind(inner[0]))}"
            if inner[-1] is Ellipsis
            else f"[{', '.join(_kind(each) for each in inner)}]"
        )
    if origin is dict:
        return f"table: {_kind(inner[0])} = {_kind(inner[1])}"
    return str(annotation)


def _default(field: FieldInfo) -> str:
    if field.default is PydanticUndefined:
        return "needed"
    if field.default is None:
        return "none"
    if field.default == ():
        return "empty"
    if isinstance(field.default, tuple):
        return f"`{json.dumps(field.default)}`"
    return f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"


def _words() -> str:
    parts = ", ".join(f"`{part}`" for part in INJECT_PARTS)
    request = ", ".join(f"`{part}`" for part in REQUEST_PARTS)
    text = (_DATA / "format_words.md").read_text(encoding="utf-8")
    return text.replace("INJECT-PARTS", parts).replace("REQUEST-PARTS", request)


def _allowed_names(known: AllowedNames) -> str:
    rows = "\n".join(
        f"| `{sought}` | {known.routes[sought]} | {', '.join(sorted(f'`{kind}/`' for kind in kinds))} |"
        for sought, kinds in known.targets.items()
    )
    statuses = "\n".join(
        f"- {route}: {', '.join(f'`{status}`' for status in sorted(START_STATUSES[route]))}" for route in START_STATUSES
    )

    def listed(events: typing.Iterable[str]) -> str:
        return ", ".join(f"`{event}`" for event in sorted(events))

    return f"""## Vocabulary

A request may ask for these types of assistance. The table gives the route and the possible targets:

| asked | route | target |
|---|---|---|
{rows}

Commands that can end a mark (`act`): {", ".join(f"`{act}`" for act in known.acts)}.

Actions of an `ActOnRequest`: {", ".join(f"`{action}`" for action in known.actions)}.

Fields of a letter (`writes` of a mark): {", ".join(f"`{field}`" for field in known.fields)}.

Measures that `enables` of a need can name: {", ".join(f"`{kind}`" for kind in known.codes[MeasureKind])}.

Measures that an answer to an inject may order: {", ".join(f"`{order}`" for order in known.orders)}.

The statuses that a matter under way may have:

{statuses}

Events that can fire an inject:

- a request enters a status: {listed(REQUEST_EVENTS)}
- in a case file: {listed(CASE_EVENTS)}
- in the world: {listed(WORLD_EVENTS)}

Facts that a task can name: {listed(fact.value for fact in MeasuredFact)}.

Figures of the outcome that `lead_outcomes` and a need can name: {listed(OUTCOME_FIGURES)}.

What a document can say about two entities (`shows` of a need, `shown_that` of somebody’s knowledge):
{listed(known.assertions)}.

What a person in the cast can say (`asserts`): {listed(known.statements)}.

Elements of offences: {listed(known.elements)}.

Instruments that can bind two countries, by their ids in the [law book](law-review.md): {listed(known.instruments)}.
If no instrument binds them, the basis of a request is {listed(WITHOUT_TREATY)}.

Grounds for refusal that two countries can have, by their ids in the law book: {listed(known.grounds)}.
"""
