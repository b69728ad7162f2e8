"""Colours for rule files in editors and on pages; nothing here runs when rules are checked or scored."""
