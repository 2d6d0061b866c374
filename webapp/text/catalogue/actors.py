"""Sentences of what was done without the people of a seat, and of the warm-up."""

from webapp.text.marking import N_

WORDS: dict[str, str] = {
    "digest.duty_officer": N_(
        "Duty officer: nobody in your team answered %(label)s by day %(acted)s, so the duty officer "
        "answered (%(office)s)"
    ),
    "digest.unanswered": N_(
        "Nobody in your team answered “%(inject)s” by day %(acted)s: what was planned for that case applies now"
    ),
    "exercise.warm_up": N_(
        "This act belongs to the case, which opens with the first move. In the warm-up you can read, "
        "use the board and write messages. Nothing was sent; what you wrote is kept."
    ),
    "event_list.no_file": N_("Choose a workbook (XLSX) first."),
    "event_list.odd": N_("This workbook cannot be read. Save the list as XLSX and upload it again."),
    "event_list.bomb": N_(
        "Unpacked, this file is far too large for an event list. It was not opened. Save only the "
        "list as XLSX and upload that file."
    ),
    "event_list.long": N_(
        "The list has more than %(rows)s rows. Nothing was changed. Shorten the list and upload it again."
    ),
    "event_list.empty": N_(
        "This workbook has no events. Nothing was changed. Upload a workbook with at least one event."
    ),
    "event_list.formula": N_(
        "Row %(row)s has a formula. Nothing was changed. Replace the formula with its value and upload the list again."
    ),
    "event_list.other": N_(
        "This list belongs to another scenario (%(what)s). Nothing was changed. Upload a list of this scenario."
    ),
    "event_list.columns": N_(
        "Columns are missing. Nothing was changed. The first row needs names of columns, chosen from these: %(labels)s."
    ),
    "event_list.moved_on": N_(
        "The event list has changed since your file was checked. Nothing was changed; upload the file again."
    ),
    "event_list.twice": N_("the code %(code)s is in row %(row)s too"),
    "event_list.unknown": N_("no event of this exercise has the code %(code)s; leave the code empty for a new event"),
    "event_list.fired": N_("this event has already been fired; only its note can change"),
    "event_list.no_words": N_("“%(column)s” is empty"),
    "event_list.too_long": N_("“%(column)s” has more than %(limit)s characters"),
    "event_list.no_country": N_("“%(named)s” is not a country of this exercise; write its code, or “all”"),
    "event_list.no_number": N_("“%(column)s” needs a whole number from %(lowest)s to %(highest)s"),
    "inject.no_seat": N_(
        "No country that gets this event has one of these seats. Choose other seats, or another country."
    ),
    "inject.odd_choices": N_("Write up to %(most)s choices. Each needs a text, and no two may be the same."),
    "inject.odd_outcome": N_(
        "A choice can add or save at most %(most)s days of work. Choose one of the offices that are listed."
    ),
    "inject.no_time": N_("A choice can apply without an answer only if the event sets a number of days to answer."),
    "inject.waits_for_what": N_("Say what this event waits for: something that can happen, or another event."),
    "inject.long_enclosure": N_("The enclosed text is too long: at most %(most)s characters."),
    "inject.odd_paper": N_(
        "There is no document of this kind about this subject. Choose another kind, or another subject."
    ),
    "inject.until_when": N_("Say from which day on a missing answer triggers this event."),
    "inject.not_yet": N_("No event can be fired before the first move. Open the first move, then fire the event."),
}
