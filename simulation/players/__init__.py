"""Automatic players: policies that play a country from its view alone.

A rule of a policy is the habit of one office, so it names that office, as a job description does. An office that no
policy knows performs the first lawful act on what waits for it, on the last day, and begins nothing.
"""
