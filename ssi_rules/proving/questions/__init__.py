"""What is asked of a ruleset, one module a kind of claim."""
