"""One person under two spellings, and two people under one name: what a merge is worth, and to whom."""

from dataclasses import replace

import pytest

from simulation.casework.documents.document import AssertionKind, Document
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.charges import Charge
from simulation.casework.file.identity import may_be_one
from simulation.casework.proof.proof import CourtOutcome, assess_case, verdict
from simulation.kernel.entities import Entity, EntityKind
from simulation.players.turn.duplicates import Doubles
from tests.casework.builders import ALBA, NOMINEE, OWNER, TRAFFICKING, WORLD, a_country, a_file, a_note, refused, says
from tests.casework.test_verdict import CLERK_SAYS, DIRECTOR, MOVED, SEIZED

SPELLING = "written/000000001"


def a_person(label: str, born: str, key: str = SPELLING) -> Entity:
    return Entity(key, EntityKind.PERSON, label, ALBA, (("born", born),) if born else ())


@pytest.mark.parametrize(
    ("label", "born", "is_alike"),
    [
        ("Orda Vel", "1979-03-02", True),
        ("Ordo Vell", "1979-03-12", True),
        ("Ordo Vell", "1979-04-12", False),
        ("Orda Vel", "", False),
        ("Ordo Brandt", "1979-03-02", False),
        ("Vell", "1979-03-02", False),
    ],
)
def test_alike_is_who_has_an_alike_name_and_the_same_date_of_birth_but_for_a_slip(
    label: str, born: str, *, is_alike: bool
) -> None:
    one, other = WORLD[OWNER], a_person(label, born)
    assert may_be_one(one, other) is may_be_one(other, one) is is_alike
    doubles = Doubles()
    doubles.take_in((one, replace(other, details=())))
    assert doubles.pairs == {}
    doubles.take_in((one, other))
    assert list(doubles.pairs) == ([(OWNER, SPELLING)] if is_alike else [])


def test_papers_under_a_second_spelling_count_in_court_once_the_team_merges() -> None:
    file, charge = a_case("Orda Vel", "1979-03-02")
    assert verdict(assess_case(charge, file, a_country())).outcome is CourtOutcome.ACQUITTAL
    file.merge(SPELLING, OWNER, 1)
    assert verdict(assess_case(charge, file, a_country())).outcome is CourtOutcome.CONVICTION
    under_the_spelling = replace(charge, person=SPELLING)
    assert verdict(assess_case(under_the_spelling, file, a_country())).outcome is CourtOutcome.CONVICTION
    file.merge(SPELLING, OWNER, 2, merged=False)
    assert verdict(assess_case(charge, file, a_country())).outcome is CourtOutcome.ACQUITTAL


def test_no_court_follows_a_merge_with_a_namesake_born_on_another_day() -> None:
    file, charge = a_case("Ordo Vell", "1990-11-23")
    file.merge(SPELLING, OWNER, 1)
    assert file.identities() == {}
    assert verdict(assess_case(charge, file, a_country())).outcome is CourtOutcome.ACQUITTAL
    assert file.board.merged_with(OWNER) == (SPELLING,)


def test_whoever_is_charged_is_charged_under_both_spellings() -> None:
    file, charge = a_case("Orda Vel", "1979-03-02")
    file.bring_charge("one", OWNER, TRAFFICKING, charge.documents, 1, 90)
    file.check_charge(SPELLING, TRAFFICKING, charge.documents)
    file.merge(SPELLING, OWNER, 2)
    with refused("charge.already_charged"):
        file.check_charge(SPELLING, TRAFFICKING, charge.documents)


def test_a_paper_with_two_that_are_one_mentions_the_person_once_and_says_nothing_of_both() -> None:
    met = a_note((*says("instructed", OWNER, NOMINEE), *says("knew", OWNER, NOMINEE)), exculpates=(OWNER,))
    called = met.called({NOMINEE: OWNER})
    assert [entity.key for entity in called.mentions] == [OWNER]
    assert called.assertions == ()
    assert called.exculpates == (OWNER,)
    assert met.called({"cast/somebody": OWNER}) is met


def a_case(label: str, born: str) -> tuple[CaseFile, Charge]:
    """A whole case, but the clerk speaks of somebody of another name."""
    spoken = CLERK_SAYS.called({OWNER: SPELLING})
    named = tuple(a_person(label, born) if each.key == SPELLING else each for each in spoken.mentions)
    seen = a_note(says(AssertionKind.AT, OWNER, "place/quay"), key="seen")
    papers: tuple[Document, ...] = (SEIZED, MOVED, DIRECTOR, replace(spoken, mentions=named), seen)
    file = a_file(*papers)
    keys = tuple(paper.key for paper in papers)
    return file, Charge("c", OWNER, TRAFFICKING.key, TRAFFICKING.elements, 1000 * 86_400, 1090 * 86_400, keys)
