"""What stands in the papers of a procedure: requests for arrest, surrender, preservation, confiscation; agreement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.procedures.extradition.table import EXTRADITION, ExtraditionAction
from simulation.exercise.procedures.joint_team.table import ITEMS, JOINT_TEAM, TeamAction
from simulation.exercise.procedures.letter.play.own_prosecution import NATIONALITY_BAR
from simulation.exercise.procedures.preservation.table import PRESERVATION, PreservationAction
from simulation.exercise.procedures.restraint.table import FREEZING, RestraintAction
from simulation.law.book.governance import Regime, regime_of
from simulation.scenario.schema.play import Sought
from webapp.desk.authorities import issuer, said_of
from webapp.desk.procedures.fields import Sides, said
from webapp.desk.readable import Reader, joined
from webapp.desk.requests.prefill import description_of, law_of, warrant_of
from webapp.text.law_texts import basis_name, ground_text, law_book
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
        after: Act before which there is nothing to write; "" for none.
        by_asked: It is written by the side that is asked, and there is none before it is sent.
        by_actor: The office that sends it issues it; otherwise, and for an order, who does so under what governs it.
        to_contact_point: It goes to the contact point that works at all hours, unless it is an order.
    """

    code: str
    sought: Sought
    acts: frozenset[str]
    wanted: tuple[str, ...]
    lines: Callable[[ProcedureView, Reader], dict[str, str]]
    after: str = ""
    by_asked: bool = False
    by_actor: bool = False
    to_contact_point: bool = False

    def sides(self, procedure: ProcedureView) -> tuple[str, str]:
        """Codes of the country that writes it, and of the one to which it goes."""
        sides = (procedure.requesting, procedure.requested)
        return sides[::-1] if self.by_asked else sides


def sent(procedure: ProcedureView, acts: Iterable[str]) -> HistoryLine | None:
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


def between(procedure: ProcedureView, sought: Sought, reading: Reader) -> Regime:
    """What governs between the two."""
    pair = reading.scenario.pair(procedure.requesting, procedure.requested)
    return regime_of(pair, law_book().kind_of(sought))


def _common(procedure: ProcedureView, sought: Sought, at: int, reading: Reader) -> dict[str, str]:
    own = not procedure.incoming
    regime = between(procedure, sought, reading)
    enclosed = [reading.documents.label_of(key) for key in procedure.documents] if own else []
    return {
        "asking": reading.country(procedure.requesting),
        "asked": reading.country(procedure.requested),
        "basis": basis_name(regime.instrument, sought),
        "authority_contact": _authority(issuer(regime), procedure.requesting, reading),
        "issuer": said_of(issuer(regime), reading.country(procedure.requesting)),
        "concerns": joined(each.label for each in procedure.subjects),
        "papers": joined(label for label in enclosed if label),
        "signed": _signed(procedure.requesting, at, reading),
    }


def _signed(country: str, at: int, reading: Reader) -> str:
    return _("%(country)s, %(date)s", country=reading.country(country), date=reading.calendar.long(at))


def _terms(procedure: ProcedureView, names: Iterable[str], reading: Reader) -> dict[str, str]:
    sides = Sides(procedure.requesting, procedure.requested)
    known = ((name, procedure.term(name)) for name in names)
    return {name: said(name, value, sides, reading) for name, value in known if value is not None}


SOUGHT_LINES = ("description", "offence_place_time", "presence_there", "warrant")


def _sought_person(procedure: ProcedureView, acts: frozenset[str], reading: Reader) -> dict[str, str]:
    """What is said of somebody who is sought; what nobody has written is told from the own file, for the own side."""
    (person, *_others) = procedure.subjects
    offences = (_word(procedure, "offence"),) if _word(procedure, "offence") else ()
    line = sent(procedure, acts)
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
    line = sent(procedure, ARREST_ACTS)
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
    line, offence = sent(procedure, REFUSAL_ACTS), _word(procedure, "offence")
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
        "signed": _signed(procedure.requested, at, reading),
    }


PRESERVATION_ACTS = frozenset({PreservationAction.ASK})


def _preservation(procedure: ProcedureView, reading: Reader) -> dict[str, str]:
    line = sent(procedure, PRESERVATION_ACTS)
    actor = line.office if line is not None and not between(procedure, Sought.PRESERVATION, reading).recognises else ""
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
    invited = [each for each in same if each.key != team and sent(each, {TeamAction.SIGN}) is not None]
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


ENFORCEMENT_ACTS = frozenset({RestraintAction.ASK_ENFORCEMENT})


def _enforcement(procedure: ProcedureView, reading: Reader) -> dict[str, str]:
    """The request, or the certificate, with which another country is asked to enforce an order to confiscate."""
    line, ordered = sent(procedure, ENFORCEMENT_ACTS), sent(procedure, {RestraintAction.ORDER})
    frozen = next((each for each in procedure.history if each.action == RestraintAction.FREEZE), None)
    made, since = (reading.calendar.long(each.at) if each is not None else "" for each in (ordered, frozen))
    asking = reading.country(procedure.requesting)
    return {
        **_common(procedure, Sought.CONFISCATION, line.at if line is not None else reading.now, reading),
        "order_text": _("Order of a court of %(country)s, %(date)s.", country=asking, date=made) if made else "",
        "order_final": _("The order can be enforced. No ordinary appeal is open."),
        "order_extent": _("All that the account holds."),
        "property_text": _("The account has been frozen since %(date)s.", date=since) if since else "",
        "facts": line.text if line is not None else "",
    }


NOT_ENFORCED_ACTS = frozenset({RestraintAction.REFUSE_ENFORCEMENT})


def _enforcement_refused(procedure: ProcedureView, reading: Reader) -> dict[str, str]:
    """The letter with which the enforcement of a confiscation is refused, with its reasons."""
    line, ground = sent(procedure, NOT_ENFORCED_ACTS), _word(procedure, "enforcement_ground")
    at = line.at if line is not None else reading.now
    return {
        **_common(procedure, Sought.CONFISCATION, at, reading),
        "papers": "",
        "ground": ground_text(ground) or ground,
        "facts": line.text if line is not None else "",
        "signed": _signed(procedure.requested, at, reading),
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
    FREEZING: (
        PaperRule(
            "enforcement",
            Sought.CONFISCATION,
            ENFORCEMENT_ACTS,
            ("order_text", "order_final", "order_extent", "concerns", "property_text", "facts"),
            _enforcement,
            after=RestraintAction.ORDER,
        ),
        PaperRule(
            "enforcement_refused",
            Sought.CONFISCATION,
            NOT_ENFORCED_ACTS,
            ("concerns", "ground", "facts"),
            _enforcement_refused,
            by_asked=True,
        ),
    ),
    JOINT_TEAM: (
        PaperRule("joint_team", Sought.JOINT_TEAM, TEAM_ACTS, ("parties", *ITEMS, "signatures"), _joint_team),
    ),
}
"""The papers of each procedure, in order."""
