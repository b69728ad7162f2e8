"""Scores of earlier runs, kept in one file of the user's."""
