"""Blue current from the door to the first answer: trainer and one trainee read French, the others English."""

from dataclasses import replace

from tests.rehearsal import joining, office_hours, warm_up
from tests.rehearsal.room import Room
from tests.rehearsal.seen import MOVES, impossible, insist, like_fresh_ones, minutes_left, show
from tests.rehearsal.story import BLUE_CURRENT

STORY = replace(BLUE_CURRENT, languages=(("Ines", "fr"), ("Anna", "fr"), ("The wall", "fr")))


class TestBlueCurrentInFrench:
    """Parts of the half day, each as it is played in English."""

    def test_four_people_join(self, room: Room) -> None:
        joining.the_trainer_makes_the_exercise(room)
        joining.the_wall_shows_the_way_in(room)
        joining.everybody_joins(room)
        joining.the_lobby_and_the_wall_count_them(room)
        insist(like_fresh_ones(room))

    def test_the_warm_up_opens_on_every_desk(self, room: Room) -> None:
        office_hours.the_trainer_puts_the_clock_on_the_wall(room)
        warm_up.it_opens(room)
        insist(show(room, "Warm-up"), like_fresh_ones(room))

    def test_everybody_tries_something(self, room: Room) -> None:
        warm_up.anna_does_all_of_it(room)
        warm_up.cleo_answers_from_abroad(room)
        warm_up.bram_reads_on_the_phone(room)

    def test_the_first_move_opens(self, room: Room) -> None:
        office_hours.the_first_move_opens(room)
        insist(show(room, f"Move 1 of {MOVES}"), like_fresh_ones(room), impossible(room))

    def test_the_first_move_has_its_minutes(self, room: Room) -> None:
        insist(minutes_left(room, office_hours.MINUTES))

    def test_nothing_of_the_warm_up_stands_in_the_first_move(self, room: Room) -> None:
        insist(warm_up.left_from_the_warm_up(room))

    def test_work_is_done(self, room: Room) -> None:
        office_hours.anna_directs_a_request(room)
        office_hours.anna_refuses_a_request(room)
        office_hours.cleo_sends_a_request(room)

    def test_an_answer_stands_at_the_event_that_was_on_the_screen(self, room: Room) -> None:
        office_hours.an_event_is_fired_while_anna_types(room)
        insist(office_hours.the_answer_stands_where_it_was_given(room))
