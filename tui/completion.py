"""Completion for shells: scripts made from the command line's parser, which know its words and nothing else."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence

from tui.parts import Argument, CommandPart, Values, commands, program


def completion(parser: ArgumentParser, shell: str) -> str:
    """The script for one of `SHELLS`."""
    return "\n".join(SHELLS[shell](program(parser), list(commands(parser)))) + "\n"


def _bash(whole: CommandPart, parts: Sequence[CommandPart]) -> Iterator[str]:
    names = " ".join(part.name for part in parts)
    valued = [it for it in whole.options if it.values != "none"]
    yield "# bash completion for jining-tui; try it with: source <(jining-tui completion bash)"
    yield "_jining_tui() {"
    yield '    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command="" at'
    yield "    for ((at = 1; at < COMP_CWORD; at++)); do"
    yield "        case ${COMP_WORDS[at]} in"
    yield f"            {'|'.join(flag for it in valued for flag in it.flags)}) ((at++)) ;;"
    yield f"            {names.replace(' ', '|')}) command=${{COMP_WORDS[at]}}; break ;;"
    yield "        esac"
    yield "    done"
    yield "    if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi"
    yield "    local IFS=$'\\n'"
    yield "    case $command:$prev in"
    for part in (whole, *parts):
        command = "" if part is whole else part.name
        for option in part.options:
            if option.values != "none":
                places = "|".join(f"{command}:{flag}" for flag in option.flags)
                yield f"        {places}) {_bash_values(option.values)}; return ;;"
    yield "    esac"
    yield "    case $command:$cur in"
    for part in (whole, *parts):
        command = "" if part is whole else part.name
        flags = tuple(flag for option in part.options for flag in option.flags)
        taken: Values = tuple(names.split()) if part is whole else _taken(part)
        yield f"        {command}:-*) {_bash_values(flags)} ;;"
        yield f"        {command}:*) {_bash_values(taken)} ;;"
    yield "    esac"
    yield "}"
    yield "complete -F _jining_tui jining-tui"


def _bash_values(values: Values) -> str:
    if values == "files":
        return 'compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur"))'
    if values == "folders":
        return 'compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$cur"))'
    if isinstance(values, str):
        return "COMPREPLY=()"
    words = "\\n".join(values)
    return f"COMPREPLY=($(compgen -W $'{words}' -- \"$cur\"))"


def _zsh(whole: CommandPart, parts: Sequence[CommandPart]) -> Iterator[str]:
    yield "#compdef jining-tui"
    yield "# zsh completion for jining-tui; put it as _jining-tui into a folder of $fpath"
    yield "_jining-tui() {"
    yield "    local context state state_descr line"
    yield "    typeset -A opt_args"
    yield "    _arguments -C \\"
    for option in whole.options:
        yield f"        {_zsh_option(option)} \\"
    yield "        '1: :->command' '*:: :->rest'"
    yield "    case $state in"
    yield "        command)"
    yield "            local -a commands=("
    for part in parts:
        yield f"                {_quoted(part.name + ':' + part.help)}"
    yield "            )"
    yield "            _describe command commands ;;"
    yield "        rest)"
    yield "            case $line[1] in"
    for part in parts:
        specs = [_zsh_option(option) for option in part.options]
        for argument in part.positionals:
            specs.append(
                _quoted(f"{'*' if argument.many else ''}:{argument.name}:{_zsh_values(argument.values)}")
            )
        yield f"                {part.name}) _arguments {' '.join(specs)} ;;"
    yield "            esac ;;"
    yield "    esac"
    yield "}"
    yield "if [[ $funcstack[1] == _jining-tui ]]; then"
    yield '    _jining-tui "$@"'
    yield "else"
    yield "    compdef _jining-tui jining-tui"
    yield "fi"


def _zsh_option(option: Argument) -> str:
    about = option.help.replace("[", r"\[").replace("]", r"\]").replace(":", r"\:")
    value = "" if option.values == "none" else f":{option.name}:{_zsh_values(option.values)}"
    rest = _quoted(f"[{about}]{value}")
    if len(option.flags) == 1:
        return option.flags[0] + rest
    return f"'({' '.join(option.flags)})'{{{','.join(option.flags)}}}{rest}"


def _zsh_values(values: Values) -> str:
    if isinstance(values, tuple):
        return f"({' '.join(values)})"
    return {"files": "_files", "folders": "_files -/"}.get(values, " ")


def _fish(whole: CommandPart, parts: Sequence[CommandPart]) -> Iterator[str]:
    names = " ".join(part.name for part in parts)
    without = f"not __fish_seen_subcommand_from {names}"
    yield "# fish completion for jining-tui; put it into ~/.config/fish/completions/jining-tui.fish"
    yield "complete -c jining-tui -f"
    for part in parts:
        yield f"complete -c jining-tui -n {_quoted(without)} -a {part.name} -d {_fish_text(part.help)}"
    for part in (whole, *parts):
        when = without if part is whole else f"__fish_seen_subcommand_from {part.name}"
        for option in part.options:
            flags = " ".join(
                f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags
            )
            value = _fish_values(option.values, "-r")
            yield f"complete -c jining-tui -n {_quoted(when)} {flags}{value} -d {_fish_text(option.help)}"
        if part is not whole and (value := _fish_values(_taken(part), "")):
            yield f"complete -c jining-tui -n {_quoted(when)}{value}"


def _fish_values(values: Values, required: str) -> str:
    if isinstance(values, tuple):
        return f" -x -a {_quoted(' '.join(values))}" if required else f" -f -a {_quoted(' '.join(values))}"
    return {
        "files": f" {required} -F".replace("  ", " "),
        "folders": f" {'-x' if required else '-f'} -a '(__fish_complete_directories)'",
        "any": " -x" if required else "",
    }.get(values, "")


def _fish_text(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _taken(part: CommandPart) -> Values:
    """What stands in a command without an option."""
    return part.positionals[0].values if part.positionals else "none"


SHELLS: dict[str, Callable[[CommandPart, Sequence[CommandPart]], Iterator[str]]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
}
"""The shells that there is a script for."""
