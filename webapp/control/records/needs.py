"""What each country needs: the chains of the scenario, and where each of them stands in this exercise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import ClassVar

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Phrase
from simulation.needs.chains import KnownDays, NeedLink, links_of
from simulation.needs.standing import NeedStanding
from webapp.control.blueprint import blueprint
from webapp.control.records.loss_days import LOSS_DAYS, Days
from webapp.control.value_names import country
from webapp.pages.frame import preset_of
from webapp.pages.page import ControlPage, all_views, control_page, panel_response, panel_version
from webapp.text.names import ScenarioNames
from webapp.text.need_texts import NeedText, need_text
from webapp.text.say import capital
from webapp.visit.handles import handle_of
from webapp.visit.languages import language
from webapp.visit.visitor import current_exercise, services


@dataclass(frozen=True, slots=True)
class TrainerNames(ScenarioNames):
    """Things are called as papers print them: a name, a number."""

    labels: Mapping[str, str]

    def thing(self, key: str) -> str:
        """What papers print of it."""
        return self.labels.get(key, "")


@dataclass(frozen=True, slots=True)
class StepRow:
    """One of asked, sent, answered, used, with its day; "" where it has not come to that."""

    name: str
    label: str
    day_text: str


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when it can be had, as shares of the days of play in percent.

    Attributes:
        start: Where it begins to exist.
        width: How long it can be had.
        now: The present day.
        moves: Where moves begin.
        steps: What was done, by name, where.
        is_open: Nothing takes it away before play ends.
    """

    start: float
    width: float
    now: float
    moves: tuple[float, ...]
    steps: tuple[tuple[str, float], ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need: who lacks it, who has it, its days, and how far it has come.

    Attributes:
        anchor: Where the page shows it.
        country: Code of who lacks it.
        country_name: Its name.
        holder: Code of who has it.
        holder_name: Its name.
        text: It in words.
        besides: What has to be met as well, beyond what makes the same act of the chain possible, and what to wait for.
        span: Its days.
        steps: How far it has come.
        tone: Colour of `state`, "" for none.
        state: How far it has come, in a word.
    """

    anchor: str
    country: str
    country_name: str
    holder: str
    holder_name: str
    text: NeedText
    besides: tuple[str, ...]
    span: Span
    steps: tuple[StepRow, ...]
    tone: str
    state: str


@dataclass(frozen=True, slots=True)
class Act:
    """An act at home, and the needs of which one, or all together, make it possible.

    Attributes:
        text: What it is.
        follows: What comes of it.
        rows: The needs.
        how: Whether one of several is enough, "" where there is one.
    """

    text: str
    follows: tuple[str, ...]
    rows: tuple[NeedRow, ...]
    how: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain of evidence."""

    title: str
    side: str
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class NeedsPage(ControlPage):
    """What each country needs."""

    template: ClassVar[str] = "control/needs.html"
    key: ClassVar[str] = "needs"


@dataclass(frozen=True, slots=True)
class ArchivedNeeds(ControlPage):
    """What stands in place of the chains where an exercise is an archive."""

    template: ClassVar[str] = "control/archive.html"
    key: ClassVar[str] = "needs"


@blueprint.get("/needs")
def needs() -> ResponseReturnValue:
    """The chains."""
    if current_exercise().archived:
        return control_page(ArchivedNeeds())
    return control_page(NeedsPage(), 200, **values())


@blueprint.get("/needs/part")
def needs_part() -> ResponseReturnValue:
    """The same for a tick."""
    return panel_response("needs", "control/parts/needs.html", values)


def values() -> dict[str, object]:
    """The chains as they stand now."""
    published, exercise = all_views(), current_exercise().id
    version = panel_version("needs")
    days = _days(exercise) if published.scenario.needs else {}
    known = {need: KnownDays(day) for need, day in (days or {}).items()}
    links = {link.need: link for link in links_of(published.scenario, known)}
    standing = {each.need: each for each in published.needs}
    labels = {key: str(label) for each in published.needs for key, label in each.names}
    names = TrainerNames(published.scenario, language(), labels)
    rows = {
        key: _row(link, links, need_text(link, links, names), standing[key], _span(link, days or {}, standing[key]))
        for key, link in links.items()
    }
    reached = [each.stages for each in standing.values()]
    return {
        "chains": tuple(_chains(links, rows)),
        "is_worked_out": days is not None,
        "counts": {stage: sum(stage in each for each in reached) for stage in ("sent", "answered", "used")},
        "total": len(reached),
        "last_day": sum(preset_of(published).jumps) + 1,
        "needs_version": version,
    }


def _days(exercise: str) -> Days | None:
    panels = services().panels
    return LOSS_DAYS.of(exercise, all_views().scenario, lambda: panels.has_worked_out(exercise))


def _chains(links: Mapping[str, NeedLink], rows: Mapping[str, NeedRow]) -> Iterable[Chain]:
    for _chain, group in groupby(links.values(), key=lambda link: link.chain):
        members = list(group)
        acts: dict[tuple[str, Phrase], list[NeedLink]] = {}
        for link in members:
            acts.setdefault((link.country, link.act), []).append(link)
        sides = dict.fromkeys(link.side for link in members)
        yield Chain(
            title=rows[members[0].need].text.chain,
            side=", ".join(_("money") if side == "money" else _("goods and people") for side in sides),
            acts=tuple(_act(own, rows) for own in acts.values()),
        )


def _act(links: list[NeedLink], rows: Mapping[str, NeedRow]) -> Act:
    said = [rows[link.need].text for link in links]
    follows = dict.fromkeys(capital(each) for text in said for each in text.then[1:])
    return Act(capital(said[0].act), tuple(follows), tuple(rows[link.need] for link in links), _how(links))


def _how(links: list[NeedLink]) -> str:
    """Whether several needs of one act have to be met together; "" for one."""
    if len(links) == 1:
        return ""
    pairs = [(one, other) for one in links for other in links if one is not other]
    named = [other.need in one.together_with or one.need in other.together_with for one, other in pairs]
    if all(named):
        return _("All of these together")
    return (
        _("Together; where several say the same, one of them is enough") if any(named) else _("One of these is enough")
    )


def _row(link: NeedLink, links: Mapping[str, NeedLink], said: NeedText, standing: NeedStanding, span: Span) -> NeedRow:
    tone, state = _state(standing, span)
    is_seen = all((links[key].chain, links[key].act) == (link.chain, link.act) for key in link.together_with)
    return NeedRow(
        anchor=handle_of("need", link.need),
        country=link.country,
        country_name=country(link.country),
        holder=link.holder,
        holder_name=country(link.holder),
        text=said,
        besides=tuple(filter(None, ("" if is_seen else said.together, said.waits))),
        span=span,
        steps=tuple(StepRow(name, label, _day_text(getattr(standing, name))) for name, label in _stages()),
        tone=tone,
        state=state,
    )


def _stages() -> tuple[tuple[str, str], ...]:
    return (("asked", _("Asked")), ("sent", _("Sent")), ("answered", _("Answered")), ("used", _("Used")))


def _day_text(second: int | None) -> str:
    return "" if second is None else _("day %(day)s", day=second // DAY + 1)


def _state(standing: NeedStanding, span: Span) -> tuple[str, str]:
    if standing.used is not None:
        return "green", _("Used")
    if standing.answered is not None:
        return "green", _("Answered, not used yet")
    if not span.is_open and span.now >= span.start + span.width:
        return "red", _("Too late: it can no longer be obtained")
    if standing.sent is not None:
        return "amber", _("Sent; no answer contains it yet")
    if standing.asked is not None:
        return "amber", _("A draft, not sent")
    if span.now < span.start:
        return "", _("Not available yet")
    return "", _("Not asked for")


def _span(link: NeedLink, lost: Days, standing: NeedStanding) -> Span:
    published = all_views()
    jumps = preset_of(published).jumps
    last = sum(jumps) + 1
    from_day = next(int(dict(phrase.params)["day"]) for phrase in link.days)
    lost_day = lost.get(link.need)
    start, end = _share(from_day, last), _share(lost_day or last, last)
    moments = [(name, getattr(standing, name)) for name, _label in _stages()]
    return Span(
        start=start,
        width=max(0.0, round(end - start, 2)),
        now=_share(published.control.clock.day, last),
        moves=tuple(_share(1 + days, last) for days in accumulate(jumps[:-1])),
        steps=tuple((name, _share(at // DAY + 1, last)) for name, at in moments if at is not None),
        is_open=lost_day is None or lost_day > last,
    )


def _share(day: int, last: int) -> float:
    """Where a day stands among the days of play, in percent."""
    return round(max(0.0, min(100.0, (day - 1) * 100 / (last - 1))), 2)
