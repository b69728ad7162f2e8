"""The language server: what editors ask, answered by pure functions of what is compiled and a place in it."""
