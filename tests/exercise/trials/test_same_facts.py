"""Who was judged for which facts: one answer for charges, letters, surrenders and frozen money."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.casework.documents.document import Document
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.charges import Appeal, Charge
from simulation.casework.file.detention import NOT_PLAYED, ReleaseRule, Right
from simulation.casework.proof.judged import Accusation, are_same_facts, check_not_judged, is_judged
from simulation.casework.proof.proof import CourtOutcome
from tests.casework.builders import BOX, DAY, LEAD, OWNER, PORT, TRAFFICKING, VAN, a_file, a_note, refused, says

MONEY = TRAFFICKING.model_copy(update={"key": "laundering", "elements": ("proceeds", "knowledge")})


def a_load(goods: str, day: int, key: str) -> Document:
    """A find, and who had to do with it."""
    found = tuple(each._replace(at=day * DAY) for each in says("found", goods, PORT))
    return a_note((*found, *says("carried", OWNER, goods)), key=key)


OLD, NEW = a_load(BOX, 5, "old"), a_load(VAN, 70, "new")
HEARSAY = replace(NEW, key="hearsay", use=LEAD)
SOMEBODY_ELSES = a_note(tuple(each._replace(at=70 * DAY) for each in says("found", VAN, PORT)), key="theirs")
NAMES = a_note(says("at", OWNER, PORT), key="names")


def convicted(file: CaseFile, taken: int, served: int | None = None) -> None:
    """Taken with a load on a day, convicted a day later; let go on another, or serving."""
    file.detentions.give(OWNER, NOT_PLAYED, Right.OTHER_CASE, taken * DAY, (taken + 1) * DAY)
    row = file.detentions.give(OWNER, NOT_PLAYED, Right.SENTENCE, (taken + 1) * DAY, (taken + 50) * DAY)
    if served is not None:
        file.detentions.end(row, ReleaseRule.SERVED, served * DAY)


def barred(file: CaseFile, *papers: str) -> bool:
    documents = file.told(papers, OWNER)
    return is_judged(file, Accusation(OWNER, TRAFFICKING.elements, documents), str)


@pytest.mark.parametrize("served", [None, 60])
def test_a_load_that_was_judged_is_charged_by_nobody_again_and_a_later_one_is(served: int | None) -> None:
    """ICCPR article 14(7): served or not; what was done with the money is another matter, and so is a new load."""
    file = a_file(OLD, NEW, NAMES, HEARSAY, SOMEBODY_ELSES)
    assert not barred(file, "old")
    convicted(file, 5, served)
    for papers in (("old",), ("names",), ("old", "hearsay"), ("old", "theirs")):
        assert barred(file, *papers), papers
        with refused("charge.judged_already"):
            check_not_judged(file, OWNER, TRAFFICKING, papers)
    check_not_judged(file, OWNER, MONEY, ("old",))
    check_not_judged(file, OWNER, TRAFFICKING, ("old", "new"))


def test_who_is_caught_again_is_still_not_charged_with_the_first_load() -> None:
    file = a_file(OLD, NEW, a_load(BOX, 20, "between"))
    convicted(file, 5, 60)
    file.detentions.give(OWNER, NOT_PLAYED, Right.OTHER_CASE, 70 * DAY, 90 * DAY)
    assert barred(file, "old")
    assert not barred(file, "new")
    convicted(file, 70)
    assert [each.taken // DAY for each in file.detentions.convictions.values()] == [5, 70]
    assert barred(file, "old", "new")


def test_two_offences_are_about_the_same_facts_by_what_was_done_and_not_by_what_was_known() -> None:
    assert are_same_facts(TRAFFICKING.elements, ("possession_or_transport",))
    assert not are_same_facts(TRAFFICKING.elements, MONEY.elements)
    assert not are_same_facts(("group", "role", "aim"), ("aim", "knowledge"))


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        (lambda charge: charge, True),
        (lambda charge: replace(charge, appeal=Appeal.TERM), False),
        (lambda charge: replace(charge, appeal=Appeal.LODGED), False),
        (lambda charge: replace(charge, appeal=Appeal.DISMISSED), True),
        (lambda charge: replace(charge, outcome=CourtOutcome.ACQUITTAL), True),
        (lambda charge: replace(charge, outcome=CourtOutcome.DISMISSAL), False),
        (lambda charge: replace(charge, elements=MONEY.elements), False),
    ],
)
def test_a_judgment_counts_once_it_is_final(change: Callable[[Charge], Charge], *, counts: bool) -> None:
    file = a_file(OLD)
    charge = Charge("c", OWNER, "trafficking", TRAFFICKING.elements, 0, 0, ("old",), outcome=CourtOutcome.CONVICTION)
    file.charges.rows["c"] = change(charge)
    assert barred(file, "old") is counts
