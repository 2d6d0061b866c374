"""What the two half days do not share: who sits where, and what the scenario's first decision is called."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Team:
    """A country that is played."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Story:
    """A scenario as the room meets it.

    Attributes:
        scenario: Its name on the page of a new exercise.
        home: The team that has to decide first; Anna and Bram sit there.
        partner: The team of Cleo and Dora.
        absent: Two teams to which nobody comes.
        question: The heading of the event that the home team finds on its desk on the first day.
        rash: The answer to it that cannot be taken back.
        careful: The answer to it that is given in the first move.
        to_direct: A request that has reached the home team, and of which nobody has said yet what becomes of it.
        to_refuse: A request on which the home team has to decide.
        languages: Who reads another language than English, each with its code.
    """

    scenario: str
    home: Team
    partner: Team
    absent: tuple[Team, Team]
    question: str
    rash: str
    careful: str
    to_direct: str
    to_refuse: str
    languages: tuple[tuple[str, str], ...] = ()


BLUE_CURRENT = Story(
    scenario="Blue current",
    home=Team("ISA", "Isandre"),
    partner=Team("KES", "Kestria"),
    absent=(Team("SOV", "Sorvane"), Team("VAL", "Valmora")),
    question="The harbour master calls about the container",
    rash="We seize it now",
    careful="Wait: we ask our partners first, and answer before day 12",
    to_direct="KES-ISA-02",
    to_refuse="VAL-ISA-01",
)

GLASS_HARBOUR = Story(
    scenario="Glass harbour",
    home=Team("ZRN", "Zerrane"),
    partner=Team("LMR", "Lomara"),
    absent=(Team("QSA", "Quessa"), Team("CRR", "Corrimore")),
    question="The electricity works telephones about the ninth floor",
    rash="We go in now",
    careful="We prepare it with our partners, and answer before day 12",
    to_direct="CRR-ZRN-03",
    to_refuse="LMR-ZRN-01",
)
