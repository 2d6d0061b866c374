"""An office that nobody has heard of in a real browser: its seat taken, its role card read, its question asked."""

from __future__ import annotations

import re
from pathlib import Path

import sqlalchemy as sa
from playwright.sync_api import expect

from simulation.exercise.core.settings import Settings
from tests.browser.people import Trainee, Trainer
from tests.browser.rooms import Place
from tests.scratch.customs.scenario import with_customs
from tests.scratch.served import REGISTRY
from webapp.store.database import connect
from webapp.store.new_exercise import new_exercise
from webapp.store.tables import ExerciseRecord

NUMBER = "KES-ISA-Q1"


def made(folder: Path) -> str:
    """An exercise of the scenario that has customs, in its lobby: the code with which people join."""
    database = connect(f"sqlite:///{(folder / 'rogatory.sqlite').as_posix()}")
    exercise = new_exercise(
        database,
        scenario=str(with_customs(folder)),
        settings=Settings(preset="day_28", seed=4),
        title="At the border",
        trainer=None,
        registry=REGISTRY,
    )
    with database.reading() as session:
        code = session.scalar(sa.select(ExerciseRecord.join_code).where(ExerciseRecord.id == exercise))
    database.engine.dispose()
    assert code is not None
    return code


def test_customs(place: Place, folder: Path) -> None:
    code = made(folder)
    clara, brava = (Trainee(place.new_context().new_page()) for _ in range(2))
    clara.join(place.address, code, name="Clara", seat="Customs, Kestria")
    brava.join(place.address, code, name="Brava", seat="Central authority, Kestria")
    ines = Trainer(place.trainer.new_page())
    ines.page.goto(place.address)
    ines.follow("At the border")
    ines.see("2 joined")
    ines.press("Open the first move")
    expect(clara.page.get_by_role("banner").get_by_text("Customs").filter(visible=True)).to_have_count(1)
    clara.page.goto(re.sub(r"/desk/.*", "/desk/briefing", clara.page.url))
    clara.see("You ask customs abroad what crossed it")
    clara.open_area("Procedures")
    name = clara.page.get_by_role("heading", name="Question to customs", exact=True)
    clara.main().locator("section.r-card", has=name).get_by_role("link", name="Begin").click()
    clara.page.get_by_role("radio", name="Isandre").check()
    clara.choose("About", re.compile(r"\(Person, Isandre\)", re.IGNORECASE))
    clara.page.get_by_label(re.compile("^Your text")).fill("What crossed here?")
    clara.press("Ask customs")
    clara.see("Customs asked")
    brava.open_area("Procedures")
    brava.main().get_by_role("link", name=NUMBER, exact=True).click()
    brava.see("Customs asked")
    ines.follow("Control room")
    ines.jump()
    clara.page.reload()
    clara.see("Answered by customs")
