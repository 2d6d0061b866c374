"""The rules by instrument: vignettes, a case and a near miss for each row, and the page of bases."""
