"""Runs the tests that live beside a ruleset."""
