"""Every kind of document, one row each: what it is made from, who writes it, and what follows for court and sheet.

Whoever asks something of a kind reads its row; there is no second list. How the records of a kind are looked up, where
that is more than its row says, stands in `simulation.exercise.evidence.gathering`; its words stand in the catalogue
(`document_kind.<kind>`), its defects in `data/usability.toml`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from simulation.casework.documents.kinds.bank import account_file, analysis_report, bank_statement, suspicious_report
from simulation.casework.documents.kinds.covert import informant_report, purchase_log
from simulation.casework.documents.kinds.operators import (
    call_records,
    connection_log,
    manifest,
    port_log,
    seizure_record,
    surveillance_log,
)
from simulation.casework.documents.kinds.people import (
    inspection_report,
    missing_person_report,
    travel_record,
    victim_statement,
)
from simulation.casework.documents.kinds.registers import (
    company_extract,
    forensic_report,
    search_inventory,
    subscriber_record,
    vehicle_extract,
    wire_confirmation,
)
from simulation.casework.documents.kinds.statements import answer_note, interview
from simulation.casework.documents.writer import DocumentWriter
from simulation.kernel.entities import EntityKind
from simulation.kernel.traces import Trace, TraceKind
from simulation.scenario.schema.play import DocumentKind


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """A kind of document.

    Attributes:
        kind: Its code.
        writer: Prints the records, in order of time; the last argument is the code of the heading.
        prints: Kinds of traces that it prints; others that are handed in are left out.
        looks_up: Kinds of traces that its custodian looks up when asked for it.
        whole: Its custodian tells all that is known or in force, whatever the period asked for.
        held_as: It is about an account or a phone; asked about a person, the answer is those of the person's own.
        issuer: Office of a country that issues it: `letterhead.<country>.<issuer>` of the scenario. "" where its
            custodian does.
        is_record: A record of a custodian's business, which a certificate brings before a court of another country.
        is_secured: It is about things that were secured: whoever had them in hand has to be known without a gap.
        is_watched: Somebody watched, and knows which number a person uses.
        covers_time: Its rows cover a stretch of time, which the sheet prints.
        is_prose: Printed as running text.
    """

    kind: DocumentKind
    writer: Callable[[DocumentWriter, list[Trace], str], None]
    prints: frozenset[TraceKind]
    looks_up: tuple[TraceKind, ...] = ()
    whole: bool = False
    held_as: EntityKind | None = None
    issuer: str = ""
    is_record: bool = False
    is_secured: bool = False
    is_watched: bool = False
    covers_time: bool = False
    is_prose: bool = False


_WATCHED = frozenset({TraceKind.BORDER_CHECK, TraceKind.CALL, TraceKind.SUBSCRIBER, TraceKind.PORT_MOVEMENT})
_SEEN = (TraceKind.BORDER_CHECK, TraceKind.CALL, TraceKind.PORT_MOVEMENT)

FORMS: tuple[DocumentForm, ...] = (
    DocumentForm(
        DocumentKind.BANK_STATEMENT,
        bank_statement,
        prints=frozenset({TraceKind.TRANSFER, TraceKind.ACCOUNT_OPENED}),
        held_as=EntityKind.ACCOUNT,
        is_record=True,
        covers_time=True,
    ),
    DocumentForm(
        DocumentKind.ACCOUNT_FILE,
        account_file,
        prints=frozenset({TraceKind.ACCOUNT_OPENED, TraceKind.COMPANY_REGISTERED}),
        looks_up=(TraceKind.ACCOUNT_OPENED,),
        held_as=EntityKind.ACCOUNT,
        is_record=True,
    ),
    DocumentForm(
        DocumentKind.CALL_RECORDS,
        call_records,
        prints=frozenset({TraceKind.CALL, TraceKind.SUBSCRIBER}),
        looks_up=(TraceKind.CALL, TraceKind.SUBSCRIBER),
        held_as=EntityKind.PHONE,
        is_record=True,
        covers_time=True,
    ),
    DocumentForm(
        DocumentKind.PORT_LOG,
        port_log,
        prints=frozenset({TraceKind.PORT_MOVEMENT, TraceKind.BORDER_CHECK}),
        looks_up=(TraceKind.PORT_MOVEMENT, TraceKind.BORDER_CHECK),
        issuer="port",
        is_record=True,
        covers_time=True,
    ),
    DocumentForm(
        DocumentKind.SUSPICIOUS_REPORT,
        suspicious_report,
        prints=frozenset({TraceKind.SUSPICIOUS_REPORT, TraceKind.TRANSFER}),
        looks_up=(TraceKind.SUSPICIOUS_REPORT,),
    ),
    DocumentForm(
        DocumentKind.INTERVIEW,
        interview,
        prints=frozenset({TraceKind.KNOWLEDGE}),
        looks_up=(TraceKind.KNOWLEDGE,),
        issuer="investigators",
        is_prose=True,
    ),
    DocumentForm(
        DocumentKind.SURVEILLANCE_LOG,
        surveillance_log,
        prints=_WATCHED,
        looks_up=_SEEN,
        issuer="investigators",
        is_watched=True,
        covers_time=True,
    ),
    DocumentForm(
        DocumentKind.SEIZURE_RECORD,
        seizure_record,
        prints=frozenset({TraceKind.SEIZURE, TraceKind.CASH_FOUND, TraceKind.PORT_MOVEMENT}),
        looks_up=(TraceKind.SEIZURE, TraceKind.CASH_FOUND, TraceKind.PORT_MOVEMENT),
        issuer="customs",
        is_secured=True,
    ),
    DocumentForm(
        DocumentKind.MISSING_PERSON_REPORT,
        missing_person_report,
        prints=frozenset({TraceKind.MISSING_REPORT}),
        looks_up=(TraceKind.MISSING_REPORT,),
        whole=True,
    ),
    DocumentForm(
        DocumentKind.TRAVEL_RECORD,
        travel_record,
        prints=frozenset({TraceKind.BORDER_ENTRY, TraceKind.LODGING}),
        looks_up=(TraceKind.BORDER_ENTRY, TraceKind.LODGING),
        is_record=True,
        covers_time=True,
    ),
    DocumentForm(
        DocumentKind.VICTIM_STATEMENT,
        victim_statement,
        prints=frozenset({TraceKind.TESTIMONY}),
        looks_up=(TraceKind.TESTIMONY,),
        whole=True,
        issuer="investigators",
    ),
    DocumentForm(
        DocumentKind.INSPECTION_REPORT,
        inspection_report,
        prints=frozenset({TraceKind.INSPECTION}),
        looks_up=(TraceKind.INSPECTION,),
        issuer="inspectors",
    ),
    DocumentForm(
        DocumentKind.SUBSCRIBER_RECORD,
        subscriber_record,
        prints=frozenset({TraceKind.SUBSCRIBER}),
        looks_up=(TraceKind.SUBSCRIBER,),
        whole=True,
        is_record=True,
    ),
    DocumentForm(
        DocumentKind.COMPANY_EXTRACT,
        company_extract,
        prints=frozenset({TraceKind.COMPANY_REGISTERED}),
        looks_up=(TraceKind.COMPANY_REGISTERED,),
        whole=True,
        issuer="register",
        is_record=True,
    ),
    DocumentForm(
        DocumentKind.WIRE_CONFIRMATION,
        wire_confirmation,
        prints=frozenset({TraceKind.TRANSFER}),
        held_as=EntityKind.ACCOUNT,
        is_record=True,
    ),
    DocumentForm(
        DocumentKind.SEARCH_INVENTORY,
        search_inventory,
        prints=frozenset({TraceKind.SEIZURE, TraceKind.CASH_FOUND}),
        looks_up=(TraceKind.SEIZURE, TraceKind.CASH_FOUND),
        issuer="investigators",
        is_secured=True,
    ),
    DocumentForm(
        DocumentKind.FORENSIC_REPORT,
        forensic_report,
        prints=frozenset({TraceKind.SEIZURE}),
        looks_up=(TraceKind.SEIZURE,),
        issuer="laboratory",
        is_secured=True,
    ),
    DocumentForm(
        DocumentKind.PURCHASE_LOG,
        purchase_log,
        prints=frozenset({TraceKind.COVERT_CONTACT}),
        looks_up=(TraceKind.COVERT_CONTACT,),
        issuer="investigators",
    ),
    DocumentForm(
        DocumentKind.CONNECTION_LOG,
        connection_log,
        prints=frozenset({TraceKind.CONNECTION, TraceKind.SUBSCRIBER}),
        looks_up=(TraceKind.CONNECTION,),
        held_as=EntityKind.PHONE,
        is_record=True,
        covers_time=True,
    ),
    DocumentForm(
        DocumentKind.MANIFEST,
        manifest,
        prints=frozenset({TraceKind.MANIFEST}),
        looks_up=(TraceKind.MANIFEST,),
        is_record=True,
        covers_time=True,
    ),
    DocumentForm(
        DocumentKind.VEHICLE_EXTRACT,
        vehicle_extract,
        prints=frozenset({TraceKind.VEHICLE_REGISTERED}),
        looks_up=(TraceKind.VEHICLE_REGISTERED,),
        whole=True,
        is_record=True,
    ),
    DocumentForm(
        DocumentKind.INFORMANT_REPORT,
        informant_report,
        prints=_WATCHED,
        looks_up=_SEEN,
        is_watched=True,
        covers_time=True,
    ),
    DocumentForm(
        DocumentKind.ANALYSIS_REPORT,
        analysis_report,
        prints=frozenset({TraceKind.TRANSFER, TraceKind.ACCOUNT_OPENED, TraceKind.SUSPICIOUS_REPORT}),
        covers_time=True,
    ),
    DocumentForm(
        DocumentKind.ANSWER_NOTE,
        answer_note,
        prints=frozenset(TraceKind) - {TraceKind.TESTIMONY, TraceKind.COVERT_CONTACT},
        is_prose=True,
    ),
)


@cache
def form_of(kind: DocumentKind) -> DocumentForm:
    """The row of one kind."""
    return next(form for form in FORMS if form.kind == kind)
