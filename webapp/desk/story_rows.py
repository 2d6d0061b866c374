"""Stories in words: for the news, and for the page of the thing that they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.views.procedure_stories import LIMIT
from simulation.exercise.views.reaction_stories import OUTCOME_TITLE, SPOKEN
from simulation.exercise.views.stories import told_of
from simulation.exercise.views.story import Figure, Label, Story, StoryKind
from simulation.kernel.terms import Phrase
from webapp.desk.addresses import about_url, tell_risk_url
from webapp.desk.arrests import arrest_text
from webapp.desk.readable import Reader
from webapp.text.formatting import day_text, round_money
from webapp.text.say import say_code, wording_of
from webapp.visit.handles import handle_of

ICONS: Mapping[StoryKind, str] = {
    StoryKind.PEOPLE: "shelter",
    StoryKind.LOST: "arrow-out",
    StoryKind.DECIDED: "scales",
    StoryKind.CAME: "arrow-in",
    StoryKind.YOURS: "person",
    StoryKind.SAID: "message",
}


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A line under a story: what it says of it, and the words; `is_which` names what the story counts."""

    label: str
    text: str
    is_cure: bool
    is_which: bool = False


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story as pages show it; `number` is its figure, `unit` what it counts, `short` its news in few words or ""."""

    key: str
    word: str
    icon: str
    is_loss: bool
    number: str
    unit: str
    title: str
    when: str
    lines: tuple[StoryLine, ...]
    url: str
    action: str
    short: str = ""


def told_here(about: str, reading: Reader) -> tuple[StoryRow, ...]:
    """What the file tells of one thing, for its own page, without the way to it."""
    return story_rows(told_of(reading.view, about), reading)


def causes_of(about: str, reading: Reader) -> tuple[StoryLine, ...]:
    """Why something was lost and what would have kept it, then what others say of it; nothing where it went well."""
    return tuple(line for row in losses_of(about, reading) for line in row.lines)


def losses_of(about: str, reading: Reader) -> tuple[StoryRow, ...]:
    """What was lost of one thing, and then what others say of that."""
    rows = (row for row in told_here(about, reading) if row.is_loss)
    return tuple(sorted(rows, key=lambda row: row.icon == ICONS[StoryKind.SAID]))


def story_rows(stories: Sequence[Story], reading: Reader) -> tuple[StoryRow, ...]:
    """Stories in words."""
    return tuple(_row(each, reading) for each in stories)


def _row(story: Story, reading: Reader) -> StoryRow:
    number, unit = _figure(story.figure, reading)
    is_own = not story.offices or any(office in story.offices for office in reading.offices)
    may_act = is_own and not reading.view.clock.is_over
    tell_url = ""
    if story.action == "tell_risk":
        tell_url = tell_risk_url((story.about, *story.covers), reading, story.rests_on) if may_act else ""
        may_act = bool(tell_url)
    return StoryRow(
        key=f"digest-{handle_of('story', f'{story.code}|{story.about}')}",
        word=say_code(f"story_kind.{story.kind}"),
        icon=ICONS[story.kind],
        is_loss=story.is_loss,
        number=number,
        unit=unit,
        title=_title(story, reading),
        when=day_text(story.at),
        lines=tuple(
            StoryLine(
                _label(label, story),
                _spoken(text) if label is Label.SAID else text,
                label in _CURES,
                label is Label.WHICH,
            )
            for label, phrase in story.lines
            if _holds(label, phrase, story, reading) and (text := said(phrase, story, reading))
        ),
        url=tell_url or about_url(story.about_kind, story.about, reading, story.rests_on),
        action=(say_code(f"story_action.{story.action}") if may_act else _("View")) if story.action else "",
        short=short_of(story, reading).rstrip("."),
    )


def short_of(story: Story, reading: Reader) -> str:
    """A story in a short sentence, "" where there is none."""
    code = f"story.{story.code}.short"
    return said(Phrase(code, story.params), story, reading) if wording_of(code) else ""


def _title(story: Story, reading: Reader) -> str:
    """The words over a story; what nobody at the table chose is not called their choice."""
    if story.code == OUTCOME_TITLE and not _is_chosen(story, reading):
        names = {name: reading.value(name, value) for name, value in story.params}
        return _("Result of a choice that nobody in your team made: %(inject)s", inject=names["inject"])
    return said(Phrase(title_code(story), story.params), story, reading)


def _is_chosen(story: Story, reading: Reader) -> bool:
    found = next((each for each in reading.view.injects if each.key == story.about), None)
    return found is None or found.answered_by.is_person


def _holds(label: Label, phrase: Phrase, story: Story, reading: Reader) -> bool:
    """Whether a line is still true: not of an act that needs play once it is over, nor of a choice that nobody made."""
    if phrase.code == "reaction.outcome.record":
        return _is_chosen(story, reading)
    return not (reading.view.clock.is_over and (label in _NEXT_STEPS or phrase.code in _NEEDS_PLAY))


_NEEDS_PLAY = frozenset(
    {
        "story.exposed.kept",
        "story.exposed.abroad.kept",
        "story.exposed.abroad.many.kept",
    }
)
"""What protects people at risk while play lasts."""

_NEXT_STEPS = frozenset({Label.NEXT, Label.HELPS})


def _spoken(text: str) -> str:
    return say_code("story.said.text", text=text)


_CURES = frozenset({Label.KEPT, Label.HELPS})


def title_code(story: Story) -> str:
    """The code of the words over a story: what others say has words of its own."""
    return story.code if story.code.startswith(SPOKEN) else f"story.{story.code}"


def request_of(story: Story, reading: Reader) -> RequestView | None:
    """The request that a story is about, None where it is about something else."""
    return next(filter(None, map(reading.view.request, chain((story.about,), story.covers))), None)


def _label(label: Label, story: Story) -> str:
    own = f"story_label.{story.kind}.{label}"
    return wording_of(own) or say_code(f"story_label.{label}")


def said(phrase: Phrase, story: Story, reading: Reader) -> str:
    """A phrase of a story; `what` names the request that it is about as lists do."""
    values = {name: reading.value(name, value) for name, value in phrase.params}
    if phrase.code == LIMIT:
        values["limit"] = arrest_text(reading.view.procedure(story.about), reading)
    is_of_scenario = phrase.code.startswith("inject/")
    if is_of_scenario or phrase.code.startswith(SPOKEN):
        own = reading.filled(phrase.code, values)
        if own is not None or is_of_scenario:
            return own or ""
    request = request_of(story, reading)
    if request is not None:
        values["what"] = reading.requests.title_of(request)
    return say_code(phrase.code, **values)


def _figure(figure: Figure | None, reading: Reader) -> tuple[str, str]:
    if figure is None:
        return "", ""
    number = figure.number
    match figure.unit:
        case "amount" if number == 0:
            return "", ""  # an empty account lost nothing
        case "amount":
            return round_money(number, reading.scenario.currency), reading.scenario.currency.code
        case "days":
            unit = ngettext("day", "days", number)
        case "rows" if number == 1:
            return "", ""  # one row tells nothing of what arrived
        case "rows":
            unit = ngettext("row in documents", "rows in documents", number)
        case "papers":
            unit = ngettext("document", "documents", number)
        case "answers":
            unit = ngettext("answer", "answers", number)
        case _:
            unit = ngettext("matter", "matters", number)
    return format_decimal(number), unit
