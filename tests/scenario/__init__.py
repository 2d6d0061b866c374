"""Tests of the scenario format, its loader and checks, and of the scenarios that ship."""
