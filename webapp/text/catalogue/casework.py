"""Sentences about the case file: documents, board, measures, assets, charges and reports."""

from webapp.text.marking import N_

WORDS: dict[str, str] = {
    "file.unknown_document": N_("One of the documents is not in your file. Nothing was changed."),
    "board.different_kinds": N_("Only two entities of the same kind can be one and the same. Nothing was changed."),
    "board.link_to_itself": N_("A link needs two different ends."),
    "board.merge_with_itself": N_("Choose two different entities."),
    "board.not_in_document": N_(
        "The document that you chose does not show this link. Choose another document, or draw the link in pencil."
    ),
    "board.not_merged": N_("Nobody has said that these two entities are one."),
    "board.unknown_claim": N_("This entry is not on your board any more."),
    "board.unknown_entity": N_("This entity is not in your file."),
    "board.unknown_kind": N_("The board has no link of this kind."),
    "charge.already_charged": N_("This person is already charged with this offence."),
    "charge.judged_already": N_(
        "An ordinary court has convicted this person for every load found up to the arrest, and nobody "
        "is tried twice for the same facts. No charge was brought. Choose evidence of a load found "
        "later, or charge another offence."
    ),
    "charge.ended_as_judged": N_(
        "A court in your country has dismissed this charge because the person has been tried for the "
        "same facts: nobody is tried twice. No charge was brought. Choose evidence of a load found "
        "later, or charge another offence."
    ),
    "charge.nothing_new": N_("The court has these documents already."),
    "charge.no_such_witness": N_("This person is not a witness in this case, or is already heard by video link."),
    "charge.protected_witness": N_("You protect this witness, who is heard by video link anyway."),
    "charge.decided": N_("The court has decided already."),
    "charge.needs_evidence": N_(
        "A charge needs at least one document that names the person and can be used as evidence. A lead is not enough."
    ),
    "charge.unknown_offence": N_("There is no such offence in your law."),
    "charge.not_a_person": N_("Only a person can be charged."),
    "charge.unknown": N_("There is no such offence in your law, or there is no such charge."),
    "verdict_reason.ruled": N_("Decided by the people who played the court."),
    "hearing.not_heard": N_("The stated rule decides this trial. Take over the trial first."),
    "hearing.has_a_stake": N_(
        "Only somebody from a seat of another country can play the court or the defence in this case."
    ),
    "hearing.both_benches": N_("Nobody can play both the court and the defence in the same case."),
    "hearing.not_yours": N_("You do not play that part in this case, or the case has been decided."),
    "hearing.reasons_missing": N_(
        "Give the reasons for your decision. Every point that is ruled on needs a reason too."
    ),
    "hearing.not_before_the_court": N_("The court does not have this document."),
    "hearing.no_such_point": N_("The defence does not raise this point any more. Read the points again."),
    "hearing.outcome": N_("Choose conviction, acquittal or dismissal."),
    "hearing.judged_already": N_(
        "Another court has given a final verdict on the same facts: only a dismissal is possible."
    ),
    "hearing.not_carried": N_(
        "This ruling does not support a conviction: a point that is upheld, or left to the rule, "
        "prevents it. Dismiss that point with a reason, or acquit."
    ),
    "hearing.months": N_("The sentence must be between %(lowest)s and %(highest)s months for this offence."),
    "defect.heard_by_video": N_("heard by video link, which weighs less for a witness whom nobody protects"),
    "digest.hearing.people": N_(
        "People play the court in the case against %(person)s, until %(trial_at)s at the latest"
    ),
    "digest.hearing.rule": N_("The case against %(person)s is decided by the stated rule again, on %(trial_at)s"),
    "digest.hearing.point": N_("The defence of %(person)s raises a point"),
    "digest.appeal.term": N_("The conviction of %(person)s is not final yet: the defence can still appeal"),
    "digest.appeal.lodged": N_("The defence of %(person)s has appealed"),
    "digest.appeal.lapsed": N_("Nobody appealed: the conviction of %(person)s is final"),
    "digest.appeal.dismissed": N_("Appeal dismissed: the conviction of %(person)s is final"),
    "digest.appeal.allowed": N_("Appeal allowed: the conviction of %(person)s is set aside"),
    "appeal.term": N_("Not final: an appeal is possible until %(date)s."),
    "appeal.lodged": N_("Not final: the defence has appealed, and the court has not decided."),
    "appeal.lapsed": N_("Final: nobody appealed."),
    "appeal.dismissed": N_("Final: the appeal was dismissed."),
    "appeal.allowed": N_("Final: decided on appeal."),
    "sentence.leads": N_("Gave orders to others, as usable documents show: half of the maximum sentence."),
    "sentence.takes_part": N_(
        "Took part without leading, as far as the documents show: a third of the maximum sentence."
    ),
    "sentence.cooperates": N_("Made a statement in return for a promised benefit: a third less."),
    "asset.not_possible": N_("This cannot be done with these assets now. Nothing was changed."),
    "measure.already_frozen": N_("This account is frozen already."),
    "measure.already_running": N_("The same measure is already running against this target."),
    "measure.nothing_new": N_(
        "A freeze of this account has ended. A court orders another freeze only on the basis of a "
        "document that has arrived since then."
    ),
    "measure.evidence_missing": N_("This measure needs a document that can be used as evidence. A lead is not enough."),
    "measure.grounds_do_not_name_target": N_("None of the documents that you chose names the target."),
    "measure.grounds_missing": N_("Choose at least one document on which the measure rests."),
    "measure.not_stopped": N_(
        "The work on this measure has begun. Only a measure that brings results while it runs can be ended early."
    ),
    "measure.not_possible": N_("This measure is not possible against this target now."),
    "measure.not_accused": N_("A benefit can be offered only to a person who is charged or under arrest in your case."),
    "measure.nothing_frozen": N_("Nothing is frozen in this account."),
    "measure.target_held": N_("%(target)s is in custody already. Nothing was ordered."),
    "measure.target_seized": N_("Your country already holds %(target)s. Nothing was ordered."),
    "measure.out_of_reach": N_("The target is not in your country. Ask the country where the target is."),
    "measure.recovering": N_(
        "%(target)s was identified as a victim and has a recovery and reflection period until "
        "%(until)s. Ask once and without pressure, through the victim service, whether he or she wants "
        "to be heard now. Nothing was ordered."
    ),
    "measure.no_time_runs": N_("%(target)s is not in a recovery and reflection period. Nothing was ordered."),
    "measure.pressing": N_(
        "%(target)s was asked, and the answer is on record. A second question would be pressure. Nothing was ordered."
    ),
    "measure.nothing_against": N_(
        "The document that you chose is in favour of this person. An undercover officer is sent only "
        "on the basis of a document against the person."
    ),
    "measure.seen_as_victim": N_(
        "A document shows that this person is a victim. Nothing was ordered: nobody may buy from, or "
        "bargain with, somebody who may have been forced to act."
    ),
    "measure.unknown": N_("There is no such measure."),
    "measure.unknown_target": N_("This target is not in your file."),
    "measure.wrong_office": N_("Another office orders this measure."),
    "measure.wrong_target": N_("This measure cannot be taken against a target of this kind."),
    "report.already_shared": N_("This report has been shared with that country already."),
    "report.no_recipient": N_("Choose to whom the report goes."),
    "report.not_possible": N_("This decision on the report is not possible now."),
    "report.unknown": N_("You have no such report."),
    "report.unknown_decision": N_("There is no such decision on a report."),
}
