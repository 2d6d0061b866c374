"""The chains of a scenario's needs: who lacks, who has it, by what, until when, and what then; made from the rows.

For authors and trainers: never for a team, which has to find out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulation.needs.dates import NeedDates
from simulation.scenario.schema.needs import CHARGE, EnabledAct, Lacks, Need
from simulation.scenario.schema.scenario import Scenario

THING: Mapping[Lacks, str] = {
    Lacks.ELEMENT: "an element of the offence, about {about}",
    Lacks.IDENTITY: "who is behind {about}",
    Lacks.LOCATION: "where {about} is",
    Lacks.OWNER: "who owns {about}",
    Lacks.NEXT_ACCOUNT: "where the money went: {about}",
    Lacks.PREDICATE: "the offence from which the money comes, by {about}",
    Lacks.WITNESS: "somebody who can say it of {about}",
    Lacks.GOODS: "what was found in {about}",
}
"""What a country lacks, in words."""


@dataclass(frozen=True, slots=True)
class NeedLink:
    """A need as a link of its chain, in words.

    Attributes:
        need: Its key.
        chain: Title of the chain.
        side: `chain` or `money`.
        lacks: Who lacks what.
        holder: Who has it.
        ways: How it can be asked for.
        days: From when, until when and by what it is lost.
        act: What it makes possible, and what follows.
        besides: What has to be met as well, and what to wait for; "" for nothing.
    """

    need: str
    chain: str
    side: str
    lacks: str
    holder: str
    ways: str
    days: str
    act: str
    besides: str

    @property
    def sentence(self) -> str:
        """The link as a sentence."""
        besides = f" {self.besides}." if self.besides else ""
        return f"{self.lacks}. {self.holder} has it: {self.ways}; {self.days}. Then: {self.act}.{besides}"


def links_of(scenario: Scenario, dates: Iterable[NeedDates] = (), language: str = "en") -> tuple[NeedLink, ...]:
    """The links of all chains, those of one chain together, in the order in which the scenario names them.

    Args:
        scenario: The scenario.
        dates: Days that an examination has worked out; without them only what the rows say.
        language: Of the titles.
    """
    known = {each.need: each for each in dates}
    order = list(dict.fromkeys(need.chain for need in scenario.needs))
    rows = sorted(scenario.needs, key=lambda need: order.index(need.chain))
    return tuple(_link(need, scenario, known.get(need.key), language) for need in rows)


def graph(scenario: Scenario) -> str:
    """The chains as a Mermaid flowchart: from who holds over what is asked to who lacks, and on to the act."""
    lines = ["flowchart LR"]
    acts: dict[EnabledAct, str] = {}
    names = {need.key: f"n{number}" for number, need in enumerate(scenario.needs)}
    for need in scenario.needs:
        name, act = names[need.key], acts.setdefault(need.enables, f"a{len(acts)}")
        ways = " or ".join(dict.fromkeys(way.kind.value for way in need.by))
        lines += [
            f'  {need.holder}([{need.holder}]) -- "{ways}" --> {name}["{need.country}: {_lacking(need)}"]',
            f"  {name} --> {act}",
        ]
        if need.waits is not None:
            lines.append(f"  {names[need.waits.need]} -. first .-> {act}")
    lines += [f'  {name}{{{{"{words(act)}"}}}}' for act, name in acts.items()]
    return "\n".join(lines) + "\n"


def words(act: EnabledAct) -> str:
    """An act at home in words."""
    return f"charge {act.target} with {act.offence}" if act.kind == CHARGE else f"{act.kind} of {act.target}"


def _lacking(need: Need) -> str:
    return THING[need.lacks].format(about=need.about)


def _link(need: Need, scenario: Scenario, dates: NeedDates | None, language: str) -> NeedLink:
    ways = [f"{way.kind} of {way.target} ({', '.join(way.bases)})" for way in need.by]
    ways += [f"a lead by {way.kind} of {way.target}" for way in need.informal]
    follows = [f"{key} {sign}" for key, sign in need.moves]
    return NeedLink(
        need=need.key,
        chain=scenario.text(f"chain.{need.chain}", language),
        side=need.side,
        lacks=f"{need.country} lacks {_lacking(need)}",
        holder=need.holder,
        ways=" or ".join(ways),
        days=_days(need, dates),
        act=", ".join([words(need.enables), *follows]) + (f" ({', '.join(need.reacts)})" if need.reacts else ""),
        besides="; ".join(_besides(need, scenario, language)),
    )


def _days(need: Need, dates: NeedDates | None) -> str:
    event = f" at the latest ({need.exists.event})" if need.exists.event is not None else ""
    said = f"from day {need.exists.by_day}{event}"
    if need.lost is not None:
        day = f"until day {dates.lost_day}" if dates is not None and dates.lost_day is not None else "until it is lost"
        said += f", {day} by {need.lost.by}"
    if dates is not None and dates.answered_day is not None:
        said += f"; an office without people answers on day {dates.answered_day}"
    return said


def _besides(need: Need, scenario: Scenario, language: str) -> list[str]:
    found = [f"Together with {', '.join(need.together_with)}"] if need.together_with else []
    if need.waits is not None:
        found.append(f"Not before {need.waits.need}: {scenario.text(f'waiting.{need.waits.reason}', language)}")
    return found
