"""What editors need; ``python -m editors.generate`` writes what is drawn from the grammar."""
