"""Score LinkedIn activity by rules you can read, check and change."""
