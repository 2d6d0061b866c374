"""Words for ways of sending, contact points, and what goes with both."""

from webapp.text.marking import N_

WORDS: dict[str, str] = {
    "way.central": N_("Between central authorities"),
    "way.direct": N_("Directly to the court or prosecutor there"),
    "way.diplomatic": N_("Through the diplomatic channel"),
    "way.electronic": N_("Electronically"),
    "way.oral": N_("Orally, to be confirmed in writing"),
    "action.forwarded": N_("Passed on"),
    "action.return_missent": N_("Send back: the channel is not agreed"),
    "action.confirm_in_writing": N_("Confirm in writing"),
    "action.ask_contact": N_("Ask a contact point"),
    "action.answer_contact": N_("Answer as contact point"),
    "action.contact_answered": N_("The contact point answers"),
    "happened.forwarded": N_("passed on by an authority that is not competent; the sender was told"),
    "happened.return_missent": N_("sent back without execution: the channel is not agreed"),
    "happened.confirm_in_writing": N_("confirmed in writing"),
    "happened.ask_contact": N_("asked a contact point"),
    "happened.answer_contact": N_("answered as contact point"),
    "happened.contact_answered": N_("the contact point answered"),
    "button.return_missent": N_("Send back to %(country)s"),
    "button.answer_contact": N_("Answer %(country)s"),
    "intro.return_missent": N_(
        "You may do this: your State has named the channel by which requests have to reach it. You "
        "may also accept the request as it is."
    ),
    "intro.confirm_in_writing": N_(
        "The request was made orally. Until it is confirmed in writing, it cannot be accepted."
    ),
    "intro.answer_contact": N_(
        "The question is informal. Your answer helps the other side; it binds nobody and is not evidence."
    ),
    "text_of.return_missent": N_("Channel by which the request has to come"),
    "text_of.confirm_in_writing": N_("Note"),
    "text_of.answer_contact": N_("Your answer"),
    "consequence.return_missent": N_(
        "%(country)s has to send the request again by the right channel. This cannot be undone."
    ),
    "decided.return_missent": N_("sent this request back because of the channel by which it came"),
    "request.way_is_good": N_("The request came by a channel that you have to accept. Nothing was sent."),
    "request.nothing_to_confirm": N_("There is nothing to confirm: the request was not made orally."),
    "request.not_confirmed": N_("The request was made orally and is not confirmed in writing yet."),
    "request.nothing_to_allow": N_(
        "This answer brought no document for which its sender’s consent is still needed. "
        "For a document of a third country, that country has to consent."
    ),
    "request.contact_asked": N_("A contact point has been asked; wait for the answer."),
    "request.no_contact_asked": N_("Nobody has asked a contact point about this request."),
    "request.unknown_way": N_(
        "A letter cannot go by that channel. Choose one of the channels in the list; your text is kept."
    ),
    "request.no_such_contact": N_("The two countries have no such contact point for this request."),
    "work.answer_contact": N_("Help %(country)s with a request"),
    "work.answer_contact.why": N_("%(label)s. A short answer now saves both sides weeks."),
    "work.answer_contact.until": N_(
        "%(label)s. A short answer now saves both sides weeks. On %(due_day)s a duty officer answers it."
    ),
    "work_action.open.answer_contact": N_("Answer"),
    "agenda.joint_team": N_("Joint team"),
    "team.meeting_not_agreed": N_(
        "The two countries have not both agreed to the minutes of that meeting on a joint team."
    ),
    "task.propose_team": N_("Propose the joint team on which the meeting agreed"),
    "work.propose_team": N_("Propose the joint team on which the meeting agreed"),
    "work.propose_team.why": N_("Agreed minutes do not create a team. Propose an agreement; both sides sign it."),
    "digest.silence": N_(
        "%(label)s: no answer for %(days)s days, longer than nine in ten requests take. This counts as a refusal."
    ),
    "beside.joint_team": N_("This letter asks an authority to investigate with you. For a team with an agreement:"),
    "beside.asset_return": N_(
        "This letter asks for the return of what was taken. For freezing, enforcement and sharing, step by step:"
    ),
    "beside.preservation": N_(
        "This letter goes through central authorities. For records that a contact point keeps at once:"
    ),
    "beside.surrender": N_("This letter is about one surrender. For arrest, time limits, assurances and speciality:"),
    "contact.review_draft": N_("read the draft"),
    "contact.find_address": N_("find the right address"),
    "contact.ask_status": N_("ask where the request is"),
    "contact.way": N_("the channel is not the one agreed"),
    "contact.central": N_("to the central authority"),
    "contact.direct": N_("directly to the court or prosecutor there"),
    "contact.diplomatic": N_("through the diplomatic channel"),
    "contact.electronic": N_("electronic transmission is agreed"),
    "contact.oral": N_("urgent requests may be made orally"),
    "contact.not_arrived": N_("nobody there has the request"),
    "contact.nothing": N_("nothing to correct"),
}
