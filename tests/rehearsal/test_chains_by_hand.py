"""A chain of each scenario by people's hands, in half a day: what is missing, request, answer, act and effect.

A trainer and two people, one at each side; everybody else is automatic. Chance events follow from the seed and from the
ids of the forms with which a letter or a measure is begun, so these are given; the seeds are among those with which
offices and courts answer in time. Nothing else is prepared: what people write and press stands on their pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import NewContext, contexts_of, server
from tests.browser.people import Trainee, Trainer
from tests.browser.rooms import SEAT, first_start_link
from tests.rehearsal.hands import Letter, order, send, until_returned
from tests.webapp.serving import Process

__all__ = ["server"]

pytestmark = pytest.mark.acceptance("plays half a day with three people, twice")

FIRST_DAY = date(2031, 3, 3)
RESERVE, PAYMENT, FIRST_PAYMENT, EVERY = 9_000_000, 300_000, 20, 6
"""What lies on Kestria's second account on day 1, and its timetable of payments, as network.toml has them."""

MOST = 4
"""The letter is back in this move at the latest, so that the act can follow within the half day."""


@pytest.fixture
def new_context(day_browser: Browser) -> Iterator[NewContext]:
    """Makes the browser of one person."""
    with contexts_of(day_browser) as make:
        yield make


def gathered(
    server: Process, new_context: NewContext, scenario: str, seed: int, asking: str, asked: str
) -> tuple[Trainer, Trainee, Trainee]:
    """Half a day that has begun: the trainer, one person who asks and one who is asked."""
    address = f"http://127.0.0.1:{server.port}"
    ines, anna, bram = Trainer(new_context().new_page()), *(Trainee(new_context().new_page()) for _ in range(2))
    ines.sign_up(first_start_link(server))
    code = ines.make_exercise(title="By hand", preset=re.compile("^Half a day, 14"), seed=seed, scenario=scenario)
    anna.join(address, code, name="Anna", seat=f"{SEAT}, {asking}")
    bram.join(address, code, name="Bram", seat=f"{SEAT}, {asked}")
    ines.see("2 joined")
    ines.press("Open the first move")
    ines.follow("Control room")
    return ines, anna, bram


def need(ines: Trainer, lacking: str) -> str:
    """What the trainer's page of needs says of one of them."""
    ines.follow(re.compile("^Needs$"))
    article = ines.main().get_by_role("article").filter(has_text=lacking)
    return " ".join(article.inner_text().split())


def jump(ines: Trainer) -> None:
    """From wherever the trainer is."""
    ines.follow("Control room")
    ines.jump()


# --- blue current -----------------------------------------------------------------------------------------------------


def own_numbers(anna: Trainee) -> tuple[str, str]:
    """The account of the own case, and the one abroad of which a freeze was asked before."""
    anna.open_area("Documents")
    anna.follow(re.compile("^Account file"))
    own = anna.page.locator("dt", has_text=re.compile(r"^\s*Account\s*$")).locator("+ dd").inner_text()
    anna.open_area("Requests")
    row = anna.page.get_by_role("row", name=re.compile("Freezing of assets, .* ISA ")).inner_text()
    feeder = re.search(r"[A-Z]{2}\d\d( \d{4})+", row)
    assert feeder is not None
    return own, feeder[0]


def paid_besides(anna: Trainee, number: str, known: str) -> Locator:
    """On the statement that came back: an account at home that was paid like the known one, and is not it."""
    anna.open_request(number)
    anna.main().get_by_role("link", name=re.compile("Bank statement")).first.click()
    anna.follow("Show all rows")  # in half a day long tables are short at first
    rows = anna.page.get_by_role("row", name=re.compile(r"\bXD\d\d .*freight charges"))
    expect(rows.filter(has_text=known).first).to_be_visible()
    return rows.filter(has_not_text=known).first.get_by_role("link", name=re.compile(r"^XD\d\d "))


def held(anna: Trainee, account: str) -> tuple[int, int]:
    """What the team's page of assets says of an account: how much is frozen, and since which day."""
    anna.open_area("Assets")
    row = " ".join(anna.page.get_by_role("row", name=re.compile(account)).inner_text().split())
    found = re.search(r"([\d,]+)\.00 frozen since \w{3} (\d+) (\w{3})", row)
    assert found is not None, row
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    since = date(FIRST_DAY.year, months.index(found[3]) + 1, int(found[2]))
    return int(found[1].replace(",", "")), (since - FIRST_DAY).days + 1


def left_on(day: int) -> int:
    """What the timetable leaves on the account on the evening of a day, by pencil."""
    return RESERVE - PAYMENT * len(range(FIRST_PAYMENT, day + 1, EVERY))


def test_the_account_nobody_reported(server: Process, new_context: NewContext) -> None:
    lacking = "Kestria lacks the destination of the money"
    ines, anna, bram = gathered(server, new_context, "Blue current", 13, "Kestria", "Isandre")
    before = need(ines, lacking)
    assert "Not asked for" in before
    known, feeder = own_numbers(anna)
    letter = Letter(
        sought="Bank records",
        to="Isandre",
        about=feeder,
        basis=re.compile("Transnational Organized Crime"),
        offence=re.compile("^Money laundering"),
        papers=(re.compile("^Bank statement"), re.compile("^Account file")),
        why="Whatever else this account feeds is emptied in payments that a bank carries out by itself.",
        by="2031-06-20",
        id="thestatement",
        period=("2030-05-01", "2031-03-01"),
    )
    number = send(anna, letter)
    assert until_returned(ines, bram, number) <= MOST
    assert "Answered, not used yet" in need(ines, lacking)
    link = paid_besides(anna, number, known)
    account = link.inner_text()
    assert account in before, "what the trainer's page says is lacking"
    link.click()
    anna.follow("What can be done")
    order(anna, re.compile("^Freez"), "thefreezeorder")
    jump(ines)
    amount, day = held(anna, account)
    assert amount == left_on(day) > RESERVE / 2
    jump(ines)
    assert held(anna, account) == (amount, day), "the next payments of the timetable did not leave"
    assert left_on(day + 22) < amount
    assert re.search(r"Used Asked day 1 Sent day \d+ Answered day \d+ Used day \d+$", need(ines, lacking))


# --- glass harbour ----------------------------------------------------------------------------------------------------


SECOND_FLAT = re.compile("Rooms over a laundry")
"""Where people are taken when the first flat is given up; no paper of Corrimore's file names it on day 1."""


def at_risk(anna: Trainee) -> Locator:
    """Lines of the people whom the team's file shows at risk."""
    anna.open_area("Measures")
    return anna.main().get_by_role("listitem").filter(has_text="known since")


def names(lines: Locator) -> list[str]:
    """Whom these lines are about."""
    return [line.get_by_role("link").first.inner_text() for line in lines.all()]


def protect(anna: Trainee, line: Locator, command: str) -> None:
    """Offers protection to somebody; with consent it is carried out as soon as officers are free."""
    line.get_by_role("link", name="Protect").click()
    order(anna, re.compile("^Protection"), command)


def test_the_second_flat(server: Process, new_context: NewContext) -> None:
    lacking = "Corrimore lacks the location of"
    ines, anna, bram = gathered(server, new_context, "Glass harbour", 11, "Corrimore", "Quessa")
    before = need(ines, lacking)
    assert "Not asked for" in before
    keepers = re.search(r"\+XH \d+ \d+", before)
    assert keepers is not None
    victim = at_risk(anna).first
    assert anna.page.locator("select[name='target'] option").count() > 1
    expect(anna.page.locator("select[name='target'] option", has_text=SECOND_FLAT)).to_have_count(0)
    name = victim.get_by_role("link").first.inner_text()
    protect(anna, victim, "protectedfirst")
    letter = Letter(
        sought="Subscriber data",
        to="Quessa",
        about=keepers[0],
        basis=re.compile("2014/41"),
        offence=re.compile("^Trafficking in persons"),
        papers=(re.compile("Statement"), re.compile("Call")),
        why="People are held where the user of this number has the keys.",
        by="2031-06-20",
        id="thesubscriber",
        particulars={
            "Why the information is relevant, or of substantial value": (
                "The user of this number has the keys of the rooms."
            ),
            "Necessity and proportionality": "One number, for people who are held; nothing milder shows where.",
        },
    )
    number = send(anna, letter)
    assert until_returned(ines, bram, number) <= MOST
    assert "Answered, not used yet" in need(ines, lacking)
    at_risk(anna).filter(has_text=name).get_by_role("link", name=name).click()
    anna.follow("What can be done")
    order(anna, re.compile("^Interview"), "heardagain")
    jump(ines)
    anna.open_area("Documents")
    anna.follow(re.compile(f"^Record of interview, {name}"))
    anna.see(SECOND_FLAT)
    anna.open_area("Measures")
    anna.choose("Person or thing concerned", SECOND_FLAT)
    order(anna, re.compile("^Inspection"), "thevisit")
    known = names(at_risk(anna))
    expect(at_risk(anna).filter(has_text=name)).to_contain_text("protected since")
    jump(ines)
    people = [each for each in names(at_risk(anna)) if each not in known]
    assert people, "nobody was found in the second flat"
    for count, each in enumerate(people):
        line = at_risk(anna).filter(has_text=each)
        if "Protect" in line.get_by_role("link").all_inner_texts():  # else an automatic colleague has offered it
            protect(anna, line, f"sheltered{count}")
    jump(ines)
    for each in people:
        expect(at_risk(anna).filter(has_text=each)).to_contain_text("protected since")
    assert re.search(r"Used Asked day 1 Sent day \d+ Answered day \d+ Used day \d+$", need(ines, lacking))
