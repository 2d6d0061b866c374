"""Every row of the rules: a case that meets it, and one that just misses it, both made by program and both run.

A letter is met when papers show the fact that it is about, and missed without it; a content is missed when it is not
said, and one that is wanted only if it applies is asked for where its instrument binds, and missed once it applies; a
time runs where its instrument binds, and not one instrument away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from simulation.law.assessment.assessment import assess
from simulation.law.assessment.findings import Finding
from simulation.law.assessment.request_file import question_of
from simulation.law.assessment.safeguards import PROMISED
from simulation.law.book.assistance_types import Kind, PropertyPart, kind_of, load_kinds
from simulation.law.book.forms import room_for
from simulation.law.book.governance import HEADINGS, Regime, item_of, regime_of
from simulation.law.book.law_book import load_law_book
from simulation.law.book.precedence import OWN_LAW
from simulation.law.book.rules import (
    EVERY,
    ClockRule,
    ContentNeed,
    ContentRule,
    KindRule,
    LetterNature,
    LetterRule,
    ScopeRule,
    load_rules,
)
from simulation.scenario.schema.play import Route, Sought
from tests.assistance.jurisdictions import a_pair
from tests.assistance.vignette_file import Row, law_of, request_of
from webapp.desk.requests.fields import hint_of

LAW = load_law_book()
RULES = load_rules()
KINDS = [kind for kind in load_kinds().values() if kind.route is Route.MLA]

NOT_PLAYED = frozenset(
    {"provisional_arrest", "account_list", "traffic_disclosure", "emergency_disclosure", "telephone_hearing"}
) | {"observation"}
"""Kinds that the rules know and that nobody asks for by letter yet."""

PERIOD = "period"
"""What is advised of it stands in two headings of the request, its first and its last day."""

WHEN_ASKED: Row = {"urgency_reason": "She leaves", "urgent_by_day": 40, "confidentiality_reason": "He is not to know"}
"""Fields that apply when the request says that it is urgent, or confidential."""

PEOPLE = frozenset({"statement", "video_hearing", "surrender", "voluntary_appearance", "detainee_transfer", "service"})


def bound(row: KindRule | ClockRule) -> tuple[str, ...]:
    """What binds the two so that the row holds, and nothing else."""
    own = "UNTOC" if row.i == EVERY else row.i
    return tuple(name for name in (own, row.protocol) if name and name != OWN_LAW)


def basis(row: KindRule | ClockRule) -> str:
    return "UNTOC" if row.i == EVERY else row.i


def kind_for(row: KindRule | ClockRule) -> Kind | None:
    """A kind of assistance for which the row holds between two that it binds."""
    found = [
        kind
        for kind in KINDS
        if RULES.is_about(row, kind.id)
        and regime_of(a_pair(instruments=bound(row)), kind, basis(row)).instrument == basis(row)
    ]
    return min(found, key=lambda kind: (kind.id in {"surrender", "service"}, KINDS.index(kind)), default=None)


def case(row: KindRule, kind: Kind, content: Row, own: Row) -> list[Finding]:
    """What is found in a request that is complete, but for what is changed in it."""
    about = {"targets": ["cast/seller"]} if kind.id in PEOPLE else {}
    tags = regime_of(a_pair(instruments=bound(row)), kind, basis(row)).by_tag
    promised = [name for tag, names in PROMISED.items() if tag in tags for name in names if name != "use_limits"]
    whole: Row = {
        "basis": basis(row),
        "property_text": "Money",
        "freeze_facts": "It leaves",
        "order_text": "The order",
        "formalities": [*kind.formalities, "F1"],
        "undertakings": ["use_limits", *kind.undertakings, *promised],
    }
    request = {"sought": kind.id, "content": {**whole, **content}, "own": own, **about}
    written: Row = {"law": {"pair": {"instruments": list(bound(row))}}, "request": request}
    return list(assess(question_of(request_of(written), *law_of(written)), LAW))


def about_letters() -> Iterator[tuple[LetterRule, Kind, Regime]]:
    for row in RULES.letters:
        kind = kind_for(row)
        if kind is not None:
            yield row, kind, regime_of(a_pair(instruments=bound(row)), kind, basis(row))


LETTERS = list(about_letters())


def test_letters_without_a_case_are_of_kinds_that_nobody_asks_for() -> None:
    left = {row.id for row in RULES.letters} - {row.id for row, _kind, _regime in LETTERS}
    about = {kind for row in RULES.letters if row.id in left for kind in RULES.kinds_of(row.kinds)}
    assert about <= NOT_PLAYED | {EVERY, "surrender", "tracing_proceeds"}, left


@pytest.mark.parametrize(("row", "kind", "regime"), LETTERS, ids=[row.id for row, _kind, _regime in LETTERS])
def test_letters(row: LetterRule, kind: Kind, regime: Regime) -> None:
    def shown(own: Row, content: Row | None = None) -> set[tuple[str, str]]:
        return {
            (finding.code, str(dict(finding.params).get("letter", "")))
            for finding in case(row, kind, content or {}, own)
            if finding.code in {"ground_available", "not_a_ground_of_the_pair"}
        }

    met, missed = shown({"circumstances": [row.tag]}), shown({})
    if row.tag in PROMISED and row.nature is not LetterNature.CURABLE:
        promised = ["reciprocity", "use_limits", "return", *kind.undertakings]
        given = [name for name in promised if name not in PROMISED[row.tag]]
        met, missed = shown({}, {"undertakings": given}), shown({})
    held = regime.by_tag.get(row.tag)
    if held is None or (held.id != row.id and row.nature is LetterNature.RESERVATION):
        assert row.nature is LetterNature.RESERVATION, "only a reservation that nobody made holds nothing"
        assert all(letter != row.id for _code, letter in met | missed)
        return
    if held.id != row.id:
        assert held.i == EVERY, "only a norm above the instruments goes before a letter"
    elif row.nature is LetterNature.NOT_A_GROUND:
        assert any(code == "not_a_ground_of_the_pair" for code, _letter in met - missed)
    else:
        assert {letter for code, letter in met - missed if code == "ground_available"} == {row.id}


type Field = tuple[ContentRule, Kind, str]

WANTED = frozenset({ContentNeed.MUST, ContentNeed.WHERE_POSSIBLE, ContentNeed.PRACTICE})


def fields_of(wants: Callable[[ContentRule], bool]) -> list[Field]:
    """Each field of the rows that are meant, with a kind of assistance for which its row holds."""
    return [
        (row, kind, name)
        for row in RULES.contents
        if wants(row) and (kind := kind_for(row)) is not None
        for name in row.fields
    ]


CONTENTS = fields_of(lambda row: row.need in WANTED and row.way not in {"own_order", "simplified"})
APPLY = fields_of(lambda row: row.need is ContentNeed.IF_APPLICABLE)
ADVISED = fields_of(lambda row: row.need is ContentNeed.ADVICE)
OWN_ORDER = fields_of(lambda row: row.need in WANTED and row.way == "own_order")


def each_field(fields: list[Field]) -> pytest.MarkDecorator:
    names = [f"{row.source}-{kind.id}-{name}" for row, kind, name in fields]
    return pytest.mark.parametrize(("row", "kind", "name"), fields, ids=names)


def test_contents_without_a_case_are_those_that_nobody_asks_for() -> None:
    """Kinds of assistance that are not played; and what takes the place of papers once the person consents.

    CETS 209 article 2(1): in the exercise the person consents before the court, and no paper is written about it.
    """
    met = {id(row) for fields in (CONTENTS, APPLY, ADVISED, OWN_ORDER) for row, _kind, _name in fields}
    left = [row for row in RULES.contents if id(row) not in met]
    simplified = [row for row in left if row.way == "simplified"]
    assert [(row.source, row.need) for row in simplified] == [("CETS 209 art. 2(1)(a)-(h)", ContentNeed.MUST)]
    not_asked = {row.source for row in left if row.way != "simplified"}
    assert not_asked == {row.source for row in RULES.contents if RULES.kinds_of(row.kinds) <= NOT_PLAYED}


@each_field(CONTENTS)
def test_contents(row: ContentRule, kind: Kind, name: str) -> None:
    items = PROPERTY if item_of(name) in PROPERTY and name in HEADINGS else {item_of(name)}
    empty: Row = {"particulars": {name: ""}} if name not in HEADINGS else {name: [] if name in LISTS else ""}
    if items == PROPERTY and kind.property is PropertyPart.CONFISCATION:
        empty |= {"order_text": "", "property_text": ""}  # one of the two ways is enough

    def lacks(content: Row) -> bool:
        return any(
            finding.item in items and finding.code.startswith("content_") for finding in case(row, kind, content, {})
        )

    assert not lacks({})
    assert lacks(empty)


def gaps(row: ContentRule, kind: Kind, name: str, content: Row) -> set[str]:
    """The sources of what is missed of the item to which a field belongs."""
    item = "C12" if name in WHEN_ASKED else item_of(name)
    found = case(row, kind, content, {})
    return {each.source for each in found if each.item == item and each.code.startswith("content_")}


def without(name: str) -> Row:
    """What makes a field apply, and the field left empty."""
    if name in WHEN_ASKED:
        return {"urgent": True, "confidential": True, **WHEN_ASKED, name: None if name == "urgent_by_day" else ""}
    return {name: [] if name in LISTS else ""} if name in HEADINGS else {"particulars": {name: ""}}


@each_field(APPLY)
def test_contents_that_may_apply(row: ContentRule, kind: Kind, name: str) -> None:
    """The form asks for it where the row holds, and by no such row one instrument away; it is missed once it applies.

    Whether it applies, people judge; but for urgency and confidentiality, which the request itself says.
    """
    regime = regime_of(a_pair(instruments=bound(row)), kind, basis(row))
    assert regime.applicable[name] == row.source
    away = bound(row)[:1] if row.protocol else ("UNCAC",) if row.i == "UNTOC" else ("UNTOC",)
    assert regime_of(a_pair(instruments=away), kind).applicable.get(name) != row.source
    missed = gaps(row, kind, name, without(name))
    assert gaps(row, kind, name, {}) == set()
    if name in WHEN_ASKED:
        assert missed == ({row.source} if name != "confidentiality_reason" or regime.wants_reason else set())
        return
    assert missed <= {row.source}
    assert name in HEADINGS or name in room_for(kind.id, regime)
    if name not in HEADINGS:
        assert hint_of(name, kind.id, regime) == f"Required if it applies: {row.source}."


@each_field([(row, kind, name) for row, kind, name in ADVISED if name != PERIOD])
def test_contents_that_are_advised(row: ContentRule, kind: Kind, name: str) -> None:
    """Shown as useful where the row holds, and for no kind or under no instrument where it does not; never missed."""
    regime = regime_of(a_pair(instruments=bound(row)), kind, basis(row))
    is_wanted_anyway = name in HEADINGS or name in regime.wanted
    missed = gaps(row, kind, name, without(name))
    assert gaps(row, kind, name, {}) == set()
    assert row.source not in missed if is_wanted_anyway else missed == set()
    if row.i != EVERY:
        away = regime_of(a_pair(instruments=("UNCAC",) if row.i == "UNTOC" else ("UNTOC",)), kind)
        useful = f"Useful in the letter: {row.source}."
        assert (hint_of(name, kind.id, regime), hint_of(name, kind.id, away) == useful) == (useful, False)
        return
    assert hint_of(name, kind.id, regime) == "Usual in a request of this kind; no article requires it in the letter."
    records = kind_of(Sought.BANK_RECORDS)
    assert name not in room_for(records.id, regime_of(a_pair(instruments=bound(row)), records, basis(row)))


@each_field(OWN_ORDER)
def test_contents_of_a_confiscation_by_an_order_of_the_other_side(row: ContentRule, kind: Kind, name: str) -> None:
    own: Row = {"order_text": "", "property_text": "Money"}
    assert gaps(row, kind, name, own) == set()
    assert gaps(row, kind, name, own | {name: ""})
    if name == "property_text":
        assert row.source in gaps(row, kind, name, own | {name: ""})
        assert gaps(row, kind, name, {"order_text": "The order", name: ""}) == set(), "the order is carried out"


PROPERTY = {"C7", "C8", "C9"}
"""Contents about property, of which each kind needs its own."""

LISTS = frozenset({"offences", "persons", "grounds", "formalities"})


@pytest.mark.parametrize("row", RULES.clocks, ids=[f"{row.i}-{row.what}" for row in RULES.clocks])
def test_clocks(row: ClockRule) -> None:
    def clock(instruments: tuple[str, ...], named: str) -> ClockRule | None:
        return next(
            (
                found
                for kind in KINDS
                for found in regime_of(a_pair(instruments=instruments), kind, named).clocks
                if found == row
            ),
            None,
        )

    assert clock(bound(row), basis(row)) is row
    if row.i != EVERY:
        assert clock(("UNCAC",) if row.i == "UNTOC" else ("UNTOC",), "") is None
    if row.protocol:
        assert clock(bound(row)[:1], basis(row)) is None
    assert row.binding or not row.hours or row.lapse, "what follows when a benchmark has run out is said"


@pytest.mark.parametrize("row", RULES.scopes, ids=[f"{row.i}-{row.source}" for row in RULES.scopes])
def test_scopes(row: ScopeRule) -> None:
    kind = kind_for(row)
    assert kind is not None

    def lacks(told: Row) -> set[str]:
        asked: Row = {"sought": kind.id, "content": {"basis": row.i}, **told}
        found = assess(question_of(request_of({"request": asked}), *law_of({})), LAW)
        return {
            each
            for finding in found
            if finding.code == "scope_not_met" and finding.source == row.source
            for each in str(dict(finding.params)["lacks"]).split()
        }

    assert lacks({}) == set()
    assert lacks({"is_group": False}) == ({"group"} if row.group else set())
    assert lacks({"is_transnational": False}) == ({"border"} if row.border else set())
    there = lacks({"is_transnational": False, "is_evidence_there": True})
    assert there == ({"border"} if row.border and not row.evidence_counts else set())


@pytest.mark.parametrize(
    ("instrument", "sought", "source"),
    [
        ("UNTOC", "surrender", "UNTOC art. 16(1)"),
        ("UNTOC", "bank_records", "UNTOC art. 18(9)"),
        ("UNTOC", "joint_team", "UNTOC art. 19"),
        ("UN88", "surrender", "1988 Convention art. 6(4), (5)"),
        ("BUD", "surrender", "ETS 185 art. 24(1)"),
    ],
)
def test_the_special_rule_on_dual_criminality_goes_before_the_general(
    instrument: str, sought: str, source: str
) -> None:
    rule = regime_of(a_pair(instruments=(instrument,)), kind_of(sought), instrument).criminality
    assert rule is not None
    assert rule.source == source
