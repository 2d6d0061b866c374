"""Blue current from the door to the warm-up, with a trainer and a trainee who read French among others who do not."""

from dataclasses import replace

from tests.rehearsal import joining, office_hours, warm_up
from tests.rehearsal.room import Room
from tests.rehearsal.seen import insist, like_fresh_ones, show
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
