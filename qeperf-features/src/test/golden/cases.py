"""The inputs. Every case is a dict: name, input, and perhaps real (run it, for npw), refused, ranks, pools, before."""

import math

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


def all_cases():
    if not ALL:
        magnets()
        lattices()
        rounded()
        supercells()
        switches()
        lists()
        grids()
        electrons()
    return ALL
