"""What a team and control see, put together."""
