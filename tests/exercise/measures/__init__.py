"""Measures at home and the officers who take them."""
