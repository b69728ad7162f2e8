"""The language server: what an editor asks, answered by functions of a compiled file and a place in it.

``server`` speaks the protocol and decides nothing; ``desk`` keeps the files; every other module answers one kind of question.
"""
