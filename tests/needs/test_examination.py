"""The six questions pass on the planted world, and each fails when one row, or one fact of the world, is another."""

from pathlib import Path

import pytest

from simulation.casework.documents.document import Document
from simulation.exercise.registry import load_scenario
from simulation.kernel.errors import ScenarioError
from simulation.needs import answers, closure
from simulation.needs.dates import dates_of, left_on
from simulation.needs.examination import Examination, examine_needs
from simulation.needs.findings import NeedQuestion
from simulation.needs.reading import NOT_PROVED, FileReading
from simulation.needs.untouched import UntouchedWorld
from simulation.players.policies import AUTO, NONE
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.needs import by_key
from simulation.scenario.schema.scenario import FrozenScenario
from tests.needs.planted import planted, replaced

pytestmark = pytest.mark.acceptance("examines a small world anew for each fault in it")

ROWS = "needs.toml"

type Change = tuple[str, str, str]
"""File, and a piece of its text with what stands in its place."""


@pytest.fixture(scope="module")
def found(frozen: FrozenScenario) -> Examination:
    """What an examination of the planted world finds."""
    return examine_needs(frozen)


@pytest.fixture(scope="module")
def world(frozen: FrozenScenario) -> UntouchedWorld:
    """The planted world with nobody at its desks."""
    return UntouchedWorld(frozen)


def changed(folder: Path, *changes: Change) -> list[tuple[NeedQuestion, str]]:
    """What is found when pieces of the planted world are others."""
    directory = planted(folder)
    for change in changes:
        replaced(directory, *change)
    examined = examine_needs(freeze(load_scenario(directory), 1))
    return [(finding.question, str(finding.problem)) for finding in examined.findings]


def test_what_the_planted_rows_say_is_true(found: Examination) -> None:
    assert [str(finding.problem) for finding in found.findings] == []


LEADING = (
    (
        "countries.toml",
        "offences = [",
        'offences = [\n    { key = "leading", elements = ["role"], max_years = 3, limitation_years = 9 },',
    ),
    ("texts/en.toml", "[offence]", '[offence]\nleading = "Leading others"'),
)
HANDED_OVER = (
    ("network.toml", 'consignee = "company/line"', 'consignee = "company/depot"'),
    ("network.toml", 'asserts = "stated"', 'asserts = "instructed"'),
)
WITHOUT_WAITING = (
    (ROWS, 'waits = { need = "need/alv_next", reason = "reserve_moves" }\n', ""),
    ("texts/en.toml", "[waiting]", "[glossary]"),
)
SILENT = 'exists = { day = 1 }\nlost = { by = "silence", who = "cast/keeper" }\nenables = { kind = "charge"'

FALSE: list[tuple[NeedQuestion, str, str, tuple[Change, ...]]] = [
    (
        NeedQuestion.HELD,
        "needs.0.by.0",
        "BRO does not hold it on day 1: subscriber_data of phone/head brings subscriber_record, and nothing says",
        ((ROWS, '["subscribes", "cast/head", "phone/head"]', '["subscribes", "cast/owner", "phone/head"]'),),
    ),
    (
        NeedQuestion.HELD,
        "needs.1.by.0",
        "BRO does not hold it on day 9: examination of container/ferry brings answer_note, and nothing says `found",
        ((ROWS, "fallback_day = 12", "fallback_day = 9"),),
    ),
    (
        NeedQuestion.HELD,
        "needs.3.by.0.target",
        "ALV cannot ask: no paper at home, nor another answer, names cast/porter",
        ((ROWS, 'target = "cast/mate"', 'target = "cast/porter"'),),
    ),
    (
        NeedQuestion.HELD,
        "needs.0.informal.0",
        "BRO has nothing on phone/clerk to tell: phone_check comes back empty",
        ((ROWS, 'kind = "phone_check", target = "phone/head"', 'kind = "phone_check", target = "phone/clerk"'),),
    ),
    (
        NeedQuestion.NOT_AT_HOME,
        "needs.0",
        "ALV has it on day 1: border_alert of cast/owner passes without it; the row says closed: the operators",
        ((ROWS, 'kind = "border_alert", target = "cast/head"', 'kind = "border_alert", target = "cast/owner"'),),
    ),
    (
        NeedQuestion.NOT_AT_HOME,
        "needs.7",
        "BRO has it at home: production_order of account/front shows it",
        ((ROWS, '["owns", "cast/broker", "company/depot"]', '["owns", "cast/owner", "account/front"]'),),
    ),
    (
        NeedQuestion.ENOUGH,
        "needs.1.by.0",
        "with examination of container/ferry charge cast/broker with trafficking still fails: nothing proves knowl",
        ((ROWS, 'together_with = ["need/alv_word"]\n', ""),),
    ),
    (
        NeedQuestion.ENOUGH,
        "needs.7.by.0",
        "with government_records of company/depot border_alert of cast/head still fails: measure.unknown_target",
        ((ROWS, 'kind = "border_alert", target = "cast/broker"', 'kind = "border_alert", target = "cast/head"'),),
    ),
    (
        NeedQuestion.INHERITED,
        "play.toml: documents.0",
        "ALV: the opening papers alone convict cast/owner of leading, by opening/alv/clerk",
        LEADING,
    ),
    (
        NeedQuestion.INHERITED,
        "network.toml: cast.1",
        "ALV: what is at home convicts cast/broker of trafficking, by opening/alv/clerk, ",
        HANDED_OVER,
    ),
    (
        NeedQuestion.COVERAGE,
        "needs.toml",
        "ALV lacks nothing on the side of the money",
        ((ROWS, 'chain = "where_it_lies"\nside = "money"', 'chain = "where_it_lies"\nside = "chain"'),),
    ),
    (
        NeedQuestion.COVERAGE,
        "needs.toml",
        "no row has `waits`: there should be one matter in which waiting is right",
        WITHOUT_WAITING,
    ),
    (
        NeedQuestion.COVERAGE,
        "needs.8",
        "(need/bro_box) there is one way to it alone; 2 are needed",
        ((ROWS, '    { kind = "search", target = "company/line", bases = ["UNTOC"] },\n', ""),),
    ),
    (
        NeedQuestion.DATES,
        "needs.4.lost",
        "nothing takes it away by retention before day 120, the last that is played",
        ((ROWS, 'by = "drain", account = "account/reserve"', 'by = "retention"'),),
    ),
    (
        NeedQuestion.DATES,
        "needs.2.lost",
        "nothing takes it away by silence before day 120",
        ((ROWS, 'exists = { day = 1 }\nenables = { kind = "charge"', SILENT),),
    ),
    (
        NeedQuestion.DATES,
        "needs.8.lost",
        "the row says nothing of loss, and from day 76 it cannot be had any more; say by what",
        ((ROWS, 'lost = { by = "retention" }\n', ""),),
    ),
    (
        NeedQuestion.DATES,
        "needs.8.exists",
        "it is gone on day 90, and exists from day 90 on",
        ((ROWS, "exists = { day = 18 }", "exists = { day = 90 }"),),
    ),
    (
        NeedQuestion.DATES,
        "needs.3.by.0",
        "asked on day 1, an automatic office of BRO brings nothing by day 43: the letter is `refused` (R1)",
        ((ROWS, 'target = "cast/mate"', 'target = "cast/porter"'),),
    ),
]
"""What is found, where, in which words, when the planted world is changed so."""


@pytest.mark.parametrize(("question", "path", "said", "changes"), FALSE, ids=[f"{each[0]}-{each[1]}" for each in FALSE])
def test_what_is_not_true_is_told(
    tmp_path: Path, question: NeedQuestion, path: str, said: str, changes: tuple[Change, ...]
) -> None:
    found = changed(tmp_path, *changes)
    assert any(asked is question and path in text and said in text for asked, text in found), found


def test_a_row_that_moves_what_is_no_figure_of_the_outcome_is_no_scenario(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as raised:
        changed(tmp_path, (ROWS, "drugs_delivered_g", "drugs"))
    (problem,) = raised.value.problems
    assert problem.path == "needs.toml: needs.0.moves.0.0"
    said = "(need/alv_user) there is no figure of the outcome 'drugs'; there is: case_solved, "
    assert problem.message.startswith(said), problem
    assert "drugs_delivered_g" in problem.message


def test_too_few_rows_are_told(tmp_path: Path) -> None:
    rows = (planted(tmp_path) / ROWS).read_text(encoding="utf-8")
    owner = rows.partition('[[needs]]\nkey = "need/bro_owner"')[2].partition("[[needs]]")[0]
    (tmp_path / "planted" / ROWS).write_text('[[needs]]\nkey = "need/bro_owner"' + owner, encoding="utf-8")
    texts = (tmp_path / "planted" / "texts" / "en.toml").read_text(encoding="utf-8").partition("[chain]")[0]
    (tmp_path / "planted" / "texts" / "en.toml").write_text(texts + '[chain]\nwhose_depot = "Whose depot"\n')
    examined = examine_needs(freeze(load_scenario(tmp_path / "planted"), 1))
    said = [str(each.problem) for each in examined.findings if each.question is NeedQuestion.COVERAGE]
    assert "needs.toml: BRO lacks 1; 2 things are needed, so that nobody plays alone" in said
    assert "needs.toml: ALV holds 1; 2 things are needed, so that nobody plays alone" in said
    assert "needs.toml: 0 rows have `together_with`; 2 are needed, so that two answers decide one matter" in said


def test_an_account_drains_to_the_minor_unit(world: UntouchedWorld) -> None:
    """1,000,050 less 250,000 each tenth day, the last time what is left: to be checked with a pencil."""
    left = {day: left_on(world, "account/reserve", day) for day in (30, 31, 41, 51, 61, 70, 71, 120)}
    assert left == {30: 1_000_050, 31: 750_050, 41: 500_050, 51: 250_050, 61: 50, 70: 50, 71: 0, 120: 0}


def test_the_days_are_those_of_the_engine(found: Examination) -> None:
    days = {each.need: (each.exists_day, each.lost_day) for each in found.dates}
    assert days["need/alv_next"] == (1, 71)
    assert days["need/alv_word_too"] == (1, 81), "the mate leaves on day 80, which ends on the evening of day 81"
    assert days["need/bro_box"] == (18, 76), "the port's log of day 16 is kept for sixty days"
    assert days["need/alv_find"] == (12, None)


def test_records_are_there_until_the_last_evening(world: UntouchedWorld) -> None:
    need = by_key(world.scenario.needs)["need/bro_box"]
    shown = [_shows(world, "need/bro_box", day) for day in (15, 18, 75, 76)]
    assert need.shows == (("at", "container/late", "alvenport"),)
    assert shown == [False, True, True, False]


def _shows(world: UntouchedWorld, key: str, day: int) -> bool:
    need = by_key(world.scenario.needs)[key]
    state = world.at(day).state
    papers = answers.formal(state, need, need.by[0])
    return FileReading(state, need.country, papers).showing(*need.shows[0]) is not None


def test_two_answers_decide_what_neither_decides_alone_and_either_of_two_will_do(world: UntouchedWorld) -> None:
    needs = by_key(world.scenario.needs)
    home = closure.at_home(world, "ALV", ()).inherited

    def refused(*keys: str) -> str:
        papers: list[Document] = []
        for key in keys:
            state = world.at(needs[key].exists.by_day).state
            papers += answers.formal(state, needs[key], needs[key].by[0])
        return FileReading(world.at(30).state, "ALV", (*home, *papers)).refusal(needs["need/alv_find"].enables)

    assert refused() == refused("need/alv_find") == NOT_PROVED
    assert refused("need/alv_word") == refused("need/alv_word", "need/alv_word_too") == NOT_PROVED
    assert refused("need/alv_find", "need/alv_word") == refused("need/alv_find", "need/alv_word_too") == ""


def test_an_office_without_people_answers_and_nobody_at_all_does_not(
    frozen: FrozenScenario, world: UntouchedWorld
) -> None:
    need = by_key(frozen.scenario.needs)["need/alv_user"]
    home = closure.at_home(world, "ALV", ())
    automatic = dates_of(world, UntouchedWorld(frozen, AUTO.name), need, home)
    assert (automatic.answered_day, automatic.why_not) == (74, "")
    nobody = dates_of(world, UntouchedWorld(frozen, NONE.name), need, home)
    assert nobody.answered_day is None
    assert "brings nothing by day 900" in nobody.why_not


def test_late_answers_are_noted(found: Examination) -> None:
    notes = [str(finding.problem) for finding in found.notes]
    assert any("needs.4.by.0: (need/alv_next) asked on day 1 without urgency" in note for note in notes)


def test_a_way_that_only_chance_opens_is_noted(tmp_path: Path) -> None:
    """Who is arrested may speak (R10): with a need that every partner could meet, an author is told."""
    directory = planted(tmp_path)
    old = '["instructed", "cast/broker", "cast/keeper"]'
    replaced(directory, ROWS, old, '["stated", "-", "cast/head"]')
    replaced(directory, "network.toml", "security = 1.0", "security = 0.0")
    replaced(directory, "network.toml", "cooperation_per_year = 2.0", "cooperation_per_year = 50.0")
    examined = examine_needs(freeze(load_scenario(directory), 1))
    notes = [str(finding.problem) for finding in examined.notes]
    assert any("ALV has it when a member who is held speaks" in note for note in notes), notes
