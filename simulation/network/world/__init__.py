"""The state of the world and its agents, and the rules as small pure functions."""
