"""A sentence that ends with an abbreviated month, or with a company's S.A., ends with one full stop."""

from collections.abc import Iterator

import pytest
from flask import render_template_string
from flask_babel import force_locale
from flask_babel import gettext as _

from tests.webapp.house import House, build
from webapp.text.say import say_code


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = build(tmp_path_factory.mktemp("stops"), languages=("en", "fr"))
    yield made
    made.close()


def test_a_value_ends_a_sentence_with_one_full_stop(house: House) -> None:
    with house.app.test_request_context(headers={"Accept-Language": "fr"}), force_locale("fr"):
        said = say_code("story.waiting.next", due_day="dim. 6 juil.")
        assert "dim. 6 juil. " in said
        assert ".." not in said
    with house.app.test_request_context():
        assert _("Owner: %(name)s.", name="Oro S.A.") == "Owner: Oro S.A."
        assert _("Owner: %(name)s.", name="well ...") == "Owner: well ...."
        page = render_template_string('{{ _("Owner: %(name)s. Paid by it.", name=name) }}', name="<Oro> S.A.")
        assert page == "Owner: &lt;Oro&gt; S.A. Paid by it."
