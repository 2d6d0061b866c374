"""`rogatory reset-admin`: a new first-start link for the trainer."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

from webapp.accounts.trainers import new_first_link
from webapp.cli.arguments import BadUseError, Parser
from webapp.cli.server import CannotRunError, refuse
from webapp.cli.stored_exercise import opened_database


def parser() -> Parser:
    """The arguments."""
    made = Parser(
        prog="rogatory reset-admin",
        description=_(
            "Makes a new link that works once, with which a trainer sets a name and a password. The "
            "server may be running."
        ),
    )
    made.add_argument(
        "--address",
        default="http://127.0.0.1:8000",
        help=_("address of the server, to be shown in the link (default: http://127.0.0.1:8000)"),
    )
    return made


def run(arguments: Sequence[str]) -> int:
    """Prints the link."""
    try:
        options = parser().parse_args(arguments)
        with opened_database() as database:
            token = new_first_link(database)
    except (BadUseError, CannotRunError) as problem:
        return refuse(problem)
    print(_("Open this link in a browser; it works once, within one day:"))
    print(f"  {options.address.rstrip('/')}/first/{token}")
    return 0
