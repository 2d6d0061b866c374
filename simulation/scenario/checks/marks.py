"""Cross-checks of tutorials and marks: one seat for one person; seats that are played, ends that can come, controls."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.scenario.checks.problems import Findings
from simulation.scenario.schema.play import Mark, MarkPlace
from simulation.scenario.schema.scenario import Scenario

COUNTRIES, PLAY = "countries.toml", "play.toml"

ANSWER = "answer"
"""What `reads` names that no opening paper does: a paper that a letter brought."""

LETTER = "ActOnRequest"
"""The command whose actions a mark can name."""

FORM = frozenset(
    {MarkPlace.FACTS, MarkPlace.GROUNDS, MarkPlace.ASSISTANCE, MarkPlace.PERIOD, MarkPlace.URGENT},
)
"""Fields of the form: a mark there ends when the field is filled."""

ALONE = frozenset({MarkPlace.ONWARD, MarkPlace.COMPARE})
"""Controls that a tutorial has and no other exercise."""


@dataclass(frozen=True, slots=True)
class MarkWords:
    """What a mark may name of what an exercise knows: commands, actions and fields of a letter."""

    acts: tuple[str, ...]
    actions: tuple[str, ...]
    fields: tuple[str, ...]


def check_marks(scenario: Scenario, known: MarkWords, findings: Findings) -> None:
    """Add every fault of the marks in `play.toml` to the findings."""
    findings.unique(PLAY, "marks", (mark.key for mark in scenario.play.marks))
    for index, mark in enumerate(scenario.play.marks):
        _mark(scenario, mark, f"marks.{index}", known, findings)


def _mark(scenario: Scenario, mark: Mark, path: str, known: MarkWords, findings: Findings) -> None:
    name = mark.key
    if not name.startswith("mark/"):
        findings.tell(PLAY, f"{path}.key", "the key of a mark begins with `mark/`", name)
    played = {country.code: country.offices for country in scenario.played}
    if findings.reference(PLAY, f"{path}.country", mark.country, played, "played country", name):
        offices = {office.value for office in played[mark.country]}
        findings.reference(PLAY, f"{path}.office", mark.office.value, offices, f"office of {mark.country}", name)
    if sum(map(bool, (mark.reads, mark.act, mark.writes, mark.answered))) != 1:
        findings.tell(PLAY, path, "say by what it ends: exactly one of `reads`, `act`, `writes` and `answered`", name)
    papers = {paper.key for paper in scenario.play.documents if paper.country == mark.country}
    findings.reference(PLAY, f"{path}.reads", mark.reads, papers | {ANSWER}, f"opening paper of {mark.country}", name)
    findings.reference(PLAY, f"{path}.act", mark.act, known.acts, "command", name)
    findings.reference(PLAY, f"{path}.action", mark.action, known.actions, "action of a letter", name)
    findings.reference(PLAY, f"{path}.writes", mark.writes, known.fields, "field of a letter", name)
    if mark.action is not None and mark.act != LETTER:
        findings.tell(PLAY, f"{path}.action", f'`action` belongs to `act = "{LETTER}"`', name)
    if (mark.at in FORM) is not (mark.writes is not None):
        findings.tell(PLAY, f"{path}.at", "a field of the form and `writes` go together", name)
    if (mark.at is MarkPlace.PAPER) is not (mark.reads in papers):
        findings.tell(PLAY, f"{path}.at", "`paper` and an opening paper in `reads` go together", name)
    if mark.at in ALONE and not scenario.is_tutorial:
        findings.tell(PLAY, f"{path}.at", f"only a tutorial has {mark.at}", name)


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
