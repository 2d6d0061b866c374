"""The search is worth something: a leak planted in a template, a header or a file is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from flask import Response
from jinja2 import BaseLoader, ChoiceLoader, DictLoader

from tests.partition.canaries import Canary, Leak, for_member, leaks
from tests.partition.game import Game
from tests.partition.surface import Answer, answer_of
from tests.webapp.house import House
from webapp.desk.readable import Reader
from webapp.desk.requests import form_paper, page
from webapp.desk.requests.form_paper import HANDED_OUT


@contextmanager
def planted(house: House, template: str, words: str) -> Iterator[None]:
    """A template with some words more, as a careless change would bring them; parts that were kept are made anew."""
    app, kept = house.app, house.services.parts._parts
    loader = app.jinja_env.loader
    assert isinstance(loader, BaseLoader)
    source, _name, _fresh = loader.get_source(app.jinja_env, template)
    app.jinja_env.cache = {}
    app.jinja_env.loader = ChoiceLoader([DictLoader({template: source + words}), loader])
    kept.clear()
    try:
        yield
    finally:
        app.jinja_env.loader = loader
        app.jinja_env.cache = {}
        kept.clear()


def chosen(game: Game) -> list[Canary]:
    """One canary of each kind that another team's or the world's secrets have."""
    return list({canary.kind.partition(" ")[0]: canary for canary in for_member(game, "SOV")}.values())


@pytest.mark.parametrize(
    ("template", "path"),
    [
        ("desk/parts/work.html", "desk/parts/work"),
        ("lobby/_clock.html", "live/clock"),
        ("base.html", "desk/documents/unknown"),
    ],
)
def test_a_leak_in_a_template_is_found(busy: Game, template: str, path: str) -> None:
    birds = chosen(busy)
    assert len(birds) >= 8
    answer = answer_of(path, busy.alba.get(busy.url(path)))
    assert leaks([answer], birds) == []
    for bird in birds:
        with planted(busy.house, template, "{# kept apart #}<i>{{ '" + bird.text.replace("'", "\\'") + "' }}</i>"):
            answer = answer_of(path, busy.alba.get(busy.url(path)))
        assert bird.text in {leak.text for leak in leaks([answer], birds)}, (bird, answer.status)


def test_a_view_of_another_team_in_a_template_is_found(busy: Game) -> None:
    words = "{% for each in other.documents %}{{ each.document.about }}{% endfor %}"
    birds = for_member(busy, "SOV")
    busy.house.app.jinja_env.globals["other"] = busy.view("KES")
    with planted(busy.house, "desk/home.html", "{% block bottom %}" + words + "{% endblock %}" + words):
        answer = answer_of("/", busy.alba.get(busy.url("desk/messages")))
    assert leaks([answer], birds) == []
    with planted(busy.house, "desk/parts/messages.html", words):
        answer = answer_of("/", busy.alba.get(busy.url("desk/")))
    assert {leak.kind for leak in leaks([answer], birds)} == {"key"}


def test_a_leak_in_a_header_is_found(busy: Game) -> None:
    bird = next(canary for canary in for_member(busy, "SOV") if canary.kind == "account")

    def tells(answer: Response) -> Response:
        answer.headers["X-Trace"] = bird.text
        return answer

    busy.house.app.after_request_funcs.setdefault(None, []).append(tells)
    assert leaks([answer_of("/", busy.alba.get(busy.url("desk/")))], [bird])


@pytest.mark.parametrize("path", ["desk/board/board.graphml", "desk/board/links.csv"])
def test_a_leak_in_a_file_is_found(game: Game, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    birds, view = for_member(game, "SOV"), game.view("SOV")
    assert leaks([answer_of(path, game.alba.get(game.url(path)))], birds) == []
    bird = next(canary for canary in birds if canary.kind == "person")
    board = {key for key, _claim in view.board.entities}
    end = next(link.a for link in view.board.links if {link.a, link.b} <= board)
    known = tuple(replace(each, label=bird.text) if each.key == end else each for each in view.entities)
    careless = Reader(game.published.scenario, "en", replace(view, entities=known), ())
    monkeypatch.setattr("webapp.desk.board.files.reader", lambda: careless)
    found = leaks([answer_of(path, game.alba.get(game.url(path)))], birds)
    assert set(found) == {Leak(path, "person", bird.text)}


@pytest.mark.parametrize("ending", HANDED_OUT)
def test_a_leak_in_a_packed_file_is_found(game: Game, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    birds, label = for_member(game, "SOV"), game.view("SOV").requests[0].label
    path = f"desk/requests/{label}/letter.{ending}"
    sheet = game.alba.get(game.url(path))
    assert sheet.status_code == 200
    assert leaks([answer_of(path, sheet)], birds) == []
    kinds = {"text" if bird.kind.startswith("text ") else bird.kind: bird for bird in birds}
    secrets = [kinds[kind] for kind in ("person", "account", "text", "key")]
    words = f"It concerns {', '.join(bird.text for bird in secrets)} and others who are not named in this request."
    shown = form_paper.paper_of
    monkeypatch.setattr(page, "paper_of", lambda *given: replace(shown(*given), subtitle=words))
    found = {leak.text for leak in leaks([answer_of(path, game.alba.get(game.url(path)))], birds)}
    assert found == {bird.text for bird in secrets}


def test_a_canary_is_found_however_it_is_written(game: Game) -> None:
    account = next(canary for canary in for_member(game, "SOV") if canary.kind == "account")
    key = Canary("key", "cast/sov_official")
    ways = (
        account.text,
        account.text.replace(" ", ""),
        account.text.replace(" ", "&nbsp;"),
        f"/desk/entities/{account.text.replace(' ', '%20')}",
    )
    for way in ways:
        assert leaks([holding(way)], [account]) == [Leak("/held", "account", account.text)], way
    for way in ("cast/sov_official", "cast%2Fsov_official", "cast&#x2F;sov_official", '"cast\\/sov_official"'):
        assert leaks([holding(way)], [key]), way
    assert leaks([holding("nothing")], [account, key]) == []


def holding(text: str) -> Answer:
    """An answer that holds a text."""
    return Answer("/held", 200, text, "text/html", frozenset({f"<p>{text}</p>"}))
