"""A reaction made of a sign: who speaks, to which offices, with values that stand in the team's own file."""

from __future__ import annotations

from simulation.exercise.reactions.outcomes import followed
from simulation.exercise.reactions.scene import ReactionScene
from simulation.exercise.reactions.signs import Sign
from simulation.exercise.reactions.state import OUTCOME, Reaction, key_of
from simulation.exercise.reactions.table import ReactionRow
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Facts, Office
from simulation.law.book.governance import PRACTICE, citing


def reaction_of(scene: ReactionScene, sign: Sign, row: ReactionRow, number: int) -> Reaction:
    """What is said to a sign.

    Args:
        scene: What it is read from.
        sign: The sign.
        row: Its row.
        number: Which of the row's texts.
    """
    other, params = _facts(scene, sign)
    item: Facts = tuple((name, sign.item) for name in ("item", "ground", "formality")) if sign.item else ()
    return Reaction(
        key=key_of(sign.country, row.code, sign.about),
        country=sign.country,
        at=scene.now,
        code=row.code,
        number=number,
        sender=row.sender,
        other=other,
        about_kind=sign.about_kind,
        about=sign.about,
        params=(*params, *item),
        offices=scene.tasked(sign.country, row.offices) if row.offices is not None else _offices(scene, sign),
        source=_source(scene, sign, row),
    )


def _source(scene: ReactionScene, sign: Sign, row: ReactionRow) -> str:
    """The rule: of what governs the request or procedure in hand, where the row reads it there."""
    if not row.cites:
        return row.source
    regime = scene.regime(sign.about)
    match row.cites:
        case "finding":
            cited = scene.source_of(sign.about, sign.code)
        case "ground" if regime is not None:
            letter = regime.letter_for(sign.item)
            cited = letter.source if letter is not None else regime.name
        case what:
            cited = regime.provision(what) if regime is not None else ""
    return citing(cited, row.source) or PRACTICE


def outcome_of(scene: ReactionScene, sign: Sign) -> Reaction | None:
    """What came of a choice; None of what control wrote without a line of its own."""
    inject = scene.injects.get(sign.about)
    if inject is None or inject.planned is None:
        return None
    return Reaction(
        key=key_of(sign.country, OUTCOME, sign.about),
        country=sign.country,
        at=scene.now,
        code=OUTCOME,
        number=0,
        sender=inject.planned.sender,
        other="",
        about_kind="inject",
        about=sign.about,
        params=(("inject", sign.about), ("choice", sign.stamp)),
        offices=inject.planned.offices or scene.countries[sign.country].offices,
        source="",
        followed=followed(scene, inject, sign.country, sign.stamp),
    )


def _facts(scene: ReactionScene, sign: Sign) -> tuple[str, Facts]:
    """The other country, "" for none, and the values of the words."""
    file = scene.file(sign.country)
    match sign.about_kind:
        case "request":
            request = scene.letters[sign.about].matter
            other = request.requested if request.requesting == sign.country else request.requesting
            target = request.targets[0] if request.targets else ""
            days = (scene.now - max(request.stays[-1].pace_ends, 0)) // DAY  # while people of the team had a say
            return other, (
                *(("label", request.key), ("country", other), ("sought", request.sought.value)),
                *(("target", target), ("days", days)),
            )
        case "procedure":
            proceeding = scene.procedures[sign.about].matter
            other = proceeding.requested if proceeding.requesting == sign.country else proceeding.requesting
            target = proceeding.subjects[0] if proceeding.subjects else ""
            days = (scene.now - proceeding.since) // DAY
            return other, (("label", sign.about), ("country", other), ("target", target), ("days", days))
        case "charge":
            charge = file.charges.get(sign.about)
            return "", (("target", charge.person if charge is not None else ""),)
        case "asset":
            asset = file.assets.get(sign.about)
            return "", (("target", sign.about), ("amount", asset.amount_minor if asset is not None else 0))
        case "person":
            since = next((each.since for each in file.risks.all if each.person == sign.about), scene.now)
            days = (scene.now - scene.hours(sign.country).seen_from(since)) // DAY
            return "", (("target", sign.about), ("days", days))
        case "measure":
            measure = file.measures.get(sign.about)
            return "", (("target", measure.target if measure is not None else ""),)
        case _:
            return "", (("target", sign.about),)


def _offices(scene: ReactionScene, sign: Sign) -> tuple[Office, ...]:
    kept = scene.letters.get(sign.about)
    return scene.told(kept.matter, sign.country) if kept is not None else ()
