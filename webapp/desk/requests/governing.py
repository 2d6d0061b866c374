"""What governs a letter: instrument, dual criminality, form, letters of refusal, days; how long it may take, and which
holds of money end before that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.casework.file.restrained_assets import AssetState
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import CAME, LetterAction, LetterStatus
from simulation.exercise.restrained_assets.views import AssetView
from simulation.kernel.agenda import DAY
from simulation.law.assessment.dual_criminality import reserved_by
from simulation.law.book.content import Content
from simulation.law.book.governance import Regime
from simulation.law.book.rules import EVERY, ClockRule, LetterNature
from simulation.law.periods.restraint import RestraintGround, restraint_row
from simulation.law.time.stage_times import OfficeStage
from simulation.scenario.schema.play import Route, Sought
from webapp.desk.readable import Reader, next_move_day
from webapp.desk.requests.fields import regime_for
from webapp.desk.requests.rows import HeldDays
from webapp.desk.requests.short_way import days_in_words, usual_days
from webapp.text.formatting import day_number, days_text
from webapp.text.law_texts import basis_name, law_book, letter_text, source_text
from webapp.text.say import say_code

_A = LetterAction
_DECIDED = (_A.ACCEPT, _A.SUBMIT_TO_COURT, _A.ALLOCATED, _A.REFUSE, _A.POSTPONE)
_DONE = (_A.EXECUTED, _A.RETURN_FULL, _A.RETURN_PART, _A.DELIVERED)

RUNS: dict[str, tuple[tuple[LetterAction, ...], tuple[LetterAction, ...]]] = {
    "acknowledge": (CAME, (_A.ACKNOWLEDGE,)),
    "decide": (CAME, _DECIDED),
    "decide_freeze": (CAME, _DECIDED),
    "decide_confiscation": (CAME, _DECIDED),
    "raise_a_ground": (CAME, _DECIDED),
    "execute": (_DECIDED, _DONE),
    "produce": (_DECIDED, _DONE),
}
"""Times of a letter: acts from which each runs, and acts that meet it."""


@dataclass(frozen=True, slots=True)
class GoverningLine:
    """A line: what it is about, what holds, and `late`, `done` or "" for its tone."""

    label: str
    text: str
    source: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class GoverningCard:
    """What governs a letter."""

    name: str
    source: str
    lines: tuple[GoverningLine, ...]


def governing(request: RequestView, content: Content, reader: Reader) -> GoverningCard | None:
    """What governs a letter of this content; None for a question on a short way."""
    if request.route is not Route.MLA:
        return None
    regime = regime_for(request, content.basis, content.offences, reader)
    return GoverningCard(
        basis_name(regime.instrument, request.sought),
        source_text(regime.articles),
        tuple(_lines(request, regime, reader)),
    )


def _lines(request: RequestView, regime: Regime, reader: Reader) -> Iterator[GoverningLine]:
    rule = regime.criminality
    if rule is not None:
        said = say_code(f"criminality_rule.{rule.rule}")
        if rule.rule == "waived_list":
            said = _(
                "not examined for a listed offence with a maximum sentence of %(years)s years or more", years=rule.years
            )
        yield GoverningLine(_("Dual criminality"), said, source_text(rule.source))
    if regime.recognises:
        yield GoverningLine(
            _("Form"), _("an order on a standard form; undertakings and reasons for confidentiality are not needed"), ""
        )
    asked = reader.scenario.country(request.requested)
    languages = ", ".join(reader.text(f"language.{each}") for each in asked.accepts(regime.instrument))
    term = regime.terms.get("language")
    yield GoverningLine(_("Language"), languages, source_text(term.source if term is not None else regime.name))
    for letter in regime.letters:
        if letter.id in (reserved_by(asked, regime) or ()):
            yield GoverningLine(_("Reserved by the requested country"), letter_text(letter), "")
    refusing = sum(letter.nature in _REFUSES for letter in regime.letters)
    listed = _("on the %(count)s grounds that the instrument lists, and on those that apply beside it", count=refusing)
    yield GoverningLine(_("Refusal"), listed, "")
    own = [clock for clock in regime.clocks if clock.i != EVERY and clock.what in RUNS]
    if not any(clock.days for clock in own):
        where = source_text(own[0].source) if own else ""
        yield GoverningLine(_("Days"), _("no binding time limit: as soon as possible"), where)
        return
    for clock in own:
        yield _time(clock, request, reader)


_REFUSES = frozenset({LetterNature.MANDATORY, LetterNature.OPTIONAL, LetterNature.CURABLE, LetterNature.CONDITION})


def _time(clock: ClockRule, request: RequestView, reader: Reader) -> GoverningLine:
    label = say_code(f"letter_clock.{clock.what}")
    if not clock.days:
        return GoverningLine(label, _("no fixed number of days: as soon as possible"), source_text(clock.source))
    begin, end = RUNS[clock.what]
    began = next((line.at for line in request.history if line.action in begin), None)
    met = next((line.at for line in request.history if line.action in end), None)
    text = _("within %(days)s", days=days_text(clock.days))
    if clock.extend:
        text = _("%(within)s; %(more)s more if reasons are given", within=text, more=days_text(clock.extend))
    if began is None:
        return GoverningLine(label, text, source_text(clock.source))
    if not clock.binding:
        text = _("%(within)s; not binding", within=text)
    last = began + clock.days * DAY
    by = reader.calendar.short(last)
    if met is not None:
        is_late = clock.binding and met > last
        text = _("was due on %(day)s, came late", day=by) if is_late else _("was due on %(day)s, done in time", day=by)
        return GoverningLine(label, text, source_text(clock.source), "late" if is_late else "done")
    if clock.binding and reader.now > last and request.is_open:
        return GoverningLine(label, _("was due on %(day)s", day=by), source_text(clock.source), "late")
    return GoverningLine(label, _("by %(day)s: %(text)s", day=by, text=text), source_text(clock.source))


@dataclass(frozen=True, slots=True)
class Expected:
    """What a request may take with these offices, by holder; exercise figures."""

    segments: tuple[HeldDays, ...]
    total: int
    text: str
    charged: str


def _days_ahead(request: RequestView, content: Content, reader: Reader) -> dict[str, int]:
    """Median days of each stage that lies ahead of a draft: it is being written, maybe in no foreign language, and
    hurries where a reason and a date for its urgency are stated.
    """
    times, days = law_book().times, dict(request.expected_days)
    is_own_language = content.language == reader.scenario.country(request.requesting).languages[0]
    left_out = {OfficeStage.DRAFT, *((OfficeStage.TRANSLATE,) if is_own_language else ())}
    is_hurried = content.is_urgency_stated
    ahead = {}
    for stage in OfficeStage:
        share = times.factor("urgency_stated", stage) if is_hurried else 100
        usual = 0 if stage in left_out else days.get(stage.value, 0)
        ahead[stage.value] = max(1, round(usual * share / 100)) if usual else 0
    return ahead


def expected(request: RequestView, content: Content, reader: Reader) -> Expected | None:
    """The median days of each stage ahead, put together by holder."""
    if request.route is not Route.MLA:
        return _expected_answer(request, reader)
    if not request.expected_days:
        return None
    days = _days_ahead(request, content, reader)
    other = reader.country(request.other)
    ours = sum(days.get(stage, 0) for stage in ("S2", "S3"))
    channel = days.get("S4", 0)
    theirs = sum(days.get(stage, 0) for stage in ("S5", "S6", "S7", "S9"))
    third = days.get("S8", 0)
    total = ours + channel + theirs + third
    text = _(
        "Usually about %(total)s days: %(ours)s with you, %(channel)s in transit, %(theirs)s in "
        "%(country)s, %(third)s with the executing office.",
        total=total,
        ours=ours,
        channel=channel,
        theirs=theirs,
        country=other,
        third=third,
    )
    segments = (
        HeldDays("requesting", "system", ours),
        HeldDays("channel", "system", channel),
        HeldDays("requested", "system", theirs),
        HeldDays("third_party", "system", third),
    )
    charged = (
        _("translation and vetting: about %(days)s", days=days_text(ours))
        if days.get("S2", 0)
        else _("vetting: about %(days)s", days=days_text(ours))
    )
    return Expected(segments, total, text, charged)


def ending_holds(request: RequestView, content: Content, reader: Reader) -> tuple[str, ...]:
    """What a draft that asks for a freeze meets: holds of a financial unit there, their last day, and what keeps them.

    An urgent letter with a reason and a date keeps the money from the day on which it leaves.

    Args:
        request: The draft.
        content: What it says now.
        reader: Whose desk it is.
    """
    if request.sought is not Sought.FREEZE or request.incoming or request.status not in _BEFORE_IT_LEAVES:
        return ()
    targets = {each.key for each in request.targets}
    return tuple(
        _ending_hold(asset, until, request, content, reader)
        for asset in reader.view.assets
        if asset.account in targets
        and asset.country == request.requested
        and asset.state == AssetState.POSTPONED
        and not asset.is_kept_by_letter
        and (until := asset.until) is not None
    )


_BEFORE_IT_LEAVES = frozenset({LetterStatus.DRAFTING, LetterStatus.VETTING})


def _ending_hold(asset: AssetView, until: int, request: RequestView, content: Content, reader: Reader) -> str:
    account = reader.entity(asset.account)
    said = [
        _(
            "%(account)s: a financial intelligence unit holds this money until %(date)s.",
            account=account,
            date=reader.calendar.short(until),
        )
    ]
    usual = expected(request, content, reader)
    if usual is not None and reader.now + usual.total * DAY > until:
        said.append(
            _(
                "An answer to this request usually takes about %(days)s days, until about %(answer)s: "
                "the hold ends before that.",
                days=usual.total,
                answer=reader.calendar.short(reader.now + usual.total * DAY),
            )
        )
    country, kept = reader.country(asset.country), restraint_row(RestraintGround.ANNOUNCED).days
    if content.is_urgency_stated:
        said.append(
            _(
                "Sent before that day, this letter keeps the money, because it is urgent, with a reason and a date. "
                "A duty judge in %(country)s then prolongs the hold for up to %(days)s days, until the "
                "request is decided.",
                country=country,
                days=kept,
            )
        )
    else:
        said.append(
            _(
                "As it is written, this letter does not keep the money. Mark it urgent, with a reason and a date, and "
                "send it before that day. A duty judge in %(country)s then prolongs the hold for up to "
                "%(days)s days, until the request is decided.",
                country=country,
                days=kept,
            )
        )
    planned = next_move_day(reader.view)
    if planned is not None and planned > day_number(until):
        said.append(_("The next jump goes to %(day)s, after that date.", day=reader.day(planned)))
    return " ".join(said)


def _expected_answer(request: RequestView, reader: Reader) -> Expected:
    """The middle half of answers on a short way: no stages, the office that is asked alone."""
    span = usual_days(law_book().kind_of(request.sought), request.requested, reader)
    text = _("An answer usually takes %(days)s.", days=days_in_words(span))
    return Expected((HeldDays("requested", "system", span.high),), span.high, text, "")
