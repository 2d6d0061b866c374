"""What one team alone has on file is on no wall until that team releases it, and nobody else can."""

from __future__ import annotations

import re

from simulation.exercise.clock.commands import Jump
from simulation.exercise.views.wall import things
from tests.webapp.conftest import Cast, blank, cast, house, standing
from tests.webapp.house import House, Person, nobody
from webapp.live.panels import Kind, Viewer

__all__ = ["blank", "cast", "house", "standing"]

FORM = re.compile(r'<form class="r-story-wall.*?</form>', re.DOTALL)


def forms(cast: Cast, person: Person) -> list[dict[str, str | list[str]]]:
    """What the desk's news offers to release or take back."""
    page = person.get(f"/x/{cast.exercise}/desk/").text
    found = (re.findall(r'name="(\w+)" value="([^"]*)"', form) for form in FORM.findall(page))
    return [{name: value for name, value in fields if name != "csrf_token"} for fields in found]


def wall_page(cast: Cast) -> str:
    """What stands on the wall."""
    return cast.ines.get(f"/x/{cast.exercise}/control/projector/news").text


def beats(cast: Cast) -> int:
    """How many lines stand on the wall."""
    return wall_page(cast).count('<li class="r-beat')


def test_what_counts_still_after_the_next_jump_can_be_taken_back(house: House, cast: Cast) -> None:
    for number, days in enumerate((1, 2, 3, 5, 10, 20)):
        house.store.execute(cast.exercise, Jump(id=f"jumpalittle{number}", member="control", days=days))
    view = house.store.published(cast.exercise).teams["KES"]
    (money,) = (thing for thing in things(view, view.digest_since) if thing.startswith("held:"))
    finn = nobody(house, "Finn", cast.exercise)
    assert finn.join("fiu", "KES").status_code == 303
    handle = house.handle(cast.exercise, "wall", money, "KES")
    assert "Money held" not in wall_page(cast)
    sent = finn.post(f"/x/{cast.exercise}/desk/wall", {"thing": handle, "shown": "yes"})
    assert sent.location.endswith(f"/desk/#wall-{handle}"), "back to where it stands"
    assert "Money held" in wall_page(cast)

    house.store.execute(cast.exercise, Jump(id="jumpalittle6", member="control", days=2))
    page = finn.get(f"/x/{cast.exercise}/desk/").text
    assert "What the wall screen still shows of your file" in page
    assert page.count(f'id="wall-{handle}"') == 1
    assert "Money held" in wall_page(cast)
    assert {"thing": handle, "shown": "no"} in forms(cast, finn)
    assert finn.post(f"/x/{cast.exercise}/desk/wall", {"thing": handle, "shown": "no"}).status_code == 303
    assert "Money held" not in wall_page(cast)
    assert "What the wall screen still shows of your file" not in finn.get(f"/x/{cast.exercise}/desk/").text


def test_the_opened_parts_of_the_news_stay_open_and_what_a_colleague_does_leaves_it_alone(
    house: House, cast: Cast
) -> None:
    house.store.execute(cast.exercise, Jump(id="jumpalittle0", member="control", days=3))
    desk, viewer = f"/x/{cast.exercise}/desk", Viewer(cast.exercise, Kind.TEAM, "SOV", "")
    page = cast.alba.get(f"{desk}/").text
    assert all(' id="' in details for details in re.findall(r'<details class="r-news-more"[^>]*>', page))
    before = house.services.panels.of(viewer)["digest"]
    assert cast.alba.post(f"{desk}/board/place", {"entity": "1", "x": "4", "y": "5"}).status_code < 400
    assert house.services.panels.of(viewer)["digest"] == before
    (offered, *more) = forms(cast, cast.alba)
    assert cast.alba.get(f"{desk}/").text.count("Without your permission, the wall screen") == 1
    assert cast.alba.post(f"{desk}/wall", offered).status_code == 303
    for each in more:
        cast.alba.post(f"{desk}/wall", each)
    assert "Without your permission, the wall screen" not in cast.alba.get(f"{desk}/").text
    assert house.services.panels.of(viewer)["digest"] != before


def test_a_line_of_one_file_needs_that_teams_word(house: House, cast: Cast) -> None:
    for number, days in enumerate((1, 2, 3, 5)):
        house.store.execute(cast.exercise, Jump(id=f"jumpalittle{number}", member="control", days=days))
    teams = house.store.published(cast.exercise).teams
    alone = [thing for thing in things(teams["KES"], teams["KES"].digest_since) if thing.startswith("answers:")]
    others = [things(view, view.digest_since) for code, view in teams.items() if code != "KES"]
    assert len(alone) == 1, "an answer that only Kestria has"
    assert not [thing for held in others for thing in held if thing.startswith("answers:")]

    before = beats(cast)
    where = f"/x/{cast.exercise}/desk/wall"
    wanted: dict[str, str | list[str]] = {"thing": house.handle(cast.exercise, "wall", alone[0], "KES"), "shown": "yes"}
    for stranger in (cast.alba, cast.otto):
        guessed = {**wanted, "thing": house.handle(cast.exercise, "wall", alone[0], "SOV")}
        assert {stranger.post(where, dict(wanted)).status_code, stranger.post(where, guessed).status_code} <= {403, 404}
    finn, reads_along = nobody(house, "Finn", cast.exercise), nobody(house, "Cara", cast.exercise)
    for person in (finn, reads_along):
        assert person.join("fiu", "KES").status_code == 303
    assert forms(cast, reads_along) == []
    assert reads_along.post(where, dict(wanted)).status_code == 303
    assert beats(cast) == before, "nobody but whoever holds the pen decides"

    assert wanted in forms(cast, finn)
    (seen_before,) = re.findall(r'data-panel="beats"[^>]* data-version="[^"]+"', wall_page(cast))
    assert finn.post(where, dict(wanted)).status_code == 303
    assert beats(cast) == before + 1
    assert seen_before not in wall_page(cast), "a wall that is up hears of it"
    part = cast.ines.get(f"/x/{cast.exercise}/control/projector/news/part").text
    assert (part.count('<li class="r-beat'), "is-timed" in part) == (before + 1, False)
    assert {**wanted, "shown": "no"} in forms(cast, finn)
    assert finn.post(where, {**wanted, "shown": "no"}).status_code == 303
    assert beats(cast) == before


def test_a_secret_of_one_team_is_counted_on_the_wall_and_never_told(house: House, cast: Cast) -> None:
    for number, days in enumerate((1, 2, 3, 5, 10, 20)):
        house.store.execute(cast.exercise, Jump(id=f"jumpalittle{number}", member="control", days=days))
    shown = house.store.published(cast.exercise)
    view = shown.teams["KES"]
    (money,) = (thing for thing in things(view, view.digest_since) if thing.startswith("held:"))
    (secret,) = (each for each in view.assets if money == f"held:{each.account}")
    main = wall_page(cast).partition("<main")[2].partition("</main>")[0]
    told = " ".join(re.sub(r"<[^>]*>", " ", main).split())
    assert "All teams together" in told
    assert re.search(r"\d+ kinds? of news (?:is|are) known to one team only", told)
    assert f"{round(secret.amount_minor / 100):,}" not in told
    for team in shown.teams.values():
        assert not [each.label for each in team.entities if each.label in told]
        assert not [each.label for each in team.requests if each.label in told]
    names = {shown.scenario.text(f"country.{code}.name") for code in shown.teams} | set(shown.teams)
    assert not [name for name in names if re.search(rf"\b{name}\b", told)]
    numbers = {int(each) for each in re.findall(r"(?<![\d,])(\d+) (?:further|answer|hold|request|measure|pe)", told)}
    assert numbers
    assert max(numbers) < 100, "counts, and no sums"
