"""Small disks that can be full or read-only, where this machine allows mounting them."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, size: str = "4m") -> Iterator[Path]:
    """``folder`` on a file system of its own; skips the test where that is not allowed."""
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or _run(mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)) != 0:
        pytest.skip("mounting a small disk is not allowed here")
    try:
        yield folder
    finally:
        _run("umount", "-l", str(folder))


def make_read_only(folder: Path) -> None:
    assert _run("mount", "-o", "remount,ro", str(folder)) == 0


def _run(*words: str) -> int:
    return subprocess.run(words, check=False, capture_output=True).returncode
