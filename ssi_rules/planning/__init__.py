"""What a member could do: actions tried on the member's own data and scored again."""
