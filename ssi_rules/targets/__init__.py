"""Rules taken elsewhere: SQL for a warehouse, a Python module that needs nothing."""
