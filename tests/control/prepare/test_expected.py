"""People are listed before they come, seated, and come in by their cards."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from threading import Thread

import pytest
from werkzeug.test import TestResponse

from tests.control.prepare.sheets import workbook
from tests.webapp.house import House, Person, nobody, trainer
from webapp.store.shelf import erase

ROW = re.compile(r'/people/(m\w+)/card"')
CODE = re.compile(r'translate="no"><bdi dir="ltr">([0-9A-Z]{4} [0-9A-Z]{4})<')
SHOWN = re.compile(r'name="(name|agency|seat)_(m\w+)"')
LIST = "Ilse Varden; Ministry of Justice\nJoren Maas; Prosecution; VAL prosecutor\nPetra Olin; Customs\nOskar Venn; FIU"


class Prepared:
    """A trainer at the list of an exercise."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.exercise = house.new_exercise()
        self.ines = trainer(house)
        self.url = f"/x/{self.exercise}/control/prepare"

    def page(self) -> str:
        return self.ines.get(self.url).text

    def codes(self) -> dict[str, str]:
        """The code of each card by id, in the order of the list."""
        found = {}
        for who in ROW.findall(self.page()):
            code = CODE.search(self.ines.get(f"/x/{self.exercise}/control/people/{who}/card").text)
            assert code is not None
            found[who] = code[1]
        return found

    def hand_in(self, names: str = LIST) -> TestResponse:
        return self.ines.post(self.url, {"names": names})

    def file(self, body: bytes, name: str) -> TestResponse:
        form = {"csrf_token": self.ines.token(), "names": "", "file": (BytesIO(body), name)}
        return self.ines.client.post(self.url, data=form, content_type="multipart/form-data")

    def seat(self, **form: str) -> TestResponse:
        return self.ines.post(
            f"{self.url}/seats", {"country": list(self.house.store.published(self.exercise).teams), **form}
        )

    def countries(self) -> dict[str, bool]:
        """Which countries are ticked for a proposal."""
        boxes = re.findall(r'<input[^>]*name="country"[^>]*>', self.page())
        return {re.findall(r'value="(\w+)"', box)[0]: "checked" in box for box in boxes}

    def fields(self) -> dict[str, str]:
        """The form of the table as a browser sends it."""
        page = self.page()
        found = {}
        for name, who in SHOWN.findall(page):
            key = f"{name}_{who}"
            chosen = re.search(rf'name="{key}".*?</select>', page, re.DOTALL)
            if name == "seat" and chosen is not None:
                value = re.search(r'<option value="([^"]*)" selected>', chosen[0])
            else:
                value = re.search(rf'name="{key}" value="([^"]*)"', page)
            found[key] = unescape(value[1]) if value is not None else ""
        return found

    def seats(self) -> dict[str, list[str]]:
        """Who sits where: ids by country and office."""
        found: dict[str, list[str]] = {}
        for country, view in self.house.store.published(self.exercise).teams.items():
            for seat in view.seats:
                found[f"{country}/{seat.seat.office}"] = list(seat.members)
        return found

    def by_card(self, code: str, name: str = "Phone") -> tuple[Person, TestResponse]:
        """Somebody types the code of a card at the front door and sits down."""
        person = nobody(self.house, name, self.exercise)
        found = person.post("/join", {"code": code})
        assert found.status_code == 303, found.text
        link = found.headers["Location"]
        shown = person.get(link)
        return person, (person.post(link) if shown.status_code == 200 else shown)


@pytest.fixture
def prepared(house: House) -> Prepared:
    return Prepared(house)


def test_names_are_listed_seated_and_come_in_by_card(prepared: Prepared) -> None:
    assert prepared.hand_in().status_code == 303
    page = prepared.page()
    assert "4 on the list" in page
    assert "3 people have no seat yet." in page  # Joren asked for one
    assert prepared.seat().status_code == 303
    page = prepared.page()
    assert "4 of 4" in page
    codes = prepared.codes()
    joren = list(codes)[1]
    assert '<option value="VAL/prosecutor" selected>' in page
    assert "holds this office in real life: Prosecutor" in page
    assert not any(prepared.seats().values())  # nobody sits before the card is used
    person, answer = prepared.by_card(codes[joren])
    assert answer.headers["Location"] == f"/x/{prepared.exercise}/lobby/welcome"
    assert prepared.seats()["VAL/prosecutor"] == [joren]
    assert person.get(f"/x/{prepared.exercise}/desk/").status_code == 200
    assert "1 of the 4 people expected have come." in prepared.ines.get(f"/x/{prepared.exercise}/control/people").text


def test_one_seat_in_the_list_does_not_fill_one_country_with_everybody(prepared: Prepared) -> None:
    teams = set(prepared.house.store.published(prepared.exercise).teams)
    prepared.hand_in()
    assert {country for country, chosen in prepared.countries().items() if chosen} == teams
    prepared.ines.post(f"{prepared.url}/seats", {"country": "VAL"})
    assert {country for country, chosen in prepared.countries().items() if chosen} == {"VAL"}, "they sit there now"


def test_a_seat_that_is_not_understood_is_told_with_the_name(prepared: Prepared) -> None:
    prepared.hand_in("Bea; Police; Prosecutor\nAnton; Police; VAL police\nDina; Customs; Nowhere")
    page = unescape(prepared.page())
    assert "No seat yet: Bea, Dina. The seats in these rows do not exist, or exist in several countries." in page


def test_a_card_used_twice_and_on_a_second_device_is_one_seat(prepared: Prepared) -> None:
    prepared.hand_in()
    prepared.seat()
    code = next(iter(prepared.codes().values()))
    threads = [Thread(target=prepared.by_card, args=(code,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    second, answer = prepared.by_card(code, "Tablet")
    assert answer.headers["Location"] == f"/x/{prepared.exercise}/desk/"
    assert second.get(f"/x/{prepared.exercise}/desk/").status_code == 200
    assert len(prepared.house.members(prepared.exercise)) == 1
    assert sum(map(len, prepared.seats().values())) == 1


def test_cards_open_when_joining_is_locked(prepared: Prepared) -> None:
    prepared.hand_in()
    prepared.seat()
    assert prepared.ines.post(f"/x/{prepared.exercise}/control/people/door", {"act": "lock"}).status_code == 303
    _person, answer = prepared.by_card(next(iter(prepared.codes().values())))
    assert answer.headers["Location"].endswith("/lobby/welcome")


def test_whoever_has_no_seat_yet_is_told_so_and_sits_nowhere(prepared: Prepared) -> None:
    prepared.hand_in()
    person = nobody(prepared.house, "Phone", prepared.exercise)
    link = person.post("/join", {"code": next(iter(prepared.codes().values()))}).headers["Location"]
    assert "nobody has given you a seat yet" in person.get(link).text
    assert person.post(link).status_code == 422
    assert not prepared.house.members(prepared.exercise)


def test_a_full_seat_is_told_in_words_and_nothing_is_half_done(prepared: Prepared) -> None:
    prepared.hand_in("Late Comer;;VAL police")
    for name in "ABCD":
        assert nobody(prepared.house, name, prepared.exercise).join("police", "VAL").status_code == 303
    _person, answer = prepared.by_card(next(iter(prepared.codes().values())))
    assert answer.status_code == 422
    assert "This seat is full" in answer.text
    assert len(prepared.house.members(prepared.exercise)) == 4


def test_a_list_with_one_bad_row_adds_nobody(prepared: Prepared) -> None:
    answer = prepared.hand_in("Ana\nBo\n=cmd|' /C calc'!A0\nCem")
    assert answer.status_code == 422
    assert "Row 3: there is a formula where a word is expected" in answer.text
    assert "Ana\nBo" in answer.get_data(as_text=True)  # what was pasted is still there
    assert not prepared.codes()


def test_the_same_list_twice_is_one_list(prepared: Prepared) -> None:
    prepared.hand_in()
    prepared.hand_in(LIST + "\nMilo Sarn; Prosecution")
    assert len(prepared.codes()) == 5
    prepared.hand_in("Ilse Varden; Customs")
    assert "Twice on the list: Ilse Varden" in prepared.page()


def test_a_workbook_is_read_like_text(prepared: Prepared) -> None:
    rows = [("Agency", "Name", "Country", "Seat"), ("Customs", "Łucja <b>Žák</b>", "KES", "Police")]
    assert prepared.file(workbook(rows), "people.xlsx").status_code == 303
    page = prepared.page()
    assert "Łucja &lt;b&gt;Žák&lt;/b&gt;" in page
    assert '<option value="KES/police" selected>' in page
    answer = prepared.file(b"PK\x03\x04broken", "people.xlsx")
    assert answer.status_code == 422
    assert "This list cannot be read" in answer.text


def test_names_and_seats_are_changed_by_hand_all_or_nothing(prepared: Prepared) -> None:
    prepared.hand_in()
    who = list(prepared.codes())
    fields = prepared.fields()
    answer = prepared.ines.post(
        f"{prepared.url}/rows", {**fields, f"name_{who[0]}": "Ilse V.", f"seat_{who[0]}": "VAL/observer"}
    )
    assert answer.status_code == 303
    assert prepared.fields()[f"name_{who[0]}"] == "Ilse V."
    refused = prepared.ines.post(
        f"{prepared.url}/rows", {**prepared.fields(), f"name_{who[1]}": " ", f"seat_{who[2]}": "VAL/police"}
    )
    assert refused.status_code == 422
    assert "Joren Maas needs a name" in refused.text
    assert prepared.fields()[f"seat_{who[2]}"] == ""
    unknown = prepared.ines.post(f"{prepared.url}/rows", {**prepared.fields(), f"seat_{who[2]}": "VAL/court"})
    assert unknown.status_code == 422


def test_a_fifth_person_at_a_seat_is_refused(prepared: Prepared) -> None:
    prepared.hand_in("\n".join(f"Person {number}" for number in range(5)))
    fields: dict[str, str | list[str]] = {
        key: "VAL/police" if key.startswith("seat") else value for key, value in prepared.fields().items()
    }
    answer = prepared.ines.post(f"{prepared.url}/rows", fields)
    assert answer.status_code == 422
    assert "Too many people: Police, Valmora has room for 4." in answer.text
    assert not any(value for key, value in prepared.fields().items() if key.startswith("seat"))


def test_a_card_of_somebody_who_was_taken_off_opens_nothing(prepared: Prepared) -> None:
    prepared.hand_in()
    prepared.seat()
    who, code = next(iter(prepared.codes().items()))
    person = nobody(prepared.house, "Phone", prepared.exercise)
    link = person.post("/join", {"code": code}).headers["Location"]
    assert prepared.ines.post(f"{prepared.url}/rows", {**prepared.fields(), "off": who}).status_code == 303
    assert person.get(link).status_code == 404
    assert person.post("/join", {"code": code}).status_code == 404
    assert len(prepared.codes()) == 3


def test_taking_somebody_off_the_exercise_ends_the_card(prepared: Prepared) -> None:
    prepared.hand_in()
    prepared.seat()
    who, code = next(iter(prepared.codes().items()))
    prepared.by_card(code)
    url = f"/x/{prepared.exercise}/control/people/{who}"
    page = prepared.ines.get(url).text
    command = re.search(r'/remove">.*?name="command_id" value="([^"]+)"', page, re.DOTALL)
    assert command is not None
    assert prepared.ines.post(f"{url}/remove", {"command_id": command[1], "sure": "yes"}).status_code == 303
    assert nobody(prepared.house).post("/join", {"code": code}).status_code == 404
    assert "came, and is no longer in the exercise" in prepared.page()


def test_the_card_of_another_exercise_and_guesses_open_nothing(prepared: Prepared) -> None:
    prepared.hand_in()
    who, code = next(iter(prepared.codes().items()))
    other = prepared.house.new_exercise(title="Another")
    person = nobody(prepared.house)
    answer = person.post(f"/join/{prepared.house.join_code(other)}/back", {"card": code})
    assert answer.status_code == 404
    assert person.get(f"/me/{who}-guess").status_code == 404
    assert prepared.ines.get(f"/x/{other}/control/people/{who}/card").status_code == 404


def test_the_list_is_the_trainers_alone(prepared: Prepared) -> None:
    prepared.hand_in()
    prepared.seat()
    person, _answer = prepared.by_card(next(iter(prepared.codes().values())))
    card = f"/x/{prepared.exercise}/control/people/{next(iter(prepared.codes()))}/card"
    for url in (prepared.url, card):
        assert person.get(url).status_code == 403
    assert person.post(prepared.url, {"names": "Me"}).status_code == 403


def test_an_erased_exercise_leaves_no_name(prepared: Prepared) -> None:
    prepared.hand_in()
    erase(prepared.house.database, prepared.exercise, who="Ines")
    raw = b"".join(path.read_bytes() for path in prepared.house.config.data.glob("rogatory.sqlite*"))
    assert b"Ilse Varden" not in raw
