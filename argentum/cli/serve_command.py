"""`argentum serve`: live rooms with pages, for a meeting that goes on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Coroutine
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from argentum.errors import KeyMissingError, UsageError

if TYPE_CHECKING:
    from argentum.airtime.live.viewer import Viewer
    from argentum.server.rooms import Rooms

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_OWNER_ONLY = 0o077
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
        typer.Option("--ledger", metavar="PATH", help="Ledger of ayni, a file or an ArangoDB.  [the user's own]"),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Open a room where simulated people meet, to see the pages with.")
    ] = False,
    pace: Annotated[float, typer.Option(min=0.1, max=60, help="With --demo: how many times as fast.")] = 1.0,
    expose: Annotated[
        bool, typer.Option("--expose", help="Listen at an address that others reach; put TLS before it.")
    ] = False,
) -> None:
    """Serve live rooms: who has how much of a meeting, while it goes on; and the ledger of ayni, under /ayni.

    Prints the operator's page, where rooms are opened. Everything that was acknowledged is on the disk; after a crash
    the same command goes on with all rooms. Ctrl-C ends it.
    """
    from tempfile import TemporaryDirectory

    _check_extra()
    if pace != 1.0 and not demo:
        raise UsageError("--pace: only simulated people can be hurried; add --demo")
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
    from argentum.server_wiring import data_folder, new_key, open_room_store
    from argentum.workspace.operator_key_file import KEY_FILE, operator_key
    from argentum.workspace.steady_clock import SteadyClock

    public_address = None if public_url is None else _checked_address(public_url)
    # Rooms, keys and ledger that this process makes are nobody else's on this machine.
    os.umask(_OWNER_ONLY)
    key = os.environ.get(_KEY_VARIABLE, "")
    if key and len(key) < _SHORTEST_KEY:
        raise KeyMissingError(f"{_KEY_VARIABLE}: {len(key)} characters can be guessed; use at least {_SHORTEST_KEY}")
    meeting_hosts = tuple(_checked_host(each) for each in meeting_host or ())
    with ExitStack() as stack:
        listening = stack.enter_context(listening_socket(host, port))
        address = _address(host, listening.getsockname()[1])
        base = f"http://{address}" if public_address is None else public_address
        # Simulated meetings are not left among real ones.
        made_up = demo and data is None
        folder = Path(stack.enter_context(TemporaryDirectory())) if made_up else data or data_folder()
        key_is_in = _KEY_VARIABLE if key else str(folder / KEY_FILE)
        key = key or operator_key(folder, new_key)
        settings = ServerSettings(
            operator_digest=digest_of(key), hosts=_hosts(address, base), origins=(base,), meeting_hosts=meeting_hosts
        )
        clock = SteadyClock()
        own_ledger = served_ledger(
            ledger, operator_digest=settings.operator_digest, folder=folder, clock=clock, new_key=new_key
        )
        app = create_app(
            settings=settings,
            store=open_room_store(folder),
            clock=clock,
            new_key=new_key,
            routers=stack.enter_context(own_ledger),
            beside=_demo(base, pace) if demo else None,
        )
        # On a terminal it is for whoever sits there; anywhere else it would stand in a log.
        shown = key if made_up or (sys.stdout.isatty() and key_is_in != _KEY_VARIABLE) else None
        announce = partial(_announce, base, folder, key=shown, key_is_in=key_is_in, demo=demo, exposed=expose)
        server_of(app, announce).run(sockets=[listening])


def _announce(base: str, folder: Path, *, key: str | None, key_is_in: str, demo: bool, exposed: bool) -> None:
    """Say where the server is and what to do next; `key` is the operator's, if it may be shown here."""
    typer.echo(f"argentum serves rooms at {base}; they are kept in {folder}")
    if exposed:
        typer.echo("Warning: without TLS before it, everybody on the way reads the keys of this server.", err=True)
    if key is None:
        typer.echo(f"Open rooms at:     {base}/ with the key in {key_is_in}")
    else:
        typer.echo(f"Open rooms at:     {base}/#key={key}")
    if not demo:
        typer.echo(f"Key to the ledger: curl -X POST {base}/ayni/keys -H 'Authorization: Bearer KEY' \\")
        typer.echo(
            """                     -H 'Content-Type: application/json' -d '{"name": "board", "role": "reader"}'"""
        )
    typer.echo("Ctrl-C ends it.")


def _demo(base: str, pace: float) -> Callable[[Rooms], Coroutine[object, object, None]]:
    from argentum.server.demo import MINUTES, Demo
    from argentum.server.routes.rooms import page_of

    def tell(given: dict[Viewer, str], room: str) -> None:
        links = {(viewer.role, viewer.participant): base + page_of(room, viewer, key) for viewer, key in given.items()}
        length = f"{MINUTES} minutes" if pace == 1 else f"{MINUTES} minutes in {MINUTES / pace:.1f}"
        typer.echo(f"\nThe people of the room {room} are simulated; {length}. Look at it as")
        typer.echo(f"  facilitator:  {links['facilitator', 'fac']}")
        typer.echo(f"  participant:  {links['participant', 'p2']}")
        typer.echo(f"  observer:     {links['observer', None]}")

    return partial(Demo(pace=pace).run, tell=tell)


def _check_extra() -> None:
    from importlib.util import find_spec

    missing = [name for name in ("fastapi", "uvicorn", "websockets") if find_spec(name) is None]
    if missing:
        raise UsageError(f"serve needs {' and '.join(missing)}: pip install '.[server]' in a checkout of argentum")


def _address(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _hosts(address: str, base: str) -> tuple[str, ...]:
    """Give what the Host header of our own pages says."""
    port = address.rpartition(":")[2]
    names = [address, f"localhost:{port}", f"127.0.0.1:{port}", base.partition("://")[2]]
    return tuple(dict.fromkeys(names))


def _checked_address(url: str) -> str:
    """Give what browsers send as Origin; anything else would have every request refused."""
    import re

    found = re.fullmatch(r"(https?)://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?/?", url)
    if found is None:
        raise UsageError(
            f"--public-url {url!r}: give scheme and host and nothing behind them, as in https://airtime.example.org"
        )
    scheme, host, port = found[1], found[2].lower(), found[3] or ""
    if port == {"http": ":80", "https": ":443"}[scheme]:
        port = ""
    return f"{scheme}://{host}{port}"


def _checked_host(host: str) -> str:
    import re

    if not re.fullmatch(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?", host):
        raise UsageError(f"--meeting-host {host}: give a host name, as in meet.example.org")
    return host.lower()
