"""A MariaDB server of the tests' own: started in a temporary folder on a free port, stopped at the end."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymysql

START_S = 40
_SMALL_REDO = ["--innodb-log-file-size=16M"]
"""Its files are read by tests, byte for byte."""


def available() -> bool:
    """Whether the server is installed."""
    return shutil.which("mariadbd") is not None and shutil.which("mariadb-install-db") is not None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(keep: list[Path] | None = None) -> Iterator[str]:
    """Run a server; gives the address of a fresh database in it, as for DATABASE_URL.

    With ``keep`` it writes all an operator's server writes, the binary log and every commit to disk, and the folder of
    its files is added there.
    """
    folder = Path(tempfile.mkdtemp(prefix="tilik-mariadb-"))
    durable = keep is not None
    as_root = os.geteuid() == 0
    user = "mysql" if as_root else getpass.getuser()
    if as_root:
        shutil.chown(folder, "mysql", "mysql")
    data, port = folder / "data", _free_port()
    install = ["mariadb-install-db", f"--datadir={data}", "--auth-root-authentication-method=normal", f"--user={user}"]
    subprocess.run([*install, "--skip-test-db"], check=True, capture_output=True)
    process = subprocess.Popen(
        [
            "mariadbd",
            "--no-defaults",
            f"--datadir={data}",
            f"--user={user}",
            f"--port={port}",
            "--bind-address=127.0.0.1",
            f"--socket={folder / 's'}",
            f"--pid-file={folder / 'pid'}",
            "--character-set-server=utf8mb4",
            f"--innodb-flush-log-at-trx-commit={int(durable)}",
            "--innodb-buffer-pool-size=128M",
            *([] if durable else ["--skip-innodb-doublewrite", "--innodb-flush-method=nosync", "--debug-no-sync"]),
            *(
                ["--log-bin=binlog", "--binlog-format=ROW", "--server-id=1", *_SMALL_REDO]
                if durable
                else ["--skip-log-bin"]
            ),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if keep is not None:
        keep.append(data)
    try:
        _create_database(port)
        yield f"mysql+pymysql://tilik:tilik@127.0.0.1:{port}/tilik?charset=utf8mb4"
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _create_database(port: int) -> None:
    deadline = time.monotonic() + START_S
    while True:
        try:
            connection = pymysql.connect(host="127.0.0.1", port=port, user="root")
            break
        except pymysql.err.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
    with connection, connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE tilik CHARACTER SET utf8mb4")
        cursor.execute("CREATE USER tilik@127.0.0.1 IDENTIFIED BY 'tilik'")
        cursor.execute("CREATE USER tilik@localhost IDENTIFIED BY 'tilik'")
        cursor.execute("GRANT ALL ON *.* TO tilik@127.0.0.1")
        cursor.execute("GRANT ALL ON *.* TO tilik@localhost")
        connection.commit()
