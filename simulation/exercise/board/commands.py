"""What a team may change on its board and in its case plan."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Command, command


@command("PlanCase")
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCase(Command):
    """Put a suspect and an offence of the own law into the case plan, or (`planned` False) take them out again."""

    person: str
    offence: str
    planned: bool = True


@command("ClaimEntity", in_warm_up=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEntity(Command):
    """Put an entity of the file on the team's board."""

    entity: str
    documents: tuple[str, ...] = ()


@command("ClaimLink", in_warm_up=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLink(Command):
    """Draw a link on the board, supported by documents (none: a pencil line)."""

    a: str
    b: str
    kind: str
    documents: tuple[str, ...] = ()


@command("RemoveClaim", in_warm_up=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveClaim(Command):
    """Take an entity or a link off the board."""

    claim: str


@command("MergeEntities", in_warm_up=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class MergeEntities(Command):
    """Say that two entities of the board are one and the same, or (`merged` False) that they are not."""

    a: str
    b: str
    merged: bool = True
