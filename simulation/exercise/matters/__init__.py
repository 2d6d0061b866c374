"""Everything with a status and a holder, in play: one way in, one way on, one view."""
