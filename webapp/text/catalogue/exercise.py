"""Sentences about the clock, seats and countries of an exercise, and about the pages themselves."""

from webapp.text.marking import N_

WORDS: dict[str, str] = {
    "command.differs": N_("Not sent: something else was already sent from this page in another tab."),
    "command.odd": N_("This form is not complete. Nothing was changed; open the page again."),
    "field.missing": N_("Something is missing: %(label)s. Nothing was sent; what you wrote is kept."),
    "field.too_long": N_(
        "%(label)s: that is too long; at most %(limit)s characters fit. Nothing was sent; what you wrote is kept."
    ),
    "field.not_a_number": N_(
        "%(label)s: a whole number from %(lowest)s to %(highest)s is needed. Nothing was changed."
    ),
    "field.not_a_choice": N_("%(label)s: this is not one of the choices. Nothing was sent."),
    "judge.too_many": N_(
        "You have pinned %(most)s notes in this exercise, and no more can be pinned. This note was not kept."
    ),
    "judge.survey_not_open": N_(
        "These questions open when play has ended. Your answers were not kept; give them then."
    ),
    "exercise.ended": N_("The exercise has ended. Nobody can act any more; everything that was done is kept."),
    "control.over": N_(
        "Play is over, so this would change nothing that the teams did. Nothing was changed. To play on, undo the end "
        "in the journal."
    ),
    "exercise.archived": N_(
        "This exercise was played under other rules. It can be read and reviewed, but not continued."
    ),
    "pace.wrong_phase": N_("This cannot be done now: %(phase)s. Nothing was changed."),
    "pace.not_open": N_("Seats cannot act now: %(phase)s. What you wrote is kept; act in the next office hours."),
    "room.changed": N_("Somebody has changed the clock in the meantime. Your change was not made; look again."),
    "room.fewer_left": N_("These office hours have fewer than %(minutes)s minutes left. Nothing was changed."),
    "room.jumped": N_("The clock has jumped in the meantime: it is now %(day)s. Your change was not made."),
    "pace.jump_length": N_("A jump covers 1 to %(longest)s days; you asked for %(days)s. Nothing was changed."),
    "pace.rate": N_(
        "The clock runs at most %(fastest)s simulated seconds for each real second; you asked for "
        "%(rate)s. Nothing was changed."
    ),
    "country.unknown": N_("There is no country %(country)s in this exercise."),
    "lever.unknown": N_("There is no lever %(lever)s."),
    "lever.pulled_before": N_("%(country)s has decided on this already. Nothing was changed."),
    "country.not_played": N_("%(country)s has no seats in this exercise; it is played automatically."),
    "country.already_handed": N_("%(country)s is already played like this. Nothing was changed."),
    "country.taken_over": N_("Exercise control is playing %(country)s now. What you wrote is kept."),
    "country.not_taken_over": N_("Take %(country)s over first; its own people are playing it."),
    "seat.full": N_("This seat is full: %(office)s of %(country)s has four people. Choose another seat."),
    "seat.not_free": N_(
        "Only a free seat of your own team can be taken as well. Nothing was changed: look who sits there now."
    ),
    "seat.changed": N_(
        "The seats have changed since this page was opened. Nothing was changed: look at them and choose again."
    ),
    "seat.last_one": N_("This is your only seat. Nothing was changed: to stand up, leave the exercise."),
    "seat.no_member": N_("Nobody is named for this seat. Open the page again."),
    "seat.no_office": N_("Choose a seat: at least one office, and no office twice."),
    "seat.no_pen": N_(
        "Somebody else holds the pen of this seat (%(office)s). What you wrote is kept; ask for the pen."
    ),
    "seat.none": N_("You need a seat to do this. Choose one in the lobby."),
    "seat.not_here": N_("That person does not sit at this seat any more. Open the page again."),
    "seat.pen_to_whom": N_("The pen can only go to a player at the same seat."),
    "seat.reads_along": N_(
        "%(post)s: in this post you can read, but you cannot send anything. Ask a player at the seat."
    ),
    "seat.wrong_office": N_("Only another office can do this: %(office)s."),
    "draft.gone_out": N_("This letter went out in the meantime, so nothing can be added to it."),
    "draft.approved": N_(
        "Your own authority approved this letter in the meantime and is preparing it for sending, so nothing can be "
        "added to it."
    ),
    "draft.in_vetting": N_(
        "This letter was sent to your own authority for vetting in the meantime, so nothing can be added to it now. If "
        "it comes back, you can go on writing."
    ),
    "seen.changed": N_("Not sent: this has changed since you opened the page. Look at it as it is now, then decide."),
    "join.unknown_code": N_("No exercise has this code. Look at the screen in the room and type the code again."),
    "door.full": N_("Too many people are already waiting to be let in. Ask your trainer."),
    "seat.pen_is_here": N_(
        "The pen holder of this seat is here. Ask for the pen. After %(minutes)s minutes without the "
        "holder, anybody at the seat can take it."
    ),
    "join.no_name": N_("Write a name. A nickname is fine."),
    "alone.too_early": N_(
        "Play cannot end yet. Let days pass until your letter has had a result, or until the last move."
    ),
    "seat.too_late": N_(
        "You can no longer change your seat yourself: the first move has opened. Your seat has not "
        "changed. Ask your trainer."
    ),
    "seat.reads_ahead": N_(
        "%(post)s: in this post you read what players must not know, so only a trainer can give you "
        "another seat. Your seat has not changed."
    ),
    "seat.admitted": N_("Only a trainer can admit people to this seat. Ask your trainer."),
    "command.unknown": N_("There is no such act in this exercise. Nothing was changed."),
    "control.only": N_("Only exercise control may do this."),
    "exercise.not_open": N_("Seats cannot act now: %(phase)s. What you wrote is kept."),
    "rewind.unknown": N_("There is no such step to go back to."),
    "phase.lobby": N_("the exercise has not started"),
    "phase.warm_up": N_("warm-up"),
    "phase.office_hours": N_("office hours"),
    "phase.jump": N_("days are passing"),
    "phase.running": N_("the clock is running"),
    "phase.ended": N_("the exercise has ended"),
    "phase.epilogue": N_("the epilogue is being played"),
    "phase.closed": N_("the epilogue is over"),
    "exercise_state.lobby": N_("not begun"),
    "exercise_state.warm_up": N_("in the warm-up"),
    "exercise_state.office_hours": N_("in play, office hours"),
    "exercise_state.jump": N_("in play, days are passing"),
    "exercise_state.running": N_("in play, the clock is running"),
    "exercise_state.ended": N_("ended, epilogue not played"),
    "exercise_state.epilogue": N_("the epilogue is being played"),
    "exercise_state.closed": N_("finished"),
    "role_name.owner": N_("owner"),
    "role_name.controller": N_("controller"),
    "role_name.evaluator": N_("evaluator"),
    "role_name.observer": N_("observer"),
    "role.controller": N_("You are a controller of this exercise. Only its owner can do this."),
    "role.evaluator": N_(
        "You are an evaluator of this exercise: you see it, rate the teams and write notes. Only the "
        "people who run it can do this."
    ),
    "role.observer": N_(
        "You are an observer of this exercise: you see it and write notes. Only the people who run it can do this."
    ),
    "looks_on.evaluator": N_(
        "Evaluator: you see everything, rate the teams and write notes. You cannot send anything else."
    ),
    "looks_on.observer": N_("Observer: you see everything and write notes. You cannot send anything else."),
    "role.plays_not": N_(
        "In your role you read what players must not know, so you cannot take a player’s seat. Nothing was changed."
    ),
    "role.rehearsal": N_(
        "A rehearsal has the roles of its exercise. Assign roles in the exercise itself. Nothing was changed."
    ),
    "role.unknown": N_("There is no such role."),
    "post.player": N_("Player"),
    "post.head": N_("Head of delegation"),
    "post.interpreter": N_("Interpreter"),
    "post.observer": N_("Observer"),
}
