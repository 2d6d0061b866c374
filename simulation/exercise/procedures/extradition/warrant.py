"""Articles of the framework decision on the arrest warrant (2002/584) that stand beside the sources of a surrender."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from simulation.matters.declaration import Status, Transition

STATUSES: Mapping[str, str] = {
    "arrest_asked": "17(1)",
    "papers_received": "17(1)",
    "supplementing": "15(2)",
    "before_court": "11, 14",
    "surrender_deciding": "17",
    "assurances_asked": "5, 15(2)",
    "surrender_consulted": "15(2)",
    "surrender_postponed": "24(1)",
    "granted": "23",
    "granted_for_a_time": "23, 24(2)",
    "lent": "24(2)",
}
"""Articles by status."""

ACTS: Mapping[str, str] = {
    "open_extradition": "8(1)(c)",
    "ask_arrest": "9",
    "send_papers": "8, 9",
    "order_arrest": "1(2), 11",
    "decline_arrest": "3, 4, 4a, 8(1)",
    "arrested_on_warrant": "8, 9, 11",
    "consented_to_surrender": "13, 17(2)",
    "ask_supplement": "15(2)",
    "supplement": "15(2), (3)",
    "bring_to_court": "14, 15(1)",
    "committed": "14, 15(1)",
    "discharge": "3(2)",
    "before_court/discharge": "2, 3, 4, 4a",
    "grant_surrender": "1(2), 15(1)",
    "grant_later": "24(1)",
    "grant_for_a_time": "24(2)",
    "ask_assurances": "5, 15(2)",
    "give_assurances": "5",
    "consult_on_surrender": "15(2)",
    "answer_on_surrender": "15(2), (3)",
    "refuse_surrender": "3, 4, 4a, 5, 17(6)",
    "surrender_now": "24(1)",
    "postponement_over": "24(1)",
    "collect_person": "23(1), (2)",
    "not_collected": "23(5)",
    "return_person": "24(2)",
    "ask_further_offence": "27",
    "consent_further_offence": "27(3)(g), (4)",
    "decline_further_offence": "27(3)(g), (4)",
}
"""Articles by act, or by status and act where an act has several reasons."""


def status_with_article(row: Status) -> Status:
    """A status with its article of the framework decision beside its sources, where it has one."""
    return replace(row, basis=_beside(row.basis, STATUSES.get(row.code)))


def act_with_article(row: Transition) -> Transition:
    """An act with its article of the framework decision beside its sources, where it has one."""
    return replace(row, basis=_beside(row.basis, ACTS.get(f"{row.origin}/{row.action}", ACTS.get(row.action))))


def _beside(basis: str, article: str | None) -> str:
    cited = f"Framework Decision 2002/584 art. {article}" if article is not None else ""
    return "; ".join(filter(None, (basis, cited)))
