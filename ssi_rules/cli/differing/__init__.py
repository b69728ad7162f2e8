"""What ``ssi diff`` does: two rulesets, or two folders of them, compared by meaning and by data."""
