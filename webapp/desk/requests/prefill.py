"""What a fresh form holds of the particulars: from the file where it knows, else the usual words of such a form.

Nothing is written here that somebody has to decide: consent, questions, places and times stay empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import gettext as _

from simulation.exercise.procedures.letter.play.persons import status_of
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.kernel.entities import Entity, EntityKind
from webapp.desk.readable import Reader, joined
from webapp.text.formatting import iso_text
from webapp.text.say import say_code

LIST_YEARS = 3
"""Highest sentence from which an offence of the lists is free of dual criminality (Directive 2014/41 art. 11(1)(g))."""


def _people(request: RequestView) -> tuple[Entity, ...]:
    return tuple(each for each in request.targets if each.kind is EntityKind.PERSON)


def _status_of(person: str, reading: Reader) -> str:
    """In which quality the own file knows a person; "" where it says nothing."""
    view = reading.view
    status = status_of(
        person,
        view.charges,
        [each.document for each in view.documents],
        at_risk=[key for key, _since, _until in view.at_risk],
        suspected=[*(each.person for each in view.held), *(each.person for each in view.plans)],
    )
    return say_code(f"person_status.{status}") if status else ""


def description_of(person: Entity, reading: Reader) -> str:
    """A person as papers describe him or her."""
    details = dict(person.details)
    born, nationality = str(details.get("born", "")), str(details.get("nationality", ""))
    told = [
        person.label,
        _("born %(date)s", date=iso_text(born)) if born else "",
        _("national of %(country)s", country=reading.country(nationality)) if nationality else "",
        *(
            f"{say_code(f'detail.{name}')}: {details[name]}"
            for name in ("identity_paper", "address", "profession")
            if details.get(name)
        ),
    ]
    return joined(told)


def warrant_of(person: str, reading: Reader) -> str:
    """The charge on which a person is sought, as the own file has it; "" for none."""
    own = reading.view.country
    return " ".join(
        _(
            "Charge of %(date)s, %(offence)s, brought by the prosecutor of %(country)s; a copy of the warrant is "
            "enclosed.",
            date=reading.calendar.long(each.charged),
            offence=reading.offence(own, each.offence),
            country=reading.country(own),
        )
        for each in reading.view.charges
        if each.person == person and each.outcome in {"", "conviction"}
    )


def law_of(offences: tuple[str, ...], reading: Reader, country: str = "") -> str:
    """The law of a country on offences, lapse of time included; the own one where none is named."""
    own = reading.scenario.country(country or reading.view.country)
    known = [offence for key in offences if (offence := own.offence(key)) is not None]
    return " ".join(
        _(
            "%(offence)s: up to %(years)s years of imprisonment; lapse of time: %(limit)s years.",
            offence=reading.offence(own.code, each.key),
            years=each.max_years,
            limit=each.limitation_years,
        )
        for each in known
    )


def _person_status(request: RequestView, _offences: str, reading: Reader) -> str:
    told = [(each.label, _status_of(each.key, reading)) for each in _people(request)]
    return joined(f"{name}: {status}" for name, status in told if status)


def _description(request: RequestView, _offences: str, reading: Reader) -> str:
    return " ".join(description_of(each, reading) + "." for each in _people(request))


def _warrant(request: RequestView, _offences: str, reading: Reader) -> str:
    return " ".join(filter(None, (warrant_of(each.key, reading) for each in _people(request))))


def _law_text(_request: RequestView, offences: str, reading: Reader) -> str:
    return law_of(tuple(offences.split()), reading)


def _presence(request: RequestView, _offences: str, reading: Reader) -> str:
    return _(
        "The prosecutor of %(country)s asks to know the place and date, to be present, and to put "
        "questions through the authority conducting the hearing.",
        country=reading.country(request.requesting),
    )


def _rights_notice(_request: RequestView, _offences: str, _reading: Reader) -> str:
    return _(
        "Read out in a language that the person understands: the capacity in which he or she is heard; "
        "the right to counsel and to an interpreter; for a suspect or accused, the right to silence; "
        "the rights to refuse testimony and the privileges under the laws of both countries."
    )


def _conductor(request: RequestView, _offences: str, reading: Reader) -> str:
    return _(
        "Conducted by the court of %(asking)s; an authority of %(asked)s is present, checks the identity "
        "and ensures that the principles of its law are respected.",
        asking=reading.country(request.requesting),
        asked=reading.country(request.requested),
    )


def _custody_terms(request: RequestView, _offences: str, reading: Reader) -> str:
    return _(
        "%(country)s keeps the person in custody, and returns him or her without extradition once the testimony is "
        "given: at the latest on the day agreed. The time counts towards the sentence.",
        country=reading.country(request.requesting),
    )


def _safe_conduct(_request: RequestView, _offences: str, _reading: Reader) -> str:
    return _(
        "The person is not prosecuted, detained or otherwise restricted in liberty for acts before the "
        "departure. This protection ends 15 days after the person is told that he or she is no longer "
        "needed, if he or she could leave."
    )


def _allowances(_request: RequestView, _offences: str, _reading: Reader) -> str:
    return _("Travel and subsistence are paid at the rates of the place of the hearing; an advance is paid on request.")


def _own_law_measure(request: RequestView, _offences: str, reading: Reader) -> str:
    return _(
        "A measure of this kind could be ordered in %(country)s under the same conditions in a similar case.",
        country=reading.country(request.requesting),
    )


def _request_follows(_request: RequestView, _offences: str, _reading: Reader) -> str:
    return _("A request for search, access, seizure or disclosure of the data will follow.")


def _data(request: RequestView, _offences: str, _reading: Reader) -> str:
    return _("All stored records about %(what)s.", what=joined(target.label for target in request.targets))


def _custodian(request: RequestView, _offences: str, reading: Reader) -> str:
    return _(
        "The provider in %(country)s that holds these records; its name is not known to us.",
        country=reading.country(request.requested),
    )


def _list_offence(_request: RequestView, offences: str, reading: Reader) -> str:
    own = reading.scenario.country(reading.view.country)
    listed = [
        each.key for key in offences.split() if (each := own.offence(key)) is not None and each.max_years >= LIST_YEARS
    ]
    if not listed:
        return ""
    return _(
        "Offences with a maximum sentence of three years or more in our law: %(offences)s.",
        offences=joined(reading.offence(own.code, key) for key in listed),
    )


PREFILLED: Mapping[str, Callable[[RequestView, str, Reader], str]] = {
    "person_status": _person_status,
    "description": _description,
    "warrant": _warrant,
    "law_text": _law_text,
    "presence": _presence,
    "rights_notice": _rights_notice,
    "conductor": _conductor,
    "custody_terms": _custody_terms,
    "safe_conduct": _safe_conduct,
    "allowances": _allowances,
    "own_law_measure": _own_law_measure,
    "request_follows": _request_follows,
    "data": _data,
    "custodian": _custodian,
    "list_offence": _list_offence,
}
"""Makers of particulars: from the request, the keys of its offences (one a line), and the file."""
