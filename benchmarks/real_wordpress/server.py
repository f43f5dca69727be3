"""Debian's WordPress, PHP and MariaDB for a while: those of this machine, or fetched by apt and
unpacked in a folder; a site, a database and a web server of their own, started and stopped."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
_PACKAGES = (
    "wordpress wordpress-theme-twentytwentyfour php8.4-cli php8.4-mysql php8.4-mbstring php8.4-xml "
    "mariadb-server"
).split()
_UNWANTED = ("apache2", "libapache2", "php8.4-gd", "php-gd")
_EXTENSIONS = "ctype tokenizer mbstring dom simplexml xml mysqlnd mysqli".split()
_PATIENCE = 60


@dataclass(frozen=True)
class Tools:
    """Where WordPress, PHP and MariaDB are: their root, how PHP is called, what they need set."""

    root: Path
    php: tuple[str, ...]
    environment: dict[str, str]


@dataclass(frozen=True)
class Server:
    """A WordPress that runs: its folder, how its PHP is called, and its address."""

    site: Path
    php: tuple[str, ...]
    environment: dict[str, str]
    host: str

    def run(self, script: str, *arguments: str) -> bytes:
        """What a script prints; it is of this folder, or given with its own."""
        command = [*self.php, str(HERE / script), str(self.site), *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True)
        if done.returncode:
            raise SystemExit(f"{script}: {done.stderr.decode()}{done.stdout.decode()[-2000:]}")
        return done.stdout

    def page(self, number: int, kind: str) -> str:
        """The page of a post, as a browser gets it."""
        key = "page_id" if kind == "page" else "p"
        with urllib.request.urlopen(f"http://{self.host}/?{key}={number}", timeout=60) as answer:
            return answer.read().decode()


def installed() -> Tools | None:
    """What this machine has; None where anything is missing."""
    php = shutil.which("php")
    needed = ("usr/share/wordpress/wp-load.php", "usr/sbin/mariadbd", "usr/bin/mariadb-install-db")
    root = Path("/")
    if php is None or not all((root / each).exists() for each in needed):
        return None
    loaded = subprocess.run([php, "-m"], capture_output=True, text=True).stdout.lower().split()
    if not {"mysqli", "mbstring", "dom", "simplexml"}.issubset(loaded):
        return None
    return Tools(root, (php, "-dmemory_limit=512M", "-dlog_errors=0"), {})


def unpacked(folder: Path) -> Tools:
    """The packages of Debian that are needed, in a folder of their own; fetched once."""
    root = _unpacked(folder)
    extensions = next((root / "usr/lib/php").glob("2*"))
    loads = [f"-dextension={extensions / name}.so" for name in _EXTENSIONS]
    php = (str(root / "usr/bin/php8.4"), "-n", *loads, "-dmemory_limit=512M", "-derror_reporting=0")
    libraries = next((root / "usr/lib").glob("*-linux-gnu"))
    return Tools(root, php, {"LD_LIBRARY_PATH": str(libraries)})


def _unpacked(folder: Path) -> Path:
    root, ready = folder / "root", folder / "root" / ".whole"
    if ready.exists():
        return root
    shutil.rmtree(root, ignore_errors=True)
    archives = folder / "debs"
    (archives / "partial").mkdir(parents=True, exist_ok=True)
    options = (
        "--download-only",
        "-y",
        "--no-install-recommends",
        "-o",
        f"Dir::Cache::archives={archives}",
    )
    subprocess.run(
        ["apt-get", "install", *options, *_PACKAGES], check=True, stdout=subprocess.DEVNULL
    )
    for package in sorted(archives.glob("*.deb")):
        if not package.name.startswith(_UNWANTED):
            subprocess.run(["dpkg", "-x", str(package), str(root)], check=True)
    ready.touch()
    return root


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(folder: Path, tools: Tools | None = None) -> Iterator[Server]:
    """A new WordPress without a post, until the block ends; its site and data stand in a folder,
    and so do unpacked tools where none are given."""
    tools = tools or unpacked(folder)
    root, php = tools.root, tools.php
    host = f"127.0.0.1:{_free_port()}"
    lock = folder / "run"
    for each in (folder / "data", folder / "site", lock):
        shutil.rmtree(each, ignore_errors=True)
    lock.mkdir(parents=True)
    environment = os.environ | {
        **tools.environment,
        "GAZETTE_SOCKET": str(lock / "socket"),
        "GAZETTE_HOST": host,
        "GAZETTE_LOG": str(lock / "php.log"),
    }
    site = folder / "site"
    shutil.copytree(
        root / "usr/share/wordpress", site, symlinks=False, ignore_dangling_symlinks=True
    )
    (site / "wp-config.php").unlink(missing_ok=True)
    shutil.copy(HERE / "wp-config.php", site)
    database = _database(root, folder, environment)
    pages = None
    try:
        _wait_for(lock / "socket")
        subprocess.run(
            [str(root / "usr/bin/mariadb"), "--no-defaults", f"--socket={lock / 'socket'}",
             "-uroot", "-e", "CREATE DATABASE gazette CHARACTER SET utf8mb4"],
            env=environment, check=True,
        )  # fmt: skip
        pages = subprocess.Popen(
            [*php, "-S", host, "-t", str(site), str(HERE / "router.php")], env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        yield Server(site, php, environment, host)
    finally:
        for process in filter(None, (pages, database)):
            process.terminate()
            process.wait()


def _database(root: Path, folder: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """MariaDB with a new folder of data, on a socket alone."""
    data = folder / "data"
    install = [
        str(root / "usr/bin/mariadb-install-db"), "--no-defaults", "--user=root",
        f"--basedir={root / 'usr'}", f"--datadir={data}", "--skip-test-db",
        "--auth-root-authentication-method=normal",
    ]  # fmt: skip
    subprocess.run(install, env=environment, check=True, stdout=subprocess.DEVNULL)
    command = [
        str(root / "usr/sbin/mariadbd"), "--no-defaults", "--user=root", "--skip-networking",
        f"--basedir={root / 'usr'}", f"--datadir={data}",
        f"--socket={environment['GAZETTE_SOCKET']}",
        f"--pid-file={folder / 'run/pid'}", f"--lc-messages-dir={root / 'usr/share/mysql'}",
    ]  # fmt: skip
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)


def _wait_for(path: Path) -> None:
    began = time.monotonic()
    while not path.exists():
        if time.monotonic() - began > _PATIENCE:
            raise SystemExit(f"MariaDB did not start within {_PATIENCE} s")
        time.sleep(0.1)
