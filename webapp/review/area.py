"""The pages of the review and who may use them: trainers only, so that no team reads another's file or the world."""

from webapp.review import after_action, decision_pages, delay_page, paper_pages
from webapp.review import epilogue as epilogue_page
from webapp.review.blueprint import blueprint
from webapp.visit.area import Area, Who

MODULES = (after_action, decision_pages, delay_page, epilogue_page, paper_pages)
"""Modules whose views stand on the blueprint."""

VIEWS = (
    *("home", "wall"),
    *("delay", "play_lives"),
    *("decisions", "decision", "look_at_all", "find_lever", "find_price", "stop_price", "progress"),
    *("epilogue", "table_file"),
    *("papers", "paper_file"),
)

AREA = Area(blueprint, rows=dict.fromkeys(VIEWS, Who.TRAINER))
