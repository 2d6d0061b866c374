"""A trainer makes an exercise, sees it in the list, and starts it from its lobby."""

import re

from tests.webapp.house import House, command_of, trainer

PLAYED = ("SOV", "ISA", "VAL", "KES")


def form(**changed: str) -> dict[str, str | list[str]]:
    return {
        "title": "Tuesday group",
        "scenario": "blue-current",
        "preset": "half_day_14",
        "seed": "7",
        **{f"policy_{code}": "textbook" for code in PLAYED},
        **{f"help_{code}": "guided" for code in PLAYED},
        **changed,
    }


def test_make_list_start(house: House) -> None:
    ines = trainer(house)
    assert "No exercise yet" in ines.get("/exercises").text
    page = ines.get("/exercises/new").text
    assert "Half a day, 14 people" in page
    made = ines.post("/exercises/new", form())
    assert made.status_code == 303
    found = re.fullmatch(r"/x/(\w+)/lobby/", made.headers["Location"])
    assert found is not None
    exercise = found[1]
    published = house.store.published(exercise)
    assert published.settings.seed == 7
    assert dict(published.settings.policies) == dict.fromkeys(PLAYED, "textbook")
    assert dict(published.settings.help_levels) == dict.fromkeys(PLAYED, "guided")
    lobby = ines.get(made.headers["Location"]).text
    assert "<svg" in lobby
    code = house.join_code(exercise)
    assert f"{code[:3]} {code[3:]}" in lobby
    assert "Open the warm-up" in lobby
    lobby_url = made.headers["Location"]
    assert ines.post(lobby_url + "start", {"what": "warm_up", "command_id": command_of(lobby)}).status_code == 303
    assert house.store.published(exercise).control.clock.phase == "warm_up"
    opened = ines.post(lobby_url + "start", {"what": "end_warm_up", "command_id": "endthewarmup"})
    assert opened.status_code == 303
    assert house.store.published(exercise).control.clock.phase == "office_hours"
    listed = ines.get("/exercises").text
    assert "Tuesday group" in listed
    assert "office hours" in listed


def test_two_clicks_on_start_are_one(house: House) -> None:
    ines = trainer(house)
    exercise = house.new_exercise()
    start: dict[str, str | list[str]] = {"what": "first_move", "command_id": "startstartstart"}
    assert [ines.post(f"/x/{exercise}/lobby/start", start).status_code for _ in range(2)] == [303, 303]
    assert house.store.published(exercise).sequence == 1


def test_the_form_is_of_the_scenario_that_was_chosen(house: House) -> None:
    ines = trainer(house)
    page = ines.get("/exercises/new?scenario=glass-harbour").text
    assert 'name="policy_LMR"' in page
    assert 'name="policy_SOV"' not in page
    played = ("LMR", "QSA", "ZRN", "CRR")
    sent = form(scenario="glass-harbour", **{f"policy_{code}": "auto" for code in played})
    sent |= {f"help_{code}": "exam" for code in played}
    assert ines.post("/exercises/new", sent).status_code == 303
    assert "Glass harbour" in ines.get("/exercises").text or "glass-harbour" in ines.get("/exercises").text


def test_levers_that_are_in_place_from_the_start(house: House) -> None:
    ines = trainer(house)
    assert "Levers that are in place from the start" in ines.get("/exercises/new").text
    sent = form() | {"lever_VAL": ["lawyers", "electronic"]}
    made = ines.post("/exercises/new", sent)
    exercise = made.headers["Location"].split("/")[2]
    published = house.store.published(exercise)
    assert published.settings.levers == (("VAL", "lawyers", 0), ("VAL", "electronic", 0))
    assert {lever for _, lever, _ in published.control.levers} == {"lawyers", "electronic"}
