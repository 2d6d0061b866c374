"""The same request on several bases, as a page: what each wants, lets refuse, asks and gives for time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulation.law.book.assistance_types import Kind
from simulation.law.book.governance import Regime, regime_of
from simulation.law.book.rules import LetterNature, load_rules
from simulation.law.rows import coded
from simulation.scenario.schema.country import CountryPair

HEAD = """# One request on several bases

This page shows the same request between the same two countries under several instruments. The governing instrument
decides what the request has to name, on which grounds it may be refused, whether dual criminality is required, and
which time limits apply. The page is made from `simulation/law/data/rules`; do not edit it here. Articles are those of
the instrument at the top of the column. No practitioner has reviewed this page.
"""

type Cell = Callable[[Regime], str]


def bases_page(asked: Sequence[tuple[Kind, Sequence[str]]], pair: CountryPair) -> str:
    """The page.

    Args:
        asked: Kinds of assistance, each with the bases on which it is asked.
        pair: Two countries; what binds them is set for each basis.
    """
    return "\n".join([HEAD, *(_chapter(kind, bases, pair) for kind, bases in asked)])


def _chapter(kind: Kind, bases: Sequence[str], pair: CountryPair) -> str:
    regimes = [regime_of(pair.model_copy(update={"instruments": (basis,)}), kind, basis) for basis in bases]
    rows: tuple[tuple[str, Cell], ...] = (
        ("it has to name", _contents),
        ("it may be refused on", _grounds),
        ("it may not be refused on", _none),
        ("it may be postponed for", _postponed),
        ("duty to consult before a refusal", _consulted),
        ("dual criminality required", _dual),
        ("binding time limits", _clocks),
        ("channel", lambda regime: _term(regime, "channel")),
        ("language", lambda regime: _term(regime, "language")),
        ("confidentiality", lambda regime: _term(regime, "confidentiality")),
        ("use", lambda regime: _term(regime, "use")),
        ("costs", lambda regime: _term(regime, "costs")),
    )
    lines = [
        f"## {kind.name}\n",
        "| | " + " | ".join(load_rules().instruments[regime.instrument].cite for regime in regimes) + " |",
        "|---" * (len(regimes) + 1) + "|",
    ]
    lines += [f"| {name} | " + " | ".join(cell(regime) for regime in regimes) + " |" for name, cell in rows]
    return "\n".join((*lines, ""))


def _said(regime: Regime, nature: frozenset[LetterNature]) -> str:
    tags = load_rules().tags
    found = [
        f"{tags[letter.tag]} ({letter.source}{', mandatory' if letter.nature is LetterNature.MANDATORY else ''})"
        for letter in regime.letters
        if letter.nature in nature
    ]
    return "; ".join(found) or "-"


def _contents(regime: Regime) -> str:
    found = [
        f"{', '.join(str(coded(name)) for name in sorted(item.musts))} ({item.source})"
        for item in regime.items.values()
        if item.musts
    ]
    return "; ".join(found) or "-"


def _grounds(regime: Regime) -> str:
    refused = {LetterNature.MANDATORY, LetterNature.OPTIONAL, LetterNature.CURABLE, LetterNature.CONDITION}
    return _said(regime, frozenset(refused))


def _none(regime: Regime) -> str:
    return _said(regime, frozenset({LetterNature.NOT_A_GROUND}))


def _postponed(regime: Regime) -> str:
    return _said(regime, frozenset({LetterNature.POSTPONE}))


def _consulted(regime: Regime) -> str:
    wanted = dict.fromkeys(letter.consult_source for letter in regime.letters if letter.wants_consultation)
    return "; ".join(wanted) or "no duty"


def _dual(regime: Regime) -> str:
    rule = regime.criminality
    if rule is None:
        return "no" if regime.has_criminality else "as the pair says"
    words = {
        "required": "yes",
        "may_refuse": "the request may be refused without it",
        "may_refuse_coercive": "a request for a coercive measure may be refused without it",
        "reservation": "only where reserved",
        "waived_list": f"not for listed offences of {rule.years} years or more",
        "own_law": "as domestic law says",
        "none": "no",
    }
    return f"{words[rule.rule]} ({rule.source})"


def _clocks(regime: Regime) -> str:
    found = [
        f"{coded(row.what)}: {f'{row.days} days' if row.days else f'{row.hours} hours'} ({row.source})"
        for row in regime.clocks
        if row.binding and (row.days or row.hours)
    ]
    return "; ".join(found) or "none"


def _term(regime: Regime, what: str) -> str:
    row = regime.terms.get(what)
    return f"{row.text} ({row.source})" if row is not None else "no rule"
