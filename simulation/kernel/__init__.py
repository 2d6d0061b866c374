"""What every room needs and what belongs to no single subject: draws, agenda, entities, errors."""
