"""From a record to the result document. Nothing here evaluates: every number was recorded while the score was made."""
