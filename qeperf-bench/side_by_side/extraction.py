"""Extraction: the text of an input and of its pseudopotential to counts, both read anew each time,
or the pseudopotential known by the size and time of its file."""

import math
import os
import shutil

from . import measure, stack

AIM = 100
LONG_AGO = 1_000_000_000


def slab():
    """112 atoms, each a little off its place, in a cell with vacuum."""
    lines = [
        "&CONTROL\n/\n&SYSTEM\n  ibrav = 8, celldm(1) = 38.7583, celldm(2) = 0.494393, celldm(3) = 1.569966",
        "  nat = 112, ntyp = 1, ecutwfc = 25, ecutrho = 200\n/\n&ELECTRONS\n/",
        "ATOMIC_SPECIES\nSi 28.086 potential.UPF\nATOMIC_POSITIONS crystal",
    ]
    for atom in range(112):
        x = (atom % 8) / 8 + 0.001 * math.sin(atom)
        y = (atom // 8 % 2) / 2 + 0.001 * math.sin(3 * atom)
        z = (atom // 16) * 0.06 + 0.001 * math.sin(7 * atom)
        lines.append(f"Si {x:.9f} {y:.9f} {z:.9f}")
    return "\n".join(lines) + "\nK_POINTS automatic\n2 1 1 0 0 0\n"


def run(given, qeperf, folder):
    silicon = given.root / "qeperf-examples" / "silicon"
    potential = next(silicon.glob("*.UPF"))
    texts = {
        "silicon, 2 atoms, 60 k-points": (silicon / "si.in").read_text(),
        "slab, 112 atoms, 2.2 million G-vectors": slab(),
    }
    lines = []
    for number, (what, text) in enumerate(texts.items()):
        name = f"input{number}"
        (folder / name).mkdir()
        (folder / name / "pw.in").write_text(text)
        file = folder / name / "potential.UPF"
        shutil.copy2(potential, file)
        os.utime(file, (LONG_AGO, LONG_AGO))
        ours = dict(pair.split("=") for pair in qeperf.ask("input", name).split())
        content = potential.read_bytes()
        theirs = {key: str(value) for key, value in stack.counts(text, lambda: stack.potential(content)).items()}
        if ours != theirs:
            raise SystemExit(f"{what}: counts differ: qeperf {ours}, Python {theirs}")
        known = {}
        note = ", ".join(f"{key} {value}" for key, value in ours.items())
        readers = {"new": lambda: stack.potential(content), "known": lambda: stack.known_potential(file, known)}
        for way, reader in readers.items():
            qeperf.warm_up(f"{name}/{way}", given)
            figures = measure.interleaved(
                {
                    "qeperf": lambda: qeperf.seconds(f"{name}/{way}", given.each),
                    "ASE, spglib, numpy": lambda: measure.seconds(lambda: stack.counts(text, reader), given.each),
                },
                given.rounds,
            )
            lines.append(
                {"what": f"{what}, pseudopotential {way}", "unit": "s", "ours": "qeperf", "figures": figures, "note": note})
            print_line(lines[-1])
    return lines


def print_line(line):
    for other in line["figures"]:
        if other != line["ours"]:
            value, low, high = measure.ratio(line["figures"][other], line["figures"][line["ours"]])
            print(f"  {line['what']}: {other} takes {value:,.1f} times as long ({low:,.1f} to {high:,.1f})", flush=True)


def aims(lines):
    return [
        (f"extraction at least {AIM} times faster, {line['what']}",
         measure.ratio(line["figures"]["ASE, spglib, numpy"], line["figures"]["qeperf"])[0] >= AIM)
        for line in lines
    ]
