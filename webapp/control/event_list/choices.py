"""What an event lets its seats choose, and what each choice does: for the trainer, before and after it is fired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.injects.views import InjectLine
from simulation.scenario.schema.play import AnswerEffect
from webapp.control.event_list import rows as event_rows
from webapp.control.value_names import country, names, subjects
from webapp.text.names import choice_words
from webapp.text.say import say_code


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A choice: its words, what it does, and whether it applies where nobody answers in time."""

    text: str
    effects: tuple[str, ...]
    is_silence: bool


def choice_rows(line: InjectLine) -> tuple[ChoiceRow, ...]:
    """The choices of an event in its order; none where it has only words and a day, or asks for a text alone."""
    inject = event_rows.whole(line)
    if inject is None:
        return ()
    named = subjects()
    return tuple(
        ChoiceRow(
            choice_words(names(), line.key, code),
            tuple(
                _later(what, each.after_days)
                for each in inject.consequences
                if each.answer == code
                for what in _done(each, named)
            ),
            code == inject.unanswered,
        )
        for code in inject.choices
    )


def _done(effect: AnswerEffect, named: Mapping[str, str]) -> Iterator[str]:
    """What follows from one line of the scenario, in words."""
    if effect.order is not None:
        measure, target = say_code(f"measure_kind.{effect.order}"), named.get(effect.target or "", "")
        if target:
            yield _("orders this measure: %(measure)s, %(target)s", measure=measure, target=target)
        else:
            yield _("orders this measure: %(measure)s", measure=measure)
    if effect.act == "withdraw":
        yield _("withdraws its own request")
    elif effect.act is not None:
        yield _("asks about the status of its own request")
    if effect.tell:
        yield _("passes a document on to: %(countries)s", countries=", ".join(map(country, effect.tell)))
    if effect.desk is not None and effect.days:
        desk, days = say_code(f"desk_name.{effect.desk}"), abs(effect.days)
        yield (
            ngettext("%(desk)s: %(num)s more day of work", "%(desk)s: %(num)s more days of work", days, desk=desk)
            if effect.days > 0
            else ngettext("%(desk)s: %(num)s day of work less", "%(desk)s: %(num)s days of work less", days, desk=desk)
        )
    if effect.shock is not None:
        yield say_code(f"shock_does.{effect.shock.kind}")


def _later(what: str, days: int) -> str:
    if not days:
        return what
    return ngettext("%(what)s (%(num)s day later)", "%(what)s (%(num)s days later)", days, what=what)
