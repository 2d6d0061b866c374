"""The chance that a formal request of move 1 can be read in play: `run.py bench chance [--scenario NAME] [--json]`.

For each preset with moves, each pair of played countries and each kind of request two letters are compared. The good
one is urgent with its reasons, its draft was shared, and nothing is missing; the bad one is neither, and the other side
has to ask once, and looks at the answer. Of each the table gives two shares:

- `tables`: drawn from the stage tables alone, every desk at its reference, `--draws N` times (1,000 unless told). The
  authority that is asked acts in the first office hours after a letter has reached it or a question is answered.
- `play`: a workshop in which the textbook types for everybody in office hours, with queues, loops and refusals, on
  `--seeds A:B` (1:20 unless told). In move 1 each country sends one letter to each other, of kinds that its file can
  name a target for; the bad one as a novice writes it, neither urgent nor shared. `--play` asks for it; one preset is
  chosen by `--preset`.

A result counts when it has come home by the office hours of the last move, for later nobody can act on it.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from simulation.exercise.core.command import Seat
from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.core.settings import Settings
from simulation.exercise.core.state import OFFICE_OPENS
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft
from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Draws
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.law.time.durations import Circumstances, appeal_seconds, stage_work, transmission
from simulation.law.time.stage_times import OfficeStage, StageTimes, load_stage_times
from simulation.players.letters.drafting import content_for
from simulation.players.letters.urgency import LossToCome
from simulation.players.policies import NOVICE, TEXTBOOK
from simulation.players.runs import policies_for
from simulation.players.turn.turn import Turn
from simulation.players.workshop import Workshop, member_of
from simulation.scenario.load import available, directory_of
from simulation.scenario.schema.country import Country, CountryPair
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import Preset, Sought
from simulation.scenario.schema.scenario import Scenario

KINDS: dict[Sought, EntityKind] = {
    Sought.SUBSCRIBER_DATA: EntityKind.PHONE,
    Sought.PORT_RECORDS: EntityKind.CONTAINER,
    Sought.BANK_RECORDS: EntityKind.ACCOUNT,
    Sought.GOVERNMENT_RECORDS: EntityKind.COMPANY,
    Sought.STATEMENT: EntityKind.PERSON,
    Sought.FREEZE: EntityKind.ACCOUNT,
}
"""The kinds of the table, with what each is asked about in a workshop."""

IN_PLAY = (Sought.SUBSCRIBER_DATA, Sought.BANK_RECORDS, Sought.STATEMENT, Sought.GOVERNMENT_RECORDS)
"""The kinds that workshops send, in turn by seed: one letter for each pair, so that desks are as busy as in play."""

GOOD, BAD = "good", "bad"
SEEDS = "1:20"
DRAWS = 1_000
WHOLE = 100

_QUEUED = frozenset(OfficeStage) - {OfficeStage.DRAFT, OfficeStage.TRANSMIT}


def openings(preset: Preset) -> tuple[int, ...]:
    """Seconds at which the office hours of each move open, the first at once."""
    days = [sum(preset.jumps[:number]) for number in range(len(preset.jumps))]
    return tuple(day * DAY + (OFFICE_OPENS if day else 0) for day in days)


@dataclass(frozen=True, slots=True)
class Tables:
    """Times of stages at their reference, waiting included, for one pair of countries."""

    times: StageTimes
    draws: Draws
    asking: Country
    asked: Country
    pair: CountryPair
    hours: tuple[int, ...]

    def comes_back(self, about: Circumstances, loops: int) -> int | None:
        """When the result is home if it is sent at once; None when play ends before."""
        key = about.key
        at = self._stage(self.asking, OfficeStage.VET, about, key)
        if written_in(self.asking, self.asked) != self.asking.languages[0]:
            at += self._stage(self.asking, OfficeStage.TRANSLATE, about, key)
        way = replace(about, is_urgency_accepted=False)
        at += transmission(self.times, self.draws, self.asking.archetype, self.pair, way, key, 0)
        directed = self._opens(at)
        for stage in (OfficeStage.REGISTER, OfficeStage.ASSESS):
            at += self._stage(self.asked, stage, about, key)
        for _ in range(loops):
            asked = self._opens(at)
            answered = self._opens(None if asked is None else asked + 1)
            looked = self._opens(None if answered is None else answered + 1)
            if looked is None:
                return None
            at = looked
        if directed is None:
            return None
        at = max(at, directed)
        for stage in (OfficeStage.ALLOCATE, OfficeStage.EXECUTE):
            at += self._stage(self.asked, stage, about, key)
        at += appeal_seconds(self.times, self.draws, self.asked, key, 0) or 0
        return at + self._stage(self.asked, OfficeStage.RETURN, about, key)

    def _opens(self, at: int | None) -> int | None:
        place = len(self.hours) if at is None else bisect_left(self.hours, at)
        return self.hours[place] if place < len(self.hours) else None

    def _stage(self, country: Country, stage: OfficeStage, about: Circumstances, key: str) -> int:
        work = stage_work(self.times, self.draws, country.archetype, stage, about, key, 0)
        return work * WHOLE // self.times.load(country.archetype).service if stage in _QUEUED else work


def written_in(asking: Country, asked: Country) -> str:
    """The language of a letter: one that both know, else the first of the country that is asked."""
    return next((each for each in asked.languages if each in asking.languages), asked.languages[0])


def by_tables(scenario: Scenario, preset: Preset, draws: int) -> Iterator[dict[str, object]]:
    """A line for each pair and kind, from the stage tables alone."""
    times, hours = load_stage_times(), openings(preset)
    for asking in scenario.played:
        for asked in scenario.played:
            if asking is asked:
                continue
            pair = scenario.pair(asking.code, asked.code)
            tables = Tables(times, Draws(1), asking, asked, pair, hours)
            for sought in KINDS:
                shares = {}
                for made, loops in ((GOOD, 0), (BAD, 1)):
                    came = 0
                    for number in range(draws):
                        about = Circumstances(
                            key=f"{asking.code}/{asked.code}/{sought}/{number}",
                            sought=sought,
                            is_urgency_accepted=made == GOOD,
                            is_draft_shared=made == GOOD,
                            has_liaison=pair.liaison,
                            is_electronic=pair.electronic,
                        )
                        home = tables.comes_back(about, loops)
                        came += home is not None and home <= hours[-1]
                    shares[made] = round(WHOLE * came / draws)
                yield {"asking": asking.code, "asked": asked.code, "sought": sought.value, **shares}


class Planted(Workshop):
    """A workshop in which every country sends one more letter to each other in the first move."""

    made = GOOD

    def _office_hours(self) -> None:
        if self._exercise.state.clock.move == 1:
            for asking in self._countries:
                for number, asked in enumerate(code for code in self._countries if code != asking):
                    self._send(asking, asked, number)
        super()._office_hours()

    def _send(self, asking: str, asked: str, number: int) -> None:
        """A letter about the first thing in the file that lies there and fits a kind; none where nothing does."""
        exercise = self._exercise
        view = exercise.team_view(asking)
        policy = TEXTBOOK if self.made == GOOD else NOVICE
        desk = Turn(view, exercise.scenario, self._countries[asking], policy.parameters, DerivedValues())
        turn = self.settings.seed + number
        for sought in (*IN_PLAY[turn % len(IN_PLAY) :], *IN_PLAY[: turn % len(IN_PLAY)]):
            targets = [each for each in view.entities if (each.country, each.kind) == (asked, KINDS[sought])]
            linked = [each for each in targets if desk.reading.chain(each.key)]
            for target in linked or targets[:1]:
                grounds = desk.reading.chain(target.key) or tuple(
                    paper.key for paper in desk.reading.naming(target.key)
                )
                soon = LossToCome(desk.today + 60, "Records are about to be deleted")
                content = content_for(desk, sought, asked, target, grounds, urgent=soon if self.made == GOOD else None)
                if self._is_sent(asking, asked, sought, target.key, content):
                    return

    def _is_sent(self, asking: str, asked: str, sought: Sought, target: str, content: object) -> bool:
        name = f"chance/{sought}/{asking}/{asked}"
        key = f"{asking}/{name}"
        office = Office.PROSECUTOR
        draft = OpenDraft(
            id=name, by=Seat(asking, office), member=member_of(asking, office), sought=sought, requested=asked,
            targets=(target,),
        )  # fmt: skip
        acts = [LetterAction.SHARE_DRAFT] if self.made == GOOD else []
        try:
            self._do(draft)
            for action in (*acts, LetterAction.SUBMIT, LetterAction.APPROVE):
                by = Office.AUTHORITY if action is LetterAction.APPROVE else office
                self._do(
                    ActOnRequest(
                        id=f"{name}/{action}",
                        by=Seat(asking, by),
                        member=member_of(asking, by),
                        request=key,
                        action=action,
                        content=None if action is LetterAction.APPROVE else content,  # type: ignore[arg-type]
                        text="As the papers show",
                    )
                )
        except RuleViolation:
            return False
        return True


class PlantedBadly(Planted):
    """The same letters, badly made."""

    made = BAD


def by_play(scenario: Scenario, preset: Preset, seeds: Sequence[int]) -> Iterator[dict[str, object]]:
    """A line for each pair and kind, from workshops."""
    sent: dict[tuple[str, str, str, str], int] = defaultdict(int)
    came: dict[tuple[str, str, str, str], int] = defaultdict(int)
    last = openings(preset)[-1]
    for seed in seeds:
        frozen = freeze(scenario, seed)
        settings = Settings(preset=preset.key, seed=seed, policies=policies_for(scenario, TEXTBOOK.name, {}))
        for kind in (Planted, PlantedBadly):
            played = kind(frozen, settings, tuple(preset.jumps))
            home = {
                each.request: each.at
                for each in played.events
                if isinstance(each, RequestMoved)
                and each.action == LetterAction.DELIVERED
                and "/chance/" in each.request
            }
            for entry in played.entries:
                command = entry.command
                if not isinstance(command, ActOnRequest):
                    continue
                if command.id.startswith("chance/") and command.id.endswith(f"/{LetterAction.APPROVE}"):
                    asking, _chance, sought, _asking, asked = command.request.split("/")
                    row = (asking, asked, sought, kind.made)
                    sent[row] += 1
                    came[row] += home.get(command.request, last + 1) <= last
    for row in sorted(sent):
        asking, asked, sought, made = row
        yield {"asking": asking, "asked": asked, "sought": sought, "made": made, "sent": sent[row], "read": came[row]}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scenario", choices=available())
    parser.add_argument("--preset", default="")
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--play", action="store_true")
    parser.add_argument("--seeds", default=SEEDS)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    first, _, last = chosen.seeds.partition(":")
    found: list[dict[str, object]] = []
    for name in [chosen.scenario] if chosen.scenario else available():
        scenario = load_scenario(directory_of(name))
        for preset in scenario.play.presets:
            if chosen.preset not in ("", preset.key):
                continue
            lines = (
                by_play(scenario, preset, range(int(first), int(last or first) + 1))
                if chosen.play
                else by_tables(scenario, preset, chosen.draws)
            )
            for line in lines:
                found.append({"scenario": name, "preset": preset.key, **line})
                if not chosen.json:
                    print(*found[-1].values(), sep="\t", flush=True)
    if chosen.json:
        print(json.dumps(found))


if __name__ == "__main__":
    main()
