"""Sentences about messages, injects, meetings and tasks."""

from webapp.text.marking import N_

WORDS: dict[str, str] = {
    "text.empty": N_("Write something first."),
    "text.too_long": N_("That is too long; at most %(longest)s characters fit. What you wrote is kept."),
    "message.to_whom": N_("Choose a seat to write to, other than your own."),
    "message.other_office_abroad": N_(
        "Abroad, your office (%(office)s) can write only to the same office. Ask another office of "
        "your team to pass the message on."
    ),
    "inject.unknown": N_("There is no such entry in the event list, or it has not reached you."),
    "inject.fired": N_("This has happened already."),
    "inject.no_hint": N_("There is no such hint."),
    "inject.not_theirs": N_("%(country)s has not received this, so it gets no hint about it."),
    "inject.answered": N_(
        "Not sent: this has been answered already. The answer that counts and your text are on this page."
    ),
    "message.answered": N_(
        "Not sent: somebody in your team has answered this message since you opened the page. Read "
        "the answer; your text is still in the form, and you can send it as well."
    ),
    "inject.choice": N_("Choose one of the answers, or write your own."),
    "inject.odd_unanswered": N_(
        "“This choice applies if nobody answers in time” has to be one of the choices above it, in the same words."
    ),
    "meeting.forum_person": N_("Name a person who is in your file. What you wrote is kept."),
    "meeting.forum_not_on_agenda": N_("The forum is not on this meeting’s agenda. What you wrote is kept."),
    "meeting.forum_country": N_("%(country)s was not at the meeting. What you wrote is kept."),
    "charge.forum_elsewhere": N_("It was agreed that %(country)s would try this person. No charge was brought."),
    "notice.not_for_this": N_("Choose a notice, and a person or thing that it can concern. No notice was requested."),
    "notice.needs_a_paper": N_(
        "Tick a document that names the person or thing in the notice. No notice was requested."
    ),
    "notice.needs_charged": N_(
        "A red notice needs a charge with a maximum penalty of at least two years in prison, or a "
        "sentence of at least six months. It is never for a person in danger or in custody. No notice was requested."
    ),
    "notice.needs_identity": N_(
        "A red notice needs the date of birth of the person, so that nobody else is arrested. No notice was requested."
    ),
    "notice.needs_missing": N_(
        "This notice is for people who are reported missing or at risk. No notice was requested."
    ),
    "notice.needs_listed": N_(
        "Nobody in this exercise is on a sanctions list of the Security Council. No notice was requested."
    ),
    "notice.asked_before": N_("Your bureau has already requested this notice, and it is still in force."),
    "meeting.unknown": N_("You are not invited to this meeting."),
    "meeting.whom": N_("Invite at least one seat of another office or country."),
    "meeting.agenda": N_("Put at least one point on the agenda."),
    "meeting.no_minutes": N_("There are no minutes to agree to yet."),
    "meeting.closed": N_("The minutes are agreed and cannot be changed any more."),
    "meeting.task": N_("A task needs a text, a seat that was invited, and a day in the future. Day %(day)s was given."),
    "handover.to_whom": N_("Choose another seat of your team. What you wrote is kept."),
    "handover.no_matter": N_("Your team has no such matter. What you wrote is kept."),
    "handover.nobody": N_("Nobody else at that seat (%(office)s) could take the matter. What you wrote is kept."),
    "handover.handed_before": N_("The matter is already waiting there (%(office)s)."),
    "handover.unknown": N_("Your team has handed over no such matter."),
    "handover.taken_before": N_("Somebody has already taken the matter."),
    "handover.returned_before": N_("The matter was given back to you. Take it, then hand it over again if you must."),
    "task.unknown": N_("Your country has no such task."),
    "task.done": N_("This task is done already."),
}
