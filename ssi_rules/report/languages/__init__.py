"""The languages a report speaks: messages, numbers, days, and the rule files' own words."""
