"""`argentum serve`: live rooms with pages, for a meeting that goes on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from argentum.errors import KeyMissingError, UsageError

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_KEY_VARIABLE = "ARGENTUM_OPERATOR_KEY"
_SHORTEST_KEY = 22
"""Characters: 128 bits in an address."""


def serve(
    *,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen at; 0 takes any.")] = 8460,
    data: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of the rooms.  [default: the user's data folder]")
    ] = None,
    public_url: Annotated[
        str | None, typer.Option(metavar="URL", help="What people type, where TLS stands before this server.")
    ] = None,
    meeting_host: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="Host whose Jitsi meetings the bridge page may embed; repeat it."),
    ] = None,
    ledger: Annotated[
        str | None,
        typer.Option("--ledger", metavar="PATH", help="Ledger of ayni.  [the one in the user's data folder]"),
    ] = None,
    expose: Annotated[
        bool, typer.Option("--expose", help="Listen at an address that others reach; put TLS before it.")
    ] = False,
) -> None:
    """Serve live rooms: who has how much of a meeting, while it goes on; and the ledger of ayni, under /ayni.

    Prints the operator's page, where rooms are opened. Everything that was acknowledged is on the disk; after a crash
    the same command goes on with all rooms. Ctrl-C ends it.
    """
    _check_extra()
    if host not in _LOOPBACK and not expose:
        raise UsageError(
            f"--host {host}: others could reach this server, and their keys would travel unencrypted; put a proxy with "
            "TLS before --host 127.0.0.1 and name it with --public-url, or add --expose"
        )
    from argentum.cli.serve_ayni import served_ledger
    from argentum.server.application import create_app
    from argentum.server.keys import digest_of
    from argentum.server.running import listening_socket, server_of
    from argentum.server.settings import ServerSettings
    from argentum.server_wiring import ServerClock, data_folder, new_key, open_room_store

    key = os.environ.get(_KEY_VARIABLE, "")
    if key and len(key) < _SHORTEST_KEY:
        raise KeyMissingError(f"{_KEY_VARIABLE}: {len(key)} characters can be guessed; use at least {_SHORTEST_KEY}")
    given, key = bool(key), key or new_key()
    listening = listening_socket(host, port)
    address = _address(host, listening.getsockname()[1])
    base = (public_url or f"http://{address}").rstrip("/")
    settings = ServerSettings(
        operator_digest=digest_of(key),
        hosts=_hosts(address, base),
        origins=(base,),
        meeting_hosts=tuple(_checked_host(each) for each in meeting_host or ()),
    )
    folder = data or data_folder()
    clock = ServerClock()
    own_ledger = served_ledger(
        ledger, operator_digest=settings.operator_digest, folder=folder, clock=clock, new_key=new_key
    )
    with listening, own_ledger as routers:
        app = create_app(
            settings=settings, store=open_room_store(folder), clock=clock, new_key=new_key, routers=routers
        )
        typer.echo(f"argentum serves rooms at {base}; they are kept in {folder}")
        if given:
            typer.echo(f"operator's page: {base}/ with the key of {_KEY_VARIABLE}")
        else:
            typer.echo(f"operator's page: {base}/#key={key}")
            typer.echo(f"This key lasts until the server ends; set {_KEY_VARIABLE} for one that stays.")
        typer.echo(f"Open a room:     curl -X POST {base}/api/rooms -H 'Authorization: Bearer KEY' -d @room.json")
        typer.echo(f"Key to the ledger: curl -X POST {base}/ayni/keys -H 'Authorization: Bearer KEY' \\")
        typer.echo(
            """                     -H 'Content-Type: application/json' -d '{"name": "board", "role": "reader"}'"""
        )
        if expose:
            typer.echo("Warning: without TLS before it, everybody on the way reads the keys of this server.", err=True)
        typer.echo("Ctrl-C ends it.")
        server_of(app).run(sockets=[listening])


def _check_extra() -> None:
    from importlib.util import find_spec

    missing = [name for name in ("fastapi", "uvicorn", "websockets") if find_spec(name) is None]
    if missing:
        raise UsageError(f"serve needs {' and '.join(missing)}: pip install argentum[server]")


def _address(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _hosts(address: str, base: str) -> tuple[str, ...]:
    """Give what the Host header of our own pages says."""
    port = address.rpartition(":")[2]
    names = [address, f"localhost:{port}", f"127.0.0.1:{port}", base.partition("://")[2]]
    return tuple(dict.fromkeys(names))


def _checked_host(host: str) -> str:
    import re

    if not re.fullmatch(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?", host):
        raise UsageError(f"--meeting-host {host}: give a host name, as in meet.example.org")
    return host.lower()
