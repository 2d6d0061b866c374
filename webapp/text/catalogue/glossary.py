"""The glossary: terms of the field in plain words."""

from webapp.text.marking import N_

_ENTRIES: tuple[tuple[str, str, str], ...] = (
    (
        "central_authority",
        N_("Central authority"),
        N_(
            "The office through which a country sends and receives formal requests. It vets what leaves "
            "and decides on what arrives."
        ),
    ),
    (
        "clarification",
        N_("Clarification"),
        N_(
            "A question about an item of a request that is missing or unclear. While it is open, the days "
            "are counted against the side that has to answer."
        ),
    ),
    (
        "channel",
        N_("Channel"),
        N_(
            "How a request travels: between central authorities, directly between judicial authorities, "
            "or through embassies. Police and financial intelligence units have their own networks."
        ),
    ),
    (
        "condition",
        N_("Condition"),
        N_(
            "A limit that the requested side sets before it helps, for instance use for one case only. "
            "Accepted conditions are binding."
        ),
    ),
    (
        "consent",
        N_("Consent"),
        N_(
            "The sender’s agreement that its information may be cited or used in court. Without it, "
            "information from police or a financial intelligence unit is a lead."
        ),
    ),
    (
        "consultation",
        N_("Consultation"),
        N_(
            "Talks with the other side before refusing or postponing, to consider whether assistance can be given "
            "under conditions (for example UNTOC article 18(26))."
        ),
    ),
    (
        "controlled_delivery",
        N_("Controlled delivery"),
        N_(
            "Letting illicit goods continue on their way under surveillance, to learn who collects them. "
            "Goods only, never people."
        ),
    ),
    (
        "dual_criminality",
        N_("Dual criminality"),
        N_("The act is an offence in both countries. The elements of the conduct count, not the name of the offence."),
    ),
    (
        "evidence",
        N_("Evidence"),
        N_("Information obtained in a form that a court accepts. In this exercise it is drawn in ink."),
    ),
    (
        "exculpatory",
        N_("In favour of the person"),
        N_(
            "A document that helps the defence of the accused. It has to be put before the court; "
            "withholding it can end the case."
        ),
    ),
    (
        "formalities",
        N_("Formalities"),
        N_(
            "What the requesting court needs so that it may use a result: certificate, oath, "
            "chain-of-custody log. The request has to ask for it."
        ),
    ),
    (
        "freeze",
        N_("Freeze"),
        N_(
            "An order of a prosecutor or a court that money stays where it is. It lapses or is lifted unless "
            "the origin of the money is shown."
        ),
    ),
    (
        "ground",
        N_("Ground"),
        N_(
            "For a request: a document that links the target to the offence. For a refusal: the reason that "
            "the law allows."
        ),
    ),
    (
        "hold",
        N_("Hold (of money)"),
        N_(
            "A financial intelligence unit suspends a transaction, and the money cannot leave the account for a "
            "few days. A judge may prolong this because of an urgent request. Then a freeze has to follow."
        ),
    ),
    (
        "holder",
        N_("Holder"),
        N_(
            "The side that could take the next step in a matter on a given day: the requesting or the "
            "requested side, the channel, a court or a third party."
        ),
    ),
    (
        "incitement",
        N_("Incitement"),
        N_(
            "Undercover officers press somebody to commit an offence instead of waiting for it. What they "
            "obtain in this way is not evidence, and neither is what follows from it."
        ),
    ),
    (
        "informant",
        N_("Informant"),
        N_(
            "Somebody who tells officers in secret what he or she sees, often for a reward. The information "
            "is a lead. The court and the defence are told of the reward."
        ),
    ),
    (
        "lead",
        N_("Lead"),
        N_(
            "Information that tells you where to look, but may not be used in court. In this exercise it "
            "is drawn in pencil."
        ),
    ),
    (
        "lever",
        N_("Lever"),
        N_(
            "Something that a country can change about how it cooperates, for example more lawyers or electronic "
            "transmission. It begins to work some time after the decision."
        ),
    ),
    (
        "mla",
        N_("Mutual legal assistance"),
        N_("Formal help between countries for investigations, prosecutions and court proceedings."),
    ),
    (
        "nexus",
        N_("Link to the offence"),
        N_(
            "What links the evidence that is sought to the offence. Without this link, a request looks like "
            "a “fishing expedition”: a search for evidence at random."
        ),
    ),
    (
        "pen",
        N_("Pen"),
        N_(
            "The right to send and decide for a seat. One person at the seat, the pen holder, has it and "
            "can pass it to another person."
        ),
    ),
    (
        "postponement",
        N_("Postponement"),
        N_("Executing a request later because the requested side’s own case would suffer; always with a date."),
    ),
    ("predicate", N_("Predicate offence"), N_("The offence from which laundered money comes.")),
    (
        "protected",
        N_("Protected time"),
        N_("Days that belong to a court or to a person’s rights. They are shown and never counted against anybody."),
    ),
    (
        "reciprocity",
        N_("Reciprocity"),
        N_("The promise to help in the same way in return, where no treaty binds the two countries."),
    ),
    (
        "run",
        N_("Run of an exercise"),
        N_(
            "The exercise, played again by the computer with other chance events. “Less in 27 of 30 runs” "
            "means that the amount was smaller in 27 of them."
        ),
    ),
    (
        "spontaneous",
        N_("Spontaneous information"),
        N_("Information that a country sends without being asked, often with limits on its use."),
    ),
    (
        "str",
        N_("Suspicious transaction report"),
        N_("What a bank tells its financial intelligence unit when a payment looks unusual. A lead, not evidence."),
    ),
    (
        "undertaking",
        N_("Undertaking"),
        N_("A promise in the request, for example on limits of use, return of originals, costs or assurances."),
    ),
    (
        "wall_screen",
        N_("Wall screen"),
        N_(
            "The screen in the room that everybody sees. It shows numbers and totals of all teams, and "
            "nothing from the file of one team unless that team allows it."
        ),
    ),
)

TERMS: tuple[str, ...] = tuple(key for key, _term, _text in _ENTRIES)
"""The terms in the glossary's order."""

WORDS: dict[str, str] = {
    **{f"term.{key}": term for key, term, _text in _ENTRIES},
    **{f"term_text.{key}": text for key, _term, text in _ENTRIES},
}
