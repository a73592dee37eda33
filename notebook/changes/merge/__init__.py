"""Two records of one kind made one, with nothing lost and everything that refers to them."""
