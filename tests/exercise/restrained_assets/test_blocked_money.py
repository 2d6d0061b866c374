"""One account, several orders: the first stands, the longer one lasts, and nothing follows a confiscation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.casework.documents.document import Document, Origin, Use
from simulation.casework.file.charges import Charge
from simulation.casework.file.restrained_assets import AssetAction, AssetState
from simulation.exercise.clock.commands import EndExercise, PlayEpilogue, StartExercise, TakeOver
from simulation.exercise.core.command import Seat
from simulation.exercise.core.event import FindingMade
from simulation.exercise.core.settings import Settings
from simulation.exercise.core.state import State
from simulation.exercise.evidence import gathering
from simulation.exercise.evidence.events import UninvolvedAffected
from simulation.exercise.matters import handlers as matters
from simulation.exercise.matters.state import Procedures
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.measures.events import MeasureCompleted
from simulation.exercise.procedures.letter.opening import open_request
from simulation.exercise.procedures.letter.play import execution
from simulation.exercise.procedures.restraint.table import RestraintStatus
from simulation.exercise.restrained_assets import confiscation
from simulation.exercise.restrained_assets import handlers as restrained_assets
from simulation.exercise.restrained_assets.events import AssetsFrozen, FreezeEnded
from simulation.exercise.trials import handlers as trials
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Office, Phrase
from simulation.law.book.assistance_types import kind_of
from simulation.network import questions
from simulation.network.world.accounts import Account
from simulation.players.policies import players
from simulation.scenario.schema.play import DocumentKind, MeasureKind, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room

FREEZE, POSTPONE = AssetAction.FREEZE, AssetAction.POSTPONE


@pytest.fixture
def room(blue_current: FrozenScenario) -> Room:
    return open_room(blue_current, Settings(preset="half_day_14", seed=7), players())


def rich_account(state: State) -> str:
    """The account in Kestria on which most of the network's money lies."""
    accounts = [each for each in state.network.money.accounts.values() if each.country == "KES" and not each.frozen]
    return max(accounts, key=lambda each: (each.balance, each.key)).key


def block(state: State, account: str, action: AssetAction, until: int | None, country: str = "KES") -> int:
    return restrained_assets.block(state, "KES", country, account, action, f"{country}/order", until)


def test_a_freeze_after_a_postponement_keeps_what_is_held(room: Room) -> None:
    state = room.exercise.state
    account = rich_account(state)
    held = block(state, account, POSTPONE, 10 * DAY)
    assert held > 0
    assert block(state, account, FREEZE, 90 * DAY) == held
    asset = state.countries["KES"].file.assets.get(account)
    assert asset is not None
    assert (asset.state, asset.amount_minor, asset.until) == (AssetState.FROZEN, held, 60 * DAY)


def test_a_second_country_sees_what_is_held(room: Room) -> None:
    state = room.exercise.state
    account = rich_account(state)
    held = block(state, account, FREEZE, 90 * DAY)
    assert block(state, account, FREEZE, 60 * DAY, "VAL") == held
    restrained_assets.end(state, "VAL", account, AssetAction.LAPSE)
    assert state.network.money.is_frozen(account)
    restrained_assets.end(state, "KES", account, AssetAction.LAPSE)
    assert not state.network.money.is_frozen(account)


def test_what_one_country_confiscates_no_other_holds_any_more(room: Room) -> None:
    """The other file has nothing there, its team hears that the money was taken, and its procedure ends."""
    state = room.exercise.state
    account = rich_account(state)
    held = block(state, account, FREEZE, 90 * DAY)
    assert block(state, account, FREEZE, 90 * DAY, "VAL") == held > 0
    matters.follow(state, state.drained())
    assert restrained_assets.end(state, "KES", account, AssetAction.CONFISCATE) == held
    matters.follow(state, state.drained())
    kept = {country: state.countries[country].file.assets.get(account) for country in ("KES", "VAL")}
    assert [(each.state, each.amount_minor) for each in kept.values() if each is not None] == [
        (AssetState.CONFISCATED, held),
        (AssetState.LIFTED, 0),
    ]
    told = {line.what for line in room.exercise.team_view("VAL").digest if line.about == account}
    assert Phrase("digest.freeze_confiscated", (("account", account),)) in told
    assert state.agenda.when(f"freeze/VAL/{account}") is None
    stands = {each.matter.requesting: each.matter.status for each in state.part(Procedures).begun.values()}
    assert stands == {"KES": RestraintStatus.REALISING, "VAL": RestraintStatus.LIFTED}


def test_a_postponement_does_not_shorten_a_freeze(room: Room) -> None:
    state = room.exercise.state
    account = rich_account(state)
    block(state, account, FREEZE, 90 * DAY)
    block(state, account, POSTPONE, 10 * DAY)
    assert state.agenda.when(f"freeze/KES/{account}") == 60 * DAY


@pytest.mark.parametrize("action", [FREEZE, POSTPONE])
def test_an_order_that_comes_after_the_confiscation_changes_nothing(room: Room, action: AssetAction) -> None:
    state = room.exercise.state
    account = rich_account(state)
    block(state, account, FREEZE, 90 * DAY)
    assert restrained_assets.end(state, "KES", account, AssetAction.CONFISCATE) > 0
    before = state.countries["KES"].file.assets.get(account)
    assert block(state, account, action, 120 * DAY) == 0
    assert state.countries["KES"].file.assets.get(account) == before
    assert state.agenda.when(f"freeze/KES/{account}") is None


def test_an_honest_account_is_held_like_any_other_and_counted(room: Room) -> None:
    """The result of the measure does not say whether there is anything dirty on the account."""
    room.control(StartExercise(id="", warm_up=False))
    room.control(TakeOver(id="", country="KES"))
    state = room.exercise.state
    file = state.countries["KES"].file
    honest = next(
        each
        for each in file.known.all
        if each.kind is EntityKind.ACCOUNT and each.country == "KES" and is_uninvolved(state, each)
    )
    office = Office.PROSECUTOR
    order = OrderMeasure(
        id="order001",
        by=Seat("KES", office),
        member="control",
        kind=MeasureKind.FREEZE,
        target=honest.key,
        documents=tuple(paper.key for paper in file.naming(honest.key)),
    )
    room.do(order)
    events = room.exercise.advance(40 * DAY)
    completed = [each for each in events if isinstance(each, MeasureCompleted) and each.measure == "KES/order001"]
    assert [each.result for each in completed] == ["done"]
    assert any(isinstance(each, AssetsFrozen) and each.account == honest.key for each in events)
    assert any(isinstance(each, UninvolvedAffected) and each.entity == honest.key for each in events)


def test_a_freeze_is_carried_out_while_the_unit_holds_the_money(room: Room) -> None:
    """The unit holds for three days there; the court and the bank would have taken longer without it."""
    room.control(StartExercise(id="", warm_up=False))
    room.control(TakeOver(id="", country="ISA"))
    account = "account/forwarding"
    papers = tuple(paper.key for paper in room.exercise.state.countries["ISA"].file.naming(account))
    for kind, office in ((MeasureKind.POSTPONEMENT, Office.FIU), (MeasureKind.FREEZE, Office.PROSECUTOR)):
        order = OrderMeasure(
            id=f"in_time17_{kind}",
            by=Seat("ISA", office),
            member="control",
            kind=kind,
            target=account,
            documents=papers,
        )
        room.do(order)
    events = room.exercise.advance(12 * DAY)
    assert any(isinstance(each, AssetsFrozen) and each.account == account for each in events)
    assert not any(isinstance(each, FreezeEnded) and each.account == account for each in events)


def is_uninvolved(state: State, account: Entity) -> bool:
    return questions.organisation_of(state.network, account.key) is None and not state.network.money.is_frozen(
        account.key
    )


def test_in_the_epilogue_a_country_that_was_taken_over_is_played(room: Room) -> None:
    room.control(StartExercise(id="", warm_up=False))
    room.control(TakeOver(id="", country="KES"))
    room.control(EndExercise(id=""))
    assert room.exercise.state.automatic_offices("KES") == ()
    room.exercise.perform(PlayEpilogue(id="epilogue", member="control"))
    assert room.exercise.state.automatic_offices("KES") == tuple(Office)


def test_a_freeze_for_another_country_counts_the_uninvolved_too(room: Room) -> None:
    state = room.exercise.state
    members = state.network.membership.members
    accounts = state.network.money.accounts.values()
    honest = next(
        e.key for e in accounts if e.organisation is None and e.holder and not {e.holder, e.owner} & set(members)
    )
    held = next(each.key for each in state.network.money.accounts.values() if each.organisation is not None)
    for account in (honest, held):
        restrained_assets.block(state, "KES", "VAL", account, FREEZE, "VAL/request", 90 * DAY)
    restrained_assets.block(state, "KES", "VAL", honest, POSTPONE, "VAL/question", 9 * DAY)
    affected = [each for each in state.drained() if isinstance(each, UninvolvedAffected)]
    assert [(each.country, each.entity, each.measure) for each in affected] == [("KES", honest, "VAL/request")]


def test_an_account_in_the_name_of_a_member_is_not_uninvolved(room: Room) -> None:
    state = room.exercise.state
    own = next(
        each.key
        for each in state.network.money.accounts.values()
        if each.organisation is None and each.holder in state.network.membership.members
    )
    restrained_assets.block(state, "KES", "VAL", own, FREEZE, "VAL/request", 90 * DAY)
    assert not [each for each in state.drained() if isinstance(each, UninvolvedAffected)]


def test_a_person_is_surrendered_who_has_nothing_to_do_with_it(room: Room) -> None:
    state = room.exercise.state
    people = [each for each in state.network.entities.values() if each.kind is EntityKind.PERSON]
    honest = next(
        each.key
        for each in people
        if questions.organisation_of(state.network, each.key) is None
        and questions.whereabouts(state.network, each.key) == "VAL"
    )
    surrender = open_request("KES/wanted", kind_of(Sought.SURRENDER), "KES", "VAL", (honest,), state.now)
    execution.execute(state, surrender)
    affected = [each for each in state.drained() if isinstance(each, UninvolvedAffected)]
    assert [(each.country, each.entity, each.measure) for each in affected] == [("VAL", honest, "KES/wanted")]


def charged(
    state: State,
    country: str,
    account: str,
    offence: str,
    formalities: tuple[str, ...] = ("F1",),
    outcome: str = "conviction",
) -> Charge:
    """A verdict on an account's owner in a country, on its file as its bank gives it, at home or abroad."""
    file, law = state.countries[country].file, state.scenario.country(country)
    owner = state.network.money.owner_of(account)
    bank = state.network.entities[account].country
    named = law.offence(offence)
    assert owner is not None
    assert named is not None
    origin = Origin.HOME if bank == country else Origin.MLA
    use = Use(is_evidence=True, origin=origin, formalities=formalities)
    key = f"opened/{country}/{account}"
    paper = gathering.make(state, DocumentKind.ACCOUNT_FILE, account, bank, key, use)
    assert paper is not None
    if file.filed.get(key) is None:
        file.add(paper, state.now, "test")
    name = f"{country}/{offence}/{account}"
    file.bring_charge(name, owner, named, (key,), state.now, state.now + DAY)
    file.charges.decide(name, outcome, (), state.now)
    charge = file.charges.get(name)
    assert charge is not None
    return charge


def straw_account(state: State, country: str = "") -> Account:
    """An account in a name behind which stands a member: one in a country, or the first anywhere that holds money."""
    return next(
        each
        for each in sorted(state.network.money.accounts.values(), key=lambda each: each.key)
        if each.holder != each.owner and (each.country == country or (each.balance > 0 and not country))
        if each.owner in state.network.membership.members
    )


def test_a_conviction_takes_what_papers_show_to_be_the_convicts_whatever_the_name_on_it(room: Room) -> None:
    """Frozen money at home in a straw owner's name is taken; what no paper shows, or lies abroad, stays blocked."""
    state = room.exercise.state
    straw = straw_account(state)
    home = straw.country
    others = next(
        each
        for each in sorted(state.network.money.accounts.values(), key=lambda each: each.key)
        if each.balance > 0 and straw.owner not in {each.holder, each.owner}
    )
    for account in (straw, others):
        restrained_assets.block(state, account.country, home, account.key, FREEZE, "order", 900 * DAY)
    taken = trials.confiscate(state, home, charged(state, home, straw.key, "laundering"))
    assert taken == (straw.key,)
    assert straw.balance == 0
    assert others.balance > 0


def test_a_conviction_without_a_paper_that_shows_whose_it_is_takes_nothing(room: Room) -> None:
    state = room.exercise.state
    straw = straw_account(state)
    restrained_assets.block(state, straw.country, straw.country, straw.key, FREEZE, "order", 900 * DAY)
    charge = replace(charged(state, straw.country, straw.key, "laundering"), person="cast/nobody")
    assert trials.confiscate(state, straw.country, charge) == ()
    assert straw.balance > 0


def test_an_offence_that_brings_nothing_in_takes_nothing(room: Room) -> None:
    """Who threatened a witness is punished for that: the money blocked as proceeds needs an offence it came from."""
    state = room.exercise.state
    straw = straw_account(state)
    assert confiscation.reached(state, straw.country, charged(state, straw.country, straw.key, "obstruction")) == set()
    assert straw.key in confiscation.reached(
        state, straw.country, charged(state, straw.country, straw.key, "laundering")
    )


@pytest.mark.parametrize("forum", ["VAL", "KES"])
def test_bare_copies_from_abroad_take_nothing(room: Room, forum: str) -> None:
    """Without the certificate a common-law court takes no copy, and a civil one wants another source beside it."""
    state = room.exercise.state
    straw = straw_account(state, "KES" if forum == "VAL" else "VAL")
    bare = charged(state, forum, straw.key, "laundering", ())
    assert straw.key not in confiscation.reached(state, forum, bare)
    paper = certified(state, straw.key)
    state.countries[forum].file.add(paper, state.now, "test")
    assert straw.key not in confiscation.reached(state, forum, bare), "it is not before the court"
    assert straw.key in confiscation.reached(state, forum, replace(bare, documents=(*bare.documents, paper.key)))


def test_what_the_court_is_not_shown_is_let_go_and_counted_as_a_freeze_without_plan(room: Room) -> None:
    """After the verdict the defence gets back what no paper before the court shows to be the convict's (M14)."""
    state = room.exercise.state
    straw = straw_account(state)
    home = straw.country
    restrained_assets.block(state, home, home, straw.key, FREEZE, "order", 900 * DAY)
    charge = charged(state, home, straw.key, "laundering")
    assert trials.release(state, home, charge) == (), "the court takes it"
    unshown = replace(charge, documents=())
    assert trials.release(state, home, replace(unshown, elements=("intimidation", "witness"))) == ()
    state.drained()
    assert trials.release(state, home, unshown) == (straw.key,)
    assert not state.network.money.is_frozen(straw.key)
    found = [each.finding for each in state.drained() if isinstance(each, FindingMade)]
    assert found == ["mistake.M14"]


def test_after_an_acquittal_all_that_was_blocked_as_the_accuseds_goes_back(room: Room) -> None:
    """Also what papers before the court showed to be his or hers; nobody made a mistake by that."""
    state = room.exercise.state
    straw = straw_account(state)
    restrained_assets.block(state, straw.country, straw.country, straw.key, FREEZE, "order", 900 * DAY)
    charge = charged(state, straw.country, straw.key, "laundering", outcome="acquittal")
    state.drained()
    assert trials.release(state, straw.country, charge) == (straw.key,)
    assert not state.network.money.is_frozen(straw.key)
    assert not [each for each in state.drained() if isinstance(each, FindingMade)]


def certified(state: State, account: str) -> Document:
    """The account's file with the custodian's certificate."""
    use = Use(is_evidence=True, origin=Origin.MLA, formalities=("F1",))
    bank = state.network.entities[account].country
    paper = gathering.make(state, DocumentKind.ACCOUNT_FILE, account, bank, f"certified/{account}", use)
    assert paper is not None
    return paper


def test_an_account_that_a_member_really_owns_is_not_uninvolved(room: Room) -> None:
    state = room.exercise.state
    members = state.network.membership.members
    veiled = next(
        each.key
        for each in state.network.money.accounts.values()
        if each.owner in members and each.holder not in members
    )
    restrained_assets.block(state, "KES", "VAL", veiled, FREEZE, "VAL/request", 90 * DAY)
    assert not [each for each in state.drained() if isinstance(each, UninvolvedAffected)]
