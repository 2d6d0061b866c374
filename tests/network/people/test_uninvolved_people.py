"""People who have nothing to do with it: namesakes, holders, carriers; and that acts against them change nothing."""

from collections import Counter

from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.network import authorities, questions
from tests.builders.scenarios import small_frozen
from tests.network.world_driver import Drive

FROZEN = small_frozen()


def test_a_namesake_of_the_story_shares_the_printed_name_alone() -> None:
    entities = Drive(FROZEN).network.entities
    one, other = entities["cast/head"], entities["cast/double"]
    assert one.label == other.label
    assert dict(one.details)["born"] != dict(other.details)["born"]
    assert dict(one.details)["address"] != dict(other.details)["address"]
    assert one.country != other.country


def test_each_organisation_has_uninvolved_namesakes() -> None:
    network = Drive(FROZEN).network
    labels = {network.entities[key].label for key in network.membership.members}
    doubles = [key for key in network.entities if key.startswith("person/namesake/")]
    assert len(doubles) == 8
    for key in doubles:
        assert network.entities[key].label in labels
        assert questions.organisation_of(network, key) is None
        assert questions.accounts_of(network, key)


def test_most_people_are_uninvolved() -> None:
    network = Drive(FROZEN).network
    people = [key for key, entity in network.entities.items() if entity.kind is EntityKind.PERSON]
    assert len(people) > 2 * len(network.membership.members)


def test_numbers_are_unique_and_cannot_exist() -> None:
    network = Drive(FROZEN).to(100).network
    numbered = (EntityKind.ACCOUNT, EntityKind.PHONE, EntityKind.CONTAINER)
    labels = Counter(entity.label for entity in network.entities.values() if entity.kind in numbered)
    assert max(labels.values()) == 1
    forms = {EntityKind.ACCOUNT: "X", EntityKind.PHONE: "+X", EntityKind.CONTAINER: "QZZU "}
    for entity in network.entities.values():
        assert entity.label.startswith(forms.get(entity.kind, ""))


def test_carriers_are_honest() -> None:
    network = Drive(FROZEN).to(200).network
    for load in network.goods.consignments.values():
        assert questions.organisation_of(network, load.carrier) is None


def test_lawful_accounts_are_reported_too() -> None:
    drive = Drive(FROZEN).to(365)
    reported = [questions.organisation_of(drive.network, report.subjects[1]) for report in drive.named("ReportFiled")]
    assert None in reported
    assert set(reported) > {None}


def test_holding_an_uninvolved_person_frightens_nobody() -> None:
    plain, other = Drive(FROZEN).to(200), Drive(FROZEN).to(50)
    assert authorities.arrest(other.network, "cast/clerk", other.now)
    assert not authorities.arrest(other.network, "cast/clerk", other.now)
    assert not questions.is_free(other.network, "cast/clerk")
    assert authorities.release(other.network, "cast/clerk", 60 * DAY)
    other.to(200)
    assert [each for each in other.happened if not each.code.startswith("Uninvolved")] == plain.happened


def test_who_was_brought_abroad_goes_home_when_let_go() -> None:
    drive = Drive(FROZEN).to(50)
    network, home = drive.network, questions.whereabouts(drive.network, "cast/clerk")
    abroad = next(code for code in network.terrain.countries if code != home)
    assert authorities.arrest(network, "cast/clerk", drive.now)
    assert authorities.hand_over(network, "cast/clerk", abroad, drive.now)
    assert questions.whereabouts(network, "cast/clerk") == abroad
    assert authorities.release(network, "cast/clerk", drive.now)
    assert questions.whereabouts(network, "cast/clerk") == home
    assert authorities.protect(network, "cast/clerk", home, drive.now)
