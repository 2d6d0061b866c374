"""Rows of `needs.toml`: shape, references, and that nothing which plays ever looks at them."""

from pathlib import Path

import pytest

from simulation.exercise.registry import SHIPPED, load_scenario
from simulation.exercise.views.control_view import ControlView
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import ScenarioError
from simulation.players.policies import TEXTBOOK
from simulation.players.runs import begin, policies_for
from simulation.scenario.load import NEEDS
from simulation.scenario.permuted import permute
from simulation.scenario.schema.name_pools import digest_of
from simulation.scenario.schema.needs import Lacks
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.digest import digest
from tests.needs.planted import planted, replaced


def told(folder: Path, old: str, new: str) -> list[str]:
    """What the loader tells when one piece of the rows is another, without the lines of the files."""
    directory = planted(folder)
    replaced(directory, NEEDS, old, new)
    with pytest.raises(ScenarioError) as broken:
        load_scenario(directory)
    return [f"{problem.path}: {problem.message}" for problem in broken.value.problems]


def test_the_planted_world_has_a_need_of_every_kind(frozen: FrozenScenario) -> None:
    needs = frozen.scenario.needs
    assert {need.lacks for need in needs} == set(Lacks)
    assert any(need.together_with for need in needs)
    assert any(need.waits for need in needs)
    chains = [need.chain for need in needs]
    assert len(chains) > len(set(chains))


def test_a_scenario_may_do_without(frozen: FrozenScenario, tmp_path: Path) -> None:
    directory = planted(tmp_path)
    (directory / NEEDS).unlink()
    replaced(directory, "texts/en.toml", "[chain]", "[glossary]")
    replaced(directory, "texts/en.toml", "[waiting]", "[glossary.more]")
    scenario = load_scenario(directory)
    assert scenario.needs == ()
    assert '"needs"' not in scenario.model_dump_json()
    assert "needs" in frozen.scenario.model_dump()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('lacks = "goods"', 'lacks = "good"', "needs.toml: needs.1.lacks: (need/alv_find) 'good' is not allowed here"),
        ('holder = "BRO"', 'holdr = "BRO"', "needs.0.holdr: (need/alv_user) there is no such key here; did you mean"),
        ('holder = "BRO"', 'holder = "ALV"', "a country does not ask itself; name the one abroad"),
        ('"found", "container/ferry"', '"fund", "container/ferry"', "no assertion of a paper 'fund'; did you"),
        (
            '"found", "container/ferry", "-"',
            '"found", "-", "-"',
            "name subject or object; `-` for both fits every paper",
        ),
        (
            '"found", "container/ferry"',
            '"found", "container/fery"',
            "no entity or place 'container/fery'; did you mean",
        ),
        ('kind = "examination"', 'kind = "container_check"', "is a short question; put it into `informal`"),
        ('kind = "phone_check"', 'kind = "subscriber_data"', "subscriber_data goes by letter; put it into `by`"),
        (
            'target = "container/ferry", bases',
            'target = "cast/head", bases',
            "is asked about one of container, site, not",
        ),
        ('bases = ["UNTOC"]', 'bases = ["UNCAC"]', "UNCAC does not bind ALV and BRO; what does: UNTOC, reciprocity"),
        (
            "exists = { day = 1 }",
            'exists = { event = "GoodsSeized" }',
            "say by `fallback_day` when routine work brings",
        ),
        (
            "exists = { day = 1 }",
            "exists = {}",
            "needs.0.exists: (need/alv_user) give exactly one of `day` and `event`",
        ),
        ("fallback_day = 12", "day = 12, fallback_day = 12", "give exactly one of `day` and `event`"),
        (
            'event = "GoodsSeized"',
            'event = "GoodsSized"',
            "there is no event 'GoodsSized'; did you mean 'GoodsSeized'?",
        ),
        ('by = "drain", account', 'by = "drain", who', "lost.account: (need/alv_next) this is missing"),
        ('by = "drain", account', 'by = "retention", account', "`account` does not belong to `retention`"),
        (
            'kind = "freeze"',
            'kind = "freze"',
            "there is no measure, nor `charge`, called 'freze'; did you mean 'freeze'",
        ),
        (', offence = "trafficking"', "", "a charge names an offence, a measure names none"),
        ('offence = "trafficking"', 'offence = "fraud"', "there is no offence of ALV 'fraud'"),
        ('["need/alv_word"]', '["need/bro_word"]', "there is no other need of ALV 'need/bro_word'"),
        ('reacts = ["R5"]', 'reacts = ["R15"]', "'R15' has not the form"),
        ('chain = "outer_row"', 'chain = "inner_row"', "texts/en.toml: chain.inner_row: these words are missing"),
        ('reason = "reserve_moves"', 'reason = "rain"', "texts/en.toml: waiting.rain: these words are missing"),
        ('key = "need/alv_word_too"', 'key = "need/alv_word"', "'need/alv_word' is used already by needs.2"),
    ],
)
def test_a_slip_is_told_with_file_row_and_what_to_do(tmp_path: Path, old: str, new: str, expected: str) -> None:
    said = told(tmp_path, old, new)
    assert any(expected in line for line in said), said


def test_needs_that_wait_for_each_other_are_told(tmp_path: Path) -> None:
    row = 'lost = { by = "drain", account = "account/reserve" }'
    (said,) = [
        line
        for line in told(tmp_path, row, f'{row}\nwaits = {{ need = "need/alv_find", reason = "reserve_moves" }}')
        if "needs.1" in line
    ]
    assert "needs.1.waits: (need/alv_find) it waits for itself, over need/alv_next, need/alv_find" in said


def test_the_same_run_with_and_without_them(frozen: FrozenScenario) -> None:
    without = frozen.scenario.model_copy(update={"needs": ()})
    bare = frozen.model_copy(update={"scenario": without, "digest": digest_of(without, frozen.names)})
    assert played(frozen) == played(bare)


class Unread:
    """Stands for rows that nobody may look at."""

    def __getattribute__(self, name: str) -> object:
        raise AssertionError(name)

    __iter__ = __len__ = __bool__ = __getitem__ = lambda self, *_: self.looked_at


def test_nothing_that_plays_looks_at_them(frozen: FrozenScenario) -> None:
    sealed = frozen.scenario.model_copy(update={"needs": Unread()})
    played(frozen.model_copy(update={"scenario": sealed}))


def played(frozen: FrozenScenario) -> tuple[str, list[TeamView], ControlView]:
    """Two months of textbook players: digest of what happened, and what teams and control see at the end."""
    exercise = begin(frozen, policies_for(frozen.scenario, TEXTBOOK.name, {}), 1)
    happened = digest(exercise.advance(60 * DAY))
    return happened, [exercise.team_view(each.code) for each in frozen.scenario.played], exercise.control_view()


def test_a_permuted_scenario_keeps_them_true(frozen: FrozenScenario) -> None:
    other = permute(frozen.scenario, 3, SHIPPED.codes)
    assert [need.key for need in other.needs] == [need.key for need in frozen.scenario.needs]
    assert [need.about for need in other.needs] != [need.about for need in frozen.scenario.needs]
    swapped = {"ALV": "BRO", "BRO": "ALV"}
    assert [need.holder for need in other.needs] == [swapped[need.holder] for need in frozen.scenario.needs]
