"""The pages of evaluators and of the survey, and who may use them."""

from simulation.exercise.core.command import SeatRole
from webapp.judging import pinning, rating, sheets, survey
from webapp.judging.blueprint import blueprint
from webapp.store.tables import Role
from webapp.visit.area import READING_POSTS, Area, Who

MODULES = (pinning, rating, sheets, survey)
"""Modules whose views stand on the blueprint."""

OF_TRAINERS = ("home", "all_notes", "survey_read", "set_scale", "rate_words")
OF_EVALUATORS = ("observe", "pin", "rate")
OF_MEMBERS = ("survey", "answer_survey")

AREA = Area(
    blueprint,
    rows=dict.fromkeys(OF_TRAINERS, Who.TRAINER)
    | dict.fromkeys(OF_EVALUATORS, Who.EVALUATOR)
    | dict.fromkeys(OF_MEMBERS, Who.MEMBER),
    roles={"pin": Role.OBSERVER, "rate": Role.EVALUATOR, "rate_words": Role.EVALUATOR},
    penless={
        "pin": frozenset({SeatRole.OBSERVER}),
        "rate": frozenset({SeatRole.OBSERVER}),
        "answer_survey": READING_POSTS,
    },
)
