"""What people decided or left, and the work that prices it."""
