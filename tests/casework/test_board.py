"""The team's board: what it puts up, draws, says to be one, and takes back."""

from hypothesis import given
from hypothesis import strategies as st

from simulation.casework.file.board import Board
from simulation.casework.file.changes import ChangeCode
from simulation.casework.file.links import LINKED, Link
from tests.casework.builders import CLERK, LEAD, NOMINEE, OWNER, QUAY, TRADING, a_file, a_note, refused, says


def test_an_entity_goes_up_with_the_paper_that_names_it() -> None:
    file = a_file(a_note(says("directs", OWNER, QUAY), key="n1"), a_note(says("directs", OWNER, TRADING), key="n2"))
    (change,) = file.claim_entity(OWNER, ("n1",), 5)
    assert (change.code, change.subject, change.documents) == (ChangeCode.ENTITY_CLAIMED, f"entity/{OWNER}", ("n1",))
    assert file.claim_entity(OWNER, ("n1",), 6) == ()
    file.claim_entity(OWNER, ("n2",), 7)
    claim = file.board.claim(f"entity/{OWNER}")
    assert claim is not None
    assert (claim.documents, claim.at, claim.version, file.board.version) == (("n1", "n2"), 5, 2, 2)
    for entity, papers, code in (
        (CLERK, (), "board.unknown_entity"),
        (QUAY, ("n2",), "board.not_in_document"),
        (QUAY, ("none",), "file.unknown_document"),
    ):
        with refused(code):
            file.claim_entity(entity, papers, 8)
    assert file.board.version == 2


def test_a_drawn_link_is_pencil_until_a_paper_that_stands_supports_it() -> None:
    file = a_file(
        a_note(says("at", OWNER, QUAY), key="proof"),
        a_note(says("at", NOMINEE, TRADING), key="lead", use=LEAD),
    )
    file.claim_link(OWNER, NOMINEE, LINKED, (), 1)
    assert not _link(file.links(), LINKED).is_evidence
    file.claim_link(OWNER, NOMINEE, LINKED, ("lead",), 2)
    assert not _link(file.links(), LINKED).is_evidence
    file.claim_link(OWNER, NOMINEE, LINKED, ("proof",), 3)
    drawn = _link(file.links(), LINKED)
    assert (drawn.is_evidence, drawn.is_claim, drawn.documents) == (True, True, ("lead", "proof"))
    assert [claim.a for claim in file.board.entities] == [OWNER, NOMINEE]
    for a, b, kind, papers, code in (
        (OWNER, OWNER, LINKED, (), "board.link_to_itself"),
        (OWNER, QUAY, "adores", (), "board.unknown_kind"),
        (OWNER, QUAY, LINKED, ("lead",), "board.not_in_document"),
        (OWNER, CLERK, LINKED, (), "board.unknown_entity"),
    ):
        with refused(code):
            file.claim_link(a, b, kind, papers, 4)


def test_what_papers_show_is_no_claim_when_the_team_draws_it_too() -> None:
    file = a_file(a_note(says("directs", OWNER, QUAY), key="n1"))
    file.claim_link(OWNER, QUAY, "directs", ("n1",), 1)
    (link,) = file.links()
    assert not link.is_claim


def test_links_drawn_to_an_entity_go_with_it() -> None:
    file = a_file(a_note(says("directs", OWNER, QUAY), key="n1"), a_note(says("at", NOMINEE, QUAY), key="n2"))
    file.claim_link(OWNER, NOMINEE, LINKED, (), 1)
    gone = file.remove_claim(f"entity/{NOMINEE}")
    assert [change.subject for change in gone] == [f"entity/{NOMINEE}", f"link/{LINKED}/{OWNER}/{NOMINEE}"]
    assert [claim.a for claim in file.board.claims] == [OWNER]
    assert LINKED not in {link.kind for link in file.links()}
    with refused("board.unknown_claim"):
        file.remove_claim(f"entity/{NOMINEE}")


def test_two_that_are_one_share_their_links_and_a_split_gives_them_back() -> None:
    file = a_file(a_note(says("directs", OWNER, QUAY), key="n1"), a_note(says("directs", NOMINEE, TRADING), key="n2"))
    assert file.path(QUAY, TRADING) is None
    file.merge(OWNER, NOMINEE, 5)
    assert file.merge(NOMINEE, OWNER, 6) == ()
    assert file.path(QUAY, TRADING) is not None
    assert {paper.key for paper in file.naming(OWNER)} == {"n1", "n2"}
    file.merge(OWNER, NOMINEE, 7, merged=False)
    assert file.path(QUAY, TRADING) is None
    assert {paper.key for paper in file.naming(OWNER)} == {"n1"}
    for a, b, merged, code in (
        (OWNER, QUAY, True, "board.different_kinds"),
        (OWNER, OWNER, True, "board.merge_with_itself"),
        (OWNER, NOMINEE, False, "board.not_merged"),
    ):
        with refused(code):
            file.merge(a, b, 8, merged=merged)


def test_what_was_drawn_under_the_other_name_of_two_that_are_one_is_taken_back() -> None:
    file = a_file(a_note(says("directs", OWNER, QUAY), key="n1"), a_note(says("directs", NOMINEE, TRADING), key="n2"))
    standing, other = sorted((OWNER, NOMINEE))
    file.claim_link(other, QUAY, LINKED, (), 1)
    file.merge(OWNER, NOMINEE, 2)
    drawn = _link(file.links(), LINKED)
    seen = file.board.version
    assert drawn.a == standing
    file.claim_link(standing, QUAY, LINKED, (), 3)
    assert file.board.would_lose(f"link/{drawn.key}", seen)
    file.remove_claim(f"link/{drawn.key}")
    assert LINKED not in {link.kind for link in file.links()}
    assert file.board.holds(other)
    file.remove_claim(f"entity/{standing}")
    assert [claim.a for claim in file.board.claims] == [QUAY]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))))
def test_all_that_are_one_have_one_key_whatever_the_order(pairs: list[tuple[str, str]]) -> None:
    forward, backward = Board(), Board()
    for a, b in pairs:
        if a != b:
            forward.merge(a, b, 0)
    for a, b in reversed(pairs):
        if a != b:
            backward.merge(b, a, 0)
    same = forward.same()
    assert same == backward.same()
    for a, b in pairs:
        assert same.get(a, a) == same.get(b, b)
    for key, low in same.items():
        assert low < key
        assert low not in same


def _link(links: tuple[Link, ...], kind: str) -> Link:
    return next(link for link in links if link.kind == kind)
