"""Two invented countries and what binds them, for tests of law and offices."""

from simulation.scenario.schema.country import (
    Archetype,
    ChainRole,
    Channel,
    Country,
    CountryPair,
    CourtUse,
    DualCriminality,
    Naming,
    Offence,
    Retention,
    Staff,
    Tradition,
)

TRAFFICKING = Offence(
    key="trafficking",
    elements=("goods_illicit", "possession_or_transport", "knowledge"),
    max_years=12,
    limitation_years=12,
)
LAUNDERING = Offence(
    key="laundering",
    elements=("proceeds", "transfer_or_conceal", "knowledge"),
    max_years=8,
    limitation_years=10,
)
CAPITAL_TRAFFICKING = TRAFFICKING.model_copy(update={"max_years": 25, "death_penalty": True})
STRICT_LAUNDERING = Offence(
    key="laundering",
    elements=("proceeds", "transfer_or_conceal", "knowledge", "predicate_offence"),
    max_years=8,
    limitation_years=10,
)

_NAMING = Naming(
    given=tuple("abcdefghijkl"),
    family=tuple("abcdefghijklmnop"),
    towns=("a", "b", "c"),
    streets=tuple("abcdef"),
    companies=tuple("abcdefgh"),
    company_forms=("a", "b", "c"),
)


def a_country(
    code: str = "ALB",
    archetype: Archetype = Archetype.SPECIALISED,
    *,
    languages: tuple[str, ...] = ("alban",),
    offences: tuple[Offence, ...] = (TRAFFICKING, LAUNDERING),
    death_penalty: bool = False,
    surrenders_nationals: bool = False,
    appeal_right: bool = True,
    lawyers: int = 6,
) -> Country:
    return Country(
        code=code,
        played=True,
        archetype=archetype,
        chain_role=ChainRole.HUB,
        languages=languages,
        tradition=Tradition.CIVIL,
        police_information_in_court=CourtUse.NEVER,
        surrenders_nationals=surrenders_nationals,
        death_penalty=death_penalty,
        appeal_right=appeal_right,
        short_freeze_days=5,
        freeze_review_days=90,
        bank_prefix="XA",
        phone_prefix="+XA",
        staff=Staff(
            lawyers=lawyers,
            translators=3,
            registry=3,
            executors=12,
            surveillance_teams=2,
            investigators=6,
            analysts=4,
        ),
        retention=Retention(bank=1800, calls=180, port=365, border=365),
        offences=offences,
        naming=_NAMING,
        outline=((0, 0), (1, 0), (0, 1)),
        label_at=(0, 0),
    )


def a_pair(
    *,
    instruments: tuple[str, ...] = ("UNTOC",),
    channel: Channel = Channel.CENTRAL,
    electronic: bool = False,
    dual_criminality: DualCriminality = DualCriminality.ALWAYS,
    mandatory: tuple[str, ...] = (),
    mandatory_in_b: tuple[str, ...] = (),
    discretionary: tuple[str, ...] = ("R2", "R4", "R5", "R6"),
    liaison: bool = False,
) -> CountryPair:
    return CountryPair(
        a="ALB",
        b="BRV",
        instruments=instruments,
        channel=channel,
        electronic=electronic,
        dual_criminality=dual_criminality,
        mandatory_grounds=mandatory,
        mandatory_in_b=mandatory_in_b,
        discretionary_grounds=discretionary,
        liaison=liaison,
    )
