"""A local bench in the browser: rules on one side, members and their scores on the other."""
