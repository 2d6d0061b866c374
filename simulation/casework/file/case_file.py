"""A country's case file: papers in order of receipt, what they show, what the team claims, does and has blocked.

Pure state: it knows what was put into it and nothing of the world. Changes go through methods; each returns what
changed, or raises and changes nothing. Adding the same thing twice changes nothing.
"""

from __future__ import annotations

from copy import copy, deepcopy
from dataclasses import replace

from simulation.casework.documents.document import Document, Origin
from simulation.casework.file.case_plan import Plan, plan_key
from simulation.casework.file.changes import Change, ChangeCode
from simulation.casework.file.charges import Appeal, Charge, RaisedPoint, Ruling
from simulation.casework.file.measures import Measure, MeasureAction, advance_measure
from simulation.casework.file.received_documents import Papers
from simulation.casework.file.reports import Report, triage
from simulation.casework.file.restrained_assets import Asset, AssetAction, advance_asset
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.registers import Register
from simulation.scenario.schema.country import Offence
from simulation.scenario.schema.play import DocumentKind


class CaseFile(Papers):
    """The file of one country: its papers and board, and the reports, measures, blocked money and charges."""

    def __init__(self, country: str) -> None:
        """Start empty.

        Args:
            country: Its code.
        """
        super().__init__(country)
        self.reported: Register[str, Report] = Register()
        self.ordered: Register[str, Measure] = Register()
        self.blocked: Register[str, Asset] = Register()
        self.charged: Register[str, Charge] = Register()
        self.planned: Register[str, Plan] = Register()
        self.revision = 0
        self._count()

    def _count(self) -> None:
        """Count from now on what changes in any register of the file."""
        for held in (*vars(self).values(), *vars(self.board).values()):
            if isinstance(held, Register):
                held.within = self

    def __setstate__(self, fields: dict[str, object]) -> None:
        """A copy counts its own changes."""
        self.__dict__.update(fields)
        self._count()

    def for_trial(self) -> CaseFile:
        """The file with a board and a plan of its own, on which somebody tries what they allow."""
        trial = CaseFile.__new__(CaseFile)
        trial.__dict__.update(self.__getstate__())
        trial.board, trial.planned = deepcopy(self.board), copy(self.planned)
        return trial

    @property
    def reports(self) -> tuple[Report, ...]:
        """Reports of the unit's stream, in order of receipt."""
        return tuple(self.reported.values())

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Measures ordered, in order."""
        return tuple(self.ordered.values())

    @property
    def assets(self) -> tuple[Asset, ...]:
        """Accounts that are or were blocked, in order."""
        return tuple(self.blocked.values())

    @property
    def charges(self) -> tuple[Charge, ...]:
        """Charges brought, in order."""
        return tuple(self.charged.values())

    @property
    def plans(self) -> tuple[Plan, ...]:
        """Suspects and offences in the case plan, in the order in which they were put there."""
        return tuple(self.planned.values())

    @property
    def charges_brought(self) -> int:
        """How many charges were brought."""
        return len(self.charged)

    def report(self, key: str) -> Report | None:
        """The report whose document has this key."""
        return self.reported.get(key)

    def measure(self, key: str) -> Measure | None:
        """The measure with this key."""
        return self.ordered.get(key)

    def asset(self, account: str) -> Asset | None:
        """What is blocked on an account, None if nothing ever was."""
        return self.blocked.get(account)

    def charge(self, key: str) -> Charge | None:
        """The charge with this key."""
        return self.charged.get(key)

    def add(self, document: Document, received: int, source: str = "") -> tuple[Change, ...]:
        """File a paper (see `Papers.add`); a report from the country's own banks also enters the unit's stream."""
        changes = super().add(document, received, source)
        is_report = document.kind is DocumentKind.SUSPICIOUS_REPORT and document.use.origin is Origin.HOME
        if changes and is_report:
            self.reported[document.key] = Report(document.key, received)
            changes += (Change(ChangeCode.REPORT_RECEIVED, document.key, (document.key,)),)
        return changes

    def triage(self, key: str, decision: str, to: str, now: int) -> tuple[Change, ...]:
        """Decide on a report of the unit's stream (see `reports.Triage`).

        Raises:
            RuleViolation: `report.unknown`, and those of `reports.triage`.
        """
        report = self.reported.get(key)
        if report is None:
            raise RuleViolation("report.unknown", report=key)
        self.reported[key] = triage(report, decision, to, now)
        return (Change(ChangeCode.REPORT_TRIAGED, key, (key,), (("decision", decision), ("to", to))),)

    def plan(self, person: str, offence: str, now: int, *, planned: bool) -> tuple[Change, ...]:
        """Put a suspect and an offence into the case plan, or take them out; what is so already changes nothing.

        Raises:
            RuleViolation: `board.unknown_entity`, `charge.not_a_person`.
        """
        key = plan_key(person, offence)
        if planned and self._known(person).kind is not EntityKind.PERSON:
            raise RuleViolation("charge.not_a_person", person=person)
        if planned == (key in self.planned):
            return ()
        if planned:
            self.planned[key] = Plan(key, person, offence, now)
        else:
            del self.planned[key]
        return (Change(ChangeCode.PLAN_MADE if planned else ChangeCode.PLAN_DROPPED, key),)

    def open_measure(self, measure: Measure) -> tuple[Change, ...]:
        """Enter a measure that was checked and ordered; the same key again changes nothing."""
        if measure.key in self.ordered:
            return ()
        self.ordered[measure.key] = measure
        self.concerned.append(measure.target)
        return (_measure_change(measure),)

    def move_measure(self, key: str, action: MeasureAction, now: int, result: str = "") -> tuple[Change, ...]:
        """Enter what became of a measure.

        Raises:
            RuleViolation: `measure.unknown`, `measure.not_possible`.
        """
        measure = self.ordered.get(key)
        if measure is None:
            raise RuleViolation("measure.unknown", measure=key)
        self.ordered[key] = advance_measure(measure, action, now, result)
        self.concerned.append(measure.target)
        return (_measure_change(self.ordered[key]),)

    def teams_busy(self) -> int:
        """Surveillance teams that the country's measures have, or will have: before a judge and in the queue."""
        return sum(measure.teams for measure in self.ordered.values())

    def move_asset(
        self,
        account: str,
        action: AssetAction,
        *,
        country: str,
        amount_minor: int,
        source: str,
        now: int,
        until: int | None = None,
        ground: str = "",
    ) -> tuple[Change, ...]:
        """Enter what became of money on an account (see `assets.advance_asset`).

        Raises:
            RuleViolation: `asset.not_possible`.
        """
        asset = advance_asset(
            self.blocked.get(account),
            action,
            account=account,
            country=country,
            amount_minor=amount_minor,
            source=source,
            now=now,
            until=until,
            ground=ground,
        )
        self.blocked[account] = asset
        facts = (("state", asset.state.value), ("amount_minor", amount_minor), ("source", source))
        return (Change(ChangeCode.ASSET_MOVED, account, facts=facts),)

    def credit_asset(self, account: str, amount_minor: int) -> None:
        """Enter that more money came in on an account while it is blocked: what is held there now."""
        asset = self.blocked[account]
        self.blocked[account] = replace(asset, amount_minor=amount_minor, version=asset.version + 1)

    def check_charge(self, person: str, offence: Offence, documents: tuple[str, ...]) -> None:
        """Whether a person may be charged so, changing nothing: a paper that stands as evidence has to name the person.

        Raises:
            RuleViolation: `board.unknown_entity`, `charge.not_a_person`, `file.unknown_document`,
                `charge.needs_evidence`, `charge.already_charged`.
        """
        if self._known(person).kind is not EntityKind.PERSON:
            raise RuleViolation("charge.not_a_person", person=person)
        if not any(paper.use.stands and paper.names(person) for paper in self.told(documents, person)):
            raise RuleViolation("charge.needs_evidence", person=person)
        one = self.identities(person)
        for known in self.charged.values():
            accused = one.get(known.person, known.person)
            if (accused, known.offence) == (person, offence.key) and known.outcome != "dismissal":
                raise RuleViolation("charge.already_charged", person=person, offence=offence.key)

    def bring_charge(
        self, key: str, person: str, offence: Offence, documents: tuple[str, ...], now: int, trial_at: int
    ) -> tuple[Change, ...]:
        """Charge a person; the same key again changes nothing.

        Raises:
            RuleViolation: Those of `check_charge`.
        """
        if key in self.charged:
            return ()
        self.check_charge(person, offence, documents)
        kept = tuple(dict.fromkeys(documents))
        self.concerned.append(person)
        self.charged[key] = Charge(key, person, offence.key, offence.elements, now, trial_at, kept)
        return (Change(ChangeCode.PERSON_CHARGED, key, kept, (("person", person), ("offence", offence.key))),)

    def supplement_charge(self, key: str, documents: tuple[str, ...]) -> tuple[Change, ...]:
        """Add papers to a charge before the verdict: more proof, or disclosure.

        Raises:
            RuleViolation: `charge.unknown`, `charge.decided`, `file.unknown_document`.
        """
        charge = self._undecided(key)
        self.chosen(documents)
        kept = tuple(dict.fromkeys((*charge.documents, *documents)))
        if kept == charge.documents:
            return ()
        self.charged[key] = replace(charge, documents=kept, version=charge.version + 1)
        return (Change(ChangeCode.CHARGE_SUPPLEMENTED, key, documents),)

    def hear_by_video(self, key: str, witness: str) -> None:
        """Enter that a witness is heard by video link.

        Raises:
            RuleViolation: `charge.unknown`, `charge.decided`.
        """
        charge = self._undecided(key)
        self.charged[key] = replace(charge, by_video=(*charge.by_video, witness), version=charge.version + 1)

    def hear_charge(self, key: str, *, heard: bool) -> None:
        """Enter whether people play the court.

        Raises:
            RuleViolation: `charge.unknown`, `charge.decided`.
        """
        charge = self._undecided(key)
        self.charged[key] = replace(charge, heard=heard, version=charge.version + 1)

    def raise_point(self, key: str, point: RaisedPoint) -> None:
        """Enter a point that whoever plays the defence adds.

        Raises:
            RuleViolation: `charge.unknown`, `charge.decided`.
        """
        charge = self._undecided(key)
        self.charged[key] = replace(charge, raised=(*charge.raised, point), version=charge.version + 1)

    def rule_on_charge(self, key: str, ruling: Ruling) -> Charge:
        """Enter the reasoned ruling of a court that people play; the verdict follows it.

        Raises:
            RuleViolation: `charge.unknown`, `charge.decided`.
        """
        charge = self.charged[key] = replace(self._undecided(key), ruling=ruling)
        return charge

    def decide_charge(
        self, key: str, outcome: str, reasons: tuple[str, ...], now: int, months: int = 0, grounds: tuple[str, ...] = ()
    ) -> tuple[Change, ...]:
        """Enter the court's verdict, or that of the court of appeal, and the sentence after a conviction.

        Raises:
            RuleViolation: `charge.unknown`, `charge.decided`.
        """
        charge = self.charge(key)
        if charge is None or charge.appeal is not Appeal.LODGED:
            charge = self._undecided(key)
        self.concerned.append(charge.person)
        self.charged[key] = replace(
            charge,
            outcome=outcome,
            reasons=reasons,
            decided=now,
            months=months,
            grounds=grounds,
            version=charge.version + 1,
        )
        return (Change(ChangeCode.CHARGE_DECIDED, key, charge.documents, (("outcome", outcome),)),)

    def move_appeal(self, key: str, appeal: Appeal, until: int | None) -> None:
        """Enter where the way from a verdict to a final one stands."""
        charge = self.charged[key]
        self.charged[key] = replace(charge, appeal=appeal, appeal_until=until, version=charge.version + 1)

    def _undecided(self, key: str) -> Charge:
        charge = self.charged.get(key)
        if charge is None:
            raise RuleViolation("charge.unknown", charge=key)
        if charge.outcome:
            raise RuleViolation("charge.decided", charge=key)
        return charge


def _measure_change(measure: Measure) -> Change:
    facts = (("status", measure.status.value), ("result", measure.result), ("target", measure.target))
    return Change(ChangeCode.MEASURE_MOVED, measure.key, measure.grounds, facts)
