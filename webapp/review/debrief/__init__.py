"""The debrief: five slides for the wall, each with a question, and what the trainer sees beside them."""
