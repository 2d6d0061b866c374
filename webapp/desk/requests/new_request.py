"""Beginning a request: what is sought, from whom, about what or whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.procedures.extradition.table import EXTRADITION
from simulation.exercise.procedures.joint_team.table import JOINT_TEAM
from simulation.exercise.procedures.letter.commands import OpenDraft
from simulation.exercise.procedures.preservation.table import PRESERVATION
from simulation.exercise.procedures.restraint.table import FREEZING
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import Route, Sought
from webapp.desk.blueprint import blueprint
from webapp.desk.colleagues import can_be_taken, who_can
from webapp.desk.current_view import acting, attempt, known_offices, may_send, origins, reader, rests_on
from webapp.desk.documents.because import Because, because_of
from webapp.desk.readable import Reader, is_target, joined
from webapp.desk.requests.short_way import askers, is_question
from webapp.pages.alone import opens_letter
from webapp.pages.forms import Option, command_id
from webapp.pages.page import TeamPage, new_command_id, team_page
from webapp.store.exercise_rows import stored_command
from webapp.store.registered import registry
from webapp.text.law_texts import law_book, treaty_names
from webapp.text.say import say_code, wording_of
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_exercise, current_member, services

BESIDE: dict[Sought, str] = {
    Sought.JOINT_TEAM: JOINT_TEAM,
    Sought.ASSET_RETURN: FREEZING,
    Sought.PRESERVATION: PRESERVATION,
    Sought.SURRENDER: EXTRADITION,
}
"""Letters that have a procedure beside them: pages say which is for what."""

BY_PROCEDURE = frozenset({Sought.SURRENDER})
"""What is begun by its procedure alone; letters of it that were under way before play go on as letters."""


@dataclass(frozen=True, slots=True)
class RouteChoice:
    """A channel with what can be sought on it, and who sends it.

    `senders` says of single options who sends them, where it is not who sends the others.
    """

    route: str
    label: str
    text: str
    options: tuple[Option, ...]
    sender: str
    senders: Mapping[str, str]
    blocked: frozenset[str]
    """Options that no office of the visitor's can ask for."""

    has_free_seat: bool
    """The visitor can take a seat as well that can ask for what is blocked."""


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """What a request may be about, of one kind: with the country of each.

    `near` are those in the chosen country and those that are chosen or named; all of them before a country is chosen.
    """

    kind: str
    name: str
    near: tuple[tuple[Option, str], ...]
    elsewhere: tuple[tuple[Option, str], ...]
    is_open: bool


def _is_used(command: str) -> bool:
    """Whether the journal has a command of this id."""
    with services().database.reading() as session:
        return stored_command(session, current_exercise().id, command) is not None


@blueprint.get("/requests/new", endpoint="new_request")
def new_request() -> ResponseReturnValue:
    return _page(reader())


@dataclass(frozen=True, slots=True)
class NewRequestPage(TeamPage):
    """What is wanted, from whom and about what, for a new letter."""

    template: ClassVar[str] = "desk/new_request.html"
    key: ClassVar[str] = "requests"

    routes: tuple[RouteChoice, ...]
    elsewhere: tuple[tuple[str, str], ...]
    countries: list[Option]
    groups: tuple[TargetGroup, ...]
    procedures: Mapping[str, tuple[str, str]]
    fitting: Mapping[str, str]
    command: str
    because: Because
    refusal: Refusal | None
    can_send: bool


def _page(reading: Reader, status: int = 200, refusal: Refusal | None = None) -> Response:
    source = request.form if request.method == "POST" else request.args
    chosen = source.get("sought", "")
    wanted = source.get("requested", "")
    targets = set(source.getlist("target"))
    view = reading.view
    named = [filed for token in origins() if (filed := reading.documents.labelled(token)) is not None]
    about = {filed.document.about for filed in named}
    if request.method == "GET":
        targets |= {
            str(n)
            for n, each in enumerate(view.entities, start=1)
            if each.key in about and not (each.kind is EntityKind.ACCOUNT and each.country == view.country)
        }
    chosen_ones = [each for n, each in enumerate(view.entities, start=1) if str(n) in targets]
    abroad = {each.country for each in chosen_ones} - {view.country}
    if not wanted and len(abroad) == 1:
        wanted = abroad.pop()
    countries = [
        Option(each.code, reading.country(each.code), _terms(each.code, reading), each.code == wanted)
        for each in reading.scenario.countries
        if each.code != view.country
    ]
    fitting = {
        each.code.value: " ".join(sorted(law_book().kind_of(each.code).targets)) for each in registry().assistance
    }
    return team_page(
        NewRequestPage(
            routes=tuple(_route(route, chosen, reading) for route in Route),
            elsewhere=tuple(
                (say_code(f"procedure_kind.{BESIDE[sought]}"), url_for("desk.new_procedure", kind=BESIDE[sought]))
                for sought in Sought
                if sought in BY_PROCEDURE
            ),
            countries=countries,
            groups=_groups(
                reading,
                targets,
                wanted,
                frozenset(e.key for f in named for e in f.document.mentions),
                fitting.get(chosen, ""),
            ),
            procedures={
                sought.value: (url_for("desk.new_procedure", kind=kind), say_code(f"procedure_kind.{kind}"))
                for sought, kind in BESIDE.items()
            },
            fitting=fitting,
            command=opens_letter(view, reading.scenario, new_command_id, _is_used),
            because=because_of(reading, has_papers=False),
            refusal=refusal,
            can_send=may_send(),
        ),
        status,
    )


def _groups(
    reading: Reader, targets: set[str], country: str, named: frozenset[str], fitting: str
) -> tuple[TargetGroup, ...]:
    """The file's entities by kind: those chosen, those that the paper names, then the others, each by name.

    A kind is open when what is sought can be about it, or when one of it is chosen.

    Args:
        reading: The visitor's view.
        targets: Numbers of the entities that are chosen.
        country: Code of the country that is asked; "" before it is chosen.
        named: Keys of the entities that the paper names of which the request is begun.
        fitting: Kinds of entities that what is sought can be about, with a space between; "" before it is chosen.
    """
    found: dict[EntityKind, list[tuple[bool, bool, Option, str]]] = {}
    holders = reading.documents.holders()
    for number, name, entity in reading.entities.by_name():
        if entity.kind is EntityKind.PLACE and not entity.key.startswith("site/"):
            continue
        if not is_target(entity):
            continue
        holder = reading.entity(holders[entity.key]) if entity.key in holders else ""
        hint = joined((holder, reading.entities.country_beside(entity)))
        option = Option(str(number), name, hint, str(number) in targets)
        line = (not option.selected, entity.key not in named, option, entity.country)
        found.setdefault(entity.kind, []).append(line)
    return tuple(
        _group(kind, sorted(found[kind], key=lambda line: line[:2]), country, fitting.split())
        for kind in EntityKind
        if kind in found
    )


def _group(
    kind: EntityKind, lines: Sequence[tuple[bool, bool, Option, str]], country: str, fitting: Sequence[str]
) -> TargetGroup:
    """Each line: whether it is not chosen, whether the paper does not name it, the option, its country."""
    near: list[tuple[Option, str]] = []
    elsewhere: list[tuple[Option, str]] = []
    for unchosen, unnamed, option, code in lines:
        is_near = not country or code == country or not unchosen or not unnamed
        (near if is_near else elsewhere).append((option, code))
    return TargetGroup(
        kind.value,
        say_code(f"entity_kinds.{kind}"),
        tuple(near),
        tuple(elsewhere),
        kind.value in fitting or any(not unchosen for unchosen, _unnamed, _option, _code in lines),
    )


def _route(route: Route, chosen: str, reading: Reader) -> RouteChoice:
    offices = known_offices().asking_on(route)
    asking = {
        each.code: askers(kind, reading.view.country, reading)
        for each in registry().assistance
        if (kind := law_book().kind_of(each.code)).route is route and each.code not in BY_PROCEDURE
    }
    return RouteChoice(
        route.value,
        say_code(f"route.{route}"),
        say_code(f"route_use.{route}"),
        tuple(
            Option(each.value, say_code(f"sought.{each}"), wording_of(f"beside.{each}"), each.value == chosen)
            for each in asking
        ),
        _sender(offices, reading),
        {each.value: _sender(those, reading) for each, those in asking.items() if those != offices},
        frozenset(each.value for each, those in asking.items() if not _is_own(those, reading)),
        any(can_be_taken(those) for those in asking.values() if not _is_own(those, reading)),
    )


def _is_own(offices: tuple[Office, ...], reading: Reader) -> bool:
    return any(office in reading.offices for office in offices)


def _sender(offices: tuple[Office, ...], reading: Reader) -> str:
    return _("Your seat sends the request.") if _is_own(offices, reading) else who_can(offices, reading)


def _terms(code: str, reading: Reader) -> str:
    """What binds the two, in a line."""
    pair = reading.scenario.pair(reading.view.country, code)
    parts = [treaty_names(pair.instruments) or _("no treaty: reciprocity"), say_code(f"channel.{pair.channel}")]
    if pair.electronic:
        parts.append(_("electronic"))
    return "; ".join(parts)


@blueprint.post("/requests/new", endpoint="open_request")
def open_request() -> ResponseReturnValue:
    """Opens the draft and goes on to its form; a question about one thing on a short way has its own three fields."""
    reading = reader()
    text = request.form.get("sought", "")
    if text in BY_PROCEDURE:
        return redirect(url_for("desk.new_procedure", kind=BESIDE[Sought(text)], to=request.form.get("requested")), 303)
    if text not in {each.code for each in registry().assistance}:
        return _page(
            reading, 422, Refusal("form", _("Choose what you need. No request was begun; what you chose is kept."), 422)
        )
    sought = Sought(text)
    asked_about = tuple(
        entity
        for number in request.form.getlist("target")[:12]
        if (entity := reading.entities.called(number)) is not None
    )
    if len(asked_about) == 1 and is_question(asked_about[0], sought):
        number = reading.entities.number_of(asked_about[0].key)
        to = request.form.get("requested", "")[:3]
        where = url_for("desk.question", number=number, sought=sought.value, to=to, origin=list(origins()))
        return redirect(where, 303)
    targets = tuple(entity.key for entity in asked_about)
    refused = attempt(
        lambda: OpenDraft(
            id=command_id(),
            by=acting(*askers(law_book().kind_of(sought), reading.view.country, reading)),
            member=current_member().id,
            rests_on=rests_on(reading),
            sought=sought,
            requested=request.form.get("requested", "")[:3],
            targets=targets,
        )
    )
    if refused is not None:
        return _page(reading, refused.status, refused)
    key = f"{reading.view.country}/{command_id()}"
    opened = reader().view.request(key)
    if opened is None:
        return redirect(url_for("desk.requests"), 303)
    return redirect(url_for("desk.request_form", number=opened.label), 303)
