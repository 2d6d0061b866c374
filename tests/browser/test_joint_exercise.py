"""The main job, in a real browser: an exercise from the first-start link to the after-action page."""

import csv
import io
import re
from dataclasses import dataclass

from playwright.sync_api import expect

from simulation.exercise.registry import load_scenario
from simulation.kernel.terms import Office
from simulation.players.dry_run import dry_run, with_desks
from simulation.players.runs import usual_preset
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from tests.browser.conftest import NewContext
from tests.browser.people import Trainee, Trainer
from tests.browser.rooms import SEAT, Place, first_start_link
from tests.browser.stored import DAY, Stored
from tests.rehearsal.hands import have_it_executed, sent_as
from tests.webapp.serving import Process

SEED = 4
MOST_JUMPS = 24
HOUR = 3_600
TENTHS = 0.05 * 20
"""The page rounds each stretch to a tenth of a day; a request has at most twenty of them."""
HUNDREDTHS = 0.006
LOOKED_AT = (
    ("KES", Office.FIU, "Financial intelligence unit, Kestria"),
    ("ISA", Office.AUTHORITY, "Central authority, Isandre"),
    ("VAL", Office.POLICE, "Police, Valmora"),
)
"""Seats whose desks are compared with the dry run: country, office, name of the seat."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """What the own file says of a suspect, and the account abroad that fed the suspect's company."""

    name: str
    number: str
    company: str
    account: str
    feeder: str


def read_own_case(anna: Trainee) -> Suspect:
    """Reads the account file of the own case, and in the outbox which account abroad is to be frozen."""
    anna.open_area("Documents")
    anna.follow(re.compile("^Account file"))
    facts = {
        label: anna.page.locator("dt", has_text=re.compile(rf"^\s*{label}\s*$")).locator("+ dd").inner_text()
        for label in ("Beneficial owner", "Account holder", "Account")
    }
    owner = anna.page.locator("dd").get_by_role("link", name=facts["Beneficial owner"]).first.get_attribute("href")
    assert owner is not None
    number = re.search(r"entities/(\d+)", owner)
    assert number is not None, "namesakes have numbers of their own"
    anna.open_area("Requests")
    row = anna.page.get_by_role("row", name=re.compile("Freezing of assets, .* ISA ")).inner_text()
    feeder = re.search(r"[A-Z]{2}\d\d( \d{4})+", row)
    assert feeder is not None
    return Suspect(facts["Beneficial owner"], number[1], facts["Account holder"], facts["Account"], feeder[0])


def draft(anna: Trainee, suspect: Suspect) -> str:
    """Begins a request for bank records and writes it, without facts and grounds; returns its draft's number."""
    page = anna.page
    anna.follow("New request")
    page.get_by_role("radio", name="Bank records").check()
    page.get_by_role("radio", name=re.compile("Isandre")).check()
    page.get_by_role("checkbox", name=re.compile(suspect.feeder)).check()
    anna.press("Open the draft")
    number = page.get_by_role("link", name=re.compile(r"^KES-ISA-D\d+$")).first.inner_text()
    anna.section("Authority and contact")
    anna.fill(
        {
            "Requesting authority and contact point": "Central authority of Kestria, desk 4, in office hours.",
            "Subject and nature of the proceeding": "Investigation of laundering, at the stage of inquiry.",
            "Earlier contacts and parallel channels": "A freeze of the same account was asked for a month ago.",
        }
    )
    anna.press("Save and continue")
    anna.choose("Legal basis", re.compile("Transnational Organized Crime"))
    page.get_by_role("checkbox", name=re.compile("^Money laundering")).check()
    anna.fill({"Text of the provisions and the penalties": "Whoever moves proceeds of crime: up to ten years."})
    anna.press("Save and continue")
    page.get_by_role("checkbox", name=re.compile(suspect.name)).check()
    anna.press("Save and continue")
    anna.press("Save and continue")
    anna.fill(
        {
            "Assistance sought": "Statements of the account and the papers of its opening, for a quarter of a year.",
            "Purpose": "Evidence in the proceeding named above.",
        }
    )
    anna.press("Save and continue")
    anna.press("Save and continue")
    anna.choose("Language of the request", re.compile("^English$"))
    anna.press("Send to your own authority for vetting")
    return number


def repair(anna: Trainee, number: str) -> None:
    """The own authority sends the draft back and says what is missing; the draft is repaired and sent."""
    anna.stands_at(number, "Being vetted")
    expect(anna.page.get_by_text("Missing: summary of the facts.")).to_be_visible()
    card = anna.act("Return for repair")
    card.get_by_role("checkbox", name=re.compile("^C3 ")).check()
    card.get_by_role("checkbox", name=re.compile("^C11 ")).check()
    card.get_by_label("What has to be repaired").fill("Nobody abroad can act without facts and grounds.")
    card.get_by_role("button", name="Return for repair").click()
    anna.stands_at(number, "Draft")
    anna.follow("Write the draft")
    anna.see("Nobody abroad can act without facts and grounds.")
    anna.section("Facts and grounds")
    anna.fill({"Summary of the facts": "The account fed a trading company under investigation after each delivery."})
    anna.page.get_by_role("checkbox", name=re.compile("^Account file")).check()
    anna.page.get_by_role("checkbox", name=re.compile("^Bank statement")).check()
    anna.press("Save and continue")
    expect(anna.page.get_by_role("heading", name="Assistance sought", level=1)).to_be_visible()
    anna.page.get_by_role("checkbox", name=re.compile("Certified copy")).check()
    anna.fill({"Records from": "2030-11-01", "Records to": "2031-02-28"})
    anna.press("Save and continue")
    anna.press("Send to your own authority for vetting")
    anna.stands_at(number, "Being vetted")
    expect(anna.page.get_by_text("Missing:")).to_have_count(0)
    anna.take(number, "Approve and dispatch", "Being typed")


def rule_on_a_point(ines: Trainer) -> None:
    """Rules on the first points that are open: with one ruling where there are several of their kind."""
    ines.follow("Rule on a point")
    kind = ines.main().locator("details", has_text="One ruling for all points of this kind").first
    if kind.count():
        kind.locator("summary").click()
        button, said = "Rule on all these points", re.compile(r"Ruled on \d+ points of this kind")
    else:
        kind = ines.main().locator("section[id^=point-]").first
        button, said = "Issue the ruling", re.compile(r"^Ruling: ")
    kind.get_by_role("radio", name="the point is not justified").check()
    kind.get_by_label("Reasons, shown to everybody").fill("The facts carry it.")
    kind.get_by_role("button", name=button).click()
    ines.see(said)
    expect(ines.page.get_by_role("heading", name="Rulings so far")).to_be_visible()
    ines.see("The facts carry it.")
    ines.follow("Control room")


def until_returned(ines: Trainer, anna: Trainee, bram: Trainee, draft: str) -> tuple[str, list[str]]:
    """Jumps, and between them what the requested authority does, until the result is back.

    In the first move in which a point is open the trainer rules on it.

    Returns:
        The request's number, and the stages that the requested authority worked on.
    """
    worked: list[str] = []
    ruled = False
    for _jump in range(MOST_JUMPS):
        ines.jump()
        if not ruled and ines.main().locator("[data-panel=points]", has_text=re.compile(r"\d+ open")).count():
            rule_on_a_point(ines)
            ruled = True
        number = sent_as(anna, draft)
        stage = bram.stage_of(number)
        if stage == "Result returned":
            assert ruled, "no point was open in any move"
            return number, worked
        if not worked and stage in {"Being registered", "Being assessed", "To be decided"}:
            have_it_executed(bram, number, stage)
            worked.append(stage)
        else:
            assert stage not in {"Received", "To be decided", "Checking"}, f"a second act waits: {stage}, {worked}"
    message = f"not returned after {MOST_JUMPS} jumps; worked on {worked}"
    raise AssertionError(message)


def follow_the_money(anna: Trainee, number: str, suspect: Suspect) -> str:
    """Reads what came back, puts another account that was paid so on the board, orders its freeze; the account."""
    anna.open_request(number)
    anna.page.get_by_role("region").or_(anna.main()).get_by_role(
        "link", name=re.compile("Bank statement")
    ).first.click()
    statement = anna.page.get_by_text(re.compile(r"^D-\d+, received")).inner_text().split(",")[0]
    anna.follow("Show all rows")  # in half a day long tables are short at first
    paid = anna.page.get_by_role(
        "row", name=re.compile(r"\bXD\d\d .*freight charges")
    )  # like the account that is known
    row = paid.filter(has_not_text=suspect.account)
    link = row.get_by_role("link", name=re.compile(r"^XD\d\d ")).first
    account = link.inner_text()
    link.click()
    anna.press("Put on the board")
    expect(anna.page.get_by_role("button", name="Take off the board")).to_be_visible()
    anna.follow(re.compile("^Graph$"))
    with anna.page.expect_download() as picture:
        anna.page.get_by_role("button", name="Picture (PNG)").click()
    assert picture.value.suggested_filename == "board.png"
    anna.follow("What can be done")
    anna.follow(re.compile("^Order the measure Freez"))
    anna.page.get_by_role("checkbox", name=re.compile(f"^{statement} ")).check()
    anna.press("Order the measure")
    anna.confirm("Order the measure")
    expect(anna.page.get_by_role("row", name=re.compile(account)).first).to_be_visible()
    return account


def charge(anna: Trainee, suspect: Suspect) -> None:
    """Charges the suspect with laundering, on all that is evidence."""
    anna.open_area("Case")
    anna.page.get_by_label("Person", exact=True).select_option(value=suspect.number)
    anna.page.get_by_role("radio", name=re.compile("^Money laundering")).check()
    papers = anna.page.get_by_role("group", name="Documents put before the court")
    for paper in papers.get_by_role("checkbox", name=re.compile("Account file|Bank statement")).all():
        paper.check()
    anna.press("Bring the charge")
    anna.confirm("Bring the charge")
    expect(anna.page.get_by_role("heading", name=suspect.name)).to_be_visible()


def days_on_the_page(ines: Trainer, number: str) -> dict[tuple[str, str], float]:
    """The request's line in the table under the chart: days by holder, those told apart with their kind."""
    chart = ines.page.get_by_role("figure", name=re.compile("requests, days by holder", re.IGNORECASE))
    expect(chart).to_be_visible()
    everything = ines.main().get_by_role("link", name="Show all", exact=True)
    if everything.count():
        everything.click()
        expect(ines.main().get_by_role("link", name="Show the longest only")).to_be_visible()
    chart.get_by_text("Numbers as a table").click()
    line = chart.get_by_role("row").filter(has_text=number).inner_text()
    days: dict[tuple[str, str], float] = {}
    for holder, figure, apart in re.findall(
        r"(requesting|requested|channel|court|third party) ([\d.]+)(?: \((protected|between office hours)\))?", line
    ):
        who = (holder.replace(" ", "_"), {"between office hours": "pace"}.get(apart, apart))
        days[who] = days.get(who, 0.0) + float(figure)
    return days


def told_apart(kind: str) -> str:
    """The kind of days that the chart tells apart; "" for the others."""
    return kind if kind in {"protected", "pace"} else ""


def days_in_the_table(ines: Trainer, number: str) -> dict[tuple[str, str], float]:
    """The request's days by holder and kind in the table that the page gives for a spreadsheet."""
    with ines.page.expect_download() as coming:
        ines.main().get_by_role("link", name="Requests", exact=True).click()
    rows = csv.DictReader(io.StringIO(coming.value.path().read_text(encoding="utf-8-sig")))
    (line,) = (row for row in rows if row["label"] == number)
    pairs = ((name, re.fullmatch(r"(.+)_(decision|system|protected|pace)\b.*", name)) for name in line)
    return {(found[1], found[2]): float(line[name] or 0) for name, found in pairs if found is not None}


def test_a_joint_exercise(server: Process, new_context: NewContext) -> None:
    address = f"http://127.0.0.1:{server.port}"
    ines = Trainer(new_context().new_page())
    ines.sign_up(first_start_link(server))
    code = ines.make_exercise(title="Tuesday group", preset=re.compile("^Half a day"), seed=SEED)
    anna = Trainee(new_context().new_page())
    bram = Trainee(new_context().new_page())
    anna.join(address, code, name="Anna", seat=f"{SEAT}, Kestria")
    bram.join(address, code, name="Bram", seat=f"{SEAT}, Isandre")
    ines.see("2 joined")
    ines.press("Open the first move")
    ines.follow("Control room")

    suspect = read_own_case(anna)
    first = draft(anna, suspect)
    repair(anna, first)
    number, worked = until_returned(ines, anna, bram, first)
    assert re.fullmatch(r"KES-ISA-\d+", number)
    assert len(worked) == 1
    account = follow_the_money(anna, number, suspect)
    charge(anna, suspect)
    ines.jump()
    anna.open_area("Assets")
    expect(anna.page.get_by_role("row", name=re.compile(account))).to_contain_text("frozen")
    ines.end_and_play_epilogue()

    stored = Stored(server.folder)
    (charged,) = (event for event in stored.events("PersonCharged") if event["country"] == "KES")
    assert charged["person"] == "cast/launderer"
    request = stored.request_opened_by("KES", "ISA")
    held = stored.seconds_held(request)
    assert sum(held.values()) > 0
    assert held["court", "protected"] > 0, "a bank record needs a judge"
    assert not held.get(("requested", "decision")), "one act, given while it was assessed"

    ines.follow("Review")
    shown = days_on_the_page(ines, number)
    for holder, kind in {(holder, told_apart(kind)) for holder, kind in held}:
        expected = sum(each for (who, what), each in held.items() if (who, told_apart(what)) == (holder, kind)) / DAY
        assert abs(shown.get((holder, kind), 0.0) - expected) < TENTHS, (holder, kind, shown, held)
    downloaded = days_in_the_table(ines, number)
    assert {pair for pair, days in downloaded.items() if days} == {pair for pair, each in held.items() if each >= HOUR}
    for pair, seconds in held.items():
        assert abs(downloaded.get(pair, 0.0) - seconds / DAY) < HUNDREDTHS, (pair, downloaded, held)


def test_as_much_waits_on_a_desk_as_the_dry_run_counts(place: Place) -> None:
    """Of a day's first move, before anybody has acted."""
    scenario = load_scenario(directory_of("blue-current"))
    whole, frozen = usual_preset(scenario), freeze(scenario, SEED)
    preset = whole.model_copy(update={"jumps": whole.jumps[:1]})
    found = with_desks(dry_run(frozen, preset, SEED), frozen, preset)
    counted = {(seat.country, seat.office): seat.waiting[0] for seat in found.seats}
    assert len({counted[country, office] for country, office, _seat in LOOKED_AT}) > 1, "seats that can be told apart"
    ines = Trainer(place.trainer.new_page())
    ines.page.goto(place.address)
    code = ines.make_exercise(title="As counted", preset=re.compile("^One day"), seed=SEED)
    people = [Trainee(place.new_context().new_page()) for _ in LOOKED_AT]
    for person, (_country, _office, seat) in zip(people, LOOKED_AT, strict=True):
        person.join(place.address, code, name=seat.partition(",")[0], seat=seat)
    ines.see("3 joined")
    ines.press("Open the first move")
    for person, (country, office, _seat) in zip(people, LOOKED_AT, strict=True):
        waits = counted[country, office]
        expect(person.main().get_by_text(re.compile(rf"\b{waits} items? (is|are) waiting for you"))).to_be_visible()
    for page in (ines.page, *(person.page for person in people)):
        page.close()
