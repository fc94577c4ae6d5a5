"""`policynlp` without the wait for its imports: one process has them, and each command is a fork of it.

A command of the documentation takes a second or two to import what it needs, and there are some two hundred of them. `shim` is a
folder with a `policynlp` for the front of PATH, `Process` starts one from Python. Working directory, environment, streams, signals
and the exit code are those of a process of its own; that such a one starts is seen by the tests of the command line and of the wheel.
"""

from __future__ import annotations

import array
import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

HERE = Path(__file__).resolve()
_SHIM = f"""#!{sys.executable} -IS
import json, os, signal, socket, sys
link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
link.connect(SOCKET)
order = json.dumps({{"argv": sys.argv[1:], "python": FIRST == "-c", "cwd": os.getcwd(), "env": dict(os.environ)}}).encode()
socket.send_fds(link, [len(order).to_bytes(8, "big")], [0, 1, 2])
link.sendall(order)
lines = link.makefile()
pid = int(lines.readline())
for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGUSR1"):
    signal.signal(getattr(signal, name), lambda number, frame: os.kill(pid, number))
code = int(lines.readline() or 1)
if code < 0:
    signal.signal(-code, signal.SIG_DFL)
    os.kill(os.getpid(), -code)
sys.exit(code)
"""


@cache
def _socket(python: str) -> str:
    """Where the process with the imports listens; it is started with the first question, and ends with this one."""
    folder = Path(tempfile.mkdtemp(prefix="warm-"))
    path = str(folder / "s")
    env = {k: v for k, v in os.environ.items() if python == sys.executable or not k.startswith("PYTHON")}
    process = subprocess.Popen(
        [python, str(HERE), path], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True, env=env
    )
    atexit.register(process.kill)
    end = time.monotonic() + 120
    while not os.path.exists(path):  # noqa: PTH110 - waited for in a loop
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"the process with the imports did not start: {process.poll()}")
        time.sleep(0.05)
    return path


@cache
def shim(python: str = sys.executable) -> Path:
    """A folder for the front of PATH; its `policynlp` is the one that an interpreter imports, its `warm-python` runs `-c CODE`."""
    folder = Path(tempfile.mkdtemp(prefix="warm-bin-"))
    for name, first in (("policynlp", "None"), ("warm-python", "'-c'")):
        path = folder / name
        path.write_text(_SHIM.replace("SOCKET", repr(_socket(python))).replace("FIRST", first), encoding="utf-8")
        path.chmod(0o755)
    return folder


class Process:
    """A command that runs, with the part of `subprocess.Popen` that tests use; its streams go nowhere.

    Args:
        arguments: Behind `policynlp`.
        env: Its environment; null for this one.
    """

    def __init__(self, arguments: Sequence[str], *, env: Mapping[str, str] | None = None) -> None:
        order = {"argv": list(arguments), "cwd": os.getcwd(), "env": dict(os.environ if env is None else env)}  # noqa: PTH109
        self._link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._link.connect(_socket(sys.executable))
        body = json.dumps(order).encode()
        nowhere = os.open(os.devnull, os.O_RDWR)
        socket.send_fds(self._link, [len(body).to_bytes(8, "big")], [nowhere] * 3)
        os.close(nowhere)
        self._link.sendall(body)
        self._lines = self._link.makefile()
        self.pid = int(self._lines.readline())
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Exit code, or null while it runs."""
        if self.returncode is None and select.select([self._link], [], [], 0)[0]:
            return self.wait()
        return self.returncode

    def wait(self) -> int:
        """Exit code, once it has ended."""
        if self.returncode is None:
            self.returncode = int(self._lines.readline() or -signal.SIGKILL)
            self._link.close()
        return self.returncode


def _serve(path: str) -> Mapping[str, Any]:
    """Wait for orders; comes back in a fork that is to carry one out."""
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(path + ".new")
    server.listen(64)
    os.rename(path + ".new", path)  # noqa: PTH104 - bound under the other name
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # supervisors are not waited for
    while True:
        ready, _, _ = select.select([server, sys.stdin], [], [])
        if sys.stdin in ready:  # whoever asked has ended
            sys.exit(0)
        link, _ = server.accept()
        if os.fork() == 0:
            server.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            return _supervise(link)
        link.close()


def _supervise(link: socket.socket) -> Mapping[str, Any]:
    """Read an order, fork, and tell how the fork ended; comes back in the fork."""
    head, fds, _, _ = socket.recv_fds(link, 8, 3)
    size, body = int.from_bytes(head, "big"), array.array("B")
    while len(body) < size:
        body.frombytes(link.recv(size - len(body)))
    order: Mapping[str, Any] = json.loads(body.tobytes())
    pid = os.fork()
    if pid == 0:
        link.close()
        os.setsid()
        for target, fd in enumerate(fds):
            os.dup2(fd, target)
            os.close(fd)
        return order
    for fd in fds:
        os.close(fd)
    link.sendall(f"{pid}\n".encode())
    ended = os.pidfd_open(pid)
    ready, _, _ = select.select([link, ended], [], [])
    if ended not in ready:  # the client was killed
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    try:
        link.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
    except OSError:
        os._exit(1)
    os._exit(0)


def _import_all() -> None:
    """Import what commands import when they need it; no models, no threads."""
    import importlib
    import pkgutil

    import policynlp

    for name in (
        "uvicorn",
        "deltalake",
        "duckdb",
        "pyarrow.dataset",
        "pyarrow.parquet",
        "spacy",
        "pandas",
    ):
        importlib.import_module(name)
    for module in pkgutil.walk_packages(policynlp.__path__, "policynlp."):
        if module.name.startswith(("policynlp.train.encoder", "policynlp.__main__")):
            continue  # torch
        try:
            importlib.import_module(module.name)
        except ImportError:
            continue  # an extra that is not installed
    _know_the_verbs()


def _know_the_verbs() -> None:
    """Have the verbs and their options made out once: it takes a quarter of a second."""
    import typer.main

    from policynlp.cli.app import app

    made = typer.main.get_command(app)
    typer.main.get_command = lambda _: made


def _end(code: object) -> NoReturn:
    """End as the interpreter would, without taking apart what is as large as all that was imported."""
    if code is not None and not isinstance(code, int):
        print(code, file=sys.stderr)
    threading._shutdown()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


def _carry_out(order: Mapping[str, Any]) -> None:
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_DFL if name != "SIGINT" else signal.default_int_handler)
    encoding = order["env"].get("PYTHONIOENCODING", "utf-8").partition(":")[0]
    sys.stdin = open(0, encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding=encoding, errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.argv = ["policynlp", *order["argv"]]
    try:
        if order.get("python"):
            sys.argv = ["-c"]
            sys.path.insert(0, "")
            exec(compile(order["argv"][1], "<string>", "exec"), {"__name__": "__main__"})
        else:
            from policynlp.cli.app import main

            main()
    except SystemExit as ended:
        _end(ended.code)
    _end(None)


if __name__ == "__main__":
    import gc

    _import_all()
    gc.freeze()
    _carry_out(_serve(sys.argv[1]))
