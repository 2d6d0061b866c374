"""Second spellings: another country's letters, a clerk's slip, and one person behind both names."""

from simulation.kernel.entities import EntityKind
from simulation.network import authorities, questions
from simulation.network.membership.spellings import transliterated
from simulation.scenario.schema.crime import Spelling
from simulation.scenario.schema.play import DocumentKind
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.scenarios import small_frozen
from tests.network.world_driver import Drive

PAPERS = (DocumentKind.CALL_RECORDS, DocumentKind.SUBSCRIBER_RECORD)


def test_longest_groups_are_written_first_and_capitals_stay() -> None:
    letters = {"q": "k", "qu": "kw", "z": "s"}
    assert transliterated("Quirio Zanqa", letters) == "Kwirio Sanka"
    assert transliterated("Quirio", {}) == "Quirio"
    assert transliterated("Elmo", {"l": "q", "q": "l"}) == "Eqmo"


def test_whoever_is_asked_for_by_a_second_spelling_is_the_person() -> None:
    drive = Drive(respelled({each: each * 2 for each in "aeiou"}, slip=True))
    network = drive.network
    ((written, person),) = network.identities.bearers.items()
    other, known = network.entities[written], network.entities[person]
    assert (other.kind, other.country) == (EntityKind.PERSON, known.country)
    assert other.label != known.label
    assert person.rpartition("/")[2] not in written
    born, slipped = dict(known.details)["born"], dict(other.details)["born"]
    assert sum(a != b for a, b in zip(str(born), str(slipped), strict=True)) == 1
    assert network.identities.phone_of(written) == network.identities.phone_of(person)
    assert questions.organisation_of(network, written) == questions.organisation_of(network, person) is not None
    assert questions.whereabouts(network, written) == questions.whereabouts(network, person)
    assert questions.is_organiser(network, written) == questions.is_organiser(network, person)
    assert authorities.arrest(network, written, drive.now)
    assert not questions.is_free(network, person)
    assert not questions.is_free(network, written)
    assert authorities.release(network, written, drive.now)
    assert questions.is_free(network, person)


def test_a_name_without_such_letters_has_no_second_spelling() -> None:
    assert Drive(respelled({"xx": "yy"}, slip=False)).network.identities.bearers == {}


def respelled(letters: dict[str, str], *, slip: bool) -> FrozenScenario:
    """The small scenario with a member whom the operators at home write otherwise."""
    scenario = small_frozen().scenario
    member = next(each for each in scenario.crime.cast if each.function is not None and each.phone)
    spelling = Spelling(country=member.country, papers=PAPERS, slip=slip)
    cast = tuple(
        each.model_copy(update={"written": (spelling,)}) if each is member else each for each in scenario.crime.cast
    )
    countries = tuple(each.model_copy(update={"letters": tuple(letters.items())}) for each in scenario.countries)
    crime = scenario.crime.model_copy(update={"cast": cast})
    scenario = scenario.model_copy(update={"crime": crime, "countries": countries})
    return small_frozen().model_copy(update={"scenario": scenario})
