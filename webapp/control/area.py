"""The pages of the trainer's room and who may use them: trainers only."""

from webapp.control.blueprint import blueprint
from webapp.control.event_list import early as early_pages
from webapp.control.event_list import keeping as keeping_pages
from webapp.control.event_list import one_event as one_event_pages
from webapp.control.event_list import pages as events_pages
from webapp.control.event_list import sheet as events_sheet_pages
from webapp.control.event_list import writing as event_writing_pages
from webapp.control.people import pages as people_pages
from webapp.control.people import seating
from webapp.control.prepare import list_page, pack
from webapp.control.records import countries as countries_pages
from webapp.control.records import hot_wash as hot_wash_page
from webapp.control.records import journal as journal_pages
from webapp.control.records import messages as messages_pages
from webapp.control.records import needs as needs_pages
from webapp.control.records import requests as requests_pages
from webapp.control.records import trials as trials_pages
from webapp.control.records import world as world_page
from webapp.control.room import clock, day_rooms, jumping, projector
from webapp.control.room import pages as room
from webapp.store.tables import Role
from webapp.visit.area import Area, Who

MODULES = (
    countries_pages,
    day_rooms,
    early_pages,
    events_pages,
    events_sheet_pages,
    event_writing_pages,
    one_event_pages,
    hot_wash_page,
    keeping_pages,
    journal_pages,
    jumping,
    list_page,
    messages_pages,
    needs_pages,
    pack,
    clock,
    people_pages,
    seating,
    projector,
    requests_pages,
    room,
    trials_pages,
    world_page,
)
"""Modules whose views stand on the blueprint."""

VIEWS = (
    *("home", "part"),
    *("ask_jump", "jump", "announce_jump", "call_off_jump", "say", "say_no_more", "change_minutes", "change_plan"),
    *("rooms", "rooms_poll", "rooms_part", "tell_rooms"),
    *("start", "run_clock", "adversary", "end", "end_now", "epilogue"),
    *("events", "event_page", "fire", "hold", "edit", "hint", "note", "events_sheet", "bring_events"),
    *("release_early", "keep_event"),
    *("look_at_events", "change_events", "add_event", "make_event", "rewrite_event", "write_event"),
    *("requests", "request_page", "points", "rule", "rule_kind"),
    *("messages", "message_list", "send_message"),
    *("needs", "needs_part", "world"),
    *(
        "country_page",
        "take_over",
        "hand_back",
        "give_pen",
        "pull_lever",
        "play_request",
        "play_act",
        "play_answer",
        "play_triage",
    ),
    *("people", "people_part", "person_page", "keep_door", "admit"),
    *("expected", "read_list", "seat_people", "change_rows", "clear_list", "card_page", "pack"),
    *("rename", "move", "seat_also", "give_person_pen", "renew_link", "merge", "remove"),
    *("trials", "trial", "hear_cases", "give_bench", "raise_point", "give_judgment"),
    *("journal", "undo", "undo_now"),
    *(
        "projector",
        "join_screen",
        "filling_part",
        "clock_screen",
        "clock_part",
        "news_screen",
        "beats_part",
        "hot_wash_page",
    ),
)

WITH_CARDS = ("people", "people_part", "person_page", "expected", "card_page", "pack")
"""Pages with personal codes, by which anybody could sit down as somebody else: not for those who only look on."""

PREPARE_ACTS = ("ask_jump", "end", "undo", "add_event", "bring_events")
"""Pages that show nothing but what an act would do, and its form."""

AREA = Area(
    blueprint,
    rows=dict.fromkeys(VIEWS, Who.TRAINER),
    roles=dict.fromkeys((*WITH_CARDS, *PREPARE_ACTS), Role.CONTROLLER),
)
