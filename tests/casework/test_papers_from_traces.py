"""Every line of a paper is a record, and a paper names nothing that its records do not hold."""

from hypothesis import given
from hypothesis import strategies as st

from simulation.casework.documents.document import AssertionKind, CellKind, Document, detail
from simulation.casework.documents.kinds.all_kinds import BY_KIND
from simulation.kernel.entities import EntityKind
from simulation.kernel.traces import Trace, TraceKind
from simulation.scenario.schema.play import DocumentKind
from tests.casework.builders import (
    BOX,
    BROKER,
    BROKER_PHONE,
    CLERK,
    NOMINEE,
    OWN_ACCOUNT,
    OWNER,
    OWNER_PHONE,
    PORT,
    QUAY,
    QUAY_ACCOUNT,
    TRADING,
    TRADING_ACCOUNT,
    VAN,
    WORLD,
    a_paper,
    a_trace,
    knowledge,
    transfer,
)

_OF_KIND = {kind: sorted(key for key, entity in WORLD.items() if entity.kind is kind) for kind in EntityKind}
ACCOUNTS, PEOPLE, FIRMS, PHONES = (
    st.sampled_from(_OF_KIND[kind])
    for kind in (EntityKind.ACCOUNT, EntityKind.PERSON, EntityKind.COMPANY, EntityKind.PHONE)
)
NUMBERS = st.integers(-40, 40)

RECORDS = st.one_of(
    st.builds(lambda a, b, n: transfer(a, b, n, 500 + n), ACCOUNTS, ACCOUNTS, NUMBERS),
    st.builds(lambda a, h, o, n: a_trace(TraceKind.ACCOUNT_OPENED, a, h, o, n=n), ACCOUNTS, FIRMS, PEOPLE, NUMBERS),
    st.builds(lambda a, b, n: a_trace(TraceKind.CALL, a, b, n=n, seconds=60), PHONES, PHONES, NUMBERS),
    st.builds(lambda p, w, n: a_trace(TraceKind.SUBSCRIBER, p, w, n=n), PHONES, PEOPLE, NUMBERS),
    st.builds(
        lambda w, to, n: a_trace(TraceKind.PORT_MOVEMENT, BOX, w, PORT, *to, n=n, event="loaded", seal="S1"),
        st.one_of(FIRMS, PEOPLE, st.just("")),
        st.lists(st.one_of(FIRMS, st.just("")), max_size=1),
        NUMBERS,
    ),
    st.builds(lambda w, n: a_trace(TraceKind.BORDER_CHECK, w, PORT, n=n), PEOPLE, NUMBERS),
    st.builds(
        lambda a, h, n: a_trace(TraceKind.SUSPICIOUS_REPORT, a, h, n=n, statement="cash"), ACCOUNTS, FIRMS, NUMBERS
    ),
    st.builds(lambda w, n: a_trace(TraceKind.BORDER_ENTRY, w, PORT, n=n, event="entered"), PEOPLE, NUMBERS),
    st.builds(lambda w, n: a_trace(TraceKind.LODGING, w, PORT, n=n, event="lodged"), PEOPLE, NUMBERS),
    st.builds(lambda w, n: a_trace(TraceKind.MISSING_REPORT, w, PORT, n=n, event="missing"), PEOPLE, NUMBERS),
    st.builds(lambda w, n: a_trace(TraceKind.INSPECTION, PORT, w, n=n, event="people_found"), PEOPLE, NUMBERS),
    st.builds(lambda w, o, n: a_trace(TraceKind.TESTIMONY, w, o, PORT, n=n, event="held"), PEOPLE, PEOPLE, NUMBERS),
    st.builds(lambda n: a_trace(TraceKind.SEIZURE, BOX, PORT, n=n, grams=90), NUMBERS),
    st.builds(lambda w, n: a_trace(TraceKind.CASH_FOUND, w, PORT, n=n, amount_minor=90), PEOPLE, NUMBERS),
    st.builds(lambda c, d, o, n: a_trace(TraceKind.COMPANY_REGISTERED, c, d, o, n=n), FIRMS, PEOPLE, PEOPLE, NUMBERS),
    st.builds(
        lambda s, a, b, n, e: knowledge(s, a, b, BOX, asserts="instructed", n=n, exculpates=e),
        PEOPLE,
        PEOPLE,
        PEOPLE,
        NUMBERS,
        st.one_of(st.just(""), PEOPLE),
    ),
)


def _may_be_named(traces: list[Trace], target: str) -> set[str]:
    """What records hold, with the holders' names that banks pass on with payments."""
    named = {target} | {subject for trace in traces for subject in trace.subjects}
    named |= {str(trace.fact("exculpates")) for trace in traces if trace.fact("exculpates")}
    return named | {str(detail(WORLD[key], "holder")) for key in named if key and detail(WORLD[key], "holder")}


@given(
    kind=st.sampled_from(DocumentKind), target=st.sampled_from(sorted(WORLD)), traces=st.lists(RECORDS), data=st.data()
)
def test_a_paper_holds_its_records_and_no_more(
    kind: DocumentKind, target: str, traces: list[Trace], data: st.DataObject
) -> None:
    paper = a_paper(kind, target, *traces)
    keys = [row.trace for row in paper.rows]
    by_key = {trace.key: trace for trace in traces}
    assert len(keys) == len(set(keys))
    assert set(keys) <= by_key.keys()
    times = [by_key[key].time for key in keys]
    assert times == sorted(times)
    assert {entity.key for entity in paper.mentions} <= _may_be_named([by_key[key] for key in keys], target)
    assert all(set(said.traces) <= set(keys) for said in paper.assertions)
    for row in paper.rows:
        assert len(row.cells) == len(paper.columns)
        printed = {str(cell.value) for cell in row.cells if cell.kind is CellKind.ENTITY}
        assert printed <= set(row.entities)
        assert all(paper.names(key) for key in row.entities)
    for said in paper.assertions:
        assert paper.names(said.subject)
        assert not said.object or paper.names(said.object)
    assert a_paper(kind, target, *data.draw(st.permutations(traces))) == paper


@given(kind=st.sampled_from(DocumentKind), target=st.sampled_from(sorted(WORLD)), traces=st.lists(RECORDS))
def test_no_record_about_the_target_is_lost(kind: DocumentKind, target: str, traces: list[Trace]) -> None:
    printed = {row.trace for row in a_paper(kind, target, *traces).rows}
    for trace in traces:
        by_others = (BY_KIND[kind].is_spoken or kind is DocumentKind.INSPECTION_REPORT) and trace.subjects[0] != target
        other_firm = kind is DocumentKind.ACCOUNT_FILE and trace.kind is TraceKind.COMPANY_REGISTERED
        if trace.kind in BY_KIND[kind].prints and target in trace.subjects and not by_others and not other_firm:
            assert trace.key in printed


def test_a_transfer_is_the_same_in_both_statements() -> None:
    paid = transfer(QUAY_ACCOUNT, TRADING_ACCOUNT, 3, 96_500)
    sent = a_paper(DocumentKind.BANK_STATEMENT, QUAY_ACCOUNT, paid)
    got = a_paper(DocumentKind.BANK_STATEMENT, TRADING_ACCOUNT, paid)
    assert _column(sent, "out") == _column(got, "in") == [96_500]
    assert _column(sent, "in") == _column(got, "out") == [""]
    assert _column(sent, "name") == [TRADING]
    assert _column(got, "name") == [QUAY]
    assert sent.rows[0].trace == got.rows[0].trace
    assert dict(sent.heading)["total_out"].value == 96_500


def test_lawful_and_criminal_rows_stand_together_in_time_order() -> None:
    rent = a_trace(TraceKind.TRANSFER, QUAY_ACCOUNT, OWN_ACCOUNT, n=2, amount_minor=5, purpose="rent")
    dirty = a_trace(TraceKind.TRANSFER, TRADING_ACCOUNT, QUAY_ACCOUNT, n=1, amount_minor=9, purpose="freight")
    later = a_trace(TraceKind.TRANSFER, QUAY_ACCOUNT, TRADING_ACCOUNT, n=3, amount_minor=7, purpose="advice")
    paper = a_paper(DocumentKind.BANK_STATEMENT, QUAY_ACCOUNT, later, rent, dirty)
    assert _column(paper, "purpose") == ["freight", "rent", "advice"]


def test_an_account_file_names_owner_and_the_register_extract_of_its_holder() -> None:
    opened = a_trace(TraceKind.ACCOUNT_OPENED, QUAY_ACCOUNT, QUAY, OWNER)
    extract = a_trace(TraceKind.COMPANY_REGISTERED, QUAY, NOMINEE, OWNER, n=-9)
    elsewhere = a_trace(TraceKind.COMPANY_REGISTERED, TRADING, NOMINEE, OWNER)
    paper = a_paper(DocumentKind.ACCOUNT_FILE, QUAY_ACCOUNT, opened, extract, elsewhere)
    assert dict(paper.heading)["beneficial_owner"].value == OWNER
    assert dict(paper.heading)["director"].value == NOMINEE
    assert _pairs(paper, AssertionKind.OWNS) == {(OWNER, QUAY_ACCOUNT), (OWNER, QUAY)}
    assert _pairs(paper, AssertionKind.DIRECTS) == {(NOMINEE, QUAY)}
    assert not paper.names(TRADING)


def test_call_records_name_the_other_subscriber_only_when_it_is_known() -> None:
    call = a_trace(TraceKind.CALL, OWNER_PHONE, BROKER_PHONE, seconds=40)
    known = a_trace(TraceKind.SUBSCRIBER, BROKER_PHONE, BROKER, n=-3)
    assert _column(a_paper(DocumentKind.CALL_RECORDS, OWNER_PHONE, call), "called_subscriber") == [""]
    paper = a_paper(DocumentKind.CALL_RECORDS, OWNER_PHONE, call, known)
    assert _column(paper, "called_subscriber") == ["", BROKER]
    assert [row.section for row in paper.rows] == ["subscriber", ""]
    alone = a_paper(DocumentKind.CALL_RECORDS, OWNER_PHONE, known)
    assert alone.rows == ()


def test_a_port_log_tells_carrier_from_consignee() -> None:
    loaded = a_trace(TraceKind.PORT_MOVEMENT, BOX, QUAY, PORT, TRADING, event="loaded", seal="S123")
    paper = a_paper(DocumentKind.PORT_LOG, BOX, loaded)
    assert [_column(paper, name) for name in ("carrier", "consignee", "seal", "event")] == [
        [QUAY], [TRADING], ["S123"], ["loaded"],
    ]  # fmt: skip
    assert _pairs(paper, AssertionKind.MOVED) == {(QUAY, BOX)}
    assert _pairs(paper, AssertionKind.CONSIGNED) == {(TRADING, BOX)}


def test_an_interview_is_worded_by_the_scenario_and_keeps_what_speaks_for_somebody() -> None:
    seals = knowledge(CLERK, OWNER, BOX, asserts="released", exculpates=NOMINEE)
    paper = a_paper(DocumentKind.INTERVIEW, CLERK, seals, knowledge(OWNER, CLERK, BOX, asserts="knew"))
    assert _column(paper, "said") == ["Clar Emmet saw Ordo Vell change the seals of QZZU 204418."]
    assert dict(paper.heading)["status"].value == "witness"
    assert paper.exculpates == (NOMINEE,)
    assert _pairs(paper, AssertionKind.RELEASED) == {(OWNER, BOX)}
    assert {said.source for said in paper.assertions} == {CLERK}


def test_who_did_the_same_is_told_in_turn_and_each_by_name() -> None:
    named = (OWNER, BROKER, NOMINEE, CLERK)
    traces = [
        a_trace(TraceKind.KNOWLEDGE, CLERK, who, n=n, statement="seals", role="courier") for n, who in enumerate(named)
    ]
    said = _column(a_paper(DocumentKind.INTERVIEW, CLERK, *traces), "said")
    names = [WORLD[who].label for who in named]
    assert said == [f"{names[0]} carried.", f"{names[1]} did too.", f"And {names[2]}.", f"{names[3]} did too."]


def test_a_threat_is_about_the_person_threatened() -> None:
    by_broker = a_paper(DocumentKind.INTERVIEW, CLERK, knowledge(CLERK, CLERK, BROKER, asserts="threatened"))
    unknown = a_paper(DocumentKind.INTERVIEW, OWNER, knowledge(OWNER, CLERK, asserts="threatened"))
    assert _pairs(by_broker, AssertionKind.THREATENED) == {(CLERK, BROKER)}
    assert _pairs(unknown, AssertionKind.THREATENED) == {(CLERK, "")}


def test_a_threat_by_somebody_unknown_says_of_others_only_that_they_came_up() -> None:
    said = knowledge(CLERK, CLERK, BROKER, asserts="threatened_by_unknown")
    paper = a_paper(DocumentKind.INTERVIEW, CLERK, said)
    assert _pairs(paper, AssertionKind.THREATENED) == {(CLERK, "")}
    assert _pairs(paper, AssertionKind.STATED) == {(CLERK, BROKER)}


def test_an_order_about_goods_says_that_its_giver_knew_of_them() -> None:
    paper = a_paper(DocumentKind.INTERVIEW, CLERK, knowledge(CLERK, OWNER, CLERK, BOX, asserts="instructed"))
    assert _pairs(paper, AssertionKind.INSTRUCTED) == {(OWNER, CLERK)}
    assert _pairs(paper, AssertionKind.KNEW) == {(OWNER, BOX)}


def test_a_seizure_record_prints_the_place_under_its_heading() -> None:
    paper = a_paper(DocumentKind.SEIZURE_RECORD, BOX, a_trace(TraceKind.SEIZURE, BOX, PORT, n=0, grams=90))
    assert _column(paper, "place") == [PORT]


def test_cash_found_is_no_goods() -> None:
    found = a_trace(TraceKind.CASH_FOUND, OWNER, PORT, n=0, amount_minor=4_000_000)
    paper = a_paper(DocumentKind.SEIZURE_RECORD, OWNER, found)
    assert _column(paper, "amount") == [4_000_000]
    assert _pairs(paper, AssertionKind.AT) == {(OWNER, PORT)}
    assert _pairs(paper, AssertionKind.FOUND) == set()


def test_a_report_tells_what_was_unusual_and_names_payments() -> None:
    report = a_trace(TraceKind.SUSPICIOUS_REPORT, QUAY_ACCOUNT, QUAY, n=9, statement="cash_deposits")
    paper = a_paper(DocumentKind.SUSPICIOUS_REPORT, QUAY_ACCOUNT, report, transfer(TRADING_ACCOUNT, QUAY_ACCOUNT, 2))
    assert dict(paper.heading)["unusual"].value == "cash_deposits"
    assert [row.section for row in paper.rows] == ["", "report"]
    assert _pairs(paper, AssertionKind.REPORTED) == {(QUAY_ACCOUNT, QUAY)}


def test_a_note_of_answer_confirms_or_says_that_nothing_is_known() -> None:
    opened = a_trace(TraceKind.ACCOUNT_OPENED, QUAY_ACCOUNT, QUAY, OWNER)
    yes = a_paper(DocumentKind.ANSWER_NOTE, QUAY_ACCOUNT, opened)
    assert _column(yes, "confirms") == ["confirms.account_opened"]
    assert _pairs(yes, AssertionKind.OWNS) == {(OWNER, QUAY_ACCOUNT)}
    no = a_paper(DocumentKind.ANSWER_NOTE, QUAY_ACCOUNT)
    assert dict(no.heading)["outcome"].value == "nothing_known"
    assert no.assertions == ()


def test_particulars_stand_only_in_papers_about_the_person() -> None:
    opened = a_trace(TraceKind.ACCOUNT_OPENED, OWN_ACCOUNT, OWNER)
    file = a_paper(DocumentKind.ACCOUNT_FILE, OWN_ACCOUNT, opened)
    statement = a_paper(DocumentKind.BANK_STATEMENT, QUAY_ACCOUNT, transfer(OWN_ACCOUNT, QUAY_ACCOUNT))
    by_paper = [paper.mention(OWNER) for paper in (file, statement)]
    assert [entity.details for entity in by_paper if entity] == [WORLD[OWNER].details, ()]
    account = file.mention(OWN_ACCOUNT)
    assert account is not None
    assert account.details == ()


def test_a_subscriber_record_has_the_particulars_of_whom_it_is_about_alone() -> None:
    subscribed = a_trace(TraceKind.SUBSCRIBER, OWNER_PHONE, OWNER)
    about_number = a_paper(DocumentKind.SUBSCRIBER_RECORD, OWNER_PHONE, subscribed)
    about_person = a_paper(DocumentKind.SUBSCRIBER_RECORD, OWNER, subscribed)
    assert _pairs(about_number, AssertionKind.SUBSCRIBES) == {(OWNER, OWNER_PHONE)}
    assert _column(about_number, "address") == [""]
    assert _column(about_person, "address") == [detail(WORLD[OWNER], "address") or ""]


def test_a_register_extract_names_director_and_declared_owner() -> None:
    extract = a_paper(DocumentKind.COMPANY_EXTRACT, QUAY, a_trace(TraceKind.COMPANY_REGISTERED, QUAY, NOMINEE, OWNER))
    assert _pairs(extract, AssertionKind.DIRECTS) == {(NOMINEE, QUAY)}
    assert _pairs(extract, AssertionKind.OWNS) == {(OWNER, QUAY)}


def test_a_gate_log_prints_the_vehicle_and_the_register_says_whose_it_is() -> None:
    passed = a_trace(TraceKind.BORDER_CHECK, BOX, PORT, CLERK, VAN)
    log = a_paper(DocumentKind.PORT_LOG, BOX, passed)
    assert (_column(log, "vehicle"), _column(log, "carrier")) == ([VAN], [""])
    assert _pairs(log, AssertionKind.LOADED) == {(VAN, BOX)}
    extract = a_paper(DocumentKind.VEHICLE_EXTRACT, VAN, a_trace(TraceKind.VEHICLE_REGISTERED, VAN, OWNER))
    assert _pairs(extract, AssertionKind.KEEPS) == {(OWNER, VAN)}


def test_a_manifest_declares_goods_and_names_line_and_consignee() -> None:
    declared = a_trace(
        TraceKind.MANIFEST, BOX, QUAY, TRADING, PORT, PORT, bill="BL1", goods="cargo.fruit", packages=40, declared_g=9
    )
    paper = a_paper(DocumentKind.MANIFEST, BOX, declared)
    columns = ("bill", "goods", "packages", "mass", "from")
    assert [_column(paper, name) for name in columns] == [["BL1"], ["cargo.fruit"], [40], [9], [PORT]]
    assert _pairs(paper, AssertionKind.MOVED) == {(QUAY, BOX)}
    assert _pairs(paper, AssertionKind.CONSIGNED) == {(TRADING, BOX)}


def test_a_connection_log_ties_a_number_to_the_account_that_was_operated() -> None:
    login = a_trace(TraceKind.CONNECTION, OWNER_PHONE, QUAY_ACCOUNT, address="2001:db8::1", service="online_banking")
    log = a_paper(DocumentKind.CONNECTION_LOG, OWNER_PHONE, login)
    assert _column(log, "net_address") == ["2001:db8::1"]
    assert _pairs(log, AssertionKind.OPERATED) == {(OWNER_PHONE, QUAY_ACCOUNT)}


def test_a_wire_confirmation_has_both_ends_and_the_amount() -> None:
    paper = a_paper(DocumentKind.WIRE_CONFIRMATION, QUAY_ACCOUNT, transfer(QUAY_ACCOUNT, OWN_ACCOUNT, 3, 77_000))
    assert [_column(paper, name) for name in ("from", "to", "amount")] == [[QUAY_ACCOUNT], [OWN_ACCOUNT], [77_000]]
    assert _column(paper, "ordered_by") == [QUAY]
    assert _pairs(paper, AssertionKind.PAID) == {(QUAY_ACCOUNT, OWN_ACCOUNT)}


def test_an_inventory_tells_goods_from_cash_and_a_laboratory_speaks_of_goods_alone() -> None:
    goods = a_trace(TraceKind.SEIZURE, BOX, PORT, n=1, grams=90)
    cash = a_trace(TraceKind.CASH_FOUND, OWNER, PORT, n=2, amount_minor=5)
    assert _pairs(a_paper(DocumentKind.SEARCH_INVENTORY, OWNER, cash), AssertionKind.FOUND) == set()
    inventory = a_paper(DocumentKind.SEARCH_INVENTORY, PORT, goods, cash)
    assert _column(inventory, "mass") == [90, ""]
    assert _column(inventory, "amount") == ["", 5]
    assert _pairs(inventory, AssertionKind.FOUND) == {(BOX, PORT)}
    assert len(a_paper(DocumentKind.FORENSIC_REPORT, BOX, goods, cash).rows) == 1


def test_every_kind_of_assertion_can_stand_in_a_paper() -> None:
    opened = a_trace(TraceKind.ACCOUNT_OPENED, QUAY_ACCOUNT, QUAY, OWNER)
    moved = a_trace(TraceKind.PORT_MOVEMENT, BOX, QUAY, PORT, TRADING, event="loaded")
    papers = [
        a_paper(DocumentKind.ACCOUNT_FILE, QUAY_ACCOUNT, opened),
        a_paper(DocumentKind.BANK_STATEMENT, QUAY_ACCOUNT, transfer(QUAY_ACCOUNT, OWN_ACCOUNT)),
        a_paper(DocumentKind.CALL_RECORDS, OWNER_PHONE, a_trace(TraceKind.CALL, OWNER_PHONE, BROKER_PHONE)),
        a_paper(DocumentKind.CALL_RECORDS, OWNER_PHONE, a_trace(TraceKind.SUBSCRIBER, OWNER_PHONE, OWNER)),
        a_paper(DocumentKind.PORT_LOG, BOX, moved, a_trace(TraceKind.BORDER_CHECK, BOX, PORT, CLERK, VAN)),
        a_paper(DocumentKind.VEHICLE_EXTRACT, VAN, a_trace(TraceKind.VEHICLE_REGISTERED, VAN, OWNER)),
        a_paper(DocumentKind.CONNECTION_LOG, OWNER_PHONE, a_trace(TraceKind.CONNECTION, OWNER_PHONE, QUAY_ACCOUNT)),
        a_paper(DocumentKind.SEIZURE_RECORD, BOX, a_trace(TraceKind.SEIZURE, BOX, PORT, grams=9)),
        a_paper(DocumentKind.SUSPICIOUS_REPORT, OWN_ACCOUNT, a_trace(TraceKind.SUSPICIOUS_REPORT, OWN_ACCOUNT, OWNER)),
        *(
            a_paper(DocumentKind.INTERVIEW, CLERK, knowledge(CLERK, OWNER, BOX, asserts=code))
            for code in (
                "directs",
                "carried",
                "threatened",
                "instructed",
                "released",
                "serves",
                "knew",
                "hearsay",
                "forged",
            )
        ),
        a_paper(DocumentKind.MISSING_PERSON_REPORT, CLERK, a_trace(TraceKind.MISSING_REPORT, CLERK, PORT)),
        a_paper(DocumentKind.INSPECTION_REPORT, PORT, a_trace(TraceKind.INSPECTION, PORT, QUAY, CLERK, found=1)),
        *(
            a_paper(
                DocumentKind.VICTIM_STATEMENT, CLERK, a_trace(TraceKind.TESTIMONY, CLERK, BROKER, PORT, event=event)
            )
            for event in ("recruited", "travelled", "held", "debt")
        ),
    ]
    assert {said.kind for paper in papers for said in paper.assertions} == set(AssertionKind)


def _column(paper: Document, name: str) -> list[str | int]:
    place = paper.columns.index(name)
    return [row.cells[place].value for row in paper.rows]


def _pairs(paper: Document, kind: AssertionKind) -> set[tuple[str, str]]:
    return {(said.subject, said.object) for said in paper.assertions if said.kind is kind}
