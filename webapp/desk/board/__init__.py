"""Board, entities, money trail and map."""
