"""Freezing and confiscation by an automatic office: prolongs in time, has orders enforced, gives effect, shares."""

from __future__ import annotations

from simulation.exercise.automation.waiting_matters import matter_left
from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.procedures.restraint.table import SHARE, RestraintAction
from simulation.exercise.restrained_assets.court_review import tells_of_offence
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Facts, Office
from simulation.law.periods.restraint import RestraintGround
from simulation.players.letters.proof import is_proof
from simulation.players.turn.parameters import PolicyMistake
from simulation.players.turn.plans import behind, near
from simulation.players.turn.turn import Turn

BEFORE_DAYS = 20
"""Days before the last one in which the prolongation of a freeze is asked for (assumption)."""

STALE_DAYS = 120
"""Days after which a traced account that nobody froze is dropped (assumption)."""

_UNDER_WAY = frozenset(
    {
        LetterStatus.DRAFTING,
        LetterStatus.VETTING,
        LetterStatus.PREPARING,
        LetterStatus.TRANSLATING,
        LetterStatus.SENT,
        LetterStatus.LOST,
    }
)
"""Where a letter stands that has not arrived."""

OFFERS = 2
"""Offers of a share after which what the other side proposes is accepted (assumption)."""


def freezing(
    desk: Turn, procedure: ProcedureView, offered: frozenset[str]
) -> tuple[str, str, tuple[str, ...], Facts] | None:
    """The next step towards freezing, confiscating or sharing, of those that are offered."""
    if RestraintAction.RECOGNISE in offered:
        return RestraintAction.RECOGNISE, "We give effect to your order", (), ()
    if RestraintAction.ASK_ENFORCEMENT in offered:
        return (
            RestraintAction.ASK_ENFORCEMENT,
            "The order is final; we enclose a certified copy and state the extent to which it is to be executed",
            (),
            (),
        )
    if RestraintAction.RETAIN in offered:
        return _dispose(desk, procedure, offered)
    if RestraintAction.ACCEPT_SHARE in offered:
        return RestraintAction.ACCEPT_SHARE, "", (), ()
    if (
        RestraintAction.JUSTIFY in offered
        and not desk.parameters.makes(PolicyMistake.NO_PLAN)
        and not desk.workload.is_full(Office.PROSECUTOR)
    ):
        return _justify(desk, procedure)
    if RestraintAction.DROP in offered and desk.now - procedure.since > STALE_DAYS * DAY:
        return RestraintAction.DROP, "", (), ()
    return None


def _justify(desk: Turn, procedure: ProcedureView) -> tuple[str, str, tuple[str, ...], Facts] | None:
    """Ask the court in time: with what came since and tells of the offence, else with a letter that has arrived."""
    ends = procedure.limit_day
    was_refused = bool(procedure.history) and procedure.history[-1].action == RestraintAction.NOT_PROLONG
    if ends is not None and ends - desk.today > BEFORE_DAYS:
        desk.leave(matter_left(procedure.key, procedure.version), (ends - BEFORE_DAYS - 1) * DAY)
        return None
    if ends is None or was_refused:
        return None
    (account,) = (entity.key for entity in procedure.subjects)
    asset = next((each for each in desk.view.assets if each.account == account and each.ground), None)
    if asset is None or asset.ground == RestraintGround.SHOWN:
        return None
    about = frozenset({account, *behind(desk, account)})
    filed = desk.reading.papers
    since = (
        paper for key in sorted(about) for paper in desk.reading.naming(key) if filed[paper.key].received > asset.since
    )
    papers = tuple(dict.fromkeys(paper.key for paper in since if tells_of_offence(paper, about)))[-3:]
    if papers:
        return RestraintAction.JUSTIFY, "The proof has arrived and is enclosed", papers, ()
    around = near(desk, account)
    if any(is_proof(request, around) and request.status not in _UNDER_WAY for request in desk.letter_list.under_way):
        return (
            RestraintAction.JUSTIFY,
            "We have asked for the proof abroad, and the competent authority has our request",
            (),
            (),
        )
    return None


def _dispose(desk: Turn, procedure: ProcedureView, offered: frozenset[str]) -> tuple[str, str, tuple[str, ...], Facts]:
    """Victims first where they were named, then a share as the treaty has it; at home the law's own way."""
    done = [line.action for line in procedure.history]
    if RestraintAction.ASK_RETURN in done:
        return RestraintAction.RETURN_TO_VICTIMS, "", (), ()
    if RestraintAction.ACCEPT_SHARE in offered and done.count(RestraintAction.OFFER_SHARE) >= OFFERS:
        return RestraintAction.ACCEPT_SHARE, "", (), ()
    if RestraintAction.OFFER_SHARE in offered:
        share = int(desk.pair(procedure.requesting).sharing * 100)
        return RestraintAction.OFFER_SHARE, "", (), ((SHARE, share),)
    return RestraintAction.RETAIN, "The confiscated money is used as our law requires", (), ()
