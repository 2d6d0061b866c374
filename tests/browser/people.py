"""The people of a journey, who see and press what is on their pages and know nothing else."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

PASSWORD = "correct horse battery"


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody in front of a page."""

    page: Page

    def press(self, name: str) -> None:
        """Presses a button."""
        self.page.get_by_role("button", name=name, exact=True).click()
        self.arrive()

    def follow(self, name: str | re.Pattern[str], patience: float | None = None) -> None:
        """Follows the first link of this name; `patience` are the milliseconds for a page that takes longer."""
        self.page.get_by_role("link", name=name).first.click(timeout=patience)
        self.arrive()

    def arrive(self) -> None:
        """Waits until the page that follows is whole: on a slow machine its styles and its end come later."""
        self.page.wait_for_load_state("load")

    def main(self) -> Locator:
        """What the page is about."""
        return self.page.get_by_role("main")

    def see(self, text: str | re.Pattern[str]) -> None:
        """Waits until the page says something."""
        expect(self.page.get_by_text(text).first).to_be_visible()
        self.arrive()

    def choose(self, label: str, option: re.Pattern[str]) -> None:
        """Chooses from a list what matches."""
        field = self.page.get_by_label(label, exact=True)
        field.select_option(value=field.locator("option", has_text=option).first.get_attribute("value"))

    def confirm(self, button: str) -> None:
        """Confirms what cannot be called back."""
        dialog = self.page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        dialog.get_by_role("button", name=button, exact=True).click()
        self.arrive()

    def read_heading(self) -> str:
        """The heading of the page."""
        return self.page.get_by_role("heading", level=1).inner_text()


@dataclass(frozen=True, slots=True)
class Trainer(Somebody):
    """Who runs the exercise."""

    def sign_up(self, link: str) -> None:
        """Opens the link of the first start and chooses a name and a password."""
        self.page.goto(link)
        self.page.get_by_label("Name").fill("Ines")
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_label("The password again").fill(PASSWORD)
        self.press("Start")

    def sign_in_again(self, address: str) -> None:
        """Signs out and in, with name and password."""
        self.page.goto(f"{address}/sign-in")
        self.page.get_by_label("Name").fill("Ines")
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.press("Sign in")

    def make_exercise(self, *, title: str, preset: re.Pattern[str], seed: int, scenario: str = "Blue current") -> str:
        """Makes an exercise; returns the code that stands on the lobby's page."""
        self.follow("New exercise")
        self.page.get_by_role("link", name=scenario).click()
        self.choose("Length and group size", preset)
        shown = self.page.locator("[name=for_preset]")  # another preset loads the page anew
        expect(shown).to_have_value(self.page.get_by_label("Length and group size").input_value())
        return self.make_chosen(title=title, seed=seed)

    def make_chosen(self, *, title: str, seed: int) -> str:
        """Makes the exercise whose scenario and length are chosen; returns the code that stands on the lobby's page."""
        self.page.get_by_label("Name of the group or day").fill(title)
        self.page.get_by_role("textbox", name="Seed").fill(str(seed))
        self.page.get_by_label("Plan the timetable").uncheck()  # a room that is late by no clock of the day
        self.press("Make the exercise")
        return self.page.locator("dt", has_text="Exercise code").locator("+ dd").inner_text()

    def jump(self) -> None:
        """Goes to the jump of the plan, sees what it would cut short, jumps and waits for office hours."""
        self.follow(re.compile(r"^Jump \d+ days$"))
        self.press("Jump now")
        self.see(re.compile(r"Days passed: \d+"))

    def end(self) -> None:
        """Ends play, in any state of it."""
        self.page.goto(re.sub(r"(/x/[^/]+).*", r"\1/control/end", self.page.url))
        self.press("End the exercise for everybody")

    def end_and_play_epilogue(self) -> None:
        """Ends play, and lets automatic players go on to the horizon."""
        self.end()
        self.press("Play the epilogue")
        self.confirm("Play the epilogue")
        self.see("The epilogue has been played")


@dataclass(frozen=True, slots=True)
class Trainee(Somebody):
    """Somebody of a team."""

    def join(self, address: str, code: str, *, name: str, seat: str) -> None:
        """Types the code, gives a name, takes a seat and goes to the desk."""
        self.page.goto(address)
        self.page.get_by_label("Exercise code").fill(code)
        self.press("Go on")
        self.page.get_by_label("Name").fill(name)
        self.press("Choose a seat")
        self.page.get_by_role("button", name=re.compile(rf": {seat}$")).click()
        self.see("You have a seat")
        self.follow("Begin")
        self.follow("Your desk")
        expect(self.page.get_by_role("heading", name="What needs you now")).to_be_visible()

    def open_area(self, name: str) -> None:
        """Goes to an area of the desk by the navigation."""
        self.arrive()  # before its styles are there, a page shows the narrow navigation too
        links = self.page.get_by_role("navigation").get_by_role("link", name=re.compile(rf"^{name}\b"))
        links.locator("visible=true").first.click()
        self.arrive()

    def open_request(self, number: str) -> None:
        """Goes to the page of a request by its number."""
        self.open_area("Requests")
        self.main().get_by_role("link", name=number, exact=True).click()
        expect(self.main().get_by_text(number).first).to_be_visible()

    def fill(self, texts: dict[str, str]) -> None:
        """Writes into the fields of the section that is open, by their labels."""
        for label, text in texts.items():
            self.page.get_by_label(label, exact=True).fill(text)

    def section(self, name: str) -> None:
        """Goes to a section of the request form by the list of sections."""
        self.page.get_by_role("navigation").or_(self.page.get_by_role("list")).get_by_role(
            "link", name=re.compile(name)
        ).first.click()
        expect(self.page.get_by_role("heading", name=name, level=1)).to_be_visible()

    def act(self, summary: str) -> Locator:
        """Opens one of the acts that a request's page offers; the card with its form."""
        card = self.main().locator("details", has=self.page.get_by_role("heading", name=summary, exact=True))
        if card.get_attribute("open") is None:
            card.locator("summary").first.click()
        return card

    def take(self, number: str, summary: str, then: str) -> None:
        """Takes an act that needs nothing more, and waits for what the page then says."""
        self.act(summary).get_by_role("button", name=summary, exact=True).click()
        self.stands_at(number, then)

    def stands_at(self, number: str, stage: str) -> None:
        """Waits until the page of the request shows a stage."""
        expect(self.main().get_by_text(number).first).to_be_visible()
        expect(self.main().get_by_text(stage, exact=True).first).to_be_visible()

    def aim(self, kinds: re.Pattern[str]) -> str:
        """Chooses the first target of these kinds against which the seat may order something now; its name."""
        field = self.page.get_by_label("Person or thing concerned", exact=True)
        form = self.page.locator("#order form[method=post]")
        for target in field.locator("option", has_text=kinds).all():
            value = target.get_attribute("value")
            field.select_option(value=value)
            expect(form.locator(f'input[name="target"][value="{value}"]')).to_be_attached()
            if form.locator('input[name="kind"]:enabled').count():
                return target.inner_text().rpartition(" (")[0]
        message = "the seat may order nothing against anybody of its file"
        raise AssertionError(message)

    def stage_of(self, number: str) -> str:
        """The stage of a request in the team's table; nothing when the team does not know of it."""
        self.open_area("Requests")
        expect(self.page.get_by_role("table", name="Requests")).to_be_visible()
        row = self.page.get_by_role("row").filter(has=self.page.get_by_role("link", name=number, exact=True))
        return row.get_by_role("cell").nth(4).inner_text().strip() if row.count() else ""
