"""The numbers of requests for people: a draft's is its own side's affair, the real one is given when it goes out.

What a team drafts and drops must not show in the numbers that others read, so a request is numbered when the other
side can first know of it, in a row of its own for each pair of countries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from simulation.exercise.core.state import CountryState
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.play.visibility import is_known_to_requested
from simulation.exercise.procedures.letter.statuses import LetterStatus


def is_out(request: Letter) -> bool:
    """Whether a request has gone out, its draft was shown to the other side, or a contact point announced it."""
    return request.has_been(LetterStatus.SENT) or is_known_to_requested(request)


def first_label(countries: Mapping[str, CountryState], request: Letter) -> str:
    """What a new file is called: the next number of its own side's drafts, or of the pair when it is out already."""
    own = countries[request.requesting]
    if is_out(request):
        return _next(countries, request)
    own.drafts += 1
    return f"{request.requesting}-{request.requested}-D{own.drafts}"


def number(letters: Letters, countries: Mapping[str, CountryState], kept: RequestState) -> None:
    """Give a request that has just gone out its number; what was said of it under the draft's goes with it."""
    if kept.draft or not is_out(kept.matter):
        return
    kept.draft = kept.label
    kept.label = _next(countries, kept.matter)
    letters.rulings = tuple(
        replace(ruling, request=kept.label) if ruling.request == kept.draft else ruling for ruling in letters.rulings
    )


def _next(countries: Mapping[str, CountryState], request: Letter) -> str:
    numbers = countries[request.requesting].numbers
    numbers[request.requested] = numbers.get(request.requested, 0) + 1
    return f"{request.requesting}-{request.requested}-{numbers[request.requested]:02d}"
