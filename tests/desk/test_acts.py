"""Acts from the desk's pages: board, marks, notes, measures, messages, charges; each with its refusal."""

from simulation.casework.file.measures import measure_rule, ordering_offices
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import MeasureKind
from simulation.scenario.schema.scenario import Scenario
from tests.desk.journeys import desk, form_at, hidden, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody


def test_marked_rows_go_to_the_board_with_the_paper_as_support(house: House, cast: Cast) -> None:
    filed = next(each for each in view(house, cast, cast.alba).documents if each.document.rows)
    page = cast.alba.get(desk(cast, f"documents/{filed.label}")).text
    values = hidden(page, f"documents/{filed.label}/marks")
    answer = cast.alba.post(desk(cast, f"documents/{filed.label}/marks"), {**values, "line": ["1"], "action": "board"})
    assert answer.status_code == 303
    assert answer.location.endswith(f"documents/{filed.label}"), "the reader stays on the paper"
    on_board = {entity for entity, _claim in view(house, cast, cast.alba).board.entities}
    assert on_board == set(filed.document.rows[0].entities)
    assert "is-marked" in cast.alba.get(desk(cast, f"documents/{filed.label}")).text
    assert "is-marked" not in cast.brava.get(desk(cast, f"documents/{filed.label}")).text


def test_an_entity_is_put_up_placed_linked_and_taken_off(house: House, cast: Cast) -> None:
    alba = cast.alba
    for number in (1, 2):
        page = alba.get(desk(cast, f"entities/{number}")).text
        assert (
            alba.post(desk(cast, f"entities/{number}/claim"), hidden(page, f"entities/{number}/claim")).status_code
            == 303
        )
    assert alba.post(desk(cast, "board/place"), {"entity": "1", "x": "120", "y": "-40"}).status_code == 204
    assert '"x": 120' in alba.get(desk(cast, "board?show=graph")).text
    page = alba.get(desk(cast, "entities/1")).text
    values = {**hidden(page, "entities/1/link"), "kind": "linked", "other": "2"}
    assert alba.post(desk(cast, "entities/1/link"), values).status_code == 303
    assert any(link.is_claim and not link.is_evidence for link in view(house, cast, alba).board.links)
    refused = alba.post(desk(cast, "entities/1/link"), {**values, "command_id": "anotherlink", "other": "1"})
    assert refused.status_code in {409, 422}
    page = alba.get(desk(cast, "entities/1")).text
    assert alba.post(desk(cast, "entities/1/remove"), hidden(page, "entities/1/remove")).status_code == 303
    assert len(view(house, cast, alba).board.entities) == 1


def test_two_lie_side_by_side_before_a_team_says_that_they_are_one(house: House, cast: Cast) -> None:
    alba, seen = cast.alba, view(house, cast, cast.alba)
    people = [place for place, each in enumerate(seen.entities, 1) if each.kind is EntityKind.PERSON]
    one, other = people[:2]
    born = [dict(seen.entities[number - 1].details).get("born") for number in (one, other)]
    assert "Say that they are one entity" not in alba.get(desk(cast, f"entities/{one}")).text
    page = alba.get(desk(cast, f"entities/{one}?beside={other}")).text
    table = page[page.index("Details in the documents") :]
    assert ("Born" in table) is any(born)
    values = hidden(page, f"entities/{one}/merge")
    assert values["other"] == str(other)
    assert alba.post(desk(cast, f"entities/{one}/merge"), values).status_code == 303
    assert len(view(house, cast, alba).board.merged) == 1
    unlike = next(place for place, each in enumerate(seen.entities, 1) if each.kind is not EntityKind.PERSON)
    assert "Details in the documents" not in alba.get(desk(cast, f"entities/{one}?beside={unlike}")).text


def test_a_layout_is_kept_but_never_moves_what_somebody_has_placed(house: House, cast: Cast) -> None:
    alba = cast.alba
    for number in (1, 2, 3):
        page = alba.get(desk(cast, f"entities/{number}")).text
        alba.post(desk(cast, f"entities/{number}/claim"), hidden(page, f"entities/{number}/claim"))
    assert alba.post(desk(cast, "board/place"), {"entity": "1", "x": "120", "y": "-40"}).status_code == 204
    laid_out = "1:7:7 2:30:-25 3:99999999:1 9999999:1:1 nonsense 3:1"
    assert alba.post(desk(cast, "board/place"), {"places": laid_out}).status_code == 204
    page = alba.get(desk(cast, "board?show=graph")).text
    assert '"x": 120' in page
    assert '"x": 30, "y": -25' in page
    assert page.count('"x": null') == 1


def test_a_note_is_read_by_the_own_team_alone(house: House, cast: Cast) -> None:
    label = view(house, cast, cast.alba).documents[0].label
    sent = cast.alba.post(desk(cast, f"documents/{label}/notes"), {"text": "Ask about the seal <b>"})
    assert sent.status_code == 303
    assert "Ask about the seal &lt;b&gt;" in cast.alba.get(desk(cast, f"documents/{label}")).text
    assert "Ask about the seal" not in cast.brava.get(desk(cast, f"documents/{label}")).text


def test_a_measure_of_another_office_is_refused_in_words_and_kept(house: House, cast: Cast) -> None:
    page = cast.alba.get(desk(cast, "measures?target=1")).text
    values = {
        **hidden(page, "measures", "command_id"),
        "kind": "surveillance",
        "target": "1",
        "text": "We need to know who comes",
    }
    answer = cast.alba.post(desk(cast, "measures"), values)
    assert answer.status_code == 422
    assert "r-error" in answer.text
    assert "We need to know who comes" in answer.text


def test_the_police_order_what_the_file_carries(house: House, cast: Cast) -> None:
    petra = nobody(house, "Petra", cast.exercise)
    assert petra.join("police", "SOV").status_code == 303
    shown = view(house, cast, petra)
    number, person = next(
        (number, entity)
        for number, entity in enumerate(shown.entities, start=1)
        if entity.kind is EntityKind.PERSON
        and entity.country == "SOV"
        and any(f.document.names(entity.key) for f in shown.documents)
    )
    papers = [filed.label for filed in shown.documents if filed.document.names(person.key)]
    page = petra.get(desk(cast, f"measures?target={number}")).text
    values = {**hidden(page, "measures", "command_id"), "kind": "interview", "documents": papers, "text": "Who paid?"}
    assert petra.post(desk(cast, "measures"), values).status_code == 303
    assert any(each.kind == "interview" and each.target == person.key for each in view(house, cast, petra).measures)
    assert petra.post(desk(cast, "measures"), {**values, "command_id": "again12345"}).status_code == 422, (
        "it runs already"
    )
    shown_again = petra.get(desk(cast, f"measures?target={number}")).text
    assert "Who paid?" in shown_again, "reasons stand with the measure"
    assert 'id="kind-interview"' in shown_again
    assert "already running" in shown_again.partition('id="kind-interview"')[2].partition("</tr>")[0]


def test_a_message_arrives_at_once_at_the_counterpart(house: House, cast: Cast) -> None:
    page = cast.alba.get(desk(cast, "messages")).text
    values = {**hidden(page, "messages"), "to": "KES.authority", "text": "Shall we talk before you decide?"}
    assert cast.alba.post(desk(cast, "messages"), values).status_code == 303
    assert "Shall we talk before you decide?" in cast.brava.get(desk(cast, "messages")).text
    empty = cast.alba.post(desk(cast, "messages"), {**values, "command_id": "emptyone1", "text": " "})
    assert empty.status_code == 422
    assert "Nothing was sent" in empty.text


def test_a_meeting_is_called_minuted_and_agreed(house: House, cast: Cast) -> None:
    page = cast.alba.get(desk(cast, "meetings")).text
    values = {**hidden(page, "meetings"), "seats": ["KES.authority"], "agenda": ["facts", "assets"], "text": "The quay"}
    assert cast.alba.post(desk(cast, "meetings"), values).status_code == 303
    page = cast.alba.get(desk(cast, "meetings")).text
    (write,) = form_at(page, "meetings/*/minutes")
    minutes = {
        **hidden(page, write),
        "minutes": "Kestria holds the account.",
        "what1": "Hold the account",
        "owner1": "KES.authority",
        "due1": "2031-03-20",
    }
    assert cast.alba.post(desk(cast, write), minutes).status_code == 303
    page = cast.brava.get(desk(cast, "meetings")).text
    assert "Kestria holds the account." in page
    (agree,) = form_at(page, "meetings/*/agree")
    assert agree != write.replace("minutes", "agree"), "each team has its own addresses"
    agreed = {**hidden(page, agree), "word": "agreed"}
    assert cast.brava.post(desk(cast, agree), agreed).status_code == 303
    assert "Hold the account" in cast.brava.get(desk(cast, "meetings")).text
    assert view(house, cast, cast.brava).tasks


def test_only_the_prosecutor_charges(house: House, cast: Cast) -> None:
    page = cast.alba.get(desk(cast, "case")).text
    values = {**hidden(page, "case"), "person": "1", "offence": "trafficking", "documents": ["D-001"]}
    answer = cast.alba.post(desk(cast, "case"), values)
    assert answer.status_code == 422
    assert "Nothing" in answer.text or "another office" in answer.text
    assert not view(house, cast, cast.alba).charges


def offered(page: str) -> dict[str, str]:
    """The rows of the order form by kind of measure."""
    rows = (row.partition('id="kind-')[2] for row in page.split("<tr class=")[1:])
    return {row.partition('"')[0]: row.partition("</tr>")[0] for row in rows if row}


def test_the_order_form_shows_what_fits_the_target_the_seat_and_the_law(house: House, cast: Cast) -> None:
    petra = nobody(house, "Petra", cast.exercise)
    assert petra.join("police", "SOV").status_code == 303
    entities = list(enumerate(view(house, cast, petra).entities, start=1))

    def form(kind: EntityKind, *, home: bool) -> str:
        at = next(n for n, each in entities if each.kind is kind and (each.country == "SOV") is home)
        return petra.get(desk(cast, f"measures?target={at}")).text

    phone = form(EntityKind.PHONE, home=True)
    assert list(offered(phone)) == ["intercept"]
    for words in (
        "120 hours",
        "judge: 1 to 4 days",
        "21 to 30 days",
        "unlikely",
        "Call records",
        "not the content",
        "20(1)",
    ):
        assert words in offered(phone)["intercept"]
    assert "Production order" in phone.partition("Other seats of your country can order:")[2].partition("</p>")[0]
    people = offered(form(EntityKind.PERSON, home=True))
    assert {"interview", "arrest", "surveillance"} <= people.keys()
    assert not {"freeze", "analysis", "inspection"} & people.keys()
    assert "1 surveillance team" in people["surveillance"]
    abroad = form(EntityKind.PERSON, home=False)
    assert "Ask the country where the target is" in offered(abroad)["arrest"]
    assert "disabled" in offered(abroad)["arrest"]
    assert "not in your country" not in offered(abroad)["border_alert"]


def test_who_decides_in_the_judges_place_orders_alone(scenario: Scenario) -> None:
    rule, country = measure_rule(MeasureKind.COVERT_PURCHASE), scenario.played[0]
    judge, prosecutor = (country.model_copy(update={"covert_authority": who}) for who in ("judge", "prosecutor"))
    assert ordering_offices(rule, judge) == (Office.POLICE, Office.PROSECUTOR)
    assert ordering_offices(rule, prosecutor) == (Office.PROSECUTOR,)
