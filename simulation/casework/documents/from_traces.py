"""From traces to paper: the one function that makes documents.

Each kind of paper takes the traces that its custodian keeps, in time order, and prints one line for each; nothing else
is added. Same input, same document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from simulation.casework.documents.document import Document, Use
from simulation.casework.documents.record import DocumentRecord
from simulation.casework.documents.writer import DocumentWriter, Words
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.traces import BY_TIME, Trace, TraceKind


def render(
    record: DocumentRecord,
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
        record: Kind of paper.
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
    kept = _kept(record, target, traces)
    record.writer(draft, kept, status)
    first = kept[0] if kept else None
    draft.printed.add(target)
    return Document(
        key=key,
        form=record,
        custodian=custodian if custodian is not None else (first.custodian if first else ""),
        country=country if country is not None else (first.country if first else draft.target.country),
        dated=dated,
        about=target,
        period=period,
        heading=tuple(draft.heading),
        columns=draft.columns,
        rows=tuple(draft.rows),
        mentions=tuple(_as_printed(record, lookup[name], target) for name in sorted(draft.printed)),
        assertions=tuple(draft.said),
        exculpates=tuple(sorted(draft.exculpates)),
        use=use,
    )


def _as_printed(record: DocumentRecord, entity: Entity, target: str) -> Entity:
    """An entity with no more particulars than the paper prints.

    Birth, address and nationality of whom it is about, and of holder and owner in an account file; a register's own
    links (holder of an account, subscriber of a phone, director of a company) are lines and assertions.
    """
    has_particulars = entity.kind in {EntityKind.PERSON, EntityKind.COMPANY}
    if has_particulars and (entity.key == target or record.has_particulars):
        kept = tuple(each for each in entity.details if each[0] not in _LINKS)
        return entity if kept == entity.details else replace(entity, details=kept)
    return Entity(entity.key, entity.kind, entity.label, entity.country) if entity.details else entity


_LINKS = frozenset({"holder", "owner", "director"})


def _kept(record: DocumentRecord, target: str, traces: Sequence[Trace]) -> list[Trace]:
    """The records that the paper prints, in time order, each once.

    A paper is about its target; the register extract of an account's holder, the calls of a watched person's phone and
    the subscriber at the other end of a call come along with the records that name them.
    """
    accepted = sorted({trace.key: trace for trace in traces if trace.kind in record.prints}.items())
    about = {target}
    if record.along is not None:
        kind, place = record.along
        about |= {trace.subjects[place] for _, trace in accepted if trace.kind is kind and target in trace.subjects}
    kept = [trace for _, trace in accepted if record.belongs(trace, target, about)]
    ends = about | {subject for trace in kept if trace.kind is TraceKind.CALL for subject in trace.subjects}
    kept += [
        trace for _, trace in accepted if trace.kind is TraceKind.SUBSCRIBER and not ends.isdisjoint(trace.subjects)
    ]
    return sorted(kept, key=BY_TIME)
