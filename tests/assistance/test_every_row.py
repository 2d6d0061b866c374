"""Every row of the law's tables: a vignette in which it is found, and one, a single fact away, in which it is not.

The rows of tables that an assessment does not read have their case and their near miss in tests of their own, which
`ELSEWHERE` names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cached_property
from importlib import import_module

import pytest

from simulation.law.assessment.assessment import assess
from simulation.law.assessment.request_file import RequestFile, question_of
from simulation.law.assessment.typical_mistakes import shown_by
from simulation.law.book.assistance_types import Kind, PropertyPart, kind_of
from simulation.law.book.contact_points import ContactRow, contacts_of
from simulation.law.book.law_book import Formality, LawBook, Mistake, load_law_book
from simulation.law.book.transmission import TransmissionResult, WayRow
from simulation.scenario.schema.country import Country, CountryPair
from simulation.scenario.schema.play import Route
from tests.assistance.jurisdictions import a_pair
from tests.assistance.vignette_file import VIGNETTES, apart, facts_of, law_of, request_of

LAW = load_law_book()

type Said = frozenset[tuple[str, str]]
"""What a vignette expects, as pairs of code and item."""

IN_ORDER = frozenset(
    {
        "basis_binds",
        "basis_reciprocity",
        "dual_criminality_met",
        "nexus_shown",
        "channel_gives_lead",
        "channel_gives_evidence",
        "covert_conditions",
    }
)
"""Findings of a request with which nothing is wrong."""

NO_USE = frozenset({"refused_outside_the_pairs_grounds", "refused_without_facts", "dual_criminality_met"})
"""Findings that name a ground and say that it is not there."""


@dataclass(frozen=True)
class Case:
    """A vignette, read once: what is asked, between whom, what is expected, and its facts."""

    key: str
    file: RequestFile
    said: Said
    facts: dict[str, str]
    law: tuple[Country, Country, CountryPair]

    @cached_property
    def codes(self) -> frozenset[str]:
        """Codes that are expected."""
        return frozenset(code for code, _ in self.said)

    @cached_property
    def mistakes(self) -> frozenset[str]:
        """Typical mistakes that the findings show."""
        found = assess(question_of(self.file, *self.law), LAW)
        return frozenset(mistake for mistake, _ in shown_by(found, (), LAW))


def read() -> tuple[Case, ...]:
    cases = []
    for row in VIGNETTES:
        lines = [*row["expected"], *filter(None, [row.get("on_refusal", "")])]
        said = frozenset((line.split()[0], line.split()[1]) for line in lines)
        cases.append(Case(row["key"], request_of(row), said, facts_of(row), law_of(row)))
    return tuple(cases)


CASES = read()

type Test = Callable[[Case], bool]


def assert_found_and_missed(found: Test, about: Test = lambda _case: True) -> None:
    """Some vignettes find the row; one that is about it all the same, a single fact away from one of them, does not."""
    positive = [case for case in CASES if about(case) and found(case)]
    negative = [case for case in CASES if about(case) and not found(case)]
    assert positive, "in no vignette it is found"
    near = [other.key for case in positive for other in negative if len(apart(case.facts, other.facts)) == 1]
    assert near, f"found in {[case.key for case in positive]}, and no vignette is a near miss"


# --- what an assessment reads ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", LAW.kinds, ids=lambda row: row.id)
def test_kinds_of_assistance(kind: Kind) -> None:
    """Asked for as it has to be, and with one thing amiss."""
    assert_found_and_missed(lambda case: case.codes <= IN_ORDER, lambda case: case.file.sought == kind.id)


DEMANDS: tuple[tuple[str, Callable[[Kind], bool], Callable[[Said], bool]], ...] = (
    ("period", lambda kind: kind.needs_period, lambda said: ("period_missing", "C4") in said),
    ("undertakings", lambda kind: bool(kind.undertakings), lambda said: _lacks(said, "C13")),
    ("formalities", lambda kind: bool(kind.formalities), lambda said: _lacks(said, "C14")),
    ("property", lambda kind: kind.property is not PropertyPart.NONE, lambda said: _lacks(said, "C7", "C8", "C9")),
    ("covert", lambda kind: kind.is_covert, lambda said: ("covert_conditions", "G16") in said),
)
"""What a row can ask for, which rows ask it, and by which finding a vignette shows it."""


def _lacks(said: Said, *items: str) -> bool:
    return any(code.startswith("content_") and item in items for code, item in said)


@pytest.mark.parametrize(
    ("kind", "shows"),
    [
        pytest.param(kind, shows, id=f"{kind.id}-{name}")
        for kind in LAW.kinds
        for name, wants, shows in DEMANDS
        if kind.route is Route.MLA and wants(kind)
    ],
)
def test_what_a_kind_asks_for_is_missed_where_it_is_not_there(kind: Kind, shows: Callable[[Said], bool]) -> None:
    assert any(case.file.sought == kind.id and shows(case.said) for case in CASES)


ONLY_SOME = (
    "freeze", "surrender", "video_hearing", "preservation", "account_monitoring", "confiscation",
    "asset_return", "controlled_delivery", "joint_team",
)  # fmt: skip


@pytest.mark.parametrize("kind", ONLY_SOME)
def test_kinds_that_only_some_instruments_provide_for(kind: str) -> None:
    asked = [case for case in CASES if case.file.sought == kind]
    assert any("basis_does_not_provide" in case.codes for case in asked)
    assert any("basis_binds" in case.codes for case in asked)


@pytest.mark.parametrize("name", [row.id for row in LAW.instruments])
def test_instruments(name: str) -> None:
    """Relied on where it carries the request, and where it does not."""
    assert_found_and_missed(
        lambda case: bool(case.codes & {"basis_binds", "basis_reciprocity"}),
        lambda case: case.file.content.basis == name,
    )


@pytest.mark.parametrize("name", [row.id for row in LAW.contents])
def test_contents(name: str) -> None:
    """Missing, and there."""
    assert_found_and_missed(lambda case: _lacks(case.said, name))


@pytest.mark.parametrize("name", [row.id for row in LAW.grounds])
def test_grounds(name: str) -> None:
    """Available, or to be weighed by people; what is none is named where somebody refuses on it."""
    no_use = NO_USE - {"refused_outside_the_pairs_grounds"} if name.startswith("NR") else NO_USE
    assert_found_and_missed(lambda case: any(item == name and code not in no_use for code, item in case.said))


@pytest.mark.parametrize("name", [row.id for row in LAW.safeguards])
def test_safeguards(name: str) -> None:
    """Brought in by the facts, and not."""
    assert_found_and_missed(lambda case: any(item == name and code not in NO_USE for code, item in case.said))


@pytest.mark.parametrize("row", LAW.ways, ids=lambda row: row.id)
def test_ways_of_sending(row: WayRow) -> None:
    """The way of the row, and one fact away another one or another agreement."""
    code = "channel_longer" if row.outcome is TransmissionResult.ACCEPTED else "channel_not_agreed"

    def on_it(case: Case) -> bool:
        return (case.law[2].channel, case.file.channel) == (row.agreed, row.sent) and not case.law[2].electronic

    assert all(code in case.codes for case in CASES if on_it(case))
    assert_found_and_missed(on_it, lambda case: on_it(case) or code not in case.codes)


@pytest.mark.parametrize("name", [row.id for row in LAW.archetypes])
def test_archetypes(name: str) -> None:
    """Longer without a word than nine of ten wait there, and a day less."""
    assert_found_and_missed(lambda case: ("silence", "NR3") in case.said, lambda case: case.law[1].archetype == name)


SIGNS = {code.partition("/")[0] for row in VIGNETTES for code in (line.split()[0] for line in row["expected"])}
"""Codes of findings, as against those of conduct."""

BY_FINDING = [row.id for row in LAW.mistakes if any(sign.partition("/")[0] in SIGNS for sign in row.signs)]


@pytest.mark.parametrize("name", BY_FINDING)
def test_mistakes_that_findings_show(name: str) -> None:
    """Shown by what is found in the request, and not."""
    assert_found_and_missed(lambda case: name in case.mistakes)


def test_formalities_that_findings_show() -> None:
    """Presence of officers needs consent; a video hearing is of no use without its own formality."""
    assert_found_and_missed(lambda case: ("presence_needs_consent", "F3") in case.said)
    wanted = [case for case in CASES if "F6" in kind_of(case.file.sought).formalities]
    assert_found_and_missed(lambda case: _lacks(case.said, "C14"), lambda case: case in wanted)


# --- what it does not read -------------------------------------------------------------------------------------------

WALKED = {"kinds", "instruments", "contents", "grounds", "safeguards", "ways", "archetypes"}

HERE = "tests.assistance.test_every_row"
ELSEWHERE: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "mistakes": (
        "those that conduct shows are found after the fact, some by people alone",
        (
            (HERE, "test_mistakes_that_findings_show"),
            (HERE, "test_mistakes_by_each_sign"),
            ("tests.exercise.evidence.test_findings_elsewhere", ""),
        ),
    ),
    "formalities": (
        "what a body attaches is known when it has executed; an assessment reads F3 and F6",
        (
            (HERE, "test_formalities_that_findings_show"),
            (HERE, "test_formalities_by_tradition"),
            ("tests.exercise.procedures.letter.test_formalities", "test_what_nobody_added_is_missing_and_found"),
        ),
    ),
    "contacts": (
        "whom one can ask before and after sending: an act, no finding",
        ((HERE, "test_contact_points_by_pair"), ("tests.exercise.procedures.letter.test_contacts", "")),
    ),
    "restraint": (
        "days of blocked money: they run in its procedure",
        (("tests.exercise.restrained_assets.test_prolonging", "test_what_each_ground_allows_runs_from_the_order"),),
    ),
    "levers": (
        "changes that a country decides on: an act, no finding",
        (("tests.exercise.cooperation.test_levers", "test_each_lever_shortens_what_it_is_for"),),
    ),
    "notices": (
        "notices of the police network are acts with conditions of their own",
        (
            ("tests.exercise.procedures.test_notices", "test_each_notice_has_its_conditions"),
            ("tests.exercise.procedures.test_notices", "test_every_notice_of_the_law_can_be_told_from_its_row"),
        ),
    ),
    "informal": (
        "texts on networks; an assessment reads the route of the kind of assistance",
        (
            (
                "tests.exercise.procedures.letter.test_contacts",
                "test_every_contact_point_is_a_channel_of_the_book_and_no_evidence",
            ),
            ("tests.assistance.test_law_data", "test_pages_get_every_chapter"),
        ),
    ),
    "provisions": (
        "texts of paragraphs for the law book; what follows from them is in the other tables",
        (("tests.assistance.test_law_data", "test_pages_get_every_chapter"),),
    ),
    "practice": (
        "advice for people",
        (("tests.assistance.test_law_data", "test_pages_get_every_chapter"),),
    ),
    "times": (
        "how long offices take",
        (("tests.assistance.test_durations", "test_every_archetype_has_every_stage_and_rows_never_fall"),),
    ),
}
"""Tables of the law book that are not walked over vignettes: why, and the tests that have their rows' cases."""


def test_no_table_is_left_out() -> None:
    assert WALKED | set(ELSEWHERE) == {each.name for each in fields(LawBook)}
    assert set() == WALKED & set(ELSEWHERE)
    for reason, tests in ELSEWHERE.values():
        assert reason
        for module, name in tests:
            found = import_module(module)
            assert not name or callable(getattr(found, name)), f"{module}.{name}"


@pytest.mark.parametrize("row", [row for row in LAW.mistakes if row.signs], ids=lambda row: row.id)
def test_mistakes_by_each_sign(row: Mistake) -> None:
    for sign in row.signs:
        others = {each for other in LAW.mistakes for each in other.signs} - {sign}
        assert row.id in dict(shown_by((), (sign,), LAW))
        assert row.id not in dict(shown_by((), others - set(row.signs), LAW))


@pytest.mark.parametrize("row", LAW.formalities, ids=lambda row: row.id)
def test_formalities_by_tradition(row: Formality) -> None:
    own = {"civil", "common"} if row.practised == "both" else {row.practised}
    for tradition in ("civil", "common"):
        assert LAW.practised((row.id,), tradition) == ((row.id,) if tradition in own else ())
        assert row.id not in LAW.practised(tuple(each.id for each in LAW.formalities if each is not row), tradition)


@pytest.mark.parametrize("row", LAW.contacts, ids=lambda row: row.id)
def test_contact_points_by_pair(row: ContactRow) -> None:
    """There for the pair that has posted or joined, and not for the one that has not."""
    with_it = a_pair(liaison=True).model_copy(update={"networks": ("EJN", "WACAP")})
    without = a_pair(liaison=row.channel not in {"LO", "LM"}).model_copy(
        update={"networks": tuple(each for each in ("EJN", "WACAP") if each != row.channel)}
    )
    assert row in contacts_of(with_it, row.route)
    assert row not in contacts_of(without, row.route)
