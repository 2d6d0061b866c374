"""Every act that the tables give to a seat is a form on the page of the procedure, and the form does it.

Each row's procedure is put where the row begins, between two desks that have begun it by their pages; then the seat of
the row opens the page, fills the form that it finds there and posts it. `tests/exercise` plays the same tables to each
of their ends; what ends there can so be reached by pages alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from simulation.casework.documents.document import Origin
from simulation.casework.file.restrained_assets import AssetAction
from simulation.exercise.engine import Exercise
from simulation.exercise.evidence import gathering
from simulation.exercise.matters.state import Procedures
from simulation.exercise.procedures.extradition.table import EXTRADITION
from simulation.exercise.procedures.joint_team.table import ITEMS, JOINT_TEAM
from simulation.exercise.procedures.preservation.table import PRESERVATION
from simulation.exercise.procedures.restraint.table import FREEZING
from simulation.exercise.registry import SHIPPED
from simulation.exercise.restrained_assets import handlers as restrained_assets
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Facts, Office, Side
from simulation.matters.declaration import Transition
from simulation.matters.matter import Stay
from simulation.matters.proceeding import Proceeding, ProceedingRules
from tests.desk.journeys import FORM, HIDDEN, desk, view
from tests.desk.procedures.test_procedures import charge
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody

INPUT = re.compile(r"<input\b([^>]*)>()")
AREA = re.compile(r"<(?:select|textarea)\b([^>]*)>(.*?)</(?:select|textarea)>", re.DOTALL)
ATTRIBUTE = re.compile(r'([a-z_-]+)="([^"]*)"')
OWN_FORM = re.compile(r'<form class="r-card-body r-fields" method="post" data-keep>(.*?)</form>', re.DOTALL)
CHOICE = re.compile(r'<option[^>]*value="([^"]+)"')
LONG_AGO = 100 * DAY
"""So long nobody came for the person: acts that have to wait for their day are open."""

NEED_OWN_CASE = frozenset({"grant_later", "grant_for_a_time"})
"""Acts that are offered only where there is a case of one's own against the person."""

SUBJECTS = {
    EXTRADITION: EntityKind.PERSON,
    JOINT_TEAM: EntityKind.PERSON,
    FREEZING: EntityKind.ACCOUNT,
    PRESERVATION: EntityKind.PHONE,
}
VALUES = {
    "duration_days": "90",
    "extra_days": "60",
    "share": "40",
    "leader": "KES",
    "further": "trafficking",
    "until": "2032-12-01",
    "text": "Our reasons",
}


def filled(body: str, papers: list[str]) -> dict[str, str | list[str]]:
    """The values of a form as a person fills it: every field that it has, the first choice where there are some."""
    values: dict[str, str | list[str]] = dict(HIDDEN.findall(body))
    for attributes, inside in (*INPUT.findall(body), *AREA.findall(body)):
        given = dict(ATTRIBUTE.findall(attributes))
        name, kind = given.get("name", ""), given.get("type", "")
        if not name or kind == "hidden":
            continue
        if name == "documents":
            values[name] = papers
        elif name in VALUES:
            values[name] = VALUES[name]
        elif choices := CHOICE.findall(inside):
            values[name] = unescape(choices[0])
        elif kind in {"checkbox", "radio"}:
            values.setdefault(name, unescape(given["value"]))
        else:
            values[name] = "As agreed"
    return values


type Queues = dict[tuple[Side, Office], Person]


@pytest.fixture
def desks(house: House, cast: Cast) -> Queues:
    """Somebody at every desk of Kestria, which asks, and of Sorvane, which is asked."""
    found = {(Side.REQUESTING, Office.AUTHORITY): cast.brava, (Side.REQUESTED, Office.AUTHORITY): cast.alba}
    for side, country in ((Side.REQUESTING, "KES"), (Side.REQUESTED, "SOV")):
        for office in (Office.PROSECUTOR, Office.POLICE, Office.FIU):
            person = nobody(house, f"{office} of {country}", cast.exercise)
            assert person.join(office.value, country).status_code == 303
            found[side, office] = person
    return found


def begun(house: House, cast: Cast, desks: Queues, kind: str) -> Proceeding:
    """A procedure that Kestria has begun with Sorvane by the form of its page."""
    person = desks[Side.REQUESTING, SHIPPED.procedure_by_code[kind].rules.begins.offices[0]]
    shown = view(house, cast, person)
    number = next(
        number
        for number, entity in enumerate(shown.entities, start=1)
        if entity.kind is SUBJECTS[kind] and (entity.country == "SOV" or kind == PRESERVATION)
    )
    if kind == EXTRADITION:
        charge(house, cast, person, shown.entities[number - 1].key)
    path = f"procedures/new/{kind}"
    page = person.get(desk(cast, path)).text
    (body,) = OWN_FORM.findall(page)
    values = filled(body, [each.label for each in shown.documents][:3])
    answer = person.post(
        desk(cast, path), {**values, "requested": "SOV", "subject": str(number), "offence": "laundering"}
    )
    assert answer.status_code == 303, answer.text
    *_, key = live(house, cast).state.part(Procedures).begun
    return live(house, cast).state.part(Procedures).begun[key].matter


def live(house: House, cast: Cast) -> Exercise:
    found = house.store.copies._live[cast.exercise].exercise
    assert found is not None
    return found


def settled(table: ProceedingRules, row: Transition) -> Facts:
    """What has been settled on the way to a row."""
    terms: dict[str, str | int] = {"offence": "laundering", "arrested": 0, "assurances": "assurance_fair_trial"}
    if row.action in {"consent_further_offence", "decline_further_offence"}:
        terms["further"] = "trafficking"
    if table.code == JOINT_TEAM:
        terms |= dict.fromkeys(ITEMS, "As agreed") | {"duration_days": 90, "extra_days": 60, "leader": "KES"}
    return tuple(terms.items())


def put(house: House, cast: Cast, begun: Proceeding, table: ProceedingRules, row: Transition) -> str:
    """Puts a procedure where a row begins, and publishes what both desks see; gives its number."""
    state = live(house, cast).state
    kept = state.part(Procedures).begun[begun.key]
    shared = next(stay for stay in table.statuses.values() if not stay.is_private and not stay.is_final)
    stay = table.statuses[row.origin]
    since = state.now - (LONG_AGO if table.code == EXTRADITION else 0)
    stays = [Stay(each.code, each.holder, each.time_kind, since, row.action) for each in (shared, stay)]
    kept.matter = begun._replace(
        stays=tuple(stays if not stay.is_private else stays[1:]),
        terms=(*begun.terms, *settled(table, row)),
        version=kept.matter.version + 1,
        log=(),
    )
    if table.code == FREEZING:
        restrained_assets.block(
            state, "SOV", "KES", begun.subjects[0], AssetAction.FREEZE, "letter", state.now + 60 * DAY
        )
    if row.action in NEED_OWN_CASE:
        theirs = state.countries["KES"].file.naming(begun.subjects[0])[0]
        paper = replace(theirs, key="own/paper", use=replace(theirs.use, origin=Origin.HOME))
        gathering.file_document(state, "SOV", paper, "own", (Office.PROSECUTOR,))
    house.store._publish(house.store.copies._live[cast.exercise])
    return kept.label


def own_papers(house: House, cast: Cast, person: Person) -> list[str]:
    """Papers of the team's own authorities that stand as evidence."""
    shown = view(house, cast, person)
    return [
        each.label for each in shown.documents if each.document.use.stands and each.document.country == person.country
    ][:2]


def form_of(cast: Cast, person: Person, label: str, row: Transition) -> str:
    """The form of a row on the page of a procedure, "" when it has none."""
    page = person.get(desk(cast, f"procedures/{label}"))
    assert page.status_code == 200, row
    mark = f'name="action" value="{row.action}"'
    return next((body for _action, body in FORM.findall(page.text) if mark in body), "")


@pytest.mark.parametrize("kind", SHIPPED.procedure_by_code)
def test_every_act_of_a_seat_is_a_form_that_does_it(house: House, cast: Cast, desks: Queues, kind: str) -> None:
    table = SHIPPED.procedure_by_code[kind].rules
    first = begun(house, cast, desks, kind)
    for row in table.transitions:
        if not row.offices:
            continue
        label = put(house, cast, first, table, row)
        forms = [form_of(cast, desks[row.side, office], label, row) for office in row.offices]
        assert all(forms), row
        person = desks[row.side, row.offices[0]]
        answer = person.post(desk(cast, f"procedures/{label}/act"), filled(forms[0], own_papers(house, cast, person)))
        assert answer.status_code == 303, (row, answer.text)
        after = live(house, cast).state.part(Procedures).begun[first.key].matter
        assert (after.status, after.log[0].action) == (row.target, row.action)
