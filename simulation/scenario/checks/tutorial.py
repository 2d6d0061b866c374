"""What a tutorial needs: one seat for one person, and a line beside each step."""

from __future__ import annotations

from simulation.scenario.checks.problems import Findings
from simulation.scenario.schema.scenario import Scenario

COUNTRIES, PLAY = "countries.toml", "play.toml"


def check_tutorial(scenario: Scenario, findings: Findings) -> None:
    """Add what a tutorial lacks to the findings: one country is played, at one seat, by one person."""
    if len(scenario.played) > 1:
        codes = ", ".join(country.code for country in scenario.played)
        findings.tell(COUNTRIES, "countries", f"one person plays a tutorial alone; `played` stands at {codes}")
    for index, preset in enumerate(scenario.play.presets):
        path, name = f"presets.{index}", preset.key
        if preset.people != 1:
            findings.tell(PLAY, f"{path}.people", "one person plays a tutorial alone; write 1", name)
        for country in scenario.played:
            merged = {office for group in preset.merged for office in group}
            if len(preset.merged) != 1 or merged != set(country.offices):
                offices = ", ".join(country.offices)
                findings.tell(PLAY, f"{path}.merged", f"put all offices at one seat: {offices}", name)
