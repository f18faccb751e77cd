"""The inputs. Every case is a dict: name, input, and perhaps real (run it, for npw), refused, ranks, pools, before."""

import math
import os
import random
import zlib

POTENTIALS = {
    "H": (1.0, "H-nc.UPF"),
    "C": (12.0, "C-nc.UPF"),
    "N": (14.0, "N-paw.UPF"),
    "O": (16.0, "O-us.UPF"),
    "Al": (27.0, "Al-nc.UPF"),
    "Si": (28.0, "Si-nc.UPF"),
    "Fe": (55.8, "Fe-us.UPF"),
    "Cu": (63.5, "Cu-us.UPF"),
    "As": (74.9, "As-fr.UPF"),
    "Sn": (118.7, "Sn-fr.UPF"),
    "Pt": (195.1, "Pt-fr.UPF"),
}

ALL = []


def species_line(label, potential=None):
    element = label.rstrip("0123456789")
    mass, file = POTENTIALS[element]
    return "%s %s %s" % (label, mass, potential or file)


def text(system, atoms, k="automatic\n2 2 2 0 0 0", pos="crystal", control="", electrons="", cell="", extra="",
         species=None, tail=""):
    """An input. Atoms: lines. Species: labels in order of appearance, or lines."""
    lines = [a for a in atoms.strip().split("\n")]
    labels = list(dict.fromkeys(a.split()[0] for a in lines))
    species = species or [species_line(s) for s in labels]
    parts = ["&control", " verbosity='high'"] + ([" " + control] if control else []) + ["/", "&system", " " + system]
    parts += [" nat=%d, ntyp=%d" % (len(lines), len(species)), "/", "&electrons", *([" " + electrons] if electrons else []), "/"]
    parts += [tail] if tail else []
    parts += ["ATOMIC_SPECIES", *species]
    parts += ["CELL_PARAMETERS " + cell] if cell else []
    parts += [("ATOMIC_POSITIONS " + pos).strip(), *lines]
    parts += ["K_POINTS " + k] if k else []
    parts += [extra] if extra else []
    return "\n".join(parts) + "\n"


def case(name, *args, real=False, refused=False, ranks=1, pools=1, before=None, **kw):
    if real and "electrons" not in kw:
        kw["electrons"] = ""
    if real:
        kw["electrons"] = (kw["electrons"] + ", " if kw["electrons"] else "") + "electron_maxstep=1"
    raw(name, text(*args, **kw), real, refused, ranks, pools, before)


def raw(name, given, real=False, refused=False, ranks=1, pools=1, before=None):
    c = dict(name=name, input=given)
    if real:
        c["real"] = True
    if refused:
        c.update(refused=True, real=True)
    if ranks > 1:
        c.update(ranks=ranks, pools=pools)
    if before:
        c["before"] = before
    ALL.append(c)


def mesh(a, b, c, i=0, j=0, k=0):
    return "automatic\n%d %d %d %d %d %d" % (a, b, c, i, j, k)


SMEAR = "occupations='smearing', degauss=0.02"
DIAMOND = "Si 0 0 0\nSi 0.25 0.25 0.25"
FCC = "ibrav=2, celldm(1)=10.2, ecutwfc=10"


def magnets():
    """Magnetism against fractional translations and time reversal."""
    zincblende = "Fe1 0 0 0\nFe2 0.25 0.25 0.25"
    hcp = "Fe1 0.333333333 0.666666667 0.25\nFe2 0.666666667 0.333333333 0.75"
    one = "Fe 0 0 0"
    nias = "Fe1 0 0 0\nFe2 0 0 0.5\nO 0.3333333333 0.6666666667 0.25\nO 0.6666666667 0.3333333333 0.75"
    rutile = ("Fe1 0 0 0\nFe2 0.5 0.5 0.5\nO 0.305 0.305 0\nO -0.305 -0.305 0\nO 0.195 -0.195 0.5\nO -0.195 0.195 0.5")
    fcc = "ibrav=2, celldm(1)=8.1, ecutwfc=12, ecutrho=60, " + SMEAR
    hexa = "ibrav=4, celldm(1)=5.1, celldm(3)=1.6, ecutwfc=12, ecutrho=60, " + SMEAR
    hexb = "ibrav=4, celldm(1)=6.6, celldm(3)=1.4, ecutwfc=12, ecutrho=60, " + SMEAR
    tet = "ibrav=6, celldm(1)=8.6, celldm(3)=0.65, ecutwfc=12, ecutrho=60, " + SMEAR
    afm = ", nspin=2, starting_magnetization(1)=0.5, starting_magnetization(2)=-0.5"
    case("mag-zb-afm-lsda", fcc + afm, zincblende, mesh(3, 3, 3, 1, 1, 1))
    case("mag-zb-same-lsda", fcc + ", nspin=2, starting_magnetization(1)=0.5", "Fe 0 0 0\nFe 0.25 0.25 0.25", mesh(3, 3, 3, 1, 1, 1))
    case("mag-hcp-afm-lsda", hexa + afm, hcp, mesh(3, 3, 2, 0, 0, 1))
    nc = ", noncolin=.true., starting_magnetization(1)=0.5, starting_magnetization(2)=%s"

    def angles(t1, p1, t2, p2):
        return ", angle1(1)=%s, angle2(1)=%s, angle1(2)=%s, angle2(2)=%s" % (t1, p1, t2, p2)

    structures = dict(zb=(fcc, zincblende, mesh(2, 2, 2, 1, 1, 1)), hcp=(hexa, hcp, mesh(3, 3, 2, 0, 0, 1)),
                      nias=(hexb, nias, mesh(2, 2, 2, 0, 0, 1)), rutile=(tet, rutile, mesh(2, 2, 3, 1, 1, 0)))
    directions = dict(z=angles(0, 0, 0, 0), x=angles(90, 0, 90, 0), y=angles(90, 90, 90, 90), oblique=angles(35, 20, 35, 20),
                      diag=angles(54.735610317, 45, 54.735610317, 45), cross=angles(90, 0, 90, 90), flip=angles(0, 0, 180, 0),
                      inplane=angles(90, 30, 90, 30), z60=angles(90, 60, 90, 120))
    for s, (system, atoms, k) in structures.items():
        for d, angle in directions.items():
            case("mag-%s-nc-%s-afm" % (s, d), system + nc % -0.5 + angle, atoms, k)
        case("mag-%s-nc-x-fm" % s, system + nc % 0.5 + directions["x"], atoms, k)
        case("mag-%s-nc-z-notrev" % s, system + nc % -0.5 + directions["z"] + ", no_t_rev=.true.", atoms, k)
        case("mag-%s-nc-z-evc" % s, system + nc % -0.5 + directions["z"] + ", nosym_evc=.true.", atoms, k)
        case("mag-%s-nc-z-noinv" % s, system + nc % -0.5 + directions["z"] + ", noinv=.true.", atoms, k)
        case("mag-%s-nc-y-nosym" % s, system + nc % -0.5 + directions["y"] + ", nosym=.true.", atoms, k)
        case("mag-%s-nc-none" % s, system + ", noncolin=.true.", atoms, k)
        case("mag-%s-nc-list" % s, system + nc % -0.5 + directions["x"], atoms,
             "tpiba\n3\n0 0 0 1\n0.1 0.2 0.3 2\n0.25 0 0.1 1")
    case("mag-one-z", "ibrav=3, celldm(1)=5.4, ecutwfc=14, ecutrho=60, %s, noncolin=.true., starting_magnetization(1)=0.4" % SMEAR, one, mesh(3, 3, 3), real=True)
    case("mag-one-111", "ibrav=3, celldm(1)=5.4, ecutwfc=14, ecutrho=60, %s, noncolin=.true., starting_magnetization(1)=0.4, angle1(1)=54.7356, angle2(1)=45" % SMEAR, one, mesh(3, 3, 3))
    case("mag-one-111-rounded", "ibrav=3, celldm(1)=5.4, ecutwfc=14, ecutrho=60, %s, noncolin=.true., starting_magnetization(1)=0.4, angle1(1)=54.7, angle2(1)=45" % SMEAR, one, mesh(3, 3, 3))
    case("mag-tiny", "ibrav=3, celldm(1)=5.4, ecutwfc=14, %s, noncolin=.true., starting_magnetization(1)=1e-7" % SMEAR, one, mesh(3, 3, 3))
    case("mag-above-one", "ibrav=3, celldm(1)=5.4, ecutwfc=14, %s, nspin=2, starting_magnetization(1)=1.5" % SMEAR, one, mesh(3, 3, 3))
    case("mag-unused-species", "ibrav=3, celldm(1)=5.4, ecutwfc=14, %s, noncolin=.true., starting_magnetization(2)=0.5" % SMEAR, one, mesh(3, 3, 3),
         species=[species_line("Fe"), species_line("O")])
    # Spin-orbit coupling.
    pt = "ibrav=2, celldm(1)=7.4, ecutwfc=12, ecutrho=60, " + SMEAR
    case("soc-pt", pt + ", noncolin=.true., lspinorb=.true.", "Pt 0 0 0", mesh(3, 3, 3), real=True)
    case("soc-pt-magnetic", pt + ", noncolin=.true., lspinorb=.true., starting_magnetization(1)=0.3, angle1(1)=90", "Pt 0 0 0", mesh(3, 3, 3))
    case("soc-pt-nspin4", pt + ", nspin=4, lspinorb=.true.", "Pt 0 0 0", mesh(3, 3, 3))
    case("soc-snas", "ibrav=2, celldm(1)=11.0, ecutwfc=8, noncolin=.true., lspinorb=.true.", "Sn 0 0 0\nAs 0.25 0.25 0.25", mesh(2, 2, 2, 1, 1, 1))
    case("soc-sn-off", "ibrav=2, celldm(1)=12.2, ecutwfc=8", "Sn 0 0 0\nSn 0.25 0.25 0.25", mesh(2, 2, 2, 1, 1, 1), real=True)
    case("soc-sn-noncolin-only", "ibrav=2, celldm(1)=12.2, ecutwfc=8, noncolin=.true.", "Sn 0 0 0\nSn 0.25 0.25 0.25", mesh(2, 2, 2, 1, 1, 1))
    case("soc-as-off", "ibrav=1, celldm(1)=9, ecutwfc=9, " + SMEAR, "As 0 0 0", mesh(2, 2, 2))
    case("soc-mixed", "ibrav=1, celldm(1)=8, ecutwfc=9, noncolin=.true., lspinorb=.true., " + SMEAR, "As 0 0 0\nSi 0.5 0.5 0.5\nPt 0.5 0 0", mesh(2, 2, 2, 1, 0, 0))
    case("soc-scalar-only", FCC + ", noncolin=.true., lspinorb=.true.", DIAMOND)
    case("soc-pt-off", pt, "Pt 0 0 0", mesh(3, 3, 3), refused=True)
    case("soc-pt-noncolin", pt + ", noncolin=.true.", "Pt 0 0 0", mesh(3, 3, 3), refused=True)
    case("soc-collinear", pt + ", nspin=2, lspinorb=.true., starting_magnetization(1)=0.1", "Pt 0 0 0", mesh(3, 3, 3), refused=True)


LATTICES = {
    "1": "ibrav=1, celldm(1)=7",
    "2": "ibrav=2, celldm(1)=8",
    "3": "ibrav=3, celldm(1)=7",
    "m3": "ibrav=-3, celldm(1)=7",
    "4": "ibrav=4, celldm(1)=6, celldm(3)=1.3",
    "5": "ibrav=5, celldm(1)=7, celldm(4)=0.4",
    "m5": "ibrav=-5, celldm(1)=7, celldm(4)=-0.2",
    "m5-cubic": "ibrav=-5, celldm(1)=7, celldm(4)=0.0",
    "5-cubic": "ibrav=5, celldm(1)=7, celldm(4)=0.5",
    "6": "ibrav=6, celldm(1)=6, celldm(3)=1.41",
    "7": "ibrav=7, celldm(1)=6, celldm(3)=1.41421356",
    "8": "ibrav=8, celldm(1)=6, celldm(2)=1.2, celldm(3)=0.9",
    "9": "ibrav=9, celldm(1)=7, celldm(2)=1.2, celldm(3)=0.9",
    "m9": "ibrav=-9, celldm(1)=7, celldm(2)=1.2, celldm(3)=0.9",
    "91": "ibrav=91, celldm(1)=7, celldm(2)=1.2, celldm(3)=0.9",
    "10": "ibrav=10, celldm(1)=8, celldm(2)=1.2, celldm(3)=0.9",
    "11": "ibrav=11, celldm(1)=7, celldm(2)=1.2, celldm(3)=0.9",
    "12": "ibrav=12, celldm(1)=6, celldm(2)=1.2, celldm(3)=1.1, celldm(4)=0.15",
    "m12": "ibrav=-12, celldm(1)=6, celldm(2)=1.2, celldm(3)=1.1, celldm(5)=-0.15",
    "13": "ibrav=13, celldm(1)=7, celldm(2)=1.2, celldm(3)=1.1, celldm(4)=0.15",
    "m13": "ibrav=-13, celldm(1)=7, celldm(2)=1.2, celldm(3)=1.1, celldm(5)=-0.15",
    "14": "ibrav=14, celldm(1)=6, celldm(2)=1.2, celldm(3)=1.1, celldm(4)=0.1, celldm(5)=-0.05, celldm(6)=0.2",
}


def lattices():
    """Every lattice with meshes that do and do not follow its symmetry."""
    for i, (name, lattice) in enumerate(LATTICES.items()):
        system = lattice + ", ecutwfc=10"
        k = [mesh(2, 3, 4, 1, 0, 1), mesh(3, 2, 2, 0, 1, 1), mesh(4, 3, 1, 1, 1, 0)][i % 3]
        case("lat-%s-one" % name, system, "Si 0 0 0", k, real=i % 3 == 0)
        case("lat-%s-pair" % name, system, "Si 0.1 0.1 0.1\nSi -0.1 -0.1 -0.1", mesh(3, 3, 3, 1, 1, 1))
        case("lat-%s-low" % name, system, "Si 0.1 0.2 0.07\nC 0 0 0", mesh(2, 2, 3, 0, 1, 1))
        if i % 3 == 1:
            case("lat-%s-low-evc" % name, system + ", nosym_evc=.true., noinv=.true.", "Si 0.1 0.2 0.07\nC 0 0 0", mesh(3, 2, 2, 1, 0, 1))
        if i % 3 == 2:
            case("lat-%s-low-list" % name, system, "Si 0.1 0.2 0.07\nSi -0.1 -0.2 -0.07\nC 0 0 0", "crystal\n3\n0 0 0 1\n0.5 0 0.25 1\n0.1 0.2 0.3 3")


def rounded():
    """Numbers with few digits: where a tolerance decides."""
    hexa = "ibrav=4, celldm(1)=6, celldm(3)=1.6, ecutwfc=10"
    for d in (3, 4, 5, 6, 7, 9):
        third, two = "%.*f" % (d, 1 / 3), "%.*f" % (d, 2 / 3)
        cut = "0." + "6" * d
        case("digits-hcp-%d" % d, hexa, "Al %s %s 0.25\nAl %s %s 0.75" % (third, two, two, third), mesh(3, 3, 2, 0, 0, 1))
        case("digits-hcp-cut-%d" % d, hexa, "Al %s %s 0.25\nAl %s %s 0.75" % (third, cut, cut, third), mesh(2, 3, 2, 0, 0, 1))
        case("digits-hcp-shifted-%d" % d, hexa, "Al 0 0 0\nAl %s %s 0.5" % (third, two), mesh(3, 3, 2, 1, 1, 0))
        case("digits-screw31-%d" % d, hexa, "".join("Si %s 0 %s\nO %s 0.2 %s\n" % ("%.*f" % (d, 0.47), 0, "0.3", 0.1) for _ in [0])
             + "Si 0 %s %s\nSi -%s -%s %s" % ("%.*f" % (d, 0.47), two, "%.*f" % (d, 0.47), "%.*f" % (d, 0.47), third), mesh(2, 2, 2))
        root = "%.*f" % (d, math.sqrt(3) / 2)
        case("digits-cell-hex-%d" % d, "ibrav=0, celldm(1)=6, ecutwfc=10", "Al 0.333333333333 0.666666666667 0.25\nAl 0.666666666667 0.333333333333 0.75",
             mesh(3, 3, 2), cell="alat\n1 0 0\n-0.5 %s 0\n0 0 1.6" % root)
        bohr = lambda x: "%.*f" % (d, x)
        a = 5.431
        case("digits-angstrom-diamond-%d" % d, "ibrav=2, A=5.431, ecutwfc=10", "Si 0 0 0\nSi %s %s %s" % ((bohr(a / 4),) * 3), mesh(3, 3, 3, 1, 1, 1), pos="angstrom")
        case("digits-bohr-nacl-%d" % d, "ibrav=1, celldm(1)=10.2345678, ecutwfc=8",
             "Si 0 0 0\nSi 0 %s %s\nSi %s 0 %s\nSi %s %s 0" % ((bohr(10.2345678 / 2),) * 6), mesh(2, 2, 2, 1, 1, 1), pos="bohr")
        ratio = "%.*f" % (d, math.sqrt(0.5))
        case("digits-celldm-fct-%d" % d, "ibrav=7, celldm(1)=6, celldm(3)=%s, ecutwfc=10" % ("%.*f" % (d, math.sqrt(2))), "Al 0 0 0", mesh(3, 3, 3, 1, 1, 1))
        case("digits-celldm-ortho-%d" % d, "ibrav=8, celldm(1)=8, celldm(2)=%s, celldm(3)=1, ecutwfc=10" % ratio, "Al 0 0 0\nAl 0.5 0.5 0.5", mesh(2, 3, 2, 1, 0, 1))
        case("digits-mono-%d" % d, "ibrav=-12, celldm(1)=6, celldm(2)=1.1, celldm(3)=%s, celldm(5)=-%s, ecutwfc=10" % (ratio, ratio), "Al 0 0 0", mesh(2, 3, 4, 1, 0, 1))
        case("digits-rhombo-%d" % d, "ibrav=0, ecutwfc=10", "Al 0 0 0", mesh(3, 3, 3),
             cell="bohr\n" + "\n".join("%.*f %.*f %.*f" % (d, 6 * x, d, 6 * y, d, 6 * z) for x, y, z in ((0.3, -0.17320508, 0.9), (0, 0.34641016, 0.9), (-0.3, -0.17320508, 0.9))))
        case("digits-fcc-angstrom-cell-%d" % d, "ibrav=0, ecutwfc=10", "Al 0 0 0", mesh(3, 3, 3, 1, 0, 0),
             cell="angstrom\n" + "\n".join("%.*f %.*f %.*f" % (d, 2.02498 * x, d, 2.02498 * y, d, 2.02498 * z) for x, y, z in ((0, 1, 1), (1, 0, 1), (1, 1, 0))))
    for shift in ("1e-6", "2e-6", "3e-6", "4e-6", "6e-6", "9e-6", "1.1e-5", "2e-5"):
        case("shift-diamond-" + shift, FCC, "Si 0 0 0\nSi 0.25 0.25 0.25+%s" % shift, mesh(2, 2, 2, 1, 1, 1))
        case("shift-half-" + shift, "ibrav=1, celldm(1)=7, ecutwfc=9", "Si 0 0 0\nSi 0.5 0.5 0.5+%s\nC 0 0 0.5\nC 0.5 0.5 0" % shift, mesh(2, 2, 2, 1, 1, 1))
        case("shift-inversion-" + shift, "ibrav=6, celldm(1)=7, celldm(3)=1.3, ecutwfc=9", "Si 0 0 0.2\nSi 0 0 -0.2+%s\nC 0.5 0.5 0" % shift, mesh(2, 2, 2, 1, 1, 1))
        case("shift-cell-" + shift, "ibrav=0, celldm(1)=7, ecutwfc=10", "Al 0 0 0", mesh(3, 3, 3, 1, 0, 0), cell="alat\n1 0 0\n0 %.9f 0\n0 0 1" % (1 + float(shift) / 10))


def supercells():
    """Doubled and tripled cells, whole, displaced, with a vacancy or an impurity."""
    conventional = [(0, 0, 0), (0, .5, .5), (.5, 0, .5), (.5, .5, 0)]
    diamond8 = conventional + [(x + .25, y + .25, z + .25) for x, y, z in conventional]
    lines = lambda xs, label="Si": "\n".join("%s %.9f %.9f %.9f" % ((label,) + tuple(x)) for x in xs)
    cubic = "ibrav=1, celldm(1)=10.2, ecutwfc=8"
    k = mesh(2, 2, 2, 1, 1, 1)
    case("super-diamond8", cubic, lines(diamond8), k)
    case("super-diamond8-frac", cubic + ", use_all_frac=.true.", lines(diamond8), k)
    case("super-diamond8-symmorphic", cubic + ", force_symmorphic=.true.", lines(diamond8), k)
    case("super-diamond8-moved", cubic, lines([(0.01, 0, 0)] + diamond8[1:]), k)
    case("super-diamond8-vacancy", cubic, lines(diamond8[1:]), k)
    case("super-diamond8-impurity", cubic, "C 0 0 0\n" + lines(diamond8[1:]), k)
    case("super-diamond8-labels", cubic, lines(diamond8[:4]) + "\n" + lines(diamond8[4:], "Si2"), k)
    double = lambda xs, n: [((x + i) / n[0], (y + j) / n[1], (z + l) / n[2]) for i in range(n[0]) for j in range(n[1]) for l in range(n[2]) for x, y, z in xs]
    for n in ((1, 1, 2), (2, 2, 1), (3, 1, 1), (2, 2, 2)):
        name = "%d%d%d" % n
        fcc = "ibrav=0, celldm(1)=8, ecutwfc=6"
        cell = "alat\n" + "\n".join("%g %g %g" % tuple(m * x for x in v) for m, v in zip(n, ((-.5, 0, .5), (0, .5, .5), (-.5, .5, 0))))
        atoms = double([(0, 0, 0), (.25, .25, .25)], n)
        case("super-fcc-%s" % name, fcc, lines(atoms), mesh(2, 2, 2), cell=cell)
        case("super-fcc-%s-moved" % name, fcc, lines(atoms[:-1] + [tuple(x + 0.02 for x in atoms[-1])]), mesh(2, 2, 2, 1, 1, 1), cell=cell)
        case("super-fcc-%s-symmorphic" % name, fcc + ", force_symmorphic=.true.", lines(atoms), mesh(2, 1, 2), cell=cell)
        hexa = "ibrav=4, celldm(1)=%g, celldm(3)=%g, ecutwfc=6" % (6 * n[0], 1.6 * n[2] / n[0])
        if n[0] == n[1]:
            atoms = double([(1 / 3, 2 / 3, .25), (2 / 3, 1 / 3, .75)], n)
            case("super-hcp-%s" % name, hexa, lines(atoms, "Al"), mesh(2, 2, 2))
            case("super-hcp-%s-moved" % name, hexa, lines(atoms[:-1] + [tuple(x + 0.02 for x in atoms[-1])], "Al"), mesh(2, 2, 2))
            case("super-hcp-%s-stack" % name, hexa, lines(atoms[::2], "Al") + "\n" + lines(atoms[1::2], "Al1"), mesh(2, 2, 1, 1, 1, 0))


def switches():
    """Switches of the symmetry search, in pairs."""
    flags = ["nosym=.true.", "nosym_evc=.true.", "noinv=.true.", "force_symmorphic=.true.", "use_all_frac=.true.", "no_t_rev=.true."]
    systems = dict(dia=(FCC, DIAMOND, mesh(3, 2, 2, 1, 0, 1)), hcp=("ibrav=4, celldm(1)=6, celldm(3)=1.6, ecutwfc=9", "Al 0.333333333 0.666666667 0.25\nAl 0.666666667 0.333333333 0.75", mesh(3, 3, 2, 1, 1, 1)),
                   quartz=("ibrav=4, celldm(1)=9, celldm(3)=1.1, ecutwfc=7", "Si 0.47 0 0\nSi 0 0.47 0.666666666667\nSi -0.47 -0.47 0.333333333333\nC 0.1 0.2 0.3", mesh(2, 2, 2, 0, 0, 1)))
    for s, (system, atoms, k) in systems.items():
        for i, one in enumerate(flags):
            for two in flags[i:]:
                both = one if one == two else one + ", " + two
                name = "-".join(f.split("=")[0] for f in both.split(", "))
                case("switch-%s-%s" % (s, name), system + ", " + both, atoms, k)


def lists():
    """Explicit k-points."""
    low = "ibrav=8, celldm(1)=6, celldm(2)=1.2, celldm(3)=0.9, ecutwfc=10"
    atoms = "Si 0.1 0.2 0.07\nC 0 0 0"
    for system, name in ((FCC, "dia"), (low, "low"), (low + ", nosym=.true.", "nosym"), (low + ", noinv=.true.", "noinv"),
                         (low + ", nosym_evc=.true.", "evc"), (low + ", nspin=2, starting_magnetization(1)=0.2, " + SMEAR, "lsda")):
        a = DIAMOND if name == "dia" else atoms
        case("list-%s-tpiba" % name, system, a, "\n4\n0 0 0 1.0\n0.5 0.5 0.5 0.25\n0.1 0.2 0.3 3\n-0.1 -0.2 -0.3 1", real=name == "dia")
        case("list-%s-crystal" % name, system, a, "{crystal}\n3\n0 0 0 1\n0.5 0 0 2\n0.3333333 0.3333333 0.1 7", real=name == "low")
        case("list-%s-gamma-point" % name, system, a, "crystal\n1\n0 0 0 1", real=True)
        case("list-%s-one" % name, system, a, "tpiba\n1\n0.1 0.2 0.3 1", real=True)
        case("list-%s-crystal-b" % name, system, a, "crystal_b\n4\n0 0 0 3\n0.5 0 0 0\n0.5 0.5 0 2\n0 0 0.25 5")
        case("list-%s-tpiba-b" % name, system, a, "tpiba_b\n3\n0 0 0 2\n0.5 0.25 0 1\n0.5 0.5 0.5 1")
        case("list-%s-tpiba-c" % name, system, a, "tpiba_c\n3\n0 0 0 1\n0.5 0 0 3\n0 0.5 0 2")
        case("list-%s-crystal-c" % name, system, a, "crystal_c\n3\n0 0 0 1\n0.5 0 0 2\n0 0.5 0 4")
        case("list-%s-same" % name, system, a, "crystal\n3\n0.1 0 0 1\n-0.1 0 0 1\n1.1 0 0 1")
        case("list-%s-zero-weights" % name, system, a, "crystal\n3\n0.1 0 0 1\n0.2 0 0 0\n0.1 0 0.3 0")
    case("list-labels", FCC, DIAMOND, "tpiba_b\n4\ngG 4\nX 3\nL 2\ngG 1")
    case("list-labels-crystal", "ibrav=4, celldm(1)=6, celldm(3)=1.6, ecutwfc=9", "Al 0 0 0", "crystal_b\n4\ngG 4\nM 3\nK 2\nA 1")
    case("list-labels-mixed", "ibrav=6, celldm(1)=6, celldm(3)=1.6, ecutwfc=9", "Al 0 0 0", "tpiba_b\n4\ngG 4\n0.1 0.2 0.3 3\nZ 2\nX 1")
    case("list-missing", FCC, DIAMOND, None)
    case("list-gamma-parentheses", FCC, DIAMOND, "(gamma)")
    case("list-gamma-upper", FCC, DIAMOND, "{GAMMA}", real=True)
    case("list-mesh-111", FCC, DIAMOND, mesh(1, 1, 1), real=True)
    case("list-mesh-111-shift", FCC, DIAMOND, mesh(1, 1, 1, 1, 1, 1), real=True)
    case("list-fewer", FCC, DIAMOND, "crystal\n3\n0 0 0 1\n0.5 0 0 1", refused=True)
    case("list-more", FCC, DIAMOND, "crystal\n1\n0 0 0 1\n0.5 0 0 1")
    case("list-zero", FCC, DIAMOND, "crystal\n0", refused=True)
    case("mesh-bad-shift", FCC, DIAMOND, mesh(2, 2, 2, 2, 0, 0), refused=True)
    case("mesh-zero", FCC, DIAMOND, mesh(0, 2, 2), refused=True)
    case("mesh-short", FCC, DIAMOND, "automatic\n2 2 2", refused=True)
    case("list-unknown-unit", FCC, DIAMOND, "cartesian\n1\n0 0 0 1", refused=True)
    case("list-c-two", FCC, DIAMOND, "crystal_c\n2\n0 0 0 2\n0.5 0 0 2", refused=True)
    case("list-additional", FCC, DIAMOND, mesh(2, 2, 2), extra="ADDITIONAL_K_POINTS crystal\n2\n0.1 0.2 0.3 0\n0.4 0 0 0")


def grids():
    """Cutoffs and FFT grids."""
    mol = "ibrav=1, celldm(1)=9, ecutwfc=%s"
    n2 = "N 0 0 1\nN 0 0 -1"
    for ratio in ("2.5", "3.9", "3.99999999", "4", "4.00000001", "4.000000011", "4.00000002", "4.01", "8", "12"):
        rho = "%.9f" % (float(ratio) * 11)
        case("grid-dual-%s" % ratio, "ibrav=2, celldm(1)=10.2, ecutwfc=11, ecutrho=%s" % rho, DIAMOND, mesh(2, 2, 2, 1, 1, 1), real=ratio in ("2.5", "3.9", "8"))
        case("grid-dual-gamma-%s" % ratio, (mol % 11) + ", ecutrho=%s" % rho, n2, "gamma", pos="bohr", real=ratio in ("2.5", "4.01", "12"))
    base = "ibrav=2, celldm(1)=10.2, ecutwfc=10"
    for name, more in dict(odd="nr1=17, nr2=19, nr3=23", small="nr1=6, nr2=6, nr3=6", cut="nr1=9, nr2=9, nr3=9", partial="nr1=24, nr2=24", one="nr3=25",
                           big="nr1=40, nr2=32, nr3=36", bad="nr1=14, nr2=14, nr3=14", anisotropic="nr1=8, nr2=20, nr3=20", prime="nr1=22, nr2=26, nr3=34").items():
        case("grid-nr-" + name, base + ", " + more, DIAMOND, mesh(2, 2, 2, 1, 1, 1))
        case("grid-nr-double-" + name, base + ", ecutrho=80, " + more, DIAMOND, mesh(2, 2, 2, 1, 1, 1))
        case("grid-nrs-double-" + name, base + ", ecutrho=80, " + more.replace("=", "s="), DIAMOND, mesh(2, 2, 2, 1, 1, 1))
        case("grid-nrs-single-" + name, base + ", " + more.replace("=", "s="), DIAMOND, mesh(2, 2, 2, 1, 1, 1))
        case("grid-nr-gamma-" + name, "ibrav=1, celldm(1)=8, ecutwfc=10, " + more, "N 0 0 1\nN 0 0 -1", "gamma", pos="bohr")
    case("grid-nr-both", base + ", nr1=20, nr2=20, nr3=20, nr1s=16, nr2s=16, nr3s=16", DIAMOND)
    case("grid-nr-both-reversed", base + ", nr1=16, nr2=16, nr3=16, nr1s=20, nr2s=20, nr3s=20", DIAMOND)
    case("grid-nr-real-small", base + ", nr1=9, nr2=9, nr3=9", DIAMOND, real=True)
    case("grid-fill", "ibrav=1, celldm(1)=6.283185307179586, ecutwfc=9", "H 0 0 0", mesh(2, 2, 2), real=True)
    case("grid-equal-gamma", "ibrav=1, celldm(1)=12.566370614359172, ecutwfc=9", "H 0 0 0", "gamma", real=True)
    case("grid-equal-hex", "ibrav=4, celldm(1)=6.283185307179586, celldm(3)=1, ecutwfc=12", "H 0 0 0", mesh(3, 3, 3), real=True)
    case("grid-equal-fcc", "ibrav=2, celldm(1)=6.283185307179586, ecutwfc=12", "H 0 0 0", mesh(4, 4, 4, 1, 1, 1), real=True)
    case("grid-no-cutoff", "ibrav=2, celldm(1)=10.2", DIAMOND, species=["Si 28 Si-cut.UPF"])
    case("grid-no-cutoff-two", "ibrav=2, celldm(1)=10.2", "Si 0 0 0\nCu 0.25 0.25 0.25", species=["Si 28 Si-cut.UPF", species_line("Cu")])
    case("grid-no-cutoff-rho", "ibrav=2, celldm(1)=10.2, ecutrho=90", DIAMOND, species=["Si 28 Si-cut.UPF"])
    case("grid-no-cutoff-none", "ibrav=2, celldm(1)=10.2", DIAMOND, refused=True)
    case("grid-cutoff-zero", "ibrav=2, celldm(1)=10.2, ecutwfc=0", DIAMOND, species=["Si 28 Si-cut.UPF"])
    case("grid-cutoff-negative", "ibrav=2, celldm(1)=10.2, ecutwfc=-5", DIAMOND, refused=True)
    case("grid-cutoff-given", "ibrav=2, celldm(1)=10.2, ecutwfc=9", DIAMOND, species=["Si 28 Si-cut.UPF"])
    case("grid-dual-one", "ibrav=2, celldm(1)=10.2, ecutwfc=11, ecutrho=11", DIAMOND, refused=True)
    case("grid-dual-small", "ibrav=2, celldm(1)=10.2, ecutwfc=11, ecutrho=12", DIAMOND)
    case("grid-us-dual-4", "ibrav=2, celldm(1)=7, ecutwfc=14, " + SMEAR, "Cu 0 0 0", mesh(3, 3, 3), real=True)
    case("grid-ecfixed", "ibrav=2, celldm(1)=10.2, ecutwfc=11, ecfixed=8, qcutz=10, q2sigma=2", DIAMOND, real=True)


def electrons():
    """Electrons, bands, occupations."""
    al = "ibrav=2, celldm(1)=7.6, ecutwfc=9"
    al3 = "ibrav=4, celldm(1)=5.4, celldm(3)=4.8, ecutwfc=8"
    atoms3 = "Al 0 0 0\nAl 0.333333333 0.666666667 0.333333333\nAl 0.666666667 0.333333333 0.666666667"
    n = 0
    for spin in ("", "nspin=2, starting_magnetization(1)=0.3", "noncolin=.true., starting_magnetization(1)=0.3", "noncolin=.true."):
        for charge in ("0", "0.5", "-0.25", "1", "-2", "0.999999999", "0.0000001"):
            for metal in (True, False):
                if not metal and "nspin=2" in spin:
                    continue
                n += 1
                system = ", ".join(filter(None, [al3 if n % 2 else al, spin, "tot_charge=" + charge, SMEAR if metal else ""]))
                case("el-%d" % n, system, atoms3 if n % 2 else "Al 0 0 0", mesh(2, 2, 1), electrons="startingwfc='random'" if n % 3 == 0 else "")
    for m in ("0", "1", "2", "3", "0.5", "-1", "-2", "-3", "9", "1e0"):
        case("el-totmag-fixed-%s" % m, al3 + ", nspin=2, tot_magnetization=%s" % m, atoms3, mesh(2, 2, 1))
        case("el-totmag-smear-%s" % m, al3 + ", nspin=2, tot_magnetization=%s, %s" % (m, SMEAR), atoms3, mesh(2, 2, 1))
        case("el-totmag-charge-%s" % m, al + ", nspin=2, tot_magnetization=%s, tot_charge=0.3, %s" % (m, SMEAR), "Al 0 0 0", mesh(2, 2, 2))
    for b in (1, 2, 4, 5, 6, 9, 10, 13, 40):
        case("el-nbnd-%d" % b, al3 + ", nbnd=%d, %s" % (b, SMEAR), atoms3, mesh(2, 2, 1))
        case("el-nbnd-fixed-%d" % b, al3 + ", tot_charge=1, nbnd=%d" % b, atoms3, mesh(2, 2, 1))
        case("el-nbnd-nc-%d" % b, al3 + ", noncolin=.true., nbnd=%d, %s" % (b, SMEAR), atoms3, mesh(2, 2, 1))
    for kind in ("gaussian", "mp", "m-v", "cold", "fd", "f-d", "marzari-vanderbilt", "methfessel-paxton", "fermi-dirac", "gauss", "Gaussian"):
        case("el-smearing-" + kind.lower() + ("-upper" if kind[0] == "G" else ""), al + ", occupations='smearing', smearing='%s', degauss=0.02" % kind, "Al 0 0 0", mesh(3, 3, 3))
    case("el-smearing-bad", al + ", occupations='smearing', smearing='foo', degauss=0.02", "Al 0 0 0", mesh(3, 3, 3), refused=True)
    case("el-degauss-missing", al + ", occupations='smearing'", "Al 0 0 0", mesh(3, 3, 3), refused=True)
    case("el-degauss-fixed", FCC + ", degauss=0.01", DIAMOND, mesh(3, 3, 3))
    for kind in ("tetrahedra", "tetrahedra_lin", "tetrahedra_opt", "tetrahedra-lin"):
        case("el-" + kind, al + ", occupations='%s'" % kind, "Al 0 0 0", mesh(3, 3, 3), real=True)
        case("el-lsda-" + kind, al + ", occupations='%s', nspin=2, starting_magnetization(1)=0.1" % kind, "Al 0 0 0", mesh(2, 3, 3, 0, 0, 0))
    case("el-tetrahedra-list", al + ", occupations='tetrahedra'", "Al 0 0 0", "crystal\n1\n0 0 0 1", refused=True)
    case("el-tetrahedra-gamma", al + ", occupations='tetrahedra'", "Al 0 0 0", "gamma", refused=True)
    case("el-tetrahedra-shift", al + ", occupations='tetrahedra'", "Al 0 0 0", mesh(3, 3, 3, 1, 1, 1))
    atom = "ibrav=1, celldm(1)=10, ecutwfc=9, occupations='from_input', nbnd=4"
    case("el-from-input", atom, "Al 0 0 0", "gamma", extra="OCCUPATIONS\n2 1 0 0", real=True)
    case("el-from-input-lsda", atom + ", nspin=2", "Al 0 0 0", "gamma", extra="OCCUPATIONS\n1 1 0 0\n1 0 0 0", real=True)
    case("el-from-input-expression", atom, "Al 0 0 0", "gamma", extra="OCCUPATIONS\n2 1/3 1/3 1/3", real=True)
    case("el-from-input-no-nbnd", atom.replace(", nbnd=4", ""), "Al 0 0 0", "gamma", extra="OCCUPATIONS\n2 1 0 0")
    case("el-from-input-none", atom, "Al 0 0 0", "gamma", refused=True)
    case("el-from-input-mesh", atom, "Al 0 0 0", mesh(2, 2, 2), extra="OCCUPATIONS\n2 1 0 0")
    case("el-from-input-short", atom, "Al 0 0 0", "gamma", extra="OCCUPATIONS\n2 1", refused=True)
    case("el-frac", FCC, DIAMOND, species=["Si 28 Si-frac.UPF"])
    case("el-frac-lsda", FCC + ", nspin=2, starting_magnetization(1)=0.1, " + SMEAR, DIAMOND, species=["Si 28 Si-frac.UPF"])
    case("el-frac-one", FCC + ", " + SMEAR, "Si 0 0 0", species=["Si 28 Si-frac.UPF"])
    case("el-unbound", FCC + ", nbnd=4", DIAMOND, species=["Si 28 Si-unbound.UPF"])
    case("el-nspin2-nothing", al + ", nspin=2, " + SMEAR, "Al 0 0 0", refused=True)
    case("el-nspin2-fixed", al + ", nspin=2, starting_magnetization(1)=0.1", "Al 0 0 0", refused=True)
    case("el-nspin3", al + ", nspin=3, " + SMEAR, "Al 0 0 0", refused=True)
    case("el-nspin2-noncolin", al + ", nspin=2, noncolin=.true., starting_magnetization(1)=0.1, " + SMEAR, "Al 0 0 0", refused=True)
    case("el-noncolin-gamma", al + ", noncolin=.true., " + SMEAR, "Al 0 0 0", "gamma", refused=True)
    case("el-occupations-bad", al + ", occupations='partial'", "Al 0 0 0", refused=True)
    case("el-charge-too-large", al + ", tot_charge=4, " + SMEAR, "Al 0 0 0", refused=True)
    case("el-charge-all", "ibrav=1, celldm(1)=8, ecutwfc=9, tot_charge=1", "H 0 0 0", mesh(2, 2, 2), refused=True)
    case("el-odd-fixed", al, "Al 0 0 0", refused=True)
    case("el-h-local", "ibrav=1, celldm(1)=8, ecutwfc=9, " + SMEAR, "H 0 0 0", mesh(2, 2, 2), real=True)
    case("el-h2-gamma", "ibrav=1, celldm(1)=9, ecutwfc=9", "H 0 0 0.7\nH 0 0 -0.7", "gamma", pos="bohr", real=True)
    case("el-many", "ibrav=1, celldm(1)=14, ecutwfc=5, " + SMEAR, "\n".join("Al %g %g %g" % (i / 3 + .01 * j, j / 3 + .02 * l, l / 3 + .013 * i) for i in range(3) for j in range(3) for l in range(3)), mesh(2, 1, 1))
    case("el-many-fixed", "ibrav=1, celldm(1)=14, ecutwfc=5", "\n".join("Al %g %g %g" % (i / 3 + .01 * j, j / 3 + .02 * l, l / 3 + .013 * i) for i in range(3) for j in range(3) for l in range(3)), mesh(2, 1, 1))


def effort():
    """Solvers, mixing, disk, forces: what memory depends on."""
    big = "ibrav=1, celldm(1)=11, ecutwfc=12, ecutrho=60"
    atoms = "O 0 0 0\nH 0.15 0.05 0\nH -0.05 0.15 0\nFe 0.5 0.4 0.5"
    sm = big + ", " + SMEAR
    for d in ("david", "cg", "ppcg", "paro", "ParO", "davidson", "david-serial", "cg-serial", "rmm-davidson"):
        case("effort-diag-" + d + ("-mixed" if d == "ParO" else ""), sm, atoms, mesh(1, 1, 2), electrons="diagonalization='%s'" % d)
    for n in ("1", "2", "3", "4", "8"):
        case("effort-ndim-" + n, sm, atoms, mesh(1, 1, 2), electrons="diago_david_ndim=" + n)
    for n in ("0", "1", "2", "20", "8.0"):
        case("effort-mixing-" + n, sm, atoms, mesh(1, 1, 2), electrons="mixing_ndim=" + n)
    for m in ("plain", "TF", "local-TF", "local-tf", "potential", "foo"):
        case("effort-mode-" + m.replace("-tf", "-lower"), sm, atoms, mesh(1, 1, 2), electrons="mixing_mode='%s'" % m)
    for w in ("atomic", "atomic+random", "random", "file", "Atomic", "foo"):
        case("effort-start-" + w.replace("Atomic", "upper"), sm, atoms, mesh(1, 1, 2), electrons="startingwfc='%s'" % w)
    for d in ("high", "medium", "low", "nowf", "none", "default", "minimal", "HIGH", "foo"):
        case("effort-disk-" + d.replace("HIGH", "upper"), sm, atoms, mesh(2, 1, 2), control="disk_io='%s'" % d)
        case("effort-disk-gamma-" + d.replace("HIGH", "upper"), sm, atoms, "gamma", control="disk_io='%s'" % d)
    for k, name in ((mesh(2, 1, 2), "mesh"), ("gamma", "gamma")):
        for f in ("tprnfor=.true.", "tstress=.true.", "tprnfor=.true., tstress=.true."):
            case("effort-%s-%s" % (name, f.replace("=.true.", "").replace(", ", "-")), sm, atoms, k, control=f)
            case("effort-lsda-%s-%s" % (name, f.replace("=.true.", "").replace(", ", "-")), sm + ", nspin=2, starting_magnetization(1)=0.1", atoms, k, control=f)
    ions = "&ions\n/"
    both = "&ions\n/\n&cell\n %s\n/"
    for c in ("relax", "md"):
        case("effort-" + c, sm, atoms, mesh(2, 1, 1), control="calculation='%s'" % c, tail=ions)
        case("effort-gamma-" + c, sm, atoms, "gamma", control="calculation='%s', tprnfor=.false." % c, tail=ions)
        case("effort-%s-no-ions" % c, sm, atoms, mesh(2, 1, 1), control="calculation='%s'" % c, refused=True)
    for c in ("vc-relax", "vc-md"):
        for factor in ("", "cell_factor=1.0", "cell_factor=1.2", "cell_factor=3.0", "cell_factor=0.5", "cell_factor=-1"):
            case("effort-%s-%s" % (c, factor.split("=")[-1] or "default"), sm, atoms, mesh(1, 2, 1), control="calculation='%s'" % c, tail=both % factor)
        case("effort-%s-nosmear" % c, FCC, DIAMOND, mesh(2, 2, 2, 1, 1, 1), control="calculation='%s'" % c, tail=both % "cell_dofree='all'")
    case("effort-vc-relax-no-cell", FCC, DIAMOND, control="calculation='vc-relax'", tail=ions, refused=True)
    case("effort-scf-cell-factor", sm, atoms, mesh(1, 2, 1), tail=both % "cell_factor=2")
    case("effort-scf-ions", sm, atoms, mesh(1, 2, 1), tail=ions)
    case("effort-relax-if-pos", FCC, "Si 0 0 0 0 0 0\nSi 0.25 0.25 0.25 1 0 1", mesh(2, 2, 2), control="calculation='relax'", tail=ions)
    case("effort-calculation-bad", FCC, DIAMOND, control="calculation='scff'", refused=True)
    case("effort-calculation-upper", FCC, DIAMOND, control="calculation='SCF'", refused=True)
    case("effort-real-space", sm, atoms, mesh(1, 1, 2), electrons="real_space=.true.")
    case("effort-tqr", sm, atoms, mesh(1, 1, 2), electrons="tqr=.true.")
    case("effort-nc-noncolin", "ibrav=1, celldm(1)=9, ecutwfc=12, ecutrho=60, noncolin=.true., starting_magnetization(1)=0.2, " + SMEAR, "Fe 0 0 0\nO 0.5 0.5 0.4", mesh(2, 2, 1), control="tprnfor=.true., tstress=.true.")
    case("effort-paw", "ibrav=1, celldm(1)=9, ecutwfc=12, ecutrho=60", "N 0 0 0.1\nN 0 0 -0.1", mesh(2, 2, 1), control="tprnfor=.true., tstress=.true.")
    case("effort-paw-nspin2", "ibrav=1, celldm(1)=9, ecutwfc=12, ecutrho=60, nspin=2, starting_magnetization(1)=0.2, " + SMEAR, "N 0 0 0.1\nN 0 0 -0.1", "gamma", control="tprnfor=.true., tstress=.true.", electrons="mixing_mode='local-TF'")
    many = "\n".join("Cu %g %g %g" % (i / 2 + .01 * j, j / 2 + .02 * l, l / 2 + .013 * i) for i in range(2) for j in range(2) for l in range(2))
    for n, p in ((1, 1), (2, 1), (2, 2)):
        for k, name in ((mesh(2, 1, 2), "mesh"), ("gamma", "gamma")):
            if p == 2 and name == "gamma":
                continue
            case("ranks-%d-%d-%s" % (n, p, name), "ibrav=1, celldm(1)=9.7, ecutwfc=14, ecutrho=90, " + SMEAR, many, k, ranks=n, pools=p)
            case("ranks-%d-%d-%s-forces" % (n, p, name), "ibrav=4, celldm(1)=9.7, celldm(3)=1.5, ecutwfc=14, ecutrho=90, nspin=2, starting_magnetization(1)=0.1, " + SMEAR, many, k, ranks=n, pools=p, control="tprnfor=.true., tstress=.true., disk_io='nowf'")
            case("ranks-%d-%d-%s-nc" % (n, p, name), "ibrav=2, celldm(1)=12, ecutwfc=14", DIAMOND + "\nC 0.5 0.5 0.5", k, ranks=n, pools=p, electrons="diagonalization='cg'")
    case("ranks-2-2-pt", "ibrav=2, celldm(1)=7.4, ecutwfc=20, ecutrho=100, noncolin=.true., lspinorb=.true., " + SMEAR, "Pt 0 0 0", mesh(3, 3, 3), ranks=2, pools=2)
    case("ranks-2-1-pt", "ibrav=2, celldm(1)=7.4, ecutwfc=20, ecutrho=100, noncolin=.true., lspinorb=.true., " + SMEAR, "Pt 0 0 0", mesh(3, 3, 3), ranks=2)


def physics():
    """Hybrids, Hubbard corrections, fields and boundary conditions."""
    h2 = "ibrav=1, celldm(1)=8, ecutwfc=10"
    bond = "H 0 0 0.7\nH 0 0 -0.7"
    for f in ("pbe0", "hse", "b3lyp", "gaupbe", "hf"):
        case("hyb-%s-gamma" % f, h2 + ", input_dft='%s'" % f, bond, "gamma", pos="bohr")
        case("hyb-%s-si" % f, FCC + ", input_dft='%s', nqx1=1, nqx2=1, nqx3=1" % f, DIAMOND, mesh(2, 2, 2))
    case("hyb-nq2", FCC + ", input_dft='pbe0', nqx1=2, nqx2=2, nqx3=2, x_gamma_extrapolation=.true.", DIAMOND, mesh(2, 2, 2))
    case("hyb-nq-mismatch", FCC + ", input_dft='pbe0', nqx1=3, nqx2=1, nqx3=1", DIAMOND, mesh(2, 2, 2), refused=True)
    case("hyb-ecutfock", FCC + ", input_dft='hse', ecutfock=20", DIAMOND, mesh(2, 2, 2, 1, 1, 1))
    case("hyb-ecutfock-small", FCC + ", input_dft='hse', ecutfock=8", DIAMOND, mesh(2, 2, 2, 1, 1, 1), refused=True)
    case("hyb-us", "ibrav=1, celldm(1)=8, ecutwfc=12, ecutrho=70, input_dft='pbe0', " + SMEAR, "O 0 0 0\nO 0.3 0 0", mesh(1, 1, 1))
    case("hyb-noncolin", FCC + ", input_dft='pbe0', noncolin=.true.", DIAMOND, mesh(2, 2, 2, 1, 1, 1))
    case("hyb-noncolin-magnetic", FCC + ", input_dft='pbe0', noncolin=.true., starting_magnetization(1)=0.2, angle1(1)=90, " + SMEAR, DIAMOND, mesh(2, 2, 2, 1, 1, 1))
    case("hyb-lsda", FCC + ", input_dft='pbe0', nspin=2, starting_magnetization(1)=0.2, " + SMEAR, DIAMOND, mesh(2, 2, 2, 1, 1, 1))
    case("hyb-relax", FCC + ", input_dft='pbe0'", DIAMOND, mesh(1, 1, 1), control="calculation='relax'", tail="&ions\n/")
    case("hyb-nosym", FCC + ", input_dft='pbe0', nosym=.true.", DIAMOND, mesh(2, 2, 2))
    fe = "ibrav=1, celldm(1)=5.5, ecutwfc=14, ecutrho=60, " + SMEAR
    case("hub-fe", fe + ", lda_plus_u=.true., Hubbard_U(1)=4.0", "Fe 0 0 0", mesh(3, 3, 3))
    case("hub-feo", "ibrav=2, celldm(1)=8.1, ecutwfc=14, ecutrho=60, nspin=2, starting_magnetization(1)=0.4, lda_plus_u=.true., Hubbard_U(1)=4.0, " + SMEAR, "Fe 0 0 0\nO 0.5 0.5 0.5", mesh(3, 3, 3))
    case("hub-feo-atomic", "ibrav=2, celldm(1)=8.1, ecutwfc=14, ecutrho=60, nspin=2, starting_magnetization(1)=0.4, lda_plus_u=.true., Hubbard_U(1)=4.0, U_projection_type='ortho-atomic', " + SMEAR, "Fe 0 0 0\nO 0.5 0.5 0.5", mesh(3, 3, 3), control="tprnfor=.true.")
    case("hub-zero", fe + ", lda_plus_u=.true., Hubbard_U(1)=0.0", "Fe 0 0 0", mesh(3, 3, 3))
    case("hub-off", fe + ", lda_plus_u=.false., Hubbard_U(1)=4.0", "Fe 0 0 0", mesh(3, 3, 3))
    case("hub-alpha", fe + ", lda_plus_u=.true., Hubbard_U(1)=1e-8, Hubbard_alpha(1)=0.1", "Fe 0 0 0", mesh(3, 3, 3))
    case("hub-kind1", fe + ", lda_plus_u=.true., lda_plus_u_kind=1, Hubbard_U(1)=4.0, Hubbard_J(1,1)=0.8", "Fe 0 0 0", mesh(3, 3, 3))
    case("hub-noncolin", fe + ", lda_plus_u=.true., lda_plus_u_kind=1, Hubbard_U(1)=4.0, Hubbard_J(1,1)=0.8, noncolin=.true., starting_magnetization(1)=0.3", "Fe 0 0 0", mesh(2, 2, 2))
    case("hub-noncolin-kind0", fe + ", lda_plus_u=.true., Hubbard_U(1)=4.0, noncolin=.true.", "Fe 0 0 0", mesh(2, 2, 2))
    case("hub-o", "ibrav=1, celldm(1)=7, ecutwfc=14, ecutrho=60, lda_plus_u=.true., Hubbard_U(1)=2, " + SMEAR, "O 0 0 0", mesh(2, 2, 2))
    case("hub-h", h2 + ", lda_plus_u=.true., Hubbard_U(1)=2", bond, "gamma", pos="bohr")
    case("hub-v", fe + ", lda_plus_u=.true., lda_plus_u_kind=2, Hubbard_V(1,1,1)=4.0", "Fe 0 0 0", mesh(2, 2, 2))
    case("hub-fr", "ibrav=2, celldm(1)=7.4, ecutwfc=12, lda_plus_u=.true., Hubbard_U(1)=2", "As 0 0 0", refused=True)
    case("hub-species-afm", "ibrav=4, celldm(1)=5.1, celldm(3)=1.6, ecutwfc=12, ecutrho=60, nspin=2, starting_magnetization(1)=0.5, starting_magnetization(2)=-0.5, lda_plus_u=.true., Hubbard_U(1)=3, Hubbard_U(2)=3, " + SMEAR,
         "Fe1 0.333333333 0.666666667 0.25\nFe2 0.666666667 0.333333333 0.75", mesh(2, 2, 2))
    slab = "ibrav=6, celldm(1)=5.4, celldm(3)=4, ecutwfc=9, " + SMEAR
    al2 = "Al 0 0 0.05\nAl 0.5 0.5 -0.05"
    k2 = mesh(3, 3, 1, 1, 1, 0)
    field = ", edir=3, emaxpos=0.5, eopreg=0.1, eamp=0.001"
    case("field-saw", slab + field, al2, k2, control="tefield=.true.")
    case("field-saw-list", slab + field, al2, "crystal\n2\n0 0 0 1\n0.25 0.1 0 1", control="tefield=.true.")
    case("field-dipole", slab + field, al2, k2, control="tefield=.true., dipfield=.true.")
    case("field-dipole-only", slab + field, al2, k2, control="dipfield=.true.")
    case("field-off", slab + field, al2, k2, control="tefield=.false.")
    case("field-gate", slab + ", zgate=0.5, tot_charge=0.1", al2, k2, control="gate=.true.")
    case("field-gate-neutral", slab + ", zgate=0.5", al2, k2, control="gate=.true.")
    case("field-gate-dipole", slab + field + ", zgate=0.4, tot_charge=-0.2", al2, k2, control="gate=.true., tefield=.true., dipfield=.true.")
    case("field-gate-system", slab + ", gate=.true., zgate=0.5", al2, k2)
    case("field-gate-block", slab + ", zgate=0.5, tot_charge=0.1, block=.true., block_1=0.4, block_2=0.6", al2, k2, control="gate=.true.")
    case("field-gate-relax", slab + ", zgate=0.5, tot_charge=0.1, relaxz=.true.", al2, k2, control="gate=.true., calculation='relax'", tail="&ions\n/")
    case("field-lel", FCC, DIAMOND, mesh(2, 2, 2), control="lelfield=.true., nberrycyc=1", electrons="efield=0.001")
    case("field-lel-gdir", FCC, DIAMOND, mesh(3, 2, 2, 1, 0, 0), control="lelfield=.true., gdir=1", electrons="efield=0.001")
    case("field-lel-gamma", h2, bond, "gamma", pos="bohr", control="lelfield=.true.", refused=True)
    case("field-lberry-scf", FCC, DIAMOND, mesh(2, 2, 2), control="lberry=.true., gdir=1, nppstr=3")
    case("field-lorbm", FCC, DIAMOND, mesh(2, 2, 2), control="lorbm=.true.")
    for a in ("mt", "martyna-tuckerman", "makov-payne", "mp", "m-p", "none", "esm", "2D"):
        case("iso-" + a, h2 + ", assume_isolated='%s'" % a, bond, "gamma", pos="bohr")
    case("iso-mt-hex", "ibrav=4, celldm(1)=8, celldm(3)=1.2, ecutwfc=9, assume_isolated='mt'", bond, "gamma", pos="bohr")
    case("iso-bad", h2 + ", assume_isolated='foo'", bond, "gamma", pos="bohr")
    case("iso-mp-hex", "ibrav=4, celldm(1)=8, celldm(3)=1.2, ecutwfc=9, assume_isolated='mp'", bond, "gamma", pos="bohr", refused=True)
    for bc in ("bc1", "bc2", "bc3", "pbc"):
        case("iso-esm-" + bc, slab + ", assume_isolated='esm', esm_bc='%s'" % bc, al2, k2)
        case("iso-esm-nosym-" + bc, slab + ", nosym=.true., assume_isolated='esm', esm_bc='%s', esm_w=1.0, esm_efield=0.001" % bc, al2, k2)
    case("iso-esm-cubic", "ibrav=2, celldm(1)=8, ecutwfc=9, assume_isolated='esm', esm_bc='bc1'", bond, k2, pos="bohr", refused=True)
    case("iso-esm-ibrav0", "ibrav=0, ecutwfc=9, assume_isolated='esm', esm_bc='bc1', " + SMEAR, al2, k2, cell="bohr\n5.4 0 0\n0 5.4 0\n0 0 21")
    case("iso-2d", slab + ", assume_isolated='2D'", al2, k2)
    case("iso-2d-shift", slab + ", assume_isolated='2D'", al2, mesh(3, 3, 2, 1, 1, 1))
    for v in ("grimme-d2", "grimme-d3", "ts", "xdm", "dft-d", "none", "foo", "DFT-D3"):
        case("vdw-" + v.replace("DFT-D3", "upper"), FCC + ", vdw_corr='%s'" % v, DIAMOND, mesh(2, 2, 2))
    for f in ("pbe", "blyp", "pz", "vdw-df", "scan", "tpss", "pbesol", "rvv10", "foo", "SLA+PW+PBX+PBC", "PBE0", "sla-pz-nogx-nogc"):
        case("dft-" + f.replace("PBE0", "upper"), FCC + ", input_dft='%s'" % f, DIAMOND, mesh(2, 2, 2))
    case("dft-scan-lsda", FCC + ", input_dft='tb09', nspin=2, starting_magnetization(1)=0.1, " + SMEAR, DIAMOND, mesh(2, 2, 2))
    case("constrained", "ibrav=3, celldm(1)=5.4, ecutwfc=12, nspin=2, starting_magnetization(1)=0.3, constrained_magnetization='atomic', lambda=1, " + SMEAR, "Fe 0 0 0", mesh(2, 2, 2))
    case("constrained-total", "ibrav=3, celldm(1)=5.4, ecutwfc=12, nspin=2, starting_magnetization(1)=0.3, constrained_magnetization='total', fixed_magnetization(3)=1, " + SMEAR, "Fe 0 0 0", mesh(2, 2, 2))
    case("constrained-nc", "ibrav=3, celldm(1)=5.4, ecutwfc=12, noncolin=.true., starting_magnetization(1)=0.3, angle1(1)=30, constrained_magnetization='atomic direction', lambda=1, " + SMEAR, "Fe 0 0 0", mesh(2, 2, 2))
    case("twochem-like-nspin1", FCC + ", nspin=1, starting_magnetization(1)=0.3", DIAMOND)
    case("penalty-nc-total", "ibrav=3, celldm(1)=5.4, ecutwfc=12, noncolin=.true., starting_magnetization(1)=0.3, constrained_magnetization='total', fixed_magnetization(1)=1, lambda=1, " + SMEAR, "Fe 0 0 0", mesh(2, 2, 2))


HEADER = "&control\n verbosity='high'\n/\n"
TAIL = "ATOMIC_SPECIES\nSi 28 Si-nc.UPF\nATOMIC_POSITIONS crystal\nSi 0 0 0\nSi 0.25 0.25 0.25\nK_POINTS automatic\n2 2 2 1 1 1\n"
SYSTEM = "&system\n ibrav=2, celldm(1)=10.2, nat=2, ntyp=1, ecutwfc=9\n/\n"
ELECTRONS = "&electrons\n/\n"


def syntax():
    """How an input may be written, and how not."""
    plain = HEADER + SYSTEM + ELECTRONS + TAIL

    def both(name, given, refused=False):
        raw("text-" + name, given, refused=refused)

    both("crlf", plain.replace("\n", "\r\n"))
    both("tabs", plain.replace(" ", "\t"))
    both("upper", plain.replace("&system", "&SYSTEM").replace("ibrav", "IBRAV").replace("ecutwfc", "EcutWFC").replace("crystal", "CRYSTAL").replace("K_POINTS automatic", "k_points AUTOMATIC"))
    both("exponents", plain.replace("celldm(1)=10.2", "celldm(1)=1.02D1").replace("ecutwfc=9", "ecutwfc=0.09d+2"))
    both("exponent-plain", plain.replace("ecutwfc=9", "ecutwfc=90E-1"))
    both("exponent-bare", plain.replace("ecutwfc=9", "ecutwfc=.9+1"))
    both("plus", plain.replace("ecutwfc=9", "ecutwfc=+9."))
    both("list-celldm", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=8, celldm=8, 1.1, 1.2"))
    both("repeat", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=14, celldm=8, 2*1.1, 3*0.1"))
    both("repeat-null", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=1, celldm=8, 5*"))
    both("list-from-two", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=8, celldm(1)=8, celldm(2)=1.1, 1.2"))
    both("list-blank", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=8, celldm=8 1.1 1.2"))
    both("list-skip", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=6, celldm=8,,1.2"))
    both("slice", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=8, celldm(1:3)=8, 1.1, 1.2"))
    both("index-blank", plain.replace("celldm(1)=10.2", "celldm( 1 ) = 10.2"))
    both("index-zero", plain.replace("celldm(1)=10.2", "celldm(0)=10.2"), refused=True)
    both("index-seven", plain.replace("celldm(1)=10.2", "celldm(7)=10.2"), refused=True)
    both("list-too-long", plain.replace("celldm(1)=10.2", "celldm=7*10.2"), refused=True)
    both("newlines", plain.replace("ibrav=2, celldm(1)=10.2, nat=2", "ibrav\n=\n2\ncelldm(1)=\n10.2\n\nnat=2"))
    both("semicolons", plain.replace("ibrav=2, celldm(1)", "ibrav=2; celldm(1)"))
    both("twice", plain.replace("ecutwfc=9", "ecutwfc=12, ecutwfc=9"))
    both("null", plain.replace("ecutwfc=9", "ecutwfc=9, ecutrho= , nbnd=, nspin=1"))
    both("comments", plain.replace("ibrav=2,", "! the lattice\n ibrav=2, ! fcc, a='x' /\n") + "! end\n# end\n")
    both("comment-slash", plain.replace("ecutwfc=9\n/", "ecutwfc=9 / ! done"))
    both("comment-cards", plain.replace("Si 0 0 0", "# first\n! second\n\nSi 0 0 0"))
    both("comment-after-atom", plain.replace("Si 0 0 0\n", "Si 0 0 0 ! origin\n"))
    both("comment-after-species", plain.replace("Si-nc.UPF\n", "Si-nc.UPF ! potential\n"))
    both("comment-after-k", plain.replace("2 2 2 1 1 1\n", "2 2 2 1 1 1 ! mesh\n"))
    both("end", plain.replace("ecutwfc=9\n/", "ecutwfc=9\n&end"))
    both("dollar", plain.replace("&system", "$system").replace("ecutwfc=9\n/", "ecutwfc=9\n$end"))
    both("one-line", "&control verbosity='high' /\n&system ibrav=2, celldm(1)=10.2, nat=2, ntyp=1, ecutwfc=9 /\n&electrons /\n" + TAIL)
    both("slash-in-string", plain.replace("verbosity='high'", "verbosity='high', title='a/b & c ! d = 2'"))
    both("double-quotes", plain.replace("'high'", '"high"').replace("ecutwfc=9", 'ecutwfc=9, occupations="smearing", degauss=0.01'))
    both("doubled-quote", plain.replace("verbosity='high'", "verbosity='high', title='it''s'"))
    both("logical-words", plain.replace("ecutwfc=9", "ecutwfc=9, nosym=T, noinv=.FALSE., nosym_evc=f, force_symmorphic=.t"))
    both("logical-long", plain.replace("ecutwfc=9", "ecutwfc=9, nosym=true, noinv=.falsehood."))
    both("logical-number", plain.replace("ecutwfc=9", "ecutwfc=9, nosym=1"), refused=True)
    both("integer-real", plain.replace("nat=2", "nat=2.0"), refused=True)
    both("integer-exponent", plain.replace("nat=2", "nat=2e0"), refused=True)
    both("real-word", plain.replace("ecutwfc=9", "ecutwfc=nine"), refused=True)
    both("string-bare", plain.replace("'high'", "high"), refused=True)
    both("string-open", plain.replace("'high'", "'high"), refused=True)
    both("unknown-variable", plain.replace("ecutwfc=9", "ecutwfc=9, ecutwf=8"), refused=True)
    both("wrong-namelist", plain.replace("verbosity='high'", "verbosity='high', ecutwfc=9"), refused=True)
    both("order", SYSTEM + HEADER + ELECTRONS + TAIL, refused=True)
    both("no-control", SYSTEM + ELECTRONS + TAIL)
    both("no-electrons", HEADER + SYSTEM + TAIL, refused=True)
    both("no-system", HEADER + ELECTRONS + TAIL, refused=True)
    both("electrons-early", HEADER + ELECTRONS + SYSTEM + TAIL, refused=True)
    both("text-before", "a title line\nand another\n" + plain)
    both("blank-before", "\n\n! comment\n" + plain)
    both("text-between", HEADER + "some words\n" + SYSTEM + ELECTRONS + TAIL)
    both("ions-unasked", HEADER + SYSTEM + ELECTRONS + "&ions\n ion_dynamics='bfgs'\n/\n" + TAIL)
    both("ions-cell-unasked", HEADER + SYSTEM + ELECTRONS + "&ions\n/\n&cell\n/\n" + TAIL)
    both("ions-bad-unasked", HEADER + SYSTEM + ELECTRONS + "&ions\n foo=1\n/\n" + TAIL)
    both("cards-order", HEADER + SYSTEM + ELECTRONS + "K_POINTS automatic\n2 2 2 1 1 1\nATOMIC_SPECIES\nSi 28 Si-nc.UPF\nATOMIC_POSITIONS crystal\nSi 0 0 0\nSi 0.25 0.25 0.25\n")
    both("positions-before-species", HEADER + SYSTEM + ELECTRONS + "ATOMIC_POSITIONS crystal\nSi 0 0 0\nSi 0.25 0.25 0.25\nATOMIC_SPECIES\nSi 28 Si-nc.UPF\nK_POINTS gamma\n", refused=True)
    both("card-twice", plain + "K_POINTS gamma\n", refused=True)
    both("card-unknown", plain + "FOO_CARD\n1 2 3\n")
    both("card-lower", plain.replace("ATOMIC_SPECIES", "atomic_species").replace("ATOMIC_POSITIONS crystal", "Atomic_Positions {Crystal}"))
    both("card-indented", plain.replace("ATOMIC_SPECIES", "   ATOMIC_SPECIES").replace("ATOMIC_POSITIONS", "\tATOMIC_POSITIONS"))
    both("no-species", plain.replace("ATOMIC_SPECIES\nSi 28 Si-nc.UPF\n", ""), refused=True)
    both("no-positions", plain.replace("ATOMIC_POSITIONS crystal\nSi 0 0 0\nSi 0.25 0.25 0.25\n", ""), refused=True)
    both("atoms-few", plain.replace("nat=2", "nat=3"), refused=True)
    both("atoms-more", plain.replace("nat=2", "nat=1"))
    both("species-few", plain.replace("ntyp=1", "ntyp=2"), refused=True)
    both("species-more", plain.replace("Si 28 Si-nc.UPF\n", "Si 28 Si-nc.UPF\nC 12 C-nc.UPF\n"))
    both("species-unused", plain.replace("Si 28 Si-nc.UPF\n", "Si 28 Si-nc.UPF\nC 12 C-nc.UPF\n").replace("ntyp=1", "ntyp=2"))
    both("species-twice", plain.replace("Si 28 Si-nc.UPF\n", "Si 28 Si-nc.UPF\nSi 28 Si-nc.UPF\n").replace("ntyp=1", "ntyp=2"), refused=True)
    both("species-zero-mass", plain.replace("Si 28", "Si 0"))
    both("species-no-mass", plain.replace("Si 28 Si-nc.UPF", "Si Si-nc.UPF"), refused=True)
    both("species-negative-mass", plain.replace("Si 28", "Si -1"), refused=True)
    both("species-missing-file", plain.replace("Si-nc.UPF", "Si-xx.UPF"), refused=True)
    both("species-quoted", plain.replace("Si-nc.UPF", "'Si-nc.UPF'"))
    both("atom-unknown", plain.replace("Si 0 0 0", "Ge 0 0 0"), refused=True)
    both("atom-case", plain.replace("Si 0 0 0", "SI 0 0 0"))
    both("label-digits", plain.replace("Si 28", "Si1 28").replace("Si 0", "Si1 0"))
    both("label-long", plain.replace("Si 28", "Si12 28").replace("Si 0", "Si12 0"), refused=True)
    both("label-suffix", plain.replace("Si 28", "Si_ 28").replace("Si 0", "Si_ 0"))
    both("label-odd", plain.replace("Si 28", "Xx 28").replace("Si 0", "Xx 0"))
    both("nat-zero", plain.replace("nat=2", "nat=0"), refused=True)
    both("nat-missing", plain.replace("nat=2, ", ""), refused=True)
    both("ntyp-missing", plain.replace("ntyp=1, ", ""), refused=True)
    both("ibrav-missing", plain.replace("ibrav=2, ", ""), refused=True)
    both("ibrav-bad", plain.replace("ibrav=2", "ibrav=15"), refused=True)
    both("ibrav-0-without-cell", plain.replace("ibrav=2", "ibrav=0"), refused=True)
    both("celldm-missing", plain.replace("celldm(1)=10.2, ", ""), refused=True)
    both("celldm-and-a", plain.replace("celldm(1)=10.2", "celldm(1)=10.2, A=5.4"), refused=True)
    both("celldm-negative", plain.replace("celldm(1)=10.2", "celldm(1)=-10.2"), refused=True)
    both("cell-and-ibrav", plain + "CELL_PARAMETERS bohr\n5 0 0\n0 5 0\n0 0 5\n", refused=True)
    both("cell-left-handed", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=0") + "CELL_PARAMETERS bohr\n0 8 0\n8 0 0\n0 0 8\n")
    both("cell-flat", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=0") + "CELL_PARAMETERS bohr\n8 0 0\n0 8 0\n8 8 0\n", refused=True)
    both("cell-bohr-celldm", plain.replace("ibrav=2", "ibrav=0") + "CELL_PARAMETERS bohr\n0 5.1 5.1\n5.1 0 5.1\n5.1 5.1 0\n")
    both("cell-unit-missing", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=0") + "CELL_PARAMETERS\n0 5.1 5.1\n5.1 0 5.1\n5.1 5.1 0\n")
    both("cell-unit-missing-celldm", plain.replace("ibrav=2", "ibrav=0") + "CELL_PARAMETERS\n0 0.5 0.5\n0.5 0 0.5\n0.5 0.5 0\n")
    both("cell-unit-missing-a", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=0, A=5.4") + "CELL_PARAMETERS\n0 0.5 0.5\n0.5 0 0.5\n0.5 0.5 0\n")
    both("cell-alat-alone", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=0") + "CELL_PARAMETERS alat\n0 5.1 5.1\n5.1 0 5.1\n5.1 5.1 0\n", refused=True)
    both("cell-expression", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=0") + "CELL_PARAMETERS bohr\n0 10/2 5\n5 0 5\n5 5 0\n")
    both("cell-hexagonal-angstrom", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=0") + "CELL_PARAMETERS angstrom\n 4.0 0 0\n-2.0 3.46410161513775 0\n0 0 5\n")
    for name, unit in dict(alat="alat", none="", bohr="bohr", angstrom="angstrom", bracket="(bohr)", upper="ANGSTROM", bad="furlong").items():
        both("unit-" + name, plain.replace("ATOMIC_POSITIONS crystal", "ATOMIC_POSITIONS " + unit))
    both("position-fraction", plain.replace("0.25 0.25 0.25", "1/4 0.5^2 (1+1)/8"))
    both("position-third", plain.replace("Si 0.25 0.25 0.25", "Si 1/3 -2/3 1.0e-1+2.5d-1"))
    both("position-power", plain.replace("Si 0.25 0.25 0.25", "Si 2^-2 -2^-2 2*3^2/40"))
    both("position-sqrt", plain.replace("Si 0.25 0.25 0.25", "Si sqrt(2) 0 0"), refused=True)
    both("position-word", plain.replace("Si 0.25 0.25 0.25", "Si x y z"), refused=True)
    both("position-two", plain.replace("Si 0.25 0.25 0.25", "Si 0.25 0.25"), refused=True)
    both("position-five", plain.replace("Si 0.25 0.25 0.25", "Si 0.25 0.25 0.25 1 1"), refused=True)
    both("position-same", plain.replace("Si 0.25 0.25 0.25", "Si 0 0 1"), refused=True)
    both("position-near", plain.replace("Si 0.25 0.25 0.25", "Si 0 0 0.00001"), refused=True)
    both("abc", plain.replace("celldm(1)=10.2", "A=5.4"))
    both("abc-cos", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=14, A=4, B=4.5, C=5, cosAB=0.1, cosAC=-0.2, cosBC=0.05"))
    both("abc-cos-mono", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=-12, A=4, B=4.5, C=5, cosAC=-0.2"))
    both("abc-cos-mono-wrong", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=12, A=4, B=4.5, C=5, cosAC=-0.2"))
    both("abc-rhombo", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=5, A=4, cosAB=0.3"))
    both("abc-b-only", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=8, A=4, C=5"), refused=True)
    both("abc-ignored", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=1, A=4, B=7, C=9"))
    both("celldm-ignored", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=1, celldm=7, 2, 3, 0.1, 0.2, 0.3"))
    both("celldm-cos-big", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=14, celldm=8, 1, 1, 1.5, 0.1, 0.1"), refused=True)
    both("celldm-triclinic-flat", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=14, celldm=8, 1, 1, 0.9, 0.9, -0.9"), refused=True)
    both("rhombo-bad", plain.replace("ibrav=2, celldm(1)=10.2", "ibrav=5, celldm(1)=8, celldm(4)=-0.6"), refused=True)
    both("hex-no-c", plain.replace("ibrav=2", "ibrav=4"), refused=True)
    both("spacegroup-without-ibrav", plain.replace("ibrav=2", "space_group=227"))
    both("empty", "", refused=True)
    both("prefix", plain.replace("verbosity='high'", "verbosity='high', prefix='abc'"))
    both("no-newline-at-end", plain.rstrip("\n"))
    both("long-line", plain.replace("ibrav=2,", "ibrav=2," + " " * 300))
    both("verbosity-low", plain.replace("'high'", "'low'"))
    both("verbosity-bad", plain.replace("'high'", "'loud'"))
    both("restart", plain.replace("verbosity='high'", "restart_mode='restart'"))
    both("restart-bad", plain.replace("verbosity='high'", "restart_mode='foo'"), refused=True)
    both("nstep-bad", plain.replace("verbosity='high'", "nstep=-1"))
    both("degauss-negative", plain.replace("ecutwfc=9", "ecutwfc=9, occupations='smearing', degauss=-0.1"))
    both("startingpot-bad", plain.replace("&electrons", "&electrons startingpot='foo'"), refused=True)
    both("conv-thr-negative", plain.replace("&electrons", "&electrons conv_thr=-1"))
    both("maxstep-zero", plain.replace("&electrons", "&electrons electron_maxstep=0"))
    both("beta-zero", plain.replace("&electrons", "&electrons mixing_beta=0"))


def after():
    """Calculations that start from a density."""
    low = "ibrav=8, celldm(1)=6, celldm(2)=1.2, celldm(3)=0.9, ecutwfc=9"
    pair = "Si 0.1 0.2 0.07\nC 0 0 0"
    band = "tpiba_b\n3\n0 0 0 4\n0.5 0 0 3\n0.5 0.5 0 1"
    points = "crystal\n3\n0 0 0 1\n0.5 0 0.25 1\n0.1 0.2 0.3 3"
    lsda = FCC + ", nspin=2, starting_magnetization(1)=0.2, " + SMEAR
    runs = [
        ("nscf-mesh", FCC, DIAMOND, mesh(3, 3, 3, 1, 1, 1), "nscf", "nbnd=8"), ("bands-list", low, pair, points, "bands", "nbnd=6"),
        ("nscf-list", low, pair, points, "nscf", ""), ("bands-path", low, pair, band, "bands", "nbnd=7"),
        ("nscf-nosym", FCC, DIAMOND, mesh(2, 2, 3), "nscf", "nosym=.true."), ("bands-mesh", low, pair, mesh(2, 2, 3, 1, 0, 1), "bands", ""),
        ("nscf-lsda", lsda, DIAMOND, mesh(2, 2, 2, 1, 0, 0), "nscf", "nbnd=9"), ("nscf-tetrahedra", FCC, DIAMOND, mesh(3, 3, 2), "nscf", "occupations='tetrahedra'"),
        ("nscf-few-bands", FCC, DIAMOND, mesh(2, 2, 2), "nscf", "nbnd=2"), ("nscf-gamma", FCC, DIAMOND, "gamma", "nscf", ""),
        ("nscf-us", "ibrav=3, celldm(1)=5.4, ecutwfc=14, ecutrho=60, " + SMEAR, "Fe 0 0 0", mesh(3, 3, 3), "nscf", ""),
    ]
    for name, system, atoms, k, calculation, more in runs:
        scf = text(system, atoms, "gamma" if k == "gamma" else mesh(2, 2, 2), electrons="conv_thr=1e9")
        case("after-" + name, system + (", " + more if more else ""), atoms, k, control="calculation='%s'" % calculation, before=scf)


def values():
    """Values of variables written in unusual ways, and cards in odd places."""
    plain = HEADER + SYSTEM + ELECTRONS + TAIL
    magnetic = plain.replace("ecutwfc=9", "ecutwfc=9, %s, %%s" % SMEAR)
    for name, more in {
        "start-list": "nspin=2, starting_magnetization=0.5", "start-zero": "nspin=2, starting_magnetization(1)=0.0",
        "start-repeat": "noncolin=.true., starting_magnetization=1*0.5, angle1=1*90.0", "noncolin-false": "noncolin=.false., nspin=2, starting_magnetization(1)=0.1",
        "nspin4-start": "nspin=4, starting_magnetization(1)=0.3, angle1(1)=45", "totmag-noncolin": "noncolin=.true., tot_magnetization=1",
        "totmag-nospin": "tot_magnetization=1", "totmag-nospin-zero": "tot_magnetization=0", "nbnd-zero": "nbnd=0", "nbnd-negative": "nbnd=-4",
        "ecutrho-zero": "ecutrho=0", "ecutrho-negative": "ecutrho=-1", "nr-negative": "nr1=-8, nr2=8, nr3=8", "start-two": "nspin=2, starting_magnetization(2)=0.5",
        "angle-only": "noncolin=.true., angle1(1)=90", "lspinorb-only": "lspinorb=.true.", "nspin0": "nspin=0", "start-index-0": "nspin=2, starting_magnetization(0)=0.5",
    }.items():
        raw("value-" + name, magnetic % more)
    for name, old, new in (
        ("occupations-case", "ecutwfc=9", "ecutwfc=9, occupations='Smearing', degauss=0.01"), ("occupations-blank", "ecutwfc=9", "ecutwfc=9, occupations=' smearing', degauss=0.01"),
        ("gamma-word", "K_POINTS automatic", "K_POINTS {Gamma}"), ("automatic-case", "K_POINTS automatic", "K_POINTS Automatic"),
        ("k-tight", "K_POINTS automatic", "K_POINTS{automatic}"), ("k-comma", "2 2 2 1 1 1", "2,2,2,1,1,1"), ("k-more", "2 2 2 1 1 1", "2 2 2 1 1 1 7 8"),
        ("k-two-lines", "2 2 2 1 1 1", "2 2 2\n1 1 1"), ("k-real", "2 2 2 1 1 1", "2.0 2 2 1 1 1"), ("k-blank-line", "automatic\n2 2", "automatic\n\n2 2"),
        ("k-comment", "automatic\n2 2", "automatic\n! mesh\n2 2"), ("k-trailing", "K_POINTS automatic", "K_POINTS automatic ! gamma"),
        ("k-gamma-comment", "K_POINTS automatic", "K_POINTS crystal_b"), ("positions-trailing", "ATOMIC_POSITIONS crystal", "ATOMIC_POSITIONS crystal ! bohr"),
        ("positions-two-units", "ATOMIC_POSITIONS crystal", "ATOMIC_POSITIONS (alat) crystal"), ("atoms-commas", "Si 0.25 0.25 0.25", "Si, 0.25, 0.25, 0.25"),
        ("atoms-d", "Si 0.25 0.25 0.25", "Si .25d0 2.5D-1 25e-2"), ("atoms-upper-e", "Si 0.25 0.25 0.25", "Si 2.5E-1 +0.25 --0.25"), ("atoms-if-pos-real", "Si 0.25 0.25 0.25", "Si 0.25 0.25 0.25 1.0 0 1"),
        ("atoms-unary", "Si 0.25 0.25 0.25", "Si -0.25+0.5 0.25 (0.25)"), ("atoms-divide", "Si 0.25 0.25 0.25", "Si 1/2/2 2*1/8 1-3/4"),
        ("atoms-power-chain", "Si 0.25 0.25 0.25", "Si 2^-1^2 0.25 0.25"), ("species-mass-d", "Si 28", "Si 2.8D1"), ("species-comma", "Si 28 Si-nc", "Si, 28, Si-nc"),
        ("cell-atend", "K_POINTS", "CELL_PARAMETERS\n K_POINTS"), ("input-dft-shortname", "ecutwfc=9", "ecutwfc=9, input_dft='LDA'"),
        ("occupations-card-unused", "K_POINTS", "OCCUPATIONS\n2 2 2 2\nK_POINTS"), ("velocities", "K_POINTS", "ATOMIC_VELOCITIES\nSi 0 0 0\nSi 0 0 0\nK_POINTS"),
        ("forces", "K_POINTS", "ATOMIC_FORCES\nSi 0 0 0\nSi 0 0 0\nK_POINTS"), ("constraints", "K_POINTS", "CONSTRAINTS\n1\n'distance' 1 2 4.0\nK_POINTS"),
        ("exponent-no-e", "celldm(1)=10.2", "celldm(1)=1.02+1"), ("celldm-nan", "celldm(1)=10.2", "celldm(1)=nan"), ("celldm-inf", "celldm(1)=10.2", "celldm(1)=infinity"),
        ("celldm-tiny", "celldm(1)=10.2", "celldm(1)=0.5"), ("charge-blank", "ecutwfc=9", "ecutwfc=9, tot_charge= 2."), ("quote-mix", "'high'", "'high\""),
        ("origin", "ecutwfc=9", "ecutwfc=9, uniqueb=.true., origin_choice=2, rhombohedral=.false."), ("a-and-celldm-zero", "celldm(1)=10.2", "celldm(1)=0, A=5.4"),
        ("ibrav-plus", "ibrav=2", "ibrav=+2"), ("ibrav-real", "ibrav=2,", "ibrav=2.0,"), ("two-values", "ecutwfc=9", "ecutwfc=9 10"), ("nat-comment", "nat=2,", "nat=2!,\n"),
        ("colon", "ecutwfc=9", "ecutwfc:9"), ("bands-calculation-blank", "verbosity='high'", "verbosity='high', calculation='scf '"), ("ecut-string", "ecutwfc=9", "ecutwfc='9'"),
    ):
        raw("value-" + name, plain.replace(old, new))


def combined(seed, count):
    """Seeded random combinations of lattice, atoms, switches, spin, k-points and cutoffs."""
    r = random.Random(seed)
    for n in range(count):
        lattice = r.choice(list(LATTICES.values()))
        metal = r.random() < 0.6
        spin = r.choice(["", "", "nspin=2", "noncolin=.true."])
        parts = [lattice, "ecutwfc=%d" % r.choice([6, 8, 9, 11])]
        elements = r.choice([["Si"], ["Si", "C"], ["Fe"], ["Fe", "O"], ["Fe1", "Fe2"], ["H", "N"], ["Al", "Al2"], ["Cu", "Sn"], ["As"]])
        if r.random() < 0.4:
            parts.append("ecutrho=%s" % r.choice(["40", "50", "72", "100"]))
        grid = [0, 0.5, 0.25, -0.25, "1/3", "2/3", 0.1, -0.1, 0.2, -0.2, "1/6", 0.75, "1/8"]
        count_atoms = r.choice([1, 2, 2, 3, 4])
        places = []
        kind = r.random()
        if kind < 0.35:
            x = [r.choice(grid) for _ in range(3)]
            places = [x, ["-(%s)" % c for c in x]][: max(1, min(2, count_atoms))]
        elif kind < 0.6:
            x = r.choice([0, 0.1, 0.25, "1/3"])
            shift = r.choice([[0.5, 0.5, 0.5], [0, 0, 0.5], [0.25, 0.25, 0.25], ["1/3", "2/3", 0.5], [0.5, 0, 0]])
            places = [[x, x, 0], ["%s+%s" % (x, shift[0]), "%s+%s" % (x, shift[1]), shift[2]]]
        else:
            places = [[r.choice(grid) for _ in range(3)] for _ in range(count_atoms)]
        value = lambda c: eval(str(c)) % 1
        seen, lines = [], []
        for j, x in enumerate(places):
            v = [value(c) for c in x]
            if any(all(abs((a - b + 0.5) % 1 - 0.5) < 1e-3 for a, b in zip(v, w)) for w in seen):
                continue
            seen.append(v)
            lines.append("%s %s %s %s" % (elements[j % len(elements)], *x))
        labels = list(dict.fromkeys(line.split()[0] for line in lines))
        if metal or spin == "nspin=2":
            parts.append(SMEAR)
        if spin:
            parts.append(spin)
        if spin == "nspin=2" or (spin and r.random() < 0.7):
            for j in range(len(labels)):
                parts.append("starting_magnetization(%d)=%s" % (j + 1, r.choice(["0.5", "-0.5", "0.2"])))
                if spin != "nspin=2" and r.random() < 0.7:
                    parts.append("angle1(%d)=%s, angle2(%d)=%s" % (j + 1, r.choice(["0", "90", "45", "180"]), j + 1, r.choice(["0", "90", "45", "30", "120"])))
        if spin.startswith("noncolin") and r.random() < 0.4:
            parts.append("lspinorb=.true.")
        for flag, chance in (("nosym", 0.05), ("nosym_evc", 0.15), ("noinv", 0.2), ("force_symmorphic", 0.1), ("use_all_frac", 0.1), ("no_t_rev", 0.1)):
            if r.random() < chance:
                parts.append(flag + "=.true.")
        if r.random() < 0.2:
            parts.append("tot_charge=%s" % r.choice(["1", "-1", "0.5", "-0.3"]))
        if spin == "nspin=2" and r.random() < 0.3:
            parts.append("tot_magnetization=%s" % r.choice(["0", "1", "2", "3"]))
        choice = r.random()
        if choice < 0.7:
            k = mesh(*[r.choice([1, 2, 2, 3, 3, 4]) for _ in range(3)], *[r.choice([0, 1]) for _ in range(3)])
        elif choice < 0.8 and not spin.startswith("noncolin"):
            k = "gamma"
        else:
            points = ["%s %s %s %s" % (*[r.choice(["0", "0.5", "0.25", "0.1", "-0.3", "0.3333333"]) for _ in range(3)], r.choice(["1", "2", "0.5"])) for _ in range(r.choice([1, 2, 4]))]
            k = "%s\n%d\n%s" % (r.choice(["tpiba", "crystal", ""]), len(points), "\n".join(points))
        more = r.choice(["", "", "diagonalization='cg'", "mixing_ndim=4", "startingwfc='random'", "diago_david_ndim=4"])
        control = r.choice(["", "", "tprnfor=.true.", "tstress=.true.", "disk_io='none'", "disk_io='high'"])
        case("mix-%d-%d" % (seed, n), ", ".join(parts), "\n".join(lines), k, electrons=more, control=control, real=n % 8 == 0)


# pw.x goes on with no electrons, an unknown unit of k-points or 10/2 as 10; it stops when naming irreducible representations.
DROPPED = {"el-charge-all", "list-unknown-unit", "text-cell-expression", "digits-mono-6", "digits-mono-7"}

# Of the large families one case in six is kept, so that the file stays small, and these:
ALWAYS = {
    "effort-calculation-upper", "effort-diag-ParO-mixed", "effort-diag-cg-serial", "effort-diag-rmm-davidson",
    "effort-disk-gamma-upper", "effort-disk-upper", "effort-md-no-ions", "effort-mixing-0", "effort-mode-foo",
    "effort-mode-local-lower", "effort-mode-potential", "effort-ndim-1", "effort-relax-no-ions", "effort-tqr",
    "effort-vc-relax-no-cell", "el-25", "el-35", "el-39", "el-49", "el-degauss-missing",
    "el-from-input-no-nbnd", "el-from-input-none", "el-from-input-short", "el-smearing-bad",
    "el-tetrahedra-gamma", "el-tetrahedra-list", "el-totmag-charge--2", "el-totmag-charge--3",
    "el-totmag-fixed--2", "el-totmag-fixed--3", "el-totmag-fixed-0.5", "el-totmag-smear--2",
    "el-totmag-smear--3", "grid-dual-small", "grid-nr-double-anisotropic", "grid-nr-double-bad",
    "grid-nr-double-cut", "grid-nr-double-small", "grid-nrs-double-prime", "grid-nrs-single-anisotropic",
    "list-labels", "list-labels-crystal", "list-labels-mixed", "mix-1-1", "mix-1-11", "mix-1-17", "mix-1-66",
    "mix-1-68", "mix-1-70", "mix-1-78",
}
THINNED = ("mag-", "digits-", "lat-", "switch-", "list-", "el-", "grid-", "super-", "shift-", "mix-1-", "effort-")


def kept(c):
    if not c["name"].startswith(THINNED) or c["name"] in ALWAYS or c.get("refused") or c.get("real"):
        return True
    return zlib.crc32(c["name"].encode()) % 6 == 0


def all_cases():
    """All cases; with EXPLORE=n in the environment nothing is left out and n more random combinations are added."""
    explore = os.environ.get("EXPLORE")
    if not ALL:
        magnets()
        lattices()
        rounded()
        supercells()
        switches()
        lists()
        grids()
        electrons()
        effort()
        physics()
        syntax()
        after()
        values()
        combined(1, 160)
        combined(2, int(explore or 0))
    return ALL if explore else [c for c in ALL if kept(c) and c["name"] not in DROPPED]
