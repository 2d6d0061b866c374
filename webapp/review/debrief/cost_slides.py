"""The third and the fourth slide: what delay cost, and two decisions, of which waiting was right in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.kernel.agenda import DAY
from simulation.review.bundles import FIRST_LOOK, RUNS, Cost, costs, without_any
from simulation.review.figures import Compared, Subject, figures_of_case
from simulation.review.prices.prices import ORDER, Price, Verdict, verdict
from simulation.review.record_reading import RecordReading
from webapp.review.charts.charts import day_of, number
from webapp.review.charts.drawing import Ink, holder_ink
from webapp.review.charts.slide_charts import cost_rows, half_dots
from webapp.review.current_review import Here, ticket
from webapp.review.debrief.slide import Behind, Choice, Chooser, Cue, Half, Slide
from webapp.review.decision_pages import left_said
from webapp.review.delay_page import waterfall_head, waterfall_steps
from webapp.review.delay_said import ANSWERS, headline, leading, left_out_said, this_exercise
from webapp.review.play.case_page import funnel_said
from webapp.review.price_said import days_earlier, held_said, otherwise_said, price_said, telling_order
from webapp.review.pricing_jobs import DelayWanted
from webapp.review.runs_said import amount, change, clarity_said, figure_name, signed_amount
from webapp.review.sentences import decision_title, side_of
from webapp.text.say import capital, say_code

MOST_LAIN = 3
"""Decisions that are named while none has been tested: those that lay longest."""

MOST_CHOICES = 12
"""Decisions that a trainer can put in the place of the proposed one."""


def cost_slide(now: Here, exercise: str, pick: str, step: int) -> Slide:
    """What delay cost: with nothing asked abroad, as played, and with waits shortened holder by holder."""
    reading = now.reading
    found = costs(reading.record, now.runs)
    cost = next((each for each in found if each.figure.key == pick), None) or leading(found)
    day = number(day_of(reading.span.end))
    cues = (
        Cue(
            _("On the wall screen"),
            _("Read the sentence at the top aloud, then wait. Do not explain the bars before somebody asks."),
        ),
        Cue(
            _("Click"), _("The space bar adds a row. Stop after “As played” and ask the room before you show the rest.")
        ),
        Cue(
            _("If they ask"),
            _(
                "What is a run? This exercise, played again by the computer with other chance events. Each run "
                "is compared with the same run as played, so that chance cancels out. Why is there no row for "
                "courts? Nobody should hurry them."
            ),
        ),
        Cue(
            _("Listen for"),
            _("“We had no capacity.” Show the row of the offices, and ask how much of the cost is theirs."),
        ),
    )
    question = _("What would have enabled you to decide on the first day?")
    if cost is None:
        left_out = left_out_said(without_any(now.runs))
        return Slide(
            number=3,
            topic=_("What delay cost"),
            aside=_("by day %(day)s", day=day),
            title=_untold_title(now, is_comparing=not left_out),
            text=funnel_said(reading),
            note=" ".join((left_out or _once_played(), _progress(now))),
            question=question,
            cues=cues,
            behind=(Behind(url_for("review.delay", exercise=exercise), _("Cost of delay")),),
        )
    steps = waterfall_steps(reading, cost, on_wall=True)
    shown = min(step, len(steps) - 1)
    title = _cost_title(reading, cost)
    return Slide(
        number=3,
        topic=_("What delay cost"),
        aside=_("%(figure)s, by day %(day)s", figure=figure_name(cost.figure).lower(), day=day),
        title=title,
        text=_(
            "Each row is compared with the exercise as played, in the same run. A run is this exercise "
            "played again by the computer with other chance events. Protected time stays in every row."
        ),
        chart=cost_rows(steps, cost.as_played.median, shown + 1, title, waterfall_head()),
        note=_like_them(reading, cost),
        question=question,
        then=_("adds the next row"),
        step=shown,
        steps=len(steps) - 1,
        cues=cues,
        behind=(
            Behind(
                url_for("review.delay", exercise=exercise, figure=cost.figure.key),
                _("One dot for each run, and how far to trust the result"),
            ),
            Behind(
                url_for("review.table_file", exercise=exercise, name="delay"),
                _("All runs of this exercise as a table (CSV)"),
            ),
        ),
        choosers=(
            Chooser(
                "figure",
                _("Another figure"),
                tuple(Choice(each.figure.key, _figure_choice(each), each is cost) for each in found),
            ),
        ),
    )


def _untold_title(now: Here, *, is_comparing: bool) -> str:
    if not is_comparing:
        return _("The runs so far cannot be compared, so they do not say what the waits cost.")
    if any(isinstance(job.wanted, DelayWanted) and not job.failed for job in now.jobs):
        return _("The exercise is being played again to find out what the waits cost.")
    return _("What the waits cost has not been worked out yet.")


def _once_played() -> str:
    return _("Something can be said once %(runs)s runs have been played.", runs=FIRST_LOOK)


def _figure_choice(cost: Cost) -> str:
    return f"{figure_name(cost.figure)}: {clarity_said(cost.all)}"


def _cost_title(reading: RecordReading, cost: Cost) -> str:
    currency = reading.scenario.currency
    asked, waits = cost.nothing_asked, cost.all
    if cost.figure.key == ANSWERS:
        return headline(reading, cost)
    if asked.is_clear and waits.is_clear:
        return _(
            "In this model, asking abroad goes with %(asked)s; shorter waits go with %(waits)s.",
            asked=change(cost.figure, -asked.median, currency),
            waits=change(cost.figure, waits.median, currency),
        )
    if asked.is_clear:
        return _(
            "In this model, asking abroad goes with %(asked)s; shorter waits have no clear effect.",
            asked=change(cost.figure, -asked.median, currency),
        )
    return headline(reading, cost)


def _like_them(reading: RecordReading, cost: Cost) -> str:
    """Over how many runs it is, and what this exercise itself came to, which is no median of runs."""
    runs = ngettext("%(num)s run.", "%(num)s runs.", cost.all.runs)
    own = this_exercise(reading, cost.figure)
    runs += " " + _("This exercise itself: %(amount)s.", amount=own) if own else ""
    if cost.figure.subject is Subject.PEOPLE:
        return f"{runs} " + _("The runs show rooms like this one: in each run an automatic player holds every seat.")
    return runs


def _progress(now: Here) -> str:
    done = len({run.key.number for run in now.runs if run.key.number})
    told = _("%(runs)s of %(wanted)s runs have been played.", runs=number(done), wanted=number(RUNS))
    left = next((left_said(job) for job in now.jobs if isinstance(job.wanted, DelayWanted) and not job.failed), "")
    return f"{told} {capital(left)}." if left else told


# --- two decisions ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Told:
    """A price with what it is an example of."""

    price: Price
    verdict: Verdict


def two_decisions(now: Here, picks: Mapping[str, str]) -> tuple[_Told | None, _Told | None, Price | None]:
    """The decision that mattered, the one where waiting was right, and one without any effect.

    Where nothing is clear, what comes nearest stands in its place and is told as what it is.
    """
    case = figures_of_case(now.reading.scenario)
    ranked = [
        _Told(each, verdict(each, case))
        for each in telling_order(now.reading, now.prices.values())
        if each.decision is not None and each.runs
    ]

    def first(slot: str, *wanted: Verdict, but: Price | None = None) -> _Told | None:
        picked = next((each for each in ranked if ticket(each.price.key) == picks.get(slot)), None)
        rows = [each for each in ranked if each.price is not but]
        return picked or next((each for kind in wanted for each in rows if each.verdict is kind), None)

    left = first("mattered", Verdict.MATTERED, Verdict.UNCLEAR, Verdict.NOTHING)
    right = first(
        "waiting",
        Verdict.WAITING_WAS_RIGHT,
        Verdict.NOTHING,
        Verdict.UNCLEAR,
        but=left.price if left is not None else None,
    )
    told = {each.price.key for each in (left, right) if each is not None}
    nothing = next((e.price for e in ranked if e.verdict is Verdict.NOTHING and e.price.key not in told), None)
    return left, right, nothing


def decisions_slide(now: Here, exercise: str, picks: Mapping[str, str], step: int) -> Slide:
    """Two decisions side by side."""
    reading = now.reading
    left, right, nothing = two_decisions(now, picks)
    cues = (
        *_cues_of_halves(left, right, nothing),
        Cue(
            _("If they ask"),
            _(
                "Why not all decisions? Most change nothing here: the matter would have waited at the next desk "
                "anyway. That a decision had no effect is also a result."
            ),
        ),
        Cue(_("Listen for"), _("A reason that was written down that day. Ask where it is written.")),
    )
    question = _("Why did you wait, and was the reason written down?")
    topic, day = _("Two decisions"), number(day_of(reading.span.end))
    if left is None:
        return Slide(
            number=4,
            topic=topic,
            aside=_("by day %(day)s, in this model", day=day),
            title=_("No decision has been tested in runs yet."),
            text=_taken(now),
            note=_screened(now),
            question=_("Which decision would you take differently, and what did you know on that day?"),
            cues=cues,
            behind=(Behind(url_for("review.decisions", exercise=exercise), _("All decisions")),),
        )
    steps = (right is not None) + (nothing is not None)
    shown = min(step, steps)
    halves = [_half(reading, left, 0, is_shown=True)]
    if right is not None:
        halves.append(_half(reading, right, 1, is_shown=shown >= 1))
    note = _("A dot is one run; nine runs in ten are in the grey band.")
    if nothing is not None and shown == steps:
        note = _("No effect of “%(what)s”: %(said)s.", what=_what(reading, nothing), said=_unchanged(nothing))
    return Slide(
        number=4,
        topic=topic,
        aside=_("by day %(day)s, in this model", day=day),
        title=_two_title(now, left, right),
        halves=tuple(halves),
        note=note,
        question=question,
        then=_("shows the right half") if right is not None and not shown else _("shows a decision without effect"),
        step=shown,
        steps=steps,
        cues=cues,
        behind=(
            *_prices_behind(reading, exercise, left, right, nothing),
            Behind(
                url_for("review.replay", exercise=exercise, day=_day_of(left)),
                _("What did you know on day %(day)s?", day=_day_of(left)),
            ),
        ),
        choosers=tuple(
            Chooser(slot, label, _other_decisions(now, told))
            for slot, label, told in (
                ("mattered", _("Choose another decision for the left half"), left),
                ("waiting", _("Choose another decision for the right half"), right),
            )
        ),
    )


def _cues_of_halves(left: _Told | None, right: _Told | None, nothing: Price | None) -> tuple[Cue, ...]:
    """What to do with what is on the slide, and with nothing that is not."""
    if left is None:
        return ()
    if right is None:
        wall = _("Explain the decision, then ask the room what it knew on that day.")
        click = _("The space bar shows a decision that had no effect.")
    else:
        wall = _("Explain the left half and ask the room. Only then show the right half.")
        click = (
            _("The space bar shows the right half.")
            if nothing is None
            else _("The space bar shows the right half, then a decision that had no effect.")
        )
    told = Cue(_("On the wall screen"), wall)
    return (told,) if right is None and nothing is None else (told, Cue(_("Click"), click))


def _day_of(told: _Told) -> int:
    return day_of(told.price.decision.at) if told.price.decision is not None else 1


def _prices_behind(
    reading: RecordReading, exercise: str, left: _Told, right: _Told | None, nothing: Price | None
) -> tuple[Behind, ...]:
    return tuple(
        Behind(
            url_for(
                "review.decision",
                exercise=exercise,
                ticket_of=ticket(each.decision.key),
                how=each.variant,
            ),
            _("The price: %(what)s", what=_what(reading, each)),
        )
        for each in (left.price, right.price if right is not None else None, nothing)
        if each is not None and each.decision is not None
    )


def _other_decisions(now: Here, told: _Told | None) -> tuple[Choice, ...]:
    case = figures_of_case(now.reading.scenario)
    ranked = [
        each for each in telling_order(now.reading, now.prices.values()) if each.decision is not None and each.runs
    ]
    return tuple(
        Choice(
            ticket(each.key),
            f"{_what(now.reading, each)}, {otherwise_said(each).lower()}: "
            f"{say_code(f'price_verdict.{verdict(each, case)}')}",
            told is not None and each.key == told.price.key,
        )
        for each in ranked[:MOST_CHOICES]
    )


def _tried(now: Here) -> int:
    """Decisions that were taken otherwise in runs."""
    return len({each.decision.key for each in now.prices.values() if each.decision is not None and each.runs})


def _two_title(now: Here, left: _Told, right: _Told | None) -> str:
    """What all prices say; where the trainer's choice hides a clear one, only what the chosen halves say."""
    case = figures_of_case(now.reading.scenario)
    found = {verdict(each, case) for each in now.prices.values() if each.decision is not None and each.runs}
    shown = {each.verdict for each in (left, right) if each is not None}
    mattered, waited = Verdict.MATTERED in found, Verdict.WAITING_WAS_RIGHT in found
    if (found - shown) & {Verdict.MATTERED, Verdict.WAITING_WAS_RIGHT}:
        if Verdict.MATTERED in shown:
            return _("One decision mattered.")
        if Verdict.WAITING_WAS_RIGHT in shown:
            return _("For one decision, waiting was right.")
        return _("Chosen by the trainer, for discussion.")
    if mattered and waited:
        return _("One decision mattered. For another, waiting was right.")
    if mattered:
        return _("One decision mattered. No wait was clearly right.")
    if waited:
        return _("No decision with a price clearly mattered. For one of them, waiting was right.")
    return ngettext(
        "The one decision with a price did not clearly change anything.",
        "None of the %(num)s decisions with a price clearly changed anything.",
        _tried(now),
    )


def _taken(now: Here) -> str:
    """What is known of the decisions before any run: how many were taken, and how many lay longer than they had to."""
    reading = now.reading
    taken = [each for each in reading.decisions if each.commands]
    lying = [each for each in taken if each.key in reading.held and reading.held[each.key].seconds >= DAY]
    lay = len(lying)
    told = ngettext("%(num)s decision was taken in play.", "%(num)s decisions were taken in play.", len(taken))
    earlier = ngettext(
        "%(num)s of them could have been taken a day or more earlier.",
        "%(num)s of them could have been taken a day or more earlier.",
        lay,
    )
    if not lying:
        return f"{told} {earlier}" if taken else told
    longest = sorted(lying, key=lambda each: -reading.held[each.key].seconds)[:MOST_LAIN]
    rows = (
        _(
            "%(what)s (%(who)s, day %(day)s): possible %(earlier)s",
            what=decision_title(reading, each, roles_only=True),
            who=say_code(f"office.{each.office}"),
            day=number(day_of(each.at)),
            earlier=days_earlier(reading.held[each.key].seconds),
        )
        for each in longest
    )
    return f"{told} {earlier} " + _("Those that could have been much earlier: %(rows)s.", rows="; ".join(rows))


def _screened(now: Here) -> str:
    looked = len(now.screened)
    moved = sum(bool(each.differences) for each in now.screened.values())
    if not looked:
        return _("The program first finds the cost of delay. After that it looks at all decisions.")
    return _(
        "Decisions looked at with the chance events of this exercise: %(looked)s. Those that change "
        "something: %(moved)s.",
        looked=number(looked),
        moved=number(moved),
    )


def _what(reading: RecordReading, price: Price) -> str:
    """A decision on the wall: what was asked for and what was done, without the number of a request."""
    if price.decision is None:
        return ""
    line = reading.line(price.decision.about)
    if line is None:
        return decision_title(reading, price.decision, roles_only=True)
    title = decision_title(reading, price.decision, roles_only=True)
    return f"{say_code(f'sought.{line.sought}')}{title[title.find(',') :]}" if "," in title else title


def _unchanged(price: Price) -> str:
    return ngettext("the one run unchanged", "all %(num)s runs unchanged", len(price.runs))


def _drawn(reading: RecordReading, price: Price) -> Compared | None:
    """The figure whose runs are drawn: the first that is clear, else the first that moved; never one about people."""
    case = sorted(figures_of_case(reading.scenario), key=lambda figure: ORDER.index(figure.subject))
    free = [figure for figure in case if figure.subject is not Subject.PEOPLE]
    said = {figure: price.strength(figure) for figure in free}
    clear = (figure for figure in free if said[figure].is_clear)
    moved = (figure for figure in free if said[figure].less + said[figure].more)
    return next(clear, None) or next(moved, None)


def _half(reading: RecordReading, told: _Told, place: int, *, is_shown: bool) -> Half:
    price = told.price
    figure = _drawn(reading, price)
    currency = reading.scenario.currency
    side = side_of(reading, price.decision) if price.decision is not None else "home"
    chart = None
    effect = f"{price_said(reading, price, roles_only=True).effect}."
    if figure is not None:
        found = price.strength(figure)
        most = max((abs(each) for each in found.differences), default=0.0)
        size = amount(figure, most, currency)
        if found.is_clear:
            effect = f"{change(figure, found.median, currency)}, {clarity_said(found)}."
        else:
            effect = f"{figure_name(figure)}: {clarity_said(found)}."
        chart = half_dots(
            f"slide-half-{place}",
            found,
            Ink.ACCENT if side == "home" else holder_ink(side),
            (_("%(amount)s less", amount=size), _("%(amount)s more", amount=size)),
            effect,
            (figure_name(figure), *(signed_amount(figure, v, currency) for v in (found.median, found.low, found.high))),
            (_("Figure"), _("Median"), _("Nine runs in ten: from"), _("Nine runs in ten: to")),
        )
    day = number(day_of(price.decision.at)) if price.decision is not None else ""
    held = say_code("wall_held.taken", day=day)
    why = held_said(price.held)
    return Half(
        kicker=capital(say_code(f"price_verdict.{told.verdict}")),
        title=f"{_what(reading, price)}: {otherwise_said(price).lower()}",
        text=f"{held} {capital(why)}." if why else held,
        effect=effect,
        chart=chart,
        is_shown=is_shown,
    )
