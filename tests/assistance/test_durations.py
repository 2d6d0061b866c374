"""Stage times: the committed rows are the generator's, and what changes a stage changes it the right way."""

from itertools import pairwise

import pytest

from benchmarks.make_stage_times import TARGET, document
from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Draws
from simulation.law.book.assistance_types import answer_row, kind_of
from simulation.law.time.answer_times import answer_seconds, clarification_seconds
from simulation.law.time.durations import Circumstances, appeal_seconds, is_lost, stage_work, transmission
from simulation.law.time.stage_times import OfficeStage, load_stage_times
from simulation.scenario.schema.country import Archetype, Channel
from simulation.scenario.schema.play import Route, Sought
from tests.assistance.jurisdictions import a_country, a_pair

TIMES = load_stage_times()
DRAWS = Draws(5)


def work(stage: OfficeStage, about: Circumstances, archetype: Archetype = Archetype.FINANCIAL_CENTRE) -> int:
    return stage_work(TIMES, DRAWS, archetype, stage, about, f"{about.key}/x/1", 0)


def plain(key: str = "ALB/c1", sought: Sought = Sought.BANK_RECORDS) -> Circumstances:
    return Circumstances(key, sought)


def test_the_committed_rows_are_what_the_generator_writes() -> None:
    assert TARGET.read_text(encoding="utf-8") == document()


def test_every_archetype_has_every_stage_and_rows_never_fall() -> None:
    assert {(row.archetype, row.stage) for row in TIMES.stages} == {(a, s) for a in Archetype for s in OfficeStage}
    days = [row.days for row in TIMES.stages] + [row.days for row in TIMES.procedures] + [TIMES.difficulty.days]
    days += [row.days for row in (*TIMES.appeals, *TIMES.clarifications)]
    for values in days:
        assert all(one <= other for one, other in pairwise(values))


def test_the_medians_are_those_of_the_reference() -> None:
    assert TIMES.median_days(Archetype.SPECIALISED, OfficeStage.ASSESS) == 28
    assert TIMES.median_days(Archetype.LOW_CAPACITY, OfficeStage.TRANSMIT) == 45


def test_every_formal_kind_has_its_factors() -> None:
    for sought in Sought:
        if kind_of(sought).route is Route.MLA:
            assert TIMES.of(sought).execution > 0


def test_urgency_shared_drafts_and_liaison_shorten_what_they_should() -> None:
    base = plain()
    for stage, about, share in (
        (OfficeStage.ASSESS, Circumstances("ALB/c1", Sought.BANK_RECORDS, is_urgency_accepted=True), 0.35),
        (OfficeStage.EXECUTE, Circumstances("ALB/c1", Sought.BANK_RECORDS, is_urgency_accepted=True), 0.6),
        (OfficeStage.ASSESS, Circumstances("ALB/c1", Sought.BANK_RECORDS, is_draft_shared=True), 0.7),
        (OfficeStage.REGISTER, Circumstances("ALB/c1", Sought.BANK_RECORDS, has_liaison=True), 0.6),
        (OfficeStage.TRANSMIT, Circumstances("ALB/c1", Sought.BANK_RECORDS, is_electronic=True), 0.2),
    ):
        assert work(stage, about) == pytest.approx(share * work(stage, base), rel=1e-4)
    shared = Circumstances("ALB/c1", Sought.BANK_RECORDS, is_draft_shared=True)
    assert work(OfficeStage.EXECUTE, shared) == work(OfficeStage.EXECUTE, base)


def test_an_urgent_letter_leaves_sooner_than_the_ordinary_ones_by_every_way() -> None:
    country = a_country()
    for pair in (a_pair(), a_pair(electronic=True), a_pair(channel=Channel.DIPLOMATIC)):
        leaving = []
        for urgent in (False, True):
            about = [
                Circumstances(f"r/{n}", Sought.FREEZE, is_electronic=pair.electronic, is_urgency_stated=urgent)
                for n in range(200)
            ]
            leaving.append(
                [
                    work(OfficeStage.VET, each)
                    + work(OfficeStage.TRANSLATE, each)
                    + transmission(TIMES, DRAWS, country.archetype, pair, each, f"{each.key}/sent/1", 0)
                    for each in about
                ]
            )
        ordinary, urgent_ones = leaving
        assert all(mine < usual for mine, usual in zip(urgent_ones, ordinary, strict=True))
        assert max(urgent_ones) < sorted(ordinary)[10]  # the quickest of twenty ordinary ones


def test_a_freeze_is_executed_by_its_own_row() -> None:
    freezes = sorted(work(OfficeStage.EXECUTE, plain(f"r/{n}", Sought.FREEZE)) for n in range(300))
    records = sorted(work(OfficeStage.EXECUTE, plain(f"r/{n}")) for n in range(300))
    assert freezes[150] < 15 * DAY < records[150]


def test_times_belong_to_the_request_alone() -> None:
    assert work(OfficeStage.ASSESS, plain("a")) != work(OfficeStage.ASSESS, plain("b"))
    assert work(OfficeStage.ASSESS, plain("a")) == work(OfficeStage.ASSESS, plain("a"))


def test_the_diplomatic_channel_is_slow_and_loses() -> None:
    country, central, diplomatic = a_country(), a_pair(), a_pair(channel=Channel.DIPLOMATIC)
    days = [
        sorted(
            transmission(TIMES, DRAWS, country.archetype, pair, plain(f"r/{n}"), f"r/{n}/sent/1", 0) for n in range(200)
        )
        for pair in (central, diplomatic)
    ]
    assert days[0][100] < 5 * DAY
    assert 45 * DAY < days[1][100] < 75 * DAY
    lost = [sum(is_lost(TIMES, DRAWS, pair, f"r/{n}", 0) for n in range(2000)) for pair in (central, diplomatic)]
    assert lost[0] < 50
    assert 140 < lost[1] < 260
    assert not any(is_lost(TIMES, DRAWS, a_pair(electronic=True), f"r/{n}", 0) for n in range(500))


def test_appeals_need_a_right_of_appeal() -> None:
    centre = a_country("BRV", Archetype.FINANCIAL_CENTRE)
    share = sum(appeal_seconds(TIMES, DRAWS, centre, f"r/{n}", 0) is not None for n in range(2000)) / 2000
    assert 0.21 < share < 0.29
    without = a_country("BRV", Archetype.FINANCIAL_CENTRE, appeal_right=False)
    assert all(appeal_seconds(TIMES, DRAWS, without, f"r/{n}", 0) is None for n in range(200))


def test_automatic_seats_answer_in_the_reference_times() -> None:
    def middle(country_type: Archetype, sought: Sought) -> float:
        country = a_country("BRV", country_type)
        row = answer_row(kind_of(sought))
        days = sorted(answer_seconds(TIMES, DRAWS, country, row, f"r/{n}", 0) for n in range(400))
        return days[200] / DAY

    assert 10 < middle(Archetype.SPECIALISED, Sought.ACCOUNT_CHECK) < 14
    assert 18 < middle(Archetype.DECENTRALISED, Sought.PERSON_CHECK) < 24
    assert 0.8 < middle(Archetype.FINANCIAL_CENTRE, Sought.POSTPONEMENT) < 1.2
    answers = sorted(clarification_seconds(TIMES, DRAWS, a_country(), f"r/{n}", 0) for n in range(400))
    assert 17 < answers[200] / DAY < 23
