"""What a ruleset is compiled to for use elsewhere: SQL views, dbt models, a Python module."""
