"""What an act rests on, as a form can carry it: labels and handles, never keys."""

from __future__ import annotations

from collections.abc import Iterable

from webapp.desk.readable import Reader
from webapp.visit.handles import handle_of, held


def token_of(key: str, reader: Reader) -> str:
    """The form's word for a key on which an act rests; "" for a key that this team cannot name."""
    label = reader.documents.label_of(key)
    if label:
        return label
    if any(inject.key == key for inject in reader.view.injects):
        return f"inject-{handle_of('inject', key)}"
    for request in reader.view.requests:
        if key.startswith(f"{request.key}/"):
            return f"{request.label}:{key.removeprefix(f'{request.key}/')}"
    if any(message.key == key for message in reader.view.messages):
        return f"message-{handle_of('message', key)}"
    return ""


def key_of(token: str, reader: Reader) -> str:
    """The key that a form's word stands for; "" for a word that names nothing of this team."""
    filed = reader.documents.labelled(token)
    if filed is not None:
        return filed.document.key
    kind, _, text = token.partition("-")
    if kind == "inject":
        inject = held(kind, reader.view.injects, text)
        return inject.key if inject is not None else ""
    if kind == "message":
        message = held(kind, reader.view.messages, text)
        return message.key if message is not None else ""
    label, _, occurrence = token.partition(":")
    request = reader.requests.labelled(label)
    if request is not None and occurrence:
        return f"{request.key}/{occurrence}"
    return ""


def tokens_of(keys: Iterable[str], reader: Reader) -> tuple[str, ...]:
    """The form's words for all keys that can be named."""
    return tuple(token for token in (token_of(key, reader) for key in keys) if token)


def keys_of(tokens: Iterable[str], reader: Reader) -> tuple[str, ...]:
    """The keys that a form's words stand for, each once, in order."""
    return tuple(dict.fromkeys(key for key in (key_of(token, reader) for token in tokens) if key))
