"""Acts as forms: inputs from the offer, law beside the grounds, consequences named, pens respected."""

from collections.abc import Callable
from dataclasses import replace

from simulation.exercise.views.team_view import TeamView
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import Route, Sought
from tests.builders.views import COMPANY, offer, request, statement, team
from webapp.cli.arguments import scenario_named
from webapp.desk.readable import Reader, is_target
from webapp.desk.requests.offers import Given, offer_forms
from webapp.store.registered import registry

Reading = Callable[[TeamView], Reader]

DECIDING = request(
    incoming=True,
    status="deciding",
    holder="requested",
    offers=(
        offer("authority", "ask_clarification", ("text", "choices")),
        offer("authority", "refuse", ("ground", "text")),
        offer("authority", "accept", (), ("text",)),
    ),
)


def test_acts_stand_in_the_order_of_the_law_and_none_is_pushed(reading: Reading) -> None:
    forms = offer_forms(DECIDING, reading(team("KES")), (Office.AUTHORITY,))
    assert [form.action for form in forms] == ["ask_clarification", "refuse", "accept"]
    assert len(forms[0].choices) == 15


def test_refusal_shows_every_ground_with_source_and_nature_and_names_its_consequence(reading: Reading) -> None:
    form = offer_forms(DECIDING, reading(team("KES")), (Office.AUTHORITY,))[1]
    natures = {ground.value: ground.nature for ground in form.grounds}
    assert natures["BIL-4.1.b"] == "discretionary", "between the two a bilateral treaty governs: its letters are named"
    assert natures["R1"] == "not a ground", "it has none on conformity"
    assert natures["BIL-4.2"] == "not a ground"
    assert "UNTOC-18.21.b" not in natures
    assert all(ground.source and ground.label for ground in form.grounds)
    warned = {ground.value: ground.warned for ground in form.grounds}
    assert warned["R1"].follows == "This is not a ground between the two countries."
    assert warned["BIL-4.2"].follows == "This is not a ground between the two countries: the treaty excludes it."
    assert warned["R1"].wants == ("reasons", "alternative"), "what it rests on is in the request"
    assert form.button == "Refuse and notify Sorvane"
    assert form.confirm
    assert form.style == "danger"


def test_a_declined_question_is_warned_of_what_the_treaty_excludes_and_of_nothing_else(reading: Reading) -> None:
    offers = (offer("fiu", "decline", ("text",), ("ground",)),)
    asked = replace(DECIDING, sought=Sought.ACCOUNT_CHECK, route=Route.FIU, status="asked", offers=offers)
    (form,) = offer_forms(asked, reading(team("KES")), (Office.FIU,))
    warned = {ground.value: ground.warned for ground in form.grounds}
    told = {name for name, said in warned.items() if said.follows}
    assert told
    assert all(warned[name].follows.endswith("the treaty excludes it.") for name in told)
    grounds = [registry().grounds.of(name) for name in told]
    assert all(ground is not None and ground.is_none for ground in grounds)
    assert not any(said.wants for said in warned.values())
    assert form.confirm.startswith("{ground.follows} ")


def test_a_consultation_is_offered_on_every_ground_on_which_it_can_count_and_on_no_other(reading: Reading) -> None:
    """A letter of the warrant postpones for humanity's sake: no refusal and no own case waits for that consultation."""
    reader = replace(reading(team("QSA")), scenario=scenario_named("glass-harbour"))
    surrender = replace(
        DECIDING,
        sought=Sought.SURRENDER,
        requesting="QSA",
        requested="CRR",
        offers=(offer("authority", "consult", ("ground", "text", "choices")),),
    )
    offered = {ground.value for ground in offer_forms(surrender, reader, (Office.AUTHORITY,))[0].grounds}
    assert {"EAW-24", "EAW-4.1"} <= offered
    assert "EAW-23.4" not in offered


def test_without_the_pen_nothing_can_be_sent(reading: Reading) -> None:
    assert not any(form.allowed for form in offer_forms(DECIDING, reading(team("KES")), ()))


def test_a_refused_form_comes_back_with_what_it_held(reading: Reading) -> None:
    given = Given("ask_clarification", {"text": "Which account?"}, {"items": ("C11",)})
    form = offer_forms(DECIDING, reading(team("KES")), (Office.AUTHORITY,), given)[0]
    assert form.opened
    assert form.values["text"] == "Which account?"
    assert [choice.value for choice in form.choices if choice.selected] == ["C11"]


def test_the_same_act_of_two_offices_is_one_form(reading: Reading) -> None:
    shown = request(
        offers=(offer("prosecutor", "withdraw"), offer("authority", "withdraw"), offer("prosecutor", "submit"))
    )
    (form,) = offer_forms(shown, reading(team()), (Office.PROSECUTOR,))
    assert form.action == "withdraw", "sending the draft belongs to its form"
    assert form.offices == (Office.PROSECUTOR, Office.AUTHORITY)
    assert form.allowed


def test_documents_that_name_what_is_asked_about_come_first(reading: Reading) -> None:
    about_company = statement(1)
    silent = replace(about_company.document, mentions=(COMPANY,))
    papers = (replace(about_company, document=silent), statement(2))
    asked = request(incoming=True, status="asked", offers=(offer("police", "answer", ("documents",)),))
    (form,) = offer_forms(asked, reading(team("KES", documents=papers)), (Office.POLICE,))
    assert [option.value for option in form.near] == ["D-002"]
    assert [option.value for option in form.apart] == ["D-001"]


def test_cash_at_a_counter_is_nothing_to_ask_about() -> None:
    assert is_target(COMPANY)
    assert not is_target(Entity("cash/kes", EntityKind.CASH, "Cash (KES)", "KES"))


def test_no_number_leads_to_no_request(reading: Reading) -> None:
    assert reading(team(requests=(request(draft=""),))).requests.labelled("") is None


def test_whoever_answers_knows_that_an_extract_goes_along(reading: Reading) -> None:
    asked = request(incoming=True, status="asked", offers=(offer("police", "answer"), offer("police", "answer_part")))
    whole, part = offer_forms(asked, reading(team()), (Office.POLICE,))
    assert "An extract of what your registers show goes along by itself" in whole.intro
    assert "No extract of your registers goes along" in part.intro
