"""Pictures for translators: where the texts of the interface stand, in a language, from the stored exercises.

Usage: python -m tests.browser.languages.word_pictures LANGUAGE FOLDER

The folder gets a picture of each page that says something new, and `words.csv`: each text, what is said for it, and the
numbers of the pictures on which it stands; none for what no stored page says.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import cast

from babel.support import NullTranslations
from flask_babel import Domain
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import started
from tests.browser.languages.served_inside import ADDRESS, read_by, stored_visit
from tests.rehearsal.languages.tongue import SLOT
from tests.stored.pages import Look, Visit, crawled
from tests.stored.pages import cast as everybody
from tests.webapp.house import House, trainer
from webapp.text.translating.template import interface_words
from webapp.visit.languages import Catalogues

EXERCISES = ("blue-mid-move", "blue-finished")
ONE_OF_EACH = Look("", 1, 1)
MOST_SHOWN = 9
"""Pictures that are named for a text: of what is on every page, the first are enough."""

type Said = dict[str, str]
"""What was said for each English text."""


class Listening(NullTranslations):
    """A catalogue that notes what is asked of it."""

    def __init__(self, inner: NullTranslations, said: Said) -> None:
        """Ask the inner one."""
        super().__init__()
        self.inner, self.said = inner, said

    def ugettext(self, message: str) -> str:
        """What is said for a text."""
        return self.said.setdefault(message, self.inner.ugettext(message))

    def ungettext(self, singular: str, plural: str, num: int) -> str:
        """What is said for a text of a number."""
        self.said[singular] = self.inner.ungettext(singular, plural, num)
        return self.said[singular]


class Overheard(Catalogues):
    """The catalogues of a house, which note in `said` what pages say."""

    def __init__(self) -> None:
        """Nothing is said yet."""
        super().__init__()
        self.said: Said = {}

    def get_translations(self) -> NullTranslations:
        """Those of the visitor's locale."""
        return Listening(super().get_translations(), self.said)


def overheard(house: House) -> Overheard:
    """The house speaks by catalogues that note what is said."""
    found = Overheard()
    house.app.extensions["babel"].instance.domain_instance = cast("Domain", found)
    return found


def stands(text: str, page: str) -> bool:
    """Whether a page shows a text, whatever stands at its places."""
    return all(" ".join(part.split()) in page for part in SLOT.split(text))


def pictured(browser: Browser, visit: Visit, language: str, folder: Path) -> Iterator[tuple[str, Said]]:
    """Each page that says something new: the picture's name, and the texts that it shows."""
    overhears, known = overheard(visit.house), set[str]()
    for name, person in everybody(visit, trainer(visit.house)).items():
        context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        read_by(person, context, language)
        page = context.new_page()
        for path in crawled(visit, person, ONE_OF_EACH)[0]:
            overhears.said.clear()
            answer = person.get(path)
            if answer.status_code != 200 or answer.mimetype != "text/html":
                continue
            shown = " ".join(unescape(answer.text).split())
            said = {english: text for english, text in overhears.said.items() if stands(text, shown)}
            if said.keys() <= known:
                continue
            known |= said.keys()
            page.goto(f"{ADDRESS}{path}")
            number = f"{len(list(folder.glob('*.jpg'))) + 1:03}-{name}"
            page.screenshot(path=folder / f"{number}.jpg", type="jpeg", quality=60, full_page=True)
            yield number, said
        context.close()


def main(arguments: list[str]) -> int:
    """Writes the folder."""
    language, folder = arguments[0], Path(arguments[1])
    folder.mkdir(parents=True)
    where: dict[str, list[str]] = {}
    said: Said = {}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = started(playwright)
        assert browser is not None, "no Chromium, Chrome or Edge is installed"
        for exercise in EXERCISES:
            with stored_visit(exercise, Path(scratch) / exercise, language) as visit:
                for number, texts in pictured(browser, visit, language, folder):
                    said |= texts
                    for english in texts:
                        where.setdefault(english, []).append(number)
        browser.close()
    with (folder / "words.csv").open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(("English", language, "Pictures"))
        for text in interface_words(language, "").texts:
            found = where.get(text.english, [])
            table.writerow((text.english, said.get(text.english, ""), " ".join(found[:MOST_SHOWN])))
    print(f"{folder}: {len(list(folder.glob('*.jpg')))} pictures, {len(where)} texts")  # noqa: T201  # it talks to a person
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
