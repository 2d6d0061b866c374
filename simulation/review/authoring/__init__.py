"""What authors are told of a scenario: what is missing for a room, and how it comes out under each way of playing."""
