"""The form in which a trainer writes an event of the room's own: who speaks to whom, when, what can be answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.core.command import CONTROL
from simulation.exercise.injects.commands import EnclosedPaper, WriteInject, WrittenOutcome
from simulation.exercise.injects.views import InjectLine
from simulation.exercise.injects.writing import ADDED, ANSWERED, LONGEST_CHOICE, LONGEST_ENCLOSURE
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.scenario.checks.play import TRIGGER_EVENTS
from simulation.scenario.schema.play import DocumentKind
from webapp.control.blueprint import blueprint
from webapp.control.event_list import rows as event_rows
from webapp.control.event_list.changes import LAST_DAY, LONGEST_WAIT, TITLE_LIMIT
from webapp.control.value_names import country, office, persona, subjects
from webapp.pages.forms import Option, command_id, one_of, optional_int_field, text_field, written_id
from webapp.pages.page import ControlPage, all_views, back, control_page, control_view, do, new_command_id, refusal
from webapp.text.retold import retold
from webapp.text.say import say_code
from webapp.text.sorting import place
from webapp.visit.handles import handle_of, held
from webapp.visit.refusals import Refusal

CHOICES = (1, 2, 3, 4)
HINTS = (1, 2, 3)
DESKS = ("lawyers", "executors", "translators", "registry")
DAY, HAND, STATE, ANSWER, SILENCE = "day", "hand", "state", "answer", "silence"
WAYS = (DAY, HAND, STATE, ANSWER, SILENCE)
"""What an event of the room's own can wait for."""


@dataclass(frozen=True, slots=True)
class Answering:
    """A choice in the form, with the work that it brings."""

    number: int
    words: str
    desk: str
    days: str


@dataclass(frozen=True, slots=True)
class WritePage(ControlPage):
    """The form of an event."""

    template: ClassVar[str] = "control/event_new.html"
    key: ClassVar[str] = "events"

    refused: Refusal | None
    heading: str
    handle: str
    form: Mapping[str, str]
    chosen_offices: tuple[Option, ...]
    senders: tuple[Option, ...]
    to_options: tuple[Option, ...]
    ways: tuple[Option, ...]
    happenings: tuple[Option, ...]
    lines: tuple[Option, ...]
    desks: tuple[Option, ...]
    choices: tuple[Answering, ...]
    paper_kinds: tuple[Option, ...]
    paper_about: tuple[Option, ...]
    longest_enclosure: int
    id: str


@blueprint.get("/events/new")
def add_event() -> ResponseReturnValue:
    """The form for an event of the trainer's own."""
    return _page(None)


@blueprint.post("/events/new")
def make_event() -> ResponseReturnValue:
    """Adds it to the list."""
    try:
        command = _written("")
    except RuleViolation as violation:
        said = refusal(violation)
        return _page(None, said.status, said)
    command = replace(command, inject=f"{ADDED}{command.id}")
    refused = do(command)
    if refused is not None:
        return _page(None, refused.status, refused)
    flash(_("The event is on the list."))
    return back("control.event_page", handle=handle_of("event", command.inject))


@blueprint.get("/events/<handle>/write")
def rewrite_event(handle: str) -> ResponseReturnValue:
    """The form with what was written before."""
    return _page(_own(handle))


@blueprint.post("/events/<handle>/write")
def write_event(handle: str) -> ResponseReturnValue:
    """Writes an event of the trainer's own anew."""
    line = _own(handle)
    try:
        refused = do(_written(line.key))
    except RuleViolation as violation:
        refused = refusal(violation)
    if refused is not None:
        return _page(line, refused.status, refused)
    flash(_("The event is changed."))
    return back("control.event_page", handle=handle)


def _own(handle: str) -> InjectLine:
    line = held("event", control_view().injects, handle)
    if line is None or line.written is None:
        abort(404)
    return line


def _one_of_these(words: str, choices: Sequence[str]) -> str:
    """The choice that is meant; a capital letter makes no other one."""
    return next((each for each in choices if each.casefold() == words.casefold()), words)


def _written(key: str) -> WriteInject:
    """What the form says.

    Raises:
        RuleViolation: A field is missing, too long or no number.
    """
    to = request.form.get("country", "")
    choices = [text_field(f"choice{n}", label=_("Choice"), limit=LONGEST_CHOICE) for n in CHOICES]
    way = one_of("way", WAYS, label=_("When")) if "way" in request.form else DAY
    waits_for_line = way in (ANSWER, SILENCE)
    lines = {handle_of("event", each.key): each.key for each in control_view().injects}
    from_country = request.form.get("from_country", "")
    return WriteInject(
        id=command_id() if key else written_id(),
        member=CONTROL,
        inject=key,
        title=text_field("title", label=_("Title"), limit=TITLE_LIMIT, required=True),
        text=text_field("text", label=_("Text"), required=True),
        sender=one_of("sender", [each.value for each in senders()], label=_("From whom"))
        if request.form.get("sender")
        else "control",
        country=one_of("country", [each.value for each in played()], label=_("To")) if to else None,
        offices=tuple(each for each in all_offices() if each in request.form.getlist("offices")),
        answer_days=optional_int_field("answer_days", lowest=0, highest=LONGEST_WAIT, label=_("Days to answer")) or 0,
        choices=tuple(each for each in choices if each),
        outcomes=tuple(
            WrittenOutcome(
                choice=words,
                desk=one_of(f"desk{n}", DESKS, label=_("What follows")),
                days=optional_int_field(f"work{n}", lowest=-60, highest=60, label=_("Days of work")) or 0,
            )
            for n, words in zip(CHOICES, choices, strict=True)
            if words and request.form.get(f"desk{n}")
        ),
        unanswered=_one_of_these(text_field("unanswered", label=_("Without an answer"), limit=LONGEST_CHOICE), choices),
        expected=text_field("expected", label=_("Expected")),
        hints=tuple(filter(None, (text_field(f"hint{n}", label=_("Hint")) for n in HINTS))),
        day=optional_int_field("day", lowest=1, highest=LAST_DAY, label=_("Day")) if way == DAY else None,
        event=ANSWERED
        if way == ANSWER
        else one_of("event", TRIGGER_EVENTS, label=_("What happens"))
        if way == STATE
        else "",
        about=lines[one_of("about", lines, label=_("Which event"))] if waits_for_line else "",
        choice=text_field("choice", label=_("Choice"), limit=LONGEST_CHOICE) if way == ANSWER else "",
        from_country=one_of("from_country", [each.value for each in played()], label=_("Where"))
        if from_country and way in (STATE, ANSWER)
        else None,
        by_day=optional_int_field("by_day", lowest=1, highest=LAST_DAY, label=_("By day")) if way == SILENCE else None,
        delay_days=optional_int_field("delay_days", lowest=0, highest=LONGEST_WAIT, label=_("Days later")) or 0,
        enclosure=text_field("enclosure", label=_("Enclosed text"), limit=LONGEST_ENCLOSURE),
        paper=_paper(),
    )


def _paper() -> EnclosedPaper | None:
    """The paper that the form asks for, None for none.

    Raises:
        RuleViolation: It names no kind, or nothing that it could be about.
    """
    if not request.form.get("paper_kind"):
        return None
    known = {handle_of("subject", key): key for key in subjects()}
    return EnclosedPaper(
        kind=DocumentKind(one_of("paper_kind", PAPERS, label=_("Paper"))),
        about=known[one_of("paper_about", known, label=_("About"))],
    )


PAPERS = tuple(each for each in DocumentKind if each not in {DocumentKind.ANSWER_NOTE, DocumentKind.ANALYSIS_REPORT})
"""Kinds of papers that may come with an event: those that custodians write of their records, no answer to a request."""


def senders() -> tuple[Option, ...]:
    """Whom control can play in this scenario."""
    known = {"control", *(inject.sender for inject in all_views().scenario.play.injects)}
    return tuple(sorted((Option(each, persona(each)) for each in known), key=lambda each: place(each.label)))


def played() -> tuple[Option, ...]:
    """The played countries."""
    return tuple(Option(each.code, country(each.code)) for each in all_views().scenario.played)


def all_offices() -> tuple[Office, ...]:
    """Offices of the played countries, each once."""
    return tuple(dict.fromkeys(office for each in all_views().scenario.played for office in each.offices))


def _page(line: InjectLine | None, status: int = 200, refused: Refusal | None = None) -> ResponseReturnValue:
    form = dict(request.form.items()) if request.method == "POST" else _before(line)
    ticked = request.form.getlist("offices") if request.method == "POST" else form.get("offices", "").split()
    handle = handle_of("event", line.key) if line is not None else ""
    return control_page(
        WritePage(
            refused=refused,
            heading=_("Rewrite the event") if line is not None else _("Add an event"),
            handle=handle,
            form=form,
            chosen_offices=tuple(Option(each, office(each), selected=each in ticked) for each in all_offices()),
            senders=senders(),
            to_options=played(),
            ways=tuple(
                Option(way, label, selected=way == form.get("way", DAY))
                for way, label in (
                    (DAY, _("on its day")),
                    (HAND, _("when I fire it")),
                    (STATE, _("when something happens")),
                    (ANSWER, _("when another event is answered")),
                    (SILENCE, _("when another event is not answered in time")),
                )
            ),
            happenings=tuple(
                sorted(
                    (Option(each, say_code(f"happened.{each}")) for each in TRIGGER_EVENTS),
                    key=lambda e: place(e.label),
                )
            ),
            lines=tuple(
                Option(
                    handle_of("event", each.key), f"{event_rows.number_of(each, control_view())}. {retold(each.title)}"
                )
                for each in control_view().injects
                if line is None or each.key != line.key
            ),
            desks=tuple(Option(each, say_code(f"work_at.{each}")) for each in DESKS),
            choices=tuple(
                Answering(n, form.get(f"choice{n}", ""), form.get(f"desk{n}", ""), form.get(f"work{n}", ""))
                for n in CHOICES
            ),
            paper_kinds=tuple(
                sorted(
                    (Option(each, say_code(f"document_kind.{each}")) for each in PAPERS),
                    key=lambda option: place(option.label),
                )
            ),
            paper_about=tuple(Option(handle_of("subject", key), title) for key, title in subjects().items()),
            longest_enclosure=LONGEST_ENCLOSURE,
            id=new_command_id(f"write/{handle}"),
        ),
        status,
    )


def _before(line: InjectLine | None) -> dict[str, str]:
    """What the form was filled in with."""
    if line is None or line.written is None:
        return {"sender": "control", "answer_days": "0", "delay_days": "0"}
    own, waits = line.written, line.written.trigger
    form = {
        "title": line.title,
        "text": line.text,
        "sender": own.sender,
        "country": line.countries[0] if len(line.countries) == 1 else "",
        "offices": " ".join(own.offices),
        "answer_days": str(line.answer_days),
        "unanswered": own.unanswered or "",
        "expected": line.expected,
        "delay_days": str(waits.delay_days),
        "from_country": waits.country or "",
        "enclosure": line.enclosure,
        **(
            {"paper_kind": line.paper.kind, "paper_about": handle_of("subject", line.paper.about)} if line.paper else {}
        ),
        **{f"hint{n}": words for n, words in enumerate(line.hint_texts, 1)},
        **{f"choice{n}": words for n, words in enumerate(own.choices, 1)},
    }
    for effect in own.consequences:
        number = own.choices.index(effect.answer) + 1
        form |= {f"desk{number}": effect.desk or "", f"work{number}": str(effect.days)}
    known = {each.key for each in control_view().injects}
    if waits.event == ANSWERED:
        whole = waits.about or ""
        about = whole if whole in known else next((each for each in known if whole.startswith(f"{each}/")), "")
        form |= {"way": ANSWER, "about": handle_of("event", about), "choice": whole.removeprefix(about).lstrip("/")}
    elif waits.event is not None:
        form |= {"way": STATE, "event": waits.event}
    elif waits.silence is not None:
        form |= {"way": SILENCE, "about": handle_of("event", waits.silence), "by_day": str(waits.by_day)}
    else:
        form |= {"way": DAY if line.day is not None else HAND, "day": str(line.day) if line.day is not None else ""}
    return form
