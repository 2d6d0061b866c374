"""Sentences of what was done without the people of a seat, and of the warm-up."""

from webapp.text.marking import N_

WORDS: dict[str, str] = {
    "digest.duty_officer": N_(
        "Duty officer: nobody of you answered %(label)s by day %(acted)s, so the duty officer did (%(office)s)"
    ),
    "digest.unanswered": N_(
        "Nobody of you answered “%(inject)s” by day %(acted)s: what was said for that case holds now"
    ),
    "exercise.warm_up": N_(
        "This belongs to the case, which opens with the first move. In the warm-up you can read, use the"
        " board and write messages. Nothing was sent; what you wrote is kept."
    ),
    "inject.not_yet": N_("Events come from the first move on. Open it, then fire the event."),
}
