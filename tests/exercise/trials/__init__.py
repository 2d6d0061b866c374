"""Charges, trials and appeals."""
