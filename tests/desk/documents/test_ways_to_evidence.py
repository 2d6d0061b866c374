"""A lead says how it becomes evidence, by a way that is open to the team, and leads there."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from simulation.exercise.clock.commands import Jump
from simulation.exercise.core.settings import Settings
from tests.desk.test_work_lines import plain
from tests.webapp.house import build, nobody, trainer
from webapp.store.new_exercise import new_exercise


@pytest.mark.parametrize("scenario", ["glass-harbour", "blue-current"])
def test_every_lead_says_how_it_becomes_evidence(tmp_path: Path, scenario: str) -> None:
    house = build(tmp_path, languages=("en",))
    settings = Settings(preset="day_28", seed=11)
    exercise = new_exercise(house.database, scenario=scenario, settings=settings, title="Group", trainer=None)
    opened = trainer(house).post(f"/x/{exercise}/lobby/start", {"what": "first_move", "command_id": "openthefirstmove"})
    assert opened.status_code == 303
    house.store.execute(exercise, Jump(id="somedays", member="control", days=30))
    told: set[str] = set()
    for code, team in house.store.published(exercise).teams.items():
        leads = [filed for filed in team.documents if not filed.document.use.stands]
        reader = nobody(house, f"Petra {code}", exercise)
        assert reader.join("police", code).status_code == 303
        for filed in leads[:12]:
            request = team.request(filed.source)
            if request is not None and request.incoming:
                continue  # obtained for the other side, to which it is evidence
            page = reader.get(f"/x/{exercise}/desk/documents/{filed.label}").text
            _before, found, ways = page.partition("How it becomes evidence")
            assert found, filed.document.key
            links = [unescape(each.partition('"')[0]) for each in ways.partition("</ul>")[0].split('href="')[1:]]
            assert links
            assert all(reader.get(link).status_code == 200 for link in links)
            may_ask = request is not None and any(each.action == "ask_consent" for each in request.offers)
            assert may_ask or "can be repaired by: the sender’s consent" not in plain(page)
            told |= {plain(each.partition("</li>")[0]) for each in ways.partition("</ul>")[0].split("<li>")[1:]}
    assert any("by a formal request" in each for each in told), told
    house.close()
