"""What a complete request says (law.md 1.3 and 5.1), written from the file: every content that the request needs.

The prose is plain and short on purpose: people rate prose, the program only sees that it is there.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from simulation.casework.documents.document import AssertionKind as Says
from simulation.casework.documents.kinds.all_kinds import BY_KIND
from simulation.casework.proof.elements import brings_gain
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity, EntityKind
from simulation.law.assessment.dual_criminality import LISTED, listed
from simulation.law.book.assistance_types import Kind, kind_of
from simulation.law.book.content import Content
from simulation.law.book.governance import Regime, first_choice, regime_of, stated
from simulation.law.book.transmission import ORAL, agreed_way
from simulation.players.letters.urgency import LossToCome
from simulation.players.turn.file_analysis import FileAnalysis
from simulation.players.turn.parameters import PolicyMistake, PolicyParameters
from simulation.players.turn.turn import Turn
from simulation.scenario.schema.country import Channel, Country, CountryPair, Offence
from simulation.scenario.schema.play import Route, Sought

LONGEST_PERIOD_DAYS = 365
"""Records of at most so many days are asked for: a year, which nobody calls too much (assumption)."""

SINCE_LONG_AGO_DAYS = 3650
"""For so many days back a beginner asks: ten years, which is fishing (law.md 5.3 M2; assumption)."""

BEFORE_DAYS = 45
"""Days asked for before the first act that the grounds record (assumption)."""

SECRECY = "If the person concerned learns of the request, he or she may move money or leave the country"

CONTACTS = "The annex lists the questions on this matter that we have sent to you through other channels"

TREATY_FIRST = "UNTOC"
"""The convention on organised crime is relied on where nothing that binds the pair provides what is asked."""

_MONEY = frozenset({EntityKind.ACCOUNT, EntityKind.COMPANY})

_BESIDES: dict[Sought, tuple[str, ...]] = {Sought.SEARCH: ("F8",), Sought.SURRENDER: ("F5", "F7")}
"""Formalities that do not follow from the papers which come back (law.md 5.4)."""

_WANTED: dict[Sought, str] = {
    Sought.BANK_RECORDS: "Account statements and the account file, with the holder and the beneficial owner",
    Sought.CALL_RECORDS: "Call records, with the subscribers of both numbers",
    Sought.PORT_RECORDS: "The port log, with movements, seals and border checks",
    Sought.TRAVEL_RECORDS: "Records of border crossings, and of stays in hotels and guest houses",
    Sought.STATEMENT: "Hearing of the person as a witness, on the questions in the annex",
    Sought.SEARCH: "Search, with an inventory of what is seized",
    Sought.SERVICE: "Service of the document in the annex",
    Sought.FREEZE: "Freezing of the money in the account, so that it can be confiscated later",
    Sought.SURRENDER: "Surrender for trial",
    Sought.PERSON_CHECK: "What your registers show about this person: movements, telephones and companies",
    Sought.CONTAINER_CHECK: "Where this container is, and what your registers show about it",
    Sought.PHONE_CHECK: "Who the subscriber of this number is",
    Sought.ACCOUNT_CHECK: "Whether you know this account, who holds it, and whether a bank has reported it",
    Sought.OWNER_CHECK: "Who directs and owns this company, and where it holds accounts",
    Sought.PROPERTY_TRACE: "What this person or company has in your country: accounts, companies, who controls them",
    Sought.POSTPONEMENT: "A hold on the money in this account for as long as your law allows",
}


def _wanted(sought: Sought) -> str:
    """What is asked for, in the policies' own words, else in those of the law book."""
    return _WANTED.get(sought) or kind_of(sought).name


@cache
def _formalities(sought: Sought) -> tuple[str, ...]:
    """Formalities without which the usual forum throws out, or weighs less, the papers that a request brings.

    A certificate for records, oath and rights of the defence for what somebody says, chain of custody for things that
    were secured (law.md 5.4; the rules are those of `usability.toml`).
    """
    forms = [BY_KIND[paper] for paper in kind_of(sought).papers]
    is_spoken = any(form.is_spoken for form in forms)
    by_paper = {
        "F1": any(form.is_record for form in forms),
        "F2": is_spoken,
        "F4": any(form.is_secured for form in forms),
        "F7": is_spoken,
    }
    wanted = dict.fromkeys((*(each for each, wants in by_paper.items() if wants), *_BESIDES.get(sought, ())))
    return tuple(wanted) or ("F1",)


_SAID: dict[str, str] = {
    Says.HOLDS: "{0} holds {1}",
    Says.OWNS: "{0} owns {1}",
    Says.PAID: "{0} paid {1}",
    Says.CALLED: "{0} called {1}",
    Says.SUBSCRIBES: "{0} is the subscriber of {1}",
    Says.MOVED: "{0} moved {1}",
    Says.CONSIGNED: "{0} was the consignee of {1}",
    Says.AT: "{0} was at {1}",
    Says.DIRECTS: "{0} directs {1}",
    Says.STATED: "{0} made a statement about {1}",
    Says.CARRIED: "{0} carried {1}",
    Says.THREATENED: "{0} is threatened by {1}",
    Says.INSTRUCTED: "{0} gave orders to {1}",
    Says.FOUND: "{0} was found at {1}",
    Says.RELEASED: "{0} released {1}",
    Says.SERVES: "{0} holds a post at {1}",
    Says.KNEW: "{0} knew of {1}",
    Says.REPORTED: "a bank reported {0}, an account of {1}",
    Says.RECRUITED: "{0} recruited {1}",
    Says.TRANSPORTED: "{0} transported {1} from one place to another",
    Says.HARBOURED: "{0} harboured {1}",
    Says.COERCED: "{0} forced {1}",
    Says.EXPLOITED: "{0} profits from the work of {1}",
    Says.DECEIVED: "{0} deceived {1}",
    Says.MISSING: "{0} is missing and was last seen at {1}",
    Says.HELD_AT: "{0} is held at {1}",
    Says.IDENTIFIED: "{0} appeared to be a victim at {1}",
    Says.FORGED: "{0} gave false documents to {1}",
}
"""What a paper says of two entities, as a sentence of a letter."""


def content_for(
    desk: Turn,
    sought: Sought,
    requested: str,
    target: Entity,
    grounds: tuple[str, ...],
    *,
    urgent: LossToCome | None = None,
) -> Content:
    """Everything that a request for this needs.

    Args:
        desk: The desk that drafts it.
        sought: What is asked for.
        requested: Who is asked.
        target: About what.
        grounds: Papers of the file that link target and offence.
        urgent: What is lost if it does not come in time; None when it is not urgent.
    """
    if kind_of(sought).route is not Route.MLA:
        return _question(desk, sought, target, grounds)
    law, other = desk.country, desk.scenario.country(requested)
    offence = offence_for(law, other, target)
    offences = _offences(desk, offence, other)
    pair = desk.pair(requested)
    first, last = _period(desk.reading, grounds, desk.now) if kind_of(sought).needs_period else (None, None)
    is_freeze = sought is Sought.FREEZE
    basis = _basis(pair, kind_of(sought), offences)
    regime = regime_of(pair, kind_of(sought), basis, offences)
    written = Content(
        subject=f"Investigation of {_words(offence.key)} by the prosecutor of {_country(desk, law.code)}",
        authority_contact=f"Central authority of {_country(desk, law.code)}, desk for organised crime",
        basis=basis,
        offences=tuple(each.key for each in offences),
        penalties_text=". ".join(map(_penalty, offences)),
        persons=_persons(desk.reading, target),
        facts=_facts(desk.reading, target, grounds),
        grounds=grounds,
        period_from_day=first,
        period_to_day=last,
        assistance=f"{_wanted(sought)}: {target.label}",
        formalities=_formalities(sought),
        purpose=f"Keep the property for confiscation in the trial ({_words(offence.key)})"
        if is_freeze
        else f"Use as evidence in the trial ({_words(offence.key)}) and for confiscation",
        urgent=urgent is not None,
        urgency_reason=urgent.because if urgent is not None else "",
        urgent_by_day=urgent.day if urgent is not None else None,
        confidential=True,
        confidentiality_reason="" if regime.recognises else SECRECY,
        undertakings=()
        if regime.recognises
        else _undertakings(law, reciprocity=regime.wants_reciprocity or not pair.instruments),
        language=_language(law, other.accepts(regime.instrument)),
        prior_contacts=CONTACTS,
        property_text=f"Money in the account {target.label}" if is_freeze else "",
        freeze_facts=_facts(desk.reading, target, grounds) if is_freeze else "",
        order_text="The order of the court is in the annex; it covers the full balance" if is_freeze else "",
        channel=ORAL if urgent is not None and desk.parameters.speaks and pair.oral_urgent else agreed_way(pair),
        particulars=_particulars(regime, offences),
    )
    return _with_mistakes(desk.parameters, written, pair)


def _particulars(regime: Regime, offences: tuple[Offence, ...]) -> tuple[tuple[str, str], ...]:
    """What the instrument wants besides, and its box of listed offences where one of them is on the list."""
    boxes = ", ".join(row.name for row in listed(regime, offences))
    return (*stated(regime, "The documents in the annex show this"), *(((LISTED, boxes),) if boxes else ()))


def completed(desk: Turn, request: RequestView) -> Content:
    """A request's content with every gap filled from the file: a repair, or the answer to a question."""
    target = request.targets[0]
    grounds = tuple(key for key in request.content.grounds if key in desk.reading.papers)
    if not grounds:
        grounds = desk.reading.chain(target.key) or tuple(document.key for document in desk.reading.naming(target.key))
    full = content_for(desk, request.sought, request.requested, target, grounds)
    old = request.content
    gaps = {
        name: getattr(full, name)
        for name in Content.__slots__
        if name not in {"urgent", "urgency_reason", "urgent_by_day"} and getattr(old, name) in {"", None, ()}
    }
    if set(request.open_items) & {"C11"} or not old.grounds:
        gaps["grounds"] = tuple(dict.fromkeys((*old.grounds, *grounds, *desk.reading.chain(target.key))))
    if old.period_from_day is not None and old.period_to_day is not None:
        gaps["period_from_day"] = max(old.period_from_day, old.period_to_day - LONGEST_PERIOD_DAYS)
    pair, about = desk.pair(request.requested), desk.country.named(old.offences or full.offences)
    governs = regime_of(pair, kind_of(request.sought), old.basis, about)
    if old.basis not in pair.instruments or governs.named == "does_not_cover":
        gaps["basis"] = _basis(pair, kind_of(request.sought), about)
    said = dict(old.particulars)
    gaps["particulars"] = tuple((name, said.get(name, "").strip() or text) for name, text in full.particulars)
    if old.language not in desk.scenario.country(request.requested).accepts(governs.instrument):
        gaps["language"] = full.language
    if any(line.action == LetterAction.RETURN_MISSENT for line in request.history):
        gaps["channel"] = agreed_way(pair)
    if old.urgent and (not old.urgency_reason.strip() or old.urgent_by_day is None):
        gaps |= _urgency(desk, old)
    return replace(old, **gaps)


def offence_for(law: Country, other: Country, target: Entity) -> Offence:
    """The offence of the own law that fits the target and that the other law knows best, by elements of conduct."""
    wanted = "proceeds" if target.kind in _MONEY else "goods_illicit"
    fitting = [offence for offence in law.offences if wanted in offence.elements] or list(law.offences)
    return min(fitting, key=lambda offence: (_unmatched(offence, other), -offence.max_years))


def _offences(desk: Turn, first: Offence, other: Country) -> tuple[Offence, ...]:
    """That offence, and the others by which one earns and that the other law knows too: the same facts may be either.

    What comes back may be used for what the letter names alone; a beginner names one.
    """
    if desk.parameters.makes(PolicyMistake.ONE_OFFENCE):
        return (first,)
    others = (each for each in desk.country.offences if brings_gain(each.elements) and not _unmatched(each, other))
    return tuple(dict.fromkeys((first, *others)))


def _penalty(offence: Offence) -> str:
    return (
        f"{_words(offence.key)}: elements {_words(', '.join(offence.elements))}; "
        f"up to {offence.max_years} years; time limit {offence.limitation_years} years"
    )


def _unmatched(offence: Offence, other: Country) -> int:
    """Elements of the nearest offence of the other law that this offence does not have, and the other way round."""
    own = set(offence.elements)
    return min(len(set(known.elements) - own) for known in other.offences)


def _basis(pair: CountryPair, kind: Kind, about: tuple[Offence, ...]) -> str:
    """What governs between the two; where nothing that binds them provides it, the first instrument that they have."""
    governs = first_choice(pair, kind, about)
    if governs in pair.instruments or not pair.instruments:
        return governs
    return TREATY_FIRST if TREATY_FIRST in pair.instruments else pair.instruments[0]


def _language(law: Country, accepted: tuple[str, ...]) -> str:
    shared = [language for language in accepted if language in law.languages]
    return shared[0] if shared else accepted[0]


def _undertakings(law: Country, *, reciprocity: bool) -> tuple[str, ...]:
    undertakings = ["use_limits", "return", "costs"]
    if reciprocity:
        undertakings.insert(0, "reciprocity")
    if law.death_penalty:
        undertakings.append("assurance_no_death_penalty")
    return tuple(undertakings)


def _persons(reading: FileAnalysis, target: Entity) -> tuple[str, ...]:
    """Persons and companies concerned: the target itself, or who holds, owns or subscribes it as papers show."""
    if target.kind in {EntityKind.PERSON, EntityKind.COMPANY}:
        return (target.key,)
    kinds = {EntityKind.PERSON, EntityKind.COMPANY}
    near = [link.a if link.b == target.key else link.b for link in reading.links_of(target.key)]
    found = [key for key in near if key in reading.entities and reading.entities[key].kind in kinds]
    return tuple(dict.fromkeys(found)) or (target.key,)


def _facts(reading: FileAnalysis, target: Entity, grounds: tuple[str, ...]) -> str:
    labels = ", ".join(reading.papers[key].label for key in grounds if key in reading.papers)
    said = [
        _SAID[link.kind].format(_label(reading, link.a), _label(reading, link.b))
        for link in reading.links_of(target.key)
        if link.kind in _SAID
    ]
    lines = "; ".join(list(dict.fromkeys(said))[:4])
    shown = f" They say: {lines}." if lines else ""
    which = f"The documents {labels}" if labels else "Documents in our file"
    return f"{which} show how {target.label} is linked with the offence.{shown}"


def _country(desk: Turn, code: str) -> str:
    """The country's name as the scenario writes it; its code where nobody wrote one."""
    key = f"country.{code}.name"
    return desk.scenario.text(key) if desk.scenario.has_text(key) else code


def _label(reading: FileAnalysis, key: str) -> str:
    entity = reading.entities.get(key)
    return entity.label if entity is not None else ""


def _period(reading: FileAnalysis, grounds: tuple[str, ...], now: int) -> tuple[int, int]:
    known = reading.period(grounds)
    last = now // DAY
    first = last - LONGEST_PERIOD_DAYS // 2 if known is None else known[0] // DAY - BEFORE_DAYS
    return max(first, last - LONGEST_PERIOD_DAYS), last


def _question(desk: Turn, sought: Sought, target: Entity, grounds: tuple[str, ...]) -> Content:
    """A question on an informal channel: who asks, about what, why, and what for."""
    return Content(
        subject=f"Question from {_country(desk, desk.code)} about {target.label}",
        authority_contact=f"Duty desk of {_country(desk, desk.code)}",
        persons=_persons(desk.reading, target),
        facts=_facts(desk.reading, target, ()),
        grounds=tuple(key for key in grounds if not desk.reading.papers[key].document.use.needs_consent),
        assistance=f"{_wanted(sought)}: {target.label}",
        purpose="Information for our investigation; we will not use it in court without your consent",
        confidential=True,
        confidentiality_reason="The person concerned does not know about our investigation",
        undertakings=("use_limits",),
        language=_language(desk.country, desk.country.languages),
        prior_contacts="" if desk.parameters.makes(PolicyMistake.HIDDEN_DUPLICATES) else CONTACTS,
    )


def _urgency(desk: Turn, old: Content) -> dict[str, str | int]:
    return {
        "urgency_reason": old.urgency_reason or "Records may soon be deleted, or money may soon be moved",
        "urgent_by_day": old.urgent_by_day if old.urgent_by_day is not None else desk.today + 21,
    }


def _with_mistakes(parameters: PolicyParameters, content: Content, pair: CountryPair) -> Content:
    """The request as somebody with these habits sends it (law.md 5.3)."""
    if parameters.makes(PolicyMistake.FISHING) and content.period_to_day is not None:
        content = replace(content, period_from_day=content.period_to_day - SINCE_LONG_AGO_DAYS)
    if parameters.makes(PolicyMistake.WRONG_ADDRESS) and pair.channel is not Channel.DIRECT:
        content = replace(content, channel=Channel.DIRECT.value)
    if parameters.makes(PolicyMistake.NO_LINK):
        content = replace(content, grounds=(), purpose="")
    if parameters.makes(PolicyMistake.URGENT_BY_HABIT):
        reason = content.urgency_reason or "The trial begins soon"
        content = replace(content, urgent=True, urgency_reason=reason)
    if parameters.makes(PolicyMistake.BARE_URGENCY):
        content = replace(content, urgent_by_day=None)
    if parameters.makes(PolicyMistake.NO_FORMALITIES):
        content = replace(content, formalities=())
    if parameters.makes(PolicyMistake.HIDDEN_DUPLICATES):
        content = replace(content, prior_contacts="")
    if parameters.makes(PolicyMistake.NO_CONFIDENTIALITY):
        content = replace(content, confidential=False, confidentiality_reason="")
    if parameters.makes(PolicyMistake.EMPTY_PROMISE):
        content = replace(content, undertakings=())
    return content


def _words(code: str) -> str:
    return code.replace("_", " ")
