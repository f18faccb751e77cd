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


def all_cases():
    if not ALL:
        magnets()
        lattices()
    return ALL
