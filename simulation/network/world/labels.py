"""What papers print: names, numbers and codes of entities, by keyed draws from frozen pools.

Every label is a function of the seed and the entity's key. Names come from the scenario's invented pools; account
numbers, telephone numbers and container numbers have the form of real ones and cannot exist: the prefixes are assigned
to nobody, and the check digits are our own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from simulation.kernel.draws import Draws, Purpose
from simulation.scenario.schema.country import Country
from simulation.scenario.schema.scenario import FrozenScenario

TRIES = 24
"""How often another label is tried when one is taken; people may share a name in the end, numbers are wide enough."""


class Labels:
    """Gives every entity its printed name or number, and remembers which ones are taken."""

    def __init__(self, frozen: FrozenScenario, draws: Draws) -> None:
        """Read the pools."""
        self._names = frozen.names
        self._draws = draws
        self._start = frozen.scenario.start
        self._taken: set[str] = set()
        self._families: set[str] = set()
        self._addresses: dict[str, str] = {}

    def person(self, key: str, country: str) -> str:
        """A person's full name; two people may share one by chance."""
        pool = self._names[country]["person"]
        return pool[self._draws.below(len(pool), Purpose.NAME, key)]

    def own_name(self, key: str, country: str) -> str:
        """A full name for somebody of the story: nobody has it, and nobody else of the story has the family name.

        As long as the pool has one; else a name that nobody has.
        """
        pool = self._names[country]["person"]
        for attempt in range(TRIES):
            label = pool[self._draws.below(len(pool), Purpose.NAME, key, attempt)]
            family = label.partition(" ")[2]
            if label not in self._taken and family not in self._families:
                self._taken.add(label)
                self._families.add(family)
                return label
        return self._distinct(key, pool)

    def company(self, key: str, country: str) -> str:
        """A company's registered name, different from others as long as the pool has one."""
        return self._distinct(key, self._names[country]["company"])

    def town(self, key: str, country: str) -> str:
        """A town of the country."""
        pool = self._names[country]["town"]
        return pool[self._draws.below(len(pool), Purpose.ADDRESS, key, "town")]

    def address(self, key: str, country: str) -> str:
        """Street, number and town."""
        streets = self._names[country]["street"]
        u = self._draws.uniform(Purpose.ADDRESS, key)
        wide = u * len(streets)
        place = min(int(wide), len(streets) - 1)
        return f"{streets[place]} {1 + int((wide - place) * 140)}, {self.town(key, country)}"

    def born(self, key: str, youngest: int = 22, oldest: int = 63) -> str:
        """Date of birth of somebody of these ages at the start, in ISO form."""
        days = youngest * 365 + self._draws.below((oldest - youngest) * 365, Purpose.BIRTH, key)
        return (self._start - timedelta(days=days)).isoformat()

    def born_at_age(self, key: str, age: int) -> str:
        """Date of birth of somebody who has had so many birthdays at the start, in ISO form."""
        birthdays = age * 365 + age // 4 + 1
        return (self._start - timedelta(days=birthdays + self._draws.below(360, Purpose.BIRTH, key))).isoformat()

    def calendar(self, day: int) -> str:
        """The calendar date of a day of the scenario, in ISO form; day 0 is the start."""
        return (self._start + timedelta(days=day)).isoformat()

    def account(self, key: str, country: Country) -> str:
        """An account number such as `XK07 5512 0043 9917`: prefix, our own check digits, twelve digits."""
        return self._numbered(key, country.bank_prefix, _account)

    def wallet(self, key: str, country: Country) -> str:
        """An account with a provider of virtual assets, such as `XKVA 5512 0043 9917`."""
        return self._numbered(key, country.bank_prefix, _wallet)

    def phone(self, key: str, country: Country) -> str:
        """A telephone number such as `+XV 555 0142`."""
        return self._numbered(key, country.phone_prefix, _phone)

    def vehicle(self, key: str, country: Country) -> str:
        """A number plate such as `XK-482 913`."""
        return self._numbered(key, country.bank_prefix, _plate)

    def address_of_net(self, phone: str) -> str:
        """The address that a provider gives to a number: of the range that is kept for documentation (RFC 3849)."""
        known = self._addresses.get(phone)
        if known is None:
            wide = int(self._draws.uniform(Purpose.NUMBER, phone, "address") * 0x1_0000_0000)
            known = self._addresses[phone] = f"2001:db8:{wide >> 16:x}:{wide & 0xFFFF:x}::1"
        return known

    def container(self, key: str) -> str:
        """A container number such as `QZZU 204418`."""
        return self._numbered(key, "QZZU", _container)

    def _numbered(self, key: str, prefix: str, form: Callable[[str, float], str]) -> str:
        label = ""
        for attempt in range(TRIES):
            label = form(prefix, self._draws.uniform(Purpose.NUMBER, key, attempt))
            if label not in self._taken:
                break
        self._taken.add(label)
        return label

    def _distinct(self, key: str, pool: tuple[str, ...]) -> str:
        label = ""
        for attempt in range(TRIES):
            label = pool[self._draws.below(len(pool), Purpose.NAME, key, attempt)]
            if label not in self._taken:
                break
        self._taken.add(label)
        return label


def _account(prefix: str, u: float) -> str:
    digits = f"{int(u * 1_000_000_000_000):012d}"
    check = sum((index + 3) * int(digit) for index, digit in enumerate(digits)) % 97 + 2
    return f"{prefix}{check:02d} {digits[:4]} {digits[4:8]} {digits[8:]}"


def _wallet(prefix: str, u: float) -> str:
    digits = f"{int(u * 1_000_000_000_000):012d}"
    return f"{prefix}VA {digits[:4]} {digits[4:8]} {digits[8:]}"


def _phone(prefix: str, u: float) -> str:
    digits = f"{int(u * 10_000_000):07d}"
    return f"{prefix} {digits[:3]} {digits[3:]}"


def _plate(prefix: str, u: float) -> str:
    digits = f"{int(u * 1_000_000):06d}"
    return f"{prefix}-{digits[:3]} {digits[3:]}"


def _container(prefix: str, u: float) -> str:
    return f"{prefix} {int(u * 1_000_000):06d}"
