"""Nothing of the world or of another team reaches a page; another team's private acts change no byte of one's own."""

import pytest

from simulation.assistance.procedure import ProcedureKind
from simulation.exercise.commands import ClaimEntity, Jump, Seat
from simulation.exercise.procedure_commands import BeginProcedure
from simulation.exercise.views import TeamView
from simulation.records import EntityKind, Office
from tests.webapp.conftest import Cast
from tests.webapp.crawl import steady, walk
from tests.webapp.house import House, Person
from tests.webapp.test_drafts import as_member
from webapp import drafts, team_rows


def canaries(house: House, cast: Cast, country: str) -> set[str]:
    """Every name, number and key of the world that a country's file and the scenario's words do not hold."""
    live = house.store._live[cast.exercise]
    assert live.exercise is not None
    published = house.store.published(cast.exercise)
    allowed = repr(published.teams[country]) + repr(published.scenario.texts)
    world = live.exercise.state.network.entities
    found = {entity.label for entity in world.values()} | {key for key in world if key.count("/") > 1}
    return {text for text in found if len(text) > 5 and text not in allowed}


def leaks(pages: dict[str, str], secrets: set[str]) -> list[tuple[str, str]]:
    """Where a secret stands on a page."""
    plain = {secret: (secret, secret.encode().decode("latin-1")) for secret in sorted(secrets)}
    return [
        (path, secret)
        for path, text in pages.items()
        for secret, forms in plain.items()
        if any(form in text for form in forms)
    ]


@pytest.fixture
def played(house: House, cast: Cast) -> Cast:
    """The cast after a jump, with papers from abroad and a network that moved on."""
    house.store.execute(cast.exercise, Jump(id="jump00000001", member="control", days=30))
    return cast


def test_the_search_finds_a_planted_leak(house: House, played: Cast) -> None:
    secrets = canaries(house, played, "SOV")
    assert len(secrets) > 100
    assert leaks({"/page": f"<p>{min(secrets)}</p>"}, secrets) == [("/page", min(secrets))]


def test_no_page_of_a_team_knows_more_than_its_file(house: House, played: Cast) -> None:
    for person in (played.alba, played.brava):
        pages = walk(house, person, played.exercise)
        assert sum(text.startswith("200") for text in pages.values()) > 5
        assert not any(text.startswith("500") for text in pages.values())
        assert leaks(pages, canaries(house, played, person.country)) == []


def test_a_stranger_sees_nothing_of_anybody(house: House, played: Cast) -> None:
    pages = walk(house, played.otto, played.exercise)
    secrets = canaries(house, played, "SOV") | {"Alba", "Brava", "Tuesday group"}
    assert leaks(pages, secrets) == []


def private_acts(house: House, cast: Cast, person: Person) -> None:
    """Reading, drafting, notes, marks, the board, and a procedure of which the other side does not know yet."""
    walk(house, person, cast.exercise)
    view = house.store.published(cast.exercise).teams[person.country]
    with as_member(house, person):
        drafts.save("request/secret", {"facts": "what we think"}, 0)
        team_rows.add_note("document/1", "a private thought")
        team_rows.set_marks("document/1", [1, 2])
        team_rows.mark_read(*(f"document:{filed.document.key}" for filed in view.documents))
        team_rows.place_entity("cast/somebody", 3, 4)
    free = [e.key for e in view.entities if e.key not in {entity for entity, _claim in view.board.entities}]
    for number, entity in enumerate(free[:3]):
        command = ClaimEntity(
            id=f"private{person.country.lower()}{number}",
            by=Seat(person.country, Office.AUTHORITY),
            member=person.member_id,
            entity=entity,
        )
        house.store.execute(cast.exercise, command)
    house.store.execute(cast.exercise, wanted(person, view))


def wanted(person: Person, view: TeamView) -> BeginProcedure:
    """An extradition file about somebody abroad, of which nothing has been sent yet."""
    papers = [filed.document for filed in view.documents if filed.document.use.stands]
    key, paper = next(
        (entity, paper)
        for entity in view.entities
        for paper in papers
        if entity.kind is EntityKind.PERSON and entity.country != view.country and paper.names(entity.key)
    )
    return BeginProcedure(
        id=f"private{person.country.lower()}wanted",
        by=Seat(person.country, Office.AUTHORITY),
        member=person.member_id,
        kind=ProcedureKind.EXTRADITION,
        requested=key.country,
        subjects=(key.key,),
        documents=(paper.key,),
        terms=(("offence", "laundering"),),
    )


def test_private_acts_of_another_team_change_no_byte(house: House, played: Cast) -> None:
    walk(house, played.alba, played.exercise)
    before = walk(house, played.alba, played.exercise)
    private_acts(house, played, played.brava)
    after = walk(house, played.alba, played.exercise)
    assert before.keys() == after.keys()
    different = [path for path in before if steady(before[path]) != steady(after[path])]
    assert different == []
    own = walk(house, played.brava, played.exercise)
    private_acts(house, played, played.alba)
    assert {
        path for path, text in walk(house, played.brava, played.exercise).items() if steady(text) != steady(own[path])
    } == set()
