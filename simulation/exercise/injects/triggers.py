"""Whether an event is what an inject waits for, and whether what it asks for is so already."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from simulation.casework.file.case_file import CaseFile
from simulation.exercise.core.event import Event, WorldChanged
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.injects.events import InjectAnswered
from simulation.exercise.injects.state import Injects
from simulation.exercise.measures.events import MeasureCompleted
from simulation.exercise.measures.kinds import HomeMeasures, home_measure, is_done
from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.restrained_assets.events import AssetsFrozen
from simulation.exercise.trials.events import PersonCharged
from simulation.network import questions
from simulation.network.world.world import World
from simulation.scenario.schema.play import MeasureKind, Trigger


def happened(state: State, trigger: Trigger, event: Event) -> bool:
    """Whether an event carries the trigger's code, by its country and about its object.

    Codes: the name of an event (`PersonCharged`, `AssetsFrozen`, ...), the code of a happening of the world
    (`GoodsSeized`), `Request` with a status (`RequestReturned`, `RequestRefused`), or `PersonArrested` once an arrest
    was made. Those that a scenario may name stand in `simulation.scenario.checks.play`. A sample that an officer buys
    is no seizure that an inject waits for.
    """
    if trigger.event not in _codes(event):
        return False
    if trigger.country is not None and trigger.country not in _countries(state.part(Letters), event):
        return False
    if trigger.about is None:
        return True
    return bool({trigger.about, questions.key_of(state.network, trigger.about)} & _objects(state.part(Letters), event))


def is_needless(trigger: Trigger, known: HomeMeasures, network: World, files: Collection[CaseFile]) -> bool:
    """Whether what a trigger names under `unless` is so: a message that asks for it would come too late.

    Args:
        trigger: The trigger.
        known: The measures of the exercise.
        network: The world.
        files: The files of all countries.
    """
    return any(
        is_done(home_measure(known, each.order), questions.key_of(network, each.target), network, files)
        for each in trigger.unless
    )


def hold_of(event: Event) -> tuple[str, ...]:
    """The hold on which a message speaks that an event triggers: for whose case, and the account; () for none."""
    return (event.for_country, event.account) if isinstance(event, AssetsFrozen) else ()


def is_over(hold: tuple[str, ...], countries: Mapping[str, CountryState]) -> bool:
    """Whether a hold has ended: nobody challenges what holds nothing any more.

    Args:
        hold: See `hold_of`.
        countries: What is kept for each country.
    """
    if not hold:
        return False
    country, account = hold
    asset = countries[country].file.assets.get(account)
    return asset is None or not asset.is_blocked


def is_answered(letters: Letters, injects: Injects, about: str) -> bool:
    """Whether the matter or the earlier inject for whose silence another waits has been answered."""
    request, earlier = letters.requests.get(about), injects.injects.get(about)
    return (request is not None and request.matter.is_final) or (earlier is not None and bool(earlier.answers))


def _codes(event: Event) -> set[str]:
    codes = {event.wire}
    match event:
        case RequestMoved(status=status, before=before) if status != before:
            codes.add("Request" + "".join(part.capitalize() for part in status.split("_")))
        case MeasureCompleted(kind=MeasureKind.ARREST, result="done"):
            codes.add("PersonArrested")
        case WorldChanged(happening=happening) if ("found_by", "purchase") not in happening.facts:
            codes.add(happening.code)
        case _:
            pass
    return codes


def _countries(letters: Letters, event: Event) -> set[str]:
    match event:
        case RequestMoved(request=key):
            request = letters.requests[key].matter
            return {request.requesting, request.requested}
        case WorldChanged(happening=happening):
            return {str(value) for name, value in happening.facts if name == "country"}
        case AssetsFrozen(country=country, for_country=other):
            return {country, other}
        case _:
            country = getattr(event, "country", "")
            return {country} if isinstance(country, str) else set()


def _objects(letters: Letters, event: Event) -> set[str]:
    match event:
        case RequestMoved(request=key):
            return {key, *letters.requests[key].matter.targets}
        case MeasureCompleted(target=target):
            return {target}
        case AssetsFrozen(account=account):
            return {account}
        case PersonCharged(person=person):
            return {person}
        case InjectAnswered(inject=inject, choice=choice):
            return {inject, f"{inject}/{choice}"}
        case WorldChanged(happening=happening):
            return set(happening.subjects)
        case _:
            return {value for name in _OBJECTS if (value := getattr(event, name, ""))}


_OBJECTS = ("document", "about", "inject", "person", "entity", "account", "report")
"""Fields under which events of the case files hold what they are about."""
