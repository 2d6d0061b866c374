"""What people judge: sheets of objectives, notes pinned to things, and the survey; nothing measured is a judgement."""
