"""Texts that an exercise keeps are said in the reader's language; what people wrote stands as they wrote it."""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from flask_babel import force_locale

import simulation.players
from simulation.exercise.registry import SHIPPED
from simulation.scenario.load import directory_of, load
from tests.webapp.house import House, build, nobody, trainer
from webapp.text.catalogue.letters import LINES, WRITTEN
from webapp.text.telling import MOST_REMEMBERED, SLOT, Teller, form, teller_of

BLUE = load(directory_of("blue-current"), SHIPPED.allowed_names)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server in two languages."""
    made = build(tmp_path_factory.mktemp("retold"), languages=("en", "fr"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def teller(house: House) -> Teller:
    """Who says the texts of blue-current in French."""
    with house.app.test_request_context(headers={"Accept-Language": "fr"}), force_locale("fr"):
        return teller_of(BLUE, SHIPPED.law, "fr")


@pytest.fixture(scope="module")
def back(house: House) -> Teller:
    """Who says them in English, where the papers of an exercise are in French."""
    with house.app.test_request_context(), force_locale("en"):
        return teller_of(BLUE, SHIPPED.law, "en")


def french(house: House, teller: Teller, text: str) -> str:
    """What a French reader reads."""
    with house.app.test_request_context(headers={"Accept-Language": "fr"}), force_locale("fr"):
        return teller.tell(text)


def test_words_of_the_scenario_both_ways(teller: Teller, back: Teller) -> None:
    english, said = BLUE.texts["en"], BLUE.texts["fr"]
    keys = [
        key for key in english if " " in english[key] and not SLOT.search(english[key]) and english[key] != said[key]
    ]
    assert len(keys) > 400
    twins = {text for text in english.values() if list(english.values()).count(text) > 1}
    wrong = [key for key in keys if english[key] not in twins and teller.tell(english[key]) != said[key]]
    assert wrong == []
    twins = {text for text in said.values() if list(said.values()).count(text) > 1}
    assert [key for key in keys if said[key] not in twins and back.tell(said[key]) != english[key]] == []


def test_codes_that_a_player_writes_have_their_names_in_english_too(house: House, back: Teller) -> None:
    with house.app.test_request_context(), force_locale("en"):
        assert back.tell("Investigation of laundering by the prosecutor of Kestria") == (
            "Investigation of money laundering by the prosecutor of Kestria"
        )
        assert back.tell("Investigation of Tax Matters by the prosecutor of Kestria") == (
            "Investigation of Tax Matters by the prosecutor of Kestria"
        ), "what people write stays"
        two = back.tell(
            "laundering: elements proceeds, knowledge; up to 14 years; time limit 20 years. "
            "trafficking: elements goods illicit, knowledge; up to 14 years; time limit 20 years"
        )
    assert two == (
        "Money laundering (to be proved: proceeds of crime, knew of the crime), up to 14 years of imprisonment; "
        "lapse of time after 20 years. Drug trafficking (to be proved: the goods were illicit, knew of the crime), "
        "up to 14 years of imprisonment; lapse of time after 20 years"
    )


def test_a_letter_of_a_player(house: House, teller: Teller) -> None:
    facts = (
        "The documents D-005 show how Kranekade Transport NK is linked with the offence. "
        "They say: Kranekade Transport NK moved QZZU 308377; "
        "Hestiane Ilverton made a statement about Kranekade Transport NK."
    )
    assert french(house, teller, facts) == (
        "Les pièces D-005 montrent le rapport entre Kranekade Transport NK et l’infraction. "
        "Elles indiquent\u00a0: Kranekade Transport NK a acheminé QZZU 308377; "
        "Hestiane Ilverton a fait une déclaration sur Kranekade Transport NK."
    )
    asked = french(house, teller, "Who the subscriber of this number is: +XA 257 5637")
    assert asked == "Qui est l’abonné de ce numéro\u00a0: +XA 257 5637"
    assert (
        "blanchiment"
        in french(house, teller, "Use as evidence in the trial (laundering) and for confiscation").casefold()
    )


@pytest.mark.parametrize(
    "text",
    [
        "Hold the line until four",
        "He paid me. I moved it",
        "Arrest him today",
        "Investigation of it",
        "Send",
        "KES",
        "",
    ],
)
def test_what_people_write_stands(house: House, teller: Teller, text: str) -> None:
    assert french(house, teller, text) == text


def written_by_players() -> Iterator[tuple[str, str]]:
    """Every sentence in the code of automatic players with its file: constants, and the fixed parts of others."""
    for path in sorted(Path(simulation.players.__file__).parent.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        told = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                yield path.name, node.value


NOT_READ = {"parameters.py"}
"""Descriptions for those who choose an automatic player, which are not written into play."""


def test_every_sentence_of_the_players_is_known() -> None:
    known = " ".join(SLOT.sub("\0", text) for text in (*WRITTEN, *LINES))
    fixed = [
        (file, part.strip())
        for file, text in written_by_players()
        if file not in NOT_READ and text[:1].isupper() and text.count(" ") > 1
        for part in text.replace("{0}", "{}").replace("{1}", "{}").split("{}")
        if len(part.split()) > 2
    ]
    assert len(fixed) > 100
    assert [each for each in fixed if each[1] not in known] == []


def test_a_value_that_stands_twice_is_the_same() -> None:
    twice = form("{0} met {1}, and {0} left", "{0} a vu {1}")
    assert twice.kept.fullmatch("Ana met Bo, and Ana left")
    assert not twice.kept.fullmatch("Ana met Bo, and Cy left")


def steps(act: Callable[[], object], most: int) -> int:
    """How many functions an act calls; it is broken off after so many."""
    count = 0

    def step(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event == "call"
        if count > most:
            raise AssertionError(count)

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        act()
    finally:
        sys.setprofile(before)
    return count


LESS = "We limit our request"


def test_sentences_in_a_row_are_each_looked_up_once(house: House, teller: Teller) -> None:
    with house.app.test_request_context(headers={"Accept-Language": "fr"}), force_locale("fr"):
        for count in (5, 10, 20):
            text = f"{LESS}; {LESS}. " * count + "Hold the line"
            assert steps(partial(teller.tell, text), 500 * count)
            assert teller.tell(text) == text
    told = french(house, teller, f"{LESS}; {LESS}. " * 20 + "As agreed at our meeting")
    assert told.count("Nous limitons notre demande") == 40


def test_sentences_within_sentences_end(house: House, teller: Teller) -> None:
    for text in (f"{LESS}. " * 600 + "As agreed", f"{LESS}. " * 110 + "Call me", f"{LESS}: " * 110 + "+XA 257 5637"):
        french(house, teller, text)
    first = "Nobody has asked us, but you may want to know: our evidence names Ana. We keep it ready."
    known = f"{first} {LESS}; We accept your request and will execute it"
    assert "Nous les tenons prêtes. Nous limitons notre demande; Nous acceptons" in french(house, teller, known)


def test_a_form_costs_no_more_than_the_length_of_a_text() -> None:
    four = form("{1} gave {2} to {3} for {4} at last", "{1} {2} {3} {4}")
    found = four.kept.fullmatch("Ana gave it to Bo for nothing at last")
    assert found is not None
    assert found.groups() == ("Ana", "it", "Bo", "nothing")
    assert four.kept.fullmatch("Ana gave it to Bo for it " * 80) is None
    assert four.sign in "Ana gave it to Bo for nothing at last"


def test_what_is_remembered_of_texts_has_bounds(house: House) -> None:
    with house.app.test_request_context(headers={"Accept-Language": "fr"}), force_locale("fr"):
        one = teller_of(BLUE, SHIPPED.law, "fr")
        one.tell("Many words " * 40)
        assert one.remembered() == 0
        for number in range(MOST_REMEMBERED + 50):
            one.tell(f"Words {number}")
        assert one.remembered() == MOST_REMEMBERED


def test_the_name_of_a_person_stands_as_it_was_given(house: House) -> None:
    exercise, kept = house.new_exercise(), BLUE.texts["en"]
    name = next(
        text for key, text in kept.items() if 8 < len(text) < 40 and " " in text and BLUE.texts["fr"][key] != text
    )
    assert nobody(house, name, exercise).join("police", "VAL").status_code == 303
    page = trainer(house).get(f"/x/{exercise}/control/people", headers={"Accept-Language": "fr"}).text
    assert 'lang="fr"' in page
    assert f"<bdi>{name}</bdi>" in page


@pytest.mark.parametrize("name", ["Exercise control", "Direction de l’exercice", "direction de l'exercice"])
def test_the_name_of_exercise_control_is_kept_in_every_language(house: House, name: str) -> None:
    otto = nobody(house, name)
    assert otto.post(f"/join/{house.join_code(house.new_exercise())}", {"name": name}).status_code == 422


def test_an_instrument_has_one_short_name_on_every_page(house: House) -> None:
    exercise = house.new_exercise()
    alba = nobody(house, "Alba", exercise)
    assert alba.join("police", "VAL").status_code == 303
    page = alba.get(f"/x/{exercise}/desk/law/treaties", headers={"Accept-Language": "fr"}).text
    assert re.search(r">Convention des Nations Unies contre la criminalité organisée[,<]", page)
    assert ">UNTOC" not in page
