"""``ssi report``: what was asked for, what stands beside the scores, and the report made of both."""
