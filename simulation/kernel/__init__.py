"""What every room stands on, and no subject of its own: draws, agenda, entities, errors."""
