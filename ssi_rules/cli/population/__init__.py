"""What ``ssi score`` was asked for, which engine does it, and what is told of it."""
