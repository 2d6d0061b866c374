"""Every kind of document, one record each: what it is made from, who writes it, and what follows for court and sheet.

Whoever asks something of a kind reads its record. Its words stand in the catalogue (`document_kind.<kind>`) or in
`words.toml` of its package, its defects in `data/usability.toml`, who brings it in the tables of measures and types of
assistance. An exercise is given the list that it knows, and may be given a longer one.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulation.casework.documents.kinds.bank import (
    account_file,
    analysis_report,
    bank_statement,
    is_anything,
    is_of_holder,
    largest_payment,
    opening_papers,
    payments,
    reported,
    suspicious_report,
)
from simulation.casework.documents.kinds.covert import informant_report, noticed, purchase_log
from simulation.casework.documents.kinds.fiu_analysis import analysis
from simulation.casework.documents.kinds.operators import (
    SEEN,
    call_records,
    calls,
    connection_log,
    logged_connections,
    manifest,
    port_log,
    seizure_record,
    surveillance_log,
    watched,
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
from simulation.casework.documents.kinds.statements import answer_note, interview, known
from simulation.casework.documents.record import DocumentRecord, is_first_named
from simulation.kernel.entities import EntityKind
from simulation.kernel.traces import TraceKind
from simulation.scenario.schema.play import DocumentKind

_WATCHED = frozenset({TraceKind.BORDER_CHECK, TraceKind.CALL, TraceKind.SUBSCRIBER, TraceKind.PORT_MOVEMENT})

SHIPPED: tuple[DocumentRecord, ...] = (
    DocumentRecord(
        kind=DocumentKind.BANK_STATEMENT,
        writer=bank_statement,
        prints=frozenset({TraceKind.TRANSFER, TraceKind.ACCOUNT_OPENED}),
        held_as=EntityKind.ACCOUNT,
        is_record=True,
        covers_time=True,
        chooses=payments,
        is_of_bank=True,
        targets=frozenset({"account"}),
    ),
    DocumentRecord(
        kind=DocumentKind.ACCOUNT_FILE,
        writer=account_file,
        prints=frozenset({TraceKind.ACCOUNT_OPENED, TraceKind.COMPANY_REGISTERED}),
        looks_up=(TraceKind.ACCOUNT_OPENED,),
        held_as=EntityKind.ACCOUNT,
        is_record=True,
        chooses=opening_papers,
        belongs=is_of_holder,
        along=(TraceKind.ACCOUNT_OPENED, 1),
        has_particulars=True,
        targets=frozenset({"account"}),
    ),
    DocumentRecord(
        kind=DocumentKind.CALL_RECORDS,
        writer=call_records,
        prints=frozenset({TraceKind.CALL, TraceKind.SUBSCRIBER}),
        looks_up=(TraceKind.CALL, TraceKind.SUBSCRIBER),
        held_as=EntityKind.PHONE,
        is_record=True,
        covers_time=True,
        chooses=calls,
        targets=frozenset({"phone"}),
    ),
    DocumentRecord(
        kind=DocumentKind.PORT_LOG,
        writer=port_log,
        prints=frozenset({TraceKind.PORT_MOVEMENT, TraceKind.BORDER_CHECK}),
        looks_up=(TraceKind.PORT_MOVEMENT, TraceKind.BORDER_CHECK),
        issuer="port",
        is_record=True,
        covers_time=True,
        targets=frozenset({"container"}),
    ),
    DocumentRecord(
        kind=DocumentKind.SUSPICIOUS_REPORT,
        writer=suspicious_report,
        prints=frozenset({TraceKind.SUSPICIOUS_REPORT, TraceKind.TRANSFER}),
        looks_up=(TraceKind.SUSPICIOUS_REPORT,),
        chooses=reported,
        is_of_bank=True,
        targets=frozenset({"account"}),
    ),
    DocumentRecord(
        kind=DocumentKind.INTERVIEW,
        writer=interview,
        prints=frozenset({TraceKind.KNOWLEDGE}),
        looks_up=(TraceKind.KNOWLEDGE,),
        issuer="investigators",
        is_prose=True,
        chooses=known,
        belongs=is_first_named,
        is_spoken=True,
        targets=frozenset({"cast"}),
    ),
    DocumentRecord(
        kind=DocumentKind.SURVEILLANCE_LOG,
        writer=surveillance_log,
        prints=_WATCHED,
        looks_up=SEEN,
        issuer="investigators",
        along=(TraceKind.SUBSCRIBER, 0),
        covers_time=True,
        chooses=watched,
        targets=frozenset({"cast", "container"}),
    ),
    DocumentRecord(
        kind=DocumentKind.SEIZURE_RECORD,
        writer=seizure_record,
        prints=frozenset({TraceKind.SEIZURE, TraceKind.CASH_FOUND, TraceKind.PORT_MOVEMENT}),
        looks_up=(TraceKind.SEIZURE, TraceKind.CASH_FOUND, TraceKind.PORT_MOVEMENT),
        issuer="customs",
        is_secured=True,
        targets=frozenset({"container"}),
    ),
    DocumentRecord(
        kind=DocumentKind.MISSING_PERSON_REPORT,
        writer=missing_person_report,
        prints=frozenset({TraceKind.MISSING_REPORT}),
        looks_up=(TraceKind.MISSING_REPORT,),
        whole=True,
        targets=frozenset({"cast"}),
    ),
    DocumentRecord(
        kind=DocumentKind.TRAVEL_RECORD,
        writer=travel_record,
        prints=frozenset({TraceKind.BORDER_ENTRY, TraceKind.LODGING}),
        looks_up=(TraceKind.BORDER_ENTRY, TraceKind.LODGING),
        is_record=True,
        covers_time=True,
        targets=frozenset({"cast"}),
    ),
    DocumentRecord(
        kind=DocumentKind.VICTIM_STATEMENT,
        writer=victim_statement,
        prints=frozenset({TraceKind.TESTIMONY}),
        looks_up=(TraceKind.TESTIMONY,),
        whole=True,
        issuer="investigators",
        belongs=is_first_named,
        is_spoken=True,
        targets=frozenset({"cast"}),
    ),
    DocumentRecord(
        kind=DocumentKind.INSPECTION_REPORT,
        writer=inspection_report,
        prints=frozenset({TraceKind.INSPECTION}),
        looks_up=(TraceKind.INSPECTION,),
        issuer="inspectors",
        belongs=is_first_named,
        targets=frozenset({"site"}),
    ),
    DocumentRecord(
        kind=DocumentKind.SUBSCRIBER_RECORD,
        writer=subscriber_record,
        prints=frozenset({TraceKind.SUBSCRIBER}),
        looks_up=(TraceKind.SUBSCRIBER,),
        whole=True,
        is_record=True,
        targets=frozenset({"phone", "cast"}),
    ),
    DocumentRecord(
        kind=DocumentKind.COMPANY_EXTRACT,
        writer=company_extract,
        prints=frozenset({TraceKind.COMPANY_REGISTERED}),
        looks_up=(TraceKind.COMPANY_REGISTERED,),
        whole=True,
        issuer="register",
        is_record=True,
        only_about=EntityKind.COMPANY,
        targets=frozenset({"company"}),
    ),
    DocumentRecord(
        kind=DocumentKind.WIRE_CONFIRMATION,
        writer=wire_confirmation,
        prints=frozenset({TraceKind.TRANSFER}),
        held_as=EntityKind.ACCOUNT,
        is_record=True,
        chooses=largest_payment,
        is_of_bank=True,
        targets=frozenset({"account"}),
    ),
    DocumentRecord(
        kind=DocumentKind.SEARCH_INVENTORY,
        writer=search_inventory,
        prints=frozenset({TraceKind.SEIZURE, TraceKind.CASH_FOUND}),
        looks_up=(TraceKind.SEIZURE, TraceKind.CASH_FOUND),
        issuer="investigators",
        is_secured=True,
        targets=frozenset({"cast", "company", "container", "site"}),
    ),
    DocumentRecord(
        kind=DocumentKind.FORENSIC_REPORT,
        writer=forensic_report,
        prints=frozenset({TraceKind.SEIZURE}),
        looks_up=(TraceKind.SEIZURE,),
        issuer="laboratory",
        is_secured=True,
        targets=frozenset({"container"}),
    ),
    DocumentRecord(
        kind=DocumentKind.PURCHASE_LOG,
        writer=purchase_log,
        prints=frozenset({TraceKind.COVERT_CONTACT}),
        looks_up=(TraceKind.COVERT_CONTACT,),
        issuer="investigators",
    ),
    DocumentRecord(
        kind=DocumentKind.CONNECTION_LOG,
        writer=connection_log,
        prints=frozenset({TraceKind.CONNECTION, TraceKind.SUBSCRIBER}),
        looks_up=(TraceKind.CONNECTION,),
        held_as=EntityKind.PHONE,
        is_record=True,
        covers_time=True,
        chooses=logged_connections,
    ),
    DocumentRecord(
        kind=DocumentKind.MANIFEST,
        writer=manifest,
        prints=frozenset({TraceKind.MANIFEST}),
        looks_up=(TraceKind.MANIFEST,),
        is_record=True,
        covers_time=True,
    ),
    DocumentRecord(
        kind=DocumentKind.VEHICLE_EXTRACT,
        writer=vehicle_extract,
        prints=frozenset({TraceKind.VEHICLE_REGISTERED}),
        looks_up=(TraceKind.VEHICLE_REGISTERED,),
        whole=True,
        is_record=True,
    ),
    DocumentRecord(
        kind=DocumentKind.INFORMANT_REPORT,
        writer=informant_report,
        prints=_WATCHED,
        looks_up=SEEN,
        along=(TraceKind.SUBSCRIBER, 0),
        covers_time=True,
        chooses=noticed,
    ),
    DocumentRecord(
        kind=DocumentKind.ANALYSIS_REPORT,
        writer=analysis_report,
        prints=frozenset({TraceKind.TRANSFER, TraceKind.ACCOUNT_OPENED, TraceKind.SUSPICIOUS_REPORT}),
        covers_time=True,
        chooses=analysis,
        belongs=is_anything,
    ),
    DocumentRecord(
        kind=DocumentKind.ANSWER_NOTE,
        writer=answer_note,
        prints=frozenset(TraceKind) - {TraceKind.TESTIMONY, TraceKind.COVERT_CONTACT},
        is_prose=True,
    ),
)
"""The kinds of documents that ship."""

BY_KIND: Mapping[DocumentKind, DocumentRecord] = {each.kind: each for each in SHIPPED}
"""The same by code."""
