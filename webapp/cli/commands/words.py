"""`rogatory words`: export texts for translators to a file, and import the translation."""

from __future__ import annotations

import importlib.metadata
from argparse import Namespace
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path

from simulation.scenario.load import HEAD
from webapp.cli.arguments import BadUseError, Parser, library, scenario_directory
from webapp.cli.commands.export import write_whole
from webapp.cli.server import CannotRunError, refuse, settings
from webapp.text.translating.catalogues import known_words, write_catalogue
from webapp.text.translating.faults import faults
from webapp.text.translating.files import READERS, WRITERS, WordFileError
from webapp.text.translating.scenario_words import scenario_words, write_scenario_words
from webapp.text.translating.spacing import well_spaced
from webapp.text.translating.template import interface_words
from webapp.text.translating.words import INTERFACE, UnknownLanguageError, Words, merged

SHOWN = 20
"""Faults that are printed; the others are counted."""


def parser() -> Parser:
    """The arguments."""
    made = Parser(prog="rogatory words", description=_("Words of the interface or of a scenario, for translators."))
    jobs = made.add_subparsers(dest="job", required=True)
    out = jobs.add_parser(
        "export", help=_("write the texts to be translated, with the translations that exist already")
    )
    out.add_argument("language", metavar="LANGUAGE", help=_("code of the language, such as fr"))
    out.add_argument("-o", "--out", metavar="FILE", required=True, help=_("file to write: .po or .xlsx"))
    out.add_argument("--scenario", metavar="NAME", help=_("the words of a scenario, by its name or folder"))
    into = jobs.add_parser("import", help=_("import a translation"))
    into.add_argument("file", metavar="FILE", help=_("a file that rogatory words export wrote: .po or .xlsx"))
    into.add_argument(
        "--scenario",
        metavar="NAME",
        help=_("folder of the scenario, if it neither comes with the program nor is installed"),
    )
    return made


def run(arguments: Sequence[str]) -> int:
    """Export or import; 1 if a translation would break a page, and then nothing is imported."""
    try:
        options = parser().parse_args(arguments)
        return _export(options) if options.job == "export" else _import(options)
    except UnknownLanguageError as problem:
        return refuse(BadUseError(_("{code!r} is not a language").format(code=str(problem))))
    except (BadUseError, CannotRunError) as problem:
        return refuse(problem)


def _version() -> str:
    return importlib.metadata.version("rogatory")


def _export(options: Namespace) -> int:
    path = Path(options.out)
    write = WRITERS.get(path.suffix.lstrip(".").lower())
    if write is None:
        raise BadUseError(_("the file's name has to end in .po or .xlsx"))
    words = _known(_book_of(options.scenario), options.language)
    write_whole(path, write(words), check=lambda _part: None)
    text = _("{file}: {count} texts of {book}, {gaps} of them not translated into {language}.")
    print(text.format(file=path, count=len(words.texts), book=words.book, gaps=words.gaps, language=words.language))
    return 0


def _import(options: Namespace) -> int:
    came = _read(Path(options.file))
    now = _known(_book_of(options.scenario or ("" if came.book == INTERFACE else came.book)), came.language)
    if now.book != came.book:
        raise BadUseError(
            _("{file} holds the words of {one}, not of {other}").format(
                file=options.file, one=came.book, other=now.book
            )
        )
    words = well_spaced(merged(now, (*now.texts, *now.left), came))
    bad = faults(words)
    for fault in bad[:SHOWN]:
        told = [_("lacks {marks}").format(marks=" ".join(fault.lost))] if fault.lost else []
        told += [_("has {marks} in addition").format(marks=" ".join(fault.added))] if fault.added else []
        print(f"{fault.text.key or fault.text.english!r}: {', '.join(told)}")
    if bad:
        print(
            _("Translations that would break a page: {count}. Nothing was imported; correct them in the file.").format(
                count=len(bad)
            )
        )
        return 1
    if words.book == INTERFACE:
        config = settings()
        place = write_catalogue(config.data, words)
        if words.language not in config.languages:
            offered = ",".join((*config.languages, words.language))
            print(
                _("To offer this language, start the server with ROGATORY_LANGUAGES={offered}.").format(offered=offered)
            )
    else:
        place = write_scenario_words(_folder(options.scenario or came.book), words)
    if came.version != now.version:
        print(
            _("{file} was written by version {old}; this is {new}.").format(
                file=options.file, old=came.version, new=now.version
            )
        )
    here = {text.id for text in now.texts}
    unknown = sum(text.id not in here for text in came.texts)
    if unknown:
        print(
            _(
                "Texts of the file that are not in this version: {count}. They are kept for a version that has them."
            ).format(count=unknown)
        )
    text = _("{place}: {done} of {count} texts of {book} are in {language}; {gaps} are shown in English.")
    print(
        text.format(
            place=place,
            done=len(words.texts) - words.gaps,
            count=len(words.texts),
            book=words.book,
            language=words.language,
            gaps=words.gaps,
        )
    )
    return 0


def _read(path: Path) -> Words:
    """The words of a file.

    Raises:
        BadUseError: It is not a file of words.
    """
    read = READERS.get(path.suffix.lstrip(".").lower())
    if read is None:
        raise BadUseError(_("the file's name has to end in .po or .xlsx"))
    try:
        return read(path.read_bytes())
    except OSError as error:
        raise BadUseError(_("{file} cannot be read: {why}").format(file=path, why=error.strerror)) from error
    except WordFileError as error:
        raise BadUseError(_("{file} holds no words of Rogatory: {why}").format(file=path, why=error)) from error


def _book_of(scenario: str | None) -> Path | None:
    """Folder of the scenario, None for the interface."""
    return _folder(scenario) if scenario else None


def _folder(scenario: str) -> Path:
    """The directory of a scenario.

    Raises:
        BadUseError: There is no such scenario.
    """
    folder = scenario_directory(scenario)
    if not (folder / HEAD).is_file():
        known = ", ".join(library().names())
        raise BadUseError(_("there is no scenario {name!r}; there are: {known}").format(name=scenario, known=known))
    return folder.resolve()


def _known(folder: Path | None, language: str) -> Words:
    """The words of this version, with their translations so far."""
    if folder is not None:
        return scenario_words(folder, language, _version())
    empty = interface_words(language, _version())
    return merged(empty, known_words(settings().data, language), empty)
