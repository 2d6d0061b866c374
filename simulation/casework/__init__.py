"""What a team has: evidence and its use limits, documents, board, measures, proof and assets."""
