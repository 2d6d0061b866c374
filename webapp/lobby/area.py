"""The pages of the lobby and who may use them."""

from webapp.lobby import alone, dry_run_page, exercises, further_seats, joining, making, scenarios, shelf
from webapp.lobby import front_door as front
from webapp.lobby import waiting_room as room
from webapp.lobby.blueprint import blueprint
from webapp.store.tables import Role
from webapp.visit.area import READING_POSTS, Area, Who

MODULES = (alone, dry_run_page, exercises, front, further_seats, joining, making, room, scenarios, shelf)
"""Modules whose views stand on the blueprint."""

AREA = Area(
    blueprint,
    rows={
        "start": Who.ANYONE,
        "code_page": Who.ANYONE,
        "find": Who.ANYONE,
        "set_theme": Who.ANYONE,
        "set_language": Who.ANYONE,
        "join": Who.ANYONE,
        "give_name": Who.ANYONE,
        "choose": Who.ANYONE,
        "sit_down_as_expected": Who.ANYONE,
        "sit_down": Who.ANYONE,
        "come_back": Who.ANYONE,
        "sit_down_by_card": Who.ANYONE,
        "come_back_by_code": Who.ANYONE,
        "waiting": Who.ANYONE,
        "stop_waiting": Who.ANYONE,
        "exercises": Who.TRAINER,
        "new": Who.TRAINER,
        "try_alone": Who.TRAINER,
        "make": Who.TRAINER,
        "scenarios": Who.TRAINER,
        "upload_scenario": Who.TRAINER,
        "download_scenario": Who.TRAINER,
        "duplicate_scenario": Who.TRAINER,
        "remove_scenario": Who.TRAINER,
        "dry_run_page": Who.TRAINER,
        "begin_dry_run": Who.TRAINER,
        "dry_run_part": Who.TRAINER,
        "stop_dry_run": Who.TRAINER,
        "shelf_page": Who.TRAINER,
        "rename_exercise": Who.TRAINER,
        "copy_exercise": Who.TRAINER,
        "backup_exercise": Who.TRAINER,
        "archive_exercise": Who.TRAINER,
        "hand_over": Who.TRAINER,
        "give_roles": Who.TRAINER,
        "ask_delete": Who.TRAINER,
        "delete_exercise": Who.TRAINER,
        "seats": Who.PERSON,
        "board": Who.PERSON,
        "welcome": Who.MEMBER,
        "welcome_part": Who.MEMBER,
        "say_here": Who.MEMBER,
        "after_play": Who.MEMBER,
        "change_seat": Who.MEMBER,
        "take_also": Who.MEMBER,
        "give_up": Who.MEMBER,
        "leave": Who.MEMBER,
        "pass_pen": Who.PERSON,
        "begin": Who.TRAINER,
    },
    roles=dict.fromkeys(
        (
            *("shelf_page", "rename_exercise", "copy_exercise", "backup_exercise", "archive_exercise"),
            *("hand_over", "give_roles", "ask_delete", "delete_exercise"),
        ),
        Role.OWNER,
    ),
    penless={"say_here": READING_POSTS, "leave": READING_POSTS, "change_seat": READING_POSTS},
)
