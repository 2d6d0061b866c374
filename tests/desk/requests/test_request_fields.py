"""The draft's texts and what the request names: there and back, nothing foreign taken over."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.casework.documents.document import Consent, Origin, Use
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.content import Content
from simulation.law.book.transmission import agreed_way
from simulation.scenario.schema.play import Route, Sought
from simulation.scenario.schema.scenario import Scenario
from tests.builders.views import ACCOUNT, PERSON, procedure, request, statement, team
from webapp.desk.readable import Reader
from webapp.desk.requests.fields import NAMES, State, content_of, fields_of, first_fields, sections, state_of
from webapp.desk.requests.standing import STANDING, filled, short_section, with_standing

Reading = Callable[[TeamView], Reader]

FULL = Content(
    subject="An investigation of the prosecutor",
    authority_contact="Office 4",
    basis="UNTOC",
    offences=("trafficking",),
    penalties_text="Article 9",
    persons=(PERSON.key,),
    facts="On day 3 money went out.",
    grounds=("paper/1",),
    period_from_day=-10,
    period_to_day=20,
    assistance="The statement",
    formalities=("F1", "F4"),
    purpose="Evidence",
    urgent=True,
    urgency_reason="The money moves",
    urgent_by_day=44,
    confidential=True,
    confidentiality_reason="The target does not know",
    undertakings=("use_limits", "return"),
    language="english",
    prior_contacts="None",
    property_text="The account",
    freeze_facts="It comes from the sale",
    order_text="An order",
    channel="diplomatic",
)


def file() -> TeamView:
    return team(entities=(ACCOUNT, PERSON), documents=(statement(1), statement(2)))


def test_what_a_request_names_survives_the_way_through_a_draft(reading: Reading) -> None:
    reader = reading(file())
    assert content_of(fields_of(FULL, reader), reader) == FULL


def test_a_draft_holds_numbers_and_never_keys(reading: Reading) -> None:
    fields = fields_of(FULL, reading(file()))
    assert fields["persons"] == "2"
    assert fields["grounds"] == "D-001"
    assert not any(key in text for text in fields.values() for key in (PERSON.key, "paper/1"))


def test_numbers_that_name_nothing_of_the_file_fall_away(reading: Reading) -> None:
    content = content_of(
        {"persons": "2\n99\nx", "grounds": "D-009\nD-002\nD-001", "urgent_by_day": "soon"}, reading(file())
    )
    assert content.persons == (PERSON.key,)
    assert content.grounds == ("paper/1", "paper/2"), "in order of the file"
    assert content.urgent_by_day is None


def test_a_fresh_draft_begins_with_the_targets_and_a_way(reading: Reading) -> None:
    shown = reading(file())
    pair = shown.scenario.pair(request().requesting, request().requested)
    assert agreed_way(pair) != "central"
    for level in ("guided", "practice"):
        assert first_fields(request(), shown, level) == {"persons": "1", "channel": agreed_way(pair)}
    assert first_fields(request(), shown, "exam")["channel"] == "central"
    chosen = replace(request(), content=Content(channel="direct"))
    assert first_fields(chosen, shown, "guided")["channel"] == "direct"


def test_a_letter_names_the_preservation_that_keeps_what_it_asks_for(reading: Reading) -> None:
    kept = procedure(key="P1", label="SOV-KES-P1", kind="preservation", status="preserved")
    elsewhere = replace(kept, label="SOV-VAL-P1", requested="VAL")
    question = request(2, label="SOV-KES-02", route=Route.POLICE, status="answered", holder="")
    shown = request(content=Content())
    reader = reading(team(entities=(ACCOUNT,), requests=(question, shown), procedures=(kept, elsewhere)))
    said = with_standing(shown, {}, reader, "practice")["prior_contacts"]
    assert said == "Earlier requests about the same matter: SOV-KES-P1 (Preservation of records), SOV-KES-02."


def test_the_paper_that_led_to_a_letter_is_chosen_in_it_where_it_may_be_cited(reading: Reading) -> None:
    closed = statement(2, use=Use(is_evidence=True, origin=Origin.HOME, consent=Consent.NEEDED))
    reader = reading(team(entities=(ACCOUNT, PERSON), documents=(statement(1), closed)))
    opened = request(rests_on=("paper/1", "paper/2"))
    assert first_fields(opened, reader)["grounds"] == "D-001"
    assert "grounds" not in first_fields(replace(opened, content=Content(language="english")), reader)
    about_another = replace(opened, targets=(PERSON,))
    assert "grounds" not in first_fields(about_another, reader)


@pytest.mark.parametrize("sought", list(Sought))
def test_each_field_stands_in_one_section_at_most(sought: Sought) -> None:
    names = [name for section in sections(sought) for name in section.names]
    assert len(names) == len(set(names))
    assert set(names) <= set(NAMES)
    assert len(sections(sought)) == (7 if kind_of(sought).route is Route.MLA else 2)


def test_a_section_is_done_when_all_that_it_needs_is_there() -> None:
    basis = sections(Sought.BANK_RECORDS)[1]
    assert state_of(basis, {}) is State.OPEN
    assert state_of(basis, {"basis": "UNTOC"}) is State.PARTLY
    assert state_of(basis, {"basis": "UNTOC", "offences": "trafficking", "penalties_text": "x"}) is State.DONE


def test_a_fresh_letter_holds_what_the_file_knows_and_nothing_that_people_think_about(reading: Reading) -> None:
    reader = reading(file())
    shown = replace(request(), status="drafting", content=Content())
    for level in ("guided", "practice", "exam"):
        fields = with_standing(shown, first_fields(shown, reader, level), reader, level)
        assert {"authority_contact", "subject", "prior_contacts", "purpose", "persons"} <= fields.keys()
        assert not {"facts", "grounds", "assistance", "period_from_day", "urgent", "confidential"} & fields.keys()
        assert ("basis" in fields) is (level != "exam")
        assert ("language" in fields) is (level == "guided")


@pytest.mark.parametrize(("instrument", "office"), [("EIO", "Prosecutor"), ("UNTOC", "Central authority")])
def test_the_authority_of_an_order_is_the_prosecutor(
    reading: Reading, scenario: Scenario, instrument: str, office: str
) -> None:
    """Directive 2014/41 art. 2(c), 7(3): a central authority issues none."""
    reading(file())
    pairs = tuple(pair.model_copy(update={"instruments": (instrument,)}) for pair in scenario.pairs)
    reader = Reader(scenario.model_copy(update={"pairs": pairs}), "en", file(), (Office.PROSECUTOR,))
    said = with_standing(request(content=Content()), {}, reader, "exam")["authority_contact"]
    assert said.startswith(f"{office} of Sorvane")
    assert ("issues this order" in said) is (instrument == "EIO")


def test_the_purpose_is_that_of_what_is_sought(reading: Reading) -> None:
    """A freeze keeps property for later confiscation (UNTOC art. 2(f), 13(2)): it brings no evidence."""
    reader = reading(file())
    for sought, said in (
        (Sought.BANK_RECORDS, "As evidence in the proceedings"),
        (Sought.FREEZE, "for later confiscation"),
        (Sought.CONFISCATION, "To confiscate the proceeds"),
        (Sought.ASSET_RETURN, "To return or share"),
    ):
        shown = request(sought=sought, content=Content())
        assert said in with_standing(shown, {}, reader, "exam")["purpose"], sought


def test_an_emptied_part_stays_empty_and_penalties_follow_the_offences(reading: Reading) -> None:
    reader = reading(file())
    shown = replace(request(), status="drafting", content=Content())
    fields = with_standing(shown, {"purpose": "", "offences": "trafficking"}, reader, "practice")
    assert fields["purpose"] == ""
    assert "years" in fields["penalties_text"]
    sent = replace(shown, content=Content(subject="As it came back"))
    assert with_standing(sent, {}, reader, "practice") == {}, "what came back is not filled up"


def test_penalties_follow_offences_that_are_chosen_once_the_letter_came_back(reading: Reading) -> None:
    """The short form has no field for them: who chooses the offences only at the repair has nothing left to type."""
    reader = reading(file())
    back = replace(request(), status="drafting", content=Content(subject="As it came back"))
    assert "years" in with_standing(back, {"offences": "trafficking"}, reader, "practice")["penalties_text"]
    emptied = {"offences": "trafficking", "penalties_text": ""}
    assert with_standing(back, emptied, reader, "practice") == emptied
    named = replace(back, content=Content(offences=("trafficking",)))
    assert with_standing(named, {"offences": "trafficking"}, reader, "practice") == {"offences": "trafficking"}


def test_the_form_says_that_the_penalties_wait_for_the_offences(reading: Reading) -> None:
    reader = reading(file())
    shown = replace(request(), status="drafting", content=Content())

    def said(fields: dict[str, str]) -> str:
        rows = filled(shown, with_standing(shown, fields, reader, "practice"), reader)
        return next(row.text for row in rows if "penalties" in row.label)

    assert said({"offences": ""}) == "Follows when you choose the offences."
    assert "years" in said({"offences": "trafficking"})


@pytest.mark.parametrize("sought", [each for each in Sought if kind_of(each).route is Route.MLA])
def test_the_short_form_and_the_standing_parts_are_all_that_a_kind_needs(sought: Sought) -> None:
    needed = {name for section in sections(sought) for name in section.needs}
    short = short_section(sought)
    assert set(short.needs) <= needed, "only what the kind needs is asked"
    assert needed <= {*short.names, *STANDING}


@pytest.mark.parametrize("sought", [each for each in Sought if kind_of(each).route is Route.MLA])
def test_how_evidence_is_taken_is_asked_first_where_nothing_says_it_yet(sought: Sought, reading: Reading) -> None:
    """Where evidence comes back and the letter holds no usual formality; elsewhere the short form does not ask."""
    reader, kind = reading(file()), kind_of(sought)
    shown = replace(request(), sought=sought, status="drafting", content=Content())
    made = with_standing(shown, {}, reader, "practice").get("formalities", "")
    asked = short_section(sought).may
    assert asked == (("formalities",) if kind.papers and not made else ())
    chosen = {"formalities": "F2", "authority_contact": "Office 4", "subject": "A case"}
    labels = {row.label for row in filled(shown, chosen, reader)}
    assert ("Formalities" in labels) is (not asked), "it stands on the page once"
