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
    """A way to run the scenario: how long it takes, how many moves it has, which offices share a seat.

    Attributes:
        key: E.g. `half_day_14`.
        people: Number of people for whom it is made.
        jumps: Length in days of the jump after each move; there are as many moves as jumps.
        office_minutes: Minutes of office hours in each move, in real time.
        merged: Groups of offices that one seat plays, e.g. [["authority", "prosecutor"], ["police", "fiu"]].
        staff_factor: Capacity of every country's offices, in percent of `staff`.
        stream_percent: Days before and between the requests of a stream, in percent of the days that the stream states.
            A lower value gives moves that are shorter than a month their share of this work.
        papers: Whether long tables show only their latest rows until somebody asks for the rest (`short`), or all rows
            (`as_in_life`).
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
        office: Office whose seat reads it first.
        kind: Kind of paper.
        target: Key of the entity that the document is about (account, phone, container, person).
        from_day: First day of its rows.
        to_day: Last day of its rows.
        evidence: True if it was obtained at home by a measure that courts accept; false for a lead.
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
        offence: Key of the offence in the requesting country's table.
        status: Status at the start, one of the statuses of a request (`sent`, `received`, `assessing`, ...; see the
            vocabulary below).
        opened_day: Day on which the file was opened (negative).
        since_day: Day on which the request entered this status (negative or 0).
        due_day: Day on which the next step of the present holder is due.
        grounds: Keys of opening documents that the request relies on.
        missing: Contents (C1-C15) that it lacks.
        urgent: Whether it is marked urgent; it then asks for an answer by `due_day`.
        period_days: For how many days before the one on which it left it asks for records; 0 if it names no period.
        note: The answer that this matter is meant to teach: `refuse`, `condition` or `postpone`; left out if it is
            meant to teach none.
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
    period_days: Annotated[int, Field(ge=0, le=10_000)] = 180
    note: Annotated[str, Field(pattern="^(refuse|condition|postpone)$")] | None = None


class Stream(FrozenModel):
    """A series of requests from an automatic country, one after another; each concerns an entity of the scenario.

    Attributes:
        key: E.g. `stream/orl_police_isa`.
        requesting: The automatic country that asks.
        requested: The requested country.
        sought: What is asked for.
        targets: Keys of the entities that the requests ask about, in turn.
        first_day: Day of the first request.
        every_days: Days between two requests.
        missing: Contents that the requests lack, in turn (`-` for a complete request).
        offence: Key of the offence in the requesting country's table.
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

    The purpose is achieved if any authority has protected or detained the person, frozen the account or seized the
    goods; for the lifting of a freeze, if the account is not frozen any more, for whatever reason. A measure of another
    kind counts while it runs and after it is completed.

    Attributes:
        order: Kind of measure.
        target: Target of the measure.
    """

    order: MeasureKind
    target: Key


class Trigger(FrozenModel):
    """When an inject fires: exactly one of the first three keys, with the conditions that belong to it.

    Attributes:
        day: The inject fires on this day.
        event: The inject fires when this event happens (e.g. `RequestReturned`, `PersonArrested`, `GoodsSeized`),
            optionally with `country` as the actor and `about` as the object (a matter, a request's subject or a cast
            key).
        silence: The inject fires if this matter (or this other inject) has no answer by `by_day`.
        by_day: Limit for `silence`; with `event`, the day on which it fires at the latest.
        country: See `event`.
        about: See `event`.
        delay_days: Days between the trigger and the firing.
        every_days: With `day`: the work comes again after this number of days. Then the first answer of the team
            applies again, without a further message; the team may change its answer for the next time. 0: the work
            comes once.
        unless: The inject does not fire by itself if one of these conditions is met at that moment. The trainer can
            still fire it.
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
        answer: Code of the answer that has these consequences.
        order: Kind of measure that the answering country orders, based on its file. If its file or its law does not
            allow the measure, nothing is ordered.
        target: Target of the measure.
        act: What the answering country's authority does with its own request, which `about` names.
        about: Key of a matter that is still open.
        tell: Countries whose police receive `document` as information.
        document: Key of a document in the file of the answering country.
        desk: Desk of the answering country to which work from other cases is added, or from which such work is taken
            away.
        days: Days of work for each person at that desk; a negative number postpones work that can wait.
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
        contingency: True: the inject is held back until its trigger `silence` or the trainer fires it.
        sender: Persona whom the trainer plays: `press`, `minister`, `defence`, `bank`, `victim_service`, `control`, ...
        country: Country that receives the inject; left out: every played country.
        offices: Offices whose seats receive it; empty: all.
        answer_days: Days within which an answer is expected; 0: no answer needed.
        choices: Codes of the answers offered; their words are `inject.<key>.choice.<code>`; empty: free text only.
        unanswered: The choice that applies if nobody answers in time; left out: the inject stays open.
        consequences: Consequences of the answers.
        document: Key of a document that comes with the inject (an entry in `documents` of `play.toml`).
        shock: Shock that it causes in the world.
        objectives: Keys of the objectives that teams can meet by answering it.
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

    @property
    def acts_by_itself(self) -> bool:
        """Whether silence orders something in the world: then the day counts, and not the next office hours."""
        return any(row.answer == self.unanswered and row.order is not None for row in self.consequences)


class Task(FrozenModel):
    """A critical task of an objective, with the fact that shows that the task was done.

    Attributes:
        key: E.g. `task/vet_before_sending`; its words are `task.<key>` in the language files.
        office: Office whose task it is.
        fact: Code of a measured fact of the review (`MeasuredFact`), e.g. `requests_complete_at_first_sending`.
    """

    key: Key
    office: Office
    fact: Key


class Objective(FrozenModel):
    """An objective of the exercise; its words are `objective.<key>` in the language files.

    Attributes:
        key: Its name.
        tasks: Critical tasks that show whether the objective is met.
    """

    key: Key
    tasks: Annotated[tuple[Task, ...], Field(min_length=1)]


class Protected(FrozenModel):
    """A person whom a country has to protect, and the document that shows the risk in the country's file.

    Attributes:
        country: Country whose task it is.
        person: Cast key of somebody `at_risk`.
        shown_by: Document in the file of that country that shows the risk.
    """

    country: CountryCode
    person: Key
    shown_by: Key


class Partner(FrozenModel):
    """A seat of another team.

    Attributes:
        country: Its country.
        office: The office of the seat.
    """

    country: CountryCode
    office: Office


class Start(FrozenModel):
    """What the first page of a seat shows, if the scenario chooses this instead of the program.

    Words for it are optional: `start.<country>.now.<office>` for the first thing, `start.<country>.person.<name>` for
    somebody in the cast, `start.<country>.talk.<country>` for a partner, and `start.paper.<key>` for a document. They
    must not say more than the country's opening documents.

    Attributes:
        country: The seat's country.
        office: The seat's office; if a seat has several offices, the first of them in the file.
        first: Key of the first thing to do, as long as it waits for the seat: a person at risk, a matter, an event, a
            report. Left out: matters that concern people come first, then the matter that is due first.
        people: Keys of the people of the case, in order; empty: people at risk, and the people about whom the file says
            most.
        papers: Keys of opening papers of the country, in the order of reading; empty: the papers of the office.
        talk: Seats abroad to talk to; empty: the same office of the country with the most matters under way.
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

    The marks of a seat follow each other in the order of the file. Each mark ends with an act of the seat, given by
    exactly one of `reads`, `act`, `writes` and `answered`. A seat without marks is led through the documents of its
    first page.

    Attributes:
        key: E.g. `mark/statement`.
        country: The seat's country.
        office: The seat's office.
        at: The button or field beside which it is shown.
        reads: The mark ends when the person has opened this opening paper; with `answer`, when the person has opened a
            paper that came in answer to a letter of the team.
        act: The mark ends with this command of the team, named as in the journal, e.g. `OpenDraft`.
        action: With `act = "ActOnRequest"`: the action of this command, e.g. `submit` or `approve`.
        writes: The mark ends when this field of the team's latest letter is filled in, e.g. `period_from_day`.
        answered: Whether the mark ends when a letter of the team has brought a result.
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
        starts: What the first pages of seats show, if the scenario chooses it.
        marks: Steps to which the program leads a seat, one after another.
        shocks: Shocks that happen to the network on a certain day, whatever the players do.
        lead_outcomes: Figures of the outcome (see the vocabulary below) by which the scenario shows the value of
            requests abroad, each with the direction that is better: `less` or `more`.
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
