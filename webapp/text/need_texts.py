"""A need in words: the same for `rogatory scenario needs` and for the control room, which call things otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulation.needs.chains import NeedLink
from webapp.text.names import Names
from webapp.text.say import capital, say_code


@dataclass(frozen=True, slots=True)
class NeedText:
    """A need in words.

    Attributes:
        need: Its key.
        chain: Title of its chain.
        thing: What is lacking.
        lacks: Who lacks what.
        holds: Who has it.
        ways: How it can be asked for, formal ways first.
        days: From when, until when and by what it is lost.
        act: What it makes possible at home.
        follows: What the act does to the outcome.
        reacts: What the network does then; "" for nothing.
        together: What has to be met as well; "" for nothing.
        waits: What to wait for, and why; "" for nothing.
    """

    need: str
    chain: str
    thing: str
    lacks: str
    holds: str
    ways: tuple[str, ...]
    days: tuple[str, ...]
    act: str
    follows: tuple[str, ...]
    reacts: str
    together: str
    waits: str

    @property
    def besides(self) -> tuple[str, ...]:
        """What has to be met as well, and what to wait for."""
        return tuple(filter(None, (self.together, self.waits)))

    @property
    def then(self) -> tuple[str, ...]:
        """What it makes possible, and what follows from that."""
        return (self.act, *self.follows, *((self.reacts,) if self.reacts else ()))

    @property
    def sentence(self) -> str:
        """The need as a few sentences."""
        days, then = "; ".join(self.days), "; ".join(self.then)
        besides = "".join(f" {each}." for each in self.besides)
        return f"{self.lacks}. {self.holds}: {' | '.join(self.ways)}; {days}. {capital(then)}.{besides}"


def need_text(link: NeedLink, links: Mapping[str, NeedLink], names: Names) -> NeedText:
    """A need in words.

    Args:
        link: The need.
        links: All needs by their keys.
        names: What things are called.
    """
    thing = names.say(link.thing)
    return NeedText(
        need=link.need,
        chain=names.written(f"chain.{link.chain}"),
        thing=thing,
        lacks=say_code("need.lacks", country=names.country(link.country), thing=thing),
        holds=say_code("need.holds", country=names.country(link.holder)),
        ways=tuple(names.say(way) for way in link.ways),
        days=tuple(names.say(day) for day in link.days),
        act=names.say(link.act),
        follows=tuple(names.say(each) for each in link.follows),
        reacts=say_code("need.reacts", what=", ".join(say_code(f"network_rule.{rule}") for rule in link.reacts))
        if link.reacts
        else "",
        together=_together(link, links, names),
        waits=_waits(link, links, names),
    )


def _together(link: NeedLink, links: Mapping[str, NeedLink], names: Names) -> str:
    if not link.together_with:
        return ""
    return say_code("need.together", others="; ".join(names.say(links[key].thing) for key in link.together_with))


def _waits(link: NeedLink, links: Mapping[str, NeedLink], names: Names) -> str:
    other, reason = link.waits
    if not other:
        return ""
    why = names.written(f"waiting.{reason}").rstrip(".")
    return say_code("need.waits", other=names.say(links[other].thing), reason=why)
