"""A list of people from rows of cells: which column holds what, and what each row says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize

from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from webapp.control.prepare.sheets import Table
from webapp.pages.forms import name_of
from webapp.store.tables import LONGEST_NAME

MOST_PEOPLE = 100
"""People on one list: an exercise is meant for 6 to 70 (README), and every seat of four countries holds 64."""

LONGEST_AGENCY = 80

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": (
        *("name", "names", "full name", "participant", "person", "who"),
        *("nom", "noms", "nom complet", "nom et prenom", "prenom et nom", "participante", "personne"),
    ),
    "first": ("first name", "given name", "forename", "firstname", "prenom"),
    "last": ("last name", "surname", "family name", "lastname", "nom de famille"),
    "agency": (
        *("agency", "agency in life", "agency in real life", "organisation", "organization", "authority"),
        *("institution", "unit", "employer"),
        *("organisme", "organisme en realite", "autorite", "administration", "service", "unite", "employeur"),
    ),
    "held": (
        *("office in life", "position", "function", "role", "profession", "job", "title"),
        *("fonction", "poste", "qualite", "metier", "titre"),
    ),
    "country": ("country", "team", "plays country", "pays", "equipe", "delegation"),
    "seat": (
        *("seat", "plays", "office", "seat in the exercise", "office in the exercise"),
        *("siege", "siege dans l’exercice", "place"),
    ),
}
"""What columns are called in the languages of the pages, without accents; without such a row they are name, agency and
seat."""

WITHOUT_HEADINGS = ("name", "agency", "seat")

SIGNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("fiu", ("fiu", "financial intelligence")),
    ("authority", ("central authority", "ministry of justice", "justice ministry", "department of justice")),
    ("prosecutor", ("prosecut",)),
    ("police", ("police", "gendarm", "criminal investigation")),
)
"""Words by which an office of the exercise is known in what people write of their work: our own list, in English.

Customs, courts and supervisors hold none of the offices that ship, so nothing is said of them."""


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody as a row of the list tells of them.

    Attributes:
        name: As it was written, on one line.
        agency: Where the person works in life, "" where that is not given.
        held: Code of the office of the exercise that is nearest to the one held in life, "" for none.
        seat: The seat that the row asks for, as it was written; "" for none.
        row: Number of the row, from 1.
    """

    name: str
    agency: str
    held: str
    seat: str
    row: int


def plain(text: str) -> str:
    """A text as it is compared."""
    return " ".join(text.casefold().split())


def heading(text: str) -> str:
    """A heading as it is compared, without accents."""
    letters = (sign for sign in normalize("NFKD", plain(text).rstrip(": ")) if not combining(sign))
    return "".join(letters).replace("'", "’")


def held_office(text: str, offices: Iterable[Office]) -> str:
    """The office of the exercise that somebody holds in life, by words of agency and position; "" for none."""
    written = plain(text)
    there = {str(office) for office in offices}
    return next((code for code, signs in SIGNS if code in there and any(sign in written for sign in signs)), "")


def columns(row: Sequence[str]) -> dict[str, int] | None:
    """Which column holds what, when the row is one of headings."""
    found: dict[str, int] = {}
    for number, cell in enumerate(row):
        for what, words in HEADINGS.items():
            if heading(cell) in words and what not in found:
                found[what] = number
                break
    if "first" in found and "name" in found and "last" not in found:  # as in "Nom; Prénom"
        found["last"] = found.pop("name")
    return found or None


def listed(table: Table, offices: Iterable[Office]) -> tuple[ListedPerson, ...]:
    """The people of a table; none of them when something is wrong with any row.

    Raises:
        RuleViolation: There is no column of names (`list.no_names`), no name (`list.nobody`), a row without one
            (`list.row_without`), one that is too long (`list.name_long`), or too many people (`list.too_many`).
    """
    known = tuple(offices)
    first = next(row for row in table if row)
    where = columns(first)
    has_headings = where is not None and ("name" in where or "last" in where or len(where) > 1)
    if where is not None and has_headings:
        if "name" not in where and "last" not in where:
            raise RuleViolation("list.no_names", text=", ".join(cell for cell in first if cell))
    else:
        where = {what: number for number, what in enumerate(WITHOUT_HEADINGS)}
    found = []
    for number, row in enumerate(table, start=1):
        if not row or (has_headings and row is first):
            continue
        found.append(_person(number, _reader(row, where), known))
    if not found:
        raise RuleViolation("list.nobody")
    if len(found) > MOST_PEOPLE:
        raise RuleViolation("list.too_many", rows=len(found), most=MOST_PEOPLE)
    return tuple(found)


def _reader(row: Sequence[str], where: Mapping[str, int]) -> Callable[[str], str]:
    def cell(what: str) -> str:
        number = where.get(what)
        return row[number] if number is not None and number < len(row) else ""

    return cell


def _person(number: int, cell: Callable[[str], str], offices: tuple[Office, ...]) -> ListedPerson:
    name = name_of(
        " ".join(part for part in (cell("name") or cell("first"), "" if cell("name") else cell("last")) if part)
    )
    if not name:
        raise RuleViolation("list.row_without", row=number)
    if len(name) > LONGEST_NAME:
        raise RuleViolation("list.name_long", row=number, limit=LONGEST_NAME)
    agency = name_of(cell("agency"))[:LONGEST_AGENCY]
    held = held_office(f"{cell('held')} {agency}", offices)
    return ListedPerson(name, agency, held, " ".join(part for part in (cell("country"), cell("seat")) if part), number)


def news(already: Iterable[tuple[str, str]], found: Sequence[ListedPerson]) -> tuple[ListedPerson, ...]:
    """Those of a list who are not on it yet; of people who are the same in name and agency, as many as there are more.

    Args:
        already: Name and agency of everybody on the list.
        found: What was read.
    """
    here: dict[tuple[str, str], int] = {}
    for name, agency in already:
        key = (plain(name), plain(agency))
        here[key] = here.get(key, 0) + 1
    new = []
    for person in found:
        key = (plain(person.name), plain(person.agency))
        if here.get(key, 0):
            here[key] -= 1
        else:
            new.append(person)
    return tuple(new)


def twice(names: Iterable[str]) -> tuple[str, ...]:
    """Names that stand more than once, each once, in the order of the list."""
    seen: dict[str, int] = {}
    first: dict[str, str] = {}
    for name in names:
        seen[plain(name)] = seen.get(plain(name), 0) + 1
        first.setdefault(plain(name), name)
    return tuple(first[key] for key, count in seen.items() if count > 1)
