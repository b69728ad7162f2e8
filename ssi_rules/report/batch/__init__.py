"""Many members at once: scored, set aside, made into pages by several processes, each file whole in its place."""
