"""From traces to paper: the one function that makes documents.

Each kind of paper takes the traces that its custodian keeps, in time order, and prints one line for each; nothing else
is added. Same input, same document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from simulation.casework.documents.document import SPOKEN, Document, Use
from simulation.casework.documents.kinds.all_kinds import form_of
from simulation.casework.documents.writer import DocumentWriter, Words
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.traces import BY_TIME, Trace, TraceKind
from simulation.scenario.schema.play import DocumentKind


def render(
    kind: DocumentKind,
    target: str,
    traces: Sequence[Trace],
    lookup: Mapping[str, Entity],
    key: str,
    dated: int,
    use: Use,
    words: Words,
    *,
    period: tuple[int, int] | None = None,
    custodian: str | None = None,
    country: str | None = None,
    status: str = "",
) -> Document:
    """Write the paper that a custodian would issue about one entity.

    Args:
        kind: Kind of paper.
        target: Key of the entity it is about; has to be in `lookup`.
        traces: Records that exist and were asked for; duplicates, kinds that the paper does not print and records that
            are not about the target are left out.
        lookup: Entities by key, as records print them.
        key: Key of the document.
        dated: Date of issue in seconds since the scenario's start.
        use: What it may be used for.
        words: Scenario texts; statements are worded by `statement.<key>`, where `{0}`, `{1}`, ... stand for the names
            of the trace's subjects and `{<entity key>}` for a subject's name.
        period: What was asked for.
        custodian: Who issues it; the custodian of the first record if left out, else the target's country's office.
        country: Where it comes from; of the first record if left out, else the target's.
        status: Code printed in the heading: `witness` or `suspect` for an interview, the outcome for an answer note.

    Raises:
        KeyError: The target or an entity of a record is not in `lookup`.
    """
    draft = DocumentWriter(lookup[target], lookup, words)
    kept = _kept(kind, target, traces)
    form_of(kind).writer(draft, kept, status)
    first = kept[0] if kept else None
    draft.printed.add(target)
    return Document(
        key=key,
        kind=kind,
        custodian=custodian if custodian is not None else (first.custodian if first else ""),
        country=country if country is not None else (first.country if first else draft.target.country),
        dated=dated,
        about=target,
        period=period,
        heading=tuple(draft.heading),
        columns=draft.columns,
        rows=tuple(draft.rows),
        mentions=tuple(_as_printed(kind, lookup[name], target) for name in sorted(draft.printed)),
        assertions=tuple(draft.said),
        exculpates=tuple(sorted(draft.exculpates)),
        use=use,
    )


def _as_printed(kind: DocumentKind, entity: Entity, target: str) -> Entity:
    """An entity with no more particulars than the paper prints.

    Birth, address and nationality of whom it is about, and of holder and owner in an account file; a register's own
    links (holder of an account, subscriber of a phone, director of a company) are lines and assertions.
    """
    has_particulars = entity.kind in {EntityKind.PERSON, EntityKind.COMPANY}
    if has_particulars and (entity.key == target or kind is DocumentKind.ACCOUNT_FILE):
        kept = tuple(each for each in entity.details if each[0] not in _LINKS)
        return entity if kept == entity.details else replace(entity, details=kept)
    return Entity(entity.key, entity.kind, entity.label, entity.country) if entity.details else entity


_LINKS = frozenset({"holder", "owner", "director"})


def _kept(kind: DocumentKind, target: str, traces: Sequence[Trace]) -> list[Trace]:
    """The records that the paper prints, in time order, each once.

    A paper is about its target; the register extract of an account's holder, the calls of a watched person's phone and
    the subscriber at the other end of a call come along with the records that name them.
    """
    form = form_of(kind)
    accepted = sorted({trace.key: trace for trace in traces if trace.kind in form.prints}.items())
    about = {target}
    for _, trace in accepted:
        opens = trace.kind is TraceKind.ACCOUNT_OPENED and kind is DocumentKind.ACCOUNT_FILE
        uses = trace.kind is TraceKind.SUBSCRIBER and form.is_watched
        if target in trace.subjects and (opens or uses):
            about.add(trace.subjects[1] if opens else trace.subjects[0])
    kept = [trace for _, trace in accepted if _belongs(kind, trace, target, about)]
    ends = about | {subject for trace in kept if trace.kind is TraceKind.CALL for subject in trace.subjects}
    if kind is not DocumentKind.SUBSCRIBER_RECORD:
        kept += [
            trace for _, trace in accepted if trace.kind is TraceKind.SUBSCRIBER and not ends.isdisjoint(trace.subjects)
        ]
    return sorted(kept, key=BY_TIME)


def _belongs(kind: DocumentKind, trace: Trace, target: str, about: set[str]) -> bool:
    """Whether a record is about the target, or about what comes along with it: an analysis goes beyond its target."""
    if kind is DocumentKind.ANALYSIS_REPORT:
        return True
    if trace.kind is TraceKind.SUBSCRIBER:
        return kind is DocumentKind.SUBSCRIBER_RECORD and target in trace.subjects
    if trace.kind is TraceKind.ACCOUNT_OPENED:
        return target in trace.subjects
    if kind is DocumentKind.ACCOUNT_FILE:
        return trace.subjects[0] in about
    if kind in SPOKEN or kind is DocumentKind.INSPECTION_REPORT:
        return trace.subjects[0] == target
    return not about.isdisjoint(trace.subjects)
