"""Sentences about requests on every channel."""

from webapp.text.marking import N_

WORDS: dict[str, str] = {
    "request.unknown": N_("There is no such request in your file."),
    "request.no_own_case": N_("You have no case of your own about this target, so this ground is not open to you."),
    "request.not_your_turn": N_("The request is not with you now. Nothing was sent; what you wrote is kept."),
    "request.own_country": N_("A request goes to another country. Order measures at home yourself."),
    "request.status_unknown": N_("The request cannot take this step now. Nothing was sent."),
    "request.targets_missing": N_("Say whom or what the request is about."),
    "request.time_before": N_(
        "This date is earlier than the latest step of the request. Nothing was changed. Choose a later date."
    ),
    "request.until_past": N_("Choose a date in the future."),
    "request.unknown_target": N_("One of the targets is not in your file."),
    "request.closed": N_("This request is closed. Nothing was sent."),
    "request.not_possible_now": N_("The request cannot take this step now. Nothing was sent; what you wrote is kept."),
    "request.text_missing": N_("Say why, in your own words. Nothing was sent."),
    "request.content_missing": N_("The request is still empty. Fill in its items first."),
    "request.subject_missing": N_(
        "A question has to name the matter that it concerns (Subject). Nothing was sent; what you wrote is kept."
    ),
    "request.assistance_missing": N_(
        "A question has to say what you want to know (Your question). Nothing was sent; what you wrote is kept."
    ),
    "request.purpose_missing": N_(
        "A question has to say what the answer is for (Purpose). Nothing was sent; what you wrote is kept."
    ),
    "request.answer_missing": N_(
        "An answer needs a text or documents. If there is nothing, say so. Nothing was sent; what you chose is kept."
    ),
    "request.return_missing": N_(
        "Nothing was found, and you have written nothing. Say why there are no documents. Nothing was sent."
    ),
    "request.choices_missing": N_(
        "Choose from the list first: the points concerned, your proposal or your answer. Nothing was "
        "sent; what you wrote is kept."
    ),
    "request.conditions_missing": N_("Choose at least one condition."),
    "request.ground_missing": N_("Choose the ground. Nothing was sent; what you wrote is kept."),
    "request.until_missing": N_("Say until which day you postpone the request or your answer."),
    "request.documents_missing": N_("Choose at least one document."),
    "request.consent_missing": N_("Say how the other side may use the documents."),
    "request.ground_only_postpones": N_("On this ground a request can only be postponed, not refused."),
    "request.ground_unknown": N_("This ground is not in the law book."),
    "request.query_already_open": N_("You have already asked about the status of this request; wait for the answer."),
    "request.proposal_unknown": N_(
        "Choose what you propose: conditions, a part of what is asked, a later day or another measure."
    ),
    "request.proposal_missing": N_("Say in at least five words what you propose and why."),
    "request.no_consultation_open": N_("No proposal waits for an answer."),
    "request.not_narrower": N_(
        "The letter does not ask for less than before. Repair it first: a shorter period, fewer "
        "persons, or a text that asks for less."
    ),
    "request.nothing_supplied": N_(
        "Say what you supply, or send the repaired letter with your answer. Nothing was sent."
    ),
    "request.no_query_open": N_("Nobody has asked about the status of this request."),
    "request.direction_given": N_("This instruction was given already."),
    "request.no_routine": N_("A registry does not take this step."),
    "request.already_shared": N_("The draft has been shared already."),
    "request.no_confidentiality_asked": N_("Nobody asked for this request to be kept confidential."),
    "request.told_already": N_("The other side has already been told that confidentiality cannot be kept."),
    "request.wrong_office": N_("Another office of your team takes this step. Nothing was sent."),
    "question.no_country": N_("Say which country you are asking. Nothing was sent; what you wrote is kept."),
    "question_use.intelligence": N_("Intelligence only"),
    "question_use.prosecutor": N_("My prosecutor may read it"),
    "question_use.court": N_("Ask for consent to use in court"),
    "purpose.evidence": N_("As evidence in the proceedings named above, and for no other use without your consent."),
    "purpose.freeze": N_(
        "To keep the property for later confiscation in the proceedings named above, and for no other use without your "
        "consent."
    ),
    "purpose.confiscation": N_(
        "To confiscate the proceeds of the offence by the order named in this request, and for no other use without "
        "your consent."
    ),
    "purpose.return": N_(
        "To return or share the property that was confiscated, and for no other use without your consent."
    ),
    "question_purpose.intelligence": N_("For intelligence only. The information will not be used as evidence."),
    "question_purpose.prosecutor": N_(
        "For intelligence only; our prosecutor may read the information. It will not be used as "
        "evidence without your consent."
    ),
    "question_purpose.court": N_(
        "For intelligence. Please also say whether you consent to the use of the information in court."
    ),
    "question_example.person_check": N_(
        "Do you know this person? Under which names, at which addresses, and in contact with whom?"
    ),
    "question_example.container_check": N_("Where is this container now, who booked it, and has it been opened?"),
    "question_example.phone_check": N_("Who is the subscriber of this number, and since when?"),
    "question_example.account_check": N_("Who holds this account, who signs for it, and was it reported to you?"),
    "question_example.owner_check": N_("Who directs this company, and who is its beneficial owner?"),
    "question_example.property_trace": N_("Which accounts, companies and other property are there in these names?"),
    "question_example.postponement": N_(
        "Please suspend payments from this account. On 13 January 418,000 came in from a cold "
        "store that we are investigating. We expect this money to be moved this week."
    ),
    "criminality_rule.required": N_("the act has to be an offence in both countries"),
    "criminality_rule.may_refuse": N_("assistance may be refused if the act is an offence in one country only"),
    "criminality_rule.may_refuse_coercive": N_(
        "coercive measures may be refused if the act is an offence in one country only"
    ),
    "criminality_rule.reservation": N_("not required, unless one side has reserved the right to require it"),
    "criminality_rule.waived_list": N_("not examined for a listed offence"),
    "criminality_rule.own_law": N_("as the law of the other side provides"),
    "criminality_rule.none": N_("not required"),
    "letter_clock.acknowledge": N_("Acknowledge"),
    "letter_clock.decide": N_("Decide"),
    "letter_clock.decide_freeze": N_("Decide on the freeze"),
    "letter_clock.decide_confiscation": N_("Decide on the confiscation"),
    "letter_clock.raise_a_ground": N_("Raise a ground, if there is one"),
    "letter_clock.execute": N_("Execute the measure"),
    "letter_clock.produce": N_("Hand over the data"),
}
