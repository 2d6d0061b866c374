"""What makes somebody a suspect: what papers say was done, not titles, not what is said of those who are cleared.

The paper that tipped the balance is named first: taken away, what is done would not be done.
"""

from __future__ import annotations

import pytest

from simulation.casework.documents.document import Assertion, Document
from simulation.casework.documents.document import AssertionKind as Says
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.links import derive
from simulation.casework.proof.prospects import NEWEST, Prospect, Prospects
from simulation.exercise.board.views import LinkView
from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.registry import load_scenario
from simulation.exercise.sources import players_view
from simulation.kernel.agenda import DAY
from simulation.players.policies import TEXTBOOK
from simulation.players.runs import begin, policies_for
from simulation.players.turn.file_index import Gathered
from simulation.players.turn.suspicion import SUSPECT, Suspicion, ways_told
from simulation.players.turn.tipping import OTHERS, papers_for
from simulation.players.turn.turn import Turn
from simulation.scenario.load import directory_of
from simulation.scenario.schema.country import Country
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.views import statement
from tests.players.conftest import played

BROKER, CLERK, FIRM, BOX = "person/broker", "person/clerk", "company/firm", "container/box"


def _said(kind: Says, subject: str, other: str) -> Assertion:
    return Assertion(kind, subject, other, None, 0, ())


def _links(papers: tuple[Document, ...]) -> tuple[LinkView, ...]:
    return tuple(
        LinkView(each.key, each.a, each.b, each.kind, each.documents, each.is_evidence, False, each.is_claim)
        for each in derive(papers)
    )


def _weighed(*filed: FiledDocument, spared: frozenset[str] = frozenset()) -> Suspicion:
    gathered = Gathered()
    assert gathered.take_in(filed, _links(tuple(each.document for each in filed)))
    return Suspicion(gathered, spared)


def test_one_of_two_papers_that_say_the_same_is_not_missed() -> None:
    order = (_said(Says.INSTRUCTED, BROKER, CLERK),)
    one, same = (statement(number, order) for number in (1, 2))
    assert _weighed(one).leans_on(BROKER)[one.document.key][1] == _weighed(one).of(BROKER) > 0
    assert {lost for _, lost in _weighed(one, same).leans_on(BROKER).values()} == {0}


def test_a_paper_that_only_names_somebody_is_never_the_one() -> None:
    order = statement(1, (_said(Says.INSTRUCTED, BROKER, CLERK),))
    herring = statement(2, (_said(Says.STATED, CLERK, BROKER),))
    leans = _weighed(order, herring).leans_on(BROKER)
    assert herring.document.key not in leans
    assert leans[order.document.key][1] > 0


def test_what_makes_a_firm_suspicious_tips_against_its_owner() -> None:
    register = statement(1, (_said(Says.OWNS, BROKER, FIRM),))
    find = statement(2, (_said(Says.FOUND, FIRM, BOX),))
    weighed = _weighed(register, find)
    assert weighed.of(BROKER) > 0
    assert {key for key, (_, lost) in weighed.leans_on(BROKER).items() if lost} == {
        register.document.key,
        find.document.key,
    }


def test_without_the_paper_named_first_the_file_would_not_point_there(frozen: FrozenScenario) -> None:
    """Against a reading of the whole file from which the paper is gone, for everybody whom a played file points at."""
    exercise = begin(frozen, policies_for(frozen.scenario, "textbook", {}), 7)
    exercise.advance(120 * DAY)
    tried = 0
    for country in frozen.scenario.played:
        view = players_view(exercise.state, country.code)
        desk = Turn(view, frozen.scenario, country.offices, TEXTBOOK.parameters, DerivedValues())
        spared = desk.reading.threatened | desk.reading.cleared
        for entity in desk.reading.pointed_at(SUSPECT):
            heat = desk.reading.heat(entity.key)
            named = papers_for(desk, entity.key, heat)
            assert len(named) <= OTHERS + 1
            leans = desk.reading.suspicion.leans_on(entity.key)
            if any(lost for _, lost in leans.values()):
                left = tuple(filed for filed in desk.shown.documents if filed.document.key != named[0])
                assert _weighed(*left, spared=spared).of(entity.key) < heat, (country.code, entity.key, named)
                tried += 1
    assert tried >= 20


@pytest.mark.acceptance("plays a long run")
def test_a_charge_names_first_a_paper_without_which_it_fails() -> None:
    """Where one of the newest papers is such; most charges rest on several that say the same."""
    exercise = played(load_scenario(directory_of("glass-harbour")), "textbook", 6, 300).exercise
    tipped = 0
    for country in exercise.scenario.played:
        file = exercise.state.countries[country.code].file
        prospects = Prospects(country)
        prospects.take_in(tuple(file.documents))
        for charge in file.charges.all:
            found = prospects.gravest(charge.person, 0)
            if found is None:
                continue
            first = prospects.strongest(charge.person, found)[0]
            shown = prospects.disclosed(charge.person, found)
            needed = {
                key for key in (*shown[-NEWEST:], first) if _fails(country, file, charge.person, found, shown, key)
            }
            assert first in needed or not needed, (charge.person, first, needed)
            tipped += first in needed
    assert tipped >= 2


def _fails(
    country: Country, file: CaseFile, person: str, found: Prospect, shown: tuple[str, ...], without: str
) -> bool:
    """Whether what is shown proves the offence no longer once a paper is taken away."""
    fewer = Prospects(country)
    fewer.take_in(tuple(paper for paper in file.documents if paper.key in shown and paper.key != without))
    left = fewer.gravest(person, found.years - 1)
    return left is None or left.offence != found.offence


DIRECTOR, ACCOUNT = "person/director", "account/firm"


def _link(kind: Says, a: str, b: str) -> LinkView:
    key = f"{kind}/{a}/{b}"
    return LinkView(key, a, b, kind, ("paper/1",), is_evidence=True, on_board=False, is_claim=False)


def test_titles_count_once_however_many_papers_print_them() -> None:
    register = statement(1, (_said(Says.DIRECTS, DIRECTOR, FIRM), _said(Says.OWNS, DIRECTOR, FIRM)))
    bank = statement(2, (_said(Says.DIRECTS, DIRECTOR, FIRM), _said(Says.OWNS, DIRECTOR, ACCOUNT)))
    silent = statement(3, (_said(Says.PAID, ACCOUNT, "account/other"),))
    heard = statement(4, (_said(Says.INSTRUCTED, DIRECTOR, "person/courier"),))
    papers = tuple(filed.document for filed in (register, bank, silent))
    assert ways_told(papers, DIRECTOR) == 1
    assert ways_told((*papers, heard.document), DIRECTOR) == 2
    assert ways_told((heard.document, statement(5, heard.document.assertions).document), DIRECTOR) == 1


def test_who_is_spared_is_named_by_nothing() -> None:
    gathered = Gathered()
    links = (_link(Says.INSTRUCTED, DIRECTOR, "person/courier"), _link(Says.OWNS, DIRECTOR, ACCOUNT))
    assert gathered.take_in((), links)
    assert Suspicion(gathered, frozenset()).is_named(DIRECTOR)
    assert not Suspicion(gathered, frozenset({DIRECTOR})).is_named(DIRECTOR)


def test_who_owns_what_is_suspicious_by_itself_is_named() -> None:
    gathered = Gathered()
    links = (_link(Says.REPORTED, ACCOUNT, FIRM), _link(Says.OWNS, DIRECTOR, ACCOUNT), _link(Says.FOUND, ACCOUNT, ""))
    assert gathered.take_in((), links)
    assert Suspicion(gathered, frozenset()).is_named(DIRECTOR)
    assert not Suspicion(gathered, frozenset({DIRECTOR})).is_named(DIRECTOR)
