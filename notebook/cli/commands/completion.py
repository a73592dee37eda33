"""`notebook completion`: the script that makes the shell complete commands and names."""

from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the shell completion script.

    It completes commands and options, the names of contacts, and the keys and values of queries.

    \b
    Examples:
      echo 'eval "$(notebook completion bash)"' >> ~/.bashrc
      echo 'eval "$(notebook completion zsh)"' >> ~/.zshrc
      notebook completion fish > ~/.config/fish/completions/notebook.fish
    """
    from click.shell_completion import get_completion_class

    from ..main import cli

    completer = get_completion_class(shell)
    assert completer is not None
    click.echo(completer(cli, {}, "notebook", "_NOTEBOOK_COMPLETE").source())
