"""`rogatory assess`: everything that can be checked objectively in a request in a file, by the law of a scenario."""

from __future__ import annotations

import json
import sys
from gettext import gettext as _
from pathlib import Path

import pydantic

from simulation.law.assessment.assessment import assess, between_of, chains, open_items
from simulation.law.assessment.findings import Finding, FindingVerdict, Question
from simulation.law.assessment.refusal_grounds import available_grounds, judge_refusal
from simulation.law.assessment.request_file import RequestFile, question_of
from simulation.law.book.governance import PRACTICE
from simulation.law.book.law_book import load_law_book
from simulation.law.book.required_contents import completeness
from simulation.law.book.rules import load_rules
from simulation.scenario.schema.scenario import Scenario
from webapp.cli.arguments import BadUseError, Parser, scenario_named
from webapp.cli.run_options import Value
from webapp.text.law_texts import source_parts, wording_code
from webapp.text.say import sentence

BAD_USE = 2
FOUND_BAD = 1


def run(arguments: list[str]) -> int:
    """Carries out `rogatory assess ...` and gives its exit code: 1 if something is open or wrongly refused."""
    parser = Parser(prog="rogatory assess", description=_("the assessment of one request"))
    parser.add_argument("request", metavar="REQUEST.json")
    parser.add_argument("--scenario", required=True, metavar="NAME")
    parser.add_argument("--json", action="store_true")
    try:
        given = parser.parse_args(arguments)
        scenario = scenario_named(given.scenario)
        file = read(given.request)
        question = asked(file, scenario)
    except BadUseError as error:
        print(f"rogatory: {error}", file=sys.stderr)
        return BAD_USE
    findings = assess(question, load_law_book())
    refusal = None
    if file.refusal:
        refusal = judge_refusal(file.refusal, findings, between_of(question))
    if given.json:
        print(json.dumps(body(scenario.name, question, findings, refusal), ensure_ascii=False, indent=2))
    else:
        print("\n".join(line(finding) for finding in (*findings, *([refusal] if refusal is not None else []))))
    return FOUND_BAD if open_items(findings) or refusal is not None else 0


def read(name: str) -> RequestFile:
    """The request in a file.

    Raises:
        BadUseError: The file cannot be read, is not JSON, or has a field that is missing, unknown or wrong.
    """
    try:
        text = Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadUseError(_("{name} cannot be read: {what}").format(name=name, what=error)) from error
    try:
        return RequestFile.model_validate_json(text)
    except pydantic.ValidationError as error:
        first, *more = error.errors()
        where = ".".join(str(part) for part in first["loc"]) or _("the file")
        text = _("{name}: {where}: {what}").format(name=name, where=where, what=first["msg"])
        raise BadUseError(text + (_(" ({more} more)").format(more=len(more)) if more else "")) from error


def asked(file: RequestFile, scenario: Scenario) -> Question:
    """The question, with the two countries and what binds them as the scenario has it.

    Raises:
        BadUseError: The scenario does not have one of the countries.
    """
    known = [country.code for country in scenario.countries]
    for field, code in (("requesting", file.requesting), ("requested", file.requested)):
        if code not in known:
            text = _("{field}: the scenario has no country {code!r}; there are: {known}")
            raise BadUseError(text.format(field=field, code=code, known=", ".join(known)))
    countries = scenario.country(file.requesting), scenario.country(file.requested)
    return question_of(file, *countries, scenario.pair(file.requesting, file.requested))


def body(name: str, question: Question, findings: tuple[Finding, ...], refusal: Finding | None) -> dict[str, Value]:
    """The answer as a JSON document; docs/cli.md lists its keys."""
    checks = completeness(question.content, question.kind, question.pair, question.requesting, question.requested)
    return {
        "scenario": name,
        "requesting": question.requesting.code,
        "requested": question.requested.code,
        "sought": question.kind.id,
        "findings": [told(finding) for finding in findings],
        "contents": [{"item": check.item, "state": check.state.value, "gate": check.gate.value} for check in checks],
        "chains": [
            {"target": chain.target, "is_linked": chain.is_linked, "path": list(chain.path)}
            for chain in chains(question)
        ],
        "open_items": list(open_items(findings)),
        "grounds": [{"ground": ground, "nature": nature.value} for ground, nature in available_grounds(findings)],
        "refusal": None if refusal is None else told(refusal),
    }


def told(finding: Finding) -> dict[str, Value]:
    """One finding."""
    return {
        "code": finding.code,
        "item": finding.item,
        "verdict": finding.verdict.value,
        "is_open": finding.is_open,
        "options": list(finding.options),
        "values": dict(finding.params),
        "source": cited(finding),
        "letters": letters(finding),
        "text": in_words(finding),
    }


def letters(finding: Finding) -> list[Value]:
    """Ids of the rows of law, by article and letter, on which a finding on a ground rests."""
    values = dict(finding.params)
    return [*str(values.get("letters") or values.get("letter") or "").split()]


def cited(finding: Finding) -> str:
    """The provision, so that people can look it up; what is in no instrument is a rule of the exercise."""
    return "; ".join(source_parts(finding.source)) or PRACTICE


def in_words(finding: Finding) -> str:
    """A finding as a sentence in English."""
    found = sentence(f"finding.{wording_code(finding)}")
    values = {name: str(value).replace("_", " ") for name, value in finding.params}
    return found % values if found is not None else finding.code.replace("_", " ")


def line(finding: Finding) -> str:
    """A finding as one line of text that people can read."""
    firm = {
        FindingVerdict.SETTLED: _("certain"),
        FindingVerdict.ARGUABLE: _("arguable"),
        FindingVerdict.FOR_TRAINER: _("for the trainer"),
    }[finding.verdict]
    words = load_rules().tags.get(finding.item)  # what no ground or letter has a name for is said in words
    about = f"{words}:" if words else finding.item or "-"
    return f"{about:3} {firm:17}{in_words(finding)}  [{cited(finding)}]"
