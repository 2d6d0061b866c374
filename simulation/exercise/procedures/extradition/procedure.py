"""Extradition in play: who is really held, what a court finds on the papers, and who may be tried for what then."""

from __future__ import annotations

from operator import itemgetter

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.detention import NOT_PLAYED, Right
from simulation.casework.proof.proof import accuses
from simulation.exercise.core.command import Seat
from simulation.exercise.core.event import Event, FindingMade
from simulation.exercise.core.state import State
from simulation.exercise.core.treatment import Treatment
from simulation.exercise.detention.clock import PeopleHeld
from simulation.exercise.detention.events import DetentionGiven
from simulation.exercise.evidence import gathering, uninvolved
from simulation.exercise.judgments.events import AppealMoved, VerdictGiven
from simulation.exercise.matters import handlers as matters
from simulation.exercise.matters.commands import BeginProcedure
from simulation.exercise.matters.deadlines import DaysGiven
from simulation.exercise.matters.procedure import Procedure
from simulation.exercise.matters.state import Procedures
from simulation.exercise.procedures.extradition.custody import SurrenderCustody
from simulation.exercise.procedures.extradition.refusal import EarlierJudgment, RefusedSurrender, consulted_on
from simulation.exercise.procedures.extradition.table import (
    ANSWERS,
    ASSURANCES,
    LAPSE_DAYS,
    RULES,
    SIGNATORIES,
    SILENT_DAYS,
    WATCHES,
    ExtraditionAction,
    ExtraditionStatus,
)
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose, quantile
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Facts, Side
from simulation.law.assessment.dual_criminality import Match, compare, listed
from simulation.law.assessment.refusal_grounds import NATIONALITY, may_be_named
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.assurances import that_count
from simulation.law.book.extradition_days import ExtraditionDays, periods_of
from simulation.law.book.governance import Regime, is_surrender_closed, may_keep, regime_of
from simulation.law.book.grounds import named_ground
from simulation.law.book.pace import pace_of
from simulation.law.book.rules import EVERY, load_rules
from simulation.law.time.durations import Circumstances, appeal_seconds, stage_work, transmission
from simulation.law.time.stage_times import OfficeStage
from simulation.matters.declaration import Transition
from simulation.matters.matter import Act, LogEntry
from simulation.matters.proceeding import Proceeding
from simulation.network import authorities, questions
from simulation.scenario.schema.country import Offence
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import Scenario

LOCATE_DAYS = (0.2, 1.0, 3.0, 7.0, 20.0)
"""Quantiles (p0, p25, p50, p75, p100) of days in which the police find a person whom a partner wants (assumption)."""

WARRANT_DAYS = (15.0, 28.0, 38.0, 50.0, 75.0)
"""The same of days from an arrest on a warrant to what the court finds, without consent.

The mean is the 40 days of 2017 (European Commission, key statistics on the European arrest warrant, 18 September 2019);
the spread is an assumption.
"""

CONSENT_SHARE = 0.4
"""Share of arrested people who consent to surrender (assumption; in Europe it is higher, law.md 4.1 D7)."""

_S, _A = ExtraditionStatus, ExtraditionAction


def _check_opening(state: State, command: BeginProcedure, seat: Seat) -> Facts:
    if len(command.subjects) != 1:
        raise RuleViolation("extradition.one_person")
    file = state.countries[seat.country].file
    person = file.known.get(command.subjects[0])
    if person is None or person.kind is not EntityKind.PERSON:
        raise RuleViolation("extradition.one_person")
    if person.country == seat.country:
        raise RuleViolation("extradition.at_home", person=person.key)
    law, pair = state.scenario.country(command.requested), state.scenario.pair(seat.country, command.requested)
    if is_surrender_closed(pair, law):
        raise RuleViolation("extradition.no_basis")
    if file.risks.is_protected(person.key):
        raise RuleViolation("extradition.protected", person=person.key)
    if not any(paper.use.stands and paper.names(person.key) for paper in file.told(command.documents, person.key)):
        raise RuleViolation("extradition.needs_evidence", person=person.key)
    for known in state.part(Procedures).begun.values():
        each = known.matter
        same = (each.kind, each.requesting, each.subjects) == (command.kind, seat.country, command.subjects)
        if same and each.requested == command.requested and not each.is_final:
            raise RuleViolation("procedure.open_already", label=known.label)
    offence = _offence(state.scenario, seat.country, str(dict(command.terms).get("offence", "")))
    if not accuses(file, state.scenario.country(seat.country), person.key, offence):
        raise RuleViolation("extradition.not_charged", person=person.key, offence=offence.key)
    return ()


def _offence(scenario: Scenario, country: str, key: str) -> Offence:
    offence = scenario.country(country).offence(key)
    if offence is None:
        raise RuleViolation("charge.unknown_offence", offence=key)
    return offence


def _obstacle(state: State, proceeding: Proceeding, transition: Transition) -> str | None:
    match transition.action:
        case _A.RELEASE_EARLY if not _has_passed(
            state.now, proceeding, _periods(state.scenario, proceeding).may_release
        ):
            return "extradition.too_early_to_release"
        case _A.FREE_UNCOLLECTED if not _has_passed(
            state.now, proceeding, _periods(state.scenario, proceeding).may_free
        ):
            return "extradition.too_early_to_free"
        case _A.REFUSE_NATIONAL if not _is_barred_national(state, proceeding):
            return "extradition.no_bar"
        case _A.GRANT_LATER | _A.GRANT_FOR_A_TIME if not _has_own_case(state, proceeding):
            return "request.no_own_case"
        case _A.SURRENDER_NOW if EarlierJudgment(state, proceeding).is_known:
            return "extradition.judged_here"
        case _A.CONSENT_FURTHER | _A.DECLINE_FURTHER if not proceeding.word("further"):
            return "extradition.nothing_asked"
        case _A.ASK_FURTHER if proceeding.word("further"):
            return "extradition.asked_already"
        case _:
            return None


def _has_passed(now: int, proceeding: Proceeding, days: int | None) -> bool:
    """Whether so many days of the present stay are over; what the instrument does not know never passes."""
    return days is not None and now >= proceeding.since + days * DAY


def _check_act(state: State, proceeding: Proceeding, transition: Transition, act: Act, seat: Seat) -> Facts:
    given = dict(act.terms)
    match transition.action:
        case _A.SEND_REQUEST if not any(
            paper.names(proceeding.subjects[0])
            for paper in state.countries[seat.country].file.told(act.documents, proceeding.subjects[0])
        ):
            raise RuleViolation("extradition.papers_name_nobody")
        case _A.REFUSE if _is_nationality(str(given["ground"])):
            raise RuleViolation("extradition.refused_on_nationality")
        case _A.ANSWER if str(given["said_to_it"]) not in ANSWERS:
            raise RuleViolation("extradition.one_answer")
        case _A.REFUSE | _A.CONSULT if not may_be_named(
            str(given["ground"]),
            "extradition",
            state.scenario,
            (proceeding.requesting, proceeding.requested),
            state.part(Letters).grounds,
        ):
            raise RuleViolation("request.ground_unknown", ground=str(given["ground"]))
        case _A.CONSULT if named_ground(str(given["ground"])) in consulted_on(proceeding):
            raise RuleViolation("extradition.consulted_already")
        case _A.ASK_ASSURANCES if not set(str(given["assurances"]).split()) <= set(ASSURANCES):
            raise RuleViolation("extradition.unknown_assurance")
        case _A.GIVE_ASSURANCES:
            asked = tuple(proceeding.word("assurances").split())
            signed, watched = (tuple(str(given.get(name, "")).split()) for name in ("signed_by", "watched_by"))
            if not set(signed) <= set(SIGNATORIES) or not set(watched) <= set(WATCHES):
                raise RuleViolation("extradition.unknown_assurance")
            return (("assured", " ".join(that_count(asked, signed, watched))),)
        case _A.ASK_FURTHER:
            further = _offence(state.scenario, proceeding.requesting, str(given["further"])).key
            if further in offences_open(proceeding):
                raise RuleViolation("extradition.covered_already", offence=further)
        case _A.CONSENT_FURTHER:
            agreed = " ".join((*proceeding.word("consented").split(), proceeding.word("further")))
            return (("consented", agreed), ("further", ""))
        case _A.DECLINE_FURTHER:
            return (("further", ""),)
        case _:
            pass
    until = given.get("until")
    if "until" in transition.needs and (not isinstance(until, int) or until <= state.now):
        raise RuleViolation("request.until_past", action=transition.action)
    return ()


def _is_nationality(ground: str) -> bool:
    """Whether a ground is that the person is a national, by whatever letter."""
    letter = load_rules().letter(ground)
    return letter is not None and letter.tag == NATIONALITY


def offences_open(proceeding: Proceeding) -> tuple[str, ...]:
    """Offences of the requesting law for which a surrendered person may be tried: speciality (ETS 24 article 14)."""
    return (proceeding.word("offence"), *proceeding.word("consented").split())


def charged(state: State, country: str, person: str, offence: str) -> None:
    """Somebody is charged: after a surrender only with what it was granted for, else a finding (law.md 7.2 X11).

    ETS 24 article 14, be it granted in the procedure or by letter: a letter binds to the offences that it named. The
    latest surrender counts: who was surrendered again had left since (article 14(1)(b)).
    """
    granted: list[tuple[int, Proceeding | Letter, tuple[str, ...]]] = []
    for kept in state.part(Procedures).begun.values():
        proceeding = kept.matter
        is_ours = proceeding.kind == RULES.code and proceeding.requesting == country
        if is_ours and proceeding.status in {_S.SURRENDERED, _S.LENT} and proceeding.subjects == (person,):
            granted.append((proceeding.reached(proceeding.status) or 0, proceeding, offences_open(proceeding)))
    for row in PeopleHeld(state, country).ever(person):
        by_letter = state.part(Letters).requests.get(row.basis)
        if row.right is Right.SURRENDERED and by_letter is not None and by_letter.matter.content.offences:
            granted.append((row.taken, by_letter.matter, by_letter.matter.content.offences))
    if granted:
        _, matter, offences = max(granted, key=itemgetter(0))
        if offence not in offences:
            _find(state, matter, "speciality_not_kept", country, (("offence", offence),))


def _has_own_case(state: State, proceeding: Proceeding) -> bool:
    file = state.countries[proceeding.requested].file
    return any(paper.use.origin == "home" for paper in file.naming(proceeding.subjects[0]))


def _is_barred_national(state: State, proceeding: Proceeding) -> bool:
    """The person is a national whom the own law does not surrender, and the instrument that governs lets that count."""
    whose = questions.nationality(state.network, proceeding.subjects[0])
    pair = state.scenario.pair(proceeding.requesting, proceeding.requested)
    return may_keep(pair, state.scenario.country(proceeding.requested), whose)


def _regime(scenario: Scenario, proceeding: Proceeding) -> Regime:
    """What governs surrender between the two."""
    return regime_of(scenario.pair(proceeding.requesting, proceeding.requested), kind_of(Sought.SURRENDER))


# --- what comes by itself ---------------------------------------------------------------------------------------------


def _next_due(state: State, proceeding: Proceeding) -> int | None:
    since, visit = proceeding.since, proceeding.occurrence_key()
    match proceeding.status:
        case _S.LOCATING:
            days = quantile(LOCATE_DAYS, state.draws.uniform(Purpose.STAGE, visit, "locate", since))
            return since + max(1, int(days * DAY))
        case _S.PROVISIONAL:
            limit = _custody_ends(state, proceeding)
            if not _may_consent(state, proceeding):
                return limit
            told = since + _periods(state.scenario, proceeding).consent * DAY
            return told if limit is None else min(told, limit)
        case _S.NOT_HELD:
            return since + LAPSE_DAYS * DAY
        case _S.SENT:
            arrival = _arrival(state, proceeding)
            limit = _custody_ends(state, proceeding)
            return min(arrival, limit) if limit is not None and _waits_in_custody(proceeding) else arrival
        case _S.COURT:
            quick = _is_held(state, proceeding) and _consents(state, proceeding)
            return since + (
                _periods(state.scenario, proceeding).consent * DAY if quick else _hearing(state, proceeding)
            )
        case _S.APPEALED:
            return since + (_appeal(state, proceeding) or 1)
        case _S.POSTPONED:
            until = proceeding.number("until") or since
            return None if until <= state.now and EarlierJudgment(state, proceeding).is_coming else until
        case _S.CONSULTED:
            return since + SILENT_DAYS * DAY
        case _S.GRANTED | _S.GRANTED_FOR_A_TIME:
            return since + _periods(state.scenario, proceeding).collect * DAY
        case _:
            return None


def _next_act(state: State, proceeding: Proceeding) -> tuple[str, Facts] | None:
    match proceeding.status:
        case _S.LOCATING:
            if not _take(state, proceeding):
                return _A.NOT_FOUND, ()
            needs_papers = _periods(state.scenario, proceeding).asks_for_papers
            return (_A.ARRESTED if needs_papers else _A.ARRESTED_ON_WARRANT), (("arrested", state.now),)
        case _S.PROVISIONAL:
            limit = _custody_ends(state, proceeding)
            if limit is not None and state.now >= limit:
                return _A.RELEASE, ()
            return (_A.CONSENTED, ()) if _may_consent(state, proceeding) else None
        case _S.NOT_HELD:
            return _A.LAPSE, ()
        case _S.SENT:
            return (_A.ARRIVE if state.now >= _arrival(state, proceeding) else _A.RELEASE), ()
        case _S.COURT:
            return _at_court(state, proceeding)
        case _S.APPEALED:
            is_judged = EarlierJudgment(state, proceeding).bars
            file, person = state.countries[proceeding.requested].file, proceeding.subjects[0]
            why = _carried_by_facts(file, person, is_judged=is_judged)
            return (_A.APPEAL_ALLOWED, (("bar", why),)) if why else (_A.APPEAL_DISMISSED, ())
        case _S.POSTPONED:
            own = EarlierJudgment(state, proceeding)
            if own.is_coming or state.now < (proceeding.number("until") or 0):
                return None
            return (_A.DISCHARGED, (("bar", "judged_here"),)) if own.bars else (_A.POSTPONEMENT_ENDS, ())
        case _S.CONSULTED:
            return _A.SILENCE, ()
        case _S.GRANTED | _S.GRANTED_FOR_A_TIME:
            if state.now >= (_next_due(state, proceeding) or 0):
                return _A.NOT_COLLECTED, ()
            is_barred = EarlierJudgment(state, proceeding).bars  # the judgment became final before anybody came
            return (_A.DISCHARGED, (("bar", "judged_here"),)) if is_barred else None
        case _:
            return None


_WAITS = frozenset({_S.POSTPONED, _S.GRANTED, _S.GRANTED_FOR_A_TIME})
"""Statuses in which a judgment there that becomes final still bars the surrender."""


def _listens(state: State, event: Event) -> None:
    """Follow what courts of the country that is asked say of the person, the ordinary courts among them."""
    if isinstance(event, DetentionGiven):
        if (event.basis, event.right) != (NOT_PLAYED, Right.SENTENCE):
            return
    elif not isinstance(event, VerdictGiven | AppealMoved):
        return
    bearer = state.network.identities.bearer
    for kept in tuple(state.part(Procedures).begun.values()):
        proceeding = kept.matter
        if proceeding.kind != RULES.code or proceeding.requested != event.country or proceeding.status not in _WAITS:
            continue
        if bearer(proceeding.subjects[0]) == bearer(event.person):
            matters.come_due(state, proceeding.key)


_TIMES = {_S.PROVISIONAL.value: "may_release", _S.GRANTED.value: "may_free", _S.GRANTED_FOR_A_TIME.value: "may_free"}
"""The time of the instrument in which the holder of each status acts."""


def _periods(scenario: Scenario, proceeding: Proceeding) -> ExtraditionDays:
    """The days of the instrument that governs between the two."""
    return periods_of(scenario.pair(proceeding.requesting, proceeding.requested))


def _days(state: State, proceeding: Proceeding) -> DaysGiven | None:
    """Days for the papers, the decision, and for collecting the person before the other side may let him or her go."""
    if proceeding.status == _S.DECIDING:
        return _days_to_decide(state.scenario, proceeding)
    name = _TIMES.get(proceeding.status)
    if name is None:
        return None
    periods = _periods(state.scenario, proceeding)
    days = periods.may_release if name == "may_release" else periods.may_free
    row = dict(periods.rows).get(name)
    return None if days is None else DaysGiven(days, binds=row is not None and row.i != EVERY)


def _days_to_decide(scenario: Scenario, proceeding: Proceeding) -> DaysGiven | None:
    """What an instrument leaves for the decision, counted from consent or arrest; None where it sets no days.

    Framework Decision 2002/584 article 17(2), (3).
    """
    regime = regime_of(scenario.pair(proceeding.requesting, proceeding.requested), kind_of(Sought.SURRENDER))
    consented = next((each.time for each in reversed(proceeding.log) if each.action == _A.CONSENTED), None)
    clock = regime.binding_clock("decide" if consented is None else "decide_consent")
    if clock is None:
        return None
    since = consented if consented is not None else proceeding.number("arrested")
    return DaysGiven(clock.days, binds=True, since=since)


def _waits_in_custody(proceeding: Proceeding) -> bool:
    """Whether the person was arrested and not released again for want of papers, which happens once an arrest."""
    taken = {_A.ARRESTED, _A.ARRESTED_ON_WARRANT}
    turns = [entry.action for entry in proceeding.log if entry.action in {*taken, _A.RELEASE, _A.RELEASE_EARLY}]
    return bool(turns) and turns[-1] in taken


def _custody_ends(state: State, proceeding: Proceeding) -> int | None:
    """When custody without papers ends; None where nothing has to follow the warrant."""
    papers = _periods(state.scenario, proceeding).papers
    return None if papers is None else (proceeding.number("arrested") or proceeding.since) + papers * DAY


def _circumstances(state: State, proceeding: Proceeding) -> Circumstances:
    pair = state.scenario.pair(proceeding.requesting, proceeding.requested)
    return Circumstances(proceeding.key, Sought.SURRENDER, has_liaison=pair.liaison, is_electronic=pair.electronic)


def _arrival(state: State, proceeding: Proceeding) -> int:
    sent = proceeding.reached(_S.SENT) or proceeding.since
    pair = state.scenario.pair(proceeding.requesting, proceeding.requested)
    asking = pace_of(pair, state.law.kind_of(Sought.SURRENDER)).of(
        state.scenario.country(proceeding.requesting).archetype
    )
    visit = proceeding.occurrence_key()
    about = _circumstances(state, proceeding)
    travel = transmission(state.times, state.draws, asking, pair, about, visit, sent)
    return sent + int(travel * state.part(Treatment).channel)


def _hearing(state: State, proceeding: Proceeding) -> int:
    """Seconds for which the court has the case of somebody who does not consent."""
    pair = state.scenario.pair(proceeding.requesting, proceeding.requested)
    visit, since, periods = f"{proceeding.key}/hearing", proceeding.since, periods_of(pair)
    if not periods.asks_for_papers:
        found = quantile(WARRANT_DAYS, state.draws.uniform(Purpose.STAGE, visit, "warrant", since))
        ends = (proceeding.number("arrested") or since) + int(found * DAY)
        return max((periods.consent + 1) * DAY, ends - since)  # nobody loses the time for consent
    archetype = pace_of(pair, state.law.kind_of(Sought.SURRENDER)).of(
        state.scenario.country(proceeding.requested).archetype
    )
    about = _circumstances(state, proceeding)
    return stage_work(state.times, state.draws, archetype, OfficeStage.EXECUTE, about, visit, since)


def _appeal(state: State, proceeding: Proceeding) -> int | None:
    began = proceeding.reached(_S.COURT) or proceeding.since
    return appeal_seconds(state.times, state.draws, state.scenario.country(proceeding.requested), proceeding.key, began)


def _consents(state: State, proceeding: Proceeding) -> bool:
    # Settled by the person, once: the same answer before the papers come and before the court.
    return state.draws.uniform(Purpose.ANSWER, proceeding.key, "consent", proceeding.opened) < CONSENT_SHARE


def _may_consent(state: State, proceeding: Proceeding) -> bool:
    """Whether the person consents before the papers come, and no earlier judgment stands in the way.

    Consent lifts no bar of the law there; the request that follows may show that it is about a later load.
    """
    return _consents(state, proceeding) and not EarlierJudgment(state, proceeding).bars


def _at_court(state: State, proceeding: Proceeding) -> tuple[str, Facts]:
    if not _take(state, proceeding):
        return _A.NOT_FOUND, ()
    why = _bar_at_court(state, proceeding)
    if why:
        return _A.DISCHARGED, (("bar", why),)
    if state.now < proceeding.since + _hearing(state, proceeding) and _consents(state, proceeding):
        return _A.CONSENTED, ()
    return (_A.COMMITTED if _appeal(state, proceeding) is None else _A.APPEAL), ()


def _carried_by_facts(file: CaseFile, person: str, *, is_judged: bool) -> str:
    """What the person's remedy succeeds on, by the papers there: danger or force, or an earlier judgment; "" for none.

    Never evidence of innocence: that is for the trial.
    """
    if any(each.person == person for each in file.risks.all):
        return "at_risk"
    return "judged_here" if is_judged else ""


def _bar_at_court(state: State, proceeding: Proceeding) -> str:
    """What the court finds against a surrender on the papers, whether or not the person consents to it.

    The country has judged the person for it, the conduct is no offence there, or too small a one.
    """
    if EarlierJudgment(state, proceeding).bars:
        return "judged_here"
    offence = _offence(state.scenario, proceeding.requesting, proceeding.word("offence"))
    there, regime = state.scenario.country(proceeding.requested), _regime(state.scenario, proceeding)
    likeness = compare(offence, there)
    is_listed = bool(listed(regime, (offence,)))
    if likeness.match is Match.NONE and not is_listed:
        return "no_dual_criminality"
    rule = regime.criminality
    if rule is not None and rule.least_years:
        nearest = there.offence(likeness.nearest)
        theirs = nearest.max_years if nearest is not None else 0
        highest = offence.max_years if rule.least_by == "asking" else min(offence.max_years, theirs)
        if highest < rule.least_years:
            return "too_small"
    return ""


# --- what it does in the world ----------------------------------------------------------------------------------------


def _take(state: State, proceeding: Proceeding) -> bool:
    """Arrest the person for this procedure, or find that he or she sits there already."""
    person = proceeding.subjects[0]
    if questions.whereabouts(state.network, person) != proceeding.requested:
        return False
    if authorities.arrest(state.network, person, state.now, proceeding.requested):
        uninvolved.record(state, proceeding.requested, person, proceeding.key)
        return True
    return _is_held(state, proceeding)


def _is_held(state: State, proceeding: Proceeding) -> bool:
    person = proceeding.subjects[0]
    return (
        not questions.is_free(state.network, person)
        and questions.whereabouts(state.network, person) == proceeding.requested
    )


def _after_act(state: State, before: Proceeding | None, after: Proceeding, entry: LogEntry) -> None:
    if before is None:
        return
    person = after.subjects[0]
    match entry.action:
        case _A.ASK_ARREST | _A.ARRIVE:
            authorities.seen_by_officials(
                state.network, person, after.requested, state.now, f"procedure/{after.key}", confidential=True
            )
        case _A.COLLECT:
            if _take(state, after):
                authorities.hand_over(state.network, person, after.requesting, state.now)
        case _A.RETURN_PERSON:
            authorities.hand_over(state.network, person, after.requested, state.now)
            if after.number("until") is not None and state.now > (after.number("until") or 0):
                _find(state, after, "returned_late", after.requesting, ())
        case _A.REFUSE:
            RefusedSurrender(state, after).argue(entry)
        case _A.SUPPLEMENT | _A.ANSWER:
            gathering.inform(state, after.requesting, after.requested, entry.documents, after.key)
        case _A.REFUSE_NATIONAL:
            sent = [key for line in after.log if line.side is Side.REQUESTING for key in line.documents]
            gathering.hand_over_file(state, after.requesting, after.requested, sent, after.key)
        case _A.GRANT | _A.GRANT_LATER | _A.GRANT_FOR_A_TIME:
            _judge_grant(state, after, entry.text)
        case _A.GIVE_ASSURANCES:
            missing = set(after.word("assurances").split()) - set(after.word("assured").split())
            if missing:
                empty = " ".join(each for each in ASSURANCES if each in missing)
                _find(state, after, "assurance_binds_nobody", after.requesting, (("assurance", empty),))
        case _:
            pass
    SurrenderCustody(state, after, _holds_until(state, after)).follow(before, entry.action)


def _holds_until(state: State, proceeding: Proceeding) -> int | None:
    """When custody at this stage ends by the instrument; None where it sets no day."""
    match proceeding.status:
        case _S.PROVISIONAL:
            return _custody_ends(state, proceeding)
        case _S.GRANTED | _S.GRANTED_FOR_A_TIME:
            return state.now + _periods(state.scenario, proceeding).collect * DAY
        case _:
            return None


def _judge_grant(state: State, proceeding: Proceeding, reasons: str) -> None:
    """Surrendering whom the own law never surrenders, or to a death penalty without an assurance, is a finding.

    So is surrendering whom the own courts have judged for it: the judgment became final after the court had looked.
    """
    if _is_barred_national(state, proceeding):
        _find(state, proceeding, "granted_against_a_bar", proceeding.requested, (("ground", "G8"),))
    if EarlierJudgment(state, proceeding).bars:
        _find(state, proceeding, "granted_against_a_bar", proceeding.requested, (("ground", "G4"),))
    offence = _offence(state.scenario, proceeding.requesting, proceeding.word("offence"))
    assured = "assurance_no_death_penalty" in proceeding.word("assured").split()
    if offence.death_penalty and not assured:
        _find(state, proceeding, "granted_without_assurance", proceeding.requested, (("ground", "G1"),))
    at_risk = {each.person for each in state.countries[proceeding.requested].file.risks.all}
    spared = {"assurance_non_punishment", "assurance_protection"} & set(proceeding.word("assured").split())
    if proceeding.subjects[0] in at_risk and not spared and not reasons.strip():
        _find(state, proceeding, "granted_person_at_risk", proceeding.requested, (("ground", "G7"),))


def _find(state: State, about: Proceeding | Letter, code: str, against: str, facts: Facts) -> None:
    state.emit(
        FindingMade(
            at=state.now,
            cause=state.cause,
            by=state.by,
            request=about.key,
            finding=code,
            verdict="settled",
            against=against,
            facts=facts,
        )
    )


PROCEDURE = Procedure(
    rules=RULES,
    label_letter="E",
    check_opening=_check_opening,
    obstacle=_obstacle,
    check_act=_check_act,
    next_due=_next_due,
    next_act=_next_act,
    after_act=_after_act,
    is_abroad=True,
    days=_days,
    argued=RefusedSurrender,
    listens=_listens,
    package="simulation.exercise.procedures.extradition",
)
"""How extradition is conducted."""
