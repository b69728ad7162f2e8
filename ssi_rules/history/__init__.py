"""Scores of earlier runs, kept in one DuckDB file of the user's.

``record`` adds a run to it, ``read`` answers questions about it, ``previous`` finds a member's earlier scorecard in it or
in any other file that scorecards were written to.
"""
