"""Reading a form: every field is text from outside, so each is bounded and checked when it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b
from unicodedata import category, normalize

from flask import request
from flask_babel import gettext as _

from simulation.kernel.errors import RuleViolation

LONG = 8000
_COMMAND_ID = re.compile(r"[0-9a-z]{8,40}")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BETWEEN_LETTERS = re.compile("(?<=[\u0600-\u18af])[\u200c\u200d](?=[\u0600-\u18af])")
"""The two signs without width that scripts such as Persian and Hindi need within a word."""

_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0]")
"""Letters and marks that show nothing."""

MOST_MARKS = 4
"""So many marks may stand on one letter: no script needs more, and many of them run over the whole page."""


def clean(text: str) -> str:
    """Text without control characters, with one kind of line end, without blanks around it; "" where none of it shows.

    Of marks in a row the first few are kept.
    """
    kept = _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if kept.isascii():
        return kept
    return _with_few_marks(kept) if any(map(_shows, _BLANK.sub("", kept))) else ""


def _shows(sign: str) -> bool:
    return category(sign)[0] in "LNPS"


def _with_few_marks(text: str) -> str:
    found, marks = [], 0
    for sign in text:
        marks = marks + 1 if category(sign) in {"Mn", "Me"} else 0
        if marks <= MOST_MARKS:
            found.append(sign)
    return "".join(found)


def name_of(text: str) -> str:
    """A person's name on one line as it can be seen: two that look the same are the same; "" when nothing shows."""
    needed = {found.start() for found in _BETWEEN_LETTERS.finditer(text)}
    seen = (
        " " if sign.isspace() else sign
        for place, sign in enumerate(text)
        if place in needed or sign.isspace() or category(sign) not in {"Cc", "Cf", "Co", "Cs"}
    )
    name = clean(normalize("NFC", " ".join(_BLANK.sub("", "".join(seen)).split())))
    return name if any(map(_shows, name)) else ""


@dataclass(slots=True)
class Reading:
    """Reads the fields of a form one after the other, so that all that is wrong can be said at once.

    Attributes:
        wrong: What is wrong, by the name of its field.
    """

    wrong: dict[str, RuleViolation] = field(default_factory=dict)

    def of[T](self, name: str, read: Callable[[], T], instead: T) -> T:
        """What a field holds; `instead` where that cannot be read."""
        try:
            return read()
        except RuleViolation as violation:
            self.wrong[name] = violation
            return instead


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


def written_id() -> str:
    """The id for something new that is written: the form's own, together with what the form says.

    The same words are one command, however often they are sent. Other words, from another tab or from a trainer
    beside who wrote at the same time, are another.

    Raises:
        RuleViolation: The form's own id is missing or was tampered with.
    """
    form = (command_id(), *((name, text) for name, text in request.form.items(multi=True) if name != "csrf_token"))
    return blake2b(repr(form).encode(), digest_size=8).hexdigest()


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
