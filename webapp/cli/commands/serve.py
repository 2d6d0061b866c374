"""`rogatory serve`: the server for a workshop."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

from webapp.accounts.trainers import has_trainer, new_first_link
from webapp.cli.addresses import add_address, said_of
from webapp.cli.arguments import BadUseError, Parser
from webapp.cli.server import CannotRunError, House, opened_house, refuse, run_house


def parser() -> Parser:
    """The arguments."""
    made = Parser(prog="rogatory serve", description=_("The server for a workshop."))
    made.add_argument(
        "--host",
        default="0.0.0.0",  # noqa: S104  # phones in the room have to reach it
        help=_("address to listen on; 127.0.0.1 admits only this machine (default: every device in the network)"),
    )
    made.add_argument("--port", type=int, default=8000, help=_("port to listen on (default: 8000)"))
    add_address(made)
    made.add_argument("--yes", action="store_true", help=_("do not ask before an upgrade of the database"))
    return made


def trainer_link(house: House, wanted: str) -> str:
    """The trainer's address: on a first start the one-time link."""
    if has_trainer(house.services.database):
        return f"{house.address}{wanted}"
    return f"{house.address}/first/{new_first_link(house.services.database)}?next={wanted}"


def run(arguments: Sequence[str]) -> int:
    """Serves until it is ended."""
    try:
        options = parser().parse_args(arguments)
        with opened_house(options.host, options.port, given=options.address, yes=options.yes) as house:
            first = not has_trainer(house.services.database)
            link = trainer_link(house, "/exercises")

            def ready() -> None:
                if first:
                    print(_("First start. Trainer, choose a name and a password here (works once):"))
                    print(f"  {link}")
                else:
                    print(_("Trainers: {link}").format(link=link))
                print(_("Trainees: {link}").format(link=f"{house.address}/"))
                for line in said_of(house.found):
                    print(line)
                print(_("New here: {link} (one request, alone)").format(link=f"{house.address}/exercises/new"))
                print(_("Data: {folder}").format(folder=house.services.config.data))
                print(_("Stop with Ctrl+C. Nothing that was confirmed is lost."), flush=True)

            run_house(house, ready)
    except (BadUseError, CannotRunError) as problem:
        return refuse(problem)
    return 0
