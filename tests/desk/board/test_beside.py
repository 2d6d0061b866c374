"""A letter that has a procedure of the same name beside it says which is for what, and leads there."""

from __future__ import annotations

import re

from tests.desk.journeys import desk
from tests.webapp.conftest import Cast
from webapp.desk.requests.new_request import BESIDE, BY_PROCEDURE
from webapp.text.say import sentence


def test_the_form_leads_to_the_procedure(cast: Cast) -> None:
    page = cast.alba.get(desk(cast, "requests/new")).text
    for sought, kind in BESIDE.items():
        if sought in BY_PROCEDURE:
            link = re.search(rf'href="([^"]+/procedures/new/{kind})"', page)
            assert link is not None, sought
            assert f'value="{sought}"' not in page
            assert cast.alba.get(link.group(1)).status_code == 200
            continue
        assert sentence(f"beside.{sought}")
        item = re.search(rf'<li><div class="form-check"><input[^>]*value="{sought}".*?</li>', page, re.DOTALL)
        assert item is not None, sought
        link = re.search(r'href="([^"]+)"', item.group(0))
        assert link is not None, sought
        assert link.group(1).endswith(f"/procedures/new/{kind}")
        assert cast.alba.get(link.group(1)).status_code == 200
