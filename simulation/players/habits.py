"""How a policy works: pace and care. Numbers are assumptions of the exercise, not of law."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Habits:
    """What tells one full policy from another.

    Attributes:
        decisions: Decisions in a move from which on an office begins nothing new; what others
            ask is answered all the same.
        least: Decisions in a move below which an office looks for more to do once the move is well on.
        most: Decisions in a move from which on even what others ask waits for the next, unless it is urgent: office
            hours are short (design section 6: 15 to 25 minutes for a seat's 3 to 8 decisions).
        limit: Decisions in a move from which on urgent requests wait as well; people at risk never do.
        to_one_office: Questions or requests in a move to one and the same office abroad: it has others to answer too.
        asks_first: Uses the informal channel for leads before a formal request.
        complete: Fills every content that the request needs; otherwise purpose, grounds and formalities are left out.
        two_tracks: Follows the money from the first day; otherwise only once somebody is charged.
        sorts: Takes the strongest suspicion first; otherwise whatever came first.
    """

    decisions: int
    least: int = 3
    most: int = 6
    limit: int = 8
    to_one_office: int = 1
    asks_first: bool = True
    complete: bool = True
    two_tracks: bool = True
    sorts: bool = True
