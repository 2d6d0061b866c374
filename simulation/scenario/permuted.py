"""The same scenario under other labels: what plays it by rules does as well, what knew its keys by heart does not.

Codes of countries, their names, and the keys of people, companies, accounts, containers, places, papers, matters and
streams are swapped among themselves by a seeded permutation. What happens is the same story with other words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from simulation.kernel.codes import KnownCodes
from simulation.kernel.draws import Draws, Purpose
from simulation.scenario.schema.scenario import Scenario, start_words

CODE_FIELDS = frozenset(
    {
        "code", "country", "a", "b", "requesting", "requested", "nationality", "defrauds", "tell", "phone_country",
        "holder",
    }
)  # fmt: skip
"""Fields that hold a country's code."""

KEY_FIELDS = frozenset(
    {
        "key", "place", "origin", "destination", "namesake_of", "director", "owner", "holder", "container", "carrier",
        "consignee", "held_at", "caller", "called", "person", "about", "exculpates", "account", "markets", "source",
        "target", "targets", "grounds", "document", "silence", "shown_by", "origins",
        "intercepted_at", "company", "reserve", "parent", "to", "shows", "who", "shown", "shown_that",
        "first", "people", "papers",
    }
)  # fmt: skip
"""Fields that hold the key of something that is relabelled, or refer to one."""

_NAME_IN_TEXT = re.compile(r"\{([a-z_]+/[a-z0-9_/]+)\}")

type Labels = Mapping[str, str]
"""New label by old one."""


def permute(scenario: Scenario, seed: int, known: KnownCodes | None = None) -> Scenario:
    """A relabelled copy that loads and passes the checks like the original.

    Args:
        scenario: The original; it stays as it is.
        seed: Which permutation.
        known: The codes that there are; None for those that ship.
    """
    codes: dict[str, str] = {}
    for played in (True, False):
        codes |= _swapped([c.code for c in scenario.countries if c.played is played], "code", seed)
    crime, play = scenario.crime, scenario.play
    keys: dict[str, str] = {}
    for kind, members in (
        ("cast", [member.key for member in crime.cast]),
        ("company", [company.key for company in crime.companies]),
        ("account", [account.key for account in crime.accounts]),
        ("container", sorted({load.container for load in crime.consignments})),
        ("place", [place.key for place in crime.places]),
        ("document", [document.key for document in play.documents]),
        ("matter", [matter.key for matter in play.matters]),
        ("stream", [stream.key for stream in play.streams]),
    ):
        keys |= _swapped(members, kind, seed)
    phones = {member.phone_key: member.key for member in crime.cast}
    by_key = {member.key: member.phone_key for member in crime.cast}
    keys |= {phone: by_key[keys[owner]] for phone, owner in phones.items()}

    raw = _relabelled(scenario.model_dump(mode="json"), "", codes, keys)
    if not isinstance(raw, dict):  # a scenario is a table; said for the type checker
        raise TypeError(type(raw))
    starts = _start_words(scenario, codes, keys)
    raw["texts"] = {
        language: {starts.get(key) or _text_key(key, codes, keys): _in_text(text, keys) for key, text in words.items()}
        for language, words in scenario.texts.items()
    }
    _swap_namings(raw, seed)
    return Scenario.model_validate(raw, context=known)


def _swapped(labels: Sequence[str], kind: str, seed: int) -> dict[str, str]:
    """A permutation of labels: sorted by a keyed draw, moved on by one so that none keeps its place by chance."""
    draws = Draws(seed)
    order = sorted(labels, key=lambda label: (draws.uniform(Purpose.NAME, f"permute/{kind}", label), label))
    return dict(zip(order, [*order[1:], *order[:1]], strict=True))


def _relabelled(value: object, name: str, codes: Labels, keys: Labels) -> object:
    if isinstance(value, dict):
        return {key: _relabelled(inner, str(key), codes, keys) for key, inner in value.items() if key != "texts"}
    if isinstance(value, list):
        return [_relabelled(inner, name, codes, keys) for inner in value]
    if isinstance(value, str):
        if name in CODE_FIELDS and value in codes:
            return codes[value]
        if name in KEY_FIELDS:
            return keys.get(value, value)
    return value


def _start_words(scenario: Scenario, codes: Labels, keys: Labels) -> dict[str, str]:
    """Where the lines of first pages stand in the copy."""
    lines = [
        (start.country, part, key)
        for start in scenario.play.starts
        for part, named in (("now", (start.office,)), ("person", start.people), ("paper", start.papers))
        for key in named
    ]
    moved = {start_words(*line): start_words(codes[line[0]], line[1], keys.get(line[2], line[2])) for line in lines}
    return moved | {
        start_words(start.country, "talk", each.country): start_words(codes[start.country], "talk", codes[each.country])
        for start in scenario.play.starts
        for each in start.talk
    }


def _text_key(key: str, codes: Labels, keys: Labels) -> str:
    """The words of a country, a place, a matter or a stream go with its new label."""
    kind, dot, rest = key.partition(".")
    label, further, tail = rest.partition(".")
    if kind in {"country", "role"}:
        label = codes.get(label, label)
    elif kind == "place":
        label = keys.get(label, label)
    elif kind in {"matter", "stream"}:
        label = keys.get(f"{kind}/{label}", f"{kind}/{label}").removeprefix(f"{kind}/")
    return f"{kind}{dot}{label}{further}{tail}"


def _in_text(text: str, keys: Labels) -> str:
    return _NAME_IN_TEXT.sub(lambda found: "{" + keys.get(found[1], found[1]) + "}", text)


def _swap_namings(raw: dict[str, object], seed: int) -> None:
    """Give each country another one's invented names, bank prefix and phone prefix."""
    countries = raw["countries"]
    if not isinstance(countries, list):  # said for the type checker
        raise TypeError(type(countries))
    order = _swapped([str(country["code"]) for country in countries], "naming", seed)
    of = {
        country["code"]: {name: country[name] for name in ("naming", "bank_prefix", "phone_prefix")}
        for country in countries
    }
    for country in countries:
        country.update(of[order[country["code"]]])
