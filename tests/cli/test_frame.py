"""What holds for every command: language, help, one line about a fault, JSON on the last line."""

import io
import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from workshop_studio.cli import main
from workshop_studio.cli.command import Services, json_line, one_line
from workshop_studio.cli.main import COMMANDS, run
from workshop_studio.domain.errors import Failure
from workshop_studio.i18n.translator import LANGUAGES, Translator

ENGLISH = Translator("en", Path())


def nothing(*_: object, **__: object) -> NoReturn:
    raise AssertionError("this command needs no sessions")


def services_of(translator: Translator, log: Path | None = None) -> Services:
    return Services(translator, library=nothing, verify=nothing, log=log)


class Ended:
    """How a command line ended."""

    def __init__(self, *argv: str, services: Services | None = None) -> None:
        out, err = io.StringIO(), io.StringIO()
        self.asked: list[str | None] = []

        def services_for(lang: str | None) -> Services:
            self.asked.append(lang)
            return services or services_of(ENGLISH)

        self.code = run(argv, services_for, out, err)
        self.out, self.err = out.getvalue(), err.getvalue()


class Norwegian(Translator):
    """Says of every text that it is Norwegian."""

    def text(self, message: str, **params: object) -> str:
        return "«" + super().text(message, **params) + "»"


class Broken:
    """A command that ends as told."""

    NAME = "broken"
    HELP = "end badly"

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def configure(self, parser: object, translator: object) -> None: ...

    def run(self, args: object, services: object) -> None:
        raise self.error


class Says:
    """A command without ``--json``, which returns what it is given."""

    NAME = "says"
    HELP = "say something"

    def __init__(self, result: dict[str, object] | None) -> None:
        self.result = result

    def configure(self, parser: object, translator: object) -> None: ...

    def run(self, args: object, services: Services) -> dict[str, object] | None:
        services.stdout.write("a line of words\n")
        return self.result


@pytest.mark.parametrize("argv", [["--help"], ["-h"], ["--lang", "en", "--help"]])
def test_help_names_every_command(argv: list[str]) -> None:
    ended = Ended(*argv)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Usage: workshop-studio ")
    for command in COMMANDS:
        assert f"\n    {command.NAME} " in ended.out
        assert command.HELP in ended.out


@pytest.mark.parametrize("command", [command.NAME for command in COMMANDS])
def test_help_of_a_command_needs_no_manual(command: str) -> None:
    ended = Ended(command, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(f"Usage: workshop-studio {command} ")
    assert f"  workshop-studio {command} " in ended.out.partition("Example")[2]


def test_help_is_in_the_language() -> None:
    ended = Ended("tally", "--help", services=services_of(Norwegian("en", Path())))
    assert ended.out.startswith("«Usage:» ")
    for english in ("\nOptions:", "\noptions:", "\nEverywhere:", " show this help"):
        assert english not in ended.out


@pytest.mark.parametrize("argv", [["--version"], ["tally", "--version"]])
def test_version(argv: list[str]) -> None:
    ended = Ended(*argv)
    assert ended.code == 0
    assert ended.out.startswith("workshop-studio")


@pytest.mark.parametrize(
    ("argv", "lang"),
    [
        (["--version"], None),
        (["--lang", "nb", "--version"], "nb"),
        (["tally", "--lang", "nb", "--help"], "nb"),
        (["tally", "--lang=en", "--help"], "en"),
        (["--lang", "nb", "tally", "--lang", "en", "--help"], "en"),
        (["tally", "--", "--lang", "nb"], None),
        (["--lang"], None),
    ],
)
def test_language_is_known_before_anything_is_said(argv: list[str], lang: str | None) -> None:
    assert Ended(*argv).asked == [lang]


@pytest.mark.parametrize(
    ("argv", "command", "told"),
    [
        ([], "", "missing: COMMAND"),
        (
            ["x"],
            "",
            "'x' does not fit COMMAND; choose from 'tally'",
        ),
        (["--lang"], "", "--lang needs a value"),
        (
            ["tally"],
            "tally",
            "missing: --method, --ballots",
        ),
        (
            ["tally", "--lang", "sv"],
            "tally",
            "'sv' does not fit --lang; choose from 'nb', 'en'",
        ),
        (
            ["tally", "--budget", "0"],
            "tally",
            "--budget needs a whole number of at least 1, not '0'",
        ),
        (
            ["tally", "--json=1"],
            "tally",
            "--json takes no value, but was given '1'",
        ),
        (
            [*["tally", "--method", "dots", "--ideas", "a", "--ballots", "b"], "--what\nnow", "c"],
            "",
            "not understood here: --what now c",
        ),
    ],
)
def test_bad_use_is_told_in_one_line(
    argv: list[str], command: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main, "COMMANDS", [c for c in COMMANDS if c.NAME == "tally"])
    ended = Ended(*argv)
    speaker = f"workshop-studio {command}".rstrip()
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"{speaker}: {told} · see '{speaker} --help'\n"


def test_bad_use_is_told_in_the_language() -> None:
    ended = Ended("tally", services=services_of(Norwegian("en", Path())))
    assert "«missing: --method" in ended.err


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Failure("file.unreadable", name="a", reason="b"), "a could not be read (b)."),
        (OSError(28, "No space left on device", "/x"), "The system refused: No space left"),
        (KeyboardInterrupt(), "Stopped."),
        (ValueError("secret words"), "This is a bug in the program (ValueError). "),
        (KeyError("x"), "What is needed to find it is in home/log.txt."),
    ],
    ids=repr,
)
def test_a_failure_is_one_line_and_ends_with_1(
    error: BaseException, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main, "COMMANDS", (Broken(error),))
    ended = Ended("broken", services=services_of(ENGLISH, log=Path("home/log.txt")))
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("workshop-studio broken: ")
    assert told in ended.err
    assert ended.err.count("\n") == 1
    assert "secret words" not in ended.err


def test_the_traceback_of_a_bug_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(main, "COMMANDS", (Broken(ZeroDivisionError("what a bug")),))
    with caplog.at_level(logging.ERROR):
        assert Ended("broken").code == 1
    assert "ZeroDivisionError: what a bug" in caplog.text


def test_services_that_cannot_be_had_are_told_too() -> None:
    def services_for(lang: str | None) -> Services:
        raise Failure("file.unreadable", name="settings", reason=str(lang))

    err = io.StringIO()
    assert run(["tally"], services_for, io.StringIO(), err) == 1
    assert err.getvalue() == (
        "workshop-studio: settings could not be read (None). Try again, or copy it first.\n"
    )


def test_a_reader_that_goes_away_is_no_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "COMMANDS", (Broken(BrokenPipeError()),))
    ended = Ended("broken")
    assert (ended.code, ended.err) == (1, "")


def test_json_is_the_last_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "COMMANDS", (Says({"file": "æ.workshop", "ideas": 3}),))
    ended = Ended("says")
    assert ended.out == 'a line of words\n{"file": "æ.workshop", "ideas": 3}\n'


def test_a_command_may_return_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "COMMANDS", (Says(None),))
    assert Ended("says").out == "a line of words\n"


@pytest.mark.parametrize("text", ["a\nb\rc", "a\u2028b\u2029c\x85d\x0be", "\ud800", "🤷 æ \x7f \0"])
def test_json_is_one_line_for_every_reader(text: str) -> None:
    line = json_line({"text": text})
    assert line.splitlines() == [line]
    assert json.loads(line) == {"text": text}
    assert json.loads(line.encode()) == {"text": text}


def test_one_line_commands_no_terminal() -> None:
    assert one_line("a\r\nb\x1b[2Jc\u2028d\x9be") == "a b [2Jc d e"


def test_a_stream_of_another_encoding_is_written_in_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "COMMANDS", (Says({"text": "æ 🤷"}),))
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    assert run(["says"], lambda lang: services_of(ENGLISH), out, io.StringIO()) == 0
    assert raw.getvalue().splitlines()[-1].decode() == '{"text": "æ 🤷"}'


def test_help_and_bad_use_import_nothing_heavy() -> None:
    code = (
        "import sys; from pathlib import Path; from io import StringIO\n"
        "from workshop_studio.cli.main import run\n"
        "from workshop_studio.cli.command import Services\n"
        "from workshop_studio.i18n.translator import Translator\n"
        "services = Services(Translator('en', Path()), None, None)\n"
        "for argv in (['--help'], ['x'], *([name, '--help'] for name in sys.argv[1:])):\n"
        "    run(argv, lambda lang: services, StringIO(), StringIO())\n"
        "print([m for m in ('pydantic', 'PySide6', 'charset_normalizer') if m in sys.modules])"
    )
    names = [command.NAME for command in COMMANDS]
    command = [sys.executable, "-c", code, *names]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_languages_are_those_of_the_catalogue() -> None:
    told = Ended("--help").out
    assert "{" + ",".join(LANGUAGES) + "}" in told
