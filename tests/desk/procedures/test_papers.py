"""Papers of procedures in their form: who has which, what is filled in, and the files that go out."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html import unescape

import pytest
from docx import Document
from pypdf import PdfReader

from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.procedures.extradition.table import EXTRADITION
from simulation.exercise.procedures.joint_team.table import ITEMS
from simulation.exercise.procedures.preservation.table import RULES, PreservationAction
from simulation.exercise.procedures.restraint.table import FREEZING
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.law.book.forms import form_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import FrozenScenario, Scenario
from tests.builders.views import PERSON as SUSPECT
from tests.builders.views import procedure, team
from tests.desk.journeys import desk, hidden, view
from tests.desk.procedures.test_procedures import PERSON, act, begin, charge, number_of, paper_on
from tests.exercise.conftest import blue_current
from tests.exercise.procedure_play import between
from tests.exercise.procedures.test_extradition import AT_COURT, BROKER, played
from tests.exercise.procedures.test_refused_surrender import NO_TERM, WHY, refused
from tests.exercise.restrained_assets import test_restraint as restraint
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody
from webapp.desk.procedures.paper_rules import PAPERS
from webapp.desk.procedures.papers import papers_of, sheet
from webapp.desk.readable import Reader
from webapp.desk.requests.form_paper import HANDED_OUT
from webapp.text.law_texts import ground_text

__all__ = ["blue_current"]


def read(cast: Cast, person: Person, address: str) -> str:
    """What the files of a paper say; the same exercise gives the same bytes."""
    said = ""
    for ending in HANDED_OUT:
        first, second = (person.get(desk(cast, f"{address}.{ending}")) for _ in range(2))
        assert first.status_code == 200
        assert first.data == second.data
        if ending == "pdf":
            made = PdfReader(io.BytesIO(first.data))
            assert "/StructTreeRoot" in made.root_object
            said += " ".join(page.extract_text() for page in made.pages)
        else:
            document = Document(io.BytesIO(first.data))
            said += " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return " ".join(said.split())


def test_every_paper_has_a_form() -> None:
    for rules in PAPERS.values():
        for rule in rules:
            form = form_of(rule.code, "")
            assert form is not None
            assert set(rule.wanted) <= {name for part in form.parts for name in part.lines}, rule.code


def test_a_surrender_is_sought_by_its_papers(house: House, cast: Cast) -> None:
    asking, asked = cast.brava, cast.alba
    paper = paper_on(house, cast, asking, PERSON)
    charge(house, cast, asking)
    label = begin(
        house, cast, asking, "extradition", "SOV", offence="laundering", documents=[paper], warrant="Court 4, 2 March"
    )
    page = asking.get(desk(cast, f"procedures/{label}")).text
    assert "Formal documents" in page
    assert "Description of the person" in page
    draft = asking.get(desk(cast, f"procedures/{label}/paper/provisional_arrest")).text
    assert "Court 4, 2 March" in draft
    values = {"text": "He leaves on Friday.", "presence_there": "Seen at the port on 1 March"}
    assert act(house, cast, asking, "ask_arrest", **values) == 303
    number = "procedures/KES-SOV-E1"
    arrest = read(cast, asked, f"{number}/paper/provisional_arrest")
    name = next(each.label for each in view(house, cast, asking).entities if each.key == PERSON)
    said = ("Court 4, 2 March", "Seen at the port on 1 March", "He leaves on Friday.", name, "Money laundering")
    for words in said:
        assert words in arrest
    assert asked.get(desk(cast, f"{number}/paper/extradition")).status_code == 404, "it has not been sent"
    assert act(house, cast, asked, "decline_arrest", text="No court here would order it on this.") == 303
    sent = {"offence_place_time": "Sorvane, in January", "description": "Tall, grey beard"}
    assert act(house, cast, asking, "send_papers", documents=[paper], text="Enclosed", **sent) == 303
    request = read(cast, asked, f"{number}/paper/extradition")
    assert "Sorvane, in January" in request
    assert "the person stays although free to leave, or comes back" in request


def test_who_is_not_charged_or_is_at_home_is_not_sought(house: House, cast: Cast) -> None:
    asking = cast.brava
    paper = paper_on(house, cast, asking, PERSON)
    values: dict[str, str | list[str]] = {
        "command_id": "notcharged",
        "requested": "SOV",
        "subject": number_of(house, cast, asking, PERSON),
        "offence": "obstruction",
        "documents": [paper],
    }
    answer = asking.post(desk(cast, "procedures/new/extradition"), values)
    assert answer.status_code == 422
    assert "Charge the person first" in answer.text
    assert view(house, cast, asking).procedures == ()


def test_a_surrender_is_begun_in_one_way(house: House, cast: Cast) -> None:
    page = cast.alba.get(desk(cast, "requests/new")).text
    assert 'value="surrender"' not in page
    assert "procedures/new/extradition" in page
    values = {**hidden(page, "requests/new"), "sought": "surrender", "requested": "KES", "target": ["1"]}
    answer = cast.alba.post(desk(cast, "requests/new"), values)
    assert answer.status_code == 303
    assert "procedures/new/extradition" in answer.headers["Location"]


def test_a_preservation_goes_out_in_six_fields_and_may_be_refused(house: House, cast: Cast) -> None:
    asking, asked = cast.brava, cast.alba
    number = begin(
        house,
        cast,
        asking,
        "preservation",
        "SOV",
        text="Money went through this account.",
        offence="laundering",
        data="All records since December",
        preserve_need="Deleted after 90 days",
    )
    said = read(cast, asked, f"procedures/{number}/paper/preservation")
    for words in ("Money went through this account.", "All records since December", "Deleted after 90 days"):
        assert words in said
    assert "(f)" in asked.get(desk(cast, f"procedures/{number}/paper/preservation")).text or "f." in said


def test_what_is_kept_leads_to_the_request_for_it(house: House, cast: Cast) -> None:
    asking = cast.brava
    words = {"data": "All records since December", "preserve_need": "Deleted after 90 days", "offence": "laundering"}
    number = begin(house, cast, asking, "preservation", "SOV", text="Money went through this account.", **words)
    assert "Write the request for the content" not in asking.get(desk(cast, f"procedures/{number}")).text
    police = nobody(house, "Petra", cast.exercise)
    assert police.join("police", "SOV").status_code == 303
    path = desk(cast, f"procedures/{number}")
    kept = hidden(police.get(path).text, f"procedures/{number}/act", 'value="preserve"')
    assert police.post(f"{path}/act", kept).status_code == 303
    assert "Write the request for the content" not in police.get(path).text
    page = asking.get(path).text
    link = re.search(r'href="([^"]+)">Write the request for the content', page)
    assert link is not None
    form = asking.get(unescape(link[1])).text
    assert re.search(r'value="SOV"[^>]*checked', form)
    about = number_of(house, cast, asking, PERSON)
    values = {**hidden(form, "requests/new"), "sought": "travel_records", "requested": "SOV", "target": [about]}
    draft = asking.post(desk(cast, "requests/new"), values).headers["Location"]
    page = asking.get(path).text
    assert "Write the request for the content" not in page
    assert re.search(rf'href="{draft}">Continue the draft', page), "the draft that the team has open"


def test_an_agreement_of_three_names_its_parties(house: House, cast: Cast) -> None:
    asking, asked = cast.brava, cast.alba
    begin(house, cast, asking, "joint_team", "SOV", text="Our cases are linked.", others=["VAL"])
    (mine,) = view(house, cast, asked).procedures
    assert mine.term("parties") == "KES SOV VAL"
    number = mine.label
    page = asked.get(desk(cast, f"procedures/{number}/paper/joint_team")).text
    for name in ("Kestria", "Sorvane", "Valmora" if "Valmora" in page else "Kestria"):
        assert name in page
    labels = {each.label for each in view(house, cast, asking).procedures}
    assert len(labels) == 2, "one signature with each"
    said = read(cast, asked, f"procedures/{number}/paper/joint_team")
    assert "Agreement on a joint investigation team" in asked.get(desk(cast, f"procedures/{number}")).text
    assert set(ITEMS) & {"purpose"}
    assert "Further States may join by an annex" in said


@pytest.mark.parametrize("paper", ["provisional_arrest", "extradition", "unknown"])
def test_no_paper_without_its_procedure(cast: Cast, paper: str) -> None:
    assert cast.alba.get(desk(cast, f"procedures/KES-SOV-E1/paper/{paper}")).status_code == 404
    assert cast.alba.get(desk(cast, f"procedures/KES-SOV-E1/paper/{paper}.pdf")).status_code == 404


def test_a_refused_surrender_is_a_letter_that_goes_to_who_asked(
    scenario: Scenario, reading: Callable[[TeamView], Reader]
) -> None:
    """ETS 24 article 18(2): reasons are given for a rejection, in a paper that can be kept."""
    table = played(freeze(scenario, 7), BROKER, "trafficking", AT_COURT)
    (rule,) = [each for each in PAPERS[EXTRADITION] if each.code == "surrender_refused"]
    for side in ("ISA", "VAL"):
        (before,) = [each for each in table.exercise.team_view(side).procedures if each.key == table.key]
        assert rule.code not in {
            link.url.rpartition("/")[2] for link in papers_of(before, reading(table.exercise.team_view(side)))
        }
    refused(table, "G2", WHY, alternative=NO_TERM)
    for side in ("ISA", "VAL"):
        view = table.exercise.team_view(side)
        reader = reading(view)
        (mine,) = [each for each in view.procedures if each.key == table.key]
        assert rule.code in {link.url.rpartition("/")[2] for link in papers_of(mine, reader)}
        letter = sheet(rule, mine, reader)
        assert reader.country("ISA") == letter.state
        assert reader.country("VAL") in letter.to
        said = {line.label: line.text for part in letter.parts for line in part.lines}
        assert WHY in said.values()
        assert NO_TERM in said.values()
        assert said["Ground"] == ground_text("G2")


def test_a_confiscation_is_asked_for_once_a_court_has_ordered_it(
    blue_current: FrozenScenario, reading: Callable[[TeamView], Reader]
) -> None:
    """UNTOC article 13(3), CETS 198 articles 37(3) and 40: the order, its extent and facts; reasons for a refusal."""
    table = restraint.traced(blue_current)

    def held(side: str) -> set[str]:
        view = table.exercise.team_view(side)
        (mine,) = [each for each in view.procedures if each.key == table.key]
        return {link.url.rpartition("/")[2] for link in papers_of(mine, reading(view))}

    restraint.play(table, (restraint.frozen,))
    assert held(table.asking) == held(table.asked) == set()
    restraint.play(table, (restraint.convicted,))
    assert (held(table.asking), held(table.asked)) == ({"enforcement"}, set())
    restraint.play(table, restraint.TAKEN[2:3])
    assert held(table.asking) == held(table.asked) == {"enforcement"}
    restraint.play(table, (("asked", "refuse_enforcement", restraint.REFUSAL),))
    said: dict[str, list[tuple[str, ...]]] = {}
    for side in (table.asking, table.asked):
        assert held(side) == {"enforcement", "enforcement_refused"}
        view = table.exercise.team_view(side)
        (mine,) = [each for each in view.procedures if each.key == table.key]
        for rule in PAPERS[FREEZING]:
            lines = [line for part in sheet(rule, mine, reading(view)).parts for line in part.lines]
            said.setdefault(rule.code, []).append(
                tuple(line.text for line in lines if line.label != "Documents enclosed")
            )
    for one, other in said.values():
        assert one == other, "both read the same"
    request, refusal = said["enforcement"][0], said["enforcement_refused"][0]
    assert {"All that the account holds.", "Our reasons"} <= set(request)
    assert all(request), "no line is left empty"
    assert {ground_text("G2"), "Our reasons"} <= set(refusal)


def test_a_european_certificate_goes_from_who_asked_to_the_provider(
    blue_current: FrozenScenario, reading: Callable[[TeamView], Reader]
) -> None:
    """Regulation 2023/1543 art. 4(3), 6(4), 7, 9(3)."""
    reading(team())
    asked = HistoryLine(24 * DAY, "ask_preservation", "preservation_asked", "VAL", Office.PROSECUTOR, "", "Facts.")
    shown = procedure(
        kind="preservation",
        requesting="VAL",
        requested="ISA",
        history=(asked,),
        terms=(("data", "Logins of March 2031"), ("custodian", "Harbour Mail Ltd")),
    )
    frozen = between(blue_current, "EPO", countries=("VAL", "ISA"))
    (rule,) = PAPERS["preservation"]
    certificate = sheet(rule, shown, Reader(frozen.scenario, "en", team("VAL"), ()))
    assert certificate.to == "To the provider: Harbour Mail Ltd"
    assert certificate.office == "Prosecutor"
    parts = {part.heading[:2]: " ".join((part.text, *(line.text for line in part.lines))) for part in certificate.parts}
    assert "Prosecutor of Valmora" in parts["a."]
    assert "Central authority" not in " ".join((*parts.values(), certificate.closing))
    assert "Logins of March 2031" in parts["d."]
    assert "Nothing is stated" not in parts["e."]
    treaty = sheet(rule, shown, Reader(blue_current.scenario, "en", team("VAL"), ()))
    assert "provider" not in treaty.to


@pytest.mark.parametrize("instrument", ["BUD", "UNTOC"])
def test_a_preservation_goes_to_the_contact_point_that_works_at_all_hours(
    blue_current: FrozenScenario, reading: Callable[[TeamView], Reader], instrument: str
) -> None:
    """ETS 185 art. 29, 35: the police hold it where their country has said so, and act on it in every country."""
    reading(team())
    asked = HistoryLine(24 * DAY, "ask_preservation", "preservation_asked", "VAL", Office.POLICE, "", "Facts.")
    shown = procedure(kind="preservation", requesting="VAL", requested="ISA", history=(asked,))
    frozen = between(blue_current, instrument, countries=("VAL", "ISA"))
    (rule,) = PAPERS["preservation"]
    paper = sheet(rule, shown, Reader(frozen.scenario, "en", team("VAL"), ()))
    assert paper.to == "To the contact point of Isandre that works at all hours (Police)"
    assert paper.office == "Police"


def test_a_warrant_of_arrest_between_members_goes_from_prosecutor_to_prosecutor(
    blue_current: FrozenScenario, reading: Callable[[TeamView], Reader]
) -> None:
    """Framework Decision 2002/584 art. 6, 7, 9(1)."""
    reading(team())
    shown = procedure(kind=EXTRADITION, requesting="VAL", requested="ISA", subjects=(SUSPECT,))
    frozen = between(blue_current, "EAW", countries=("VAL", "ISA"))
    rule = next(each for each in PAPERS[EXTRADITION] if each.code == "extradition")
    paper = sheet(rule, shown, Reader(frozen.scenario, "en", team("VAL"), ()))
    assert paper.title == "European arrest warrant"
    assert paper.closing == "Prosecutor of Valmora"
    assert paper.to == "To the Prosecutor of Isandre"
    assert "Central authority" not in " ".join(line.text for part in paper.parts for line in part.lines)


def test_the_end_of_a_preservation_cites_the_convention_on_cybercrime() -> None:
    """UNTOC 18(24) is about letters of request."""
    ends = [row for row in RULES.transitions if row.action == PreservationAction.END]
    assert ends
    assert not [row.basis for row in ends if "UNTOC" in row.basis or "ETS 185 art. 29" not in row.basis]
