"""Steps that several journeys over the desk's pages share."""

import re

from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.entities import EntityKind
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person

COMMAND = re.compile(r'name="command_id" value="([^"]+)"')
LINK = re.compile(r'(?:href|data-src)="(/x/[^"#]+)')
FORM = re.compile(r"<form[^>]*action=\"([^\"]+)\"[^>]*>(.*?)</form>", re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')

DRAFT: dict[int, dict[str, str | list[str]]] = {
    1: {"authority_contact": "Office 4, by day", "subject": "An investigation", "prior_contacts": "None"},
    2: {"basis": "UNTOC", "offences": ["trafficking"], "penalties_text": "Article 9: up to 20 years"},
    4: {"facts": "Money went to this account.", "grounds": ["D-001"]},
    5: {
        "assistance": "The statement",
        "purpose": "Evidence",
        "formalities": ["F1"],
        "period_from_day": "2031-01-01",
        "period_to_day": "2031-03-01",
    },
    6: {"undertakings": ["use_limits", "return"]},
    7: {"language": "english"},
}  # fmt: skip
"""A draft by section; section 3 begins with the target."""


def desk(cast: Cast, path: str = "") -> str:
    """An address of the desk."""
    return f"/x/{cast.exercise}/desk/{path}"


def view(house: House, cast: Cast, person: Person) -> TeamView:
    """What the person's team sees now."""
    return house.store.published(cast.exercise).teams[person.country]


def hidden(page: str, action_ends: str, having: str = "") -> dict[str, str | list[str]]:
    """The hidden values of the form with this address, and with this text in it."""
    for action, body in FORM.findall(page):
        if action.split("#")[0].endswith(action_ends) and having in body:
            return dict(HIDDEN.findall(body))
    message = f"no form {action_ends} {having}"
    raise AssertionError(message)


def form_at(page: str, pattern: str) -> list[str]:
    """The addresses within the desk of the page's forms that are like this, in order: `meetings/*/agree`."""
    like = re.compile(pattern.replace("*", "[0-9a-f]+"))
    actions = (action.split("#")[0].partition("/desk/")[2] for action, _body in FORM.findall(page))
    return [action for action in actions if like.fullmatch(action)]


def target_abroad(house: House, cast: Cast, person: Person, country: str) -> int:
    """The number of an account of a country in the person's file."""
    for number, entity in enumerate(view(house, cast, person).entities, start=1):
        if entity.kind is EntityKind.ACCOUNT and entity.country == country:
            return number
    message = f"no account of {country} in the file"
    raise AssertionError(message)


def open_draft(house: House, cast: Cast, person: Person, requested: str = "KES", **form: str) -> RequestView:
    """Begins a request for bank records from its page; with a `command_id` given chance is the same each time."""
    page = person.get(desk(cast, "requests/new")).text
    number = target_abroad(house, cast, person, requested)
    answer = person.post(
        desk(cast, "requests/new"),
        {
            **hidden(page, "requests/new"),
            "sought": "bank_records",
            "requested": requested,
            "target": [str(number)],
            **form,
        },
    )
    assert answer.status_code == 303, answer.text
    label = answer.headers["Location"].split("/requests/")[1].split("/")[0]
    return next(each for each in view(house, cast, person).requests if each.label == label)


def write_section(
    cast: Cast, person: Person, label: str, section: int, values: dict[str, str | list[str]], action: str = "save"
) -> int:
    """Fills one section of the form and sends it; gives the status of the answer."""
    page = person.get(desk(cast, f"requests/{label}/form?section={section}")).text
    kept = hidden(page, f"requests/{label}/form", 'name="section"')
    return person.post(desk(cast, f"requests/{label}/form"), {**kept, **values, "action": action}).status_code


def act(cast: Cast, person: Person, label: str, action: str, **values: str | list[str]) -> int:
    """Takes an act that a request's page offers."""
    page = person.get(desk(cast, f"requests/{label}")).text
    kept = hidden(page, f"requests/{label}/act", f'name="action" value="{action}"')
    return person.post(desk(cast, f"requests/{label}/act"), {**kept, **values}).status_code
