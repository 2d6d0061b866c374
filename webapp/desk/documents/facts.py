"""What stands beside a paper: what it may be used for, where it comes from, what it shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.casework.documents.document import AssertionKind, Consent, Document, Origin
from simulation.casework.file.links import LINKED, Ends
from simulation.casework.proof.usability import Defect, Usability, UsabilityStatus, usability, usability_rule
from simulation.exercise.evidence.views import FiledDocument
from simulation.scenario.schema.country import CourtUse
from simulation.scenario.schema.play import DocumentKind
from webapp.desk.documents.evidence_repair import cure_text, trial_of
from webapp.desk.documents.search import NOTHING, Wanted, text_of
from webapp.desk.documents.ways import may_ask_consent
from webapp.desk.readable import Reader
from webapp.text.formatting import day_text
from webapp.text.law_texts import cited
from webapp.text.say import say_code, wording_of

UNASKED = ("told/", "report/")
"""How the source of a document begins that another country sent without a request."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that was applied."""

    code: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class UsePart:
    """A part of a paper and what the forum lets it be used for."""

    title: str
    use: str
    tag_text: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class TrailStep:
    """A step on the way from the custodian into the file."""

    holder: str
    title: str
    text: str
    day_text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a paper says of two entities."""

    origin: str
    word: str
    goal: str
    amount: str
    origin_url: str
    goal_url: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A line of the list of documents."""

    url: str
    number: str
    title: str
    shows: str
    received: str
    source: str
    source_url: str
    country: str
    is_evidence: bool
    tag: str
    unread: bool
    key: str
    notes: int
    found: int = 0
    found_url: str = ""
    issuer: str = ""
    dated: str = ""
    readers: tuple[tuple[str, str], ...] = ()
    """Initials and name of everybody of the team who has read it."""


NOBODY: Mapping[str, Sequence[str]] = {}


def held_for(filed: FiledDocument, reader: Reader) -> str:
    """The country for whose request the team obtained the paper and keeps a copy, "" for a paper of its own case."""
    document = filed.document
    use = document.use
    if use.origin is not Origin.MLA or use.consent is not Consent.NEEDED or document.country != reader.view.country:
        return ""
    request = reader.view.request(filed.source)
    return request.requesting if request is not None and request.requesting != reader.view.country else ""


def held_tag(filed: FiledDocument, reader: Reader) -> str:
    """Like `Held for Valmora's request`; "" for a paper of the team's own case."""
    country = held_for(filed, reader)
    return say_code("use.held_for", country=reader.country(country)) if country else ""


def use_of(judged: Usability, document: Document) -> str:
    """Usable, curable, excluded or lead: excluded for want of consent or of a formal request is a lead still."""
    if judged.status is UsabilityStatus.USABLE:
        return "usable"
    if judged.status is UsabilityStatus.CURABLE:
        return "lead" if document.use.consent is Consent.NEEDED else "curable"
    return "excluded" if not any(finding.step for finding in judged.findings) or document.use.stands else "lead"


def cure_step(step: str, document: Document, reader: Reader) -> str:
    """What makes a defect good, and whether that can be had before the court sits."""
    words = say_code(f"cure.{step}")
    takes = cure_text(step, document, reader, trial_of(document.key, reader))
    return _("%(step)s, which %(takes)s", step=words, takes=takes) if takes else words


def use_parts(filed: FiledDocument, reader: Reader) -> tuple[UsePart, ...]:
    """The paper as a whole under the rules of the team's own courts, each rule by its number."""
    document = filed.document
    country = reader.scenario.country(reader.view.country)
    offence = document.use.purposes[0] if document.use.purposes else ""
    judged = usability(document, offence, country)
    use = use_of(judged, document)
    rules = []
    for finding in judged.findings:
        text, step = say_code(f"defect.{finding.defect}"), finding.step
        if finding.defect is Defect.POLICE_INFORMATION_WITHOUT_CONSENT and not may_ask_consent(filed, reader):
            step = "request"
        if step:
            text = _("%(what)s; can be repaired by: %(step)s", what=text, step=cure_step(step, document, reader))
        rules.append(Rule(finding.rule.partition(".")[0], text, cited(usability_rule(finding.rule))))
    if document.use.consent is Consent.GIVEN:
        source = cited(usability_rule("V1.consent"))
        rules.append(Rule("V1", _("The sender has consented to its use in court."), source))
    if document.use.owner and document.use.consent is Consent.NEEDED and not _is_never_heard(reader):
        owner = reader.country(document.use.owner)
        text = _("Only %(country)s can consent to its use in court.", country=owner)
        rules.append(Rule("V1", text, cited(usability_rule("V1.consent"))))
    if document.use.formalities:
        met = ", ".join(say_code(f"formality.{each}") for each in document.use.formalities)
        rules.append(Rule("–", _("formalities met: %(list)s", list=met)))
    favoured = [key for key in document.exculpates if key != document.about or _is_accused(key, reader)]
    if favoured:
        who = ", ".join(reader.entity(key) for key in favoured)
        rules.append(Rule("–", _("in favour of %(who)s: it has to be disclosed", who=who)))
    held = held_tag(filed, reader)
    if held:
        text = _(
            "Obtained for the case of another country. Send it to that country in answer to the request. "
            "You need that country’s consent to use it at home."
        )
        return (UsePart(reader.documents.kind_of(document), use, held, (Rule("–", text),)),)
    needed = document.use.consent is Consent.NEEDED
    tag = {"lead": "" if needed else _("Lead")}.get(use, "")
    if judged.status is UsabilityStatus.USABLE and judged.needs_support:
        tag = _("Usable with a second source")
    return (UsePart(reader.documents.kind_of(document), use, tag, tuple(rules)),)


def _is_never_heard(reader: Reader) -> bool:
    """Whether courts of the own country leave out what police sent, whoever consents."""
    return reader.scenario.country(reader.view.country).police_information_in_court is CourtUse.NEVER


def _is_accused(key: str, reader: Reader) -> bool:
    """Whether the team works towards a charge against somebody, or has brought one."""
    return key in {each.person for each in reader.view.plans} | {each.person for each in reader.view.charges}


def limits(document: Document, reader: Reader) -> tuple[str, ...]:
    """What the sender allows it for."""
    result = []
    if document.use.purposes:
        names = ", ".join(reader.offence(reader.view.country, key) for key in document.use.purposes)
        result.append(_("Given for proceedings about: %(offences)s.", offences=names))
    result += [wording_of(f"condition.{code}") or say_code(f"consent.{code}") for code in document.use.conditions]
    return tuple(result)


def trail(filed: FiledDocument, reader: Reader) -> tuple[TrailStep, ...]:
    """The way into the file."""
    document = filed.document
    request = reader.view.request(filed.source)
    steps: list[TrailStep] = []
    if request is not None:
        chosen = {
            "transmit": "channel",
            "ask": "requesting",
            "accept": "requested",
            "authorised": "court",
            "executed": "third_party",
            "return_full": "requested",
            "return_part": "requested",
            "answer": "requested",
            "answer_part": "requested",
            "give_consent": "requested",
        }
        steps += [
            TrailStep(
                chosen[line.action],
                say_code(f"trail.{line.action}"),
                ", ".join(part for part in (reader.office(line.office), reader.country(line.country)) if part),
                day_text(line.at),
            )
            for line in request.history
            if line.action in chosen
        ]
    measure = next((each for each in reader.view.measures if each.key == filed.source), None)
    if measure is not None:
        steps.append(
            TrailStep(
                "requesting",
                say_code(f"measure_kind.{measure.kind}"),
                reader.office(measure.office),
                day_text(measure.ordered),
            )
        )
        steps.append(
            TrailStep("third_party", _("Produced"), reader.documents.issuer(document), day_text(document.dated))
        )
    if not steps:
        where = reader.documents.issuer(document)
        when = day_text(document.dated) if document.dated >= 0 else reader.calendar.short(document.dated)
        steps.append(TrailStep("third_party", _("Issued"), where, when))
    received = day_text(filed.received) if filed.received >= 0 else reader.calendar.short(filed.received)
    steps.append(
        TrailStep(
            "requesting", _("Filed as %(number)s", number=filed.label), reader.country(reader.view.country), received
        )
    )
    return tuple(steps)


def shown(document: Document, reader: Reader) -> tuple[Shown, ...]:
    """What the paper shows, as pairs, the most money first; the same pair once, with its money added up."""
    gathered: dict[tuple[str, str, str], tuple[int, int]] = {}
    for said in document.assertions:
        if said.subject and said.object:
            amount, count = gathered.get((said.subject, said.kind, said.object), (0, 0))
            gathered[said.subject, said.kind, said.object] = (amount + said.amount_minor, count + 1)
    rows = []
    for (subject, kind, object_), (amount, count) in gathered.items():
        text = reader.amount(amount) if amount else ""
        if kind == AssertionKind.CALLED and count > 1:
            text = ngettext("%(num)s call", "%(num)s calls", count)
        rows.append(
            (
                amount,
                Shown(
                    _name(subject, document, reader),
                    say_code(f"link.{kind}"),
                    _name(object_, document, reader),
                    text,
                    _url(subject, reader),
                    _url(object_, reader),
                ),
            )
        )
    rows.sort(key=lambda pair: -pair[0])
    return tuple(row for _amount, row in rows)


def _name(key: str, document: Document, reader: Reader) -> str:
    found = document.mention(key)
    return found.label if found is not None else reader.entity(key)


def _url(key: str, reader: Reader) -> str:
    number = reader.entities.number_of(key)
    return url_for("desk.entity_page", number=number) if number is not None else ""


def summary(document: Document, reader: Reader) -> str:
    """One line of what a paper shows, in its own order: for lists in which nothing is ranked."""
    parts = []
    for said in document.assertions:
        if said.object:
            ends = (_name(said.subject, document, reader), _name(said.object, document, reader))
            text = f"{ends[0]} {say_code(f'link.{said.kind}')} {ends[1]}"
            if text not in parts:
                parts.append(text)
        if len(parts) == 2:
            break
    if not parts and not document.rows:
        if document.kind is not DocumentKind.ANSWER_NOTE:
            return _("The custodian holds no record.")
        said_so = next((cell.value for name, cell in document.heading if name == "outcome"), "nothing_known")
        if said_so == "nothing_known":
            return _("The office that was asked knows nothing about the matter.")
        return say_code(f"cell.{said_so}")
    return "; ".join(parts) or ngettext("%(num)s line", "%(num)s lines", len(document.rows))


def source_of(filed: FiledDocument, reader: Reader) -> tuple[str, str]:
    """With what a paper came, and the page of that."""
    request = reader.view.request(filed.source)
    if request is not None:
        return request.label, url_for("desk.request_page", number=request.label)
    procedure = reader.view.procedure(filed.source)
    if procedure is not None:
        return procedure.label, url_for("desk.procedure_page", number=procedure.label)
    if any(each.key == filed.source for each in reader.view.measures):
        return _("your own measure"), url_for("desk.measures")
    if filed.source.startswith(UNASKED):
        return _("spontaneous information"), ""
    return (_("from another country") if filed.document.country != reader.view.country else _("your own file")), ""


def document_rows(
    documents: Iterable[FiledDocument],
    reader: Reader,
    unread: frozenset[str],
    notes: Mapping[str, int],
    wanted: Wanted = NOTHING,
    read_by: Mapping[str, Sequence[str]] = NOBODY,
) -> tuple[DocumentRow, ...]:
    """Documents as lines of a list, with how many of their rows hold what is looked for and who has read them."""
    rows = []
    for filed in documents:
        held = len(text_of(filed.document, reader).found(wanted)) if wanted else 0
        document = filed.document
        source, url = source_of(filed, reader)
        rows.append(
            DocumentRow(
                url=url_for("desk.document_page", number=filed.label),
                number=filed.label,
                title=reader.documents.title_of(filed),
                shows=summary(document, reader),
                received=reader.calendar.in_list(filed.received),
                source=source,
                source_url=url,
                country=document.country,
                is_evidence=document.use.stands,
                tag=held_tag(filed, reader) or (say_code("use.lead") if document.use.consent is Consent.NEEDED else ""),
                unread=document.key in unread,
                key=filed.label,
                notes=notes.get(document.key, 0),
                found=held,
                issuer=reader.documents.issuer(document),
                dated=reader.calendar.in_list(document.dated),
                readers=tuple((initials(name), name) for name in read_by.get(document.key, ())),
                found_url=url_for("desk.document_page", number=filed.label, find=wanted.typed) if held else "",
            )
        )
    return tuple(rows)


def initials(name: str) -> str:
    """Like `IV` for Ilse Varden."""
    return "".join(part[0] for part in name.split()[:3]).upper()


def links_of(document: Document, line: int) -> tuple[Ends, ...]:
    """Kind and ends of each link that a row shows, 1 for the first row.

    What the paper itself says of the act counts; a row of which it says nothing links the two that it is about.
    A row that names one alone, or a crowd, links nobody.
    """
    row = document.rows[line - 1]
    said = (each for each in document.assertions if row.trace and row.trace in each.traces)
    found = dict.fromkeys((str(each.kind), each.subject, each.object) for each in said if each.object)
    named = tuple(dict.fromkeys((document.about, *row.entities)))
    ends = tuple(key for key in named if document.mention(key) is not None)
    if not found and len(ends) == 2:
        return ((LINKED, *ends),)
    return tuple(each for each in found if each[1] != each[2])
