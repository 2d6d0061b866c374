"""What is written about the facts and the model is what was measured and what the schema says."""

from tests.pattern.facts import facts
from tests.pattern.failing import failing
from tests.pattern.measure import read_report
from tests.pattern.parameter_table import BEGIN as PARAMETERS_BEGIN
from tests.pattern.parameter_table import END as PARAMETERS_END
from tests.pattern.parameter_table import parameter_lines
from tests.pattern.table import BEGIN, END, ODD, between, lines


def test_the_table_of_facts_is_what_was_measured() -> None:
    told = "write it anew: python -m tests.pattern.measure"
    assert between(ODD.read_text(encoding="utf-8"), BEGIN, END) == "\n".join(lines(read_report())), told


def test_the_table_of_parameters_is_the_schemas() -> None:
    told = "write it anew: python -m tests.pattern.parameter_table"
    page = ODD.read_text(encoding="utf-8")
    assert between(page, PARAMETERS_BEGIN, PARAMETERS_END) == "\n".join(parameter_lines()), told


def test_every_fact_is_measured_in_every_scenario() -> None:
    report = read_report()
    for fact in facts():
        assert set(report[fact.key]) == set(fact.applies), fact.key
        for name, row in report[fact.key].items():
            criteria = row["criteria"]
            assert isinstance(criteria, dict)
            assert set(criteria) == {criterion.name for criterion in fact.criteria}, (fact.key, name)


def test_what_fails_is_told_with_its_reason_and_nothing_else() -> None:
    report = read_report()
    failed = {(key, name) for key, of in report.items() for name, row in of.items() if not row["holds"]}
    assert set(failing()) == failed


def test_the_seven_elements_stand_in_their_order() -> None:
    headings = [line[3:] for line in ODD.read_text(encoding="utf-8").splitlines() if line.startswith("## ")]
    assert headings[:7] == [
        "1. Purpose and patterns",
        "2. Entities, state variables and scales",
        "3. Process overview and scheduling",
        "4. Design concepts",
        "5. Initialization",
        "6. Input data",
        "7. Submodels",
    ]
