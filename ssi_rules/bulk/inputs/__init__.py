"""From the files of a population to typed relations in DuckDB: the same values, notices and refusals as the readers of members."""
