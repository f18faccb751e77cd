#!/usr/bin/python3
"""Measures how long pw.x's transforms of a cubic grid of each allowed length take: seconds per call of its clock fftw.

Usage: measure.py PSEUDO_DIR OUT.csv. Needs pw.x and mpirun, ten minutes, and a machine with nothing else to do; goes on where it
was stopped. The folder must hold H.pz-vbc.UPF of Quantum ESPRESSO.
"""
import csv, math, os, re, subprocess, sys, tempfile

LENGTHS = [n for n in range(8, 129)
           if (lambda m: (lambda f: f(f, m))(lambda f, k: k == 1 or any(k % p == 0 and f(f, k // p) for p in (2, 3, 5))))(n)]
SIDE = 10.0

INPUT = """&control
 prefix = 'x', pseudo_dir = '{pseudo}', outdir = '{out}', disk_io = 'none'
/
&system
 ibrav = 1, celldm(1) = {side}, nat = 1, ntyp = 1, nbnd = {bands}, nosym = .true., noinv = .true.
 ecutwfc = {cutoff}, nr1 = {n}, nr2 = {n}, nr3 = {n}, occupations = 'smearing', degauss = 0.02
/
&electrons
 electron_maxstep = 2, diago_david_ndim = 2
/
ATOMIC_SPECIES
H 1.0 {file}
ATOMIC_POSITIONS crystal
H 0.1 0.2 0.3
K_POINTS crystal
{k}
"""

def seconds(n, ranks, pseudo, file):
    cutoff = 0.98 * (math.pi * (n - 1) / (2 * SIDE)) ** 2
    bands = 8
    calls = 1.2 / (3.2e-10 * n ** 3 * 3 * math.log2(n))
    k = max(1, min(2000, round(calls / 220)))
    points = "%d\n" % k + "".join("%.4f 0.13 0.21 1\n" % (0.45 * (i + 1) / (k + 1)) for i in range(k))
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/pw.in", "w") as f:
            f.write(INPUT.format(pseudo=pseudo, out=folder, side=SIDE, bands=bands, cutoff=round(cutoff, 4), n=n, file=file, k=points))
        run = subprocess.run(["mpirun", "--allow-run-as-root", "--oversubscribe", "-n", str(ranks), "pw.x", "-in", "pw.in"],
                             cwd=folder, capture_output=True, text=True, env=dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1"))
    found = re.search(r"fftw\s+:\s+([\d.]+)s CPU\s+([\d.]+)s WALL \(\s*(\d+) calls", run.stdout)
    grid = re.search(r"FFT dimensions: \(\s*(\d+),\s*(\d+),\s*(\d+)\)", run.stdout)
    if not found or not grid or any(int(g) != n for g in grid.groups()):
        return None
    return float(found[1]), float(found[2]), int(found[3])

def main(pseudo, out):
    file = "H.pz-vbc.UPF"
    done = set()
    if os.path.exists(out):
        done = {(int(r["n"]), int(r["ranks"])) for r in csv.DictReader(open(out))}
    else:
        open(out, "w").write("n,ranks,cpu_s,wall_s,calls\n")
    for n in LENGTHS:
        for ranks in (1, 2):
            if (n, ranks) not in done:
                s = seconds(n, ranks, pseudo, file)
                if s:
                    with open(out, "a") as f:
                        f.write("%d,%d,%g,%g,%d\n" % (n, ranks, *s))

main(sys.argv[1], sys.argv[2])
