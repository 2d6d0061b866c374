"""Sentences of what was done without the people of a seat, and of the warm-up."""

from webapp.text.marking import N_

WORDS: dict[str, str] = {
    "digest.duty_officer": N_(
        "Duty officer: nobody in your team answered %(label)s by day %(acted)s, so the duty officer did (%(office)s)"
    ),
    "digest.unanswered": N_(
        "Nobody in your team answered “%(inject)s” by day %(acted)s: what was said for that case applies now"
    ),
    "exercise.warm_up": N_(
        "This belongs to the case, which opens with the first move. In the warm-up you can read, use the"
        " board and write messages. Nothing was sent; what you wrote is kept."
    ),
    "event_list.no_file": N_("Choose a workbook (XLSX) first."),
    "event_list.odd": N_("This workbook cannot be read. Save the list as XLSX and upload it again."),
    "event_list.bomb": N_("This file unpacks to far more than an event list. It was not opened."),
    "event_list.long": N_("The list has more than %(rows)s rows. Nothing was changed."),
    "event_list.empty": N_("This workbook has no events. Nothing was changed."),
    "event_list.formula": N_("Row %(row)s: there is a formula. Copy the column as values; nothing was changed."),
    "event_list.other": N_("This list belongs to another scenario (%(what)s). Nothing was changed."),
    "event_list.columns": N_("Columns are missing. The first row needs the names of columns, of these: %(labels)s."),
    "event_list.moved_on": N_("The event list has changed since this was shown. Nothing was changed; upload it again."),
    "event_list.twice": N_("the code %(code)s is in row %(row)s too"),
    "event_list.unknown": N_("no event of this exercise has the code %(code)s; leave the code empty for a new one"),
    "event_list.fired": N_("this event has come already; only its note can change"),
    "event_list.no_words": N_("“%(column)s” is empty"),
    "event_list.too_long": N_("“%(column)s” has more than %(limit)s letters"),
    "event_list.no_country": N_("“%(named)s” is not a country of this exercise; write its code, or “all”"),
    "event_list.no_number": N_("“%(column)s” takes a whole number from %(lowest)s to %(highest)s"),
    "inject.no_seat": N_("No country that gets this event has one of these seats."),
    "inject.odd_choices": N_("Write up to %(most)s different choices, each in words."),
    "inject.odd_outcome": N_("A choice adds or postpones at most %(most)s days of work, at an office that exists."),
    "inject.no_time": N_("A choice can apply without an answer only if the event gives days to answer."),
    "inject.waits_for_what": N_("Say what this event waits for: something that can happen, or another event."),
    "inject.long_enclosure": N_("The enclosed text is too long: at most %(most)s characters."),
    "inject.odd_paper": N_("There is no document of this kind about that. Choose another kind, or another subject."),
    "inject.until_when": N_("Say from which day on silence is too long."),
    "inject.not_yet": N_("Events come from the first move on. Open it, then fire the event."),
}
