"""Half a day of blue current."""

from tests.rehearsal.story import BLUE_CURRENT as STORY
from tests.rehearsal.the_day import HalfDay

__all__ = ["STORY"]


class TestBlueCurrent(HalfDay):
    """The whole of it."""
