"""What is said about each fault: one function per message, one module per room."""
