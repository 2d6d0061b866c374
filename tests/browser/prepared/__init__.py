"""Days that a trainer prepares beforehand."""
