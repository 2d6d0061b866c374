"""The members: who joins, replaces another, talks, is bribed or is held."""
