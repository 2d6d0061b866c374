"""Conduct that belongs to no request is found all the same, with the place where it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from simulation.casework.documents.document import Origin
from simulation.casework.file.restrained_assets import AssetAction
from simulation.exercise.core.event import FindingMade
from simulation.exercise.core.settings import Settings
from simulation.exercise.core.state import State
from simulation.exercise.evidence import conduct_findings
from simulation.exercise.procedures.letter.opening import open_request
from simulation.exercise.procedures.letter.play import facts
from simulation.exercise.restrained_assets import handlers as restrained_assets
from simulation.kernel.agenda import DAY
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.content import Content
from simulation.players.policies import players
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import open_room


@pytest.fixture
def state(blue_current: FrozenScenario) -> State:
    return open_room(blue_current, Settings(preset="half_day_14", seed=7), players()).exercise.state


def found(state: State) -> list[tuple[str, str, str, str]]:
    events = [each for each in state.drained() if isinstance(each, FindingMade)]
    return [(each.finding, each.against, each.request, each.place) for each in events]


def test_a_freeze_that_lapses_without_a_charge_is_a_freeze_without_a_plan(state: State) -> None:
    account = min(key for key, each in state.network.money.accounts.items() if each.country == "KES")
    restrained_assets.block(state, "KES", "VAL", account, AssetAction.POSTPONE, "VAL/order", 5 * DAY)
    restrained_assets.review(state, "VAL", account)
    assert found(state) == [("mistake.M14", "VAL", "", f"asset/{account}")]


def test_a_paper_given_for_one_offence_is_not_used_for_another(state: State) -> None:
    file = state.countries["VAL"].file
    one, other = (offence.key for offence in state.scenario.country("VAL").offences[:2])
    paper = file.documents[0]
    given = replace(paper.use, origin=Origin.MLA, is_evidence=True, purposes=(one,))
    file.add(replace(paper, key="given", use=given), 0)
    conduct_findings.note_use(state, "VAL", "VAL/charge", one, ("given",))
    assert found(state) == []
    conduct_findings.note_use(state, "VAL", "VAL/charge", other, ("given",))
    assert found(state) == [("mistake.M20", "VAL", "", "charge/VAL/charge")]


def test_whose_property_it_is_and_how_old_a_person_is_by_the_own_papers(state: State) -> None:
    file = state.countries["KES"].file
    link = next(each for each in file.links() if each.kind in {"holds", "owns"} and each.b.startswith("account/"))
    person = next(each for each in file.known.all if dict(each.details).get("born"))
    start = state.scenario.start
    born = date.fromisoformat(str(dict(person.details)["born"]))
    freeze = open_request("VAL/f", kind_of(Sought.FREEZE), "VAL", "KES", (link.b,), state.now)
    others = {each.a for each in file.links() if each.b == link.b and each.kind in {"holds", "owns"}}
    assert facts.own_facts(file, freeze, kind_of(freeze.sought), start).third_parties == (link.b,)
    named = freeze._replace(content=Content(persons=tuple(others)))
    assert facts.own_facts(file, named, kind_of(named.sought), start).third_parties == ()
    records = open_request("VAL/r", kind_of(Sought.BANK_RECORDS), "VAL", "KES", (link.b,), state.now)
    assert facts.own_facts(file, records, kind_of(records.sought), start).third_parties == ()
    heard = open_request("VAL/s", kind_of(Sought.STATEMENT), "VAL", "KES", (person.key,), 0)
    assert facts.own_facts(
        file, heard, kind_of(heard.sought), born.replace(year=born.year + 18) - timedelta(days=1)
    ).minors == (person.key,)
    assert facts.own_facts(file, heard, kind_of(heard.sought), born.replace(year=born.year + 18)).minors == ()
