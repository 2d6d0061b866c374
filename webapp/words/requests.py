"""Sentences about requests on every channel."""

from webapp.words.marking import N_

WORDS: dict[str, str] = {
    "request.unknown": N_("There is no such request in your file."),
    "request.no_own_case": N_("You have no case of your own about this target, so this ground is not open to you."),
    "request.not_your_turn": N_("The request is not with you now. Nothing was sent; what you wrote is kept."),
    "request.own_country": N_("A request goes to another country. What you need at home you order yourself."),
    "request.status_unknown": N_("The request cannot take this step now. Nothing was sent."),
    "request.targets_missing": N_("Say whom or what the request is about."),
    "request.time_before": N_("This lies before the last step of the request."),
    "request.until_past": N_("Choose a date that lies ahead."),
    "request.wrong_office": N_("Another office takes this step."),
}
