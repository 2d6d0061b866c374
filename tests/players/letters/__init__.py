"""What automatic players write in letters, and how they refuse."""
