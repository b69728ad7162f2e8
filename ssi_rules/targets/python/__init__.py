"""A ruleset as one readable Python module without dependencies that scores one member."""
