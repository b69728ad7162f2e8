"""The columnar engine: the typed model to one SQL query over whole tables, written with sqlglot, run by others."""
