"""What follows from a paper that was come by in a bad way, or for a reward or benefit.

A paper follows from those on which the measure or the request that brought it rests. Where one of these that names the
target is sound, it is a source of its own and nothing clings to what was brought (the independent source; whether the
causal link is broken, by analogy ECtHR, Gäfgen v. Germany, Grand Chamber 2010, para. 180; that one sound paper breaks
it is an assumption).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from simulation.casework.documents.document import Document, Use
from simulation.casework.file.case_file import CaseFile
from simulation.scenario.schema.play import DocumentKind


def following(file: CaseFile, grounds: Iterable[str], target: str, use: Use) -> Use:
    """How what rests on some papers may be used.

    Args:
        file: The file in which the papers are.
        grounds: Their keys; those that are not there are passed over.
        target: Key of whom or what the measure or request is about.
        use: What may be done with the result by its channel and form.
    """
    filings = [filing for filing in map(file.filed.get, grounds) if filing is not None]
    one = file.identities(target)
    naming = [paper for filing in filings if (paper := filing.document.called(one)).names(target)]
    if not naming:
        return use
    owed = [_rewards(paper) for paper in naming]
    rewards = tuple(sorted(frozenset[str]().union(*owed))) if all(owed) else ()
    return replace(use, incited=use.incited or all(paper.use.incited for paper in naming), rewards=rewards)


def _rewards(paper: Document) -> frozenset[str]:
    """Reports of paid informants, and statements for a benefit, that stand behind a paper."""
    is_rewarded = paper.kind is DocumentKind.INFORMANT_REPORT or paper.grants_benefit
    return frozenset({paper.key} if is_rewarded else paper.use.rewards)
