"""Small builders: a world of two countries in which Alba's police look at the owner of a quay agent."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest

from simulation.casework.documents.document import Assertion, AssertionKind, Cell, CellKind, Document, Origin, Use
from simulation.casework.documents.from_traces import render
from simulation.casework.documents.kinds.all_kinds import BY_KIND
from simulation.casework.file.case_file import CaseFile
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Facts
from simulation.kernel.traces import Trace, TraceKind
from simulation.scenario.schema.country import (
    Archetype,
    ChainRole,
    Country,
    CourtUse,
    Naming,
    Offence,
    Retention,
    Staff,
    Tradition,
)
from simulation.scenario.schema.play import DocumentKind

ALBA = "ALB"
BRAVA = "BRV"
DAY = 86_400

OWNER, NOMINEE, CLERK, BROKER = "cast/owner", "cast/nominee", "cast/clerk", "cast/broker"
QUAY, TRADING = "company/quay", "company/trading"
QUAY_ACCOUNT, TRADING_ACCOUNT, OWN_ACCOUNT = "account/quay", "account/trading", "account/owner"
BOX, PORT, VAN = "container/quay", "place/quay", "vehicle/owner"
OWNER_PHONE, BROKER_PHONE = "phone/owner", "phone/broker"


def _entity(key: str, kind: EntityKind, label: str, country: str = ALBA, **details: str) -> Entity:
    return Entity(key, kind, label, country, tuple(details.items()))


WORLD = {
    entity.key: entity
    for entity in (
        _entity(VAN, EntityKind.VEHICLE, "XA-482 913"),
        _entity(OWNER, EntityKind.PERSON, "Ordo Vell", born="1979-03-02", address="Hill Row 4"),
        _entity(NOMINEE, EntityKind.PERSON, "Nina Osk"),
        _entity(CLERK, EntityKind.PERSON, "Clar Emmet"),
        _entity(BROKER, EntityKind.PERSON, "Bren Okar", BRAVA),
        _entity(QUAY, EntityKind.COMPANY, "Quay Agents"),
        _entity(TRADING, EntityKind.COMPANY, "Harbour Trading", BRAVA),
        _entity(QUAY_ACCOUNT, EntityKind.ACCOUNT, "XA01 0001", holder=QUAY),
        _entity(TRADING_ACCOUNT, EntityKind.ACCOUNT, "XB01 0002", BRAVA, holder=TRADING),
        _entity(OWN_ACCOUNT, EntityKind.ACCOUNT, "XA01 0003", holder=OWNER),
        _entity(BOX, EntityKind.CONTAINER, "QZZU 204418"),
        _entity(PORT, EntityKind.PLACE, "North quay"),
        _entity(OWNER_PHONE, EntityKind.PHONE, "+XA 555 0001"),
        _entity(BROKER_PHONE, EntityKind.PHONE, "+XB 555 0002", BRAVA),
    )
}


def a_trace(kind: TraceKind, *subjects: str, n: int = 0, time: int | None = None, **facts: str | int) -> Trace:
    at = n * DAY if time is None else time
    given: Facts = tuple(facts.items())
    return Trace(f"{kind}/{'+'.join(subjects)}/{n}", kind, at, ALBA, f"keeper of {kind}", None, subjects, given)


def transfer(a: str, b: str, n: int = 0, amount_minor: int = 100) -> Trace:
    return a_trace(TraceKind.TRANSFER, a, b, n=n, amount_minor=amount_minor, purpose="freight")


def knowledge(*subjects: str, asserts: str, n: int = 0, exculpates: str = "") -> Trace:
    return a_trace(TraceKind.KNOWLEDGE, *subjects, n=n, statement="seals", asserts=asserts, exculpates=exculpates)


def words(key: str) -> str:
    return {
        "statement.seals": "{0} saw {1} change the seals of {2}.",
        "spoken.courier": "\n{1} carried.\n{1} did too.\nAnd {1}.\n",
    }.get(key, key)


AT_HOME = Use(is_evidence=True, origin=Origin.HOME)
LEAD = Use(is_evidence=False, origin=Origin.HOME)


def a_paper(
    kind: DocumentKind, target: str, *traces: Trace, use: Use = AT_HOME, key: str = "", status: str = ""
) -> Document:
    name = key or f"{kind}/{target}"
    return render(BY_KIND[kind], target, traces, WORLD, name, 100 * DAY, use, words, status=status)


def says(kind: str, subject: str, obj: str = "", n: int = 1, source: str = "") -> tuple[Assertion, ...]:
    """The same assertion on n different records."""
    return tuple(
        Assertion(AssertionKind(kind), subject, obj, place * DAY, 0, (f"{kind}/{subject}/{obj}/{place}",), source)
        for place in range(n)
    )


def a_note(
    said: Iterable[Assertion],
    *,
    key: str = "note",
    kind: DocumentKind = DocumentKind.SURVEILLANCE_LOG,
    about: str = "",
    use: Use = AT_HOME,
    custodian: str = "Police of Alba",
    exculpates: tuple[str, ...] = (),
    status: str = "",
) -> Document:
    """A paper that says just this."""
    kept = tuple(said)
    about = about or (kept[0].subject if kept else OWNER)
    named = {about, *exculpates, *(each.subject for each in kept), *(each.object for each in kept)} - {""}
    return Document(
        key=key,
        form=BY_KIND[kind],
        custodian=custodian,
        country=ALBA,
        dated=0,
        about=about,
        period=None,
        heading=(("status", Cell(CellKind.CODE, status)),) if status else (),
        columns=(),
        rows=(),
        mentions=tuple(WORLD[name] for name in sorted(named)),
        assertions=kept,
        exculpates=exculpates,
        use=use,
    )


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The rules say no, with this code."""
    with pytest.raises(RuleViolation) as refusal:
        yield
    assert refusal.value.code == code


def a_file(*documents: Document, country: str = ALBA) -> CaseFile:
    file = CaseFile(country)
    for place, document in enumerate(documents):
        file.add(document, place * DAY)
    return file


TRAFFICKING = Offence(
    key="trafficking",
    elements=("goods_illicit", "possession_or_transport", "knowledge"),
    max_years=15,
    limitation_years=20,
)


def a_country(
    tradition: Tradition = Tradition.CIVIL, court_use: CourtUse = CourtUse.WITH_CONSENT, review_days: int = 90
) -> Country:
    return Country(
        code=ALBA,
        played=True,
        archetype=Archetype.SPECIALISED,
        chain_role=ChainRole.COAST,
        languages=("alban",),
        tradition=tradition,
        police_information_in_court=court_use,
        surrenders_nationals=False,
        death_penalty=False,
        appeal_right=True,
        short_freeze_days=5,
        freeze_review_days=review_days,
        bank_prefix="XA",
        phone_prefix="+XA",
        staff=Staff(
            lawyers=2, translators=1, registry=1, executors=3, surveillance_teams=2, investigators=4, analysts=2
        ),
        retention=Retention(bank=1800, calls=180, port=365, border=365),
        offences=(TRAFFICKING,),
        naming=Naming(
            given=tuple(f"Given{n}" for n in range(12)),
            family=tuple(f"Family{n}" for n in range(16)),
            towns=("One", "Two", "Three"),
            streets=tuple(f"Street {n}" for n in range(6)),
            companies=tuple(f"Firm {n}" for n in range(8)),
            company_forms=("Trade A", "Trade B", "Trade C"),
        ),
        outline=((0, 0), (1, 0), (0, 1)),
        label_at=(0, 0),
    )
