"""A consultation on the page: a ground, one kind of proposal, words; a refusal counts once that was heard."""

from __future__ import annotations

import re

from simulation.exercise.journal import decode_command, encode_command
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.play.facts import between
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.rules import RULES
from simulation.exercise.procedures.letter.statuses import LetterAction, Proposal
from simulation.kernel.agenda import DAY
from simulation.law.book.governance import silent_days
from simulation.law.book.grounds import named_ground
from simulation.law.book.rules import LetterNature
from simulation.scenario.schema.play import Route
from tests.desk.journeys import act, desk, hidden, open_draft
from tests.desk.procedures.test_every_act import live
from tests.desk.requests.test_every_letter_act import put
from tests.webapp.conftest import Cast
from tests.webapp.house import House

PROPOSAL = "We would send the statements of one year only."
REASONS = "Our court would not let us hand over more than that."
UNHEARD = "Refused before the other side had answered a proposal on this ground or had been silent for seven days."
OFFER = re.compile(r'<details[^>]*id="offer-consult".*?</details>', re.DOTALL)


def deciding(house: House, cast: Cast) -> RequestState:
    """A letter from Kestria about which Sorvane decides, and a ground on which it has to consult."""
    shown = open_draft(house, cast, cast.brava, "SOV")
    state = live(house, cast).state
    kept = state.part(Letters).requests[shown.key]
    row = next(row for row in RULES[Route.MLA].transitions if row.action == LetterAction.CONSULT)
    kept.matter = put(kept.matter, row, kept.matter.version + 1, state.now)._replace(conditions_offered=())
    publish(house, cast)
    return kept


def publish(house: House, cast: Cast) -> None:
    house.store._publish(house.store.copies._live[cast.exercise])


def grounds(house: House, cast: Cast, kept: RequestState) -> tuple[str, str]:
    """Two letters on which whoever is asked consults first."""
    state = live(house, cast).state
    found = {
        named_ground(each.id): each.id
        for each in between(state.scenario, state.law, kept.matter).regime.letters
        if each.wants_consultation and each.nature is LetterNature.OPTIONAL
    }
    one, other, *_ = found.values()
    return one, other


def refused(house: House, cast: Cast, kept: RequestState, ground: str) -> bool:
    """Whether Sorvane's page says of its refusal that nobody was heard before."""
    given: dict[str, str | list[str]] = {"ground": ground, "text": REASONS, "alternative": "None would do."}
    assert act(cast, cast.alba, kept.label, "refuse", **given) == 303
    return UNHEARD in cast.alba.get(desk(cast, f"requests/{kept.label}")).text


def test_the_form_wants_a_ground_one_proposal_and_five_words(house: House, cast: Cast) -> None:
    kept = deciding(house, cast)
    ground, _other = grounds(house, cast, kept)
    page = cast.alba.get(desk(cast, f"requests/{kept.label}")).text
    (offer,) = OFFER.findall(page)
    assert "you have consulted on this ground, and on no other" in offer
    assert re.search(rf'type="radio"\s+id="consult-ground-{ground}"', offer)
    kinds = re.findall(r'type="radio" required\s+id="consult-item-(\w+)"', offer)
    assert kinds == [each.value for each in Proposal]
    whole: dict[str, str | list[str]] = {"ground": ground, "items": ["part"], "text": PROPOSAL}
    where = f"requests/{kept.label}/act"
    fields = hidden(page, where, 'name="action" value="consult"')
    changes: tuple[tuple[dict[str, str | list[str]], str], ...] = (
        ({"ground": ""}, "Choose the ground."),
        ({"items": []}, "Choose from the list first: the points concerned, your proposal or your answer."),
        ({"items": ["part", "later"]}, "Choose what you propose"),
        ({"items": ["C4"]}, "Choose what you propose"),
        ({"items": ["terms"]}, "condition"),
        ({"text": "One year only."}, "Say in at least five words what you propose and why."),
    )
    for change, said in changes:
        answer = cast.alba.post(desk(cast, where), {**fields, **whole, **change})
        assert answer.status_code == 422, change
        assert said in answer.text, change
    assert kept.matter.consulted_since is None
    assert act(cast, cast.alba, kept.label, "consult", **whole) == 303
    assert kept.matter.consulted_on == ground


def test_a_refusal_right_after_a_proposal_is_not_after_consultation(house: House, cast: Cast) -> None:
    kept = deciding(house, cast)
    ground, _other = grounds(house, cast, kept)
    assert act(cast, cast.alba, kept.label, "consult", ground=ground, items=["part"], text=PROPOSAL) == 303
    assert refused(house, cast, kept, ground)


def test_a_refusal_after_an_answer_is(house: House, cast: Cast) -> None:
    kept = deciding(house, cast)
    ground, _other = grounds(house, cast, kept)
    assert act(cast, cast.alba, kept.label, "consult", ground=ground, items=["part"], text=PROPOSAL) == 303
    answer: dict[str, str | list[str]] = {"items": ["no_agreement"], "text": "We need all of it."}
    assert act(cast, cast.brava, kept.label, "answer_consultation", **answer) == 303
    assert not refused(house, cast, kept, ground)


def test_silence_counts_after_seven_days_and_on_this_ground_alone(house: House, cast: Cast) -> None:
    for which, is_unheard in ((0, False), (1, True)):
        kept = deciding(house, cast)
        both = grounds(house, cast, kept)
        assert act(cast, cast.alba, kept.label, "consult", ground=both[0], items=["part"], text=PROPOSAL) == 303
        since = live(house, cast).state.now - silent_days() * DAY
        kept.matter = kept.matter._replace(consulted_since=since)
        publish(house, cast)
        assert refused(house, cast, kept, both[which]) is is_unheard


def test_a_consultation_stored_before_it_named_a_kind_is_still_read() -> None:
    """As it stood in journals: a ground at most, and terms; the form of today refuses it, the journal shows it."""
    paper = (
        '{"action":"consult","by":{"country":"SOV","office":"authority"},"conditions":["use_limits"],"ground":"R2",'
        '"id":"c1","items":[],"member":"m1","request":"KES/a","text":"What would help?","type":"ActOnRequest"}'
    )
    read = decode_command(paper)
    assert isinstance(read, ActOnRequest)
    assert (read.action, read.ground, read.items, read.conditions) == ("consult", "R2", (), ("use_limits",))
    assert decode_command(encode_command(read)) == read


def test_each_side_is_told_what_the_other_said_of_a_proposal(house: House, cast: Cast) -> None:
    kept = deciding(house, cast)
    ground, _other = grounds(house, cast, kept)
    assert act(cast, cast.alba, kept.label, "consult", ground=ground, items=["part"], text=PROPOSAL) == 303
    asked = re.sub(r"<[^>]+>", " ", cast.brava.get(desk(cast)).text)
    assert "Sorvane makes a proposal before it decides" in asked
    assert PROPOSAL in asked
    answer: dict[str, str | list[str]] = {"items": ["no_agreement"], "text": "We need all of it."}
    assert act(cast, cast.brava, kept.label, "answer_consultation", **answer) == 303
    for path in ("", f"requests/{kept.label}"):
        told = cast.alba.get(desk(cast, path)).text
        assert "Kestria answered your proposal" in told, path
        assert "no agreement. “We need all of it.”" in told, path
    work = cast.alba.get(desk(cast)).text
    assert f"{kept.label}: answer to your proposal: no agreement. Decide now." in work
    assert "makes a proposal before it decides" not in cast.brava.get(desk(cast)).text


def test_a_refusal_shows_its_argument_and_its_papers_to_whoever_wrote_it(house: House, cast: Cast) -> None:
    kept = deciding(house, cast)
    ground, _other = grounds(house, cast, kept)
    label = live(house, cast).team_view("SOV").documents[0].label
    given: dict[str, str | list[str]] = {
        "ground": ground,
        "text": REASONS,
        "alternative": "No term would help.",
        "documents": [label],
    }
    assert act(cast, cast.alba, kept.label, "refuse", **given) == 303
    ours, theirs = (each.get(desk(cast, f"requests/{kept.label}")).text for each in (cast.alba, cast.brava))
    for page in (ours, theirs):
        assert "No term would help." in argument(page)
    assert f"/documents/{label}" in argument(ours)
    assert "/documents/" not in argument(theirs)
    assert "1 document from the file of the requested country" in argument(theirs)


def argument(page: str) -> str:
    """The card that says why a letter was refused."""
    return page[page.index('id="refusal"') :].partition("</section>")[0]
