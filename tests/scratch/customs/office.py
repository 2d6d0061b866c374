"""The office: what it is told of, and where its words lie."""

from __future__ import annotations

from simulation.kernel.offices import OfficeRecord, OfficeTask
from simulation.kernel.terms import Office

CUSTOMS = Office("customs")

RECORD = OfficeRecord(CUSTOMS, shares=(OfficeTask.INQUIRIES,), package="tests.scratch.customs")
