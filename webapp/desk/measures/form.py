"""The order form of measures at home: first the target, then what its kind, the seat and the law allow.

What the rules refuse whatever papers are chosen is said here, before anything is ordered.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.impossible import obstacle_to
from simulation.casework.file.measure_orders import check_measure, is_in_reach
from simulation.casework.file.measures import (
    GroundsNeeded,
    Measure,
    MeasureRule,
    MeasureStatus,
    needs_judge,
    ordering_offices,
)
from simulation.casework.file.restrained_assets import AssetAction, AssetState
from simulation.exercise.restrained_assets.views import AssetView
from simulation.kernel.entities import Entity
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.scenario.schema.country import Country
from simulation.scenario.schema.play import MeasureKind
from webapp.desk.documents.marks import own_file
from webapp.desk.readable import Reader
from webapp.store.registered import registry
from webapp.text.law_texts import source_text, sure_text
from webapp.text.say import say_code, wording_of

EXPOSED = 0.2
"""Share of cases in which a measure becomes known from which those concerned may well learn of it."""


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A measure that may be ordered against the target, or (`refused`) why not now."""

    kind: str
    label: str
    court: str
    days: str
    people: str
    brings: str
    grounds: str
    exposure: str
    question: str
    follows: str
    is_calm: bool
    source: str
    confidence: str
    selected: bool
    refused: str
    is_undercover: bool


@dataclass(frozen=True, slots=True)
class OrderForm:
    """What can be ordered against a target.

    Attributes:
        cards: Measures of the visitor's seats, those that the rules refuse now last.
        others: Measures that other seats may order, by office: (office, names).
        is_possible: One of them at least can be ordered now.
        has_conduct: One of the cards sends somebody under cover.
        naming: Numbers of the papers that name the target, or another that the team says is the same.
    """

    cards: tuple[RuleCard, ...]
    others: tuple[tuple[str, str], ...]
    is_possible: bool
    has_conduct: bool
    naming: frozenset[str]


def order_form(reading: Reader, target: Entity, chosen: str) -> OrderForm:
    """What the visitor's seats may order against an entity of the file."""
    country = reading.scenario.country(reading.view.country)
    file = whole_file(reading)
    fitting = _fitting(target, file, reading)
    cards = []
    for rule in fitting:
        office = next((each for each in reading.offices if each in ordering_offices(rule, country)), None)
        if office is not None:
            refused = _refusal(rule, target, office, file, country, reading)
            cards.append((rule, _card(rule, target, reading, chosen, refused)))
    others: dict[Office, list[str]] = {}
    for rule in fitting:
        allowed = ordering_offices(rule, country)
        if not set(allowed) & set(reading.offices):
            others.setdefault(allowed[0], []).append(say_code(f"measure_kind.{rule.kind}"))
    return OrderForm(
        tuple(sorted((card for _rule, card in cards), key=lambda card: bool(card.refused))),
        tuple((reading.office(office), ", ".join(names)) for office, names in others.items()),
        any(not card.refused for _rule, card in cards),
        any(rule.undercover and not card.refused for rule, card in cards),
        frozenset(reading.documents.label_of(paper.key) for paper in file.naming(target.key)),
    )


def _fitting(target: Entity, file: CaseFile, reading: Reader) -> list[MeasureRule]:
    """Measures that can be aimed at such a thing and make sense where it stands: nobody at large is released."""
    is_held = any(row.person == target.key for row in reading.view.held)
    return [
        each.rule
        for each in registry().measures
        if target.kind in each.rule.targets
        and obstacle_to(each.rule.kind, target, file, reading.now) is None
        and (is_held or each.rule.kind is not MeasureKind.RELEASE)
    ]


@dataclass(frozen=True, slots=True)
class MeasureOffer:
    """A measure of any office of the country: its rule, its card, and the offices that may order it."""

    rule: MeasureRule
    card: RuleCard
    offices: tuple[Office, ...]


def measure_offers(reading: Reader, target: Entity) -> tuple[MeasureOffer, ...]:
    """What any office of the country may order against a target; what is not in its reach is left out."""
    country, file = reading.scenario.country(reading.view.country), whole_file(reading)
    found = []
    for rule in _fitting(target, file, reading):
        if not rule.waits and not is_in_reach(target, file, country.code):
            continue
        offices = tuple(each for each in ordering_offices(rule, country) if each in country.offices)
        if offices:
            refused = _refusal(rule, target, offices[0], file, country, reading)
            found.append(MeasureOffer(rule, _card(rule, target, reading, "", refused), offices))
    return tuple(found)


def fits(entity: Entity, kind: str) -> bool:
    """Whether a kind of measure ("" for any) can be aimed at such an entity."""
    return any(entity.kind in each.rule.targets for each in registry().measures if kind in {"", each.kind})


def _refusal(
    rule: MeasureRule, target: Entity, office: Office, file: CaseFile, country: Country, reading: Reader
) -> str:
    """Why the rules refuse it on everything that the file says of the target; "" when they do not."""
    papers = tuple(paper.key for paper in file.naming(target.key))
    try:
        check_measure(rule, target.key, office, papers, file, country, reading.now)
    except RuleViolation as violation:
        if violation.code == "measure.grounds_missing":
            return _("No document of your file names the target.")
        return reading.refused(violation)
    return ""


_STEPS: dict[str, tuple[AssetAction, ...]] = {
    AssetState.POSTPONED: (AssetAction.POSTPONE,),
    AssetState.FROZEN: (AssetAction.FREEZE,),
    AssetState.LAPSED: (AssetAction.FREEZE, AssetAction.LAPSE),
    AssetState.LIFTED: (AssetAction.FREEZE, AssetAction.LIFT),
    AssetState.CONFISCATED: (AssetAction.FREEZE, AssetAction.CONFISCATE),
}
"""How money came to stand where it does."""


def whole_file(reading: Reader) -> CaseFile:
    """The team's file with what it ordered, blocked and charged, made from what its view holds."""
    view, file = reading.view, own_file(reading)
    file.known.learn(view.entities)
    for a, b in view.board.merged:
        file.merge(a, b, reading.now, merged=True)
    for each in view.measures:
        status = MeasureStatus.RUNNING if each.is_running else MeasureStatus.DONE
        rule = registry().measure_by_code[MeasureKind(each.kind)].rule
        result = "" if each.is_running else each.result
        file.measures.open(
            Measure(
                each.key,
                rule,
                each.target,
                each.office,
                (),
                each.ordered,
                status,
                each.since,
                is_provisional=rule.grounds is GroundsNeeded.CONFIRM,  # a page cannot tell; it then offers more
                result=result,
            )
        )
    for row in view.held:
        file.detentions.give(row.person, row.basis, row.right, row.since, row.until)
    for asset in view.assets:
        _block(file, asset)
    country = reading.scenario.country(view.country)
    for charge in view.charges:
        law = country.offence(charge.offence)
        if law is not None and not charge.outcome:
            with suppress(RuleViolation):  # papers of a charge can lose their consent after it was brought
                file.bring_charge(charge.key, charge.person, law, charge.documents, charge.charged, charge.trial_at)
    return file


def _block(file: CaseFile, asset: AssetView) -> None:
    for action in _STEPS[asset.state]:
        file.assets.move(
            asset.account,
            action,
            country=asset.country,
            amount_minor=asset.amount_minor,
            source=asset.source,
            now=asset.since,
            until=asset.until,
        )


# --- a measure in words -----------------------------------------------------------------------------------------------


def span(days: Sequence[float]) -> str:
    """Like `3 to 9 days`: the middle half of what it takes."""
    low, high = round(days[1]), round(days[-2])
    if not high:
        return _("at once")
    return (
        ngettext("%(num)s day", "%(num)s days", high)
        if low == high
        else _("%(low)s to %(high)s days", low=low, high=high)
    )


def _card(rule: MeasureRule, target: Entity, reader: Reader, chosen: str, refused: str) -> RuleCard:
    needed = {
        GroundsNeeded.NONE: _("no document"),
        GroundsNeeded.NAME: _("a document that names the target"),
        GroundsNeeded.SUSPICION: _("a document that names the target and is not in favour of the person"),
        GroundsNeeded.CONFIRM: ngettext(
            "a document that names the target; evidence must follow within %(num)s day",
            "a document that names the target; evidence must follow within %(num)s days",
            rule.confirm_days,
        ),
        GroundsNeeded.EVIDENCE: _("a document that is evidence and names the target"),
    }[rule.grounds]
    return RuleCard(
        kind=rule.kind.value,
        label=say_code(f"measure_kind.{rule.kind}"),
        court=_court(rule, reader),
        days=span(rule.days),
        people=_people(rule),
        brings=_yield(rule, target),
        grounds=needed,
        exposure=_exposure(rule.exposure),
        question=say_code(f"measure_question.{rule.kind}", target=target.label)
        if wording_of(f"measure_question.{rule.kind}")
        else _("%(measure)s?", measure=_named(rule, target)),
        follows=wording_of(f"measure_follows.{rule.kind}") or _follows(rule, reader),
        is_calm=bool(wording_of(f"measure_follows.{rule.kind}")),
        source=source_text(rule.source),
        confidence=sure_text(rule.confidence),
        selected=rule.kind.value == chosen and not refused,
        refused=refused,
        is_undercover=rule.undercover,
    )


def _named(rule: MeasureRule, target: Entity) -> str:
    return say_code("measure.title", kind=say_code(f"measure_kind.{rule.kind}"), target=target.label)


def _follows(rule: MeasureRule, reader: Reader) -> str:
    """What follows from the order: who decides first, and who learns of it."""
    known = _known(rule.exposure)
    if rule.needs_court and needs_judge(rule, reader.scenario.country(reader.view.country)):
        return _("The order goes to the judge now. %(known)s You cannot undo a measure that has begun.", known=known)
    return _("The order goes out at once. %(known)s You cannot withdraw it.", known=known)


def _known(share: float) -> str:
    if share >= 1:
        return _("The people concerned will know.")
    if share >= EXPOSED:
        return _("The measure is likely to be noticed.")
    return _("The measure is unlikely to be noticed.") if share > 0 else _("The measure will not be noticed.")


def _court(rule: MeasureRule, reader: Reader) -> str:
    if not rule.needs_court:
        return _("no judge needed")
    if needs_judge(rule, reader.scenario.country(reader.view.country)):
        return _("judge: %(days)s", days=span(rule.court_days))
    return _("the prosecutor decides, no judge")


def _people(rule: MeasureRule) -> str:
    parts = [ngettext("%(num)s hour", "%(num)s hours", rule.hours)]
    if rule.officers:
        parts.append(ngettext("%(num)s officer", "%(num)s officers", rule.officers))
    if rule.teams:
        parts.append(ngettext("%(num)s surveillance team", "%(num)s surveillance teams", rule.teams))
    return ", ".join(parts)


def _yield(rule: MeasureRule, target: Entity) -> str:
    """What comes out: papers by name, and in words what is no paper or holds for this measure alone."""
    named = ", ".join(say_code(f"document_kind.{paper}") for paper in rule.produces.get(target.kind, ()))
    return ". ".join(each for each in (named, wording_of(f"measure_yield.{rule.kind}")) if each)


def _exposure(share: float) -> str:
    if share >= 1:
        return _("the people concerned learn of it")
    if share >= EXPOSED:
        return _("the people concerned are likely to learn of it")
    if share > 0:
        return _("low risk of being noticed")
    return _("nobody learns of it")
