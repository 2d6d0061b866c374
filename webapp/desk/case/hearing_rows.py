"""A trial as court and defence read it: papers, points and rulings in words, from what was put before the court."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from simulation.casework.file.charges import PointRuling
from simulation.casework.proof.defence import DefencePoint, PointKind
from simulation.casework.proof.proof import CourtOutcome
from simulation.casework.proof.rulings import RAISED
from simulation.casework.proof.usability import usability_rule
from simulation.exercise.board.views import BoardView
from simulation.exercise.clock.views import ClockView
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.trials.commands import GiveJudgment, RaisePoint
from simulation.exercise.trials.views import ChargeView, CourtPaper, HearingView
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.entities import Entity
from simulation.scenario.schema.scenario import Scenario
from webapp.desk.case.charge_rows import ElementRow
from webapp.desk.documents.facts import Rule, use_of
from webapp.desk.documents.sheet import PrintedPaper, printed
from webapp.desk.readable import FileEntities, Reader
from webapp.pages.forms import Option, clean, command_id, one_of, optional_int_field, seen_field, text_field
from webapp.text.law_texts import cited, source_text, sure_text
from webapp.text.say import say_code
from webapp.text.sentencing import term
from webapp.visit.handles import handle_of

LEFT, UPHELD, DISMISSED = "", "uphold", "dismiss"
LONGEST_MONTHS = 1200
WHY = 2000


class CourtEntities(FileEntities):
    """What is before the court, of which nothing has a page."""

    __slots__ = ()

    def number_of(self, key: str) -> int | None:  # noqa: ARG002 - nothing before the court has a page
        """No page leads from the court into anybody's file."""
        return None


class CourtReader(Reader):
    """Reads what is before the court, whose entities have no pages of their own."""

    __slots__ = ()

    @property
    def entities(self) -> FileEntities:
        """What is before the court."""
        return CourtEntities(self.view.entities, self.country)

    def known(self, key: str) -> Entity | None:
        """Whom or what the papers before the court name."""
        return next((entity for entity in self.view.entities if entity.key == key), None)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper before the court."""

    number: str
    title: str
    use: str
    rules: tuple[Rule, ...]
    sheet: PrintedPaper


@dataclass(frozen=True, slots=True)
class RulingChoice:
    """A point that the court may rule on, with what was chosen and written in a form that came back."""

    field: str
    about: str
    anchor: str
    text: str
    rule: str
    source: str
    confidence: str
    chosen: str
    why: str


@dataclass(frozen=True, slots=True)
class Hearing:
    """Everything on the page of a case."""

    country: str
    person: str
    offence: str
    trial: str
    elements: tuple[ElementRow, ...]
    papers: tuple[PaperRow, ...]
    options: tuple[Option, ...]
    absent: tuple[str, ...]
    points: tuple[RulingChoice, ...]
    outcomes: tuple[Option, ...]
    rule: str
    lowest: int
    highest: int
    months: str
    usual: str
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class RulingRow:
    """A ruling on a point, as the side that charged reads it."""

    about: str
    text: str
    answer: str
    reasons: str


def court_reader(shown: HearingView, clock: ClockView, scenario: Scenario, language: str) -> CourtReader:
    """A reader of what is before the court and of nothing else."""
    papers = tuple(FiledDocument(each.label, shown.charge.charged, "", each.document) for each in shown.papers)
    view = TeamView(
        country=shown.country,
        clock=clock,
        seats=(),
        work=(),
        requests=(),
        procedures=(),
        documents=papers,
        entities=shown.entities,
        board=BoardView((), (), (), 0),
        measures=(),
        assets=(),
        charges=(shown.charge,),
        reports=(),
        messages=(),
        injects=(),
        notices=(),
        meetings=(),
        tasks=(),
        digest=(),
        digest_since=0,
        rulings=(),
        at_risk=(),
        held=(),
        free_teams=0,
        officers=0,
        free_officers=0,
    )
    return CourtReader(scenario, language, view, ())


def hearing(shown: HearingView, reading: Reader) -> Hearing:
    """The page's values; what a refused form held is kept."""
    charge, form = shown.charge, request.form
    outcome = form.get("outcome", "")
    return Hearing(
        country=reading.country(shown.country),
        person=reading.entity(charge.person),
        offence=reading.offence(shown.country, charge.offence),
        trial=reading.calendar.short(charge.trial_at),
        elements=tuple(
            ElementRow(reading.element(element), state, say_code(f"element_state.{state}"))
            for element, state in charge.elements
        ),
        papers=tuple(_paper(paper, reading) for paper in shown.papers),
        options=tuple(
            Option(paper.label, f"{paper.label} {_title(paper, reading)}", "", paper.label == form.get("document"))
            for paper in shown.papers
        ),
        absent=tuple(map(reading.entity, shown.absent)),
        points=tuple(_points(shown, reading)),
        outcomes=tuple(Option(each.value, say_code(f"outcome.{each}"), "", each == outcome) for each in CourtOutcome),
        rule=say_code(f"outcome.{shown.rule}"),
        lowest=shown.months[0],
        highest=shown.months[1],
        months=form.get("months", str(shown.usual))[:6],
        usual=term(shown.usual),
        version=charge.version,
        text=form.get("reasons", "")[:8000],
    )


def _title(paper: CourtPaper, reading: Reader) -> str:
    return reading.documents.title_of(FiledDocument(paper.label, 0, "", paper.document))


def _paper(paper: CourtPaper, reading: Reader) -> PaperRow:
    rules = []
    for finding in paper.use.findings:
        text = say_code(f"defect.{finding.defect}")
        if finding.step:
            text = _("%(what)s; can be repaired by: %(step)s", what=text, step=say_code(f"cure.{finding.step}"))
        rules.append(Rule(finding.rule.partition(".")[0], text, cited(usability_rule(finding.rule))))
    filed = FiledDocument(paper.label, 0, "", paper.document)
    return PaperRow(
        paper.label,
        reading.documents.title_of(filed),
        use_of(paper.use, paper.document),
        tuple(rules),
        printed(filed, reading, frozenset()),
    )


def _points(shown: HearingView, reading: Reader) -> Iterable[RulingChoice]:
    form = request.form
    for point in shown.points:
        about, anchor = about_point(point, shown.charge, reading)
        field = _point_field(shown, point)
        yield RulingChoice(
            field,
            about,
            anchor,
            point_text(point),
            point.rule.partition(".")[0],
            source_text(point.source),
            sure_text(point.confidence),
            form.get(field, ""),
            form.get(f"{field}-why", "")[:WHY],
        )
    for number, raised in enumerate(shown.charge.raised, start=1):
        label = reading.documents.label_of(raised.document)
        field = _raised_field(shown, number)
        yield RulingChoice(
            field,
            label or _("The defence"),
            label,
            raised.text,
            "",
            "",
            "",
            form.get(field, ""),
            form.get(f"{field}-why", "")[:WHY],
        )


def _point_field(shown: HearingView, point: DefencePoint) -> str:
    """What the form calls a point of the rules: it is about the same, or it is another point."""
    named = f"{shown.charge.key}|{point.kind}|{point.about}|{point.detail}"
    return f"point-{handle_of('point', named)}"


def _raised_field(shown: HearingView, number: int) -> str:
    """What the form calls a point that somebody raised: its number in the case, with what it says."""
    raised = shown.charge.raised[number - 1]
    return f"raised-{handle_of('raised', f'{shown.charge.key}|{number}|{raised.document}|{raised.text}')}"


def point_text(point: DefencePoint) -> str:
    """What a point of the defence says."""
    if point.kind is PointKind.DEFECT:
        return say_code(f"defect.{point.detail}")
    return say_code(f"defence.{point.kind}")


def about_point(point: DefencePoint, charge: ChargeView, reading: Reader) -> tuple[str, str]:
    """What a point is about, and the number of the paper when it is about one before the court."""
    match point.kind:
        case PointKind.NOT_PROVED | PointKind.DOUBT:
            return reading.element(point.about), ""
        case PointKind.WITNESS | PointKind.COMPELLED:
            return reading.entity(point.about or charge.person), ""
        case _:
            label = reading.documents.label_of(point.about)
            return label or _("A document of the prosecutor’s file"), label


def ruling_rows(charge: ChargeView, reading: Reader) -> tuple[RulingRow, ...]:
    """What a played court said on the points of the defence."""
    found = []
    for said in charge.ruling.points if charge.ruling is not None else ():
        answer = _("Upheld") if said.upheld else _("Dismissed")
        if said.kind == RAISED:
            raised = charge.raised[int(said.about) - 1]
            about, text = reading.documents.label_of(raised.document) or _("The defence"), raised.text
        else:
            point = DefencePoint(PointKind(said.kind), said.about, said.detail, "", "", "", "")
            about, text = about_point(point, charge, reading)[0], point_text(point)
        found.append(RulingRow(about, text, answer, said.reasons))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Played:
    """What people who play court and defence have done in a case, for the side that charges.

    Attributes:
        waits: People play the court and have not decided.
        lapsed: They had not decided by the day, so that the rule did.
        raised: Points that the defence added: about which paper, and what it says.
        text: The reasons of the court.
        by: Who played it, "" while there is no ruling.
        points: What it said on points.
    """

    waits: bool
    lapsed: bool
    raised: tuple[tuple[str, str], ...]
    text: str
    by: str
    points: tuple[RulingRow, ...]


def played(charge: ChargeView, reading: Reader) -> Played:
    """What people have played in a case."""
    ruling = charge.ruling
    return Played(
        waits=charge.heard and not charge.outcome,
        lapsed=charge.heard and bool(charge.outcome) and ruling is None,
        raised=tuple(
            (reading.documents.label_of(each.document) or _("The defence"), each.text) for each in charge.raised
        ),
        text=ruling.text if ruling is not None else "",
        by=played_by(ruling.by, reading) if ruling is not None else "",
        points=ruling_rows(charge, reading),
    )


def played_by(country: str, reading: Reader) -> str:
    """Who played the court or the defence."""
    if not country:
        return _("exercise control")
    return _("a participant from %(country)s", country=reading.country(country))


# --- the forms --------------------------------------------------------------------------------------------------------


def judgment(shown: HearingView, member: str) -> GiveJudgment:
    """The judgment that the form enters.

    Raises:
        RuleViolation: A field is missing or odd.
    """
    outcome = one_of("outcome", tuple(CourtOutcome), label=_("Decision"))
    return GiveJudgment(
        id=command_id(),
        member=member,
        seen=seen_field(),
        charge=shown.charge.key,
        outcome=outcome,
        text=text_field("reasons", label=_("Reasons"), required=True),
        points=tuple(_rulings(shown)),
        months=(optional_int_field("months", lowest=0, highest=LONGEST_MONTHS, label=_("Sentence in months")) or 0)
        if outcome == CourtOutcome.CONVICTION
        else 0,
    )


def _rulings(shown: HearingView) -> Iterable[PointRuling]:
    named = [(_point_field(shown, each), each.kind.value, each.about, each.detail) for each in shown.points]
    named += [(_raised_field(shown, n), RAISED, str(n), "") for n in range(1, len(shown.charge.raised) + 1)]
    for field, kind, about, detail in named:
        if clean(request.form.get(field, "")) == LEFT:
            continue
        chosen = one_of(field, (UPHELD, DISMISSED), label=_("Point of the defence"))
        why = text_field(f"{field}-why", label=_("Reason"), limit=WHY, required=True)
        yield PointRuling(kind, about, detail, upheld=chosen == UPHELD, reasons=why)


def point_raised(shown: HearingView, member: str) -> RaisePoint:
    """The point that the form raises.

    Raises:
        RuleViolation: A field is missing or odd.
    """
    label = one_of("document", ("", *(each.label for each in shown.papers)), label=_("Document"))
    return RaisePoint(
        id=command_id(),
        member=member,
        charge=shown.charge.key,
        text=text_field("point", label=_("Point of the defence"), limit=WHY, required=True),
        document=next((each.document.key for each in shown.papers if each.label == label), ""),
    )
