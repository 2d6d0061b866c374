"""The letter of request: its table and its play."""
