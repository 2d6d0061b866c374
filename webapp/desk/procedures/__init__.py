"""Procedures other than the letter: pages made from their declarations."""
