"""Floor 9 · the command line: `nadhir run | read | check | schema | match | backtest | doctor | bench`.

Exit status: 0 all well, 1 faults found or an input failed, 2 wrong usage. What people read goes to stdout, in colour
when it is a terminal; errors go to stderr, one line each. The work of each command stands in a module of its own,
imported when it is called: `nadhir --help` needs no lexicon.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot import __version__
from bot.cli.out import FAILED, OK, WRONG, complain
from bot.model.chat import Language

app = typer.Typer(
    name="nadhir",
    help="Reads Arabic conflict news, understands what each article claims, and warns the right people once.",
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

_FILES_HELP = ".txt or .jsonl files, or folders of them; - is standard input as .jsonl"
_Files = Annotated[list[str], typer.Argument(metavar="FILE…", help=_FILES_HELP)]
_Json = Annotated[bool, typer.Option("--json", help="one JSON object a line, for machines")]
_Rules = Annotated[Path | None, typer.Option("--rules", metavar="FOLDER", help="rule files (else NADHIR_RULES)")]
_Language = Annotated[Language, typer.Option("--language", metavar="en|ar", help="what people are told in")]


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"nadhir {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    _version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_say_version, help="say the version and stop")
    ] = False,
) -> None:
    """Nothing is done without a command."""


@app.command()
def run() -> int:
    """Start the service: sources, rules, delivery, and every chat platform that has a token; the web chat always."""
    from bot.cli import service

    return service.run()


@app.command()
def read(files: _Files, json: _Json = False, language: _Language = Language.ENGLISH) -> int:
    """Read articles and print what they claim; changes nothing."""
    from bot.cli import reading

    return reading.run(files, as_json=json, language=language)


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(metavar="FOLDER", help="rule files (else NADHIR_RULES)")] = None,
    form: Annotated[str, typer.Option("--format", metavar="text|json|github", help="how faults are written")] = "text",
    explain: Annotated[bool, typer.Option("--explain", help="also which words each keyword finds")] = False,
    language: _Language = Language.ENGLISH,
) -> int:
    """Lint rule and source files, and run every rule's own examples."""
    from bot.cli import checking

    if form not in tuple(checking.Format):
        raise typer.BadParameter(f"--format {form!r}: there are {', '.join(checking.Format)}")
    return checking.run(folder, checking.Format(form), explain=explain, language=language)


@app.command()
def schema(
    folder: Annotated[Path | None, typer.Argument(metavar="FOLDER", help="rule files (else NADHIR_RULES)")] = None,
    show: Annotated[bool, typer.Option("--print", help="print it, write nothing")] = False,
) -> int:
    """Write schema.json beside the rule files, so that editors complete and underline them."""
    from bot.cli import checking

    return checking.write_schema(folder, show=show)


@app.command()
def match(
    files: _Files,
    json: _Json = False,
    all_: Annotated[bool, typer.Option("--all", help="why not, for every rule, not only near misses")] = False,
    rules: _Rules = None,
    language: _Language = Language.ENGLISH,
) -> int:
    """Say which rules each article fires, with the evidence, and what near misses lack."""
    from bot.cli import matching

    return matching.run(files, as_json=json, every=all_, folder=rules, language=language)


@app.command()
def backtest(
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE…", help=_FILES_HELP)] = None,
    json: _Json = False,
    all_: Annotated[bool, typer.Option("--all", help="also the matches that were not told")] = False,
    rules: _Rules = None,
    against: Annotated[
        Path | None, typer.Option("--against", metavar="FOLDER", help="the difference to these other rule files")
    ] = None,
    since: Annotated[str, typer.Option(metavar="SPAN", help="what the service took in: 12h, 30d, 4w")] = "",
    jobs: Annotated[int, typer.Option(metavar="N", min=1, max=64, help="processes that read")] = 1,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="with --against: status 1 where anything is gained or lost")
    ] = False,
    language: _Language = Language.ENGLISH,
) -> int:
    """Run rules, stories included, over an archive in order of time: what would have been told, and when."""
    from bot.cli import past

    return past.run(past.Wish(files or [], json, all_, rules, against, since, jobs, exit_code, language))


@app.command()
def doctor() -> int:
    """Check settings, tokens, database, rules and sources, and say what to do."""
    from bot.cli import health

    return health.run()


@app.command()
def bench(
    json: _Json = False,
    articles: Annotated[
        str | None, typer.Option("--articles", metavar="FILE", help="articles (else our samples)")
    ] = None,
    rules: Annotated[
        Path | None, typer.Option("--rules", metavar="FOLDER", help="rule files (else 1,000 generated rules)")
    ] = None,
) -> int:
    """Measure the speed of reading and matching, beside a plain `re` loop in the same run."""
    from bot.cli import speed

    return speed.run(articles, as_json=json, folder=rules)


def run_command(arguments: Sequence[str]) -> int:
    """Do what a command line says. Returns the exit status; wrong usage is one line on stderr."""
    try:
        status = typer.main.get_command(app).main(args=list(arguments), prog_name="nadhir", standalone_mode=False)
    except typer.TyperException as error:
        complain(f"nadhir: {' '.join(error.format_message().split())} (nadhir --help says more)")
        return WRONG if error.exit_code == WRONG else FAILED
    except (typer.Abort, KeyboardInterrupt):
        return 130
    return status if isinstance(status, int) else OK


def main() -> None:
    """Run the console script. Output is UTF-8 whatever the locale says; a reader that goes away ends it quietly."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # text files both
    try:
        status = run_command(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would complain again when it flushes at exit: let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = OK
    sys.exit(status)
