"""Trainers' accounts and sign-ins."""
