"""Half a day of glass harbour: everybody reads English."""

from tests.rehearsal.story import GLASS_HARBOUR as STORY
from tests.rehearsal.the_day import HalfDay

__all__ = ["STORY"]


class TestGlassHarbour(HalfDay):
    """The whole of it."""
