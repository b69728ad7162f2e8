"""One layout for every rule file: comments and meaning stay, spaces and line breaks do not."""
