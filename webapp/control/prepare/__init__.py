"""Before the day: who is expected, at which seat, and what is printed for them."""
