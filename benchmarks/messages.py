"""`run.py bench messages [--seeds 1:20] [--presets all] --json`: what a seat is told twice, and its decisions.

Dry runs of the shipped presets, the textbook at every seat. A message is whatever somebody says to a seat: an event of
the list, a message, a reaction. Two to one seat are equal when nothing is left between them but names, numbers and
dates; lines of status (digests, work lists) are no messages. Work that comes again is one standing matter: it is told
apart as routine, at most one new one a move and seat.

Decisions of each office a move are counted without those on routine; the bounds are those of `players.dry_run`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator

from simulation.exercise.clock.commands import Jump
from simulation.exercise.core.event import DecisionTaken
from simulation.exercise.registry import load_scenario
from simulation.exercise.views.colleague_stories import REGISTRY
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Office
from simulation.players.dry_run import LEAST, MOST
from simulation.players.policies import TEXTBOOK
from simulation.players.runs import CONTROL, begin, policies_for
from simulation.scenario.load import directory_of, for_rooms
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import Preset
from simulation.scenario.schema.scenario import Scenario, text_key

_NUMBER = re.compile(r"[A-Z+]*[\d][\d\s.,:%/-]*")
_MONTHS = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*\b"
)


def bare(text: str, names: tuple[str, ...]) -> str:
    """A text without names, numbers and dates."""
    for name in names:
        text = text.replace(name, "")
    return " ".join(_MONTHS.sub("", _NUMBER.sub("", text)).split())


def names_of(view: TeamView, scenario: Scenario) -> tuple[str, ...]:
    """Names that a team may read, the longest first."""
    found = {entity.label for entity in view.entities} | {request.label for request in view.requests}
    found |= {filed.label for filed in view.documents}
    found |= {scenario.text(f"country.{country.code}.name") for country in scenario.countries}
    found |= {country.code for country in scenario.countries}
    return tuple(sorted(filter(None, found), key=lambda name: (-len(name), name)))


def told(view: TeamView, scenario: Scenario, office: Office) -> Iterator[tuple[int, str, str, bool]]:
    """What is said to an office: second, kind, the bare text, and whether it is routine."""
    names = names_of(view, scenario)
    for inject in view.injects:
        if not inject.offices or office in inject.offices:
            title = inject.title or scenario.text(text_key(f"{inject.key}.title"))
            text = inject.text or scenario.text(text_key(f"{inject.key}.text"))
            yield inject.at, "event", bare(f"{title} {text}", names), inject.sender == REGISTRY
    for message in view.messages:
        if message.to is not None and (message.to.country, message.to.office) == (view.country, office):
            yield message.at, "message", bare(message.text, names), False
    for reaction in view.reactions:
        if not reaction.offices or office in reaction.offices:
            said = f"{reaction.code}/{reaction.number}"
            if reaction.code == "outcome":
                said = f"outcome/{text_key(reaction.about)}/{dict(reaction.params).get('choice', '')}/{reaction.params}"
            yield reaction.at, "reaction", said, False


def run(scenario: Scenario, preset: Preset, seed: int) -> dict[str, object]:
    """One dry run: texts that a seat was told twice, routine a move, and offices outside of the bounds by move."""
    exercise = begin(freeze(scenario, seed), policies_for(scenario, TEXTBOOK.name, {}), seed, preset=preset.key)
    standing = {text_key(each.key) for each in scenario.play.injects if each.sender == REGISTRY}
    ends: list[int] = []
    counts: list[Counter[tuple[str, Office]]] = []
    for number, days in enumerate(preset.jumps, start=1):
        jump = Jump(id=f"run/jump/{number}", member=CONTROL, days=days)
        exercise.check(jump)
        events = list(exercise.perform(jump))
        until = exercise.target()
        events += exercise.advance(until if until is not None else exercise.now)
        ends.append(exercise.now)
        decided = [event for event in events if isinstance(event, DecisionTaken)]
        counts.append(
            Counter(
                (each.country, each.office)
                for each in decided
                if not any(key in text_key(each.moment) for key in standing)
            )
        )
    twice: list[str] = []
    routine = messages = 0
    for country in scenario.played:
        view = exercise.team_view(country.code)
        for office in country.offices:
            said = list(told(view, scenario, office))
            messages += len(said)
            seen = Counter((kind, text) for _at, kind, text, _routine in said)
            twice += [
                f"{country.code} {office}: {count} x {text[:90]}" for (_k, text), count in seen.items() if count > 1
            ]
            moves = Counter(sum(at > end for end in ends) for at, _kind, _text, is_routine in said if is_routine)
            routine = max(routine, *moves.values(), 0)
    seats = [(country.code, office) for country in scenario.played for office in country.offices]
    outside = [
        f"{code} {office} move {move}: {count[code, office]}"
        for move, count in enumerate(counts, start=1)
        for code, office in seats
        if not LEAST <= count[code, office] <= MOST
    ]
    mean = sum(sum(count[seat] for seat in seats) for count in counts) / (len(seats) * len(counts))
    return {
        "scenario": scenario.name, "preset": preset.key, "seed": seed, "messages": messages, "twice": twice,
        "routine_most_a_move": routine, "office_moves": len(seats) * len(counts), "outside": outside,
        "mean_decisions": round(mean, 2),
    }  # fmt: skip


def main() -> None:
    """Run and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="1:20", help="first and last")
    parser.add_argument("--presets", default="all", help="keys, with commas between")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    first, last = (int(each) for each in given.seeds.split(":"))
    for name in for_rooms():
        scenario = load_scenario(directory_of(name))
        for preset in scenario.play.presets:
            if given.presets == "all" or preset.key in given.presets.split(","):
                for seed in range(first, last + 1):
                    print(json.dumps(run(scenario, preset, seed), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
