"""Where phones in the room reach the server: as given, as the browser asked, or where this machine is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from flask import request

from webapp.process.own_addresses import is_own_loopback
from webapp.visit.visitor import remembered, services


class CutOff(StrEnum):
    """Why no phone reaches the server."""

    STARTED_SO = "started_so"
    """It listens to this machine alone."""

    NO_NETWORK = "no_network"
    """No IPv4 network of this machine was found."""


@dataclass(frozen=True, slots=True)
class RoomAddress:
    """Where phones reach the server.

    Attributes:
        url: With scheme and host, without a slash at its end.
        others: Further addresses of this machine, as `url`, for phones that cannot open the first.
        cut_off: Why `url` opens on this machine only; None where others can open it.
    """

    url: str
    others: tuple[str, ...] = ()
    cut_off: CutOff | None = None


def found_address(told: str, asked: str, own: Sequence[str]) -> RoomAddress:
    """Where phones reach the server.

    Args:
        told: What the person who started the server said: the address that phones open, or the one on which it
            listens; "" for every network of this machine.
        asked: Scheme, host and port for which a browser asked.
        own: Addresses of this machine in its networks, the likeliest first.
    """
    if told and not _is_this_machine(told):
        return RoomAddress(told)
    if not _is_this_machine(asked):  # so a proxy stands before a server that listens to this machine alone
        others = () if told or asked.startswith("https:") else tuple(_moved(asked, each) for each in own)
        return RoomAddress(asked, tuple(each for each in others if each != asked))
    if told:
        return RoomAddress(told, cut_off=CutOff.STARTED_SO)
    if not own:
        return RoomAddress(asked, cut_off=CutOff.NO_NETWORK)
    first, *further = (_moved(asked, each) for each in own)
    return RoomAddress(first, tuple(further))


def room_address() -> RoomAddress:
    """Where phones reach the server that this request asked."""
    return remembered(
        "room_address",
        lambda: found_address(services().config.public_url, request.host_url.rstrip("/"), services().own_addresses()),
    )


def address_of(path: str) -> str:
    """A full address that phones in the room can open."""
    return room_address().url + path


def _is_this_machine(url: str) -> bool:
    return is_own_loopback(urlsplit(url).hostname or "")


def _moved(url: str, host: str) -> str:
    """The same address at another host, with its scheme and port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{host}{f':{parts.port}' if parts.port else ''}"
