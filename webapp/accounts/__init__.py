"""Trainers: first start, sign-in and sign-out."""
