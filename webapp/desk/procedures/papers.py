"""The papers of a procedure in the form that they have: requests for arrest and surrender, preservation, agreement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask import abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.procedures.extradition.table import EXTRADITION, ExtraditionAction
from simulation.exercise.procedures.joint_team.table import ITEMS, JOINT_TEAM, TeamAction
from simulation.exercise.procedures.letter.play.own_prosecution import NATIONALITY_BAR
from simulation.exercise.procedures.preservation.table import PRESERVATION, PreservationAction
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.law.book.forms import FormRow, form_of
from simulation.law.book.governance import Regime, regime_of
from simulation.scenario.schema.play import Sought
from webapp.desk.authorities import addressed, issuer, recipient, said_of, to_contact_point
from webapp.desk.blueprint import blueprint
from webapp.desk.current_view import reader
from webapp.desk.procedures.fields import Sides, said
from webapp.desk.readable import Reader, joined
from webapp.desk.requests.form_paper import HANDED_OUT, handed_out, paper_of
from webapp.desk.requests.letter import Letter, parts_of
from webapp.desk.requests.prefill import description_of, law_of, warrant_of
from webapp.pages.page import TeamPage, team_page
from webapp.papers.paper import FormKind
from webapp.text.law_texts import basis_name, ground_text, law_book, law_text, source_text
from webapp.text.say import say_code


@dataclass(frozen=True, slots=True)
class PaperRule:
    """A paper of a procedure.

    Attributes:
        code: Its name in addresses, and in the table of forms.
        sought: Kind of assistance that says what governs it.
        acts: Acts with which it is sent; the other side has it from the first of them on.
        wanted: Lines that are printed in any case.
        lines: Makes what is written in its lines.
        by_asked: It is written by the side that is asked, and there is none before it is sent.
        by_actor: The office that sends it issues it; otherwise, and for an order, who does so under what governs it.
        to_contact_point: It goes to the contact point that works at all hours, unless it is an order.
    """

    code: str
    sought: Sought
    acts: frozenset[str]
    wanted: tuple[str, ...]
    lines: Callable[[ProcedureView, Reader], dict[str, str]]
    by_asked: bool = False
    by_actor: bool = False
    to_contact_point: bool = False

    def sides(self, procedure: ProcedureView) -> tuple[str, str]:
        """Codes of the country that writes it, and of the one to which it goes."""
        sides = (procedure.requesting, procedure.requested)
        return sides[::-1] if self.by_asked else sides


def _sent(procedure: ProcedureView, acts: Iterable[str]) -> HistoryLine | None:
    """The last act with which a paper went out; None while it is being written."""
    known = frozenset(acts)
    return next((line for line in reversed(procedure.history) if line.action in known), None)


def _authority(office: str, country: str, reading: Reader) -> str:
    return _(
        "%(office)s of %(country)s, in office hours.",
        office=say_code(f"office.{office}"),
        country=reading.country(country),
    )


def _word(procedure: ProcedureView, name: str) -> str:
    value = procedure.term(name)
    return value if isinstance(value, str) else ""


def _between(procedure: ProcedureView, sought: Sought, reading: Reader) -> Regime:
    """What governs between the two."""
    pair = reading.scenario.pair(procedure.requesting, procedure.requested)
    return regime_of(pair, law_book().kind_of(sought))


def _common(procedure: ProcedureView, sought: Sought, at: int, reading: Reader) -> dict[str, str]:
    own = not procedure.incoming
    regime = _between(procedure, sought, reading)
    enclosed = [reading.documents.label_of(key) for key in procedure.documents] if own else []
    return {
        "asking": reading.country(procedure.requesting),
        "asked": reading.country(procedure.requested),
        "basis": basis_name(regime.instrument, sought),
        "authority_contact": _authority(issuer(regime), procedure.requesting, reading),
        "issuer": said_of(issuer(regime), reading.country(procedure.requesting)),
        "concerns": joined(each.label for each in procedure.subjects),
        "papers": joined(label for label in enclosed if label),
        "signed": _(
            "%(country)s, %(date)s",
            country=reading.country(procedure.requesting),
            date=reading.calendar.long(at),
        ),
    }


def _terms(procedure: ProcedureView, names: Iterable[str], reading: Reader) -> dict[str, str]:
    sides = Sides(procedure.requesting, procedure.requested)
    known = ((name, procedure.term(name)) for name in names)
    return {name: said(name, value, sides, reading) for name, value in known if value is not None}


SOUGHT_LINES = ("description", "offence_place_time", "presence_there", "warrant")


def _sought_person(procedure: ProcedureView, acts: frozenset[str], reading: Reader) -> dict[str, str]:
    """What is said of somebody who is sought; what nobody has written is told from the own file, for the own side."""
    (person, *_others) = procedure.subjects
    offences = (_word(procedure, "offence"),) if _word(procedure, "offence") else ()
    line = _sent(procedure, acts)
    words = {name: _word(procedure, name) for name in SOUGHT_LINES}
    if not procedure.incoming:
        words["description"] = words["description"] or description_of(person, reading)
        words["warrant"] = words["warrant"] or warrant_of(person.key, reading)
    return {
        **_common(procedure, Sought.SURRENDER, line.at if line is not None else reading.now, reading),
        **words,
        "persons": person.label,
        "offences": joined(reading.offence(procedure.requesting, key) for key in offences),
        "penalties_text": law_of(offences, reading, procedure.requesting),
        "law_text": _word(procedure, "law_text"),
        "facts": line.text if line is not None else "",
        "undertakings": _("Speciality, and no re-extradition without consent."),
        **_terms(procedure, ("assured", "arrested"), reading),
        "assurances": _terms(procedure, ("assured",), reading).get("assured", ""),
    }


ARREST_ACTS = frozenset({ExtraditionAction.ASK_ARREST})
REQUEST_ACTS = frozenset({ExtraditionAction.SEND_REQUEST})


def _provisional_arrest(procedure: ProcedureView, reading: Reader) -> dict[str, str]:
    line = _sent(procedure, ARREST_ACTS)
    return {
        **_sought_person(procedure, ARREST_ACTS, reading),
        "facts": "",
        "urgency": line.text if line is not None else "",
        "request_follows": _(
            "A request for extradition with the documents will follow within the time limit of the treaty."
        ),
    }


def _extradition(procedure: ProcedureView, reading: Reader) -> dict[str, str]:
    return _sought_person(procedure, REQUEST_ACTS, reading)


REFUSAL_ACTS = frozenset({ExtraditionAction.REFUSE, ExtraditionAction.REFUSE_NATIONAL})


def _surrender_refused(procedure: ProcedureView, reading: Reader) -> dict[str, str]:
    """The letter with which a surrender is refused: the rule, the facts, and why nothing else would help."""
    line, offence = _sent(procedure, REFUSAL_ACTS), _word(procedure, "offence")
    is_national = line is not None and line.action == ExtraditionAction.REFUSE_NATIONAL
    ground = NATIONALITY_BAR if is_national else _word(procedure, "ground")
    at = line.at if line is not None else reading.now
    return {
        **_common(procedure, Sought.SURRENDER, at, reading),
        "papers": "",
        "persons": joined(each.label for each in procedure.subjects),
        "offences": reading.offence(procedure.requesting, offence) if offence else "",
        "ground": ground_text(ground) or ground,
        "facts": line.text if line is not None else "",
        "alternative": _word(procedure, "alternative"),
        "signed": _(
            "%(country)s, %(date)s",
            country=reading.country(procedure.requested),
            date=reading.calendar.long(at),
        ),
    }


PRESERVATION_ACTS = frozenset({PreservationAction.ASK})


def _preservation(procedure: ProcedureView, reading: Reader) -> dict[str, str]:
    line = _sent(procedure, PRESERVATION_ACTS)
    actor = line.office if line is not None and not _between(procedure, Sought.PRESERVATION, reading).recognises else ""
    return {
        **_common(procedure, Sought.PRESERVATION, line.at if line is not None else reading.now, reading),
        **{name: _word(procedure, name) for name in ("data", "data_link", "custodian", "preserve_need")},
        **({"authority_contact": _authority(actor, procedure.requesting, reading)} if actor else {}),
        **({"offences": offence} if (offence := _terms(procedure, ("offence",), reading).get("offence", "")) else {}),
        "facts": line.text if line is not None else "",
        "request_follows": _("A request for search, access, seizure or disclosure of the data will follow."),
    }


TEAM_ACTS = frozenset({TeamAction.PROPOSE, TeamAction.PROPOSE_TERMS, TeamAction.AGREE_TERMS, TeamAction.SIGN})


def _joint_team(procedure: ProcedureView, reading: Reader) -> dict[str, str]:
    team = _word(procedure, "team") or procedure.key
    same = [each for each in reading.view.procedures if (_word(each, "team") or each.key) == team]
    codes = _word(procedure, "parties").split() or [procedure.requesting, procedure.requested]
    signed = dict.fromkeys(
        f"{reading.country(line.country)}, {reading.calendar.long(line.at)}"
        for each in same
        for line in each.history
        if line.action == TeamAction.SIGN and line.country
    )
    invited = [each for each in same if each.key != team and _sent(each, {TeamAction.SIGN}) is not None]
    joined_later = [
        reading.country(each.requested)
        for each in invited
        if any(line.action == TeamAction.INVITE for first in same for line in first.history)
    ]
    return {
        **_common(procedure, Sought.JOINT_TEAM, reading.now, reading),
        **_terms(procedure, (*ITEMS, "until"), reading),
        "parties": joined(reading.country(code) for code in codes),
        "accessions": joined(joined_later),
        "signatures": "; ".join(signed),
    }


PAPERS: Mapping[str, tuple[PaperRule, ...]] = {
    EXTRADITION: (
        PaperRule(
            "provisional_arrest",
            Sought.SURRENDER,
            ARREST_ACTS,
            ("warrant", "offences", "offence_place_time", "description", "presence_there", "urgency"),
            _provisional_arrest,
        ),
        PaperRule(
            "extradition",
            Sought.SURRENDER,
            REQUEST_ACTS,
            ("warrant", "offences", "offence_place_time", "penalties_text", "description"),
            _extradition,
        ),
        PaperRule(
            "surrender_refused",
            Sought.SURRENDER,
            REFUSAL_ACTS,
            ("persons", "ground", "facts"),
            _surrender_refused,
            by_asked=True,
        ),
    ),
    PRESERVATION: (
        PaperRule(
            "preservation",
            Sought.PRESERVATION,
            PRESERVATION_ACTS,
            ("authority_contact", "offences", "facts", "data", "data_link", "custodian", "preserve_need"),
            _preservation,
            by_actor=True,
            to_contact_point=True,
        ),
    ),
    JOINT_TEAM: (
        PaperRule("joint_team", Sought.JOINT_TEAM, TEAM_ACTS, ("parties", *ITEMS, "signatures"), _joint_team),
    ),
}
"""The papers of each procedure, in order."""


@dataclass(frozen=True, slots=True)
class PaperLink:
    """A paper on the page of its procedure: what it is called, where it is shown, and its files."""

    label: str
    url: str
    is_draft: bool
    files: tuple[tuple[str, str], ...]


def papers_of(procedure: ProcedureView, reading: Reader) -> tuple[PaperLink, ...]:
    """The papers that this side has: its own while they can be sent, and whatever was sent."""
    return tuple(
        PaperLink(
            label=law_text(_form(rule, procedure, reading).name),
            url=url_for("desk.procedure_paper", number=procedure.label, paper=rule.code),
            is_draft=_sent(procedure, rule.acts) is None,
            files=_files(procedure.label, rule.code),
        )
        for rule in _held(procedure)
    )


def _held(procedure: ProcedureView) -> tuple[PaperRule, ...]:
    at_home = procedure.requesting == procedure.requested
    return tuple(
        rule
        for rule in PAPERS.get(procedure.kind, ())
        if not at_home and (_is_draft(procedure, rule) or _sent(procedure, rule.acts) is not None)
    )


def _is_draft(procedure: ProcedureView, rule: PaperRule) -> bool:
    """Whether this side may still be writing it: nothing goes out of a procedure that is over."""
    return procedure.is_open and not procedure.incoming and not rule.by_asked


def _files(number: str, code: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (ending.upper(), url_for("desk.procedure_file", number=number, paper=code, ending=ending))
        for ending in HANDED_OUT
    )


def _form(rule: PaperRule, procedure: ProcedureView, reading: Reader) -> FormRow:
    found = form_of(rule.code, _between(procedure, rule.sought, reading).instrument)
    if found is None:  # pragma: no cover - every paper has a form, a test looks
        raise LookupError(rule.code)
    return found


def sheet(rule: PaperRule, procedure: ProcedureView, reading: Reader) -> Letter:
    """The paper with what is written in it."""
    row, line = _form(rule, procedure, reading), _sent(procedure, rule.acts)
    regime, (writes, gets) = _between(procedure, rule.sought, reading), rule.sides(procedure)
    country, there = reading.country(writes), reading.country(gets)
    by_actor = rule.by_actor and not regime.recognises
    office = Office(line.office) if by_actor and line is not None else issuer(regime)
    lines = rule.lines(procedure, reading)
    goes_to = recipient(regime, reading.scenario.pair(writes, gets))
    return Letter(
        state=country,
        office=say_code(f"office.{office}"),
        number=procedure.label,
        place_date=reading.calendar.long(line.at if line is not None else reading.now),
        to=to_contact_point(reading.scenario.country(gets), there)
        if rule.to_contact_point and not regime.recognises
        else addressed(row, lines.get("custodian", ""), goes_to, there),
        title=law_text(row.name),
        opening="",
        parts=parts_of(row, rule.sought, lines, dict.fromkeys(rule.wanted, "")),
        closing=said_of(office, country),
        form=source_text(row.source),
    )


@dataclass(frozen=True, slots=True)
class ProcedurePaperPage(TeamPage):
    """A paper of a procedure in its form, to be printed or taken away."""

    template: ClassVar[str] = "desk/procedure_paper.html"
    key: ClassVar[str] = "procedures"

    letter: Letter
    number: str
    files: tuple[tuple[str, str], ...]


def _found(number: str, paper: str, reading: Reader) -> tuple[ProcedureView, PaperRule]:
    procedure = next((each for each in reading.view.procedures if number in {each.label, each.draft}), None)
    rule = next((each for each in _held(procedure) if each.code == paper), None) if procedure is not None else None
    if procedure is None or rule is None:
        abort(404)
    return procedure, rule


@blueprint.get("/procedures/<number>/paper/<paper>", endpoint="procedure_paper")
def procedure_paper(number: str, paper: str) -> ResponseReturnValue:
    """A paper of a procedure in its form."""
    reading = reader()
    procedure, rule = _found(number, paper, reading)
    return team_page(
        ProcedurePaperPage(
            letter=sheet(rule, procedure, reading),
            number=procedure.label,
            files=_files(procedure.label, rule.code),
        )
    )


@blueprint.get("/procedures/<number>/paper/<paper>.<ending>", endpoint="procedure_file")
def procedure_file(number: str, paper: str, ending: str) -> ResponseReturnValue:
    """A paper of a procedure as a file."""
    if ending not in HANDED_OUT:
        abort(404)
    reading = reader()
    procedure, rule = _found(number, paper, reading)
    line = _sent(procedure, rule.acts)
    dated = reading.calendar.iso_of_day((line.at if line is not None else reading.now) // DAY + 1)
    return handed_out(paper_of(sheet(rule, procedure, reading), FormKind.PROCEDURE, dated), ending)
