"""What a change of rules does: to their meaning, and to the members of a population."""
