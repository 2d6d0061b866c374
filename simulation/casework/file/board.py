"""A team's board: which entities it has put up, which links it claims, which entities it says are one.

What the board claims and the world denies costs nothing until somebody acts on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from simulation.casework.documents.document import AssertionKind
from simulation.casework.file.changes import Change, ChangeCode
from simulation.casework.file.identity import standing
from simulation.casework.file.links import LINKED, link_key
from simulation.kernel.errors import RuleViolation
from simulation.kernel.registers import Register

LINK_KINDS: frozenset[str] = frozenset({LINKED, *AssertionKind})
"""Kinds of links that a team may draw."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that the team put on its board.

    Attributes:
        key: `entity/<entity>` or `link/<kind>/<a>/<b>`.
        a: The entity, or a link's first end.
        b: A link's other end, "" for an entity.
        kind: Kind of link, "" for an entity.
        documents: Papers that support it, in the order in which they were named; none: a pencil line.
        at: When it was claimed.
        version: Counted up with each change of this claim.
        changed: Version that the whole board had after the last change of this claim.
    """

    key: str
    a: str
    b: str
    kind: str
    documents: tuple[str, ...]
    at: int
    version: int = 1
    changed: int = 0


class Board:
    """The claims of one team, in the order in which they were made."""

    def __init__(self) -> None:
        """Start empty."""
        self._claims: Register[str, Claim] = Register()
        self._merged: Register[tuple[str, str], int] = Register()
        self.version = 0

    @property
    def revision(self) -> int:
        """How often anything on it has changed."""
        return self._claims.revision + self._merged.revision

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Everything on the board, in order."""
        return tuple(self._claims.values())

    @property
    def entities(self) -> tuple[Claim, ...]:
        """Entities on the board."""
        return tuple(claim for claim in self._claims.values() if not claim.kind)

    @property
    def links(self) -> tuple[Claim, ...]:
        """Links that the team drew."""
        return tuple(claim for claim in self._claims.values() if claim.kind)

    @property
    def merged(self) -> tuple[tuple[str, str], ...]:
        """Pairs that the team says are one, each sorted, in the order in which that was said."""
        return tuple(self._merged)

    def holds(self, entity: str) -> bool:
        """Whether an entity is on the board."""
        return f"entity/{entity}" in self._claims

    def claim(self, key: str) -> Claim | None:
        """The claim with this key, None if there is none."""
        return self._claims.get(key)

    def put_entity(self, entity: str, documents: tuple[str, ...], now: int) -> tuple[Change, ...]:
        """Put an entity up, or add papers to it; nothing changes when it is there with the same papers."""
        return self._put(Claim(f"entity/{entity}", entity, "", "", documents, now), ChangeCode.ENTITY_CLAIMED)

    def put_link(self, a: str, b: str, kind: str, documents: tuple[str, ...], now: int) -> tuple[Change, ...]:
        """Draw a link, or add papers to it.

        Raises:
            RuleViolation: `board.unknown_kind`, `board.link_to_itself`.
        """
        if kind not in LINK_KINDS:
            raise RuleViolation("board.unknown_kind", kind=kind)
        if a == b:
            raise RuleViolation("board.link_to_itself", entity=a)
        claim = Claim(f"link/{link_key(kind, a, b)}", a, b, kind, documents, now)
        return self._put(claim, ChangeCode.LINK_CLAIMED)

    def remove(self, key: str) -> tuple[Change, ...]:
        """Take a claim off; the links that the team drew to an entity go with it.

        Entities that the team says are one stand once: under the key that stands for them, they and the links that read
        the same go together.

        Raises:
            RuleViolation: `board.unknown_claim`.
        """
        gone = tuple(dict.fromkeys(each.key for each in self._going(key)))
        if not gone:
            raise RuleViolation("board.unknown_claim", claim=key)
        for each in gone:
            del self._claims[each]
        self.version += 1
        return tuple(Change(ChangeCode.CLAIM_REMOVED, each) for each in gone)

    def _going(self, key: str) -> tuple[Claim, ...]:
        """Claims that go with a key: those that it names, by their own or by the standing names, and links to them."""
        same = self.same()
        named = tuple(claim for claim in self._claims.values() if key in {claim.key, _standing_key(claim, same)})
        return tuple(each for claim in named for each in (claim, *self._with(claim)))

    def _with(self, claim: Claim) -> tuple[Claim, ...]:
        """Links that go when a claim goes."""
        return () if claim.kind else tuple(link for link in self.links if claim.a in {link.a, link.b})

    def would_lose(self, key: str, seen: int) -> bool:
        """Whether taking a claim off would take what somebody added after the board that one person saw.

        What only adds to the board loses nothing, whatever was added in between.

        Args:
            key: The claim.
            seen: Version of the board that the person saw.
        """
        return any(each.changed > seen for each in self._going(key))

    def merge(self, a: str, b: str, now: int) -> tuple[Change, ...]:
        """Say that two entities are one; nothing changes when that was said before.

        Raises:
            RuleViolation: `board.merge_with_itself`.
        """
        if a == b:
            raise RuleViolation("board.merge_with_itself", entity=a)
        pair = (min(a, b), max(a, b))
        if pair in self._merged:
            return ()
        self._merged[pair] = now
        self.version += 1
        return (Change(ChangeCode.ENTITIES_MERGED, pair[0], facts=(("other", pair[1]),)),)

    def split(self, a: str, b: str) -> tuple[Change, ...]:
        """Take back that two entities are one.

        Raises:
            RuleViolation: `board.not_merged`.
        """
        pair = (min(a, b), max(a, b))
        if pair not in self._merged:
            raise RuleViolation("board.not_merged", entity=a, other=b)
        del self._merged[pair]
        self.version += 1
        return (Change(ChangeCode.ENTITIES_SPLIT, pair[0], facts=(("other", pair[1]),)),)

    def same(self) -> dict[str, str]:
        """Entities that the team says are another one: key to the smallest key of all that are one."""
        return standing(self._merged)

    def merged_with(self, entity: str) -> tuple[str, ...]:
        """Others that the team says are the same as an entity, by key."""
        same = self.same()
        return tuple(
            sorted(
                {key for pair in same.items() for key in pair if same.get(key, key) == same.get(entity, entity)}
                - {entity}
            )
        )

    def _put(self, claim: Claim, code: ChangeCode) -> tuple[Change, ...]:
        old = self._claims.get(claim.key)
        if old is not None:
            documents = tuple(dict.fromkeys((*old.documents, *claim.documents)))
            if documents == old.documents:
                return ()
            claim = replace(old, documents=documents, version=old.version + 1)
        self.version += 1
        self._claims[claim.key] = replace(claim, changed=self.version)
        return (Change(code, claim.key, claim.documents),)


def _standing_key(claim: Claim, same: Mapping[str, str]) -> str:
    """The key that a claim has under the names that stand for all that are one."""
    a, b = same.get(claim.a, claim.a), same.get(claim.b, claim.b)
    return f"link/{link_key(claim.kind, a, b)}" if claim.kind else f"entity/{a}"
