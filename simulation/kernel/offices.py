"""The offices of a country: one record each, with the tasks that it has and the channel that it speaks on.

Which acts an office may do in a procedure, and which measures it may order, stand in the rows of those; what is asked
in code stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulation.kernel.shared import shared
from simulation.kernel.terms import Office


class OfficeTask(StrEnum):
    """A task that one office leads and others share."""

    LETTERS = "letters"
    """Writes letters of request, and works with what they bring."""

    CENTRAL_AUTHORITY = "central_authority"
    """Approves, sends, receives and answers letters of request (UNTOC article 18(13))."""

    CHARGES = "charges"
    """Charges people and brings them to trial."""

    INQUIRIES = "inquiries"
    """Inquires at home and protects people: hears of what is seized, reported or at risk."""

    NOTICES = "notices"
    """Keeps the bureau that asks for notices."""

    REPORTS = "reports"
    """Takes in reports of suspicion and decides on each."""

    ASSETS = "assets"
    """Watches over restrained money."""


@shared
@dataclass(frozen=True, slots=True)
class OfficeRecord:
    """An office as it is declared.

    Attributes:
        code: The office.
        leads: Tasks that are its own: it acts, and is told first.
        shares: Tasks of another office of which it is told.
        speaks_on: The informal channel on which it asks its counterparts abroad, a `Route`; "" for none.
        package: The package in which its words lie, as `words.toml`: `office.<code>` and, where tables are narrow,
            `office_short.<code>`; "" for those of the catalogue.
    """

    code: Office
    leads: tuple[OfficeTask, ...] = ()
    shares: tuple[OfficeTask, ...] = ()
    speaks_on: str = ""
    package: str = ""


@shared
@dataclass(frozen=True, slots=True)
class Offices:
    """The offices that there are, in the order of the pages; each country has those that its scenario gives it."""

    records: tuple[OfficeRecord, ...]

    @property
    def codes(self) -> tuple[Office, ...]:
        """Their codes, in order."""
        return tuple(each.code for each in self.records)

    def leading(self, task: OfficeTask) -> tuple[Office, ...]:
        """The offices whose own task it is."""
        return tuple(each.code for each in self.records if task in each.leads)

    def with_task(self, task: OfficeTask) -> tuple[Office, ...]:
        """The offices that have to do with a task, those that lead it first."""
        return (*self.leading(task), *(each.code for each in self.records if task in each.shares))

    def speaking_on(self, channel: str) -> tuple[Office, ...]:
        """The offices that speak on an informal channel; none for that of letters."""
        return tuple(each.code for each in self.records if channel and each.speaks_on == channel)

    def asking_on(self, channel: str) -> tuple[Office, ...]:
        """The offices that write what goes by a channel: those that speak on it, else the writers of letters."""
        return self.speaking_on(channel) or self.with_task(OfficeTask.LETTERS)


OFFICES = Offices(
    (
        OfficeRecord(Office.AUTHORITY, leads=(OfficeTask.CENTRAL_AUTHORITY,), shares=(OfficeTask.LETTERS,)),
        OfficeRecord(
            Office.PROSECUTOR,
            leads=(OfficeTask.LETTERS, OfficeTask.CHARGES, OfficeTask.ASSETS),
            shares=(OfficeTask.CENTRAL_AUTHORITY, OfficeTask.INQUIRIES),
        ),
        OfficeRecord(
            Office.POLICE,
            leads=(OfficeTask.INQUIRIES, OfficeTask.NOTICES),
            shares=(OfficeTask.CHARGES,),
            speaks_on="police",
        ),
        OfficeRecord(Office.FIU, leads=(OfficeTask.REPORTS,), shares=(OfficeTask.ASSETS,), speaks_on="fiu"),
    )
)
"""Those that ship, in the order of the pages: a country has the members of `Office`, others by its scenario."""
