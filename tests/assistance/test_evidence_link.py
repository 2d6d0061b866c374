"""The chain from the offence to what is asked for, over the links of the chosen grounds."""

from hypothesis import given
from hypothesis import strategies as st

from simulation.law.assessment.evidence_link import EvidenceLink, link_chain

PORT = EvidenceLink("d/port", (("company/quay", "load/quay"),))
FILE = EvidenceLink("d/file", (("account/halden", "company/quay"),))
TIP = EvidenceLink("d/tip", (("load/quay", "account/halden"),), is_lead=True)


def test_a_chain_names_its_documents() -> None:
    (chain,) = link_chain((PORT, FILE), ("load/quay",), ("account/halden",))
    assert chain.is_linked
    assert chain.path == ("load/quay", "company/quay", "account/halden")
    assert [step.document for step in chain.steps] == ["d/port", "d/file"]
    assert chain.leads == ()


def test_a_longer_way_over_evidence_beats_a_short_one_over_a_lead() -> None:
    (chain,) = link_chain((TIP, PORT, FILE), ("load/quay",), ("account/halden",))
    assert [step.document for step in chain.steps] == ["d/port", "d/file"]


def test_the_link_that_rests_on_a_lead_is_named() -> None:
    (chain,) = link_chain((TIP,), ("load/quay",), ("account/halden",))
    assert [step.document for step in chain.leads] == ["d/tip"]


def test_nothing_links_an_unmentioned_target() -> None:
    linked, unlinked = link_chain((PORT, FILE), ("load/quay",), ("account/halden", "account/other"))
    assert linked.is_linked
    assert not unlinked.is_linked
    assert unlinked.path == ()


def test_without_an_object_of_the_offence_nothing_is_linked() -> None:
    assert not link_chain((PORT, FILE), (), ("account/halden",))[0].is_linked


def test_the_object_itself_needs_no_link() -> None:
    (chain,) = link_chain((), ("load/quay",), ("load/quay",))
    assert chain.is_linked
    assert chain.path == ("load/quay",)


NODES = st.sampled_from("abcdefg")
GROUNDS = st.lists(
    st.builds(
        EvidenceLink,
        document=st.sampled_from(["d1", "d2", "d3", "d4"]),
        links=st.lists(st.tuples(NODES, NODES), max_size=3).map(tuple),
        is_lead=st.booleans(),
    ),
    max_size=6,
).map(tuple)


@given(GROUNDS, NODES, NODES)
def test_every_step_of_a_chain_is_a_link_of_a_chosen_ground(
    grounds: tuple[EvidenceLink, ...], origin: str, target: str
) -> None:
    (chain,) = link_chain(grounds, (origin,), (target,))
    here = origin
    for step in chain.steps:
        assert step.origin == here
        assert any(
            ground.document == step.document
            and ground.is_lead == step.is_lead
            and ((step.origin, step.target) in ground.links or (step.target, step.origin) in ground.links)
            for ground in grounds
        )
        here = step.target
    assert not chain.is_linked or here == target
    assert link_chain(tuple(reversed(grounds)), (origin,), (target,))[0].is_linked is chain.is_linked


@given(GROUNDS, NODES, NODES)
def test_one_ground_more_never_unlinks(grounds: tuple[EvidenceLink, ...], origin: str, target: str) -> None:
    (before,) = link_chain(grounds[1:], (origin,), (target,))
    (after,) = link_chain(grounds, (origin,), (target,))
    assert after.is_linked or not before.is_linked
    assert not before.is_linked or len(after.leads) <= len(before.leads)
