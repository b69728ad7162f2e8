"""How scores go with outcomes and with groups: what the data says, and nothing about causes."""
