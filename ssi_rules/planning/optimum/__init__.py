"""The cheapest way to a goal: which actions, how often, over how many weeks."""
