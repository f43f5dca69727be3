"""`newsgrid serve` as it is started: in a process of its own, on a free port."""

import http.client
import json
import signal
import socket
import subprocess
import sys

import pytest
from support.schemas.json_schema import wrong

from layout.desk.command import main
from layout.desk.commands.describing.schema import schema_of
from layout.desk.commands.other_sites.serve import COMMAND
from layout.service.openapi import EXAMPLE
from layout.service.serving import listening_at
from slots.finding import BadInput

CODE = "import sys; from layout.desk.entry import script; script()"


def refused(capsys, *arguments):
    assert main(["serve", *arguments, "--json"]) == 2
    return json.loads(capsys.readouterr().out)["findings"]


@pytest.mark.slow
def test_it_serves_until_it_is_told_to_end(tmp_path):
    keys = tmp_path / "keys.txt"
    keys.write_text("a-key-of-twenty-characters\n\n")
    command = [sys.executable, "-c", CODE, "serve", "--port", "0", "--keys", str(keys), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as service:
        try:
            line = json.loads(service.stdout.readline())
            assert wrong(line, schema_of("serve")) == []
            host = line["url"].removeprefix("http://")
            asking = http.client.HTTPConnection(host, timeout=60)
            headers = {"Content-Type": "application/json"}
            asking.request("POST", "/v1/placements", json.dumps(EXAMPLE), headers)
            found = asking.getresponse()
            assert (found.status, bool(found.read())) == (401, True)
            headers["Authorization"] = "Bearer a-key-of-twenty-characters"
            asking.request("POST", "/v1/placements", json.dumps(EXAMPLE), headers)
            assert json.loads(asking.getresponse().read())["gaps"]
            asking.close()
        finally:
            service.send_signal(signal.SIGTERM)
        out, err = service.communicate(timeout=60)
    assert (service.returncode, out, err) == (0, b"", b"")


def test_without_keys_only_this_machine_can_ask(capsys):
    assert [each["code"] for each in refused(capsys, "--host", "0.0.0.0")] == ["no-keys"]


def test_keys_that_are_none(capsys, tmp_path):
    keys = tmp_path / "keys.txt"
    keys.write_text("short\nwith a space in the middle\n\n")
    found = refused(capsys, "--keys", str(keys))
    assert [(each["code"], each["line"]) for each in found] == [("bad-key", 1), ("bad-key", 2)]
    keys.write_text("\n")
    assert [each["code"] for each in refused(capsys, "--keys", str(keys))] == ["no-keys"]


def test_rules_that_cannot_be_used(capsys, tmp_path):
    rules = tmp_path / "slots.toml"
    rules.write_text('[slot.a]\nholds = "ad"\nsizes = ["300"]\n')
    assert 3 in {each["line"] for each in refused(capsys, "--rules", str(rules))}


def test_metrics_that_cannot_be_used(capsys, tmp_path):
    metrics = tmp_path / "theme.toml"
    metrics.write_text(
        "screens = [{viewport = [375, 667], width = 343}]\n[paragraph]\nsize = 'a'\n"
    )
    found = refused(capsys, "--metrics", str(metrics))
    assert {each["code"] for each in found} == {"bad-metrics"}
    assert 3 in {each["line"] for each in found}


def test_an_address_that_cannot_be_had(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert [each["code"] for each in refused(capsys, "--port", port)] == ["port-taken"]
    with pytest.raises(BadInput):
        listening_at("256.256.256.256", 0)


def test_its_help_says_what_it_needs():
    assert "Without keys only this machine can ask" in COMMAND.epilog
