"""On which papers an act rests: first the one that tipped the balance, then the two that weigh most besides."""

from __future__ import annotations

from collections.abc import Callable

from simulation.players.turn.turn import Turn

OTHERS = 2
"""Papers that are named besides the one that tipped the balance: reasons stay short (assumption)."""


def papers_for(desk: Turn, entity: str, least: int, needs: Callable[[str], bool] = lambda _: False) -> tuple[str, ...]:
    """Papers for an act about somebody or something; () when none names it.

    Args:
        desk: The desk.
        entity: Key of whom or what the act is aimed at.
        least: Suspicion from which it is done.
        needs: Whether the act would not be possible without a paper, for what is asked besides suspicion.
    """
    naming = desk.reading.naming(entity)
    if not naming:
        return ()
    first = _tipping(desk, entity, least, needs) if desk.reading.heat(entity) >= least else ""
    leans = desk.reading.suspicion.leans_on(entity)
    newest_first = [paper for paper in reversed(naming) if paper.key != first]
    others = sorted(newest_first, key=lambda paper: (not paper.use.stands, -leans.get(paper.key, (0, 0))[0]))
    return (*((first,) if first else ()), *(paper.key for paper in others[: OTHERS if first else OTHERS + 1]))


def _tipping(desk: Turn, entity: str, least: int, needs: Callable[[str], bool]) -> str:
    """The newest paper without which suspicion would fall below a threshold, or the act could not be done; "" if none.

    It need not name the entity itself: it may be what makes somebody suspicious who passes it on.
    """
    reading = desk.reading
    spare = reading.heat(entity) - least
    tips = {key for key, (_, lost) in reading.suspicion.leans_on(entity).items() if lost > spare}
    tips |= {paper.key for paper in reading.naming(entity) if needs(paper.key)}
    return next((key for key in reversed([*reading.papers]) if key in tips), "") if tips else ""
