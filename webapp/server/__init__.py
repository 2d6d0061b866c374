"""The server around the application: its front, its connections, its chores, its end."""
