"""A prediction service built as services of this kind are: Flask, ASE for the input, spglib for the k-points, regular
expressions for the pseudopotentials, a scikit-learn forest for the time. Ours to compare with; nobody should run it.

FOREST names the pickled forest; RELOAD=1 loads it for each request, as the service that set the example does."""

import math
import os
import pathlib
import re
import tempfile

import ase.io
import joblib
import numpy
import spglib
from flask import Flask, jsonify, request

BOHR = 0.529177210903
TRANSITION = set(range(21, 31)) | set(range(39, 49)) | set(range(72, 81))
LANTHANIDES = set(range(57, 72))
app = Flask(__name__)
forest = None


def model():
    global forest
    if forest is None or os.environ.get("RELOAD") == "1":
        forest = joblib.load(os.environ["FOREST"])
    return forest


def card(text, name):
    found = re.search(rf"^\s*{name}\b.*$", text, re.IGNORECASE | re.MULTILINE)
    return text[found.end() :].splitlines()[1:] if found else []


def number(text, name, otherwise):
    found = re.search(rf"\b{name}\s*=\s*([-+.\deEdD]+)", text, re.IGNORECASE)
    return float(found.group(1).lower().replace("d", "e")) if found else otherwise


def header(text, name):
    found = re.search(rf'{name}\s*=\s*"\s*([-+.\deE]+)', text) or re.search(
        rf"([-+.\deE]+)\s+(?:{ {'z_valence': 'Z valence', 'number_of_proj': 'Number of Projectors'}[name]})", text
    )
    return float(found.group(1)) if found else 0.0


def k_points(atoms, text):
    mesh = [int(word) for word in card(text, "K_POINTS")[0].split()[:6]]
    cell = (atoms.cell[:], atoms.get_scaled_positions(), atoms.numbers)
    mapping, _ = spglib.get_ir_reciprocal_mesh(mesh[:3], cell, is_shift=mesh[3:])
    return len(numpy.unique(mapping))


def features(folder, form):
    text = (folder / "input").read_text()
    with open(folder / "input") as stream:
        atoms = ase.io.read(stream, format="espresso-in")
    potentials = {}
    for line in card(text, "ATOMIC_SPECIES"):
        words = line.split()
        if len(words) != 3:
            break
        potentials[words[0]] = (folder / pathlib.Path(words[2]).name).read_text()
    charges = {label: header(potential, "z_valence") for label, potential in potentials.items()}
    betas = {label: header(potential, "number_of_proj") for label, potential in potentials.items()}
    symbols = atoms.get_chemical_symbols()
    electrons = sum(charges[symbol] for symbol in symbols) - number(text, "tot_charge", 0)
    spin = int(number(text, "nspin", 1))
    bands = math.ceil(electrons / 2) if spin == 1 else math.ceil(electrons)
    cutoff = number(text, "ecutrho", 4 * number(text, "ecutwfc", 30))
    waves = atoms.get_volume() / BOHR**3 * cutoff**1.5 / (6 * math.pi**2)
    return [
        electrons,
        electrons**3,
        len(set(symbols)),
        len(symbols),
        sum(z in TRANSITION for z in atoms.numbers),
        sum(z in LANTHANIDES for z in atoms.numbers),
        int(bands * 1.1) + 5,
        waves,
        k_points(atoms, text),
        sum(betas[symbol] for symbol in symbols),
        float(form["n_cores"]),
        float(form["n_nodes"]),
        float(form["threads_per_node"]),
        float(form["n_pool"]),
    ]


@app.post("/predict")
def predict():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        request.files["input_file"].save(folder / "input")
        for potential in request.files.getlist("pseudos[]"):
            potential.save(folder / pathlib.Path(potential.filename).name)
        row = features(folder, request.form)
    seconds = math.exp(model().predict([row])[0])
    return jsonify(parsed_features=row, prediction_time=round(seconds, 10))
