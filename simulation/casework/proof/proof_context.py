"""What a set of papers shows around one accused: the sets of entities that the rules of proof speak of.

Each set is read off assertions only; what the team's board merges or claims counts for nothing in court.
"""

from __future__ import annotations

from enum import StrEnum

from simulation.casework.documents.document import AssertionKind, Document
from simulation.casework.proof.assertions import ENTRUSTED, Kinds, Said, Told
from simulation.kernel.entities import EntityKind


class SetName(StrEnum):
    """Sets of entities; their meaning stands at the top of `data/elements.toml`."""

    ANY = "any"
    ACCUSED = "accused"
    ACCUSED_COMPANY = "accused_company"
    ACCUSED_ACCOUNT = "accused_account"
    ACCUSED_PHONE = "accused_phone"
    VEILED_ACCOUNT = "veiled_account"
    CREW = "crew"
    GOODS = "goods"
    CASE_GOODS = "case_goods"
    CONTAINER = "container"
    MOVER = "mover"
    MOVER_ACCOUNT = "mover_account"
    MOVER_PHONE = "mover_phone"
    DIRTY_ACCOUNT = "dirty_account"
    FED_ACCOUNT = "fed_account"
    PARTNER_ACCOUNT = "partner_account"
    OUTSIDE_ACCOUNT = "outside_account"
    SPEAKER = "speaker"
    THREATENED_PHONE = "threatened_phone"


_HANDLED = (
    AssertionKind.CARRIED,
    AssertionKind.CONSIGNED,
    AssertionKind.MOVED,
    AssertionKind.RELEASED,
    AssertionKind.KNEW,
)


class Scene:
    """What papers show around one accused."""

    def __init__(self, told: Told, accused: str) -> None:
        """Look at the papers from the accused.

        Args:
            told: What the papers that count say; a scene holds as long as no paper is added.
            accused: Key of the person.
        """
        self.accused = accused
        self._told = told
        self._found: dict[SetName, frozenset[str]] | None = None
        self._together: tuple[frozenset[str], frozenset[str]] | None = None

    def holds(self, name: SetName, entity: str) -> bool:
        """Whether an entity belongs to a set."""
        return bool(entity) and (name is SetName.ANY or entity in self._sets[name])

    def between(self, kinds: Kinds, subject: SetName, obj: SetName) -> list[Said]:
        """What the papers say of these kinds from a member of one set to a member of another, in no order."""
        return self._told.between(
            kinds,
            None if subject is SetName.ANY else self._sets[subject],
            None if obj is SetName.ANY else self._sets[obj],
        )

    @property
    def _sets(self) -> dict[SetName, frozenset[str]]:
        if self._found is None:
            self._found = self._read()
        return self._found

    def members(self, name: SetName) -> frozenset[str]:
        """The members of a set; every entity of the papers for `any`."""
        return frozenset(self._told.kinds) if name is SetName.ANY else self._sets[name]

    def papers(self, keys: frozenset[str]) -> list[Document]:
        """The papers with these keys, in order of receipt."""
        return [paper for paper in self._told.papers if paper.key in keys]

    def group(self) -> tuple[frozenset[str], frozenset[str]]:
        """People who act with the accused (see `Told.ties`), and the keys of the papers that show it."""
        if self._together is None:
            self._together = self._gather()
        return self._together

    def _gather(self) -> tuple[frozenset[str], frozenset[str]]:
        reached, papers = {self.accused}, set[str]()
        frontier = [self.accused]
        while frontier:
            for there, documents in self._told.ties.get(frontier.pop(), {}).items():
                papers |= documents
                if there not in reached:
                    reached.add(there)
                    frontier.append(there)
        return frozenset(reached), frozenset(papers)

    def _read(self) -> dict[SetName, frozenset[str]]:
        told, dealings, accused = self._told, self._told.dealings, {self.accused}
        companies = told.companies(accused)
        held = told.objects((AssertionKind.HOLDS,), accused, EntityKind.ACCOUNT)
        phones = told.objects((AssertionKind.SUBSCRIBES,), accused, EntityKind.PHONE)
        operated = told.objects((AssertionKind.OPERATED,), phones, EntityKind.ACCOUNT)
        accounts = frozenset(told.objects(ENTRUSTED, accused | companies, EntityKind.ACCOUNT)) | operated
        ordered = told.objects((AssertionKind.INSTRUCTED,), accused, EntityKind.PERSON)
        crew = accused | companies | ordered | told.companies(ordered)
        vehicles = told.objects((AssertionKind.KEEPS,), crew, EntityKind.VEHICLE)
        handled = {said.assertion.object for said in told.between(_HANDLED, crew, None)}
        handled |= told.objects((AssertionKind.LOADED,), vehicles, EntityKind.CONTAINER)
        partners = ordered | told.subjects((AssertionKind.INSTRUCTED,), accused) | told.called(phones)
        partners -= accused
        behind = partners | told.companies(partners)
        threatened = told.subjects((AssertionKind.THREATENED,), accused)
        dirty = told.dirty(accounts)
        return {
            SetName.ACCUSED: frozenset(accused),
            SetName.ACCUSED_COMPANY: frozenset(companies),
            SetName.ACCUSED_ACCOUNT: accounts,
            SetName.ACCUSED_PHONE: frozenset(phones),
            SetName.VEILED_ACCOUNT: accounts - held,
            SetName.CREW: frozenset(crew),
            SetName.GOODS: dealings.goods,
            SetName.CASE_GOODS: dealings.goods & handled,
            SetName.CONTAINER: frozenset(told.of(EntityKind.CONTAINER)),
            SetName.MOVER: dealings.movers,
            SetName.MOVER_ACCOUNT: dealings.accounts,
            SetName.MOVER_PHONE: dealings.phones - phones,
            SetName.DIRTY_ACCOUNT: dirty,
            SetName.FED_ACCOUNT: frozenset(each for each in accounts if told.is_fed(each, dirty - {each})),
            SetName.PARTNER_ACCOUNT: frozenset(told.objects(ENTRUSTED, behind, EntityKind.ACCOUNT)) - accounts,
            SetName.OUTSIDE_ACCOUNT: frozenset(told.of(EntityKind.ACCOUNT)) - accounts,
            SetName.SPEAKER: frozenset(told.speakers),
            SetName.THREATENED_PHONE: frozenset(
                told.objects((AssertionKind.SUBSCRIBES,), threatened, EntityKind.PHONE)
            ),
        }
