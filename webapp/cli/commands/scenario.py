"""`rogatory scenario`: list the shipped scenarios, check a scenario in words for its author, begin a new one."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from gettext import gettext as _
from gettext import ngettext
from itertools import groupby
from pathlib import Path

from simulation.exercise.registry import SHIPPED, load_scenario
from simulation.kernel.errors import Problem, ScenarioError
from simulation.kernel.terms import Phrase
from simulation.needs.chains import KnownDays, NeedLink, links_of
from simulation.needs.examination import chances_in, dates_in
from simulation.review.authoring import scenario_verdict as examined
from simulation.review.authoring.scenario_verdict import SEED, ScenarioVerdict
from simulation.scenario.format_page import format_page
from simulation.scenario.load import available
from simulation.scenario.new_scenario import begin
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import Scenario, ScenarioKind
from webapp.cli import scenario_packs
from webapp.cli.arguments import BadUseError, Parser, library, preset_named, scenario_directory
from webapp.cli.commands import dry_run
from webapp.text.names import ScenarioNames
from webapp.text.need_texts import NeedText, need_text
from webapp.text.say import say_code

BAD = 1
BAD_USE = 2


def run(arguments: list[str]) -> int:
    """Carries out `rogatory scenario ...` and gives its exit code."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if name in {"--help", "-h"}:
        print(_usage())
        return 0
    if name not in ACTIONS:
        print(
            _("rogatory scenario needs one of these actions: {known}").format(known=", ".join(ACTIONS)), file=sys.stderr
        )
        return BAD_USE
    try:
        return ACTIONS[name](rest)
    except BadUseError as error:
        print(error, file=sys.stderr)
        return BAD_USE


def _usage() -> str:
    return "\n".join(
        [
            _("usage: rogatory scenario ACTION [--json]"),
            "",
            _("  list           the scenarios that come with Rogatory, and those that you installed"),
            _("  check DIR      every problem of a scenario, with file and path; a name from the list works too"),
            _("  check --all    the same for all scenarios that come with Rogatory"),
            _(
                "                 with --play: also the results of two runs, without players and with the "
                "textbook policy (--preset KEY)"
            ),
            _("  needs NAME     what each country can get only by asking, chain by chain (--markdown: with a drawing)"),
            _("  dry-run NAME   whether every office has enough decisions in each move (--seeds A:B, --preset KEY);"),
            _("                 with --cooperation: what difference requests abroad make (--workers N)"),
            _("  new NAME       begin a scenario in a new folder of that name"),
            _(
                "  pack DIR       put a scenario into one file (--output FILE, --author, --licence), to give "
                "away or to upload"
            ),
            _(
                "  install FILE   install such a file in the data folder (--replace: replace a scenario of "
                "the same name)"
            ),
            _("  describe       the format of scenarios, as in docs/scenario-format.md"),
        ]
    )


def _list(arguments: list[str]) -> int:
    parser = Parser(prog="rogatory scenario list", add_help=True)
    parser.add_argument("--json", action="store_true")
    as_json = bool(parser.parse_args(arguments).json)
    rows: list[dict[str, object]] = []
    found = library()
    for name in found.names():
        own = name not in found.shipped()
        try:
            scenario = load_scenario(found.directory(name))
        except ScenarioError as error:
            problems = len(error.problems)
            rows.append({"name": name, "own": own, "title": None, "countries": [], "presets": [], "problems": problems})
            continue
        rows.append(
            {
                "name": name,
                "own": own,
                "kind": scenario.kind.value,
                "version": scenario.version,
                "title": scenario.text("title"),
                "summary": scenario.text("summary"),
                "countries": [country.code for country in scenario.played],
                "presets": [preset.key for preset in scenario.play.presets],
                "problems": 0,
            }
        )
    rows.sort(key=lambda row: row.get("kind") != ScenarioKind.TUTORIAL)  # what one person can try alone stands first
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        if row["problems"]:
            print(_("{name}: cannot be used; rogatory scenario check {name} tells why").format(name=row["name"]))
        else:
            print(f"{row['name']}: {row['title']}{_(' (your own)') if row['own'] else ''}\n  {row['summary']}")
    return 0


def _check(arguments: list[str]) -> int:
    parser = Parser(prog="rogatory scenario check")
    parser.add_argument("directory", nargs="*", metavar="DIR")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--play", action="store_true")
    parser.add_argument("--preset", default="", metavar="KEY")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    names: list[str] = list(given.directory)
    if bool(names) is bool(given.all):
        raise BadUseError(
            _("rogatory scenario check: name a folder, or use --all for the scenarios that come with Rogatory")
        )
    verdicts = [verdict_on(name) for name in (available() if given.all else names)]
    if given.play:
        verdicts = [after_play(each, str(given.preset)) for each in verdicts]
    if given.json:
        bodies = [_as_json(verdict) for verdict in verdicts]
        print(json.dumps(bodies if given.all or len(bodies) > 1 else bodies[0], ensure_ascii=False, indent=2))
    else:
        for verdict in verdicts:
            print(_in_words(verdict))
    return 0 if all(verdict.is_good for verdict in verdicts) else BAD


def verdict_on(name: str, *, with_needs: bool = True) -> ScenarioVerdict:
    """What is wrong with the scenario in this directory, or with the shipped or installed one of this name."""
    directory = scenario_directory(name)
    try:
        scenario = load_scenario(directory)
    except ScenarioError as error:
        return ScenarioVerdict(name, error.problems, ())
    return examined.verdict_on(name, scenario, directory, with_needs=with_needs)


def after_play(found: ScenarioVerdict, preset: str) -> ScenarioVerdict:
    """The verdict, with the problems that two runs of the scenario show; a scenario that cannot be used is not run.

    Args:
        found: The problems of its files.
        preset: Key of the preset that is played; the usual one for "".
    """
    if found.problems:
        return found
    scenario = load_scenario(scenario_directory(found.name))
    return examined.after_play(found, scenario, preset_named(scenario, preset))


def _as_json(verdict: ScenarioVerdict) -> dict[str, object]:
    def listed(problems: Sequence[Problem]) -> list[dict[str, str | int]]:
        return [{"path": each.path, "line": each.line, "message": each.message} for each in problems]

    return {
        "scenario": verdict.name,
        "ok": verdict.is_good,
        "problems": listed(verdict.problems),
        "demands": listed(verdict.demands),
        "notes": listed(verdict.notes),
    }


def _in_words(verdict: ScenarioVerdict) -> str:
    lines = []
    if verdict.is_good:
        lines.append(_("{name}: no problems").format(name=verdict.name))
    if verdict.problems:
        count = len(verdict.problems)
        text = ngettext(
            "{name}: {count} problem; it cannot be used", "{name}: {count} problems; it cannot be used", count
        )
        lines.append(text.format(name=verdict.name, count=count))
    if verdict.demands:
        count = len(verdict.demands)
        text = ngettext(
            "{name}: it can be opened, but {count} thing is missing before a room can play it",
            "{name}: it can be opened, but {count} things are missing before a room can play it",
            count,
        )
        lines.append(text.format(name=verdict.name, count=count))
    lines += [f"  {problem}" for problem in (*verdict.problems, *verdict.demands)]
    lines += [_("  for information: {problem}").format(problem=problem) for problem in verdict.notes]
    return "\n".join(lines)


def _needs(arguments: list[str]) -> int:
    parser = Parser(prog="rogatory scenario needs")
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--sendings", type=int, default=0, metavar="N")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    if given.sendings < 0:
        raise BadUseError(_("--sendings needs a number of at least 1, not {count}").format(count=given.sendings))
    try:
        scenario = load_scenario(scenario_directory(str(given.name)))
    except ScenarioError as error:
        raise BadUseError(
            _("{name}: cannot be used; rogatory scenario check {name} tells why").format(name=given.name)
        ) from error
    frozen = freeze(scenario, SEED)
    chances = chances_in(frozen, given.sendings)
    links = links_of(scenario, {each.need: KnownDays(each.lost_day, each.answered_day) for each in dates_in(frozen)})
    by_key, names = {link.need: link for link in links}, AuthorNames(scenario, "en")
    found = tuple((link, _with_chance(need_text(link, by_key, names), chances, given.sendings)) for link in links)
    if given.json:
        print(json.dumps([_need_as_json(*each) for each in found], ensure_ascii=False, indent=2))
    elif given.markdown:
        print(_page(found), end="")
    elif not found:
        print(_("{name}: no needs; docs/needs.md tells how to write them").format(name=scenario.name))
    else:
        for chain, rows in groupby(found, key=lambda each: each[1].chain):
            print(chain)
            for link, text in rows:
                print(f"  {link.need}: {text.sentence}")
    return 0


class AuthorNames(ScenarioNames):
    """The names of things as in the author's files."""

    __slots__ = ()

    def thing(self, key: str) -> str:
        """The key of the thing; a text without a slash is a code and has words."""
        return key if "/" in key else ""


def _with_chance(text: NeedText, chances: Mapping[str, int], sendings: int) -> NeedText:
    if text.need not in chances:
        return text
    said = _("{count} of {sendings} letters sent on day 1 bring what is needed before a half-day exercise ends").format(
        count=chances[text.need], sendings=sendings
    )
    return replace(text, days=(*text.days, said))


def _need_as_json(link: NeedLink, text: NeedText) -> dict[str, str]:
    return {
        "need": link.need,
        "chain": text.chain,
        "side": link.side,
        "lacks": text.lacks,
        "holder": link.holder,
        "ways": " | ".join(text.ways),
        "days": "; ".join(text.days),
        "act": "; ".join(text.then),
        "besides": ". ".join(text.besides),
    }


def _page(found: Sequence[tuple[NeedLink, NeedText]]) -> str:
    """The chains for a page of documentation: a drawing, and a row for each need."""
    lines = ["```mermaid", *_drawn(found), "```", "", "| chain | lacks | has it, and how | days | then |"]
    lines.append("|---|---|---|---|---|")
    for _link, text in found:
        then = ". ".join(("; ".join(text.then), *text.besides))
        ways = "; ".join(text.ways)
        lines.append(f"| {text.chain} | {text.lacks} | {text.holds}: {ways} | {'; '.join(text.days)} | {then} |")
    return "\n".join(lines) + "\n"


def _drawn(found: Sequence[tuple[NeedLink, NeedText]]) -> list[str]:
    """The chains as a Mermaid flowchart: from who has it, by the request, to who lacks it and to the act."""
    lines = ["flowchart LR"]
    acts: dict[str, str] = {}
    boxes = {link.need: f"n{number}" for number, (link, _text) in enumerate(found)}
    for link, text in found:
        act = acts.setdefault(text.act, f"a{len(acts)}")
        kinds = dict.fromkeys(say_code(f"sought.{way['sought']}") for way in map(_values, link.ways) if "basis" in way)
        box = boxes[link.need]
        lines += [
            f'  {link.holder}([{link.holder}]) -- "{", ".join(kinds)}" --> {box}["{link.country}: {text.thing}"]',
            f"  {box} --> {act}",
        ]
        other, _reason = link.waits
        if other:
            lines.append(f"  {boxes[other]} -. first .-> {act}")
    return [*lines, *(f'  {box}{{{{"{act}"}}}}' for act, box in acts.items())]


def _values(phrase: Phrase) -> dict[str, str | int]:
    return dict(phrase.params)


def _new(arguments: list[str]) -> int:
    parser = Parser(prog="rogatory scenario new")
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    directory = Path(str(given.name))
    try:
        files = begin(directory)
    except ScenarioError as error:
        raise BadUseError(f"rogatory scenario new: {error.problems[0].message}") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadUseError(
            _("rogatory scenario new: {name} cannot be written: {reason}").format(name=directory, reason=reason)
        ) from error
    verdict = verdict_on(str(directory), with_needs=False)
    if given.json:
        print(json.dumps({"directory": str(directory), "files": list(files), **_as_json(verdict)}, indent=2))
        return 0
    print(_("A scenario with two countries is in {name}; it can be loaded without changes.").format(name=directory))
    print(_("Open its files in an editor, and run from time to time:"))
    print(f"  rogatory scenario check {directory}")
    print(_("Still missing:"))
    for problem in verdict.demands:
        print(f"  {problem}")
    return 0


def _describe(arguments: list[str]) -> int:
    parser = Parser(prog="rogatory scenario describe")
    parser.add_argument("--json", action="store_true")
    if parser.parse_args(arguments).json:
        print(json.dumps(Scenario.model_json_schema(), ensure_ascii=False, indent=2))
    else:
        print(format_page(SHIPPED.allowed_names), end="")
    return 0


ACTIONS: dict[str, Callable[[list[str]], int]] = {
    "list": _list,
    "check": _check,
    "needs": _needs,
    "dry-run": dry_run.run,
    "new": _new,
    "pack": scenario_packs.pack,
    "install": scenario_packs.install,
    "describe": _describe,
}
