"""The address that phones open, as the person who starts the server gives it, and what the command prints about it."""

from __future__ import annotations

import re
from gettext import gettext as _
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from webapp.cli.arguments import BadUseError, Parser
from webapp.process.own_addresses import is_own_loopback
from webapp.visit.room_address import CutOff, RoomAddress

EVERYWHERE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104  # compared, not bound
"""Addresses to listen on that mean every network of this machine."""

SCHEME = re.compile(r"https?://", re.IGNORECASE)
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?")
"""A part of a host's name, between two points."""

LONGEST_NAME = 253


def add_address(parser: Parser) -> None:
    """Lets a command be told which address phones open."""
    parser.add_argument(
        "--address",
        default="",
        metavar="URL",
        help=_(
            "address that phones open, if it is not one of this machine's own: of a proxy, or of a second network; "
            "e.g. https://exercise.example.org (default: found by itself)"
        ),
    )


def told_address(host: str, port: int, given: str) -> str:
    """The address of the room as far as the command says it; "" where it follows from the machine's networks.

    Args:
        host: Address to listen on.
        port: Port on which the server listens.
        given: What `--address` says, "" for nothing.

    Raises:
        BadUseError: `given` is no address that a browser can open.
    """
    if given:
        return given_address(given, port)
    return "" if host in EVERYWHERE else web_address(host, port)


def web_address(host: str, port: int) -> str:
    """The address of a server without a certificate."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def given_address(text: str, port: int) -> str:
    """The address that phones open, in full.

    Args:
        text: An address with http or https, or a host alone, which gets http and the port.
        port: Port on which the server listens.

    Raises:
        BadUseError: It is neither, has a path, or leads each device to itself.
    """
    wanted = text.strip().removesuffix("/")
    if _is_version_6(wanted):
        wanted = f"[{wanted}]"
    full = wanted if SCHEME.match(wanted) else f"http://{wanted}"
    try:
        parts = urlsplit(full)
        host, named_port = _host(parts.hostname or ""), parts.port
    except ValueError:
        raise _no_address(text) from None
    if is_own_loopback(host):
        raise BadUseError(
            _("On a phone, {text!r} is the phone itself: give an address of this machine in the network.").format(
                text=text
            )
        )
    has_more = full.lower() != f"{parts.scheme}://{parts.netloc}".lower() or "@" in parts.netloc
    if has_more or parts.netloc.endswith(":") or named_port == 0:
        raise _no_address(text)
    if full is not wanted and named_port is None:
        named_port = port
    return f"{parts.scheme}://{host}" + (f":{named_port}" if named_port else "")


def _host(name: str) -> str:
    """A host as it stands in an address.

    Raises:
        ValueError: No browser finds it.
    """
    if _is_version_6(name):
        return f"[{name}]"
    plain = name.encode("idna").decode().lower() if name else ""
    labels = plain.split(".")
    if len(plain) > LONGEST_NAME or not all(map(LABEL.fullmatch, labels)):
        raise ValueError(name)
    if labels[-1].isdigit() and ip_address(plain).is_unspecified:
        raise ValueError(name)
    return plain


def _is_version_6(name: str) -> bool:
    try:
        return "%" not in name and not IPv6Address(name).is_unspecified
    except ValueError:
        return False


def _no_address(text: str) -> BadUseError:
    return BadUseError(
        _(
            "--address needs what phones type, without a path, e.g. https://exercise.example.org or 192.168.8.10; "
            "{text!r} is not such an address."
        ).format(text=text)
    )


def said_of(found: RoomAddress) -> list[str]:
    """What the command prints besides the links, a line for each thing."""
    lines = []
    if found.others:
        others = ", ".join(f"{each}/" for each in found.others)
        lines.append(_("If phones cannot open it: {others}").format(others=others))
    if found.cut_off is CutOff.NO_NETWORK:
        lines.append(
            _(
                "No IPv4 network was found: only the browser of this machine can open the pages. Switch on its Wi-Fi "
                "or its hotspot; you need not start again."
            )
        )
    return lines
