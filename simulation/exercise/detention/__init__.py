"""By which right people are held, each with a clock, and by which rule they are let go."""
