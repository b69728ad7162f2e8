"""Populations beyond one machine: the columnar engine's SQL on Spark."""
