"""Acts leave records, custodians delete them, orders keep them."""

from simulation.kernel.agenda import DAY
from simulation.kernel.traces import TraceKind
from simulation.network import authorities
from simulation.network.world.traces import TraceStore
from tests.builders.moved import moved_frozen
from tests.builders.scenarios import small_frozen
from tests.network.world_driver import Drive

CALL = (TraceKind.CALL,)


def store() -> TraceStore:
    made = TraceStore()
    made.add("call/1", TraceKind.CALL, 100, "HUB", "operator", 1000, ("phone/a", "phone/b"))
    return made


def test_a_record_shows_from_its_act_until_it_expires() -> None:
    found = store()
    assert found.about("phone/a", CALL, 0, 10_000, 99) == ()
    assert len(found.about("phone/a", CALL, 0, 10_000, 100)) == 1
    assert len(found.about("phone/b", CALL, 0, 10_000, 999)) == 1
    assert found.about("phone/a", CALL, 0, 10_000, 1000) == ()
    assert found.expired(1000) == 1


def test_an_order_keeps_what_is_still_there() -> None:
    found = store()
    found.preserve("phone/a", CALL, until=5000, now=900)
    assert len(found.about("phone/a", CALL, 0, 10_000, 4999)) == 1
    assert found.about("phone/b", CALL, 0, 10_000, 4999) == ()
    assert found.about("phone/a", CALL, 0, 10_000, 5000) == ()


def test_an_order_brings_nothing_back() -> None:
    found = store()
    found.preserve("phone/a", CALL, until=5000, now=1000)
    assert found.about("phone/a", CALL, 0, 10_000, 1001) == ()


def test_an_order_for_other_records_keeps_nothing() -> None:
    found = store()
    found.preserve("phone/a", (TraceKind.TRANSFER,), until=5000, now=900)
    assert found.about("phone/a", CALL, 0, 10_000, 1001) == ()


def test_calls_of_the_story_are_gone_after_the_operators_retention() -> None:
    drive = Drive(small_frozen())
    phone = drive.network.identities.phone_of("cast/clerk")
    assert phone == "phone/clerk"
    start, end = -40 * DAY, -5 * DAY
    at_start = drive.network.traces.about(phone, CALL, start, end, 0)
    assert len([call for call in at_start if call.key.startswith("calls/threat")]) == 6
    assert drive.network.traces.about(phone, CALL, start, end, 180 * DAY) == ()


def test_every_kind_of_record_is_made() -> None:
    network = Drive(moved_frozen()).to(300).network
    kinds = {row[1] for row in network.traces._rows.values()}
    assert kinds == set(TraceKind) - {TraceKind.COVERT_CONTACT}, "an undercover officer acts on an order only"


def test_every_record_is_about_things_that_exist() -> None:
    network = Drive(small_frozen()).to(300).network
    subjects = {subject for row in network.traces._rows.values() for subject in row[6]}
    assert subjects <= set(network.entities)


def test_knowledge_of_the_story_is_there() -> None:
    network = Drive(small_frozen()).to(0).network
    (known,) = network.traces.about("cast/clerk", (TraceKind.KNOWLEDGE,), -200 * DAY, 0, 0)
    assert known.subjects == ("cast/clerk", "cast/head", "container/story")
    assert known.fact("statement") == "clerk_seals"
    assert known.fact("asserts") == "instructed"


def test_an_order_is_prolonged_with_what_it_kept_and_binds_one_country() -> None:
    found = store()
    found.preserve("phone/a", CALL, until=5000, now=900, country="HUB")
    found.preserve("phone/a", CALL, until=9000, now=4000, country="HUB")
    assert len(found.about("phone/a", CALL, 0, 10_000, 8999)) == 1
    assert found.about("phone/a", CALL, 0, 10_000, 9000) == ()
    elsewhere = store()
    elsewhere.preserve("phone/a", CALL, until=5000, now=900, country="FAR")
    assert elsewhere.about("phone/a", CALL, 0, 10_000, 4999) == ()


def test_an_order_that_is_ended_keeps_nothing_any_more() -> None:
    found = store()
    found.preserve("phone/a", CALL, until=5000, now=900, country="HUB")
    found.let_go("phone/a", CALL, 2000, "HUB")
    assert found.about("phone/a", CALL, 0, 10_000, 2001) == ()


def test_nothing_is_written_down_after_its_time() -> None:
    """What lies with custodians on a day is whole: no record of an earlier hour comes later.

    Statements tell of before; and who comes into the world as a newcomer of thirty has had a telephone for years.
    """
    drive = Drive(moved_frozen()).to(0)
    told = {TraceKind.TESTIMONY, TraceKind.KNOWLEDGE}
    for day in range(5, 120, 5):
        before, there, had = drive.now, set(drive.network.entities), set(drive.network.traces._rows)
        rows = drive.to(day).network.traces._rows
        late = [row for key, row in rows.items() if key not in had and row[2] < before and row[6][0] in there]
        assert [row[:3] for row in late if row[1] not in told] == []


def test_who_is_taken_makes_no_more_of_the_calls_that_were_to_come() -> None:
    drive = Drive(small_frozen()).to(40)
    network = drive.network
    to_come = [row for row in network.traces._rows.values() if row[1] is TraceKind.CALL and row[2] > drive.now]
    brokers = [
        key for key in drive.free_members("broker") if any(network.identities.phones[key] in row[6] for row in to_come)
    ]
    phone = network.identities.phones[brokers[0]]
    other = next(row for row in to_come if phone in row[6])
    authorities.arrest(network, brokers[0], drive.now)
    rows = [row for row in network.traces._rows.values() if phone in row[6] and row[1] is TraceKind.CALL]
    assert rows
    assert max(row[2] for row in rows) <= drive.now
    assert network.traces.get(other[0]) is None
