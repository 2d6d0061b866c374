"""The papers on which an act rests: those that were stated, and those without which the check would have failed."""
