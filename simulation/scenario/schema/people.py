"""People who are moved, as an author writes them: who recruits where, sites of exploitation, people of the story.

People who are moved are never offenders, never counted as goods, and never priced: an author gives what an organisation
earns from a site, and the rules say what it does to people (R14; network.md d.4).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from simulation.kernel.field_types import CountryCode, Day, FrozenModel, Key, Minor, Probability, Row, Share, later

type Mode = Annotated[str, Field(pattern="^(sea|road|rail|air)$")]
"""How a leg is travelled."""

type Yearly = Annotated[float, Field(ge=0.0, le=50.0)]
"""A hazard: how often in a year it would happen to somebody to whom nothing else happens."""


class Exploitation(StrEnum):
    """What people are made to do (Trafficking Protocol article 3(a); groups of GLOTIP 2024)."""

    FORCED_LABOUR = "forced_labour"
    SEXUAL_EXPLOITATION = "sexual_exploitation"
    FORCED_CRIMINALITY = "forced_criminality"
    OTHER = "other"


class Recruitment(FrozenModel):
    """How an organisation recruits people and where it takes them.

    Attributes:
        every_days: Quantiles of the days between the recruitment of two people.
        origins: Places where it recruits; from each of them, the organisation's corridors have to lead to every site.
        exploited: Share of the recruited people who are taken to a site; the others are smuggled and are free on
            arrival.
        women: Share of women and girls among those recruited.
        children: Share of people under eighteen among those recruited.
    """

    every_days: Row
    origins: Annotated[tuple[Key, ...], Field(min_length=1)]
    exploited: Share
    women: Share
    children: Share


class SitePlan(FrozenModel):
    """A place where people are held and exploited, or an honest workplace that looks like one.

    Attributes:
        key: E.g. `site/compound`; its words are `site.compound` in the language files.
        place: Its place on the map.
        organisation: Organisation that runs it; left out for an honest business with lawful workers.
        company: Company that runs or lets the building, if papers name one.
        exploitation: What people are made to do there.
        capacity: Highest number of people who can be there.
        held_at_start: People there when history begins.
        profit_minor_per_day: What it earns for each person and day (ILO 2024: about 10,000 US dollars a year for each
            person).
        coercion: How closely people are controlled in ordinary times, from 0 to 1 (R14).
        secrecy: How well it is hidden from inspectors and helpers, from 0 to 1.
        inspected_every_days: Quantiles of days between routine inspections, which need no request.
        defrauds: If people there are forced to commit fraud: the country whose residents are defrauded; left out if the
            site earns in another way.
        opens_day: Day from which people are taken there; left out: it exists when history begins.
        given_up_day: Day on which the organisation gives it up; from then on nobody is taken there. Its people are
            moved to other sites of the organisation, as soon as these have room. Left out: never.
    """

    key: Key
    place: Key
    organisation: Key | None = None
    company: Key | None = None
    exploitation: Exploitation
    capacity: Annotated[int, Field(ge=1, le=500)]
    held_at_start: Annotated[int, Field(ge=0, le=500)] = 0
    profit_minor_per_day: Minor = 0
    coercion: Share = 0.5
    secrecy: Share = 0.5
    inspected_every_days: Row
    defrauds: CountryCode | None = None
    opens_day: Day | None = later(None)
    given_up_day: Day | None = later(None)


class PlantedPerson(FrozenModel):
    """The journey of a person in the story, who is in the cast with the standing `moved`.

    Attributes:
        person: Cast key of the person.
        organisation: Organisation that recruits the person.
        recruited_day: Day on which the person is recruited.
        corridors: Legs of the journey in order.
        site: Where the person is taken; left out for a person who is smuggled and free on arrival.
        missing_day: Day on which the family reports the person missing; left out if nobody does.
        given_until_day: Until this day the journey follows the story: by chance the person is neither stopped nor
            found, and is not lost.
        identified_day: Day on which the person is identified as a victim, wherever he or she is; left out: the
            rules decide.
        intercepted_at: Place of the journey where a border check stops the person; left out if no check stops the
            person in the story.
    """

    person: Key
    organisation: Key
    recruited_day: Day
    corridors: Annotated[tuple[Key, ...], Field(min_length=1)]
    site: Key | None = None
    missing_day: Day | None = None
    given_until_day: Day = 0
    identified_day: Day | None = None
    intercepted_at: Key | None = None


class PeopleParameters(FrozenModel):
    """Numbers of the rules about people; beside each, the scenario names its source or calls it an assumption.

    Attributes:
        fee_base_minor: F23 fixed part of the fee for a journey.
        fee_minor_per_km: F23 fee for each kilometre, by mode; travel by air is more expensive than by land (1.5-4
            times).
        fee_border_minor: F23 fee for each border.
        paid_before: Share of the fee that is paid before leaving; the rest is debt.
        journey_cost: Share of the fee that the journey costs the organisation.
        papers_minor: Cost of papers for one person.
        commission_minor: Cost of the recruitment of one person.
        recognised_at_border: Probability that somebody stopped at a border is recognised as a victim.
        lost_on_leg: Probability that a person dies or is lost on a leg, by mode; this has no price.
        reported_missing: Probability that somebody's family reports the person missing.
        reported_after_days: Quantiles of the days from recruitment to the report that the person is missing.
        upkeep_minor_per_day: Cost of food and housing of one person.
        charge_minor_per_day: Amount added to a person's debt each day.
        escapes_yearly: R14 yearly hazard that a person escapes, if there is no coercion.
        speaks_up_yearly: R14 yearly hazard that a person goes to the authorities, if there is no coercion.
        helped_yearly: R14 yearly hazard that a victim service finds a person, at a site without secrecy.
        lost_yearly: Yearly hazard that a person dies or is lost, under full coercion; this has no price.
        drawn_back_yearly: Yearly hazard that a person who is free but not protected is drawn back into exploitation.
        inspection_finds: Probability that an inspection of an open site notices the exploitation.
        recognised_at_site: Share of people at a site who are identified when an inspection notices the exploitation.
        detection: Factor applied to the chance of being identified, by kind of exploitation: some kinds are noticed
            more often than others (F22).
        detection_children: Factor applied to the chance of being identified, for children.
        statement_days: Quantiles of the days from identification to a statement (recovery and reflection period;
            protected time).
        speaks: Probability that an identified person who is not protected makes a statement.
        speaks_protected: Probability that a protected identified person makes a statement.
        reachable_days: Days during which an identified person who is not protected can be heard.
        coercion_step: R14 increase of coercion at the sites of a closed organisation.
        uncontrolled: R14 factor applied to coercion at sites where no controller is at liberty.
    """

    fee_base_minor: Minor
    fee_minor_per_km: dict[Mode, Minor]
    fee_border_minor: Minor
    paid_before: Share
    journey_cost: Share
    papers_minor: Minor
    commission_minor: Minor
    recognised_at_border: Probability
    lost_on_leg: dict[Mode, Probability]
    reported_missing: Probability
    reported_after_days: Row
    upkeep_minor_per_day: Minor
    charge_minor_per_day: Minor
    escapes_yearly: Yearly
    speaks_up_yearly: Yearly
    helped_yearly: Yearly
    lost_yearly: Yearly
    drawn_back_yearly: Yearly
    inspection_finds: Probability
    recognised_at_site: Probability
    detection: dict[Exploitation, Annotated[float, Field(ge=0.0, le=10.0)]]
    detection_children: Annotated[float, Field(ge=0.0, le=10.0)]
    statement_days: Row
    speaks: Probability
    speaks_protected: Probability
    reachable_days: Annotated[int, Field(ge=1, le=2000)]
    coercion_step: Share
    uncontrolled: Share
