"""``ssi lsp``."""

import typer


def lsp() -> None:
    """Start the language server, for editors.

    It speaks the Language Server Protocol over stdin and stdout, and needs the extra `lsp`.
    """
    from importlib.util import find_spec

    from ssi_rules.cli.trouble import Trouble

    if find_spec("pygls") is None or find_spec("lsprotocol") is None:
        raise Trouble("The language server is not installed.", "pip install 'ssi-rules[lsp]'")
    from ssi_rules.lsp.stdio import serve

    raise typer.Exit(serve())
