"""Half a day from the first person at the door to the review, part by part, as any scenario plays it."""

from tests.rehearsal import absent_team, ending, joining, jumping, mishaps, office_hours, rude_guest, warm_up
from tests.rehearsal.room import Room
from tests.rehearsal.seen import MOVES, impossible, insist, like_fresh_ones, minutes_left, show


class HalfDay:
    """The parts, in the order of the day; each begins where the one before it ended."""

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

    def test_a_team_sees_nothing_of_another(self, room: Room) -> None:
        insist(office_hours.nobody_else_sees(room))

    def test_an_observer_writes_nothing(self, room: Room) -> None:
        insist(office_hours.dora_tries_to_write(room))

    def test_a_rude_guest_makes_no_page_wider(self, room: Room) -> None:
        guest = rude_guest.he_comes(room)
        rude_guest.he_writes(room, guest)
        insist(rude_guest.nobody_s_page_is_wider(room, guest), rude_guest.he_is_shown_out(room, guest))

    def test_the_minutes_run_out(self, room: Room) -> None:
        room.clock.pass_minutes(office_hours.MINUTES - 2)
        insist(minutes_left(room, 2))
        jumping.the_trainer_adds_five_minutes(room)
        insist(minutes_left(room, 7), like_fresh_ones(room))
        room.clock.pass_minutes(12)
        insist(minutes_left(room, -5), show(room, "ime is up"), impossible(room))

    def test_the_jump_asks_and_is_announced(self, room: Room) -> None:
        jumping.anna_begins_to_type(room)
        insist(jumping.the_trainer_looks_before_the_jump(room))
        insist(jumping.it_is_announced(room), like_fresh_ones(room))

    def test_the_first_jump_is_on_every_page(self, room: Room) -> None:
        jumping.everybody_goes_to(room, bram="Desk", cleo="Desk", dora="Requests")
        with jumping.slow(room.cleo.page):
            day = jumping.jump(room)
            insist(jumping.every_page_is_in_the_move(room, 2, day), jumping.anna_still_has_her_text(room))

    def test_the_second_move_has_all_its_minutes(self, room: Room) -> None:
        insist(jumping.every_page_has_all_its_minutes(room))

    def test_absent_teams_were_played(self, room: Room) -> None:
        insist(absent_team.it_was_played(room))

    def test_a_lost_laptop(self, room: Room) -> None:
        mishaps.cleo_loses_her_laptop(room)
        insist(mishaps.cleo_is_back_with_her_pen(room))

    def test_a_form_from_an_old_tab(self, room: Room) -> None:
        insist(mishaps.anna_answers_twice(room))

    def test_the_second_jump_is_on_a_page_that_has_to_ask(self, room: Room) -> None:
        tried = jumping.block_the_stream(room.bram.page)
        jumping.everybody_goes_to(room, anna="Requests", bram="Documents", cleo="Measures", dora="Case")
        room.clock.pass_minutes(30)
        day = jumping.jump(room)
        insist(jumping.every_page_is_in_the_move(room, 3, day))
        assert tried, "the phone never tried the stream"

    def test_two_tabs_are_two_desks(self, room: Room) -> None:
        one, other = room.story.absent
        first, second = (absent_team.taken_over(room, team) for team in (one, other))
        insist(absent_team.two_tabs_are_two_desks(room, first, second))
        absent_team.handed_back(room, one, first)
        absent_team.handed_back(room, other, second)

    def test_a_jump_is_taken_back(self, room: Room) -> None:
        jumping.everybody_goes_to(room, anna="Board", bram="Desk", cleo="Assets", dora="Meetings")
        jumping.jump(room)
        mishaps.the_trainer_takes_back_a_jump(room, 3)
        insist(show(room, f"Move 3 of {MOVES}"), like_fresh_ones(room), jumping.every_page_has_all_its_minutes(room))

    def test_the_last_move_and_what_comes_after_it(self, room: Room) -> None:
        for move in range(4, MOVES + 1):
            day = jumping.jump(room)
            insist(jumping.every_page_is_in_the_move(room, move, day), jumping.every_page_has_all_its_minutes(room))
        room.clock.pass_minutes(office_hours.MINUTES)
        jumping.jump(room)
        insist(impossible(room), like_fresh_ones(room))

    def test_the_end(self, room: Room) -> None:
        ending.the_trainer_ends_it(room)
        ending.nothing_waits_any_more(room)
        insist(like_fresh_ones(room))

    def test_the_epilogue_is_nobodys_act(self, room: Room) -> None:
        ending.the_epilogue_is_played(room)
        insist(ending.nobody_is_said_to_have_acted(room))

    def test_the_review(self, room: Room) -> None:
        ending.the_trainer_reviews_it(room)
        insist(ending.the_trainer_reads_all_of_it(room), ending.the_trainer_takes_papers_away(room))

    def test_after_the_end_people_are_not_sent_away(self, room: Room) -> None:
        insist(ending.the_people_find_a_page_of_their_own(room))

    def test_who_reads_another_language_read_no_english(self, room: Room) -> None:
        insist(ending.english_that_was_read(room))
