"""The figures of a run, kept part by part, and its page."""

import datetime
import importlib.metadata
import json
import pathlib
import platform
import statistics
import subprocess

from . import measure, serving

ENDING = "-side-by-side.json"
UNITS = ((1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))
TITLES = {
    "extraction": "Extraction",
    "inference": "Inference",
    "automl": "AutoML",
    "serving": "Serving",
    "start": "Start-up",
}


def versions():
    """Of everything on the other side, and of Python."""
    found = {"Python": platform.python_version()}
    for name in ("ase", "spglib", "numpy", "scipy", "scikit-learn", "flask", "gunicorn"):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "missing"
    try:
        printed = subprocess.run(["wrk", "-v"], capture_output=True, text=True).stdout
        found["wrk"] = printed.split()[1]
    except (OSError, IndexError):
        found["wrk"] = "missing"
    return found


def java_versions(libraries):
    """Smile, DL4J, ONNX Runtime: as the files beside benchmarks.jar say."""
    found = {}
    for name, prefix in (("Smile", "smile-core-"), ("DL4J", "deeplearning4j-nn-"), ("ONNX Runtime", "onnxruntime-")):
        for file in sorted(libraries.glob(prefix + "*.jar")):
            found[name] = file.stem[len(prefix) :]
    return found


def shown(seconds):
    scale, unit = next((pair for pair in UNITS if seconds >= pair[0]), UNITS[-1])
    value = seconds / scale
    return f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2}f} {unit}"


class Run:
    def __init__(self, folder, file, content):
        self.folder, self.file, self.content = folder, file, content

    @staticmethod
    def open(folder, kind, commit, machine, command, settings, again):
        """The run of this machine, commit and settings that the folder holds, or a new one."""
        for file in sorted(folder.glob("*" + kind + ENDING)):
            content = json.loads(file.read_text())
            if not again and (content["commit"], content["settings"]) == (commit, settings):
                return Run(folder, file, {**content, "command": command})
        date = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
        libraries = pathlib.Path(__file__).resolve().parents[1] / "target" / "lib"
        content = {
            "date": date, "commit": commit, "command": command, "settings": settings, "machine": machine,
            "versions": {**versions(), **java_versions(libraries)}, "parts": {}, "left_out": {},
        }
        file, other = folder / f"{date}-{kind}{ENDING}", 2
        while file.exists() and not again:
            file, other = folder / f"{date}-{other}-{kind}{ENDING}", other + 1
        return Run(folder, file, content)

    def holds(self, part):
        return part in self.content["parts"]

    def save(self):
        self.file.write_text(json.dumps(self.content, indent=1) + "\n")

    def add(self, part, lines):
        self.content["parts"][part] = lines
        self.content["left_out"].pop(part, None)
        self.save()

    def leave(self, part, reason):
        self.content["left_out"][part] = reason
        self.save()

    def write(self, modules):
        """Writes the page; gives the aims that were missed."""
        aims = [aim for part, lines in self.content["parts"].items() for aim in modules[part].aims(lines)]
        (self.folder / "side-by-side.md").write_text(self.markdown(aims))
        return [what for what, met in aims if not met]

    def markdown(self, aims):
        content = self.content
        text = (
            f"# Side by side\n\nWritten on {content['date']} by\n\n    {content['command']}\n\nand not by hand; the figures of each round are in "
            f"[{self.file.name}]({self.file.name}), what is compared in [README.md](README.md).\n\n{content['machine'].strip()}\n"
            + "".join(f"| {name} | {version} |\n" for name, version in content["versions"].items())
            + f"\nEach time is the median of {content['settings']['rounds']} rounds of all sides in turn, after a warm-up; a ratio that of the "
            f"medians, with the {measure.LEVEL} % interval of rounds drawn again (bootstrap).\n\n| aim | met |\n|---|---|\n"
            + "".join(f"| {what} | {'yes' if met else '**no**'} |\n" for what, met in aims)
        )
        for part, title in TITLES.items():
            if part in content["parts"]:
                lines = content["parts"][part]
                text += f"\n## {title}\n\n" + (serving.table(lines) if part == "serving" else table(lines))
            elif part in content["left_out"]:
                text += f"\n## {title}\n\nNot run: {content['left_out'][part]}.\n"
        return text


def table(lines):
    text = "| what | with | time | times as long as qeperf | interval |\n|---|---|---:|---:|---|\n"
    for line in lines:
        ours = line["figures"][line["ours"]]
        for name, figures in line["figures"].items():
            text += f"| {line['what'] if name == line['ours'] else ''} | {name} | {shown(statistics.median(figures))} | "
            if name == line["ours"]:
                text += "| |\n"
            else:
                value, low, high = measure.ratio(figures, ours)
                text += f"{value:,.1f} | {low:,.1f} to {high:,.1f} |\n"
    notes = "".join(f"- {line['what']}: {line['note']}\n" for line in lines)
    return text + "\n" + notes
