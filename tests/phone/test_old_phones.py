"""What phones from iOS 14 and Chrome 80 on know: syntax by esbuild, younger APIs by name."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from workshop_studio.resources import resources

TARGETS = "chrome80,safari14,ios14"
YOUNGER = {
    "replaceChildren": "Chrome 86",
    "replaceAll": "Chrome 85",
    r"\.at\(": "Chrome 92, Safari 15.4",
    "structuredClone": "Chrome 98, Safari 15.4",
    r"Object\.hasOwn": "Chrome 93, Safari 15.4",
    "randomUUID": "Chrome 92, Safari 15.4, and only in a secure context",
    r"AbortSignal\.(timeout|any)": "Chrome 103, Safari 16",
    "findLast": "Chrome 97, Safari 15.4",
    r"Promise\.any": "Chrome 85",
    r"\.inert\b": "Chrome 102, Safari 15.5",
    "showModal": "Safari 15.4",
    "requestSubmit": "Safari 16",
    "toSorted|toReversed|toSpliced": "Chrome 110, Safari 16",
    r"navigator\.(clipboard|locks|serviceWorker|wakeLock)": "only in a secure context",
}
"""Names in scripts, and since when they may be used."""
YOUNGER_STYLES = {
    r"\baspect-ratio:": "Chrome 88, Safari 15",
    r"[\s;{]inset(-\w+)?:": "Chrome 87, Safari 14.1",
    r":(is|where|has)\(": "Chrome 88, Safari 14",
    r"@(layer|container|property|supports selector)": "Chrome 99, Safari 15.4",
    r"\d(dvh|svh|lvh)\b": "Chrome 108, Safari 15.4",
    r"color-mix\(|oklch\(": "Chrome 111, Safari 15.4",
    r"text-wrap:": "Chrome 114, Safari 17.4",
}
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def gaps(style: str) -> list[str]:
    """Rules with a gap that are no grid: between flex items it came with Chrome 84, Safari 14.1."""
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return [
        name.strip()
        for name, body in _RULE.findall(bare)
        if re.search(r"(^|[;\s])(row-|column-)?gap\s*:", body)
        and not re.search(r"display\s*:\s*(inline-)?grid", body)
    ]


@pytest.mark.parametrize("name", ["page.js", "page.css"])
def test_nothing_needs_to_be_rewritten_for_them(name: str) -> None:
    tool = shutil.which("esbuild")
    if tool is None:
        pytest.skip("esbuild is not on this machine")

    def written(target: str) -> str:
        path = resources() / "phone" / name
        words = [tool, str(path), f"--target={target}", "--log-level=warning"]
        done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=True)
        assert done.stderr == ""
        return done.stdout

    assert written(TARGETS) == written("esnext")


def test_what_is_younger_would_be_found(tmp_path: Path) -> None:
    tool = shutil.which("esbuild")
    if tool is None:
        pytest.skip("esbuild is not on this machine")
    path = tmp_path / "young.js"
    path.write_text("let a = {}; a.b ??= 1; class C { static { a.c = 2; } }")
    told = [
        subprocess.run(
            [tool, str(path), f"--target={target}"], capture_output=True, text=True, check=False
        )
        for target in (TARGETS, "esnext")
    ]
    assert told[0].stdout != told[1].stdout


@pytest.mark.parametrize(("api", "since"), YOUNGER.items())
def test_no_younger_api_is_called(api: str, since: str) -> None:
    lines = (resources() / "phone" / "page.js").read_text(encoding="utf-8").splitlines()
    code = [line.partition("// ")[0] for line in lines]
    found = [number for number, line in enumerate(code, 1) if re.search(api, line)]
    assert found == [], f"{api} came with {since}"


@pytest.mark.parametrize(("style", "since"), YOUNGER_STYLES.items())
def test_no_younger_style_is_used(style: str, since: str) -> None:
    text = (resources() / "phone" / "page.css").read_text(encoding="utf-8")
    assert re.findall(style, text) == [], f"{style} came with {since}"


def test_no_flex_has_a_gap() -> None:
    assert gaps((resources() / "phone" / "page.css").read_text(encoding="utf-8")) == []
    assert gaps(
        "a { display: flex; gap: 1px } b { display: grid; gap: 1px } /* gap: 1 */ c {}"
    ) == ["a"]
    assert gaps("@media print { d {\n column-gap: 2px; } }") == ["d"]
