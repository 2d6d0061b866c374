"""A matter that a team took over with a question from abroad: the page says what was asked."""

from __future__ import annotations

import html

from tests.desk.journeys import desk, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody


def test_who_has_to_answer_a_question_reads_it(house: House, cast: Cast) -> None:
    ada = nobody(house, "Ada", cast.exercise)
    assert ada.join("authority", "ISA").status_code == 303
    shown = next(each for each in view(house, cast, ada).requests if each.key == "matter/isa_orl_haulier")
    assert shown.status == "clarifying"
    page = html.unescape(ada.get(desk(cast, f"requests/{shown.label}")).text)
    assert "asked this before you took the matter over" in page
    assert "In which form shall we hear him?" in page
