"""The warm-up: a small matter of its own on every desk, while the case lies aside untouched.

A violin was left on a night train. Each office has a paper of its own trade about it, and a message of exercise control
to answer. What people do with them moves nothing of the case and is not told as an event; when the first move opens,
the case comes back as it was set aside, and of the warm-up only who sits where and holds which pen is left.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from simulation.casework.documents.document import (
    EMPTY,
    Assertion,
    AssertionKind,
    Cell,
    CellKind,
    Document,
    Origin,
    Row,
    Use,
)
from simulation.casework.documents.kinds.all_kinds import BY_KIND
from simulation.casework.file.case_file import CaseFile
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.core.state import SetAside, State
from simulation.exercise.messages.state import Message, Messages
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.registers import Log
from simulation.kernel.terms import Facts, Office
from simulation.scenario.schema.play import DocumentKind
from simulation.scenario.text.warm_up import practice_word

PHASE = "warm_up"
"""Phase of the clock in which it is played."""

PREFIX = "practice/"
"""How keys of all that belongs to it begin: nothing of a case does."""

_SEEN_DAYS = -3
_REWARD_MINOR = 12_000

type _Words = Callable[[str], str]


def begin(state: State) -> None:
    """Set the case aside and lay the small matter on the desks of the played countries."""
    state.practice = SetAside(
        files={country.code: state.countries[country.code].file for country in state.scenario.played},
        digests={country.code: state.countries[country.code].digest for country in state.scenario.played},
        parts={Messages: state.parts.pop(Messages, Messages())},
    )
    words = partial(practice_word, state.scenario, language=state.settings.language)
    for country in state.scenario.played:
        keeper = state.countries[country.code]
        keeper.file, keeper.digest = CaseFile(country.code), Log()
        for office, paper in _PAPERS.items():
            keeper.file.add(paper(country.code, words), state.now, "opening")
            seat = Seat(country.code, office)
            text = words(f"message_{office}")
            key = f"{PREFIX}message/{seat}"
            messages = state.part(Messages)
            messages.sent = (*messages.sent, Message(key, state.now, None, "", seat, text, "", ""))
    state.memory = DerivedValues()


def end(state: State) -> None:
    """Put the case back where it lay; of the small matter nothing stays."""
    aside = state.practice
    if aside is None:
        return
    for code, file in aside.files.items():
        state.countries[code].file = file
        state.countries[code].digest = aside.digests[code]
    state.parts.update(aside.parts)
    state.practice = None
    state.memory = DerivedValues()


def check(practice: SetAside | None, command: Command) -> None:
    """Whether a seat may do this in the warm-up.

    Raises:
        RuleViolation: It belongs to the case, which opens with the first move.
    """
    if practice is not None and not command.in_warm_up:
        raise RuleViolation("exercise.warm_up")


def is_practice(practice: SetAside | None, command: Command) -> bool:
    """Whether a command is played on the small matter, so that nothing of it is told as having happened."""
    return practice is not None and command.in_warm_up


def paper_key(country: str, office: Office) -> str:
    """Key of the paper that an office has in it."""
    return f"{PREFIX}{country}/{office}"


# --- the papers -------------------------------------------------------------------------------------------------------


def _entity(country: str, name: str, kind: EntityKind, words: _Words, details: Facts = ()) -> Entity:
    return Entity(f"{PREFIX}{country}/{name}", kind, words(name), country, details)


def _named(*entities: Entity) -> tuple[Entity, ...]:
    return tuple(sorted(entities, key=lambda entity: entity.key))


def _cell(entity: Entity) -> Cell:
    return Cell(CellKind.ENTITY, entity.key)


def _said(kind: AssertionKind, subject: Entity, obj: Entity, paper: str, *, amount: int = 0) -> Assertion:
    return Assertion(kind, subject.key, obj.key, _SEEN_DAYS * DAY, amount, (f"{paper}/1",))


def _paper(
    office: Office,
    kind: DocumentKind,
    country: str,
    custodian: str,
    about: Entity,
    heading: tuple[tuple[str, Cell], ...],
    columns: tuple[str, ...],
    lines: tuple[tuple[Cell, ...], ...],
    mentions: tuple[Entity, ...],
    assertions: tuple[Assertion, ...],
    section: str = "",
) -> Document:
    key = paper_key(country, office)
    return Document(
        key=key,
        form=BY_KIND[kind],
        custodian=custodian,
        country=country,
        dated=_SEEN_DAYS * DAY,
        about=about.key,
        period=None,
        heading=heading,
        columns=columns,
        rows=tuple(
            Row(
                cells,
                tuple(str(cell.value) for cell in cells if cell.kind is CellKind.ENTITY),
                f"{key}/{number}",
                section,
            )
            for number, cells in enumerate(lines, start=1)
        ),
        mentions=mentions,
        assertions=assertions,
        exculpates=(),
        use=Use(is_evidence=True, origin=Origin.HOME),
    )


_ON_DAY = Cell(CellKind.DATE, _SEEN_DAYS * DAY)


def _extract(country: str, words: _Words) -> Document:
    """What the register of companies holds of the railway: for the central authority."""
    company = _entity(country, "company", EntityKind.COMPANY, words)
    director = _entity(country, "conductor", EntityKind.PERSON, words)
    return _paper(
        Office.AUTHORITY,
        DocumentKind.COMPANY_EXTRACT,
        country,
        words("register"),
        company,
        (("target", _cell(company)),),
        ("date", "company", "director", "beneficial_owner", "address"),
        ((_ON_DAY, _cell(company), _cell(director), EMPTY, EMPTY),),
        _named(company, director),
        (_said(AssertionKind.DIRECTS, director, company, paper_key(country, Office.AUTHORITY)),),
        "register",
    )


def _interview(country: str, words: _Words) -> Document:
    """What the conductor says: for the prosecutor."""
    speaker = _entity(country, "conductor", EntityKind.PERSON, words)
    owner = _entity(country, "owner", EntityKind.PERSON, words)
    said = (
        (Cell(CellKind.NUMBER, 1), EMPTY, Cell(CellKind.TEXT, words("said_1"))),
        (Cell(CellKind.NUMBER, 2), _cell(owner), Cell(CellKind.TEXT, words("said_2"))),
    )
    return _paper(
        Office.PROSECUTOR,
        DocumentKind.INTERVIEW,
        country,
        words("conductor"),
        speaker,
        (("person", _cell(speaker)), ("status", Cell(CellKind.CODE, "witness"))),
        ("number", "about", "said"),
        said,
        _named(speaker, owner),
        (_said(AssertionKind.STATED, speaker, owner, paper_key(country, Office.PROSECUTOR)),),
    )


def _registration(country: str, words: _Words) -> Document:
    """In whose name the van stands: for the police."""
    vehicle = _entity(country, "vehicle", EntityKind.VEHICLE, words)
    keeper = _entity(country, "keeper", EntityKind.PERSON, words)
    return _paper(
        Office.POLICE,
        DocumentKind.VEHICLE_EXTRACT,
        country,
        words("register"),
        vehicle,
        (("target", _cell(vehicle)),),
        ("date", "vehicle", "keeper", "address"),
        ((_ON_DAY, _cell(vehicle), _cell(keeper), EMPTY),),
        _named(vehicle, keeper),
        (_said(AssertionKind.KEEPS, keeper, vehicle, paper_key(country, Office.POLICE)),),
        "register",
    )


def _payment(country: str, words: _Words) -> Document:
    """The reward: for the financial intelligence unit."""
    owner = _entity(country, "owner", EntityKind.PERSON, words)
    keeper = _entity(country, "keeper", EntityKind.PERSON, words)
    paid = _entity(country, "account_owner", EntityKind.ACCOUNT, words, (("holder", owner.key),))
    got = _entity(country, "account_keeper", EntityKind.ACCOUNT, words, (("holder", keeper.key),))
    line = (
        _ON_DAY,
        _cell(paid),
        _cell(owner),
        _cell(got),
        _cell(keeper),
        Cell(CellKind.TEXT, words("purpose")),
        Cell(CellKind.AMOUNT, _REWARD_MINOR),
    )
    key = paper_key(country, Office.FIU)
    return _paper(
        Office.FIU,
        DocumentKind.WIRE_CONFIRMATION,
        country,
        words("bank"),
        paid,
        (("account", _cell(paid)),),
        ("date", "from", "ordered_by", "to", "beneficiary", "purpose", "amount"),
        (line,),
        _named(owner, keeper, paid, got),
        (
            _said(AssertionKind.PAID, paid, got, key, amount=_REWARD_MINOR),
            _said(AssertionKind.HOLDS, owner, paid, key),
            _said(AssertionKind.HOLDS, keeper, got, key),
        ),
    )


_PAPERS: dict[Office, Callable[[str, _Words], Document]] = {
    Office.AUTHORITY: _extract,
    Office.PROSECUTOR: _interview,
    Office.POLICE: _registration,
    Office.FIU: _payment,
}
"""The paper of each office."""
