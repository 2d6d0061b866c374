"""The shipped scenario, in which two countries have customs."""

from __future__ import annotations

from pathlib import Path

from tests.scenario.copies import copy_of_blue_current, replaced

LABELS = {"KES": "label_at = [428, 366]", "ISA": "label_at = [338, 150]"}
"""Where each country's table in the file can be added to."""

ROLE = "You watch the border. You ask customs abroad what crossed it, and nobody else may."


def with_customs(folder: Path) -> Path:
    """A copy of blue-current with customs in Kestria and in Isandre, each with its role card."""
    directory = copy_of_blue_current(folder)
    for country, label in LABELS.items():
        replaced("countries.toml", label, f'{label}\nfurther_offices = ["customs"]')(directory)
        replaced("texts/en.toml", f"[role.{country}]\n", f'[role.{country}]\ncustoms = "{ROLE}"\n')(directory)
    return directory
