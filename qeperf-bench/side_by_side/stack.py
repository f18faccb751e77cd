"""From the text of an input and its pseudopotential to counts with what Python has: ASE reads the cell, spglib finds symmetry
and k-points, numpy counts vectors in spheres, ElementTree reads the head of the pseudopotential."""

import io
import math
import os
import xml.etree.ElementTree

import ase.io
import ase.io.espresso
import numpy
import spglib
from ase.units import Bohr


def potential(content):
    """Valence charge and number of projector states of a file's bytes."""
    root = xml.etree.ElementTree.fromstring(content)
    header = root.find("PP_HEADER").attrib
    betas = [beta for beta in root.find("PP_NONLOCAL") if beta.tag.startswith("PP_BETA.")]
    return float(header["z_valence"]), sum(2 * int(beta.attrib["angular_momentum"]) + 1 for beta in betas)


def known_potential(file, known):
    """The same of a file, read again only if its size or time of change is another."""
    status = os.stat(file)
    key = (file, status.st_size, status.st_mtime_ns)
    if key not in known:
        known[key] = potential(file.read_bytes())
    return known[key]


def good(number, multiple):
    """The next length with factors 2, 3 and 5 only that is a multiple of a number."""
    while True:
        rest = number
        for factor in (2, 3, 5):
            while rest % factor == 0:
                rest //= factor
        if rest == 1 and number % multiple == 0:
            return number
        number += 1


def multiples(translations):
    """What the lengths along the axes are multiples of, so that translations of symmetries go from point to point."""
    needed = [1, 1, 1]
    for axis, column in enumerate(numpy.asarray(translations).T):
        for share in numpy.unique(numpy.round(column % 1, 5)):
            needed[axis] = math.lcm(needed[axis], next(n for n in (1, 2, 3, 4, 6) if abs(share * n - round(share * n)) < 1e-4))
    return needed


def vectors(cell, cutoff):
    """Indices, vectors and squares of all reciprocal lattice vectors in the sphere of the density, sorted by their squares."""
    reciprocal = 2 * math.pi * numpy.linalg.inv(cell).T
    most = (math.sqrt(cutoff) * numpy.linalg.norm(cell, axis=1) / (2 * math.pi)).astype(int) + 1
    axes = [numpy.arange(-n, n + 1) for n in most]
    parts = [axis[:, None] * vector for axis, vector in zip(axes, reciprocal)]
    squares = numpy.zeros([len(axis) for axis in axes])
    for x in range(3):
        squares += (parts[0][:, None, None, x] + parts[1][None, :, None, x] + parts[2][None, None, :, x]) ** 2
    inside = numpy.nonzero(squares <= cutoff)
    indices = numpy.stack([axis[i] for axis, i in zip(axes, inside)], axis=1)
    return reciprocal, indices, squares[inside]


def plane_waves(reciprocal, indices, squares, points, cutoff):
    """Most vectors in the sphere around minus k, over all k."""
    k = points @ reciprocal
    reach = math.sqrt(cutoff) + math.sqrt((k**2).sum(1).max())
    near = indices[squares <= reach**2] @ reciprocal
    most = 0
    for point in k:
        shifted = near + point
        most = max(most, int(numpy.count_nonzero(numpy.einsum("ij,ij->i", shifted, shifted) <= cutoff)))
    return most


def mesh(cards):
    at = next(i for i, line in enumerate(cards) if line.split()[0].upper() == "K_POINTS")
    words = [int(word) for word in cards[at + 1].split()]
    return words[:3], words[3:]


def counts(text, read_potential):
    """All counts; the function gives what the pseudopotential says."""
    atoms = ase.io.read(io.StringIO(text), format="espresso-in")
    namelists, cards = ase.io.espresso.read_fortran_namelist(io.StringIO(text))
    system = namelists["system"]
    charge, projectors = read_potential()
    cutoff = float(system["ecutwfc"])
    density = float(system.get("ecutrho", 4 * cutoff))
    crystal = (atoms.cell[:], atoms.get_scaled_positions(), atoms.numbers)
    symmetry = spglib.get_symmetry(crystal)
    points, shift = mesh(cards)
    mapping, grid = spglib.get_stabilized_reciprocal_mesh(points, symmetry["rotations"], is_shift=shift)
    irreducible = numpy.unique(mapping)
    k = (grid[irreducible] + numpy.array(shift) / 2) / points
    reciprocal, indices, squares = vectors(atoms.cell[:] / Bohr, density)
    most = numpy.abs(indices).max(0)
    lengths = [good(2 * int(n) + 1, multiple) for n, multiple in zip(most, multiples(symmetry["translations"]))]
    electrons = round(charge * len(atoms))
    return {
        "electrons": electrons,
        "atoms": len(atoms),
        "projectors": projectors * len(atoms),
        "states": electrons // 2,
        "symmetries": len(symmetry["rotations"]),
        "k_points": len(irreducible),
        "fft": "x".join(map(str, lengths)),
        "g_vectors": len(squares),
        "plane_waves": plane_waves(reciprocal, indices, squares, k, cutoff),
    }
