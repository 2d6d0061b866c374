"""What came of a choice, as the team that made it may read it: told from its own file, by what the scenario lists."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.exercise.core.event import Actor
from simulation.exercise.injects.state import InjectState
from simulation.exercise.measures.protection import protection_of
from simulation.exercise.reactions.scene import ReactionScene
from simulation.kernel.terms import Phrase
from simulation.scenario.schema.play import AnswerEffect, Inject, MeasureKind

HELD = "reaction.outcome.held"
"""Code of what is said when protection that the team had ordered kept somebody from harm."""


def followed(scene: ReactionScene, inject: InjectState, country: str, choice: str) -> tuple[Phrase, ...]:
    """What followed from a choice so far; shocks are the world's and are not told.

    Args:
        scene: What it is read from.
        inject: The event, with the scenario's line.
        country: Who chose.
        choice: What.
    """
    if inject.planned is None:
        return ()
    rows = [row for row in inject.planned.consequences if row.answer == choice]
    kept_safe = _kept_safe(scene, inject.planned, rows, country)
    told = [*kept_safe] + [phrase for row in rows for phrase in _effects(scene, row, inject.key, country)]
    answerer = inject.answered_by.get(country)
    if answerer is not None and answerer.by is Actor.NOBODY:
        told.insert(0, Phrase("reaction.outcome.late", ()))
    return tuple(told) or (Phrase("reaction.outcome.record", ()),)


def _kept_safe(scene: ReactionScene, planned: Inject, rows: list[AnswerEffect], country: str) -> Iterator[Phrase]:
    """Protection by another act than this choice: then nothing happens to the person for whom the event was."""
    file = scene.file(country)
    chosen = {row.target for row in rows if row.order is MeasureKind.PROTECTION}
    for each in planned.trigger.unless:
        target = scene.key_of(each.target)
        order = protection_of(file, target)
        if each.order is MeasureKind.PROTECTION and each.target not in chosen and order is not None:
            yield Phrase(HELD, (("target", target), ("at", order.ordered)))


def _effects(scene: ReactionScene, row: AnswerEffect, key: str, country: str) -> Iterator[Phrase]:
    file = scene.file(country)
    if row.order is not None and row.target is not None and not row.after_days:
        target = scene.key_of(row.target)
        done = file.measures.get(f"{country}/{key}/{row.order}/{target}") is not None
        known = any(each.key == target for each in file.known.rows.values())
        code = "order" if done else "not_ordered" if known else "not_named"
        named = (("target", target),) if done or known else ()
        yield Phrase(f"reaction.outcome.{code}", (("kind", str(row.order)), *named))
    if row.act is not None and row.about in scene.letters:
        code = "withdrawn" if row.act == "withdraw" else "asked"
        yield Phrase(f"reaction.outcome.{code}", (("about", row.about or ""),))
    if row.tell:
        code = "told" if row.document is not None and row.document in file.filed else "not_told"
        yield Phrase(f"reaction.outcome.{code}", (("countries", " ".join(row.tell)),))
    if row.desk is not None and row.days and not row.after_days:
        code = "busy" if row.days > 0 else "free"
        yield Phrase(f"reaction.outcome.{code}", (("desk", row.desk), ("days", abs(row.days))))
