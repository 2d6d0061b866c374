"""The arithmetic of the network's rules, as pure functions over plain numbers.

Each function is one rule of `reference/network.md` d.3 (R1, R2, ...), named in its docstring with where it comes
from. Only integers and + - * / are used, so that every machine computes the same last bit. Numbers written in capitals
are assumptions of the project unless a source stands beside them; all other numbers come from the scenario.
"""

from __future__ import annotations

from collections.abc import Sequence

DETECTION_AT_CLOSED = 0.2
"""R6: odds of detection that remain at security 1; `1 - 0.8 s` (network.md d.3, after Morselli and MADTOR)."""

THROUGHPUT_AT_CLOSED = 0.6
"""R6: load size that remains at security 1; `1 - 0.4 s` (network.md d.3)."""

DELAY_AT_CLOSED = 1.3
"""R6: travel and waiting time at security 1, as a factor. Assumption."""

PREMIUM_CAP = 1.0
"""R4: the risk premium `(r / r0)^2` (Caulkins via NarcoLogic) never more than doubles a border mark-up. Assumption."""

DETERRENCE = 1.5
"""R5, F11: by how much newcomers who hear of arrests all around prolong a search. Assumption."""

HEARSAY = 0.5
"""R11, F11: how far an arrest shakes those two ties away in a wholly open organisation. Assumption."""

VETTING = 0.5
"""R5, F11: by how much a wholly closed organisation prolongs every search. Assumption."""

BRIBED_ODDS = 0.5
"""R9: odds of detection that remain where a bribed official looks away. Assumption."""

CHECKS_LEARNT = 0.36
"""R1: how far an organisation's idea of the checks on a corridor moves in a month to what they are: the learning rate
of traffickers in NarcoABM (`delta_rt` 0.3558 a month)."""

SPARE_HANDS = 0.1
"""R5: share of posts that can be vacant before work takes longer, because others take it over. Assumption."""

LEAST_HANDS = 0.2
"""R5: work never takes longer than it does with so small a share of posts filled. Assumption."""

DOUBT_STEP = 0.2
"""R5: share of the trust in somebody that a load lost through his or her hands takes. Assumption."""

DOUBT_HALF_LIFE_DAYS = 365
"""R5: days until half of that trust is back. Assumption."""

FAR = 0.5
"""R5: doubt at which work goes past those who are near to others who are not. Assumption."""

LOAD_RECOVERY_DAYS = 120
"""R13: days after which loads are back at full size when nothing more is lost. Assumption."""


def perceived_risk(losses: int, passages: float, alpha: float, beta: float, checks: float = 1.0) -> float:
    """R1: risk of a corridor as the organisation sees it, `k (S + a) / (T + a + b)` (NarcoLogic; k is 1 in calm).

    That checks are heard of before own losses tell, and how that enters the formula, is an assumption.

    Args:
        losses: Loads lost on it within the memory window.
        passages: Loads sent through it within the window, lost ones included; each counts by how heavy the checks were,
            so that what was lived through in a campaign is not counted twice.
        alpha: Prior weight of losses.
        beta: Prior weight of quiet passages.
        checks: How heavy the checks are said to be now, 1 in calm.
    """
    return min(1.0, checks * (losses + alpha) / (passages + alpha + beta))


def pace(hands: float) -> float:
    """R5: factor on the time between two pieces of regular work when only a share of the posts is filled.

    Roles complete each other (van Elteren et al. 2024): who is gone is missed by all with whom he or she worked, so
    that many arrests slow everything, and few nothing (Duxbury and Haynie 2020). The form is an assumption.
    """
    return max(1.0, (1.0 - SPARE_HANDS) / max(LEAST_HANDS, hands))


def path_risk(risks: Sequence[float]) -> float:
    """Risk of losing a load somewhere on a path of independent legs, 0 to 1."""
    safe = 1.0
    for risk in risks:
        safe *= 1.0 - risk
    return 1.0 - safe


def route_value(stake: float, cost: float, risk: float, aversion: float) -> float:
    """R2: worth of sending a load over a route, `stake - cost - r x stake x aversion` (network.md d.3).

    Args:
        stake: Value of the load at the market.
        cost: Purchase and transport.
        risk: Perceived risk of the route, 0 to 1.
        aversion: Weight of that risk.
    """
    return stake - cost - risk * stake * aversion


def corridors_to_open(loss_share: float, tolerance: float, most: int) -> int:
    """R3: how many corridors to open, `min(ceil(loss / tolerance), most)`; 0 means consolidate (NarcoLogic).

    Args:
        loss_share: Value lost over value sent within the window.
        tolerance: The organisation's loss tolerance.
        most: Cap.
    """
    if loss_share < tolerance or loss_share <= 0.0:
        return 0
    if tolerance <= 0.0:
        return most
    wanted = loss_share / tolerance
    whole = int(wanted)
    return min(whole if whole == wanted else whole + 1, most)


def risk_premium(risk: float, base_risk: float) -> float:
    """R4: `(r / r0)^2`, capped (Caulkins via NarcoLogic)."""
    ratio = risk / base_risk
    return min(ratio * ratio, PREMIUM_CAP)


def price_after_leg(price: float, km: int, per_km: int, markup: float, premium: float, *, border: bool) -> float:
    """R4: price of a kilogram after one more leg, in minor units.

    `p + per_km x km`, and at a border another `p x markup x (1 + premium)`: strictly rising along every path, with a
    larger jump at a border than inland (network.md b F3, F4).
    """
    inland = price + per_km * km
    return inland + price * markup * (1.0 + premium) if border else inland


def detection(probability: float, pressure: float, odds: float) -> float:
    """Probability that a load is found on a leg.

    The multiplier works on the odds, so that certain detection stays certain and none stays none, and a higher
    probability never makes a load safer at a fixed route (network.md e.4, monotone coupling).

    Args:
        probability: The corridor's own interception, without any request.
        pressure: Factor of interdiction campaigns, 1 in calm.
        odds: Product of what the network does about it: security (R6), bribe (R9), skill (R5).
    """
    raised = min(probability * pressure, 1.0)
    with_odds = raised * odds
    rest = 1.0 - raised
    return with_odds / (with_odds + rest) if with_odds > 0.0 else 0.0


def openness(security: float) -> float:
    """R6: factor on the odds of detection and on the calls that a deal leaves, `1 - 0.8 s`."""
    return 1.0 - (1.0 - DETECTION_AT_CLOSED) * security


def throughput(security: float) -> float:
    """R6: factor on load size, `1 - 0.4 s`."""
    return 1.0 - (1.0 - THROUGHPUT_AT_CLOSED) * security


def vetting(security: float) -> float:
    """R5, fact F11: factor on the days of a search where whoever comes is vetted first, `1 + 0.5 s`.

    That secure organisations recover worse from a blow: Manzi and Calderoni 2024 (MADTOR). The form is an assumption.
    """
    return 1.0 + VETTING * security


def deterred(security: float, usual: float) -> float:
    """R5, fact F11: by how much a search is longer where recent arrests are talked about, as a share of its days.

    In proportion to what alarms have added to the usual level, which wears off (R6); a secure organisation shows less.
    That sustained pressure wears efficient organisations out while secure ones limit what is known: Manzi and
    Calderoni 2024. That others' arrests deter: Duxbury and Haynie 2020. The form is an assumption.

    Args:
        security: Level now.
        usual: Usual level.
    """
    return DETERRENCE * (security - usual) if security > usual else 0.0


def hearsay(security: float) -> float:
    """R11, fact F11: how far an arrest shakes those two ties away, as a share of what it does to a close partner.

    In an efficient organisation many know of each other, in a secure one hardly anybody does: each arrest exposes more
    of the first (Manzi and Calderoni 2024; Morselli 2007). The form is an assumption.
    """
    return HEARSAY * (1.0 - security) * openness(security)


def slowness(security: float) -> float:
    """R6: factor on the time that everything takes."""
    return 1.0 + (DELAY_AT_CLOSED - 1.0) * security


def raised_security(security: float, step: float) -> float:
    """R6: security after one more alarm; each closes part of the gap to 1, so that it never passes it."""
    return security + step * (1.0 - security)


def relaxed_security(security: float, usual: float, days: int, half_life: int) -> float:
    """R6: security after quiet days, falling back to the organisation's usual level.

    Halved every half-life and straight in between, which needs no exponential.
    """
    gap = security - usual
    halvings, rest = divmod(days, half_life)
    for _ in range(halvings):
        gap *= 0.5
    return usual + gap * (1.0 - 0.5 * rest / half_life)


def quality(start: float, days: int, learning_days: int) -> float:
    """R5: skill of a new member, growing straight from the start value to 1 over the learning days."""
    if days >= learning_days:
        return 1.0
    return start + (1.0 - start) * days / learning_days


def clumsiness(skill: float) -> float:
    """R5: factor on the odds of detection of a carrier with this skill: 1 for the practised, 1.5 at skill 0."""
    return 1.5 - 0.5 * skill


def bribe_offer(budget: int, loss_avoided: float) -> int:
    """R9: what is offered to an official: at most the budget, and less than the expected loss that it avoids.

    Half of the avoided loss is offered (assumption); 0 means no offer.
    """
    return max(0, min(budget, int(loss_avoided * 0.5)))


def accepts_bribe(offer: int, integrity: float, expected_sanction: int) -> bool:
    """R9: an official accepts when `bribe x (1 - integrity)` is more than the sanction that he expects."""
    return offer * (1.0 - integrity) > expected_sanction


def cooperation_hazard(rate: float, evidence: float, years: float, fear: float) -> float:
    """R10: hazard a year that an arrested member begins to speak (network.md d.3; the form is an assumption).

    It rises in proportion to evidence and to the sentence, and falls with fear.

    Args:
        rate: Hazard when everything is proved, ten years are to be expected and nobody is feared.
        evidence: How much is proved, 0 to 1.
        years: Years of prison to be expected.
        fear: What holds back, 0 to 1.
    """
    return rate * evidence * years / 10.0 * (1.0 - fear)


def load_factor(factor: float, days: int) -> float:
    """R13: size of loads relative to the usual after a loss, recovering straight to 1."""
    if days >= LOAD_RECOVERY_DAYS:
        return 1.0
    return factor + (1.0 - factor) * days / LOAD_RECOVERY_DAYS


def share_of(amount: int, share: float) -> int:
    """A share of an amount in whole minor units, rounded down."""
    return int(amount * share)


def tranches(amount: int, most: int, count: int) -> tuple[int, ...]:
    """R8: an amount in equal parts, none above `most`, at most `count` of them; what does not fit is left out."""
    if amount <= 0 or count <= 0 or most <= 0:
        return ()
    moved = min(amount, most * count)
    number = min(count, -(-moved // most))
    part, rest = divmod(moved, number)
    return tuple(part + (1 if index < rest else 0) for index in range(number))


def fraction(u: float, index: int) -> float:
    """The index-th number in [0, 1) read out of one draw: for the minutes and seconds of a series of small acts."""
    stretched = u * (7919.0 + 104_729.0 * index)
    return stretched - int(stretched)
