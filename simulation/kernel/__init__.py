"""What every room needs, and no subject of its own: draws, agenda, entities, errors."""
