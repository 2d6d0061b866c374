"""`rogatory report`: a document of the review, from the database or from a file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path

from simulation.exercise.core.settings import RULES_VERSION
from simulation.players.policies import players
from simulation.review.bundles import ReplayRun
from simulation.review.prices.prices import Price
from simulation.review.record_reading import RecordReading, read
from webapp.app import create_app
from webapp.cli.arguments import BadUseError, Parser
from webapp.cli.commands.export import write_whole
from webapp.cli.server import CannotRunError, refuse, settings
from webapp.cli.stored_exercise import opened_database, unknown, words_alone
from webapp.papers.forms import FORMS, file_of
from webapp.papers.paper import Paper, PaperKind
from webapp.review.papers.after_action import Held
from webapp.review.papers.choice import UnknownPaperError, Wanted, paper_of
from webapp.review.papers.sources import held_of, source_of_file
from webapp.review.record_store import prices, runs_of, sequence_of_play
from webapp.store.database import Database
from webapp.store.exchange_file import ExerciseFileError
from webapp.store.exchange_file import read as read_file
from webapp.store.exercise_rows import record_of
from webapp.store.tables import ExerciseRecord
from webapp.store.transfer import NoSuchExerciseError
from webapp.visit.config import Config


def parser() -> Parser:
    """The arguments."""
    made = Parser(prog="rogatory report", description=_("A document of the review, from an exercise or from its file."))
    made.add_argument(
        "exercise", metavar="ID|FILE", help=_("id of the exercise, or the file that rogatory export wrote")
    )
    made.add_argument("--kind", choices=[kind.value for kind in PaperKind], default=PaperKind.AFTER_ACTION.value)
    made.add_argument(
        "--team",
        default="",
        metavar="CODE",
        help=_("the team that the document is about; for the kinds team and hot-wash"),
    )
    made.add_argument(
        "--move",
        type=int,
        default=0,
        metavar="N",
        help=_("the move of a hot wash; the whole exercise if it is left out"),
    )
    made.add_argument(
        "--format", choices=sorted(FORMS), help=_("format of the document, if the file's name does not end in it")
    )
    made.add_argument(
        "-o", "--out", metavar="FILE", help=_("file to write; if it is left out, JSON goes to standard output")
    )
    return made


def run(arguments: Sequence[str]) -> int:
    """Write the document, or nothing."""
    try:
        options = parser().parse_args(arguments)
        form = _form(options)
        paper = _paper(options)
        content = file_of(paper, form)
    except (BadUseError, CannotRunError, ExerciseFileError) as problem:
        return refuse(problem)
    if options.out is None:
        print(content.decode(), end="")
        return 0
    try:
        write_whole(Path(options.out), content, check=lambda _part: None)
    except CannotRunError as problem:
        return refuse(problem)
    print(_("{file}: {name}.").format(file=options.out, name=paper.name))
    return 0


def _form(options: Namespace) -> str:
    """The form of the document: the one that was named, or the ending of the file's name, or JSON.

    Raises:
        BadUseError: There is no such form, or it cannot go to standard output.
    """
    form = str(options.format or (Path(options.out).suffix.lstrip(".").lower() if options.out else "json"))
    if form not in FORMS:
        text = _(
            "{file!r} does not say which format you want; end its name in one of {forms}, or name a "
            "format with --format"
        )
        raise BadUseError(text.format(file=options.out, forms=", ".join(f".{each}" for each in sorted(FORMS))))
    if options.out is None and form != "json":
        raise BadUseError(_("{form} needs a file to write: name the file with -o").format(form=form))
    return form


def _paper(options: Namespace) -> Paper:
    """The document in words, in the first language of the application: there is no browser that asks for another.

    Raises:
        BadUseError: There is no such team or move.
        CannotRunError: There is no such exercise, or the database cannot be used.
        ExerciseFileError: It is not an exercise file.
    """
    wanted = Wanted(PaperKind(options.kind), options.team.upper(), options.move)
    path = Path(options.exercise)
    if path.is_file():
        file = read_file(path)
        if file.rules_version != RULES_VERSION:
            text = _(
                "{name} was played under rules {old}. This program has rules {new} and cannot play it again. Use "
                "a version with rules {old}."
            )
            raise BadUseError(text.format(name=path.name, old=file.rules_version, new=RULES_VERSION))
        reading, held = source_of_file(file)
        with words_alone():
            return _made(reading, held, wanted)
    with opened_database() as database:
        with database.reading() as session:
            row = session.get(ExerciseRecord, options.exercise)
            if row is None:
                raise unknown(database, NoSuchExerciseError(options.exercise))
            record, held, horizon = record_of(session, row), held_of(session, row), row.horizon
            sequence = sequence_of_play(session, row.id)
            policies = players() if row.rules_version == RULES_VERSION else None
        with _words(settings(), database):
            found = tuple(prices(database, options.exercise, sequence).values())
            runs = runs_of(database, options.exercise, sequence)
            return _made(read(record, horizon, policies), held, wanted, found, runs)


@contextmanager
def _words(config: Config, database: Database) -> Iterator[None]:
    """The application that says sentences, in the first of its languages."""
    with create_app(config, database).test_request_context():
        yield


def _made(
    reading: RecordReading, held: Held, wanted: Wanted, known: tuple[Price, ...] = (), runs: tuple[ReplayRun, ...] = ()
) -> Paper:
    """The document.

    Raises:
        BadUseError: The exercise has no such team or move.
    """
    try:
        return paper_of(reading, held, wanted, known, runs)
    except UnknownPaperError as problem:
        raise BadUseError(str(problem)) from problem
