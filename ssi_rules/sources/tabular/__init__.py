"""Datasets: a ``members`` table and related tables, as CSV, JSON Lines, Parquet or DuckDB."""
