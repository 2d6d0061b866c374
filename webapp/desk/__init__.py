"""The desk of a team: its seats, case file, requests and messages."""
