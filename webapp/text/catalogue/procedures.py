"""Words that all procedures share; those of each lie beside it, as `words.toml`."""

from webapp.text.marking import N_

WORDS: dict[str, str] = {
    # refused
    "procedure.unknown": N_("There is no such procedure in your file."),
    "procedure.unknown_subject": N_("Choose a person or thing in your file that the procedure is about."),
    "procedure.not_at_home": N_("This procedure needs another country."),
    "procedure.open_already": N_("This procedure is already open: %(label)s. Continue there."),
    "procedure.closed": N_("This procedure has ended. Nothing was sent."),
    "procedure.not_possible_now": N_("This step cannot be taken now. Nothing was sent; what you wrote is kept."),
    "procedure.not_your_turn": N_("It is the other side’s turn. Nothing was sent; what you wrote is kept."),
    "procedure.wrong_office": N_("Another office of your team takes this step. Nothing was sent."),
    "procedure.time_before": N_(
        "This date is earlier than the latest step of the procedure. Nothing was changed. Choose a later date."
    ),
    "procedure.input_missing": N_(
        "Something that this step needs is missing. Nothing was sent; what you wrote is kept."
    ),
    "procedure.term_unknown": N_("One of these points cannot be settled in this step. Nothing was sent."),
    # work, digest
    "work.procedure": N_("%(kind)s with %(country)s, %(about)s: %(status)s"),
    "work.procedure_at_home": N_("%(kind)s at home, %(about)s: %(status)s"),
    "work.procedure_lapses.why": N_(
        "%(label)s. The money will be released soon: prove where it comes from, or release it."
    ),
    "work.procedure_kept.why": N_(
        "%(label)s. A duty judge prolonged the hold because of your freezing request, which must be executed in time."
    ),
    "work.procedure.why": N_("%(label)s. You act next."),
    "work_action.open.procedure": N_("Open"),
    "digest.procedure": N_("%(label)s: %(action)s"),
    # what acts settle
    "procedure_term.until": N_("Until"),
}
