"""What goes with an act on a request, and what each act writes besides the status."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.procedures.letter.letter import ActFinding, Letter
from simulation.exercise.procedures.letter.statuses import ConsultationAnswer, LetterAction, LetterStatus
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Facts, Side
from simulation.law.book.contact_points import REVIEW_DRAFT
from simulation.law.book.content import Content
from simulation.law.book.governance import PRACTICE, Regime, citing, silent_days
from simulation.law.book.grounds import Ground, ground_of, named_ground, postponing
from simulation.law.book.rules import EVERY
from simulation.matters.declaration import Effect
from simulation.matters.matter import Act

GAP = "R1"
"""Ground of a refusal because contents are missing."""

NOT_OPEN = "clarification_not_open"
"""Finding: a clarification was asked about a content that is not open."""


@dataclass(frozen=True, slots=True)
class LetterAct(Act):
    """What goes with an act on a letter; which of it is needed is in the table.

    Attributes:
        until: Second until which something is postponed or put off.
        content: The request as drafted, or as repaired.
        conditions: Codes of conditions.
        ground: Id of a ground.
        law_ground: What the law says of it, given by the engine; None: it is one of those that ship.
        consultation: Where it stands that one consults before using the ground, given by the engine; "" where nothing
            wants it, None: as the ground says.
        regime: What governs the letter, given by the engine; None where findings cite practice alone.
        open_items: Contents that the assessment calls open now; given by the engine, never by a person.
        own_case: Reference of an own case on file about a target, given by the engine; None if there is none.
        is_reserved: The authority decides on letters itself once they are assessed, and directs nothing before.
        is_urgency_void: More than the scenario's share of the sender's files is marked urgent (law.md 6.4).
        way: What comes of the way on which it is sent (`sending.Outcome`), given by the engine.
        hours: Hours that asking a contact point takes, given by the engine.
    """

    until: int | None = None
    content: Content | None = None
    conditions: tuple[str, ...] = ()
    ground: str | None = None
    law_ground: Ground | None = None
    consultation: str | None = None
    regime: Regime | None = None
    open_items: tuple[str, ...] = ()
    own_case: str | None = None
    is_urgency_void: bool = False
    is_reserved: bool = False
    way: str = ""
    hours: int = 0

    @property
    def named_ground(self) -> Ground | None:
        """The ground that is named; None when none is, or nobody knows it."""
        return self.law_ground or ground_of(self.ground)

    def has(self, need: str) -> bool:
        """Whether an input that a transition needs was given."""
        match need:
            case "until":
                return self.until is not None
            case "content":
                return self.content is not None
            case "conditions":
                return bool(self.conditions)
            case "ground":
                return self.ground is not None
            case _:
                return Act.has(self, need)

    @property
    def consults_by(self) -> str:
        """Where it stands that one consults before using the ground; "" where nothing wants it."""
        if self.consultation is not None:
            return self.consultation
        named = self.named_ground
        return PRACTICE if named is None or named.consult_first else ""

    def cite(self, what: str) -> str:
        """Where the instrument that governs says something, e.g. of a `supplement`; practice where it does not."""
        return self.regime.cite(what) if self.regime is not None else PRACTICE

    @property
    def none_by(self) -> str:
        """Where it stands that the ground is none."""
        return self.regime.none_by(self.ground or "") if self.regime is not None else PRACTICE

    @property
    def reason(self) -> str:
        """The ground that was given."""
        return self.ground or ""


NOTHING = LetterAct()
"""An act that says nothing more."""


def opens(request: Letter, act: LetterAct) -> tuple[str, ...]:
    """The contents among those asked about that are really open and were not asked about before."""
    return tuple(item for item in act.choices if item in act.open_items and item not in request.clarified)


def no_effect(request: Letter, _act: LetterAct, _now: int) -> Letter:
    """What most acts write besides the status: nothing."""
    return request


def _take_content(request: Letter, act: LetterAct, _now: int) -> Letter:
    content = act.content or request.content
    return request._replace(content=content, asked_now=())


def _share(request: Letter, act: LetterAct, now: int) -> Letter:
    return _take_content(request, act, now)._replace(draft_shared=True)


def _acknowledge(request: Letter, act: LetterAct, _now: int) -> Letter:
    return request._replace(
        urgency_accepted=request.is_urgency_stated and not act.is_urgency_void,
        directed=False if act.is_reserved else None,
    )


def _arrive(request: Letter, _act: LetterAct, _now: int) -> Letter:
    return request._replace(directed=None)


def _direct(request: Letter, _act: LetterAct, _now: int) -> Letter:
    return request._replace(directed=True)


def _reserve(request: Letter, _act: LetterAct, _now: int) -> Letter:
    return request._replace(directed=False)


def _ask(request: Letter, act: LetterAct, now: int) -> Letter:
    findings = list(request.findings)
    for item in act.choices:
        code = None
        if item in request.clarified:
            code = "clarification_repeated"
        elif item not in act.open_items:
            code = NOT_OPEN
        if code is not None:
            source = citing(act.cite("supplement"), PRACTICE)
            findings.append(_finding(code, now, (("item", item),), source))
    clarified = (*request.clarified, *(item for item in act.choices if item not in request.clarified))
    # Asking about what is missing is also the consultation before a refusal for it, and for nothing else.
    # Whoever asks looks at the answer: what was directed of the letter as it was no longer stands.
    return request._replace(clarified=clarified, asked_now=act.choices, directed=False, findings=tuple(findings))


def _return_deficient(request: Letter, act: LetterAct, now: int) -> Letter:
    findings = request.findings
    if not opens(request, act):
        params = (("items", " ".join(act.choices)),)
        findings = (*findings, _finding("returned_without_defect", now, params, act.cite("supplement")))
    return request._replace(returns=request.returns + 1, asked_now=act.choices, findings=findings)


def _consult(request: Letter, act: LetterAct, now: int) -> Letter:
    """A proposal is made: the other side answers it, or is silent for long enough."""
    return request._replace(
        consulted=_spoken_of(request, now),
        consulted_since=now,
        consulted_on=act.ground or "",
        conditions_offered=act.conditions,
        said_to_it="",
    )


def _answer_consultation(request: Letter, act: LetterAct, now: int) -> Letter:
    said = act.choices[0]
    spoken_of = (*request.consulted, request.consulted_on)
    answered = request._replace(consulted=spoken_of, consulted_since=None, said_to_it=said)
    if said == ConsultationAnswer.AGREE:
        return _bind(answered, act, now)
    answered = answered._replace(conditions_offered=())
    amends = act.content is not None and said in {ConsultationAnswer.SUPPLY_MORE, ConsultationAnswer.NARROW}
    return _take_content(answered, act, now) if amends else answered


def _spoken_of(request: Letter, now: int) -> tuple[str, ...]:
    """Grounds on which a proposal was answered, or lay for as long as the rules give."""
    since = request.consulted_since
    lay = since is not None and now - since >= silent_days() * DAY
    return (*request.consulted, request.consulted_on) if lay else request.consulted


def has_consulted(request: Letter, ground: str, now: int) -> bool:
    """Whether the two spoke of a ground before a refusal or a postponement on it.

    A proposal on this ground was answered, or lay for as long as the rules give, or terms were offered for the request
    as a whole. Before a refusal for a gap it is enough to have asked about a content that was open.

    Args:
        request: The letter.
        ground: Id of the ground, or of a letter that says the same.
        now: The moment.
    """
    spoken_of, named = _spoken_of(request, now), named_ground(ground)
    if EVERY in spoken_of or named in map(named_ground, spoken_of):
        return True
    return named == GAP and not _asked_in_vain(request).issuperset(request.clarified)


def _asked_in_vain(request: Letter) -> frozenset[object]:
    """Contents that were not open when they were asked about."""
    return frozenset(dict(each.params)["item"] for each in request.findings if each.code == NOT_OPEN)


def _offer(request: Letter, act: LetterAct, _now: int) -> Letter:
    return request._replace(conditions_offered=act.conditions, consulted=(*request.consulted, EVERY))


def _bind(request: Letter, _act: LetterAct, _now: int) -> Letter:
    new = tuple(condition for condition in request.conditions_offered if condition not in request.conditions)
    return request._replace(conditions=(*request.conditions, *new), conditions_offered=())


def _drop_offer(request: Letter, _act: LetterAct, _now: int) -> Letter:
    return request._replace(conditions_offered=(), directed=False)


def _refuse(request: Letter, act: LetterAct, now: int) -> Letter:
    findings = list(request.findings)
    ground, named = act.ground or "", act.named_ground
    if named is not None and named.is_none:
        findings.append(_finding("refused_on_forbidden_ground", now, (("ground", ground),), act.none_by))
    elif named is not None and not named.postpones and act.consults_by and not has_consulted(request, ground, now):
        findings.append(_finding("refused_without_consultation", now, (("ground", ground),), act.consults_by))
    return request._replace(ground=act.ground, findings=tuple(findings))


def _postpone(request: Letter, act: LetterAct, now: int) -> Letter:
    findings = request.findings
    if act.consults_by and not has_consulted(request, postponing(), now):
        params = (("ground", postponing()),)
        findings = (*findings, _finding("postponed_without_consultation", now, params, act.consults_by))
    return request._replace(ground=postponing(), until=act.until, findings=findings)


def _await_recovery(request: Letter, act: LetterAct, _now: int) -> Letter:
    return request._replace(until=act.until)


def _resume(request: Letter, _act: LetterAct, _now: int) -> Letter:
    return request._replace(ground=None, until=None)


def _appeal_allowed(request: Letter, act: LetterAct, _now: int) -> Letter:
    return request._replace(ground=act.ground, documents=())


def _return_part(request: Letter, act: LetterAct, _now: int) -> Letter:
    return request._replace(documents=act.documents, partial_reason=act.text)


def _documents(request: Letter, act: LetterAct, _now: int) -> Letter:
    return request._replace(documents=act.documents or request.documents)


def _executed(request: Letter, act: LetterAct, now: int) -> Letter:
    return _documents(request, act, now)._replace(until=None)


def _query(request: Letter, _act: LetterAct, now: int) -> Letter:
    return request._replace(query_open_since=now)


def _answer_query(request: Letter, _act: LetterAct, _now: int) -> Letter:
    return request._replace(query_open_since=None)


def _answer(request: Letter, act: LetterAct, _now: int) -> Letter:
    return request._replace(
        documents=act.documents,
        conditions=(*request.conditions, *(code for code in act.conditions if code not in request.conditions)),
        partial_reason=act.text if request.status == LetterStatus.ASKED else request.partial_reason,
        query_open_since=None,
        until=None,
    )


def _answer_full(request: Letter, act: LetterAct, now: int) -> Letter:
    return _answer(request, act, now)._replace(partial_reason="")


def _decline(request: Letter, act: LetterAct, now: int) -> Letter:
    findings = request.findings
    if act.named_ground is not None and act.named_ground.is_none:
        params = (("ground", act.ground or ""),)
        findings = (*findings, _finding("refused_on_forbidden_ground", now, params, act.none_by))
    return request._replace(ground=act.ground, query_open_since=None, until=None, findings=findings)


def _hold(request: Letter, act: LetterAct, _now: int) -> Letter:
    return request._replace(until=act.until)


def _consent(request: Letter, act: LetterAct, _now: int) -> Letter:
    new = tuple(code for code in act.conditions if code not in request.conditions)
    return request._replace(conditions=(*request.conditions, *new))


def _sent(request: Letter, act: LetterAct, _now: int) -> Letter:
    return request._replace(way=act.way)


def _missent(request: Letter, _act: LetterAct, _now: int) -> Letter:
    return request._replace(returns=request.returns + 1)


def _confirmed(request: Letter, _act: LetterAct, _now: int) -> Letter:
    return request._replace(way="confirmed")


def _ask_contact(request: Letter, act: LetterAct, now: int) -> Letter:
    asked = request._replace(
        contact="/".join(act.choices),
        contact_since=now,
        contact_said=(),
        contact_text="",
        contact_hours=request.contact_hours + act.hours,
    )
    return _share(asked, act, now) if act.choices[-1] == REVIEW_DRAFT else asked


def _contact_says(request: Letter, act: LetterAct, _now: int) -> Letter:
    return request._replace(contact_since=None, contact_said=act.choices, contact_text=act.text)


def _finding(code: str, now: int, params: Facts, source: str) -> ActFinding:
    return ActFinding(code, Side.REQUESTED, now, params, source)


EFFECTS: dict[str, Effect[Letter, LetterAct]] = {
    LetterAction.SUBMIT: _take_content,
    LetterAction.ASK: _take_content,
    LetterAction.ANSWER_CLARIFICATION: _take_content,
    LetterAction.SHARE_DRAFT: _share,
    LetterAction.FOUND_MISSING: _answer_query,
    LetterAction.ARRIVE: _arrive,
    LetterAction.FORWARDED: _arrive,
    LetterAction.ACKNOWLEDGE: _acknowledge,
    LetterAction.DIRECT: _direct,
    LetterAction.RESERVE: _reserve,
    LetterAction.RETURN_DEFICIENT: _return_deficient,
    LetterAction.ASK_CLARIFICATION: _ask,
    LetterAction.CONSULT: _consult,
    LetterAction.ANSWER_CONSULTATION: _answer_consultation,
    LetterAction.OFFER_CONDITIONS: _offer,
    LetterAction.ACCEPT_CONDITIONS: _bind,
    LetterAction.DECLINE_CONDITIONS: _drop_offer,
    LetterAction.REFUSE: _refuse,
    LetterAction.POSTPONE: _postpone,
    LetterAction.RESUME: _resume,
    LetterAction.POSTPONEMENT_ENDS: _resume,
    LetterAction.AWAIT_RECOVERY: _await_recovery,
    LetterAction.EXECUTED: _executed,
    LetterAction.APPEAL_DECIDED: _documents,
    LetterAction.APPEAL_ALLOWED: _appeal_allowed,
    LetterAction.RETURN_FULL: _documents,
    LetterAction.RETURN_PART: _return_part,
    LetterAction.TRANSMIT: _sent,
    LetterAction.RETURN_MISSENT: _missent,
    LetterAction.CONFIRM_IN_WRITING: _confirmed,
    LetterAction.ASK_CONTACT: _ask_contact,
    LetterAction.ANSWER_CONTACT: _contact_says,
    LetterAction.CONTACT_ANSWERED: _contact_says,
    LetterAction.QUERY_STATUS: _query,
    LetterAction.ANSWER_QUERY: _answer_query,
    LetterAction.ANSWER: _answer_full,
    LetterAction.ANSWER_PART: _answer,
    LetterAction.DECLINE: _decline,
    LetterAction.HOLD: _hold,
    LetterAction.GIVE_CONSENT: _consent,
}
