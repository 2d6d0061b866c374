"""Words for the desk's codes; a code without words is told by its last part, never as it is written."""

from __future__ import annotations

from flask_babel import gettext

from webapp.wording import said, sentence


def say_code(code: str, **values: str | int) -> str:
    """The words for a code with its values."""
    if sentence(code) is None:
        return plain(code)
    return said(code, tuple(values.items()))


def wording_of(code: str) -> str:
    """The words for a code that takes no values, "" when nobody has worded it."""
    found = sentence(code)
    return gettext(found) if found is not None else ""


def plain(code: str) -> str:
    """The last part of a code as words: for data of scenarios that came without any."""
    return code.rpartition(".")[2].rpartition("/")[2].replace("_", " ")


def happened(action: str) -> str:
    """What an act on a request was, once it has been done."""
    return wording_of(f"happened.{action}") or wording_of(f"action.{action}") or plain(action)


def act_on(kind: str, number: str, action: str) -> str:
    """`VAL-KES-14: Submit`: an act on a matter with a number, which is a `request` or a `procedure`."""
    code = f"action.{action}" if kind == "request" else f"procedure_action.{action}"
    return gettext("%(number)s: %(action)s", number=number, action=say_code(code))


def capital(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]
