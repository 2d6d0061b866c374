"""The pages of this area and who may use them."""

from simulation.exercise.commands import Post
from webapp.area import Area, Who
from webapp.desk import (
    after_play,
    board,
    board_files,
    case,
    case_plan,
    channels,
    documents,
    handovers,
    hearings,
    home,
    measures,
    meetings,
    messages,
    money_pages,
    new_request,
    procedures,
    reference,
    reports,
    request_form,
    request_page,
)
from webapp.desk.blueprint import blueprint

MODULES = (
    after_play, board, board_files, case, case_plan, channels, documents, handovers, hearings, home, measures,
    meetings, messages, money_pages, new_request, procedures, reference, reports, request_form, request_page,
)  # fmt: skip
"""The modules whose pages these are; being imported registers them."""

AREA = Area(
    blueprint,
    rows=dict.fromkeys(
        (
            "home", "panel", "digest", "after_play",
            "requests", "new_request", "open_request", "request_page", "act_on_request", "letter_page",
            "request_form", "save_draft", "send_form",
            "documents", "documents_part", "document_page", "mark_rows", "note_document", "document_table",
            "board", "board_part", "entity_page", "entity_part", "claim_entity", "claim_link", "merge_entities",
            "remove_claim", "note_entity", "place_on_board", "board_graphml", "board_links",
            "link_part", "money", "board_money",
            "measures", "measures_part", "order_measure", "stop_measure", "assets", "assets_part", "case", "case_part",
            "case_plan_part", "plan_case",
            "charge_person", "supplement_charge", "hear_by_video", "hear", "judge_case", "defend",
            "reports", "reports_part", "report_page", "triage_report",
            "messages", "messages_part", "send_message", "inject_page", "answer_inject",
            "channels", "request_notice",
            "handovers", "handovers_part", "hand_over", "settle_handover",
            "meetings", "meetings_part", "propose_meeting", "write_minutes", "agree_minutes", "complete_task",
            "procedures", "procedures_part", "procedure_page", "act_on_procedure", "new_procedure", "begin_procedure",
            "law", "law_chapter", "glossary", "country_card", "briefing", "map",
        ),
        Who.DESK,
    ),
    penless={"note_document": frozenset({Post.HEAD}), "note_entity": frozenset({Post.HEAD})},
)  # fmt: skip
