"""Measures `argentum serve`: 200 rooms of 20 connected people, an event a second in each.

The server runs in a process of its own, and so does the echo that it is compared with; this process is all clients.
Over loopback, bounded in time. `--rooms`, `--people` and `--seconds` make it smaller or longer; `--write
docs/benchmarks.md` writes its section `server`, too.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles
from typing import Any

from scripts.marked_section import table, write_section
from scripts.server_load import OPERATOR, Load, open_rooms

GOAL_P99_MS = 250.0
_ECHO = """
import asyncio, sys
class Echo(asyncio.Protocol):
    def connection_made(self, transport): self.transport = transport
    def data_received(self, data): self.transport.write(data)
async def main():
    server = await asyncio.get_running_loop().create_server(Echo, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


async def echo_ms(port: int, size: int, per_s: int, seconds: float, sockets: int) -> list[float]:
    """Measure the round trip of messages of this size, sent at the rate at which the server sends."""
    loop = asyncio.get_running_loop()
    trips: list[float] = []
    connections = [await asyncio.open_connection("127.0.0.1", port) for _ in range(sockets)]
    sent_s: list[list[float]] = [[] for _ in connections]

    async def listen(number: int) -> None:
        reader = connections[number][0]
        while True:
            await reader.readexactly(size)
            trips.append((time.perf_counter() - sent_s[number].pop(0)) * 1000)

    listening = [loop.create_task(listen(number)) for number in range(sockets)]
    began_s, sent, total = time.perf_counter(), 0, round(per_s * seconds)
    while sent < total:
        due = min(total, int((time.perf_counter() - began_s) * per_s))
        while sent < due:
            sent_s[sent % sockets].append(time.perf_counter())
            connections[sent % sockets][1].write(b"x" * size)
            sent += 1
        await asyncio.sleep(0.002)
    await asyncio.sleep(0.3)
    for task in listening:
        task.cancel()
    for _, writer in connections:
        writer.close()
    return trips


def sync_ms(folder: str, times: int = 50) -> list[float]:
    """Measure what making one page durable costs here: every event waits for one or two of these."""
    taken = []
    with (Path(folder) / "sync").open("ab") as file:
        for _ in range(times):
            file.write(b"x" * 4096)
            file.flush()
            began_s = time.perf_counter()
            os.fsync(file.fileno())
            taken.append((time.perf_counter() - began_s) * 1000)
    return taken


def percentiles(values: list[float]) -> tuple[float, float]:
    """Give the median and the 99th percentile."""
    cuts = quantiles(values, n=100, method="inclusive")
    return cuts[49], cuts[98]


def start(command: list[str], environment: dict[str, str], pattern: str) -> tuple[subprocess.Popen[str], int]:
    """Start a server and find the port that it prints."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)  # noqa: S603 - our own
    if process.stdout is None:
        raise SystemExit("no output")
    found = re.search(pattern, process.stdout.readline())
    if found is None:
        raise SystemExit("the server did not start")
    return process, int(found[1])


def stop(process: subprocess.Popen[str]) -> float:
    """End a server; gives the processor time of all that have ended so."""
    process.terminate()
    process.wait(timeout=30)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def processor_s(process: subprocess.Popen[str]) -> float | None:
    """Give the processor time of a running process, where the system tells it."""
    try:
        fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measure(arguments: argparse.Namespace, folder: str) -> dict[str, Any]:
    """Run the load against a server, then the echo."""
    environment = {**os.environ, "ARGENTUM_OPERATOR_KEY": OPERATOR}
    command = [sys.executable, "-m", "argentum", "serve", "--port", "0", "--data", folder]
    server, port = start(command, environment, r"http://127\.0\.0\.1:(\d+)")
    load = Load(arguments.rooms, arguments.people, arguments.seconds)
    try:
        keys = await asyncio.to_thread(open_rooms, port, arguments.rooms, arguments.people)
        await load.connect(port, keys)
        await load.settle()
        before_s, own_before_s = processor_s(server), time.process_time()
        began_s = time.perf_counter()
        sent = await load.run()
        wall_s = time.perf_counter() - began_s
        after_s, own_s = processor_s(server), time.process_time() - own_before_s
        for socket in (*load.pages, *load.bridges):
            socket.close()
    finally:
        stop(server)
    size = max(1, load.bytes_in // max(1, load.messages))
    echo, echo_port = start([sys.executable, "-c", _ECHO], environment, r"(\d+)")
    try:
        trips = await echo_ms(echo_port, size, round(load.messages / wall_s), min(5.0, arguments.seconds), 200)
    finally:
        stop(echo)
    p50, p99 = percentiles(load.latencies_ms)
    echo_p50, echo_p99 = percentiles(trips)
    sync_p50, sync_p99 = percentiles(sync_ms(folder))
    return {
        "rooms": arguments.rooms,
        "people": arguments.people,
        "events in": sent,
        "acknowledged": load.acknowledged,
        "messages out": load.messages,
        "lost": sent * arguments.people - len(load.latencies_ms),
        "events/s in": sent / wall_s,
        "messages/s out": load.messages / wall_s,
        "mean bytes a message": size,
        "event to page p50 ms": p50,
        "event to page p99 ms": p99,
        "server CPU share of a core": None if before_s is None or after_s is None else (after_s - before_s) / wall_s,
        "client CPU share of a core": own_s / wall_s,
        "echo p50 ms": echo_p50,
        "echo p99 ms": echo_p99,
        "disk sync p50 ms": sync_p50,
        "disk sync p99 ms": sync_p99,
        "p50 against the echo": p50 / echo_p50,
        "p99 against the echo": p99 / echo_p99,
        "p50 against echo and two syncs": p50 / (echo_p50 + 2 * sync_p50),
    }


def reaches_goal(figures: dict[str, Any]) -> bool:
    """Whether every event came to every page, and nearly all of them in time."""
    return bool(figures["lost"] == 0 and figures["event to page p99 ms"] < GOAL_P99_MS)


def report(figures: dict[str, Any]) -> str:
    """Give the figures as a table, with what was wanted."""
    wanted = {"event to page p99 ms": f"< {GOAL_P99_MS:g}", "lost": "0"}
    rows = [(name, _shown(value), wanted.get(name, "")) for name, value in figures.items()]
    verdict = "reached" if reaches_goal(figures) else "**not reached**"
    return f"{table(('what', 'measured', 'wanted'), rows)}\n\nGoal {verdict}."


def _shown(value: int | float | None) -> str:  # noqa: PYI041 - the two are shown differently
    if value is None:
        return "not told"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"


def main() -> None:
    """Measure, print, and write the section if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rooms", type=int, default=200)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--write", type=Path, metavar="FILE", help="document with the markers of the section `server`")
    arguments = parser.parse_args()
    sockets = arguments.rooms * (arguments.people + 1) + 400
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < sockets:
        if hard != resource.RLIM_INFINITY and hard < sockets:
            raise SystemExit(f"{sockets} open files are needed, {hard} are allowed; take fewer rooms with --rooms")
        resource.setrlimit(resource.RLIMIT_NOFILE, (sockets, hard))
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(measure(arguments, folder))
    text = report(figures)
    print(text)
    if arguments.write is not None:
        write_section(arguments.write, "server", text)
    if not reaches_goal(figures):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
