"""A list of people is read whole or not at all, whatever program wrote it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from tests.control.prepare.sheets import workbook
from webapp.control.prepare.people_list import MOST_PEOPLE, ListedPerson, held_office, listed, news, plain, twice
from webapp.control.prepare.sheets import MOST_ROWS, table_of_file, table_of_text

OFFICES = tuple(Office)


def read(text: str) -> list[tuple[str, str, str, str]]:
    return [(one.name, one.agency, one.held, one.seat) for one in listed(table_of_text(text), OFFICES)]


def refusal(body: bytes) -> str:
    with pytest.raises(RuleViolation) as caught:
        listed(table_of_file(body)[0], OFFICES)
    return caught.value.code


def test_names_pasted_one_a_line() -> None:
    assert read(
        "Ilse Varden; Ministry of Justice\r\n\r\n  Joren   Maas ; Prosecution, district; VAL prosecutor\nPetra"
    ) == [
        ("Ilse Varden", "Ministry of Justice", "authority", ""),
        ("Joren Maas", "Prosecution, district", "prosecutor", "VAL prosecutor"),
        ("Petra", "", "", ""),
    ]


def test_columns_are_found_by_their_headings_in_any_order() -> None:
    text = "Seat,Agency,Surname,First name,Country\nPolice,Customs,Olin,Petra,VAL\n,FIU,Venn,Oskar,\n"
    assert read(text) == [("Petra Olin", "Customs", "", "VAL Police"), ("Oskar Venn", "FIU", "fiu", "")]


@pytest.mark.parametrize(
    "head", ["nom;organisme;pays;siege", "Nom ; Organisme ; Pays ; Siège", "NOM;AUTORITÉ;ÉQUIPE;SIÈGE :"]
)
def test_columns_are_found_by_their_french_headings(head: str) -> None:
    assert read(f"{head}\nIlse Varden;Douanes;VAL;Police\n") == [("Ilse Varden", "Douanes", "", "VAL Police")]


def test_a_family_name_beside_a_first_name_is_no_whole_name() -> None:
    assert read("Nom;Prénom;Fonction\nMaas;Joren;Prosecutor\n") == [("Joren Maas", "", "prosecutor", "")]


def test_a_sheet_without_a_column_of_names_is_told_which_it_has() -> None:
    with pytest.raises(RuleViolation) as caught:
        read("Agency;Country\nCustoms;VAL")
    assert caught.value.code == "list.no_names"
    assert caught.value.params["text"] == "Agency, Country"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "sheet.empty"),
        (b" ; ;\n\n", "sheet.empty"),
        (b"Name\n", "list.nobody"),
        (b"Name;Agency\n;Customs\n", "list.row_without"),
        (b"Name\n=1+1\n", "sheet.formula"),
        (b'Name\n=HYPERLINK("http://example.org")\n', "sheet.formula"),
        (b"Name\n" + b"x" * 61, "list.name_long"),
        (b"Name\n" + b"x" * 500, "sheet.cell"),
        (b"\n".join(b"Person %d" % number for number in range(MOST_PEOPLE + 1)), "list.too_many"),
        (b"\n".join(b"Person %d" % number for number in range(300)), "list.too_many"),
        (b"\n".join(b"Person %d" % number for number in range(MOST_ROWS + 1)), "sheet.long"),
        (b"\xd0\xcf\x11\xe0 old", "sheet.old"),
        (b"PK\x03\x04 not a workbook", "sheet.odd"),
        (b"\xff\xfe\x00", "sheet.odd"),
        (b"\x00\x01\x02", "sheet.odd"),
        (b"Name\n\x03\x14 " + b"x" * 80, "sheet.odd"),
    ],
)
def test_what_is_wrong_with_a_list_is_said(body: bytes, code: str) -> None:
    assert refusal(body) == code


@pytest.mark.parametrize("body", [b"PK\x03\x04 not a workbook", b"not a workbook " * 9, b"Name\nAnna\n"])
def test_what_is_called_a_workbook_and_is_none_cannot_be_read(body: bytes) -> None:
    with pytest.raises(RuleViolation, match="odd"):
        table_of_file(body, name="People.XLSX")


@pytest.mark.parametrize(
    ("encoding", "chosen", "said"),
    [
        ("utf-8", "", ""),
        ("utf-8-sig", "", ""),
        ("utf-16", "", ""),
        ("cp1252", "", "cp1252"),
        ("cp1250", "cp1250", "cp1250"),
    ],
)
def test_other_encodings(encoding: str, chosen: str, said: str) -> None:
    name = "Zoë Müller" if encoding == "cp1252" else "Łukasz Žák"
    if encoding == "cp1252":
        name = "Zoë Müller"
    table, found = table_of_file(f"Name;Agency\n{name};Police\n".encode(encoding), chosen)
    assert table[1] == (name, "Police")
    assert found == said


def test_a_workbook_says_the_same_as_text() -> None:
    rows = [
        ("Name", "Agency", "Seat"),
        ("Ilse Łuk", "Ministry of Justice", None),
        (None, None, None),
        (17, "FIU", "fiu"),
    ]
    assert [(one.name, one.held, one.row) for one in listed(table_of_file(workbook(rows))[0], OFFICES)] == [
        ("Ilse Łuk", "authority", 2),
        ("17", "fiu", 4),
    ]


def test_formulas_in_a_workbook_are_not_worked_out() -> None:
    assert refusal(workbook([("Name",), ("=1+1",)])) == "sheet.formula"


def test_a_bomb_is_not_opened() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 30_000_000)
    assert len(packed.getvalue()) < 100_000
    assert refusal(packed.getvalue()) == "sheet.bomb"


def test_a_workbook_with_rows_without_end_is_read_to_the_limit() -> None:
    assert refusal(workbook([("Name",), *((f"Person {number}",) for number in range(2000))])) == "sheet.long"


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Public Prosecution Service", "prosecutor"),
        ("Financial Intelligence Unit, police branch", "fiu"),
        ("POLICE, economic crime", "police"),
        ("Ministry of Justice", "authority"),
        ("Customs", ""),
        ("", ""),
    ],
)
def test_the_office_of_life_is_told_by_words(text: str, office: str) -> None:
    assert held_office(text, OFFICES) == office


NAMES = st.lists(st.tuples(st.sampled_from(["Ana", "ana ", "Bo", "Cem"]), st.sampled_from(["", "FIU"])), max_size=8)


@given(NAMES, NAMES)
def test_a_list_that_is_handed_in_again_adds_only_who_is_new(
    old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    people = [ListedPerson(name, agency, "", "", row) for row, (name, agency) in enumerate(new, start=1)]
    added = news(old, people)
    together = [*old, *((each.name, each.agency) for each in added)]

    def count(rows: list[tuple[str, str]], key: tuple[str, str]) -> int:
        return sum((plain(name), plain(agency)) == (plain(key[0]), plain(key[1])) for name, agency in rows)

    for key in {*old, *new}:
        assert count(together, key) == max(count(old, key), count(new, key))
    assert news(together, people) == ()


def test_names_that_stand_twice() -> None:
    assert twice(["Ana", "Bo", "ANA ", "Cem", "ana"]) == ("Ana",)
