"""The letter of request and the short questions: value, table, effects."""
