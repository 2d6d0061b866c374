"""Tests of the review: timelines, flows, branches and prices."""
