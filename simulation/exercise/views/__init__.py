"""The views of a team and of control, made from their parts."""
