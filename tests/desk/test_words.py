"""Every text of the desk's pages with an argument goes through gettext, and every group of codes is worded whole."""

import re

import pytest

from simulation.casework.documents.document import AssertionKind
from simulation.casework.file.reports import Triage
from simulation.casework.proof.usability import Defect, usability_rules
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.exercise.registry import SHIPPED
from simulation.kernel.data_tables import words_in
from simulation.scenario.schema.play import DocumentKind, MeasureKind, Sought
from tests.assistance.vignette_file import VIGNETTES
from tests.desk.journeys import DRAFT, desk, open_draft, view, write_section
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from tests.webapp.text.test_pseudo_locale import data_words, strange
from webapp.desk.reference.law_pages import CHAPTERS
from webapp.text.catalogue.glossary import TERMS
from webapp.text.say import AREAS, sentence
from webapp.text.translating.template import interface_words

GROUPS = {
    "status": LetterStatus,
    "action": LetterAction,
    "happened": LetterAction,
    "sought": Sought,
    "document_kind": DocumentKind,
    "measure_kind": MeasureKind,
    "triage": Triage,
    "triage_hint": Triage,
    "defect": Defect,
    "link": AssertionKind,
}


@pytest.mark.parametrize("group", GROUPS)
def test_every_code_of_a_group_has_words(group: str) -> None:
    assert [code.value for code in GROUPS[group] if sentence(f"{group}.{code}") is None] == []


EXPLAINED = {
    "Lever": "more lawyers",
    r"Hold \(of money\)": "financial intelligence unit",
    "Freeze": "prosecutor or a court",
}
"""Words of pages that no practitioner brings along, and a part of what the glossary says of each."""


def test_the_glossary_explains_words_of_the_exercise(cast: Cast) -> None:
    page = re.sub(r"\s+", " ", cast.alba.get(desk(cast, "glossary")).text)
    assert [
        word for word, part in EXPLAINED.items() if not re.search(rf">\s?{word}\s?</dt>.{{0,400}}?{part}", page)
    ] == []


def test_money_is_on_hold_or_frozen_and_never_blocked() -> None:
    """A financial unit holds, a prosecutor or a court freezes: one word for each (style, rule 3)."""
    words = [text.english for text in interface_words("fr", "1").texts]
    assert [text for text in words if re.search(r"\bblocked\b", text)] == []


def test_every_cure_and_every_term_has_words() -> None:
    assert {rule.step for rule in usability_rules() if rule.step and sentence(f"cure.{rule.step}") is None} == set()
    assert all(sentence(f"term.{key}") and sentence(f"term_text.{key}") for key in TERMS)


def test_no_code_is_worded_twice() -> None:
    codes = [code for words in (*AREAS, *(words_in(each.package) for each in SHIPPED.procedures)) for code in words]
    assert len(codes) == len(set(codes))


def test_every_text_of_pages_with_an_argument(house: House, cast: Cast) -> None:
    alba = cast.alba
    label = open_draft(house, cast, alba).label
    assert write_section(cast, alba, label, 7, DRAFT[7], "submit") == 303
    second = open_draft(house, cast, alba).label
    shown = view(house, cast, alba)
    paths = [f"requests/{each.label}" for each in shown.requests]
    paths += [f"requests/{second}/form?section={number}" for number in range(1, 8)]
    paths += [f"documents/{each.label}" for each in shown.documents]
    paths += ["entities/1", "entities/2?to=1", "board?entity=1", "countries/KES", f"requests/{label}/letter"]
    paths += ["channels", *(f"law/{chapter}" for chapter in CHAPTERS)]
    paths += [
        f"reports/{each.label}" for each in shown.documents if each.document.kind is DocumentKind.SUSPICIOUS_REPORT
    ]
    alba.client.set_cookie("language", "xx")
    known = data_words(house, cast.exercise)
    left = {}
    for path in paths:
        answer = alba.get(desk(cast, path))
        assert answer.status_code == 200, path
        words = strange(answer.text, known)
        if words:
            left[path] = words[:30]
    assert left == {}


def test_every_finding_of_a_vignette_has_words() -> None:
    found = {line.split()[0] for row in VIGNETTES for line in [*row["expected"], row.get("on_refusal", "")] if line}
    assert [code for code in sorted(found) if sentence(f"finding.{code}") is None] == []
