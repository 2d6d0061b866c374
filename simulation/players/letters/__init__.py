"""Writing and answering letters and short questions."""
