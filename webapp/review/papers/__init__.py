"""The papers of a review, made from its figures."""
