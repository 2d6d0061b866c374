"""`rogatory demo`: a joint exercise that automatic players play and that people can join."""

from __future__ import annotations

import os
import secrets
import sys
import webbrowser
from collections.abc import Sequence
from gettext import gettext as _

import sqlalchemy as sa

from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.command import CONTROL
from simulation.exercise.core.settings import RULES_VERSION, Settings
from simulation.exercise.registry import load_scenario
from simulation.kernel.errors import ScenarioError
from simulation.scenario.load import directory_of
from webapp.cli.addresses import add_address, said_of
from webapp.cli.arguments import BadUseError, Parser
from webapp.cli.commands.serve import trainer_link
from webapp.cli.server import CannotRunError, House, opened_house, refuse, run_house
from webapp.pages.frame import grouped
from webapp.store.new_exercise import new_exercise
from webapp.store.played_example import finished_example
from webapp.store.tables import Door, ExerciseRecord, Phase

SCENARIO = "blue-current"
PRESET = "day_28"
POLICY = "textbook"


def parser() -> Parser:
    """The arguments."""
    made = Parser(
        prog="rogatory demo",
        description=_(
            "Starts a joint exercise in its first move, ready to be joined; automatic players take every "
            "free seat. Beside it is a finished exercise with its review."
        ),
    )
    made.add_argument("--host", default="127.0.0.1", help=_("address to listen on (default: this machine only)"))
    made.add_argument("--port", type=int, default=8000, help=_("port to listen on (default: 8000)"))
    add_address(made)
    made.add_argument("--no-browser", action="store_true", help=_("do not open a browser"))
    made.add_argument("--yes", action="store_true", help=_("do not ask before an upgrade of the database"))
    made.add_argument("--seed", type=int, default=1, help=_("seed of people and chance events (default: 1)"))
    return made


def prepare(house: House, seed: int) -> tuple[str, str]:
    """A new exercise in its first move, and one that is finished; gives their ids.

    The finished one is made once for a data folder, a seed and a version of the rules.
    """
    services = house.services
    try:
        countries = tuple(country.code for country in load_scenario(directory_of(SCENARIO)).played)
        settings = Settings(preset=PRESET, seed=seed, policies=tuple((code, POLICY) for code in countries))
        exercise = new_exercise(services.database, scenario=SCENARIO, settings=settings, title=_("Demo"), trainer=None)
        title = _("Demo, finished (seed {seed})").format(seed=seed)
        finished = _kept(house, title) or finished_example(services.database, scenario=SCENARIO, seed=seed, title=title)
    except ScenarioError as problem:
        raise CannotRunError(str(problem).replace("\n", "; ")) from problem
    start = StartExercise(id=f"demo{secrets.token_hex(6)}", member=CONTROL, warm_up=False)
    services.store.execute(exercise, start)
    with services.database.writing() as session:  # whoever tries it has the code and nobody at the door
        session.get_one(ExerciseRecord, exercise).door = Door.OPEN
    return exercise, finished


def _kept(house: House, title: str) -> str | None:
    """The finished exercise that an earlier demo made here."""
    with house.services.database.reading() as session:
        return session.scalar(
            sa.select(ExerciseRecord.id).where(
                ExerciseRecord.title == title,
                ExerciseRecord.rules_version == RULES_VERSION,
                ExerciseRecord.phase == Phase.CLOSED,
            )
        )


def can_show_a_browser() -> bool:
    """Whether somebody sits in front of a screen."""
    return sys.stdout.isatty() and (sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY")))


def run(arguments: Sequence[str]) -> int:
    """Makes both exercises, then serves until it is ended."""
    try:
        options = parser().parse_args(arguments)
        with opened_house(options.host, options.port, given=options.address, yes=options.yes) as house:
            exercise, finished = prepare(house, options.seed)
            with house.services.database.reading() as session:
                code = session.scalar(sa.select(ExerciseRecord.join_code).where(ExerciseRecord.id == exercise))
            link = trainer_link(house, f"/x/{exercise}/control/")

            def ready() -> None:
                print(_("A joint exercise is in its first move; automatic players hold every free seat."))
                print(_("Trainer:   {link}").format(link=link))
                print(_("Join:      {link}").format(link=f"{house.address}/join/{code}"))
                print(_("Join code: {code}").format(code=grouped(str(code))))
                for line in said_of(house.found):
                    print(line)
                print(_("Finished:  {link}").format(link=f"{house.address}/x/{finished}/review/"))
                print(_("New here:  {link} (one request, alone)").format(link=f"{house.address}/exercises/new"))
                print(_("Stop with Ctrl+C. Nothing that was confirmed is lost."), flush=True)
                if not options.no_browser and can_show_a_browser():
                    webbrowser.open(link)

            run_house(house, ready)
    except (BadUseError, CannotRunError) as problem:
        return refuse(problem)
    return 0
