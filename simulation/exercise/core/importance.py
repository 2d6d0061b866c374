"""What is told first, of all that happened: the one order of the news, of the hot wash and of the wall.

People before money, money before time, time before paper: a choice of values of this project, stated for trainers too.
"""

from __future__ import annotations

from collections.abc import Mapping

IMPORTANCE: Mapping[str, int] = {
    "visited": 1000,
    "exposed": 900,
    "protected": 850,
    "lapsed": 800,
    "left": 700,
    "refused_not_valid": 610,
    "verdict": 530,
    "order": 520,
    "stood_in": 510,
    "waited_for_you": 500,
    "reaction": 490,
    "came_back_refused": 480,
    "returned_to_you": 460,
    "measure_failed": 430,
    "frozen": 420,
    "came_back": 400,
    "warned": 395,
    "silent": 380,
    "procedure": 370,
    "message": 350,
    "told": 300,
    "papers": 200,
    "sent": 100,
    "decided": 90,
    "nothing_came": 10,
}
"""Weight by kind of fact (assumption); days are added up to 99, so that within a kind the longest comes first.

What came of going to a place where people are held (`visited`) comes first of all: it says who was found.
"""
