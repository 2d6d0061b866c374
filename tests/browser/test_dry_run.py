"""The dry run tells what people find: as many lines wait on the page of a desk as it counts for the same moment."""

import re

from playwright.sync_api import expect

from simulation.exercise.registry import load_scenario
from simulation.kernel.terms import Office
from simulation.players.dry_run import dry_run, with_desks
from simulation.players.runs import usual_preset
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from tests.browser.people import Trainee, Trainer
from tests.browser.rooms import Place

SEED = 4
SEATS = (
    ("KES", Office.FIU, "Financial intelligence unit, Kestria"),
    ("ISA", Office.AUTHORITY, "Central authority, Isandre"),
    ("VAL", Office.POLICE, "Police, Valmora"),
)


def test_as_much_waits_on_a_desk_as_the_dry_run_counts(place: Place) -> None:
    scenario = load_scenario(directory_of("blue-current"))
    whole, frozen = usual_preset(scenario), freeze(scenario, SEED)
    preset = whole.model_copy(update={"jumps": whole.jumps[:1]})
    found = with_desks(dry_run(frozen, preset, SEED), frozen, preset)
    counted = {(seat.country, seat.office): seat.waiting[0] for seat in found.seats}
    assert len({counted[country, office] for country, office, _seat in SEATS}) > 1, "seats that can be told apart"
    ines = Trainer(place.trainer.new_page())
    ines.page.goto(place.address)
    code = ines.make_exercise(title="As counted", preset=re.compile("^One day"), seed=SEED)
    people = [Trainee(place.new_context().new_page()) for _ in SEATS]
    for person, (_country, _office, seat) in zip(people, SEATS, strict=True):
        person.join(place.address, code, name=seat.partition(",")[0], seat=seat)
    ines.see("3 joined")
    ines.press("Open the first move")
    for person, (country, office, _seat) in zip(people, SEATS, strict=True):
        waits = counted[country, office]
        expect(person.main().get_by_text(re.compile(rf"\b{waits} waits? for you"))).to_be_visible()
    for page in (ines.page, *(person.page for person in people)):
        page.close()
