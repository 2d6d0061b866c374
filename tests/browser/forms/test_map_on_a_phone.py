"""In a real browser: the names of the map can be read on a phone, and none lies on another."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import NewContext
from tests.browser.demo import Demo
from tests.browser.people import Trainee

LEAST = 9
"""Pixels that the letters of a name are high at least, the room above and below them counted."""

NAMES = """() => [...document.querySelectorAll('.r-map text')]
  .map(each => ({ name: each.textContent, ...each.getBoundingClientRect().toJSON() }))
  .filter(each => each.width > 0)"""


@pytest.mark.parametrize("width", [390, 1024])
def test_the_names_of_the_map_can_be_read(demo: Demo, new_context: NewContext, width: int) -> None:
    # seats that no other test of this demo takes: whoever sits there first holds the pen for a while
    seat = {390: "Prosecutor, Isandre", 1024: "Police, Isandre"}[width]
    person = Trainee(new_context(width=width, height=844, phone=width < 640).new_page())
    person.join(demo.address, demo.join_code, name=f"Map {width}", seat=seat)
    person.page.goto(re.sub(r"/desk/.*", "/desk/map", person.page.url))
    found = person.page.evaluate(NAMES)
    assert len(found) > 10
    assert not [each["name"] for each in found if each["height"] < LEAST]
    covered = [
        (one["name"], other["name"])
        for place, one in enumerate(found)
        for other in found[:place]
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > 2
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 4
    ]
    assert not covered
