"""What is asked of the scores of many members: how they go with outcomes, and with groups."""
