"""What others say of what a team did or let lie, each time with the rule, and what came of a team's choices."""
