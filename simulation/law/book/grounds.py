"""The grounds for refusing or postponing assistance, and how the law treats each."""

from __future__ import annotations

CONSULT_FIRST = frozenset({"R1", "R2", "R3", "R4", "G1", "G2", "G4", "G8", "G12", "G14"})
"""Grounds of UNTOC 18(21), and the safeguards that an assurance, a question or the other side's own prosecution may
answer: article 18(26) and, for surrender, 16(16) ask for consultation before refusing on them; paragraph 9 of article
18 (R5) is not among those that paragraph 26 names."""

FORBIDDEN_GROUNDS = frozenset({"NR1", "NR2"})
"""Bank secrecy (UNTOC 18(8)) and fiscal nature alone (18(22)): not grounds; a refusal on them is a finding."""

POSTPONEMENT_GROUND = "R6"
"""An own case on file: postpones, never refuses (UNTOC 18(25))."""

SAFEGUARD_GROUNDS = ("G1", "G2", "G3", "G4", "G6", "G8", "G11", "G12", "G14")
"""Safeguards on which assistance may be refused under the requested side's legal system (law.md 5.5)."""

REFUSAL_GROUNDS = (
    "R1",
    "R2",
    "R3",
    "R4",
    "R5",
    "R7",
    "R8",
    "R9",
    "R10",
    "R11",
    "R12",
    *SAFEGUARD_GROUNDS,
    "NR1",
    "NR2",
)
"""Ids that a refusal may name, the two that the treaty forbids among them: naming one is possible and a finding."""
