"""Whole half days in real browsers, told as the people in the room see them."""
