#!/usr/bin/env python3
"""Writes the CP2K inputs of the campaign into the folder inputs/. Lattice constants and geometries are textbook values."""
import math
import pathlib

HERE = pathlib.Path(__file__).parent

TEMPLATE = """&GLOBAL
  PROJECT {name}
  RUN_TYPE ENERGY
&END GLOBAL
&FORCE_EVAL
  METHOD Quickstep
  &DFT
    BASIS_SET_FILE_NAME BASIS_MOLOPT
    POTENTIAL_FILE_NAME GTH_POTENTIALS
{spin}    &MGRID
      CUTOFF {cutoff}
      REL_CUTOFF {rel_cutoff}
    &END MGRID
    &SCF
      SCF_GUESS ATOMIC
      EPS_SCF 1.0E-9
      MAX_SCF 5
{solver}    &END SCF
    &XC
      &XC_FUNCTIONAL {functional}
      &END XC_FUNCTIONAL
    &END XC
  &END DFT
  &SUBSYS
    &CELL
{cell}    &END CELL
    &COORD
{scaled}{atoms}    &END COORD
{kinds}  &END SUBSYS
&END FORCE_EVAL
"""

SMEAR = """      ADDED_MOS {added}
      &SMEAR ON
        METHOD FERMI_DIRAC
        ELECTRONIC_TEMPERATURE [K] 1000
      &END SMEAR
      &MIXING
        METHOD BROYDEN_MIXING
        ALPHA 0.2
      &END MIXING
"""
OT = """      &OT
        MINIMIZER DIIS
        PRECONDITIONER FULL_SINGLE_INVERSE
      &END OT
"""
# What the pseudopotential leaves, which the potentials' names end with.
VALENCE = dict(H=1, Li=3, Be=4, B=3, C=4, N=5, O=6, F=7, Na=9, Mg=10, Al=3, Si=4, P=5, S=6, Cl=7, Ar=8, Ca=10, Ti=12, Fe=16,
               Cu=11, Zn=12, Ga=13, Ge=4, As=5)

FCC = [(0, 0, 0), (0, .5, .5), (.5, 0, .5), (.5, .5, 0)]


def shifted(label, offset, sites=FCC):
    return [(label, *((s + o) % 1 for s, o in zip(site, offset))) for site in sites]


def cube(a):
    return [("ABC", a, a, a)]


def crystal(a, one, other, offset):
    return dict(cell=cube(a), scaled=True, atoms=shifted(one, (0, 0, 0)) + shifted(other, (offset,) * 3))


def molecule(edge, *atoms):
    return dict(cell=cube(edge), scaled=False, atoms=list(atoms))


def hexagon(a, c, *atoms):
    return dict(cell=[("A", a, 0, 0), ("B", -a / 2, a * math.sqrt(3) / 2, 0), ("C", 0, 0, c)], scaled=True, atoms=list(atoms))


def waters(edge, per_edge):
    atoms = []
    step = edge / per_edge
    for i in range(per_edge ** 3):
        x, y, z = (step * (i // per_edge ** k % per_edge) for k in range(3))
        turn = 0.7 * i
        atoms.append(("O", x, y, z))
        for angle in (turn, turn + math.radians(104.5)):
            atoms.append(("H", x + .957 * math.cos(angle), y + .957 * math.sin(angle), z + .05 * (i % 3)))
    return molecule(edge, *atoms)


def ring(radius, label, count=6):
    return [(label, radius * math.cos(k * math.pi / 3), radius * math.sin(k * math.pi / 3), 0) for k in range(count)]


SYSTEMS = {
    "water": molecule(7, ("O", 0, 0, 0), ("H", .757, .586, 0), ("H", -.757, .586, 0)),
    "ice8": waters(6.2, 2),
    "nitrogen": molecule(6, ("N", 0, 0, 0), ("N", 1.1, 0, 0)),
    "oxygen": dict(molecule(7, ("O", 0, 0, 0), ("O", 1.21, 0, 0)), spin=3),
    "methane": molecule(7, ("C", 0, 0, 0), ("H", .629, .629, .629), ("H", -.629, -.629, .629), ("H", -.629, .629, -.629),
                        ("H", .629, -.629, -.629)),
    "benzene": molecule(8, *ring(1.40, "C"), *ring(2.48, "H")),
    "silicon": crystal(5.43, "Si", "Si", .25),
    "diamond": crystal(3.57, "C", "C", .25),
    "silicon-carbide": crystal(4.36, "Si", "C", .25),
    "boron-nitride": crystal(3.62, "B", "N", .25),
    "gallium-arsenide": crystal(5.65, "Ga", "As", .25),
    "salt": crystal(5.64, "Na", "Cl", .5),
    "magnesia": crystal(4.21, "Mg", "O", .5),
    "lithium-fluoride": crystal(4.03, "Li", "F", .5),
    "lithium-hydride": crystal(4.08, "Li", "H", .5),
    "lime": crystal(4.81, "Ca", "O", .5),
    "zinc-sulfide": crystal(5.41, "Zn", "S", .25),
    "aluminium": dict(cell=cube(4.05), scaled=True, atoms=shifted("Al", (0, 0, 0)), added=8),
    "copper": dict(cell=cube(3.61), scaled=True, atoms=shifted("Cu", (0, 0, 0)), added=10),
    "iron": dict(cell=cube(2.87), scaled=True, atoms=[("Fe", 0, 0, 0), ("Fe", .5, .5, .5)], spin=5, added=10),
    "argon": dict(cell=cube(5.31), scaled=True, atoms=shifted("Ar", (0, 0, 0))),
    "graphite": hexagon(2.46, 6.71, ("C", 0, 0, .25), ("C", 1 / 3, 2 / 3, .25), ("C", 0, 0, .75), ("C", 2 / 3, 1 / 3, .75)),
    "rutile": dict(cell=[("ABC", 4.59, 4.59, 2.96)], scaled=True, atoms=[
        ("Ti", 0, 0, 0), ("Ti", .5, .5, .5), ("O", .305, .305, 0), ("O", .695, .695, 0), ("O", .195, .805, .5),
        ("O", .805, .195, .5)]),
}

# The variants of every system: basis set, cutoff and its relative cutoff in Ry, functional, solver.
VARIANTS = [
    ("DZVP", 200, 40, "PBE", "diag"),
    ("SZV", 280, 50, "PBE", "ot"),
    ("DZVP", 360, 60, "PADE", "diag"),
]
LARGER = {"silicon": (2, 1, 1), "salt": (2, 1, 1), "aluminium": (2, 2, 1), "argon": (2, 1, 1), "copper": (2, 1, 1)}


def enlarged(system, times):
    """Supercell of a system with scaled coordinates in a cell given by ABC."""
    _, *edges = system["cell"][0]
    atoms = [(label, *((s + i) / n for s, i, n in zip(site, (x, y, z), times)))
             for x in range(times[0]) for y in range(times[1]) for z in range(times[2]) for label, *site in system["atoms"]]
    larger = dict(system, cell=[("ABC", *(e * n for e, n in zip(edges, times)))], atoms=atoms)
    if "added" in system:
        larger["added"] = system["added"] * times[0] * times[1] * times[2]
    return larger


def text(name, system, variant):
    basis, cutoff, relative, functional, solver = variant
    lines = lambda rows, form: "".join("      " + " ".join(form(v) for v in row) + "\n" for row in rows)
    show = lambda v: v if isinstance(v, str) else f"{v:.6f}"
    block = SMEAR.format(added=system["added"]) if "added" in system else OT if solver == "ot" else ""
    kinds = ""
    for label in dict.fromkeys(atom[0] for atom in system["atoms"]):
        potential = f"GTH-{functional}-q{VALENCE[label]}"
        kinds += (f"    &KIND {label}\n      BASIS_SET {basis}-MOLOPT-SR-GTH\n      POTENTIAL {potential}\n"
                  f"    &END KIND\n")
    spin = f"    UKS\n    MULTIPLICITY {system['spin']}\n" if "spin" in system else ""
    return TEMPLATE.format(
        name=name, spin=spin, cutoff=cutoff, rel_cutoff=relative, solver=block, functional=functional,
        cell=lines(system["cell"], show), scaled="      SCALED\n" if system["scaled"] else "",
        atoms=lines(system["atoms"], show), kinds=kinds)


def main():
    folder = HERE / "inputs"
    folder.mkdir(exist_ok=True)
    for name, system in SYSTEMS.items():
        for number, variant in enumerate(VARIANTS, 1):
            file = f"{name}-{number}"
            (folder / f"{file}.inp").write_text(text(file, system, variant))
    for name, times in LARGER.items():
        file = f"{name}-{len(VARIANTS) + 1}"
        (folder / f"{file}.inp").write_text(text(file, enlarged(SYSTEMS[name], times), VARIANTS[0]))


if __name__ == "__main__":
    main()
