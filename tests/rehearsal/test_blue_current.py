"""Half a day of blue current: the trainer, the wall and one trainee read French, the others English."""

from dataclasses import replace

from tests.rehearsal.story import BLUE_CURRENT
from tests.rehearsal.the_day import HalfDay

STORY = replace(BLUE_CURRENT, languages=(("Ines", "fr"), ("Anna", "fr"), ("The wall", "fr")))


class TestBlueCurrent(HalfDay):
    """The whole of it."""
