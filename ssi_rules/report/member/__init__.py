"""One member's page in words: each part of it is a module, ``explain`` puts them together, ``view`` is what comes out."""
