"""The numbers of the network's rules, which a scenario gives with their sources."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from simulation.kernel.field_types import FrozenModel, Minor, Probability, Row, Share
from simulation.scenario.schema.functions import Function, Search


class Parameters(FrozenModel):
    """Numbers of the rules; each field names its rule (reference network.md d.3).

    The scenarios that come with Rogatory contain the usual values.

    Attributes:
        risk_alpha: R1 number of losses assumed before any experience (prior, a).
        risk_beta: R1 number of passages without loss assumed before any experience (prior, b).
        risk_memory_days: R1 days for which losses and passages are remembered.
        choice_noise: R2 scale of the Gumbel noise as a share of the value at stake.
        expand_max: R3 highest number of corridors opened at once.
        source_price_minor_per_kg: R4 price at the source.
        price_minor_per_kg_km: R4 added value per kilometre.
        border_markup: R4 share of the price that is added at each border, before the risk premium.
        base_risk: R4 risk at which the premium is 1.
        replacement_days: R5 quantiles of the days until a vacancy is filled, by function.
        replacement_quality: R5 skill of a new member at first, by where he or she was found; it grows to 1 over
            `replacement_learning_days`.
        replacement_trust: R5 trust in a new member by where he or she was found. The lower it is, the more
            likely the member is to speak when arrested (R10). Members at the beginning of history have 1.
        replacement_pace: R5 factor applied to `replacement_days`, by where the successor is found.
        replacement_learning_days: R5 days until a new member has full skill.
        attrition_per_year: Fact F14: share of members who leave in a year without an arrest in the scenario: because of
            death, age or prison elsewhere.
        wage_minor_per_day: Wage for each day, by function.
        courier_pay_minor_per_leg: Fact F21: what a courier is paid for a leg, in addition to the wage.
        risk_pay_minor_per_year: Fact F21: added pay for a leg, for each year of prison that the courier has to expect.
        sentence_years: Years of prison that a member has to expect after arrest and conviction, by function (R10, F21).
        forged_odds: Factor applied to the odds that a load is detected if a forger made its papers.
        unfinanced_share: Share of the money in the treasury's account that can be spent on a purchase while the
            organisation has no financier at liberty.
        unled_search: R5 how much longer the search for a successor takes, as a share of its usual days, if all other
            posts of coordinators and brokers are vacant; in proportion if only some are vacant.
        stand_in: R5 share of a broker's results (takings and people brought over borders) that a coordinator achieves
            while no broker is at liberty.
        service_fee: Share of the moved money that a laundering service keeps as its fee.
        bribe_share: R9 highest share of the gross margin on a leg that is offered to corrupt officials.
        proceeds_to_launder: Share of the money from sales that goes through accounts; the rest is spent.
        load_split: R13 factor applied to the size of a load after a loss.
        exposure_step: R6 increase of an organisation's security after each arrest, or each request of which it knows.
        security_half_life_days: R6 days after which an increase of security has fallen to half its size.
        calls_per_deal: Quantiles of the number of calls between the people who organise one consignment.
        dark_days: R6 days without a new deal after an organisation learns that it is being investigated.
        leak_probability: R7 chance that a request or notice that names the organisation becomes known to it, after a
            corrupt or careless official has seen it.
        cooperation_per_year: R10 yearly hazard that an arrested member begins to speak, for a member against whom
            everything is proved, who expects ten years of prison and fears nobody.
        fear: R10 how far fear of the organisation keeps arrested members from speaking, from 0 (not at all) to 1
            (completely, at full trust and security).
        flight_hazard: R11 chance that a member flees when a close partner is arrested; in an open organisation, others
            who hear of the arrest leave with about the same chance.
    """

    risk_alpha: Annotated[float, Field(gt=0, le=50)]
    risk_beta: Annotated[float, Field(gt=0, le=50)]
    risk_memory_days: Annotated[int, Field(ge=30, le=1000)]
    choice_noise: Annotated[float, Field(ge=0, le=5)]
    expand_max: Annotated[int, Field(ge=0, le=20)]
    source_price_minor_per_kg: Minor
    price_minor_per_kg_km: Minor
    border_markup: Annotated[float, Field(ge=0, le=5)]
    base_risk: Annotated[float, Field(gt=0, le=1)]
    replacement_days: dict[Function, Row]
    replacement_quality: dict[Search, Share]
    replacement_trust: dict[Search, Share]
    replacement_pace: dict[Search, Annotated[float, Field(ge=0.1, le=10)]]
    replacement_learning_days: Annotated[int, Field(ge=1, le=1000)]
    attrition_per_year: Share
    wage_minor_per_day: dict[Function, Minor]
    courier_pay_minor_per_leg: Minor
    risk_pay_minor_per_year: Minor
    sentence_years: dict[Function, Annotated[float, Field(ge=0, le=60)]]
    forged_odds: Share
    unfinanced_share: Share
    unled_search: Annotated[float, Field(ge=0, le=20)]
    stand_in: Share
    service_fee: Share
    bribe_share: Share
    proceeds_to_launder: Share
    load_split: Share
    exposure_step: Share
    security_half_life_days: Annotated[int, Field(ge=1, le=1000)]
    calls_per_deal: Row
    dark_days: Annotated[int, Field(ge=0, le=400)]
    leak_probability: Probability
    cooperation_per_year: Annotated[float, Field(ge=0, le=50)]
    fear: Share
    flight_hazard: Probability
