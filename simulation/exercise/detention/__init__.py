"""On which legal basis people are held, each with a time limit, and under which rule they are released."""
