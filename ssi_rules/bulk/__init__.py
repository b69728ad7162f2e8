"""Populations: a ruleset applied to whole tables by DuckDB, from files to files."""
