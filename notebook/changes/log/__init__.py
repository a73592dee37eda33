"""An interaction from a line of prose and options, with the cards of those who are new."""
