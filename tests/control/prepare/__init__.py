"""Before the day: lists of people, their seats and what is printed."""
