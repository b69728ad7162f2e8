"""A ruleset as a view over a warehouse's own tables, in the SQL of that warehouse."""
