"""The addresses of a machine in its networks, from what systems say about their adapters."""

from ipaddress import IPv4Address

import pytest
from ifaddr import IP, Adapter, get_adapters

from webapp.process.own_addresses import in_order, is_own_loopback, own_addresses, routed_address

LINUX = {
    "lo": "127.0.0.1",
    "docker0": "172.17.0.1",
    "br-4f1a": "172.18.0.1",
    "virbr0": "192.168.122.1",
    "eth1": "169.254.7.7",
    "wlp2s0": "192.168.8.10",
    "enp0s3": "10.0.0.7",
    "tun0": "10.8.0.2",
}


def adapters(found: dict[str, str]) -> list[Adapter]:
    return [
        Adapter(name, name, [IP(("fe80::1", 0, 2), 64, name), IP(address, 24, name)]) for name, address in found.items()
    ]


def test_the_address_with_the_route_comes_first_and_those_of_virtual_machines_last() -> None:
    aside = ("172.17.0.1", "172.18.0.1", "192.168.122.1", "10.8.0.2")
    assert in_order(adapters(LINUX), "10.0.0.7") == ("10.0.0.7", "192.168.8.10", *aside)
    assert in_order(adapters(LINUX), "") == ("192.168.8.10", "10.0.0.7", *aside)


def test_a_laptop_that_is_its_own_hotspot_has_an_address_without_a_route() -> None:
    assert in_order(adapters({"lo": "127.0.0.1", "wlan0": "10.42.0.1"}), "") == ("10.42.0.1",)
    assert in_order(adapters({"lo": "127.0.0.1", "eth0": "169.254.7.7"}), "") == ()


def test_on_windows_the_name_that_people_see_tells_a_virtual_machine() -> None:
    found = [
        Adapter("{1}", "Hyper-V Virtual Ethernet Adapter", [IP("172.30.0.1", 20, "vEthernet (WSL)")]),
        Adapter("{2}", "VirtualBox Host-Only Ethernet Adapter", [IP("192.168.56.1", 24, "Ethernet 2")]),
        Adapter("{3}", "Intel(R) Wi-Fi 6 AX201", [IP("192.168.8.10", 24, "Wi-Fi")]),
    ]
    assert in_order(found, "") == ("192.168.8.10", "172.30.0.1", "192.168.56.1")


def test_an_adapter_that_stands_for_the_real_one_is_first_where_it_has_the_route() -> None:
    found = adapters({"vEthernet (External)": "192.168.8.10", "Ethernet 2": "10.0.0.7"})
    assert in_order(found, "192.168.8.10") == ("192.168.8.10", "10.0.0.7")


@pytest.mark.parametrize("tunnel", ["tun0", "utun4", "wg0", "ppp0", "tailscale0", "OpenVPN Wintun"])
def test_a_tunnel_is_last_even_where_it_has_the_route(tunnel: str) -> None:
    found = adapters({tunnel: "10.8.0.2", "docker0": "172.17.0.1", "wlan0": "192.168.8.10"})
    assert in_order(found, "10.8.0.2") == ("192.168.8.10", "172.17.0.1", "10.8.0.2")


@pytest.mark.parametrize("container", ["podman0", "cni-podman1", "lxcbr0", "lxdbr0"])
def test_a_network_of_containers_comes_after_that_of_the_room(container: str) -> None:
    assert in_order(adapters({container: "10.88.0.1", "wlan0": "192.168.8.10"}), "") == ("192.168.8.10", "10.88.0.1")


def test_the_adapters_that_the_system_names_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.process.own_addresses.get_adapters", lambda: adapters({"wlan0": "198.51.100.7"}))
    assert own_addresses() == ("198.51.100.7",)


def test_this_machine_can_be_asked() -> None:
    found = {IPv4Address(each.ip) for adapter in get_adapters() for each in adapter.ips if isinstance(each.ip, str)}
    assert any(each.is_loopback for each in found)
    assert {IPv4Address(each) for each in own_addresses()} == {
        each for each in found if not each.is_loopback and not each.is_link_local
    }
    assert routed_address() in {"", *own_addresses()}


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST", "a.localhost", "127.0.0.1", "127.8.8.8", "::1", "[::1]", "::"]
)
def test_a_name_of_the_machine_for_itself(host: str) -> None:
    assert is_own_loopback(host)


@pytest.mark.parametrize("host", ["laptop", "10.0.0.7", "notlocalhost", "localhost.example.org", "", "fd00::1"])
def test_a_name_for_others(host: str) -> None:
    assert not is_own_loopback(host)
