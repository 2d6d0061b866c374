"""What a team and control see."""
