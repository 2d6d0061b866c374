"""The law as rows of data, the days that each step takes, and the objective points of a request; no decisions."""
