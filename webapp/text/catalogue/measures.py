"""Words of measures at home: what they are, what they bring, what came of them."""

from webapp.text.marking import N_

WORDS: dict[str, str] = {
    "measure.title": N_("%(kind)s, %(target)s"),
    "measure_kind.production_order": N_("Production order"),
    "measure_kind.surveillance": N_("Surveillance"),
    "measure_kind.intercept": N_("Interception"),
    "measure_kind.interview": N_("Interview"),
    "measure_kind.border_alert": N_("Border alert"),
    "measure_kind.search": N_("Search"),
    "measure_kind.inspection": N_("Inspection of a site"),
    "measure_kind.arrest": N_("Arrest"),
    "measure_kind.release": N_("Release"),
    "measure_kind.freeze": N_("Freeze"),
    "measure_kind.lift_freeze": N_("Lifting of a freeze"),
    "measure_kind.postponement": N_("Suspension of a transaction (FIU)"),
    "measure_kind.protection": N_("Protection"),
    "measure_kind.seizure": N_("Seizure"),
    "measure_kind.controlled_delivery": N_("Controlled delivery"),
    "measure_kind.release_goods": N_("Release of goods"),
    "measure_kind.covert_purchase": N_("Covert purchase (test purchase)"),
    "measure_kind.informant": N_("Informant"),
    "measure_kind.cooperation_offer": N_("Offer of a milder sentence for cooperation"),
    "measure_kind.analysis": N_("Financial analysis"),
    "measure_kind.wish": N_("Question about the person’s wishes (through the victim service)"),
    "work.prosecute_transferred": N_("Take up the proceedings against %(person)s"),
    "work.prosecute_transferred.why": N_("The proceedings were transferred here."),
    "plan.title": N_("Case plan: %(person)s, %(offence)s"),
    "conduct.passive": N_("Passive: acts as an ordinary buyer and does not insist"),
    "conduct.pressing": N_("Pressing: asks again until the person sells, which no order covers"),
    "measure_yield.intercept": N_("Contacts made while it runs, but not what is said"),
    "measure_yield.border_alert": N_(
        "The first record at a border or port of your country before the alert ends; nobody is held"
    ),
    "measure_yield.surveillance": N_("What is observed while it runs"),
    "measure_yield.covert_purchase": N_(
        "A sample and a log of every step, if the person sells without being pressed; goods only"
    ),
    "measure_yield.informant": N_("A lead. The court and the defence must be told of the reward"),
    "measure_yield.cooperation_offer": N_(
        "A statement about others, if the person accepts; the statement needs corroboration, and the "
        "court and the defence must see the promise"
    ),
    "measure_yield.analysis": N_(
        "A lead, from records at home only: accounts around the target and their holders, who pays "
        "whom, and what banks reported"
    ),
    "measure_yield.wish": N_(
        "Whether the person wants to be heard now or wants time. The person is asked once and not pressed"
    ),
    "measure_yield.arrest": N_("The person is held"),
    "measure_yield.release": N_("The person is free"),
    "measure_yield.freeze": N_("The money stays where it is"),
    "measure_yield.lift_freeze": N_("The money is free"),
    "measure_yield.postponement": N_("The money cannot leave the account for a few days"),
    "measure_yield.protection": N_("The person is safe"),
    "measure_yield.controlled_delivery": N_("The goods continue on their way under surveillance"),
    "measure_yield.release_goods": N_("The goods go back to their carrier"),
    "hold_at_home.freeze": N_("Freeze at home"),
    "hold_at_home.postponement": N_("Suspend a transaction"),
    "measure_question.protection": N_("Protect %(target)s?"),
    "measure_follows.protection": N_(
        "The order goes out at once. Protection is an offer: nobody has to accept it, and it never depends on "
        "testimony."
    ),
    "measure_state.protection": N_("under way since %(date)s, not yet in place"),
    "measure_result.done": N_("done"),
    "measure_result.nothing_found": N_("nothing found"),
    "measure_result.offered": N_("offered: the person thinks it over, as is his or her right"),
    "measure_result.wants_to_be_heard": N_("wants to be heard now"),
    "measure_result.wants_time": N_("wants time"),
    "measure_result.declined": N_("the person declined the offer"),
    "measure_result.person_gone": N_("the person was not found"),
    "measure_result.says_nothing": N_("the person is afraid and says nothing"),
    "measure_result.refused_by_court": N_("refused by the court"),
    "measure_result.stopped": N_("stopped"),
}
