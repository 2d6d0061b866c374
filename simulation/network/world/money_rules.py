"""The arithmetic of the flow of money (R8, R12), as pure functions over plain numbers."""

from __future__ import annotations


def fee_rate(fee: float, fee_risk: float, risk: float) -> float:
    """R8: share kept at a hop; it rises with the perceived risk that money is held (F20), and is never more than half.

    Args:
        fee: Share when nothing is ever held.
        fee_risk: How strongly risk raises it.
        risk: Perceived risk (R1), 0 to 1.
    """
    return min(0.5, fee * (1.0 + fee_risk * risk))


def anomaly(amount: int, usual: int) -> float:
    """R12: how far a payment stands out from an account's usual business, 0 to 1.

    Args:
        amount: The payment.
        usual: Lawful payments of the account in a month together.
    """
    return amount / (amount + usual) if amount > 0 else 0.0


def suspicion(strange: float, monitoring: float, rate: float) -> float:
    """R12: hazard that one payment adds towards a suspicious transaction report.

    `P = 1 - exp(-k x anomaly x monitoring)` (network.md d.3) is the same as reporting once the sum of these hazards
    passes a unit exponential threshold, and that needs one draw for each report instead of one for each payment.

    Args:
        strange: Anomaly of the payment, 0 to 1.
        monitoring: How closely the bank looks, 0 to 1.
        rate: Factor k.
    """
    return rate * monitoring * strange
