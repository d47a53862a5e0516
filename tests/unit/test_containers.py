"""What the container files say is true of the code; whether they run, only Docker can tell."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from argentum.adapters.ledger_arango.address import PASSWORD_VARIABLE, USER_VARIABLE, Address
from argentum.cli import serve_command
from argentum.cli.application import app
from argentum.workspace.layout import HOME_VARIABLE

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def instructions(name: str) -> list[str]:
    return re.findall(rf"^{name} (.*)$", DOCKERFILE, flags=re.MULTILINE)


@pytest.mark.parametrize("name", SERVICES)
def test_every_port_is_open_to_this_machine_only(name: str) -> None:
    assert SERVICES[name]["ports"]
    assert [port for port in SERVICES[name]["ports"] if not port.startswith("127.0.0.1:")] == []


@pytest.mark.parametrize("name", SERVICES)
def test_no_password_has_a_default(name: str) -> None:
    secrets = {key: value for key, value in SERVICES[name]["environment"].items() if "PASSWORD" in key}

    assert secrets
    assert [value for value in secrets.values() if not value.startswith("${" + PASSWORD_VARIABLE + ":?")] == []


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_has_a_health_check_and_keeps_what_it_has_in_named_volumes(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"
    assert {volume.partition(":")[0] for volume in SERVICES[name]["volumes"]} <= COMPOSE["volumes"].keys()


def test_the_image_of_the_database_is_of_one_exact_version() -> None:
    assert re.fullmatch(r"arangodb:3\.12\.\d+(\.\d+)?", SERVICES["arangodb"]["image"])


def test_the_command_of_the_server_is_one_that_there_is() -> None:
    name, *given = SERVICES["argentum"]["command"]
    command = get_command(app).commands[name]  # type: ignore[attr-defined]  # a group of commands

    context = command.make_context(name, given)

    assert context.params["host"] == "0.0.0.0"  # noqa: S104 - inside the container's own network
    assert context.params["expose"] is True
    assert SERVICES["argentum"]["ports"] == [f"127.0.0.1:{context.params['port']}:{context.params['port']}"]
    assert context.params["public_url"] == f"http://127.0.0.1:{context.params['port']}"
    assert f":{context.params['port']}/healthz" in SERVICES["argentum"]["healthcheck"]["test"][-1]


def test_the_ledger_is_in_the_database_beside_it() -> None:
    command = SERVICES["argentum"]["command"]
    address = Address.of(command[command.index("--ledger") + 1])

    assert address.server == "http://arangodb:8529"
    assert "arangodb" in SERVICES["argentum"]["depends_on"]
    assert SERVICES["argentum"]["environment"].keys() == {USER_VARIABLE, PASSWORD_VARIABLE, serve_command._KEY_VARIABLE}


def test_what_the_server_keeps_is_in_its_volume() -> None:
    command = SERVICES["argentum"]["command"]
    (volume,) = instructions("VOLUME")

    assert [each.partition(":")[2] for each in SERVICES["argentum"]["volumes"]] == [volume]
    assert command[command.index("--data") + 1].startswith(f"{volume}/")
    assert f"{HOME_VARIABLE}={volume}" in instructions("ENV")[0]
    assert SERVICES["argentum"]["read_only"] is True


def test_the_image_is_made_of_files_that_there_are_and_that_are_let_in() -> None:
    copied = [path for line in instructions("COPY") for path in shlex.split(line)[:-1]]
    let_in = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()

    assert [path for path in copied if not (ROOT / path).exists()] == []
    assert sorted(copied) == sorted(line[1:] for line in let_in if line.startswith("!"))
    assert "*" in let_in


def test_the_image_has_the_extras_that_it_needs_and_runs_as_nobody_special() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    (wanted,) = re.findall(r'"\.\[([^\]]*)\]"', DOCKERFILE)

    assert {"arango", "server"} == set(wanted.split(",")) <= extras.keys()
    assert instructions("USER") == ["argentum"]
    assert DOCKERFILE.index("\nUSER ") < DOCKERFILE.index("\nENTRYPOINT ")
