"""The pages of the review and who may use them: trainers only, so that no team reads another's file or the world."""

from webapp.review import (
    after_action,
    decision_pages,
    delay_page,
    own_review,
    paper_pages,
)
from webapp.review import epilogue as epilogue_page
from webapp.review.blueprint import blueprint
from webapp.review.debrief import pages as debrief_pages
from webapp.review.play import case_page, compare_page, replay_page, teams_page
from webapp.store.tables import Role
from webapp.visit.area import Area, Who

MODULES = (
    after_action,
    case_page,
    compare_page,
    debrief_pages,
    decision_pages,
    delay_page,
    epilogue_page,
    own_review,
    paper_pages,
    replay_page,
    teams_page,
)
"""Modules whose views stand on the blueprint."""

VIEWS = (
    "home",
    *("delay", "play_lives"),
    *("decisions", "decision", "look_at_all", "find_lever", "find_price", "stop_price", "progress"),
    *("epilogue", "table_file"),
    *("debrief", "debrief_wall", "debrief_wall_part", "events_behind"),
    *("begin_debrief", "end_debrief", "turn", "blank", "pick", "note_down", "drop_note", "agree"),
    *("case", "compare_rooms", "teams", "replay", "branch_off"),
    *("papers", "paper_file", "team_file", "release", "close"),
)

OF_THE_TEAM = ("own_review", "own_file")
"""What a released review shows to a member, of the own team's file alone."""

AREA = Area(
    blueprint,
    rows=dict.fromkeys(VIEWS, Who.TRAINER) | dict.fromkeys(OF_THE_TEAM, Who.MEMBER),
    roles={"branch_off": Role.OWNER},
)
