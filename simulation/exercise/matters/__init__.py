"""Everything with a status and a holder, during play: one way to open it, one way to move it, one view."""
