"""The pages of this area and who may use them."""

from simulation.exercise.core.command import SeatRole
from webapp.desk import moved_on
from webapp.desk.blueprint import blueprint
from webapp.desk.board import claims as board_claims
from webapp.desk.board import entity_pages
from webapp.desk.board import files as board_files
from webapp.desk.board import money_trail as money_pages
from webapp.desk.board import pages as board
from webapp.desk.board import places as board_places
from webapp.desk.case import hearings
from webapp.desk.case import pages as case
from webapp.desk.case import plan_pages as case_plan
from webapp.desk.documents import pages as documents
from webapp.desk.home import after_play, alone, start, wall
from webapp.desk.home import pages as home
from webapp.desk.measures import pages as measures
from webapp.desk.measures import reports
from webapp.desk.messages import ahead, event_page, handovers, meetings
from webapp.desk.messages import pages as messages
from webapp.desk.procedures import acts, channels
from webapp.desk.procedures import pages as procedures
from webapp.desk.procedures import papers as procedure_papers
from webapp.desk.reference import codes as reference_codes
from webapp.desk.reference import law_pages
from webapp.desk.reference import pages as reference
from webapp.desk.requests import form as request_form
from webapp.desk.requests import new_request, question
from webapp.desk.requests import page as request_page
from webapp.visit.area import Area, Who

MODULES = (
    acts, after_play, ahead, alone, board, board_claims, board_files, board_places, case, case_plan, channels,
    documents, entity_pages, event_page, handovers, hearings, home, law_pages, measures, meetings, messages,
    money_pages, moved_on, new_request, procedure_papers, procedures, question, reference, reference_codes, reports,
    request_form, request_page, start, wall,
)  # fmt: skip
"""The modules whose pages these are; being imported registers them."""

AREA = Area(
    blueprint,
    rows=dict.fromkeys(
        (
            "home", "panel", "digest", "release_to_wall", "start", "after_play", "onward", "end_alone", "compared",
            "requests", "new_request", "open_request", "request_page", "act_on_request", "letter_page", "letter_file",
            "keep_acts", "request_form", "save_draft", "send_form",
            "question", "question_part", "send_question", "acts",
            "documents", "documents_part", "document_page", "mark_rows", "note_document", "document_table",
            "board", "board_part", "entity_page", "entity_part", "claim_entity", "claim_link", "merge_entities",
            "remove_claim", "note_entity", "place_on_board", "board_graphml", "board_links",
            "link_part", "accounts", "money", "board_money",
            "measures", "measures_part", "order_measure", "stop_measure", "assets", "assets_part", "case", "case_part",
            "case_plan_part", "plan_case",
            "charge_person", "supplement_charge", "hear_by_video", "hear", "judge_case", "defend",
            "reports", "reports_part", "report_page", "triage_report",
            "messages", "messages_part", "send_message", "inject_page", "answer_inject",
            "channels", "request_notice",
            "handovers", "handovers_part", "hand_over", "settle_handover", "moved_on_part",
            "meetings", "meetings_part", "propose_meeting", "write_minutes", "agree_minutes", "complete_task",
            "procedures", "procedures_part", "procedure_page", "procedure_paper", "procedure_file",
            "act_on_procedure", "new_procedure", "begin_procedure",
            "law", "law_chapter", "glossary", "country_card", "briefing", "map",
        ),
        Who.DESK,
    )
    | dict.fromkeys(("ahead", "ahead_part"), Who.INTERPRETER),
    penless={"note_document": frozenset({SeatRole.HEAD}), "note_entity": frozenset({SeatRole.HEAD})},
)  # fmt: skip
