"""The visitor's own reading of the team's view, and small questions that many pages ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import abort, request

from simulation.exercise.core.command import Command, Seat
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.trials.views import ChargeView
from simulation.kernel.entities import Entity
from simulation.kernel.errors import RuleViolation
from simulation.kernel.offices import Offices
from simulation.kernel.terms import Office
from webapp.desk.origins import key_of, keys_of
from webapp.desk.readable import Reader
from webapp.pages.page import all_views, do_all, has_pen, my_offices, my_seat, refusal, scenario, team_view
from webapp.pages.team_rows import member_names, read_keys
from webapp.store.registered import registry
from webapp.visit.handles import held
from webapp.visit.languages import language
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_member


def reader() -> Reader:
    """The team's view in the visitor's words."""
    return Reader(scenario(), language(), team_view(), my_offices(), member_names())


def document_or_404(reading: Reader, number: str) -> FiledDocument:
    """The paper with this number."""
    filed = reading.documents.labelled(number)
    if filed is None:
        abort(404)
    return filed


def request_or_404(reading: Reader, number: str) -> RequestView:
    """The request with this number."""
    found = reading.requests.labelled(number)
    if found is None:
        abort(404)
    return found


def entity_or_404(reading: Reader, number: int) -> Entity:
    """The entity with this number."""
    found = reading.entities.numbered(number)
    if found is None:
        abort(404)
    return found


def charge_or_404(reading: Reader, handle: str) -> ChargeView:
    """The own charge with this handle."""
    found = held("charge", reading.view.charges, handle)
    if found is None:
        abort(404)
    return found


def unread(kind: str, keys: tuple[str, ...]) -> frozenset[str]:
    """Which of these the visitor has not read."""
    read = read_keys()
    return frozenset(key for key in keys if f"{kind}:{key}" not in read)


def help_level() -> str:
    """How much the own team is helped: guided, practice or exam."""
    return all_views().settings.help_level(current_member().country)


def papers_are_short() -> bool:
    """Whether the preset of this exercise shows long tables in short."""
    chosen = all_views().settings.preset
    return any(preset.key == chosen and preset.papers == "short" for preset in scenario().play.presets)


def own_offices() -> tuple[Office, ...]:
    """The offices of the team's country."""
    return scenario().country(current_member().country).offices


def known_offices() -> Offices:
    """The offices that there are, with their tasks and channels."""
    return registry().offices


def seat_named(text: str) -> Seat | None:
    """The seat that a form names as `VAL.police`; None for an office that there is not."""
    code, _dot, office = text.partition(".")
    return Seat(code[:3], Office(office)) if office in known_offices().codes else None


def acting(*allowed: Office) -> Seat:
    """The seat from which the visitor acts: of the allowed offices one whose pen is held, else one where the visitor
    sits, so that the rules can say why it may not act.

    Raises:
        RuleViolation: The visitor sits at none of them (`seat.wrong_office`).
    """
    wanted = allowed or own_offices()
    mine = [office for office in my_offices() if office in wanted]
    for office in mine:
        if has_pen(office):
            return my_seat(office)
    if mine:
        return my_seat(mine[0])
    raise RuleViolation("seat.wrong_office", office=wanted[0].value)


def may_send(*allowed: Office) -> bool:
    """Whether the visitor holds the pen of one of these offices (any office when none is named)."""
    return any(has_pen(office) for office in my_offices() if not allowed or office in allowed)


def rests_on(reading: Reader) -> tuple[str, ...]:
    """What the submitted act is said to rest on, besides the papers chosen in it.

    Raises:
        RuleViolation: A word names nothing that this team has (`file.unknown_document`).
    """
    tokens = _tokens(request.form.getlist("rests_on"))
    if not all(key_of(token, reading) for token in tokens):
        raise RuleViolation("file.unknown_document")
    return keys_of(tokens, reading)


def origins() -> tuple[str, ...]:
    """The words for what an act begun on this page rests on, as the address or the refused form names them."""
    return _tokens(request.form.getlist("rests_on") if request.method == "POST" else request.args.getlist("origin"))


def _tokens(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(text[:120] for text in words[:200])


def papers_chosen(reading: Reader, name: str = "documents") -> tuple[str, ...]:
    """Keys of the papers ticked in the form, in order of the file.

    Raises:
        RuleViolation: A number is not in the file (`file.unknown_document`).
    """
    labels = dict.fromkeys(text[:20] for text in request.form.getlist(name)[:200])
    for label in labels:
        if label and reading.documents.labelled(label) is None:
            raise RuleViolation("file.unknown_document")
    return tuple(filed.document.key for filed in reading.view.documents if filed.label in labels)


def entity_chosen(reading: Reader, name: str) -> str:
    """Key of the entity chosen in a form by its number; "" when none was."""
    text = request.form.get(name, "").strip()
    entity = reading.entities.called(text)
    return entity.key if entity is not None else ""


def attempt(make: Callable[[], Command]) -> Refusal | None:
    """Makes a command from the form and performs it; what a rule says against either is said beside the form."""
    return attempt_all(lambda: (make(),))


def attempt_all(make: Callable[[], Sequence[Command]], *, in_turn: bool = False) -> Refusal | None:
    """The same for a form that asks for several things at once: all are done, or none.

    Args:
        make: Makes the commands.
        in_turn: Each acts on what the one before makes.
    """
    try:
        return do_all(make(), in_turn=in_turn)
    except RuleViolation as violation:
        return refusal(violation)
