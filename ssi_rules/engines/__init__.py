"""Engines turn members into scores; each follows the same model and none knows another."""
