"""Before the first move: the lobby, the wall, four people with a code or a square to scan, and the warm-up."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.rehearsal.room import LAPTOP, PHONE, Device, Guest, Room
from tests.rehearsal.story import Team

DESK = "Central authority, Prosecutor"
FIELD = "Police, Financial intelligence unit"


def the_trainer_makes_the_exercise(room: Room) -> None:
    """Half a day for fourteen, with the code that then stands on the lobby's page."""
    ines = room.ines
    ines.page.goto(room.address)
    ines.follow("New exercise")
    ines.page.get_by_role("link", name=room.story.scenario).click()
    ines.page.get_by_label("Name of the group or day").fill("Group Nord")
    ines.choose("Length and group size", re.compile("^Half a day, 14 people"))
    ines.page.get_by_role("textbox", name="Seed").fill("4")
    ines.page.get_by_label("Plan the timetable").uncheck()  # the run of show has its own times
    ines.press("Make the exercise")
    room.code = ines.page.locator("dt", has_text="Exercise code").locator("+ dd").inner_text()


def the_wall_shows_the_way_in(room: Room) -> None:
    """The screen for the wall, opened by the trainer: code, address and a square to scan."""
    wall = room.screen("The wall")
    wall.goto(room.ines.page.url.replace("/lobby/", "/control/projector/join"))
    expect(wall.get_by_text(room.code).first).to_be_visible()
    expect(wall.get_by_text("0 joined")).to_be_visible()


def ask_for_a_seat(room: Room, name: str, team: Team, seat: str, device: Device = LAPTOP) -> Guest:
    """Somebody joins with what the wall shows, a phone by the square, and chooses a seat."""
    guest = Guest(room.browser(name, device), name, team, device.phone)
    if not device.phone:
        guest.page.goto(room.address)
        guest.page.get_by_label("Exercise code").fill(room.code.lower())
        guest.press("Go on")
    else:
        guest.page.goto(f"{room.address}/join/{room.code.replace(' ', '')}")
    guest.page.get_by_label("Name").fill(name)
    guest.press("Choose a seat")
    button = guest.page.get_by_role("button", name=re.compile(rf": {seat}, {team.name}$"))
    if seat == "Observer":
        card = guest.page.locator("section", has=guest.page.get_by_role("heading", name=team.name))
        card.get_by_text("Watch, or help a team").click()
    button.click()
    room.people[name] = guest
    return guest


def sit_down(room: Room, guest: Guest) -> None:
    """Has the seat, and goes to the desk."""
    guest.see("You have a seat")
    room.links[guest.name] = guest.page.get_by_role("link", name="/me/").inner_text()
    guest.follow("Begin")
    expect(guest.page.get_by_role("heading", level=1)).to_contain_text(guest.team.name)
    guest.follow("Your desk")
    expect(guest.page.get_by_role("heading", name="What needs you now")).to_be_visible()


def everybody_joins(room: Room) -> None:
    """Two of one team, one of them with a phone and the square; one of another team; an observer has to knock."""
    sit_down(room, ask_for_a_seat(room, "Anna", room.story.home, DESK))
    sit_down(room, ask_for_a_seat(room, "Bram", room.story.home, FIELD, PHONE))
    sit_down(room, ask_for_a_seat(room, "Cleo", room.story.partner, DESK))
    dora = ask_for_a_seat(room, "Dora", room.story.partner, "Observer")
    dora.see("You have knocked")
    room.ines.follow("Control room")
    room.ines.follow("People")
    room.ines.page.get_by_role("button", name=re.compile(r"^Admit\W+Dora$")).click()
    sit_down(room, dora)


def the_lobby_and_the_wall_count_them(room: Room) -> None:
    """Without a reload."""
    room.ines.follow("Lobby")
    room.ines.see("4 joined")
    expect(room.wall.get_by_text("4 joined")).to_be_visible()
