"""The addresses of this machine in its networks at this moment: a laptop may change its Wi-Fi at any time."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, ip_address

from ifaddr import Adapter, get_adapters

VIRTUAL = re.compile(
    r"docker|podman|lx[cd]|\bbr-|virbr|veth|vEthernet|Hyper-V|VirtualBox|vboxnet|VMware|vmnet", re.IGNORECASE
)
"""Names of adapters of virtual machines and containers: a room is behind one that stands for the real adapter."""

TUNNEL = re.compile(r"\bu?tun\d|\btap\d|\bwg\d|\bppp\d|WireGuard|tailscale|\bTAP-|OpenVPN", re.IGNORECASE)
"""Names of adapters that lead into networks elsewhere: no room is behind them."""

ELSEWHERE = ("192.0.2.1", 9)
"""An address in no network of a room (RFC 5737), to ask which adapter has the route out."""


def own_addresses() -> tuple[str, ...]:
    """IPv4 addresses under which others in its networks reach this machine, most likely first; empty without a network.

    Nothing is sent to find them.
    """
    return in_order(get_adapters(), routed_address())


def routed_address() -> str:
    """The address with which this machine goes out of its network; "" where no route leads out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ELSEWHERE)
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def in_order(adapters: Iterable[Adapter], routed: str) -> tuple[str, ...]:
    """The addresses of adapters: the one with the route, others, those of virtual machines, and tunnels at the end.

    Args:
        adapters: As the system lists them. Addresses of the machine with itself, and those that a machine gives itself
            because no network gave it one, are left out.
        routed: The address with the route out. It says which network is the room's, unless it is that of a tunnel.
    """
    found: dict[str, tuple[bool, bool, bool]] = {}
    for adapter in adapters:
        for each in adapter.ips:
            if not isinstance(each.ip, str):
                continue  # of the sixth version
            address = IPv4Address(each.ip)
            if address.is_loopback or address.is_link_local or address.is_unspecified:
                continue
            names = f"{adapter.name} {adapter.nice_name} {each.nice_name}"
            place = TUNNEL.search(names) is not None, each.ip != routed, VIRTUAL.search(names) is not None
            found.setdefault(each.ip, place)
    return tuple(sorted(found, key=lambda address: found[address]))


def is_own_loopback(host: str) -> bool:
    """Whether a name or address in a browser's address bar means the machine on which the browser runs.

    Args:
        host: Without the port; an address of the sixth version with or without its brackets.
    """
    name = host.lower().strip("[]").rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
