"""The policies by name: nobody, the auto-responder, and those that play every office of a country in full.

They see a team's view and the law of the scenario, and hold no key of any scenario: with all names and places
relabelled they play the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from simulation.exercise.automation.player import Player
from simulation.players.letters.incoming import incoming
from simulation.players.letters.inquiries import consents, property_traces, questions, spontaneous
from simulation.players.letters.lacking import lacking
from simulation.players.letters.letters import freezes, money_trail, records
from simulation.players.letters.named import consignments, firms, identities, witnesses
from simulation.players.letters.outgoing import no_longer_needed, outgoing
from simulation.players.letters.proof import proof
from simulation.players.letters.restraint_of_money import lifted, money
from simulation.players.letters.sites import inspections, searches
from simulation.players.procedures.all_procedures import procedures
from simulation.players.procedures.extradition import wanted
from simulation.players.procedures.joint_team import proposals
from simulation.players.procedures.preservation import keep_records
from simulation.players.shared_policy import Policy
from simulation.players.tasks.custody import arrests, charges, releases, supplements
from simulation.players.tasks.goods import alerts, goods, named_goods
from simulation.players.tasks.joint_day import agreed_holds, joint_days
from simulation.players.tasks.messages import injects, meetings, messages, tasks
from simulation.players.tasks.orders import heard_again, interviews, on_answers, production, watching
from simulation.players.tasks.protection import protection, protection_at_home
from simulation.players.tasks.triage import merges, triage
from simulation.players.turn.parameters import PolicyMistake, PolicyParameters
from simulation.players.turn.turn import Answer

_ANSWERING = (protection, procedures, proposals, incoming, outgoing, meetings, tasks, messages, triage)
_ACTING = (
    merges,
    heard_again,
    inspections,
    searches,
    goods,
    alerts,
    money,
    agreed_holds,
    joint_days,
    freezes,
    proof,
    arrests,
    releases,
    charges,
    supplements,
    wanted,
    lacking,
    identities,
    witnesses,
    consignments,
    firms,
    money_trail,
    on_answers,
    interviews,
    consents,
    watching,
    property_traces,
    questions,
    records,
    production,
    lifted,
    spontaneous,
    no_longer_needed,
)

TEXTBOOK = Policy(
    name="textbook",
    wake_every_days=7,
    parameters=PolicyParameters(decisions=4, limit=7),
    answering=_ANSWERING,
    acting=_ACTING,
    closing=(injects,),
)
"""Informal channel first, complete requests, both tracks from the first day, people at risk before all else."""

ABROAD = frozenset(
    {
        proposals,
        searches,
        joint_days,
        freezes,
        proof,
        property_traces,
        identities,
        witnesses,
        firms,
        consignments,
        money_trail,
        questions,
        lacking,
        records,
        spontaneous,
        wanted,
    }
)
"""Lines that begin something in another country: a request, a procedure, a word to its offices."""

HOME = Policy(
    name="home",
    wake_every_days=TEXTBOOK.wake_every_days,
    parameters=replace(TEXTBOOK.parameters, waits_for_records=False),
    answering=tuple(line for line in TEXTBOOK.answering if line not in ABROAD),
    acting=tuple(line for line in TEXTBOOK.acting if line not in ABROAD),
    closing=TEXTBOOK.closing,
)
"""The textbook without anything that it would begin abroad: it answers, and works what was on its way when play began.
The distance from it to the textbook is what asking in play is worth."""

EXPERT = Policy(
    name="expert",
    wake_every_days=3,
    parameters=PolicyParameters(decisions=TEXTBOOK.parameters.decisions, most=7, limit=8, speaks=True),
    answering=_ANSWERING,
    acting=(*_ACTING, keep_records),
    closing=(injects,),
)
"""The same with a quicker hand: looks in more often, answers one more in a move so that nobody waits for it,
speaks before it writes where that is agreed, shares papers that answer what others ask, and has records abroad kept if
there is time for it. It begins no more in a move than the textbook: an office that does has no hour left for what
others ask of it, and everybody's answers come later."""

NOVICE = Policy(
    name="novice",
    wake_every_days=7,
    parameters=PolicyParameters(decisions=4, asks_first=False, sorts=False, mistakes=frozenset(PolicyMistake)),
    answering=_ANSWERING,
    acting=(
        records,
        freezes,
        interviews,
        watching,
        arrests,
        charges,
        production,
        money,
        goods,
        inspections,
        questions,
        no_longer_needed,
    ),
    closing=(injects,),
)
"""A beginner as quick and as busy as the textbook: formal letters first, suspects heard before records are there, in
the order in which names come up, and the mistakes of `parameters.DOES`, each at every occasion."""

AUTO = Policy(
    name="auto",
    wake_every_days=7,
    parameters=PolicyParameters(decisions=0, keeps_up=True),
    answering=(protection_at_home, named_goods, incoming, outgoing, procedures, injects, meetings, tasks, messages),
)
"""Plays an empty or absent country so that nobody waits for it: it answers, takes goods at home that others ask of, and
protects those at home whom its own papers show at risk. Of its own it begins nothing else. Beside people it takes only
goods that a letter asks it to search, and answers no event by force where there is another answer."""

NONE = Policy(name="none", wake_every_days=0, parameters=PolicyParameters(decisions=0))
"""No cooperation at all: nobody asks, answers or acts; the baseline."""

POLICIES: tuple[Policy, ...] = (NONE, AUTO, HOME, NOVICE, TEXTBOOK, EXPERT)
"""All of them, the least active first."""


def players(answers: Mapping[str, Answer] = MappingProxyType({})) -> dict[str, Player]:
    """The policies by their name, as an exercise takes them.

    Args:
        answers: What they do with kinds of procedures besides those that come with Rogatory.
    """
    return {each.name: replace(each, answers={**each.answers, **answers}) if answers else each for each in POLICIES}
