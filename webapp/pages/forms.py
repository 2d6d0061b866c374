"""Reading a form: every field is text from outside, so each is bounded and checked when it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import category

from flask import request
from flask_babel import gettext as _

from simulation.kernel.errors import RuleViolation

LONG = 8000
_COMMAND_ID = re.compile(r"[0-9a-z]{8,40}")
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def clean(text: str) -> str:
    """Text without control characters, with one kind of line end, without blanks around it."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def name_of(text: str) -> str:
    """A person's name on one line, without signs that turn what stands beside it; "" when there is nothing to see."""
    name = _TURNS.sub("", clean(text)).replace("\n", " ").strip()
    return name if any(category(sign)[0] in "LNPS" for sign in name) else ""


def text_field(name: str, *, label: str = "", limit: int = LONG, required: bool = False) -> str:
    """The text of a field.

    Raises:
        RuleViolation: It is too long, or nothing is there although something has to be.
    """
    text = clean(request.form.get(name, ""))
    if len(text) > limit:
        raise RuleViolation("field.too_long", label=label or _("Text"), limit=limit)
    if required and not text:
        raise RuleViolation("field.missing", label=label or _("Text"))
    return text


def key_field(name: str, *, label: str = "", required: bool = False) -> str:
    """The key of a thing, as a hidden field or a choice names it."""
    return text_field(name, label=label, limit=200, required=required)


def int_field(name: str, *, lowest: int, highest: int, label: str = "") -> int:
    """A whole number within its range.

    Raises:
        RuleViolation: It is not one.
    """
    found = optional_int_field(name, lowest=lowest, highest=highest, label=label)
    if found is None:
        raise RuleViolation("field.not_a_number", label=label or name, lowest=lowest, highest=highest)
    return found


def optional_int_field(name: str, *, lowest: int, highest: int, label: str = "") -> int | None:
    """A whole number within its range, None when the field is empty.

    Raises:
        RuleViolation: Something else stands there.
    """
    text = clean(request.form.get(name, ""))
    if not text:
        return None
    if not re.fullmatch(r"[-+]?\d{1,15}", text, flags=re.ASCII) or not lowest <= int(text) <= highest:
        raise RuleViolation("field.not_a_number", label=label or name, lowest=lowest, highest=highest)
    return int(text)


def choice_field[C: StrEnum](name: str, choices: type[C], *, label: str = "") -> C:
    """One of the values of an enum.

    Raises:
        RuleViolation: It is none of them.
    """
    try:
        return choices(clean(request.form.get(name, "")))
    except ValueError:
        raise RuleViolation("field.not_a_choice", label=label or name) from None


def some_of[C: str](name: str, choices: Iterable[C], *, label: str = "") -> list[C]:
    """Some of the choices in fields of one name, at least one; what is none of them is passed over.

    Raises:
        RuleViolation: There is none of them.
    """
    known = {str(choice): choice for choice in choices}
    found = [known[text] for text in request.form.getlist(name) if text in known]
    return found or [known[one_of(name, known, label=label)]]


def one_of[C: str](name: str, choices: Iterable[C], *, label: str = "") -> C:
    """One of some texts or codes.

    Raises:
        RuleViolation: It is none of them.
    """
    text = clean(request.form.get(name, ""))
    for choice in choices:
        if choice == text:
            return choice
    raise RuleViolation("field.not_a_choice", label=label or name)


def is_ticked(name: str) -> bool:
    """Whether a box was ticked."""
    return bool(request.form.get(name))


def seen_field() -> int | None:
    """The version of the object that the person saw, from the hidden field `seen`."""
    return optional_int_field("seen", lowest=0, highest=10**12)


def is_command_id(text: str) -> bool:
    """Whether a text has the form of a command's id."""
    return bool(_COMMAND_ID.fullmatch(text))


def command_id() -> str:
    """The id that was made with the form.

    Raises:
        RuleViolation: It is missing or was tampered with.
    """
    text = request.form.get("command_id", "")
    if not is_command_id(text):
        raise RuleViolation("command.odd")
    return text


@dataclass(frozen=True, slots=True)
class Option:
    """A box or button.

    Attributes:
        value: What the form sends.
        label: What it says.
        hint: What stands beside it in small print.
        selected: Whether it is ticked.
        apart: Whether it stands after the others, under a fold or a heading of its own.
        follows: What is said of it before the form is sent.
        wants: Parts of the form that it cannot do without.
    """

    value: str
    label: str
    hint: str = ""
    selected: bool = False
    apart: bool = False
    follows: str = ""
    wants: tuple[str, ...] = ()
