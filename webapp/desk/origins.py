"""What an act rests on, as a form can carry it: labels and numbers, never keys."""

from __future__ import annotations

from collections.abc import Iterable

from webapp.desk.reader import Reader


def token_of(key: str, reader: Reader) -> str:
    """The form's word for a key on which an act rests; "" for a key that this team cannot name."""
    label = reader.label_of(key)
    if label:
        return label
    for number, inject in enumerate(reader.view.injects, start=1):
        if inject.key == key:
            return f"inject-{number}"
    for request in reader.view.requests:
        if key.startswith(f"{request.key}/"):
            return f"{request.label}:{key.removeprefix(f'{request.key}/')}"
    for number, message in enumerate(reader.view.messages, start=1):
        if message.key == key:
            return f"message-{number}"
    return ""


def key_of(token: str, reader: Reader) -> str:
    """The key that a form's word stands for; "" for a word that names nothing of this team."""
    filed = reader.labelled(token)
    if filed is not None:
        return filed.document.key
    kind, _, number = token.partition("-")
    if kind == "inject" and number.isdecimal():
        inject = reader.inject_numbered(int(number))
        return inject.key if inject is not None else ""
    if kind == "message" and number.isdecimal() and 0 < int(number) <= len(reader.view.messages):
        return reader.view.messages[int(number) - 1].key
    label, _, occurrence = token.partition(":")
    request = reader.request_labelled(label)
    if request is not None and occurrence:
        return f"{request.key}/{occurrence}"
    return ""


def tokens_of(keys: Iterable[str], reader: Reader) -> tuple[str, ...]:
    """The form's words for all keys that can be named."""
    return tuple(token for token in (token_of(key, reader) for key in keys) if token)


def keys_of(tokens: Iterable[str], reader: Reader) -> tuple[str, ...]:
    """The keys that a form's words stand for, each once, in order."""
    return tuple(dict.fromkeys(key for key in (key_of(token, reader) for token in tokens) if key))
