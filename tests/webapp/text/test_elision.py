"""In French a name that begins with a vowel stands after `d’` and `qu’`, in code and in templates alike."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import render_template_string
from flask_babel import force_locale, gettext

from tests.webapp.house import House, build
from webapp.text.joining import well_joined

FRENCH = {"Accept-Language": "fr"}
SAID = "Remove %(name)s?"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = build(tmp_path_factory.mktemp("elision"), languages=("en", "fr"))
    yield made
    made.close()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Anna", "d’Anna"), ("Émile", "d’Émile"), ("orlune", "d’orlune"), ("Ines & Ali", "d’Ines &amp; Ali"),
        ("Bram", "de Bram"), ("Hugo", "de Hugo"), ("ISA-VAL-04", "de ISA-VAL-04"), ("12", "de 12"), ("A", "de A"),
    ],
)  # fmt: skip
def test_a_page_elides_before_a_vowel(house: House, name: str, told: str) -> None:
    with house.app.test_request_context(headers=FRENCH), force_locale("fr"):
        page = render_template_string("{{ _('" + SAID + "', name=name) }}", name=name)
        assert f"le compte {told}" in page
        assert f"le compte {told}".replace("&amp;", "&") in gettext(SAID, name=name)


def test_other_languages_and_other_words_stay(house: House) -> None:
    with house.app.test_request_context(headers=FRENCH):
        with force_locale("en"):
            assert well_joined("the road de Anna", {"name": "Anna"}) == "the road de Anna"
        with force_locale("fr"):
            assert well_joined("parce que Anna parle de onze", {"who": "Anna", "n": "onze"}) == (
                "parce qu’Anna parle de onze"
            )
            assert well_joined("le code Anna", {"who": "Anna"}) == "le code Anna"
