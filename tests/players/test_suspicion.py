"""What makes somebody a suspect: what papers say was done, not titles, not what is said of those who are cleared."""

from __future__ import annotations

from simulation.casework.documents.document import Assertion
from simulation.casework.documents.document import AssertionKind as Says
from simulation.exercise.board.views import LinkView
from simulation.players.turn.file_index import Gathered
from simulation.players.turn.suspicion import Suspicion, ways_told
from tests.builders.views import statement

DIRECTOR, FIRM, ACCOUNT = "person/director", "company/firm", "account/firm"


def _said(kind: Says, subject: str, other: str) -> Assertion:
    return Assertion(kind, subject, other, None, 0, ())


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
