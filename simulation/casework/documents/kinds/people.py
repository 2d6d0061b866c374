"""Papers about people who are moved: missing-person reports, travel records, victims' statements, inspection reports.

A paper that shows somebody to be a victim speaks for that person: it must not be withheld where he or she is charged.
They say what their custodians know and no more: a border post knows who crossed, a guest house who stayed, a family
whom it misses, an inspectorate whom it found; a person knows what he or she lived through.
"""

from __future__ import annotations

from simulation.casework.documents.document import EMPTY, AssertionKind, Cell, CellKind
from simulation.casework.documents.writer import DocumentWriter, code, date, number, time_of_day
from simulation.kernel.entities import EntityKind
from simulation.kernel.traces import Trace, TraceKind


def missing_person_report(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """What a family told the police: who is missing, since when nobody heard, and where the person was last seen."""
    draft.columns = ("date", "who", "event", "place")
    draft.heading.append(("target", draft.entity(draft.target.key)))
    for trace in traces:
        person, place = trace.subjects[:2]
        draft.line(trace, date(trace), draft.entity(person), code(trace, "event"), draft.entity(place))
        draft.say(AssertionKind.MISSING, person, place, trace)


def travel_record(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """Where somebody crossed a border and where he or she stayed the night."""
    draft.columns = ("time", "who", "event", "place")
    draft.heading.append(("target", draft.entity(draft.target.key)))
    for trace in traces:
        person, place = trace.subjects[:2]
        draft.line(trace, time_of_day(trace), draft.entity(person), code(trace, "event"), draft.entity(place))
        draft.say(AssertionKind.AT, person, place, trace)
        if trace.fact("event") == "referred":
            draft.say(AssertionKind.IDENTIFIED, person, place, trace)


def victim_statement(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """What a person lived through, in order; before there is a statement, that he or she was seen as a victim."""
    draft.columns = ("date", "lived", "by", "place")
    draft.heading.append(("victim", draft.entity(draft.target.key)))
    draft.exculpates.add(draft.target.key)
    for trace in traces:
        person, *named = trace.subjects
        kinds = {name: draft.lookup[name].kind for name in named}
        who = [name for name in named if kinds[name] in {EntityKind.PERSON, EntityKind.COMPANY}]
        where = [name for name in named if kinds[name] is EntityKind.PLACE]
        draft.line(
            trace,
            date(trace),
            Cell(CellKind.CODE, f"lived.{trace.fact('event')}"),
            draft.entity(who[0]) if who else EMPTY,
            draft.entity(where[0]) if where else EMPTY,
            also=(person, *who[1:]),
        )
        _lived(draft, trace, person, [name for name in who if kinds[name] is EntityKind.PERSON], where)


_DONE_BY: dict[str, tuple[AssertionKind, ...]] = {
    "recruited": (AssertionKind.RECRUITED, AssertionKind.DECEIVED),
    "travelled": (AssertionKind.TRANSPORTED,),
    "held": (AssertionKind.HARBOURED, AssertionKind.COERCED, AssertionKind.EXPLOITED),
    "debt": (AssertionKind.COERCED,),
}
"""What a statement says of the person who did it, by what was lived through."""

LIVED = frozenset(kind for kinds in _DONE_BY.values() for kind in kinds)
"""All that a statement can say of the person who did it."""


def _lived(draft: DocumentWriter, trace: Trace, person: str, who: list[str], where: list[str]) -> None:
    event = str(trace.fact("event"))
    for one in who:
        for kind in _DONE_BY.get(event, ()):
            draft.say(kind, one, person, trace, by=person)
    if event in {"held", "moved_on"} and where:
        draft.say(AssertionKind.HELD_AT, person, where[0], trace, by=person)
        draft.say(AssertionKind.AT, person, where[0], trace, by=person)
    if event == "identified" and where:
        draft.say(AssertionKind.IDENTIFIED, person, where[0], trace)
        draft.say(AssertionKind.AT, person, where[0], trace)


def inspection_report(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """When inspectors came to a site and whom they recognised as victims; who runs it by the papers."""
    draft.columns = ("date", "event", "found", "company")
    draft.heading.append(("target", draft.entity(draft.target.key)))
    for trace in traces:
        site, *named = trace.subjects
        firms = [name for name in named if draft.lookup[name].kind is EntityKind.COMPANY]
        people = [name for name in named if draft.lookup[name].kind is EntityKind.PERSON]
        company = draft.entity(firms[0]) if firms else EMPTY
        found = Cell(CellKind.NUMBER, number(trace, "found"))
        draft.line(trace, date(trace), code(trace, "event"), found, company, also=(site, *people))
        recognised = trace.fact("event") != "people_held"
        for person in people:
            draft.heading.append(("recognised" if recognised else "held_there", draft.entity(person)))
            draft.say(AssertionKind.IDENTIFIED if recognised else AssertionKind.HELD_AT, person, site, trace)
            draft.say(AssertionKind.AT, person, site, trace)
            if recognised:
                draft.exculpates.add(person)


PEOPLE_RECORDS: dict[TraceKind, tuple[AssertionKind, bool]] = {
    TraceKind.BORDER_ENTRY: (AssertionKind.AT, False),
    TraceKind.LODGING: (AssertionKind.AT, False),
    TraceKind.MISSING_REPORT: (AssertionKind.MISSING, False),
    TraceKind.INSPECTION: (AssertionKind.IDENTIFIED, True),
}
"""What a short answer asserts of a record about people, and whether the record names the object first."""
