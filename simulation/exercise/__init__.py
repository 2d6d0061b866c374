"""One exercise: commands in, events out, the engine between them and the views that a seat may see."""
