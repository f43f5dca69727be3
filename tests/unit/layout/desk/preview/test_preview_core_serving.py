"""`newsgrid preview` as a command: how it begins, what it says, and how it ends."""

import asyncio
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from select import select

import pytest
from support.desk.bare_requests import request
from support.desk.running_desk import CODE, ROOT, cookie_of, desk_on
from support.processes.aside import aside

from layout.desk.command import main
from layout.desk.preview.serve import listening
from slots.finding import BadInput

pytestmark = [pytest.mark.speaks, pytest.mark.slow]


@pytest.fixture(scope="module")
def gazette(tmp_path_factory):
    """A publication of one story."""
    folder = tmp_path_factory.mktemp("gazette") / "gazette"
    assert main(["new", str(folder)]) == 0
    return folder


def story_of(folder):
    return sorted((folder / "stories").glob("*.md"))[0]


@contextmanager
def opened(desk, path):
    """A request whose answer has begun."""
    with closing(http.client.HTTPConnection("127.0.0.1", desk.port)) as connection:
        connection.request("GET", path, headers={"cookie": desk.cookie})
        yield connection.getresponse()


def family(pid):
    """The processes below one, by /proc: the fork server, its children, and so on."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            stat = (entry / "stat").read_text()
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    found, news = set(), {pid}
    while news:
        news = {child for child, parent in parents.items() if parent in news} - found
        found |= news
    return found


@contextmanager
def mourned(desk):
    """All processes of a desk are gone when the block has ended it."""
    handles = [os.pidfd_open(pid) for pid in family(desk.process.pid)]
    assert len(handles) >= 3  # fork server, resource tracker, and a worker
    yield
    for handle in handles:
        assert select([handle], [], [], 30)[0], "a process was left behind"
        os.close(handle)


def test_it_says_where_it_is_as_one_line_of_json_and_nothing_at_its_end(gazette):
    with desk_on(gazette) as desk:
        assert desk.ask("GET", "/").status == 307
    assert set(desk.said) == {""}
    assert desk.process.returncode == 0


def test_its_line_has_the_shape_of_every_report(gazette):
    command = [sys.executable, "-c", CODE, "preview", gazette, "--port", "0", "--no-open", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        said = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGTERM)
        assert process.stdout.read() == ""
    assert said == {
        "command": "preview",
        "exit": 0,
        "url": said["url"],
        "folder": str(gazette),
        "story": None,
        "findings": [],
    }
    assert process.returncode == 0


def test_it_says_where_it_is_for_people(gazette):
    command = [sys.executable, "-c", CODE, "preview", gazette, "--port", "0", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        said = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == ""
    address = r"http://127\.0\.0\.1:\d+/\?key=[\w-]{32}"
    pattern = rf"{re.escape(str(gazette))} is open at {address} \(Ctrl-C ends it\)\n"
    assert re.fullmatch(pattern, said)


def test_a_port_that_is_taken_is_one_clear_message(gazette, capsys):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        assert main(["preview", str(gazette), "--no-open", "--port", port]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"port {port}: the port cannot be had: address already in use "
        "(hint: close what listens there, or name another with --port)\n"
    )


def test_two_desks_do_not_share_a_port(gazette, capsys):
    with desk_on(gazette) as desk:
        assert main(["preview", str(gazette), "--no-open", "--port", str(desk.port)]) == 2


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_at_once_with_streams_open_and_work_under_way(gazette, how):
    with desk_on(gazette) as desk, opened(desk, "/events") as events:
        desk.ask("GET", f"/api/page?story=stories/{story_of(gazette).name}")
        with opened_slowly(desk), opened_half(desk), mourned(desk):
            assert desk.stop(how) == 0
        heard = events.read()
    assert heard.endswith(b"event: stop\ndata: {}\n\n")
    assert set(desk.said) == {""}


@contextmanager
def opened_slowly(desk):
    """A tab that asks for events and never reads them."""
    with closing(socket.create_connection(("127.0.0.1", desk.port))) as sock:
        sock.sendall(request(desk, line="GET /events HTTP/1.1"))
        yield


@contextmanager
def opened_half(desk):
    """A request that has not been asked to its end."""
    with closing(socket.create_connection(("127.0.0.1", desk.port))) as sock:
        sock.sendall(b"PUT /api/file HTTP/1.1\r\nHost: ")
        yield


def test_more_than_one_ctrl_c_is_no_more_than_one(gazette):
    with desk_on(gazette) as desk, opened(desk, "/events"):
        for _ in range(3):
            desk.process.send_signal(signal.SIGINT)
        assert desk.stop() == 0
    assert set(desk.said) == {""}


def test_a_desk_that_is_killed_takes_its_workers_along(gazette):
    with desk_on(gazette) as desk:
        desk.ask("GET", f"/api/page?story=stories/{story_of(gazette).name}")
        with mourned(desk):
            desk.process.kill()
            desk.process.wait()
        desk.stop()


@pytest.mark.parametrize("browser", ["works", "fails", "talks"])
def test_whatever_a_browser_does_the_desk_is_there(gazette, tmp_path, browser):
    opened_at = tmp_path / "opened"
    os.mkfifo(opened_at)
    said = {
        "works": f'echo "$1" > {opened_at}',
        "fails": f"echo > {opened_at}; exit 1",
        "talks": f"echo hello; echo no display >&2; echo > {opened_at}; read keys; exec cat",
    }
    script = tmp_path / "browser"
    script.write_text(f"#!/bin/sh\n{said[browser]}\n")
    script.chmod(0o755)
    environment = {**os.environ, "BROWSER": str(script)}
    command = [sys.executable, "-c", CODE, "preview", gazette, "--port", "0", "--json"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True, cwd=ROOT, env=environment) as process:
        url = json.loads(process.stdout.readline())["url"]
        address = opened_at.read_text().strip()
        with closing(http.client.HTTPConnection(url.split("/")[2])) as connection:
            connection.request("GET", "/web", headers={"cookie": cookie_of(url)})
            assert connection.getresponse().status == 200
        if browser == "works":
            assert url.partition("?")[0] == address.partition("?")[0]
            assert address != url  # what stands in the list of processes is not the key
            assert cookie_of(address) == cookie_of(url)
        process.send_signal(signal.SIGINT)
        assert process.communicate() == ("", "")
    assert process.returncode == 0


def test_what_a_place_is_that_can_be_opened(gazette, tmp_path):
    from layout.desk.commands.preview import place_of

    story = story_of(gazette)
    assert not place_of(gazette).alone
    assert (place_of(story).folder, place_of(story).story) == (gazette, f"stories/{story.name}")
    lone = tmp_path / "lone.md"
    lone.write_text("# Lone\n\nA story.\n")
    assert (place_of(lone).alone, place_of(lone).story) == (True, "lone.md")
    (tmp_path / "nothing").mkdir()
    (tmp_path / "a.png").touch()
    for bad in (tmp_path / "nothing", tmp_path / "a.png", tmp_path / "missing"):
        with pytest.raises(BadInput):
            place_of(bad)


def test_a_connection_does_not_hold_back_small_parts():
    async def accepted():
        told = asyncio.get_running_loop().create_future()

        async def take(_, writer):
            taken = writer.get_extra_info("socket")
            told.set_result(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        sock = listening(0)
        async with await asyncio.start_server(take, sock=sock):
            _, writer = await asyncio.open_connection(*sock.getsockname())
            nodelay = await told
            writer.close()
            await writer.wait_closed()
        return nodelay

    assert aside(accepted())
