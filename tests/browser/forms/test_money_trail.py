"""In a real browser: the way of the money can be read, with a chart beside it."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.browser.demo import Demo
from tests.browser.people import Trainee

BROKEN = """table => [...table.querySelectorAll("bdi")].filter(each => {
  const range = document.createRange();
  return [...each.firstChild.data.matchAll(/\\S+/g)].some(word => {
    range.setStart(each.firstChild, word.index);
    range.setEnd(each.firstChild, word.index + word[0].length);
    return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1;
  });
}).map(each => each.textContent)"""
"""Names and numbers with a group of letters on more than one line."""


def test_a_trail_of_money_breaks_no_number_of_an_account(demo: Demo, browser: Browser) -> None:
    context = browser.new_context(locale="en-GB", viewport={"width": 1366, "height": 768})
    person = Trainee(context.new_page())
    person.join(demo.address, demo.join_code, name="Trail", seat="Prosecutor, Isandre")
    person.open_area("Money")
    person.main().locator('a[href$="/money"]').first.click()
    person.follow("Where the money went")
    expect(person.main().locator(".r-money-trail")).to_be_visible()
    assert person.page.locator(".r-money-trail").evaluate(BROKEN) == []
    context.close()
