"""Makes the golden files: potentials with ld1.x, inputs, and what pw.x 6.7 says about each. See README.md."""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import cases

HERE = pathlib.Path(__file__).resolve().parent
GOLDEN = HERE.parent / "resources" / "golden"
SETTINGS = {"OMP_NUM_THREADS": "1", "GFORTRAN_UNBUFFERED_ALL": "1"}
KEPT_NUMBERS = 3


# --- potentials -------------------------------------------------------------------------------------------------------


def attribute(text, name, value):
    """The file with one attribute of its header changed."""
    changed, n = re.subn(r'(?s)(<PP_HEADER.*?\b%s=")[^"]*' % name, r"\g<1>" + value, text, count=1)
    assert n == 1, name
    return changed


def variants(folder):
    """Potentials that differ from those of ld1.x in their header only."""
    read = lambda name: (folder / name).read_text()
    write = lambda name, text: (folder / name).write_text(text)
    write("Si-frac.UPF", attribute(read("Si-nc.UPF"), "z_valence", "3.75"))
    cut = attribute(read("Si-nc.UPF"), "wfc_cutoff", "11.0")
    write("Si-cut.UPF", attribute(cut, "rho_cutoff", "62.0"))
    # One orbital with a negative occupation: no start wavefunction.
    write(
        "Si-unbound.UPF",
        re.sub(r'(<PP_CHI\.2[^>]*occupation=")[^"]*', r"\g<1>-1.0", read("Si-nc.UPF"), count=1),
    )


def wrapped(text):
    """The file with its long lines of numbers broken: pw.x 6.7 stops at lines of 1500 characters."""
    lines = []
    for line in text.split("\n"):
        words = line.split()
        if len(line) < 1000 or "<" in line:
            lines.append(line)
        else:
            lines += [" ".join(words[i : i + 4]) for i in range(0, len(words), 4)]
    return "\n".join(lines)


def make_potentials(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for deck in sorted((HERE / "decks").glob("*.in")):
        if (folder / (deck.stem + ".UPF")).exists():
            continue
        with open(deck) as text, open(folder / (deck.stem + ".out"), "w") as out:
            subprocess.run(["ld1.x"], stdin=text, stdout=out, stderr=out, cwd=folder, check=True)
        made = folder / (deck.stem + ".UPF")
        made.write_text(wrapped(made.read_text()))
    variants(folder)


def section(text, tag):
    found = re.search(r"(?s)<%s[ >/].*?</%s>" % (re.escape(tag), re.escape(tag)), text)
    return found.group(0) if found else ""


def head(text):
    """A section's opening tag."""
    return text[: text.index(">") + 1]


def numbers(text):
    return text[text.index(">") + 1 : text.rindex("</")].split()


def header_only(text):
    """The file with three mesh points left, taken where all orbitals are large."""
    chis = [section(text, "PP_CHI.%d" % i) for i in range(1, 20)]
    chis = [c for c in chis if c]
    values = [[float(x) for x in numbers(c)] for c in chis]
    at = max(
        range(len(values[0]) - KEPT_NUMBERS),
        key=lambda i: min(abs(v[i + k]) for v in values for k in range(KEPT_NUMBERS)),
    )

    def short(tag):
        part = section(text, tag)
        kept = "  ".join("%.6e" % float(x) for x in numbers(part)[at : at + KEPT_NUMBERS])
        return "%s\n%s\n</%s>\n" % (head(part), kept, tag)

    mesh = head(section(text, "PP_MESH"))
    betas = ""
    for i in range(1, 20):
        part = section(text, "PP_BETA.%d" % i)
        betas += "%s\n0.0\n</PP_BETA.%d>\n" % (head(part), i) if part else ""
    spin_orbit = section(text, "PP_SPIN_ORB")
    result = '<UPF version="2.0.1">\n'
    result += re.search(r"(?s)<PP_HEADER.*?/>", text).group(0) + "\n"
    result += mesh + "\n" + short("PP_R") + short("PP_RAB") + "</PP_MESH>\n"
    result += "<PP_NONLOCAL>\n" + betas + "</PP_NONLOCAL>\n"
    result += "<PP_PSWFC>\n" + "".join(short("PP_CHI.%d" % (i + 1)) for i in range(len(chis))) + "</PP_PSWFC>\n"
    result += (spin_orbit + "\n" if spin_orbit else "") + "</UPF>\n"
    return re.sub(r'\b(mesh_size|mesh|size)="\d+"', r'\1="%d"' % KEPT_NUMBERS, result)


# --- runs -------------------------------------------------------------------------------------------------------------


def run(case, folder, potentials):
    """What pw.x printed for a case."""
    where = folder / case["name"]
    where.mkdir(parents=True, exist_ok=True)
    output = where / "pw.out"
    key = json.dumps(case, sort_keys=True)
    done = where / "done"
    if not (done.exists() and done.read_text() == key):
        for old in where.glob("*.EXIT"):
            old.unlink()
        (where / "pw.in").write_bytes(case["input"].encode())
        if case.get("before"):
            (where / "before.in").write_text(case["before"])
            start(["pw.x", "-in", "before.in"], where, potentials, where / "before.out")
        if not case.get("real"):
            prefix = re.search(r"prefix *= *['\"]([^'\"]*)", case["input"])
            (where / ((prefix.group(1) if prefix else "pwscf") + ".EXIT")).touch()
        ranks = case.get("ranks", 1)
        command = ["pw.x", "-nk", str(case.get("pools", 1)), "-in", "pw.in"]
        if ranks > 1:
            command = ["mpirun", "--allow-run-as-root", "--oversubscribe", "-np", str(ranks)] + command
        start(command, where, potentials, output)
        done.write_text(key)
    with open(output, errors="replace") as lines:
        text = lines.read(2_000_000)
    xml = where / "out" / "pwscf.save" / "data-file-schema.xml"
    result = figures(text, xml if case.get("real") and xml.exists() else None)
    if case.get("ranks", 1) > 1:
        result.pop("nkb", None)  # printed for a part of the plane waves
    return result


def start(command, where, potentials, output):
    environment = dict(os.environ, ESPRESSO_PSEUDO=str(potentials), ESPRESSO_TMPDIR=str(where / "out"), **SETTINGS)
    with open(output, "w") as out:
        try:
            subprocess.run(command, cwd=where, env=environment, stdout=out, stderr=out, timeout=40)
        except subprocess.TimeoutExpired:
            print("timeout:", where.name, file=sys.stderr)
            out.write("\nTIMEOUT\n")


def first(pattern, text, kind=int):
    found = re.search(pattern, text)
    return kind(found.group(1)) if found else None


def figures(text, xml):
    error = re.search(r"Error in routine +(.*?):\n(.*)\n", text)
    result = {}
    if error:
        result["error"] = [error.group(1).strip(), error.group(2).strip()]
        if "Estimated max dynamical RAM" in text and error.group(1).strip() != "memory_report (1)":
            # Everything is counted by then.
            result["late_error"] = result.pop("error")
    elif "Estimated max dynamical RAM" not in text:
        stop = re.search(r"(At line.*|Fortran runtime.*|.*[Ss]top.*|.*SIG[A-Z]+.*)", text)
        result["error"] = ["", stop.group(0).strip() if stop else "aborted"]
    result.update(
        nelec=first(r"number of electrons +=\s+([\d.]+)", text, float),
        nat=first(r"number of atoms/cell +=\s+(\d+)", text),
        ntyp=first(r"number of atomic types +=\s+(\d+)", text),
        nbnd=first(r"number of Kohn-Sham states=\s*(\d+)", text),
        ecutwfc=first(r"kinetic-energy cutoff +=\s+([\d.]+)", text, float),
        ecutrho=first(r"charge density cutoff +=\s+([\d.]+)", text, float),
        volume=first(r"unit-cell volume +=\s+([\d.]+)", text, float),
        nk=first(r"number of k points=\s*(\d+)", text),
        ram_max_mb=ram(text, "max"),
        ram_total_mb=ram(text, "total"),
    )
    symmetry = re.search(r"(\d+) Sym\. ?Ops\.,? (with inversion|\(no inversion\)).*?found(?: *\( *(\d+) have)?", text)
    if symmetry:
        result["nsym"] = int(symmetry.group(1))
        result["inversion"] = symmetry.group(2) == "with inversion"
        result["n_frac"] = int(symmetry.group(3) or 0)
    elif "No symmetry" in text:
        result.update(nsym=1, inversion=False, n_frac=0)
    if "G-vectors" in text:
        result["gamma_only"] = "gamma-point specific algorithms" in text
    for kind in ("Dense", "Smooth"):
        grid = re.search(kind + r" +grid: +(\d+) G-vectors +FFT dimensions: \( *(\d+), *(\d+), *(\d+)\)", text)
        if grid:
            result["ngm_" + kind.lower()] = int(grid.group(1))
            result["fft_" + kind.lower()] = [int(x) for x in grid.groups()[1:]]
    sums = re.search(r"\n +Sum +" + r"(\d+) +" * 5 + r"(\d+)", text)
    if sums:
        result["sticks"] = [int(x) for x in sums.groups()]
    nonlocal_mb = first(r"nlocal pot: +([\d.]+) MB", text, float)
    if nonlocal_mb is not None and result["volume"] and "ram_max_mb" in result:
        waves = 4.18879020478639 * result["ecutwfc"] ** 1.5 * result["volume"] / 248.050213442399
        waves = round(waves / (2 if result["gamma_only"] else 1))
        result["nkb"] = [round((nonlocal_mb + d) * 1048576 / 16 / waves + s) for d, s in ((-0.005, 0.49), (0.005, -0.49))]
    if xml:
        root = ElementTree.parse(xml).getroot()
        result["npw"] = [int(x.text) for x in root.iter("npw")]
    if "error" in result:
        return {"error": result["error"]}
    return {k: v for k, v in result.items() if v is not None}


def ram(text, which):
    found = re.search(r"Estimated %s dynamical RAM(?: per process)? +> +([\d.]+) (MB|GB)" % which, text)
    return None if not found else float(found.group(1)) * (1024 if found.group(2) == "GB" else 1)


def main():
    folder = pathlib.Path(sys.argv[1])
    wanted = sys.argv[2:]
    potentials = folder / "potentials"
    make_potentials(potentials)
    all_cases = [c for c in cases.all_cases() if not wanted or any(re.match(w, c["name"]) for w in wanted)]
    names = [c["name"] for c in all_cases]
    assert len(set(names)) == len(names), [n for n in names if names.count(n) > 1]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda c: run(c, folder / "runs", potentials), all_cases))
    if not wanted:
        (GOLDEN / "pseudo").mkdir(parents=True, exist_ok=True)
        for file in sorted(potentials.glob("*.UPF")):
            (GOLDEN / "pseudo" / file.name).write_text(header_only(file.read_text()))
    lines = []
    for case, result in zip(all_cases, results):
        kept = {k: case[k] for k in ("name", "input", "ranks", "pools") if k in case}
        lines.append(json.dumps(dict(kept, figures=result), separators=(",", ":")))
        if wanted or bool(case.get("refused")) != ("error" in result):
            print(case["name"], json.dumps(result))
    if not wanted:
        (GOLDEN / "golden.jsonl").write_text("\n".join(lines) + "\n")
    errors = sum("error" in r for r in results)
    print(len(results), "cases,", errors, "refused")


if __name__ == "__main__":
    main()
