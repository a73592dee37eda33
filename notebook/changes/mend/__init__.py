"""What a merge without the notebook's driver left in a file, made one again where nothing is lost by it."""
