"""Every figure that pages, tables and commands tell of an exercise is that of its outcome, at the horizon they name.

Two finished exercises, epilogue included; what can be counted from the stored events is counted here once more.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from simulation.exercise.engine import Exercise
from simulation.exercise.outcome.exercise_outcome import UNITS
from simulation.kernel.agenda import DAY
from simulation.network import metrics
from simulation.players.policies import players
from simulation.review.bundles import AS_PLAYED, RunKey, WhoseActs, play_run
from simulation.review.clock import whole_clock
from simulation.review.prices.prices import Pricer
from simulation.review.tables import FLOWS
from tests.webapp.review.finished import movable
from tests.webapp.review.seen import FIGURE, WHEN, Figure, Seen, finished_and_seen, numbers, printed

pytestmark = pytest.mark.acceptance("plays an exercise of each scenario to its horizon")


@pytest.fixture(scope="module", params=["blue-current", "glass-harbour"])
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    with finished_and_seen(tmp_path_factory.mktemp("figures"), request.param) as found:
        yield found


def test_the_table_of_the_outcome_shows_every_figure_of_the_case_at_both_horizons(seen: Seen) -> None:
    shown = {(key, when): text.strip() for key, when, text in FIGURE.findall(seen.page())}
    for (key, when), text in shown.items():
        expected = printed(key, seen.outcome[when][key], seen.scale)
        found = text if isinstance(expected, str) else next(iter(numbers(text)), None)
        assert found == expected, (key, when, text)
    has_goods = seen.reading.scenario.name == "blue-current"
    mute = {
        key for key, value in seen.outcome["play"].items() if value is None and not key.startswith(("day", "median"))
    }
    mute |= set() if has_goods else {"drugs_delivered_g", "drugs_seized_g", "drugs_lost_g"}
    assert {key for key, _ in shown} == seen.outcome["play"].keys() - mute
    assert len(shown) == 2 * (len(seen.outcome["play"]) - len(mute))


def test_the_paper_tells_every_figure_of_the_page_at_both_horizons(seen: Seen) -> None:
    """What is printed is what the page shows, and the number beside it that of the outcome."""
    shown = {(key, when): text.strip() for key, when, text in FIGURE.findall(seen.page())}
    rows = [row for table in seen.paper().tables() for row in table.rows if row.key]
    assert {row.key for row in rows} == {key for key, _ in shown}
    for row in rows:
        for when, cell in zip(WHEN, row.cells[1:], strict=True):
            assert cell.value == seen.outcome[when][row.key], (row.key, when)
            assert cell.text == shown[row.key, when], (row.key, when)


def test_headings_name_their_horizon(seen: Seen) -> None:
    page, span = seen.page(), seen.reading.span
    end, last = span.end // DAY + 1, span.horizon // DAY + 1
    assert f"End of play, day {end}" in page
    assert f"Epilogue, day {last}" in page
    assert f"until they are protected, to day {end};" in page


def cell(value: str) -> Figure:
    return {"": None, "yes": True, "no": False}[value] if value in {"", "yes", "no"} else float(value)


def test_the_outcome_as_a_table(seen: Seen) -> None:
    rows = seen.table("outcome")
    assert {row["outcome"]: cell(row["end_of_play"]) for row in rows} == seen.outcome["play"]
    assert {row["outcome"]: cell(row["after_epilogue"]) for row in rows} == seen.outcome["after"]


def test_goods_and_money_by_day_end_at_the_outcome(seen: Seen) -> None:
    rows, span = seen.table("flows"), seen.reading.span
    told = {name: f"{name} ({UNITS[name]})" for name in (*FLOWS, "known_exposure_days")}
    last_day = next(row for row in rows if int(row["day"]) == span.end // DAY + 1)
    for row, when in ((last_day, "play"), (rows[-1], "after")):
        for name, column in told.items():
            assert float(row[column]) == seen.outcome[when][name], (name, when)
    assert [int(row["day"]) for row in rows] == list(range(1, span.horizon // DAY + 2))
    assert {row["epilogue"] for row in rows if int(row["day"]) <= int(last_day["day"])} == {"no"}
    for name, column in told.items():
        values = [float(row[column]) for row in rows]
        assert min(values) >= 0
        assert name == "money_frozen_minor" or values == sorted(values), name


def chart(page: str, name: str) -> tuple[str, str, list[list[str]]]:
    """The title of a chart, what it says, and its table."""
    figure = next(each for each in re.findall(r"<figure.*?</figure>", page, re.DOTALL) if re.search(name, each))
    (title,) = re.findall(r"<h2>([^<]*)</h2>", figure)
    (note,) = re.findall(r'</h2>\s*<span class="r-meta">([^<]*)</span>', figure)
    (alt,) = re.findall(r'role="img" aria-label="([^"]*)"', figure)
    body = re.findall(r"<tr>(.*?)</tr>", figure.partition("<tbody>")[2], re.DOTALL)
    assert title == alt, "the title is the finding"
    return note, alt, [re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in body]


def test_charts_say_what_the_outcome_says(seen: Seen) -> None:
    """On the last day that is drawn, the end of play, what the outcome and the table by day have."""
    page, end = seen.page(), seen.reading.span.end // DAY + 1
    by_day = {int(row["day"]): row for row in seen.table("flows")}
    money = ("money_laundered_minor", "money_frozen_minor", "money_confiscated_minor")
    wanted: dict[str, tuple[int, tuple[str, ...]]] = {r"thousand \w+ by day, to day": (1000 * seen.scale, money)}
    if seen.reading.scenario.name == "blue-current":
        wanted["kg by day, to day"] = (1000, ("drugs_delivered_g", "drugs_seized_g"))
    else:
        assert "kg by day, to day" not in page
    for name, (unit, keys) in wanted.items():
        note, alt, rows = chart(page, name)
        last = int(numbers(note)[-1])
        at_end = [round((seen.outcome["play"][key] or 0) / unit) for key in keys]
        at_last = [round(float(by_day[last][f"{key} ({UNITS[key]})"]) / unit) for key in keys]
        assert last == end, "a chart ends where the figures beside it are counted"
        assert numbers(alt) == [end, *at_end]
        assert [numbers(each)[0] for each in rows[-1]] == [last, *at_last]
        assert f"to day {last}" in note


def test_known_exposure_counts_each_day_of_a_person_once(seen: Seen) -> None:
    """Counted here day by day from the stored events; the card tells countries apart and does not add."""
    end = seen.reading.span.end
    since: dict[tuple[str, str], int] = {}
    until: dict[tuple[str, str], int] = {}
    for event in seen.events:
        if event.at > end or event.type not in {"ExposureKnown", "PersonProtected"}:
            continue
        place = until if event.type == "PersonProtected" else since
        place.setdefault((event["country"], event["person"]), event.at)
    marks: dict[str, set[int]] = {}
    for key, begun in since.items():
        marks.setdefault(key[1], set()).update(range(begun // DAY, until.get(key, end) // DAY))
    assert seen.outcome["play"]["known_exposure_days"] == sum(map(len, marks.values()))
    card = dict(re.findall(r"<bdi>(\w+)</bdi>\s*<strong>([\d,.]+)</strong>", seen.page()))
    by_country: dict[str, float] = {}
    for row in seen.table("exposure"):
        by_country[row["country"]] = by_country.get(row["country"], 0) + float(row["known_exposure (days)"])
    for country, text in card.items():
        assert numbers(text)[0] == by_country[country]
    assert (seen.outcome["play"]["known_exposure_days"] or 0) <= sum(by_country.values())
    played = {country.code for country in seen.reading.scenario.played}
    listed = seen.page().partition("r-exposure-list")[2].partition("</ul>")[0]
    assert set(re.findall(r"<bdi>(\w+)</bdi>", listed)) == set(by_country) & played
    assert ("countries that nobody plays" in listed) is bool(set(by_country) - played)


def test_requests_are_counted_once_and_open_ones_wait(seen: Seen) -> None:
    rows, play = seen.table("requests"), seen.outcome["play"]
    answered = [row for row in rows if row["answered (day)"]]
    assert sum(row["inherited"] == "no" for row in answered) == play["requests_answered"]
    assert sum(row["inherited"] == "yes" for row in answered) == play["inherited_answered"]
    assert sum(row["inherited"] == "yes" for row in rows) == play["inherited_requests"]
    assert sum(row["inherited"] == "no" for row in rows) == (play["requests_sent"] or 0) + (
        play["requests_never_sent"] or 0
    )
    refused = [row for row in answered if row["inherited"] == "no" and row["status"] in {"refused", "declined"}]
    assert len(refused) == play["requests_refused"]


ANSWERS = {"returned", "answered", "answered_partly", "refused", "declined"}


def test_sent_and_answered_are_those_of_the_stored_events(seen: Seen) -> None:
    inherited = {each["request"] for each in seen.events if each.type == "RequestOpened" and each.body["inherited"]}
    begins = next(
        n for n, each in enumerate(seen.events) if each.type == "PhaseChanged" and each["phase"] == "epilogue"
    )
    for when, events in (("play", seen.events[:begins]), ("after", seen.events)):
        left: set[str] = set()
        ended: dict[str, str] = {}
        for event in events:
            if event.type != "RequestMoved" or event["request"] in inherited:
                continue
            if event["status"] in {"sent", "asked"}:
                left.add(event["request"])
            if event["status"] in {*ANSWERS, "withdrawn"}:
                ended.setdefault(event["request"], event["status"])
        found = seen.outcome[when]
        assert len(left) == found["requests_sent"]
        assert sum(ended.get(key) in ANSWERS for key in left) == found["requests_answered"]
        assert sum(ended.get(key) in {"refused", "declined"} for key in left) == found["requests_refused"]


def test_the_headline_counts_the_requests_of_the_teams_and_names_the_others(seen: Seen) -> None:
    """What is read aloud to the tables is theirs: countries that nobody plays begin many letters."""
    waiting = seen.reading.waiting_of_teams
    (headline,) = re.findall(r"<h1>([^<]*)</h1>", seen.page())
    told = numbers(headline)
    teams = {country.code for country in seen.reading.scenario.played}
    formal = [row for row in seen.table("requests") if row["route"] == "mla" and row["inherited"] == "no"]
    own = [row for row in formal if row["requesting"] in teams]
    assert waiting.begun == len(own) < len(formal)
    assert waiting.answered == sum(bool(row["answered (day)"]) for row in own)
    assert "that the teams began" in headline
    if waiting.median_days is None:
        assert told == [waiting.begun, waiting.open, waiting.never_sent]
    else:
        assert told == [waiting.begun, round(waiting.median_days), waiting.open, waiting.never_sent]
    others = f"Not counted here: {len(formal) - len(own)} formal request"
    paper = json.dumps(seen.ines.get(f"/x/{seen.exercise}/review/paper/after-action.json").json, ensure_ascii=False)
    seen.ines.post(f"/x/{seen.exercise}/review/debrief/turn", {"slide": "2", "step": "0"})
    for where in (seen.page(), seen.page("case"), seen.page("debrief/wall"), paper):
        assert others in where
    assert headline in paper
    assert f"that the teams began during play: {len(own)}." in seen.page("debrief/wall")


def test_the_charts_of_money_end_with_the_figures_of_the_end_of_play(seen: Seen) -> None:
    """Title, last row of the chart and outcome name one day and one amount, rounded in one way."""
    play = seen.outcome["play"]
    day = seen.reading.span.end // DAY + 1
    exact = {
        key: (play[key] or 0) / seen.scale / 1000
        for key in ("money_laundered_minor", "money_frozen_minor", "money_confiscated_minor", "money_released_minor")
    }
    thousands = {key: round(value) for key, value in exact.items()}
    home = re.split(r"thousand \w+ by day", seen.page(), maxsplit=1)[1]
    assert home.startswith(f", to day {day}<")
    (last,) = re.findall(r"<tr>((?:(?!</tr>).)*)</tr>\s*</tbody>", home[: home.index("</tbody>") + 8], re.DOTALL)
    assert numbers(re.sub(r"<[^>]+>", " ", last)) == [
        *(day, thousands["money_laundered_minor"], thousands["money_frozen_minor"]),
        thousands["money_confiscated_minor"],
    ]
    case = seen.page("case")
    said = re.findall(r"that authorities held, ([^<]*) released", case)[0]
    (frozen, *_) = numbers(said)
    gone = numbers(said)[-1]
    assert frozen == round((play["money_frozen_minor"] or 0) / seen.scale)
    assert gone == round((play["money_released_minor"] or 0) / seen.scale)
    held = case.partition("that authorities held, ")[2]
    (last,) = re.findall(r"<tr>((?:(?!</tr>).)*)</tr>\s*</tbody>", held[: held.index("</tbody>") + 8], re.DOTALL)
    row = numbers(re.sub(r"<[^>]+>", " ", last))
    assert row[0] == day
    assert row[1] == pytest.approx(exact["money_frozen_minor"], abs=0.051)
    assert row[3] == pytest.approx(exact["money_released_minor"], abs=0.051)


def test_each_curve_of_waiting_has_its_table(seen: Seen) -> None:
    reading = seen.reading
    formal = [row for row in seen.table("requests") if row["route"] == "mla" and row["inherited"] == "no"]
    assert reading.waiting.median_days == seen.outcome["play"]["median_days_to_answer"]
    assert reading.waiting.begun == len(formal)
    assert reading.waiting.answered == sum(bool(row["answered (day)"]) for row in formal)
    for name, found in (("waiting", reading.waiting), ("waiting_of_teams", reading.waiting_of_teams)):
        rows = seen.table(name)
        assert len(rows) == len(found.steps)
        if rows:
            assert float(rows[-1]["answered (share)"]) + float(rows[-1]["never_sent (share)"]) <= 1.0001


def test_the_share_of_the_headline_is_that_of_the_whole_clock(seen: Seen) -> None:
    """Days of formal requests, as on the page of what delay cost: police questions are not among them."""
    clock = whole_clock(seen.reading.lines)
    held = [each.decision + each.system for each in clock.holders]
    (share,) = re.findall(r"that the law does not protect, (\d+) % were with", seen.page())
    assert int(share) == round(100 * max(held) / sum(held))


def test_the_epilogue_says_of_a_letter_that_is_older_than_play_that_it_is(seen: Seen) -> None:
    """Days of play are not the age of a letter that was under way on day 1; the wall says how many matters are told."""
    page, wall = seen.page("epilogue"), seen.page("epilogue?wall=1")
    left = [line for line in seen.reading.lines if line.is_open and (line.left is not None or line.inherited)]
    older = [line for line in left if line.inherited]
    assert page.count("open since before day 1; in play for") == len(older) > 0
    every, shown = page.count("<tr><td>"), wall.count("<tr><td>")
    assert f"{every} matters were open at the end of play" in wall
    assert 0 < shown <= every


def test_a_legend_names_goods_only_where_the_map_shows_some(seen: Seen) -> None:
    cards = [
        card
        for day in (1, seen.reading.span.end // DAY + 1)
        for card in re.findall(
            r'<section class="r-card r-map-card".*?</section>', seen.page(f"replay?day={day}"), re.DOTALL
        )
    ]
    assert cards
    for card in cards:
        legend, _, drawn = card.partition("</ul>")
        assert "r-legend" in legend
        assert ("goods" in legend.partition("r-legend")[2]) is ('<rect class="r-badge-shape"' in drawn)


def test_papers_offer_nothing_that_only_a_page_can_do(seen: Seen) -> None:
    hint = "Calculate the price of a decision"
    assert hint in seen.page()
    assert hint not in json.dumps(seen.ines.get(f"/x/{seen.exercise}/review/paper/after-action.json").json)


def test_the_epilogue_tells_what_became_of_frozen_money(seen: Seen) -> None:
    page, wall = seen.page("epilogue"), seen.page("epilogue?wall=1")
    play, after = seen.outcome["play"], seen.outcome["after"]
    assert f"Cases decided on the merits: {after['cases_decided_on_merits']}." in page
    for each in (page, wall):
        text = re.sub(r"<[^>]+>", " ", each.partition("Money frozen")[2])
        left = numbers(re.findall(r"([\d,.]+) frozen", text)[0])[0]
        assert left == round((play["money_frozen_minor"] or 0) / seen.scale)
        became: Counter[str] = Counter()
        for amount, word in re.findall(r"([\d,.]+) (more frozen|confiscated|released|frozen on day)", text):
            became[word] += int(numbers(amount)[0])
        still = became.pop("frozen on day")
        assert still == round((after["money_frozen_minor"] or 0) / seen.scale)
        came = became.pop("more frozen", 0)
        gained = (after["money_ever_frozen_minor"] or 0) - (play["money_ever_frozen_minor"] or 0)
        # told so that the rounded parts add up: each of the five is off by half a unit at the most
        assert abs(came - gained / seen.scale) <= 2.5
        assert left + came == sum(became.values()) + still


def test_flows_are_those_of_the_stored_events(seen: Seen) -> None:
    sums = {
        "drugs_delivered_g": ("GoodsDelivered", "grams"),
        "drugs_seized_g": ("GoodsSeized", "grams"),
        "money_laundered_minor": ("MoneyLaundered", "amount_minor"),
        "money_confiscated_minor": ("MoneyConfiscated", "amount_minor"),
        "money_ever_frozen_minor": ("MoneyFrozen", "amount_minor"),
        "money_released_minor": ("FreezeLifted", "amount_minor"),
    }
    for key, (code, name) in sums.items():
        told = [(each.at, each.happened(code, name)) for each in seen.events]
        assert sum(amount for _, amount in told) == seen.outcome["after"][key], key
        assert sum(amount for at, amount in told if at <= seen.reading.span.end) == seen.outcome["play"][key], key


def test_an_exercise_as_it_was_in_a_price_comes_to_its_outcome(seen: Seen) -> None:
    chosen = next(movable(seen.reading))
    with Pricer(seen.reading.record, 0) as pricer:
        was = pricer.price(chosen, runs=()).pairs[0].was.figures
    played = seen.outcome["play"]
    shared = was.keys() & played.keys()
    assert {key: was[key] for key in shared} == {key: played[key] for key in shared}
    assert was.keys() - played.keys() == {"records_expired"}


def test_an_exercise_as_it_was_in_a_run_comes_to_its_outcome_at_both_horizons(seen: Seen) -> None:
    record = seen.reading.record
    was = play_run(record, players(), RunKey(0, WhoseActs.SAME_ACTS, AS_PLAYED.key))
    assert was.after is not None
    for figures, when in ((was.figures, "play"), (was.after, "after")):
        told = seen.outcome[when]
        assert {key: value for key, value in figures.items() if key in told} == {
            key: told[key] for key in figures if key in told
        }, when
    days = {int(row["day"]): row for row in seen.table("flows")}
    for key, line in was.through.items():
        by_day = [float(days[day][f"{key} ({UNITS[key]})"]) for day in range(10, len(days) + 1, 10)]
        assert list(line) == by_day[: len(line)], key
        assert len(line) >= len(by_day) - 1


def test_frozen_money_at_the_end_is_what_authorities_hold(seen: Seen) -> None:
    """The journal is played again; the world's own books are asked."""
    record = seen.reading.record
    exercise = Exercise(record.frozen, record.settings, players())
    exercise.advance(0)
    for entry in record.entries:
        exercise.advance(entry.at)
        if type(entry.command).__name__ == "PlayEpilogue":
            assert metrics.money_held(exercise.state.network) == (
                seen.outcome["play"]["money_free_minor"],
                seen.outcome["play"]["money_frozen_minor"],
            )
        exercise.perform(entry.command)
        target = exercise.target()
        if target is not None:
            exercise.advance(target)
    assert metrics.money_held(exercise.state.network) == (
        seen.outcome["after"]["money_free_minor"],
        seen.outcome["after"]["money_frozen_minor"],
    )


def test_the_review_begins_with_the_findings_of_the_slides_and_what_is_ready(seen: Seen) -> None:
    page = seen.page()
    found = page.partition('id="findings"')[2].partition("</section>")[0]
    titles = re.findall(r'<span class="r-strong">([^<]*)</span>', found)
    to_first: dict[str, str | list[str]] = {"slide": "1", "step": "99"}  # the room has one slide, which others turn
    assert seen.ines.post(f"/x/{seen.exercise}/review/debrief/turn", to_first).status_code == 303
    (first,) = re.findall(r'data-slide="1".*?<h\d class="r-slide-title">([^<]*)<', seen.page("debrief"), re.DOTALL)
    assert len(titles) == 3, "what has not been worked out yet is no finding"
    assert titles[0] == first
    assert str(len({each.person for each in seen.reading.exposures})) in titles[-1]
    ready = page.partition('id="ready"')[2].partition("</section>")[0]
    assert "Cost of delay" in ready
    assert re.search(r"\d+ of \d+ runs", ready)


def test_a_narrow_screen_is_told_what_stands_beside_a_chart(seen: Seen) -> None:
    for page, names in (("", ("Laundered", "Frozen now")), ("case", ("Answered", "Frozen now"))):
        text = re.sub(r"<svg.*?</svg>", "", seen.page(page), flags=re.DOTALL)
        told = " ".join(re.findall(r'<ul class="r-chart-ends".*?</ul>', text, re.DOTALL))
        for name in names:
            assert re.search(rf"{name} <strong>\s*\d", told), (page, name)
        assert "Swipe the chart sideways" in text
