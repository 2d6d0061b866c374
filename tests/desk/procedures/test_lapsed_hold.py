"""The page of money on hold says what keeps it, and once the hold has lapsed why, and what would have prevented it."""

import re

from simulation.exercise.clock.commands import Jump
from tests.desk.journeys import desk, hidden, target_abroad, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody


def hold(house: House, cast: Cast) -> Person:
    """Asks Kestria's financial unit for a hold; gives who asked."""
    finn = nobody(house, "Finn", cast.exercise)
    assert finn.join("fiu", "SOV").status_code == 303
    where = f"entities/{target_abroad(house, cast, finn, 'KES')}/ask"
    page = finn.get(desk(cast, where)).text
    form = {
        **hidden(page, where),
        "use": "intelligence",
        "sought": "postponement",
        "text": "Please hold it.",
        "to": "KES",
    }
    assert finn.post(desk(cast, where), form).status_code == 303
    return finn


def test_the_procedure_says_why_its_hold_lapsed(house: House, cast: Cast) -> None:
    finn = hold(house, cast)
    house.store.execute(cast.exercise, Jump(id="jumpnumber00", member="control", days=22))
    (asset,) = view(house, cast, finn).assets
    assert asset.state == "lapsed"
    number = next(
        each.label for each in view(house, cast, finn).procedures if asset.account in {s.key for s in each.subjects}
    )
    said = re.sub(r"<[^>]*>|\s+", " ", finn.get(desk(cast, f"procedures/{number}")).text)
    assert "What would have prevented this" in said
    assert "no judge’s order had come" in said
    assert "No money is held for this case yet." in finn.get(desk(cast, "case")).text


def test_the_procedure_names_what_keeps_the_money_before_its_release(house: House, cast: Cast) -> None:
    finn = hold(house, cast)
    days = 0
    while not view(house, cast, finn).assets:
        days += 1
        house.store.execute(cast.exercise, Jump(id=f"jumpnumber{days:02d}", member="control", days=1))
    (asset,) = view(house, cast, finn).assets
    assert asset.state == "postponed"
    number = next(
        each.label for each in view(house, cast, finn).procedures if asset.account in {s.key for s in each.subjects}
    )
    petra = nobody(house, "Petra", cast.exercise)
    assert petra.join("prosecutor", "SOV").status_code == 303
    before, release, after = petra.get(desk(cast, f"procedures/{number}")).text.partition("<h3>Release the money")
    assert release
    form = after.partition("</form>")[0]
    assert "btn-danger" not in form, "to end a hold is no main button"
    assert 'class="btn btn-secondary"' in form
    assert not re.search(r'id="act-release_money"\s+open', before)
    for page in (before, finn.get(desk(cast, f"procedures/{number}")).text):
        assert "unless an urgent freezing request to Kestria" in page
        assert ">Write the freezing request</a>" in page
