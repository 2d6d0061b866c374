"""What a team does for itself changes no byte of another's pages, exports, polls and ticks, then or after a jump."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from simulation.exercise.clock.commands import Jump
from simulation.exercise.core.command import Seat
from simulation.exercise.matters.commands import BeginProcedure
from simulation.exercise.procedures.extradition.table import EXTRADITION
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Office
from tests.partition.game import Game, accepted, copied
from tests.partition.surface import crawl, rules
from tests.webapp.crawl import steady
from tests.webapp.house import Person, command_of
from tests.webapp.live.test_live import opened as stream_of

pytestmark = pytest.mark.acceptance("opens every page of a team four times over")

MINE = re.compile(r"/x/<exercise>/(desk|lobby|live)/[^<]*$")
"""Pages of a team that need no argument; the others are reached by links."""


def read_everything(game: Game, person: Person) -> None:
    """Opens every paper, request, event and message of the own team: nothing is new any more."""
    view = game.view(person.country)
    papers = (f"documents/{filed.label}" for filed in view.documents)
    requests = (f"requests/{request.label}" for request in view.requests)
    events = (f"injects/{game.house.handle(game.exercise, 'inject', each.key, view.country)}" for each in view.injects)
    for path in (*papers, *requests, *events, "messages"):
        assert person.get(game.url(f"desk/{path}")).status_code == 200, path


def shown(game: Game, person: Person) -> dict[str, str]:
    """Everything that a person can open, without the wall minutes that are left."""
    start = [rule.rule.replace("<exercise>", game.exercise) for rule in rules(game, "GET") if MINE.search(rule.rule)]
    polls = [game.url(f"live/{kind}/poll") for kind in ("team", "lobby")]
    found = crawl(game, person.client, [*start, *polls])
    assert sum(answer.status == 200 for answer in found) > 150
    return {answer.path: told(answer.status, answer.text) for answer in found}


def told(status: int, text: str) -> str:
    """What one page says."""
    return f"{status}\n{steady(text)}"


def act_in_private(game: Game, person: Person) -> int:
    """Drafts, notes, marks, the board and its layout, through the pages' own forms; returns how many acts were done."""
    desk = game.url("desk/")
    view = game.view(person.country)
    before = game.published.sequence
    for filed in view.documents[:4]:
        accepted(person, f"{desk}documents/{filed.label}/notes", {"text": "Look at the second row."})
        accepted(person, f"{desk}documents/{filed.label}/marks", {"line": ["1"]})
    placed = {entity for entity, _claim in view.board.entities}
    free = [number for number, entity in enumerate(view.entities, start=1) if entity.key not in placed]
    for number in free[:4]:
        page = person.get(f"{desk}entities/{number}").text
        accepted(person, f"{desk}entities/{number}/claim", {"command_id": command_of(page)})
        accepted(person, f"{desk}board/place", {"entity": str(number), "x": "30", "y": "-40"})
        accepted(person, f"{desk}entities/{number}/notes", {"text": "Who is this?"})
    for sought in ("bank_records", "person_check"):
        page = person.get(f"{desk}requests/new").text
        form: dict[str, str | list[str]] = {"command_id": command_of(page), "requested": "SOV", "target": ["1"]}
        answer = person.post(f"{desk}requests/new", {**form, "sought": sought})
        assert answer.status_code in {303, 422}
    draft = next(each for each in reversed(game.view(person.country).requests) if each.status == "drafting")
    accepted(person, f"{desk}requests/{draft.label}/draft", {"facts": "What we think of Sorvane.", "version": "0"})
    asked = wanted(person, game.view(person.country))
    charge(game, asked)
    game.house.store.execute(game.exercise, asked)
    return game.published.sequence - before


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
        kind=EXTRADITION,
        requested=key.country,
        subjects=(key.key,),
        documents=(paper.key,),
        terms=(("offence", "laundering"),),
    )


def charge(game: Game, asked: BeginProcedure) -> None:
    """The charge on which a surrender rests, put there by hand: nobody sits as the prosecutor."""
    live = game.house.store.copies._live[game.exercise].exercise
    assert live is not None
    assert asked.by is not None
    offence = live.state.scenario.country(asked.by.country).offence("laundering")
    assert offence is not None
    file = live.state.countries[asked.by.country].file
    if any(each.person == asked.subjects[0] for each in file.charges.all):
        return
    file.bring_charge(f"{asked.id}/charge", asked.subjects[0], offence, asked.documents, live.now, live.now + 10**8)


def different(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Addresses whose answers differ."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def own_pages(game: Game, person: Person) -> dict[str, str]:
    """The pages of a team that need no argument."""
    paths = (rule.rule.replace("<exercise>", game.exercise) for rule in rules(game, "GET") if MINE.search(rule.rule))
    return {path: told(page.status_code, page.text) for path in paths for page in (person.get(path),)}


def test_private_acts_change_much_for_the_own_team_and_no_byte_for_another_then_or_after_a_jump(
    game: Game, busy: Game, tmp_path: Path
) -> None:
    folder = tmp_path / "quiet"
    folder.mkdir()
    quiet = copied(game, folder)
    own = own_pages(busy, busy.brava)
    read_everything(busy, busy.brava)
    assert act_in_private(busy, busy.brava) >= 5
    for number in (0, 1):
        if number:
            for each in (quiet, busy):
                each.house.store.execute(each.exercise, Jump(id="jumpnumber9", member="control", days=20))
        left, right = (shown(each, each.alba) for each in (quiet, busy))
        assert different(left, right) == []
        if not number:
            assert len(different(own, own_pages(busy, busy.brava))) > 10
    quiet.house.close()


def test_a_stream_stays_silent(busy: Game) -> None:
    async def watch() -> tuple[dict[str, str], bool]:
        async with (
            stream_of(busy.house, busy.alba, "team") as alba,
            stream_of(busy.house, busy.alba, "lobby") as lobby,
            stream_of(busy.house, busy.brava, "team") as brava,
        ):
            for stream in (alba, lobby, brava):
                await stream.next()
                assert await stream.tick()
            await asyncio.to_thread(act_in_private, busy, busy.brava)
            own = await brava.tick()
            await asyncio.sleep(0.3)
            return own, alba.ticks() == lobby.ticks() == 0

    own, silent = asyncio.run(watch())
    assert own
    assert silent
