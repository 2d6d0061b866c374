"""After a report of a bank was decided, the next page says what became of it."""

from simulation.scenario.schema.play import DocumentKind
from tests.desk.journeys import desk, hidden, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody


def test_a_decision_on_a_report_is_told(house: House, cast: Cast) -> None:
    cora = nobody(house, "Cora", cast.exercise)
    assert cora.join("fiu", "SOV").status_code == 303
    label = next(
        each.label for each in view(house, cast, cora).documents if each.document.kind is DocumentKind.SUSPICIOUS_REPORT
    )
    path = desk(cast, f"reports/{label}")
    page = cora.get(path).text
    done = cora.post(path, hidden(page, f"reports/{label}") | {"decision": "archive"})
    assert done.status_code == 303
    assert f"{label}, report of a bank: File the report without action." in cora.get(desk(cast, "reports")).text
