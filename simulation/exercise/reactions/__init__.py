"""What others say about a team's acts and omissions, each time with the rule, and what followed from its choices."""
