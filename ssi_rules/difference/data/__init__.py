"""What a change of rules does to the members of some data: who moves, by how much, and by which of the changes."""
