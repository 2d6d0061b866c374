"""What a room needs of a scenario is checked, and each demand can fail."""

from pathlib import Path

import pytest

from simulation.exercise.registry import SHIPPED, load_scenario
from simulation.kernel.errors import Problem
from simulation.scenario.checks.demands import WORDS_OF_A_FILE, examine
from simulation.scenario.load import directory_of
from simulation.scenario.text.reading_load import words_in, words_of_document
from tests.scenario.copies import Spoiler, copy_of_blue_current, replaced


def _demands_after(folder: Path, *spoilers: Spoiler) -> tuple[Problem, ...]:
    directory = copy_of_blue_current(folder)
    for spoil in spoilers:
        spoil(directory)
    return examine(load_scenario(directory), SHIPPED.allowed_names)


def _long(file: str, start: str, words: int) -> Spoiler:
    return replaced(file, start, start + "word " * words)


ONE_DEMAND: list[tuple[str, Spoiler, str, str]] = [
    (
        "long role card",
        _long("texts/en.toml", '[role.SOV]\nauthority = """\n', 100),
        "texts/en.toml: role.SOV.authority",
        "200 at most",
    ),
    (
        "long country card",
        _long("texts/en.toml", "## Sorvane: a coast and its ports\n", 800),
        "texts/en.toml: country.SOV.card",
        "900 at most",
    ),
    ("long briefing", _long("texts/en.toml", 'briefing = """\n', 200), "texts/en.toml: briefing", "400 at most"),
    ("long statement", _long("texts/en.toml", 'clerk_seals = "', 1200), "play.toml: documents", "words to read"),
    (
        "nothing due back",
        replaced("play.toml", "due_day = 16", "due_day = 90"),
        "play.toml: matters",
        "SOV has no matter due back",
    ),
    (
        "no hard request",
        replaced("play.toml", 'note = "refuse"\n', ""),
        "play.toml: matters",
        "VAL has no request that it should refuse",
    ),
    (
        "objective nobody meets",
        replaced("play.toml", 'objectives = ["answering", "quality"]', 'objectives = ["answering"]'),
        "play.toml: objectives.1",
        "no inject",
    ),
    (
        "fact that nobody measures",
        replaced("play.toml", "requests_with_nexus", "requests_with_nexsus"),
        "play.toml: objectives.1.tasks.2.fact",
        "did you mean",
    ),
    (
        "inject without objective",
        replaced("play.toml", 'objectives = ["coordination"]', "objectives = []"),
        "play.toml: injects.1.objectives",
        "name the objectives",
    ),
]


@pytest.mark.parametrize(("spoil", "path", "words"), [pytest.param(*rest, id=name) for name, *rest in ONE_DEMAND])
def test_a_demand_that_is_not_met_is_told(tmp_path: Path, spoil: Spoiler, path: str, words: str) -> None:
    problems = _demands_after(tmp_path, spoil)
    assert any(p.path == path and words in p.message for p in problems), "\n".join(map(str, problems))


def test_an_event_list_has_twelve_injects_or_more() -> None:
    scenario = load_scenario(directory_of("blue-current"))
    fewer = scenario.play.model_copy(update={"injects": scenario.play.injects[:11]})
    problems = examine(scenario.model_copy(update={"play": fewer}), SHIPPED.allowed_names)
    assert any(problem.path == "play.toml: injects" and "12 injects" in problem.message for problem in problems)


def test_a_forum_needs_a_load_that_touches_two_countries(tmp_path: Path) -> None:
    def spoil(directory: Path) -> None:
        path = directory / "countries.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('"possession_or_transport", ', ""), encoding="utf-8")

    assert any("tried in two" in problem.message for problem in _demands_after(tmp_path, spoil))


def test_a_forum_may_be_found_for_the_way_of_a_person() -> None:
    scenario = load_scenario(directory_of("glass-harbour"))
    assert scenario.crime.consignments == ()
    assert examine(scenario, SHIPPED.allowed_names) == ()
    free = [way.model_copy(update={"site": None}) for way in scenario.crime.moved]
    crime = scenario.crime.model_copy(update={"moved": tuple(free)})
    problems = examine(scenario.model_copy(update={"crime": crime}), SHIPPED.allowed_names)
    assert any("tried in two" in problem.message for problem in problems)


def test_people_need_another_way_to_a_site_when_a_leg_is_closed() -> None:
    scenario = load_scenario(directory_of("glass-harbour"))
    kept = [leg for leg in scenario.crime.corridors if leg.key != "lindu_quessel"]
    crime = scenario.crime.model_copy(update={"corridors": tuple(kept), "moved": ()})
    problems = examine(scenario.model_copy(update={"crime": crime}), SHIPPED.allowed_names)
    assert any("without lindu_talmira there is no way from upper_lindu" in problem.message for problem in problems)


def test_a_network_needs_a_way_round_each_leg(tmp_path: Path) -> None:
    def spoil(directory: Path) -> None:
        for key in ("highlands_oruma", "highlands_avarolle"):
            replaced("network.toml", f'key = "{key}"\norigin = "highlands"', f'key = "{key}"\norigin = "nieudrecht"')(
                directory
            )
        path = directory / "network.toml"
        text = path.read_text(encoding="utf-8")
        text = text.replace('["highlands_avarolle", "avarolle_ostrumost"', '["highlands_serrine", "serrine_ostrumost"')
        text = text.replace('["highlands_oruma", "oruma_cray", "cray_castrella"]', '["highlands_serrine"]')
        text = text.replace('held_at = "cray_harbour"\nheld_until_day = 150\n', "")
        path.write_text(text, encoding="utf-8")

    found = [problem.message for problem in _demands_after(tmp_path, spoil)]
    assert any("without highlands_serrine there is no way" in message for message in found), found


def test_rendered_counts_replace_the_estimate() -> None:
    scenario = load_scenario(directory_of("blue-current"))
    assert examine(scenario, SHIPPED.allowed_names, {"opening/sov/clerk_statement": WORDS_OF_A_FILE + 1}) != ()
    assert examine(scenario, SHIPPED.allowed_names, {"opening/sov/clerk_statement": 300}) == ()


def test_an_estimate_grows_with_what_was_planted() -> None:
    scenario = load_scenario(directory_of("blue-current"))
    calls = next(document for document in scenario.play.documents if document.key == "opening/val/cell_calls")
    longer = calls.model_copy(update={"from_day": -90})
    assert words_of_document(scenario, longer) > words_of_document(scenario, calls) > 30


def test_words_are_counted_as_a_reader_counts_them() -> None:
    assert words_in("## The clerk's *own* bicycle - 24/7, well-known.") == 7
