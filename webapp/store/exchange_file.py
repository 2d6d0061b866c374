"""The file of an exercise (`.rogatory`): canonical JSON text with its scenario, settings, journal and events.

The same exercise gives the same bytes. Members are numbered in the order in which they joined; their names, and every
text that somebody typed, are left out unless they are asked for. A text that is left out keeps its length, each of its
letters an `x`: whether a field was filled is part of the exercise, what stood in it is not.

A file may come from anywhere. Reading it checks its size, shape, order, digest and every line before anything is done.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulation.exercise.core.command import Command, SeatRole
from simulation.exercise.core.settings import Settings
from simulation.exercise.journal import (
    JournalEntry,
    JournalError,
    decode_command,
)
from simulation.exercise.registry import SHIPPED, Registry
from simulation.kernel.agenda import DAY
from simulation.kernel.codes import KnownCodes
from simulation.scenario.checks.all_checks import check
from simulation.scenario.schema.name_pools import digest_of
from simulation.scenario.schema.scenario import FrozenScenario
from webapp.store.tables import LONGEST_ID, LONGEST_MEMBER

FORMAT: Final = 1
MOST_GUESTS = 1000
LARGEST = 64 * 1024 * 1024
"""Largest file that is read, in bytes; a two-day exercise is far below a tenth of it."""

TYPED = frozenset(
    {
        "text", "reasons", "title", "what", "subject", "authority_contact", "penalties_text", "facts", "assistance",
        "purpose", "urgency_reason", "confidentiality_reason", "prior_contacts", "property_text", "freeze_facts",
        "order_text", "expected", "alternative", "enclosure",
    }
)  # fmt: skip
"""Fields of commands and events that hold words somebody typed."""

TYPED_LISTS = frozenset({"hints"})
"""Fields that hold several of them."""

type Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"] | None
"""What JSON can say."""

_LETTER = re.compile(r"\S")


class ExerciseFileError(Exception):
    """The file cannot be used; its text says why, in one line."""


type Two = Annotated[tuple[str, str], Field(strict=False)]
"""A country and what is chosen for it."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class MemberRow(_Strict):
    """Somebody who joined; `name` is None in a file without names."""

    id: Annotated[str, Field(pattern=r"^member-[0-9]{4}$")]
    name: Annotated[str, Field(max_length=60)] | None
    country: Annotated[str, Field(max_length=3)]
    post: Annotated[SeatRole, Field(strict=False)]
    joined: Annotated[str, Field(max_length=40)]
    left: Annotated[str, Field(max_length=40)] | None


class JournalRow(_Strict):
    """A command with its simulated second and the wall time that stands beside it."""

    sequence: int
    at: int
    wall: Annotated[str, Field(max_length=40)]
    command: dict[str, object]


class EventRow(_Strict):
    """An event, the journal entry it belongs to, and the rewind that took it back."""

    sequence: int
    journal: int
    superseded_by: int | None
    event: dict[str, object]


class PlaceRow(_Strict):
    """Where an entity stands on a team's board."""

    country: Annotated[str, Field(max_length=3)]
    entity: Annotated[str, Field(max_length=160)]
    x: int
    y: int


class MarkRow(_Strict):
    """A line of a paper that a team marked."""

    country: Annotated[str, Field(max_length=3)]
    document: Annotated[str, Field(max_length=160)]
    line: int


class DraftRow(_Strict):
    """The text of one field of a draft; only in a file with names."""

    country: Annotated[str, Field(max_length=3)]
    key: Annotated[str, Field(max_length=160)]
    field: Annotated[str, Field(max_length=60)]
    text: str
    version: int
    member: Annotated[str, Field(max_length=32)]


class NoteRow(_Strict):
    """A team's note; only in a file with names."""

    country: Annotated[str, Field(max_length=3)]
    about: Annotated[str, Field(max_length=160)]
    member: Annotated[str, Field(max_length=32)]
    text: str
    at: int


class GuestRow(_Strict):
    """Somebody who is expected; only in a file with names. `member` is who came on that card, "" for nobody yet."""

    name: Annotated[str, Field(max_length=60)]
    agency: Annotated[str, Field(max_length=80)]
    held: Annotated[str, Field(max_length=20)]
    country: Annotated[str, Field(max_length=3)]
    seat: Annotated[str, Field(max_length=80)]
    member: Annotated[str, Field(max_length=32)]


class SettingsRow(_Strict):
    """The choices made at creation."""

    preset: str
    seed: int
    policies: tuple[Two, ...] = Field(strict=False)
    help_levels: tuple[Two, ...] = Field(strict=False)
    language: str
    inherited: bool
    levers: tuple[tuple[str, str, int], ...] = Field(default=(), strict=False)
    automatic: tuple[str, ...] = Field(default=(), strict=False)

    def settings(self) -> Settings:
        """As the simulation takes them."""
        return Settings(**dict(self))


class ExerciseFile(_Strict):
    """A whole exercise.

    Attributes:
        rogatory: Number of the file format.
        rules_version: Rules under which it was played.
        with_names: Whether names and typed texts are in it.
        title: Title that the trainer gave; "" in a file without names.
        phase: Phase in which it stands.
        horizon: Simulated second up to which it was shown.
        settings: Choices at creation.
        frozen: Scenario and name pools.
        members: Who joined, in that order.
        journal: Every command, from 1 on without gaps.
        events: Everything that happened, those taken back too.
        places: Board layout.
        marks: Marked lines.
        drafts: Texts being written.
        notes: Notes.
        guests: Who is expected, in the order of the list; left out of a file where nobody is.
    """

    rogatory: Literal[1]
    rules_version: int
    with_names: bool
    title: Annotated[str, Field(max_length=120)]
    phase: Annotated[str, Field(max_length=20)]
    horizon: int
    settings: SettingsRow
    frozen: dict[str, object]
    members: list[MemberRow]
    journal: list[JournalRow]
    events: list[EventRow]
    places: list[PlaceRow]
    marks: list[MarkRow]
    drafts: list[DraftRow]
    notes: list[NoteRow]
    guests: Annotated[list[GuestRow], Field(max_length=MOST_GUESTS)] = []

    def scenario(self, registry: Registry = SHIPPED) -> FrozenScenario:
        """The frozen scenario.

        Args:
            registry: What there is for it to name.

        Raises:
            ExerciseFileError: It is none, or is not the one of its digest.
        """
        try:
            # Through text: numbers of a JSON document may stand for both integers and fractions.
            frozen = FrozenScenario.model_validate_json(canonical(self.frozen), context=registry.codes)
        except ValidationError as error:
            raise _fault("frozen", error) from error
        problems = check(frozen.scenario, registry.allowed_names)
        if problems:
            message = f"its scenario is broken: {problems[0]}"
            raise ExerciseFileError(message)
        if digest_of(frozen.scenario, frozen.names) != frozen.digest:
            message = "its scenario was changed: it does not have the digest that the file names"
            raise ExerciseFileError(message)
        return frozen

    def entries(self, known: KnownCodes | None = None) -> list[JournalEntry]:
        """The journal.

        Args:
            known: The codes that there are; those that Rogatory ships when left out.

        Raises:
            ExerciseFileError: A line is no command of this version.
        """
        return [JournalEntry(row.sequence, row.at, _command(row, known)) for row in self.journal]


def _command(row: JournalRow, known: KnownCodes | None) -> Command:
    try:
        return decode_command(canonical(row.command), known)
    except JournalError as error:
        message = f"entry {row.sequence} of its journal is not a command of this version"
        raise ExerciseFileError(message) from error


def canonical(value: object) -> str:
    """Canonical JSON: keys sorted, no blanks, no NaN."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def without_words(value: Plain, typed_terms: frozenset[str]) -> Plain:
    """A command or event in which every typed letter is an `x`; done twice it is the same as once.

    Args:
        value: The command or event.
        typed_terms: Terms of procedures that are words somebody typed.
    """
    if isinstance(value, list):
        return [without_words(each, typed_terms) for each in value]
    if isinstance(value, dict):
        return {
            key: _LETTER.sub("x", each)
            if key in TYPED and isinstance(each, str)
            else [_LETTER.sub("x", str(one)) for one in each]
            if key in TYPED_LISTS and isinstance(each, list)
            else _terms_without_words(each, typed_terms)
            if key == "terms"
            else without_words(each, typed_terms)
            for key, each in value.items()
        }
    return value


def _terms_without_words(terms: Plain, typed_terms: frozenset[str]) -> Plain:
    """The named values that an act on a procedure settled, without those that are words."""
    if not isinstance(terms, list):
        return terms
    return [
        [pair[0], _LETTER.sub("x", pair[1])]
        if isinstance(pair, list) and len(pair) == 2 and pair[0] in typed_terms and isinstance(pair[1], str)
        else pair
        for pair in terms
    ]


def renamed(value: Plain, names: Mapping[str, str]) -> Plain:
    """A command or event in which every value that is a member's id is another one."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [renamed(each, names) for each in value]
    if isinstance(value, dict):
        return {key: each if key in TYPED else renamed(each, names) for key, each in value.items()}
    return value


def text_of(file: ExerciseFile) -> str:
    """The file as it is written."""
    body = file.model_dump(mode="json")
    if not file.guests:
        del body["guests"]
    if not file.settings.automatic:
        del body["settings"]["automatic"]
    return canonical(body) + "\n"


def read(path: Path) -> ExerciseFile:
    """Reads and checks a file.

    Raises:
        ExerciseFileError: It cannot be used.
    """
    try:
        with path.open("rb") as handle:
            raw = handle.read(LARGEST + 1)
    except OSError as error:
        raise ExerciseFileError(error.strerror or str(error)) from error
    if len(raw) > LARGEST:
        message = f"it is larger than {LARGEST // 1024 // 1024} MB"
        raise ExerciseFileError(message)
    try:
        body = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        message = "it is not a file that rogatory export wrote, or only a part of one"
        raise ExerciseFileError(message) from error
    if not isinstance(body, dict) or "rogatory" not in body:
        message = "it is not a file that rogatory export wrote"
        raise ExerciseFileError(message)
    if body["rogatory"] != FORMAT:
        message = f"its format is {str(body['rogatory'])[:20]}, this version reads format {FORMAT}"
        raise ExerciseFileError(message)
    try:
        file = ExerciseFile.model_validate(body)
    except (ValidationError, RecursionError) as error:
        if isinstance(error, ValidationError):
            raise _fault("", error) from error
        raise ExerciseFileError("it is nested too deeply") from error
    _in_order(file)
    return file


def _no_constant(name: str) -> None:
    message = f"{name} is no number"
    raise ValueError(message)


def _fault(where: str, error: ValidationError) -> ExerciseFileError:
    first = error.errors()[0]
    path = ".".join(str(part) for part in (where, *first["loc"]) if part != "")
    return ExerciseFileError(f"{path[:80]}: {first['msg'][:120]}")


def _in_order(file: ExerciseFile) -> None:
    """Numbers without gaps, time that never runs back, ids that are there once."""
    journal = [row.sequence for row in file.journal]
    if journal != list(range(1, len(journal) + 1)):
        raise ExerciseFileError("its journal has a gap")
    if [row.sequence for row in file.events] != list(range(1, len(file.events) + 1)):
        raise ExerciseFileError("its events have a gap")
    identities = [row.command.get("id") for row in file.journal]
    if len({str(identity) for identity in identities}) != len(identities):
        raise ExerciseFileError("a command is in its journal twice")
    longest = {"id": LONGEST_ID, "member": LONGEST_MEMBER}
    if any(len(str(row.command.get(name, ""))) > most for row in file.journal for name, most in longest.items()):
        raise ExerciseFileError("the id of a command in its journal is too long")
    times = [row.at for row in file.journal if row.command.get("type") != "Rewind"]
    rewinds = len(times) != len(file.journal)
    if not rewinds and any(later < earlier for earlier, later in pairwise(times)):
        raise ExerciseFileError("time runs back in its journal")
    members = [row.id for row in file.members]
    if members != [numbered(place) for place in range(1, len(members) + 1)]:
        raise ExerciseFileError("its members are not numbered in order")
    known = {*members, "", "control"}
    if not {str(row.command.get("member", "")) for row in file.journal} <= known:
        raise ExerciseFileError("somebody acts in its journal who is not among its members")
    last = max([file.horizon, *(row.at for row in file.journal)])
    if not 0 <= last <= LONGEST_DAYS * DAY or any(row.at < 0 for row in file.journal):
        raise ExerciseFileError("its time lies outside any exercise")


LONGEST_DAYS = 2001
"""Days after which no exercise goes on: the longest horizon that a scenario may have, and a day."""


def numbered(place: int) -> str:
    """What a member is called in a file."""
    return f"member-{place:04}"
