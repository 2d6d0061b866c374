"""The papers of a review: one value, made from its figures, and the forms in which it is handed out."""
