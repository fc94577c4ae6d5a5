"""Fuzzing for as long as one likes: `make fuzz SECONDS=600`.

Every target runs in a process of its own, with atheris (libFuzzer, guided by coverage) where it is installed, else with random
changes of the seeds. What breaks a target is written to `tests/fuzz/found/TARGET/`, where the tests replay it from then on: mend
the fault and commit the file.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import random
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

HERE = Path(__file__).parent
FOUND = HERE / "found"
_LONGEST_BYTES = 20_000
_MEMORY_MB = 4_096


_WORDS = tuple(
    str.split(
        "of_the_same_year per ½ ² to from between and 2024 0 half third dozen last next said that according_to Mr Q3 FY % $ € ( ) “ ” — ;"
    )
)
"""What readers of dates, figures and quotations look for; in the wrong place as often as not."""


def changed(data: bytes, dice: random.Random, others: tuple[bytes, ...]) -> bytes:
    """The bytes with a few changes: bits, insertions, repeats, cuts, pieces of another seed."""
    out = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(out) + 1)
        match dice.randrange(7):
            case 0 if out:
                out[min(at, len(out) - 1)] ^= 1 << dice.randrange(8)
            case 1:
                out[at:at] = dice.choice(
                    (b"\x00", b"\xff", b"<", b">", b"&", b'"', b"(", b"\\", b"{", b"9" * 30, b"\xed\xa0\x80", b"\xe2\x80\xa8")
                )
            case 2:
                piece = bytes(out[at : at + dice.randint(1, 40)])
                out[at:at] = piece * dice.choice((1, 2, 200))
            case 3:
                del out[at : at + dice.randint(1, 60)]
            case 4:
                other = dice.choice(others)
                cut = dice.randrange(len(other) + 1)
                out[at:at] = other[cut : cut + dice.randint(1, 200)]
            case 5:
                out[at:at] = f" {dice.choice(_WORDS).replace('_', ' ')} ".encode()
            case _:
                out = out[:at] if dice.random() < 0.2 else out
        del out[_LONGEST_BYTES:]
    return bytes(out)


def _keep(target: str, data: bytes) -> Path:
    folder = FOUND / target
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(data).hexdigest()[:16]
    path.write_bytes(data)
    return path


def _random(target: str, seconds: float, seed: int) -> int:
    """Changes of seeds until the time is over; how many inputs broke the target."""
    from fuzz_seeds import seeds
    from fuzz_targets import run_target

    dice, known = random.Random(seed), seeds()[target]
    until, tried, told = time.monotonic() + seconds, 0, set()
    while time.monotonic() < until:
        data = changed(dice.choice(known), dice, known)
        tried += 1
        try:
            run_target(target, data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            place = traceback.extract_tb(error.__traceback__)[-1]
            if (said := f"{type(error).__name__} in {place.filename}:{place.lineno}") not in told:
                told.add(said)
                print(f"{target}: {said}: {str(error)[:200]} -> {_keep(target, data)}", flush=True)
    print(f"{target}: {tried:,} inputs, {len(told)} faults", flush=True)
    return len(told)


def _guided(target: str, seconds: float, seed: int) -> int:
    """libFuzzer; it ends at the first fault, so it is begun again until the time is over."""
    import atheris

    with atheris.instrument_imports(include=["policynlp"]):
        import fuzz_targets
    from fuzz_seeds import seeds

    def one(data: bytes) -> None:
        try:
            fuzz_targets.run_target(target, data)
        except Exception:
            print(f"{target}: {traceback.format_exc(limit=-4)} -> {_keep(target, data)}", flush=True)
            raise

    with tempfile.TemporaryDirectory(prefix=f"policynlp-fuzz-{target}-") as folder:
        for n, data in enumerate(seeds()[target]):
            (Path(folder) / f"seed-{n}").write_bytes(data)
        options = [
            f"-max_total_time={int(seconds)}",
            f"-seed={seed}",
            f"-max_len={_LONGEST_BYTES}",
            "-timeout=60",
            f"-artifact_prefix={folder}/",
        ]
        atheris.Setup(
            [sys.argv[0], *options, f"-rss_limit_mb={_MEMORY_MB}", "-verbosity=0", "-print_final_stats=1", folder], one
        )
        atheris.Fuzz()
    return 0


def main() -> int:
    """Run targets; 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", help="default: all of them")
    parser.add_argument("--seconds", type=float, default=300, help="in all, shared by the targets")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--random", action="store_true", help="without atheris")
    parser.add_argument("--alone", action="store_true", help="in this process: what the others are started with")
    chosen = parser.parse_args()
    if chosen.alone:
        (target,) = chosen.targets
        guided = not chosen.random and importlib.util.find_spec("atheris") is not None
        return 1 if (_guided if guided else _random)(target, chosen.seconds, chosen.seed) else 0
    from fuzz_targets import TARGETS

    names = chosen.targets or list(TARGETS)
    share, failed = chosen.seconds / len(names), []
    for name in names:
        until, seed = time.monotonic() + share, chosen.seed
        while (left := until - time.monotonic()) > 1:
            command = [sys.executable, __file__, name, "--alone", "--seconds", str(left), "--seed", str(seed)]
            done = subprocess.run([*command, *(["--random"] if chosen.random else [])], check=False, timeout=left + 300)
            if done.returncode == 0:
                break
            failed.append(name)
            seed += 1
    print(f"{len(names)} targets, {chosen.seconds:.0f} s; faults in: {', '.join(sorted(set(failed))) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
