"""The team's page: what may be told of a group, and what a coach can do with it."""
