"""What holds of every member there can be: by intervals, and by a solver where they cannot tell."""
