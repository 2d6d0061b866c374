"""Vignettes as they are written: a base request, and what each changes in it, as facts that can be compared."""

from __future__ import annotations

import copy
import tomllib
from pathlib import Path
from typing import Any

from simulation.law.assessment.request_file import RequestFile
from simulation.scenario.schema.country import Country, CountryPair, Offence
from tests.assistance.jurisdictions import a_country, a_pair

type Row = dict[str, Any]

FOLDER = Path(__file__).with_name("vignettes")
CHAPTERS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
BASE: Row = CHAPTERS["base"]
VIGNETTES: list[Row] = [row for name, body in CHAPTERS.items() if name != "base" for row in body["vignettes"]]
BY_INSTRUMENT: list[Row] = [
    row
    for path in sorted((FOLDER / "by_instrument").glob("*.toml"))
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["vignettes"]
]


def over(base: Row, changes: Row) -> Row:
    """The base with changes put over it, tables merged."""
    result = copy.deepcopy(base)
    for name, value in changes.items():
        result[name] = over(result[name], value) if isinstance(value, dict) and name in result else value
    return result


def request_of(row: Row) -> RequestFile:
    """The request of a vignette."""
    written = over(BASE["request"], row.get("request", {}))
    for name in row.get("left_out", ()):
        del written["content"][name]
    if not written["grounds"]:
        written["content"]["grounds"] = []
    known = [ground["document"] for ground in written["grounds"]]
    if written["content"]["grounds"]:
        written["content"]["grounds"] = known
    return RequestFile.model_validate(written | {"refusal": row.get("refusal", "")})


def law_of(row: Row) -> tuple[Country, Country, CountryPair]:
    """The law of the country that asks, of the one that is asked, and what binds the two."""
    law = over(BASE["law"], row.get("law", {}))

    def country(code: str, given: Row) -> Country:
        offences = tuple(
            Offence.model_validate({"key": key, "limitation_years": 12, **BASE["offences"][key]})
            for key in given["offences"]
        )
        changed = {**a_country(code).model_dump(), **given, "offences": offences}
        return Country.model_validate(changed)

    pair = CountryPair.model_validate({**a_pair().model_dump(), **law["pair"]})
    return country("ALB", law["requesting"]), country("BRV", law["requested"]), pair


def facts_of(row: Row) -> dict[str, str]:
    """Everything that a vignette says, fact by fact: two that differ in one entry are one fact apart.

    The papers relied on are one fact, though the request names them in two places.
    """
    requesting, requested, pair = law_of(row)
    parts = {"request": request_of(row), "requesting": requesting, "requested": requested, "pair": pair}
    facts: dict[str, str] = {}
    for name, part in parts.items():
        _flatten(name, part.model_dump(), facts)
    del facts["request.content.grounds"]
    return facts


def _flatten(name: str, value: Any, facts: dict[str, str]) -> None:  # noqa: ANN401
    if isinstance(value, dict):
        for key, part in value.items():
            _flatten(f"{name}.{key}", part, facts)
    else:
        facts[name] = repr(value)


def apart(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Names of the facts in which two vignettes differ."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
