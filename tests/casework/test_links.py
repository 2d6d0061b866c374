"""Links read off papers, and the way from one entity to another."""

from hypothesis import given
from hypothesis import strategies as st

from simulation.casework.documents.document import Consent, Origin, Use
from simulation.casework.file.links import Link, derive, grounds_of, link_key, path_between
from simulation.scenario.schema.play import DocumentKind
from tests.casework.builders import (
    LEAD,
    OWN_ACCOUNT,
    OWNER,
    QUAY,
    QUAY_ACCOUNT,
    TRADING,
    TRADING_ACCOUNT,
    a_note,
    a_paper,
    says,
    transfer,
)


def a_link(a: str, b: str, *, is_evidence: bool = True) -> Link:
    return Link(link_key("paid", a, b), a, b, "paid", ("d",), is_evidence)


def test_the_same_transfer_in_two_statements_is_one() -> None:
    both = [transfer(QUAY_ACCOUNT, TRADING_ACCOUNT, 1, 700), transfer(QUAY_ACCOUNT, TRADING_ACCOUNT, 2, 50)]
    sent = a_paper(DocumentKind.BANK_STATEMENT, QUAY_ACCOUNT, *both)
    got = a_paper(DocumentKind.BANK_STATEMENT, TRADING_ACCOUNT, both[0])
    (paid,) = [link for link in derive([sent, got]) if link.kind == "paid"]
    assert (paid.amount_minor, paid.count, paid.documents) == (750, 2, (sent.key, got.key))
    assert (paid.first, paid.last) == (86_400, 172_800)


def test_a_link_is_ink_as_soon_as_one_paper_stands() -> None:
    lead = a_note(says("directs", OWNER, QUAY), key="lead", use=LEAD)
    assert not derive([lead])[0].is_evidence
    assert derive([lead, a_note(says("directs", OWNER, QUAY), key="proof")])[0].is_evidence


def test_merged_entities_are_one_and_links_between_them_are_gone() -> None:
    papers = [a_note((*says("paid", OWN_ACCOUNT, QUAY_ACCOUNT), *says("paid", QUAY_ACCOUNT, TRADING_ACCOUNT)))]
    links = derive(papers, {QUAY_ACCOUNT: OWN_ACCOUNT})
    assert [(link.a, link.b) for link in links] == [(OWN_ACCOUNT, TRADING_ACCOUNT)]


def test_the_way_with_fewest_leads_is_taken() -> None:
    links = [a_link("a", "d", is_evidence=False), a_link("a", "b"), a_link("c", "b"), a_link("c", "d")]
    way = path_between(links, "a", "d")
    assert way is not None
    assert [(link.a, link.b) for link in way] == [("a", "b"), ("c", "b"), ("c", "d")]
    assert path_between(links[:2], "a", "d") == (links[0],)
    assert path_between(links, "a", "a") == ()
    assert path_between(links, "a", "z") is None


@given(st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg"), st.booleans())))
def test_a_way_is_found_exactly_where_one_is(ends: list[tuple[str, str, bool]]) -> None:
    links = {link_key("paid", a, b): a_link(a, b, is_evidence=stands) for a, b, stands in ends if a != b}
    reached = {"a"}
    for _ in range(7):
        reached |= {link.b for link in links.values() if link.a in reached}
        reached |= {link.a for link in links.values() if link.b in reached}
    for end in "abcdefg":
        way = path_between(links.values(), "a", end)
        assert (way is not None) == (end in reached)
        here = "a"
        for link in way or ():
            here = link.b if link.a == here else link.a
        assert way is None or here == end


def test_grounds_tell_what_they_connect_and_how_they_came() -> None:
    asked = Use(is_evidence=False, origin=Origin.POLICE, consent=Consent.NEEDED)
    note = a_note((*says("directs", OWNER, QUAY), *says("threatened", OWNER)), use=asked)
    statement = a_paper(DocumentKind.BANK_STATEMENT, TRADING_ACCOUNT, transfer(QUAY_ACCOUNT, TRADING_ACCOUNT))
    first, second = grounds_of([note, statement])
    assert (first.links, first.is_lead, first.needs_consent) == (((OWNER, QUAY),), True, True)
    assert (TRADING, TRADING_ACCOUNT) in second.links
    assert not second.is_lead
