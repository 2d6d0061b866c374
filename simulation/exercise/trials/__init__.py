"""Charges, trials, appeals and benches."""
