"""Related tables: one open number for each kind of row."""
