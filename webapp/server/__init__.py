"""The server around the application: its front, its connections, its housekeeping, its shutdown."""
