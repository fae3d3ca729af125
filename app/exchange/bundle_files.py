"""Where archives lie on the disk: a folder while one is made, a file once it is ready."""

import shutil
from pathlib import Path

from app.exchange.bundles import Task


def folder_of(data_dir: Path) -> Path:
    """Where archives lie, for the server's user alone."""
    folder = data_dir / "bundles"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def archive(data_dir: Path, task: Task) -> Path:
    """The file of an archive once it is ready."""
    return folder_of(data_dir) / f"{task.stem}.zip"


def remove(data_dir: Path, stem: str) -> None:
    """Delete everything of an archive."""
    folder = folder_of(data_dir)
    shutil.rmtree(folder / stem, ignore_errors=True)
    for ending in ("zip", "part"):
        (folder / f"{stem}.{ending}").unlink(missing_ok=True)
