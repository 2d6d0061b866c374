"""How a scenario is played: presets, matters under way, opening files, streams of work, injects and objectives."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from simulation.kernel.codes import Code
from simulation.kernel.field_types import CountryCode, Day, FrozenModel, Key, Probability
from simulation.kernel.terms import Office
from simulation.scenario.schema.shocks import PlannedShock, Shock


class Route(StrEnum):
    """The channel of a request: it decides what the result may be used for (design 1.5)."""

    MLA = "mla"
    POLICE = "police"
    FIU = "fiu"


class Sought(Code):
    """What is asked for (UNTOC article 18(3) for the first group; police and FIU questions below)."""

    BANK_RECORDS = "bank_records"
    CALL_RECORDS = "call_records"
    PORT_RECORDS = "port_records"
    STATEMENT = "statement"
    SEARCH = "search"
    TRAVEL_RECORDS = "travel_records"
    SERVICE = "service"
    FREEZE = "freeze"
    SURRENDER = "surrender"
    VIDEO_HEARING = "video_hearing"
    EXAMINATION = "examination"
    EXPERT_EVALUATION = "expert_evaluation"
    GOVERNMENT_RECORDS = "government_records"
    TRACING_PROCEEDS = "tracing_proceeds"
    VOLUNTARY_APPEARANCE = "voluntary_appearance"
    DETAINEE_TRANSFER = "detainee_transfer"
    SUBSCRIBER_DATA = "subscriber_data"
    CONTENT_DATA = "content_data"
    CONNECTION_RECORDS = "connection_records"
    PRESERVATION = "preservation"
    INTERCEPTION = "interception"
    ACCOUNT_MONITORING = "account_monitoring"
    CONFISCATION = "confiscation"
    ASSET_RETURN = "asset_return"
    CONTROLLED_DELIVERY = "controlled_delivery"
    COVERT_INVESTIGATION = "covert_investigation"
    JOINT_TEAM = "joint_team"
    TRANSFER_OF_PROCEEDINGS = "transfer_of_proceedings"

    PERSON_CHECK = "person_check"
    CONTAINER_CHECK = "container_check"
    PHONE_CHECK = "phone_check"

    ACCOUNT_CHECK = "account_check"
    OWNER_CHECK = "owner_check"
    PROPERTY_TRACE = "property_trace"
    POSTPONEMENT = "postponement"


class DocumentKind(Code):
    """Kinds of documents in a case file; the record of each is in `casework/documents/kinds/all_kinds.py`."""

    BANK_STATEMENT = "bank_statement"
    ACCOUNT_FILE = "account_file"
    CALL_RECORDS = "call_records"
    PORT_LOG = "port_log"
    SUSPICIOUS_REPORT = "suspicious_report"
    INTERVIEW = "interview"
    SURVEILLANCE_LOG = "surveillance_log"
    ANSWER_NOTE = "answer_note"
    SEIZURE_RECORD = "seizure_record"
    MISSING_PERSON_REPORT = "missing_person_report"
    TRAVEL_RECORD = "travel_record"
    VICTIM_STATEMENT = "victim_statement"
    INSPECTION_REPORT = "inspection_report"
    SUBSCRIBER_RECORD = "subscriber_record"
    COMPANY_EXTRACT = "company_extract"
    WIRE_CONFIRMATION = "wire_confirmation"
    SEARCH_INVENTORY = "search_inventory"
    FORENSIC_REPORT = "forensic_report"
    PURCHASE_LOG = "purchase_log"
    INFORMANT_REPORT = "informant_report"
    CONNECTION_LOG = "connection_log"
    MANIFEST = "manifest"
    VEHICLE_EXTRACT = "vehicle_extract"
    ANALYSIS_REPORT = "analysis_report"
    SEIZED_FILES = "seized_files"
    DEVICE_IMAGE = "device_image"


class MeasureKind(Code):
    """Measures that a seat may order."""

    PRODUCTION_ORDER = "production_order"
    SURVEILLANCE = "surveillance"
    INTERCEPT = "intercept"
    INTERVIEW = "interview"
    BORDER_ALERT = "border_alert"
    SEARCH = "search"
    INSPECTION = "inspection"
    ARREST = "arrest"
    RELEASE = "release"
    FREEZE = "freeze"
    LIFT_FREEZE = "lift_freeze"
    POSTPONEMENT = "postponement"
    PROTECTION = "protection"
    SEIZURE = "seizure"
    CONTROLLED_DELIVERY = "controlled_delivery"
    RELEASE_GOODS = "release_goods"
    COVERT_PURCHASE = "covert_purchase"
    INFORMANT = "informant"
    COOPERATION_OFFER = "cooperation_offer"
    ANALYSIS = "analysis"
    WISH = "wish"


class Preset(FrozenModel):
    """A way to run the scenario: how long, how many moves, which offices share a seat.

    Attributes:
        key: E.g. `half_day_14`.
        people: For how many people.
        jumps: Days of the jump after each move; their number is the number of moves.
        office_minutes: Minutes of office hours in each move, in real time.
        merged: Groups of offices that one seat plays, e.g. [["authority", "prosecutor"], ["police", "fiu"]].
        staff_factor: Factor on every country's capacity, in percent.
        stream_percent: Days before and between the requests of a stream, in percent of the days in the stream. A lower
            value gives moves that are shorter than a month their share of this work.
        papers: Whether long tables show their latest rows first and the rest on request, or all rows as in life.
    """

    key: Key
    people: Annotated[int, Field(ge=1, le=200)]
    jumps: Annotated[tuple[Annotated[int, Field(ge=1, le=60)], ...], Field(min_length=1, max_length=40)]
    office_minutes: Annotated[int, Field(ge=1, le=120)]
    merged: tuple[tuple[Office, ...], ...] = ()
    staff_factor: Annotated[int, Field(ge=25, le=400)] = 100
    stream_percent: Annotated[int, Field(ge=25, le=400)] = 100
    papers: Literal["short", "as_in_life"] = "as_in_life"


class OpeningDocument(FrozenModel):
    """A document that a seat has at the start, made from the traces of the history.

    Attributes:
        key: E.g. `opening/sov/port_log`.
        country: Country whose file contains it.
        office: The seat that reads it first.
        kind: Kind of paper.
        target: Key of the entity it is about (account, phone, container, person).
        from_day: First day of its rows.
        to_day: Last day of its rows.
        evidence: True when it was obtained at home by a measure that courts accept; False for a lead.
    """

    key: Key
    country: CountryCode
    office: Office
    kind: DocumentKind
    target: Key
    from_day: Day
    to_day: Day
    evidence: bool


class InheritedMatter(FrozenModel):
    """A request that is under way at the start; its words are `matter.<key>` in the language files.

    Attributes:
        key: E.g. `matter/val_kes_accounts`.
        requesting: The requesting country.
        requested: The requested country.
        sought: What is asked for.
        targets: Keys of the entities concerned.
        basis: Instrument relied on.
        offence: Key in the requesting country's offence table.
        status: Status at the start, a value of the request machine (`sent`, `received`, `assessing`, ...).
        opened_day: Day the file was opened (negative).
        since_day: Day it entered the status (negative or 0).
        due_day: Day the next step of the present holder is due.
        grounds: Keys of opening documents that the request relies on.
        missing: Contents (C1-C15) that it lacks.
        urgent: Marked urgent.
        note: The answer that is the lesson of this matter: `refuse`, `condition` or `postpone`; left out if
            there is no such lesson.
    """

    key: Key
    requesting: CountryCode
    requested: CountryCode
    sought: Sought
    targets: Annotated[tuple[Key, ...], Field(min_length=1)]
    basis: str
    offence: Key
    status: Key
    opened_day: Day
    since_day: Day
    due_day: Day
    grounds: tuple[Key, ...] = ()
    missing: tuple[str, ...] = ()
    urgent: bool = False
    note: Annotated[str, Field(pattern="^(refuse|condition|postpone)$")] | None = None


class Stream(FrozenModel):
    """A series of requests from an automatic country: real requests about real targets, one after another.

    Attributes:
        key: E.g. `stream/orl_police_isa`.
        requesting: The automatic country that asks.
        requested: The requested country.
        sought: What is asked for.
        targets: Entities asked about, in turn.
        first_day: Day of the first request.
        every_days: Days between two requests.
        missing: Contents that the requests lack, in turn (`-` for a complete one).
        offence: Offence in the requesting country's table.
        basis: Instrument relied on.
    """

    key: Key
    requesting: CountryCode
    requested: CountryCode
    sought: Sought
    targets: Annotated[tuple[Key, ...], Field(min_length=1)]
    first_day: Day
    every_days: Annotated[int, Field(ge=1, le=400)]
    missing: tuple[str, ...] = ()
    offence: Key
    basis: str


class Already(FrozenModel):
    """The inject is not needed if this measure was ordered at home, or if its purpose is already achieved without it.

    A person is protected or held, an account is frozen or no longer frozen, goods are seized, by whatever authority. A
    measure of another kind counts while it runs and when it was done.

    Attributes:
        order: Kind of measure.
        target: Target of the measure.
    """

    order: MeasureKind
    target: Key


class Trigger(FrozenModel):
    """When an inject fires: exactly one of the first three keys, with the conditions that belong to it.

    Attributes:
        day: On this day.
        event: When this event code happens (e.g. `RequestReturned`, `PersonArrested`, `GoodsSeized`), optionally with
            `country` as the actor and `about` as the object (a matter, a request's subject or a cast key).
        silence: When this matter (or this inject) has no answer by `by_day`.
        by_day: Limit for `silence`; with `event`, the day on which it fires at the latest.
        country: See `event`.
        about: See `event`.
        delay_days: Days between the trigger and the firing.
        every_days: With `day`: the work comes again after this number of days. It is handled as the team answered the
            first time, without a further message; the team may change its answer for the next time. 0: once.
        unless: It does not fire by itself if one of these is so at that moment. The trainer can still fire it.
    """

    day: Day | None = None
    event: str | None = None
    silence: Key | None = None
    by_day: Day | None = None
    country: CountryCode | None = None
    about: Key | None = None
    delay_days: Annotated[int, Field(ge=0, le=400)] = 0
    every_days: Annotated[int, Field(ge=0, le=400)] = 0
    unless: Annotated[tuple[Already, ...], Field(exclude_if=lambda each: not each)] = ()


class AnswerEffect(FrozenModel):
    """What an answer to an inject causes, in addition to its record: one thing, or several at once.

    Attributes:
        answer: The answer that causes it.
        order: Kind of measure that the answering country orders, based on its file. If file or law do not allow the
            measure, nothing is ordered.
        target: Target of the measure.
        act: What the answering country's authority does with its own request `about`.
        about: A matter that is still open.
        tell: Countries whose police receive `document` as information.
        document: A paper that the answering country has.
        desk: Desk of the answering country to which other work is given, or from which it is taken.
        days: Days of work for each person at that desk; a number below 0 postpones work that may wait.
        after_days: Days between the answer and its consequences.
        shock: Shock that it causes in the world.
    """

    answer: Key
    order: MeasureKind | None = None
    target: Key | None = None
    act: Annotated[str, Field(pattern="^(query_status|withdraw)$")] | None = None
    about: Key | None = None
    tell: tuple[CountryCode, ...] = ()
    document: Key | None = None
    desk: Annotated[str, Field(pattern="^(translators|lawyers|registry|executors|banks|operators|ports)$")] | None = (
        None
    )
    days: Annotated[int, Field(ge=-60, le=60)] = 0
    after_days: Annotated[int, Field(ge=0, le=400)] = 0
    shock: Shock | None = None


NO_HINT = "-"
"""Stands where nobody wrote a hint; it cannot be sent."""


class Inject(FrozenModel):
    """A line of the event list; its words are `inject.<key>.title|text|purpose|expected|hint1|hint2|hint3`.

    If there is no hint, write `-`.

    Attributes:
        key: E.g. `inject/press_quay`.
        trigger: When it fires.
        contingency: True: held back, fired only by its trigger on silence or by hand.
        sender: Persona the trainer plays: `press`, `minister`, `defence`, `bank`, `victim_service`, `control`, ...
        country: Country that gets it; left out: every played country.
        offices: Seats that get it; empty for all.
        answer_days: Days within which an answer is expected; 0: no answer needed.
        choices: Codes of the answers offered; their words are `inject.<key>.choice.<code>`; empty: free text only.
        unanswered: The choice that applies when nobody has answered in time; left out: it stays open.
        consequences: Consequences of the answers.
        document: A document that comes with it (key of an entry in `documents` of `play.toml`).
        shock: Shock that it causes in the world.
        objectives: Objectives that it gives a chance to meet.
    """

    key: Key
    trigger: Trigger
    contingency: bool = False
    sender: Key
    country: CountryCode | None = None
    offices: tuple[Office, ...] = ()
    answer_days: Annotated[int, Field(ge=0, le=400)] = 0
    choices: tuple[Key, ...] = ()
    unanswered: Key | None = None
    consequences: tuple[AnswerEffect, ...] = ()
    document: Key | None = None
    shock: Shock | None = None
    objectives: tuple[Key, ...] = ()


class Task(FrozenModel):
    """A critical task of an objective, with the fact that shows it was done.

    Attributes:
        key: E.g. `task/vet_before_sending`; words are `task.<key>`.
        office: Office whose task it is.
        fact: Code of a measured fact of the review (`MeasuredFact`), e.g. `requests_complete_at_first_sending`.
    """

    key: Key
    office: Office
    fact: Key


class Objective(FrozenModel):
    """An objective of the exercise; its words are `objective.<key>`.

    Attributes:
        key: Its name.
        tasks: Critical tasks that show that it is met.
    """

    key: Key
    tasks: Annotated[tuple[Task, ...], Field(min_length=1)]


class Protected(FrozenModel):
    """The person whom a country has to protect, and what shows the risk in its file.

    Attributes:
        country: Country whose task it is.
        person: Cast key of somebody `at_risk`.
        shown_by: Document of that country from which the risk can be known.
    """

    country: CountryCode
    person: Key
    shown_by: Key


class Partner(FrozenModel):
    """A seat of another team.

    Attributes:
        country: Its country.
        office: Its office there.
    """

    country: CountryCode
    office: Office


class Start(FrozenModel):
    """What the first page of a seat shows, if the scenario chooses it and not the program.

    Words for it are optional: `start.<country>.now.<office>` for the first thing, `start.<country>.person.<name>` for
    somebody in the cast, `start.<country>.talk.<country>` for a partner, and `start.paper.<key>` for a document. They
    say no more than the country's opening documents.

    Attributes:
        country: The seat's country.
        office: The seat's office; if a seat has several offices, the first of them in the file.
        first: Key of the first thing to do, as long as it waits for the seat: a person at risk, a matter, an event, a
            report. Left out: matters that concern people come first, then the matter that is due first.
        people: Keys of the people of the case, in order; none: people at risk, and the people about whom the file says
            most.
        papers: Keys of opening papers of the country, in the order of reading; none: the papers of the office.
        talk: Seats abroad to talk to; none: the same office of the country with the most matters in flight.
    """

    country: CountryCode
    office: Office
    first: Key | None = None
    people: Annotated[tuple[Key, ...], Field(max_length=6)] = ()
    papers: Annotated[tuple[Key, ...], Field(max_length=3)] = ()
    talk: Annotated[tuple[Partner, ...], Field(max_length=5)] = ()


class MarkPlace(StrEnum):
    """The button or field beside which a mark is shown."""

    PAPER = "paper"
    """The paper of `reads` on the seat's first page."""

    OPEN_DRAFT = "open_draft"
    """The button that opens the draft of a letter."""

    FACTS = "facts"
    GROUNDS = "grounds"
    ASSISTANCE = "assistance"
    PERIOD = "period"
    URGENT = "urgent"
    """Fields of the form of a letter."""

    SEND = "send"
    """The button that sends the draft to the own authority."""

    APPROVE = "approve"
    """What the own authority can do with the draft."""

    ONWARD = "onward"
    """The button of a tutorial that lets days pass."""

    RESULTS = "results"
    """What a letter brought, on its page."""

    COMPARE = "compare"
    """The button of a tutorial that ends play and compares."""


class Mark(FrozenModel):
    """A step to which the program leads a seat: a line beside the next button or field; its words are `mark.<key>`.

    The marks of a seat follow each other in the order of the file. Each ends with an act: exactly one of `reads`,
    `act`, `writes` and `answered`. A seat without marks is led through the documents of its first page.

    Attributes:
        key: E.g. `mark/statement`.
        country: The seat's country.
        office: The seat's office.
        at: The button or field beside which it is shown.
        reads: It ends when the person has opened this opening paper; `answer`: a paper that came in answer to a letter
            of the team.
        act: It ends with this command of the team; its name is that of the journal, e.g. `OpenDraft`.
        action: For an `ActOnRequest`: which action, e.g. `submit` or `approve`.
        writes: It ends when this field of the team's latest letter is filled, e.g. `period_from_day`.
        answered: It ends when a letter of the team has brought something.
    """

    key: Key
    country: CountryCode
    office: Office
    at: MarkPlace
    reads: Key | None = None
    act: str | None = None
    action: Key | None = None
    writes: Key | None = None
    answered: bool = False


class Play(FrozenModel):
    """Everything about play: `play.toml`.

    Attributes:
        starts: First pages of seats, where the scenario chooses what they show.
        marks: Steps to which the program leads a seat, one after another.
        shocks: Shocks that happen to the network on a certain day, independent of the players.
        lead_outcomes: Figures of the outcome (see the vocabulary below) by which the scenario shows the value of
            requests abroad, each with the better direction: `less` or `more`.
        urgency_share: If more than this share of the requests sent in play are marked urgent, urgency has no effect
            (law.md 6.4, P).
    """

    presets: Annotated[tuple[Preset, ...], Field(min_length=1)]
    documents: tuple[OpeningDocument, ...] = ()
    matters: tuple[InheritedMatter, ...] = ()
    streams: tuple[Stream, ...] = ()
    injects: tuple[Inject, ...] = ()
    objectives: tuple[Objective, ...] = ()
    protected: tuple[Protected, ...] = ()
    shocks: tuple[PlannedShock, ...] = ()
    lead_outcomes: Annotated[
        tuple[tuple[str, Literal["less", "more"]], ...], Field(exclude_if=lambda each: not each)
    ] = ()
    starts: Annotated[tuple[Start, ...], Field(exclude_if=lambda each: not each)] = ()
    marks: Annotated[tuple[Mark, ...], Field(exclude_if=lambda each: not each, max_length=40)] = ()
    urgency_share: Probability = 0.3


def planned_as(play: Play, key: str) -> Inject | None:
    """The line of the event list that a key belongs to; one that comes again has a number behind it (`KEY/2`)."""
    stem, _, number = key.rpartition("/")
    keys = {key, stem} if number.isdecimal() else {key}
    return next((inject for inject in play.injects if inject.key in keys), None)
