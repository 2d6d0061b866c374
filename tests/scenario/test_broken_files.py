"""Every fault of a scenario is told with its file and dotted path, in words, and never as a traceback."""

from pathlib import Path

import pytest

from tests.scenario.copies import Spoiler, appended, problems_after, replaced, without_table


def _latin(directory: Path) -> None:
    path = directory / "countries.toml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))


def _gone(directory: Path) -> None:
    (directory / "play.toml").unlink()


def _no_words(directory: Path) -> None:
    (directory / "texts" / "en.toml").unlink()


def _folder_for_file(directory: Path) -> None:
    (directory / "treaties.toml").unlink()
    (directory / "treaties.toml").mkdir()


def _odd_language(directory: Path) -> None:
    (directory / "texts" / "English words.toml").write_text("", encoding="utf-8")


ONE_FAULT: list[tuple[str, Spoiler, str, str]] = [
    (
        "account with a provider of virtual assets where there is none",
        replaced("network.toml", 'key = "account/clerk"', 'key = "account/clerk"\nkind = "exchange"'),
        "network.toml: accounts.3.kind",
        "no exchange",
    ),
    (
        "first hop after more than a day",
        replaced("network.toml", "first_hop_days = [0.05, 0.2, 0.4, 0.6, 0.95]", "first_hop_days = [0.5, 2.0]"),
        "network.toml: laundering.first_hop_days",
        "within a day",
    ),
    (
        "way of money without its days",
        replaced("network.toml", "virtual = [0.02, 0.15, 0.35, 0.7, 2.5]", "# virtual"),
        "network.toml: laundering.hop_days.virtual",
        "missing",
    ),
    (
        "misspelt key",
        replaced("countries.toml", "archetype =", "archtype ="),
        "countries.toml: countries.0.archtype",
        "did you mean 'archetype'",
    ),
    (
        "value of the wrong type",
        replaced("network.toml", "history_days = 240", 'history_days = "long"'),
        "network.toml: history_days",
        "a whole number is needed; here is 'long'",
    ),
    (
        "number out of range",
        replaced("play.toml", "people = 14", "people = 0"),
        "play.toml: presets.0.people",
        "greater than or equal to 1",
    ),
    (
        "unknown word",
        replaced("countries.toml", '"with_consent"', '"with_concent"'),
        "countries.toml: countries.0.police_information_in_court",
        "did you mean 'with_consent'",
    ),
    ("missing key", replaced("countries.toml", "played = true\n", ""), "countries.toml: countries.0.played", "missing"),
    (
        "falling quantiles",
        replaced("network.toml", "[2, 2, 3, 4, 6]", "[2, 9, 3, 4, 6]"),
        "network.toml: corridors.0.travel_days",
        "must not fall",
    ),
    (
        "real country's code",
        replaced("countries.toml", 'code = "SOV"', 'code = "FRA"'),
        "countries.toml: countries.0.code",
        "real country",
    ),
    (
        "real account prefix",
        replaced("countries.toml", 'bank_prefix = "XA"', 'bank_prefix = "XK"'),
        "countries.toml: countries.0.bank_prefix",
        "real account",
    ),
    (
        "prefix used twice",
        replaced("countries.toml", 'phone_prefix = "+XB"', 'phone_prefix = "+XA"'),
        "countries.toml: countries.1.phone_prefix",
        "used already",
    ),
    (
        "real country's name",
        replaced("texts/en.toml", 'name = "Sorvane"', 'name = "Portugal"'),
        "texts/en.toml: country.SOV.name",
        "real country",
    ),
    ("real currency", replaced("scenario.toml", '"XCR"', '"XAF"'), "scenario.toml: currency.code", "real code"),
    (
        "name off its country",
        replaced("countries.toml", "label_at = [672, 566]", "label_at = [10, 10]"),
        "countries.toml: countries.0.label_at",
        "outside",
    ),
    (
        "a pair left out",
        without_table("treaties.toml", "pairs", 'a = "SOV"\nb = "TRS"'),
        "treaties.toml: pairs",
        "no row for SOV and TRS",
    ),
    (
        "dangling place",
        replaced("network.toml", 'destination = "port_serrine"', 'destination = "port_serine"'),
        "network.toml: corridors.0.destination",
        "did you mean 'port_serrine'",
    ),
    (
        "legs that do not chain",
        replaced(
            "network.toml",
            '"highlands_serrine", "serrine_harlvoort", "harlvoort_castrella"]\ngrams = 520000',
            '"highlands_serrine", "harlvoort_castrella"]\ngrams = 520000',
        ),
        "network.toml: consignments.0.corridors.1",
        "the leg before ends at port_serrine",
    ),
    (
        "market out of reach",
        replaced(
            "network.toml", '"harlvoort_montevere", "harlvoort_nieudrecht"]\nmarkets', '"harlvoort_montevere"]\nmarkets'
        ),
        "network.toml: organisations.0.markets.2",
        "do not connect",
    ),
    (
        "dangling person",
        replaced("network.toml", 'director = "cast/carrier_director"', 'director = "cast/nobody"'),
        "network.toml: companies.0.director",
        "no member of the cast",
    ),
    (
        "function and standing",
        replaced("network.toml", 'standing = "clerk"\nat_risk', "at_risk"),
        "network.toml: cast.18",
        "either a function",
    ),
    (
        "offender at risk",
        replaced(
            "network.toml",
            'function = "coordinator"\norganisation = "tideway"',
            'function = "coordinator"\norganisation = "tideway"\nat_risk = true',
        ),
        "network.toml: cast.0.at_risk",
        "not of the network",
    ),
    (
        "dangling holder",
        replaced("network.toml", 'holder = "cast/port_official"', 'holder = "cast/port_offical"'),
        "network.toml: accounts.0.holder",
        "did you mean",
    ),
    (
        "silence of somebody whom nobody threatens",
        replaced("network.toml", 'standing = "carrier"', 'standing = "carrier"\nsilent_from = 9'),
        "network.toml: cast.22.silent_from",
        "only who is threatened falls silent",
    ),
    (
        "payment before the account",
        replaced("network.toml", "opened_day = -320", "opened_day = -10"),
        "network.toml: transfers.9.day",
        "is opened on day -10",
    ),
    (
        "load before history",
        replaced("network.toml", "departs_day = -165", "departs_day = -400"),
        "network.toml: consignments.0.departs_day",
        "history begins",
    ),
    (
        "knowledge about nothing",
        replaced("network.toml", '"cast/quay_clerk", "container/quay"]', '"cast/quay_clerk", "container/key"]'),
        "network.toml: knowledge.0.about.2",
        "did you mean 'container/quay'",
    ),
    (
        "a number that is none",
        replaced("network.toml", "loss_tolerance =", "loss_tolerance = nan # "),
        "network.toml: organisations.0.loss_tolerance",
        "finite",
    ),
    (
        "endless quantiles",
        replaced("network.toml", "[8, 9, 10, 11, 13]", "[8, 9, 10, 11, inf]"),
        "network.toml: corridors.3.travel_days.4",
        "finite",
    ),
    (
        "loads without a pause",
        replaced("network.toml", "consignment_every_days = [7,", "consignment_every_days = [0,"),
        "network.toml: organisations.0.consignment_every_days",
        "above 0",
    ),
    (
        "missing wage",
        replaced("network.toml", "coordinator = 60_000\n", ""),
        "network.toml: parameters.wage_minor_per_day.coordinator",
        "missing",
    ),
    (
        "dangling paper",
        replaced("play.toml", 'grounds = ["opening/sov/clerk_statement"', 'grounds = ["opening/sov/clerk_statment"'),
        "play.toml: matters.0.grounds.0",
        "no opening document of SOV",
    ),
    (
        "another's paper",
        replaced("play.toml", 'grounds = ["opening/sov/clerk_statement"', 'grounds = ["opening/val/cell_calls"'),
        "play.toml: matters.0.grounds.0",
        "no opening document of SOV",
    ),
    (
        "unknown status",
        replaced("play.toml", 'status = "vetting"', 'status = "veting"'),
        "play.toml: matters.2.status",
        "did you mean 'vetting'",
    ),
    (
        "target that does not fit",
        replaced("play.toml", 'targets = ["phone/yard_foreman"]', 'targets = ["account/forwarding"]'),
        "play.toml: matters.0.targets.0",
        "is asked about one of",
    ),
    (
        "treaty that does not bind",
        replaced("play.toml", 'basis = "CETS198"', 'basis = "ETS30"'),
        "play.toml: matters.13.basis",
        "does not bind KES and ISA",
    ),
    (
        "offence of another law",
        replaced("play.toml", 'offence = "organised_group"', 'offence = "piracy"'),
        "play.toml: matters.5.offence",
        "no offence of ISA",
    ),
    (
        "unknown content",
        replaced("play.toml", 'missing = ["C11"]', 'missing = ["C19"]'),
        "play.toml: matters.2.missing.0",
        "not one of the contents",
    ),
    (
        "two triggers",
        replaced("play.toml", "trigger = { day = 1 }", 'trigger = { day = 1, event = "GoodsSeized" }'),
        "play.toml: injects.0.trigger",
        "exactly one",
    ),
    (
        "unknown event",
        replaced("play.toml", 'event = "GoodsSeized"', 'event = "GoodsSiezed"'),
        "play.toml: injects.16.trigger.event",
        "did you mean 'GoodsSeized'",
    ),
    (
        "unknown objective",
        replaced("play.toml", 'objectives = ["coordination", "evidence"]', 'objectives = ["coordinaton"]'),
        "play.toml: injects.0.objectives.0",
        "did you mean 'coordination'",
    ),
    (
        "closed leg that is none",
        replaced("play.toml", 'target = "serrine_harlvoort"', 'target = "nowhere"'),
        "play.toml: injects.8.shock.target",
        "target of closure",
    ),
    (
        "somebody safe to protect",
        replaced("play.toml", 'person = "cast/quay_clerk"', 'person = "cast/weighbridge_witness"'),
        "play.toml: protected.0.person",
        "not at risk",
    ),
    (
        "missing words",
        replaced("texts/en.toml", "hint3 = ", "hint_three = "),
        "texts/en.toml: inject.quay_call.hint3",
        "missing",
    ),
    (
        "words for nothing",
        appended("texts/en.toml", '[place_names]\nx = "y"\n'),
        "texts/en.toml: place_names.x",
        "no place for",
    ),
    (
        "a name that leads nowhere",
        replaced("texts/en.toml", "On the nights when {1}", "On the nights when {9}"),
        "texts/en.toml: statement.clerk_seals",
        "more than the statement is about",
    ),
    (
        "words that are a number",
        replaced("texts/en.toml", 'XCR = "crowns"', "XCR = 7"),
        "texts/en.toml: currency.XCR",
        "words are expected",
    ),
    (
        "same key twice",
        replaced("scenario.toml", 'name = "blue-current"', 'name = "blue-current"\nname = "blue-current"'),
        "scenario.toml",
        "not valid TOML",
    ),
    (
        "same thing twice",
        replaced("network.toml", 'key = "cast/port_official"', 'key = "cast/coordinator"'),
        "network.toml: cast.1.key",
        "used already by cast.0",
    ),
    ("broken TOML", replaced("treaties.toml", 'channel = "central"', "channel = central"), "treaties.toml", "line 9"),
    ("not UTF-8", _latin, "countries.toml", "UTF-8"),
    ("file gone", _gone, "play.toml", "missing"),
    ("words gone", _no_words, "texts/en.toml", "missing"),
    ("directory for a file", _folder_for_file, "treaties.toml", "directory"),
    ("odd file of words", _odd_language, "texts/English words.toml", "named after its language"),
    (
        "section in the wrong file",
        appended("scenario.toml", "[play]\nurgency_share = 0.3\n"),
        "scenario.toml: play",
        "belongs into play.toml",
    ),
    (
        "text for a list",
        replaced("treaties.toml", 'instruments = ["UNTOC", "UN88", "UNCAC"]', 'instruments = "UNTOC"'),
        "treaties.toml: pairs.0.instruments",
        "a list in square brackets is needed; here is 'UNTOC'",
    ),
    (
        "a number for words",
        replaced("scenario.toml", "version = ", "version = 7 # "),
        "scenario.toml: version",
        "text in quotation marks is needed; here is 7",
    ),
    ("stray table", appended("treaties.toml", "[notes]\nx = 1\n"), "treaties.toml: notes", "no such key"),
]


@pytest.mark.parametrize(("spoil", "path", "words"), [pytest.param(*rest, id=name) for name, *rest in ONE_FAULT])
def test_a_fault_is_told_with_its_path(tmp_path: Path, spoil: Spoiler, path: str, words: str) -> None:
    problems = problems_after(tmp_path, spoil)
    assert problems, "the spoiled copy still loads"
    found = [problem for problem in problems if problem.path == path]
    assert found, "\n".join(str(problem) for problem in problems[:8])
    assert any(words in problem.message for problem in found), found
    assert not any("Traceback" in problem.message for problem in problems)


def test_a_country_left_out_is_told_wherever_it_is_named(tmp_path: Path) -> None:
    problems = problems_after(tmp_path, without_table("countries.toml", "countries", 'code = "TRS"'))
    files = {problem.path.partition(":")[0] for problem in problems}
    assert {"treaties.toml", "network.toml", "play.toml", "texts/en.toml"} <= files
    assert any(problem.path == "treaties.toml: pairs.4.b" and "TRS" in problem.message for problem in problems)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    def spoil(directory: Path) -> None:
        replaced("countries.toml", "archetype =", "archtype =")(directory)
        replaced("play.toml", "people = 14", "people = 0")(directory)
        replaced("network.toml", "history_days = 240", 'history_days = "long"')(directory)
        (directory / "treaties.toml").write_text("a = = b", encoding="utf-8")

    problems = problems_after(tmp_path, spoil)
    assert {problem.path.partition(":")[0] for problem in problems} == {
        "countries.toml",
        "network.toml",
        "play.toml",
        "treaties.toml",
    }
    assert list(problems) == sorted(problems)
