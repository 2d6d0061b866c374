"""What a growing file would prove is the same as when each charge is assessed by itself."""

import random
from dataclasses import replace

import pytest

from simulation.casework.documents.document import Consent, Document, Origin, Use
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.charges import Charge
from simulation.casework.proof.elements import element_keys
from simulation.casework.proof.proof import CaseAssessment, ElementState, Everything, assess_case
from simulation.casework.proof.proof_context import READ_FROM, SetName
from simulation.casework.proof.prospects import Prospects
from simulation.scenario.schema.country import Country, Offence
from simulation.scenario.schema.play import DocumentKind
from tests.casework.builders import CLERK, NOMINEE, OWNER, a_country, a_file, a_note
from tests.casework.test_proof_rules import CASES, EXPLOITER

PAPERS = 30


def _country(pick: random.Random) -> Country:
    offences = tuple(
        Offence(
            key=f"offence{number}",
            elements=tuple(pick.sample(element_keys(), pick.choice((1, 1, 2, 3)))),
            max_years=pick.randint(1, 5),
            limitation_years=5,
        )
        for number in range(12)
    )
    return a_country().model_copy(update={"offences": offences})


def _use(pick: random.Random, country: Country) -> Use:
    key = pick.choice(country.offences).key
    return pick.choice(
        (
            Use(is_evidence=True, origin=Origin.HOME),
            Use(is_evidence=True, origin=Origin.HOME),
            Use(is_evidence=True, origin=Origin.MLA, purposes=(key,)),
            Use(is_evidence=False, origin=Origin.POLICE, consent=Consent.GIVEN),
            Use(is_evidence=False, origin=Origin.POLICE, consent=Consent.NEEDED),
        )
    )


def _paper(pick: random.Random, country: Country, number: int) -> Document:
    said = pick.choice(CASES[pick.choice(sorted(CASES))])
    return a_note(
        said if pick.random() < 0.7 else pick.sample(said, len(said) // 2),
        key=f"n{number}",
        kind=pick.choice((DocumentKind.SURVEILLANCE_LOG, DocumentKind.INTERVIEW, DocumentKind.CALL_RECORDS)),
        use=_use(pick, country),
        exculpates=(OWNER,) if pick.random() < 0.05 else (),
        status=pick.choice(("", "suspect")),
    )


def _each(file: CaseFile, country: Country, person: str, above: int) -> list[tuple[Offence, CaseAssessment]]:
    """Every graver offence, the gravest first, charged on all papers that stand."""
    standing = tuple(paper.key for paper in file.documents if paper.use.stands)
    return [
        (each, assess_case(Charge("", person, each.key, each.elements, 0, 0, standing), file, country))
        for each in sorted(country.offences, key=lambda offence: -offence.max_years)
        if each.max_years > above
    ]


def _stands(assessed: CaseAssessment) -> bool:
    proofs = assessed.elements
    return not assessed.compelled and all(p.state is ElementState.PROVED and not p.has_doubt for p in proofs)


def _is_near(assessed: CaseAssessment) -> bool:
    return 2 * sum(p.state is ElementState.PROVED for p in assessed.elements) >= len(assessed.elements)


def test_it_is_said_of_every_set_what_it_is_read_from() -> None:
    assert set(READ_FROM) == set(SetName)


@pytest.mark.parametrize("seed", range(4))
def test_prospects_of_a_growing_file_are_those_of_each_charge(seed: int) -> None:
    pick = random.Random(seed)  # noqa: S311 - no secret
    country = _country(pick)
    prospects, papers, proved = Prospects(country), list[Document](), 0
    for number in range(PAPERS):
        papers.append(_paper(pick, country, number))
        if number == PAPERS * 2 // 3:  # a consent is given: not only longer, another paper at the same place
            place = next(n for n, each in enumerate(papers) if each.use.consent is Consent.NEEDED)
            papers[place] = papers[place].with_use(replace(papers[place].use, consent=Consent.GIVEN))
        prospects.take_in(tuple(papers))
        file = a_file(*papers)
        for person in (OWNER, NOMINEE, CLERK):
            above = pick.choice((0, 3))
            charged = _each(file, country, person, above)
            assert prospects.is_graver_near(person, above) is any(_is_near(assessed) for _, assessed in charged)
            found = prospects.gravest(person, above)
            first = next(((offence, assessed) for offence, assessed in charged if _stands(assessed)), None)
            assert (found and found.offence) == (first and first[0].key)
            if found is not None and first is not None:
                needed = {key for proof in first[1].elements for key in proof.documents} | set(first[1].exculpatory)
                assert needed <= set(prospects.disclosed(person, found))
                proved += 1
    assert proved


@pytest.mark.parametrize("seed", range(3))
def test_papers_that_say_one_thing_each_prove_what_they_prove_read_at_once(seed: int) -> None:
    """What was proved is kept until a paper says what can change it."""
    pick = random.Random(seed)  # noqa: S311 - no secret
    offences = tuple(Offence(key=key, elements=(key,), max_years=3, limitation_years=5) for key in element_keys())
    country = a_country().model_copy(update={"offences": offences})
    said = [each for case in sorted(CASES) for each in CASES[case][0]]
    papers: list[Document] = []
    kept, seen = Prospects(country), set[tuple[str, str, tuple[str, ...]]]()
    for number in range(2 * PAPERS):
        papers.append(a_note((pick.choice(said),), key=f"n{number}"))
        kept.take_in(tuple(papers))
        afresh = Prospects(country)
        afresh.take_in(tuple(papers))
        for person in (OWNER, NOMINEE, CLERK):
            for offence in offences:
                found = kept.of(person, offence)
                assert found == afresh.of(person, offence), (number, person, offence.key)
                if found is not None:
                    assert kept.disclosed(person, found) == afresh.disclosed(person, found)
                    seen.add((person, offence.key, kept.disclosed(person, found)))
    assert len(seen) > len(offences)


def _elsewhere(pick: random.Random, paper: Document) -> Document:
    """The same paper about others: most of whom it names belong to one of three circles."""
    circle = pick.randrange(3)
    names = {each.key: f"{each.key}~{circle if pick.random() < 0.8 else pick.randrange(3)}" for each in paper.mentions}
    return replace(
        paper,
        about=names.get(paper.about, paper.about),
        mentions=tuple(replace(each, key=names[each.key]) for each in paper.mentions),
        assertions=tuple(
            each._replace(
                subject=names.get(each.subject, each.subject),
                object=names.get(each.object, each.object),
                source=names.get(each.source, each.source),
            )
            for each in paper.assertions
        ),
    )


@pytest.mark.parametrize("seed", range(4))
def test_what_papers_prove_against_one_is_kept_while_they_speak_of_others(seed: int) -> None:
    pick = random.Random(seed)  # noqa: S311 - no secret
    offences = tuple(Offence(key=key, elements=(key,), max_years=3, limitation_years=5) for key in element_keys())
    country = a_country().model_copy(update={"offences": offences})
    people = [f"{person}~{circle}" for person in (OWNER, NOMINEE, CLERK) for circle in range(3)]
    papers: list[Document] = []
    kept, proved = Prospects(country), 0
    for number in range(PAPERS):
        said = [each for _ in range(3) for each in pick.choice(CASES[pick.choice(sorted(CASES))])]
        papers.append(_elsewhere(pick, a_note(said, key=f"n{number}")))
        kept.take_in(tuple(papers))
        afresh = Prospects(country)
        afresh.take_in(tuple(papers))
        for person in people:
            for offence in offences:
                found = kept.of(person, offence)
                assert found == afresh.of(person, offence), (number, person, offence.key)
                if found is not None:
                    assert kept.disclosed(person, found) == afresh.disclosed(person, found)
                    proved += 1
    assert proved


def test_what_speaks_for_the_accused_is_disclosed_and_raises_a_doubt() -> None:
    offence = Offence(key="grave", elements=("knowledge",), max_years=9, limitation_years=9)
    country = a_country().model_copy(update={"offences": (offence,)})
    (knew, _), lead = CASES["knowledge.stated"], Use(is_evidence=False, origin=Origin.HOME)
    proof = a_note(knew, key="knew")
    prospects = Prospects(country)
    prospects.take_in((proof,))
    assert prospects.gravest(OWNER, 0) is not None
    for_them = a_note(EXPLOITER, key="for", use=lead, exculpates=(OWNER,))
    prospects.take_in((proof, for_them))
    assert prospects.gravest(OWNER, 0) is None
    assert prospects.is_graver_near(OWNER, 0)
    second = a_note(knew, key="second", custodian="Customs of Alba")
    prospects.take_in((proof, for_them, second))
    found = prospects.gravest(OWNER, 0)
    assert found is not None
    assert prospects.disclosed(OWNER, found) == ("knew", "for", "second")


def test_what_a_growing_file_shows_is_what_it_shows_read_at_once() -> None:
    """A paper that somebody was paid for counts once the report of the payment has come, in its place of receipt."""
    pick = random.Random(5)  # noqa: S311 - no secret
    country = _country(pick)
    papers: list[Document] = []
    kept, shown = Everything(country), 0
    for number in range(PAPERS):
        paper = _paper(pick, country, number)
        rewards = (f"n{number + 3}",) if pick.random() < 0.3 else ()
        papers.append(replace(paper, use=replace(paper.use, rewards=rewards)))
        if number == PAPERS // 2:
            papers[3] = replace(papers[3], exculpates=(NOMINEE,))
        kept.take_in(tuple(papers))
        afresh = Everything(country)
        afresh.take_in(tuple(papers))
        for key in element_keys():
            for person in (OWNER, NOMINEE, CLERK):
                assert kept.shows(key, (person,)) == afresh.shows(key, (person,))
                shown += kept.shows(key, (person,))
    assert shown
