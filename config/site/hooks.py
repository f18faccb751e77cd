"""What mkdocs does not do itself: pages that stand beside docs/, `*` in the nav, links that are right in the repository and on the site."""
import posixpath
import re
from glob import glob

from mkdocs.structure.files import File

OUTSIDE = ["CONTRIBUTING.md", "CHANGELOG.md", "qeperf-examples/README.md", "qeperf-examples/*/README.md", "data/*/README.md",
           "data/pwx-runs/systems/README.md"]
LINK = re.compile(r"(!?\[[^\]\[]*\])\(([^)\s#]+)(#[^)\s]*)?\)|(`+)(?:.|\n)+?\4")
FENCE = re.compile(r"^(```.*?^```[^\S\n]*$)", re.MULTILINE | re.DOTALL)
HOME = "README.md"


def on_config(config):
    """An entry `folder/*.md` of the nav stands for all such pages, so that a new example needs no line."""
    config["nav"] = spread(config["nav"])
    return config


def spread(entries):
    found = []
    for entry in entries:
        if isinstance(entry, str) and "*" in entry:
            found += [page_of(at) for at in sorted(glob(entry) or glob("docs/" + entry))]
        elif isinstance(entry, dict):
            found.append({name: spread(at) if isinstance(at, list) else at for name, at in entry.items()})
        else:
            found.append(entry)
    return found


def page_of(place):
    """The page of a file of the repository: pages of docs stand at the top."""
    return "index.md" if place == HOME else place[len("docs/"):] if place.startswith("docs/") else place


def on_files(files, config):
    for place in sorted(place for pattern in OUTSIDE for place in glob(pattern)):
        files.append(File(place, ".", config["site_dir"], config["use_directory_urls"]))
    return files


def on_page_markdown(markdown, page, config, files):
    def moved(link):
        text, target, anchor = link.group(1, 2, 3)
        if target is None or ":" in target:
            return link.group(0)
        there = posixpath.normpath(posixpath.join(folder, target))
        home = posixpath.normpath(posixpath.join(there, HOME))
        there = home if posixpath.isfile(home) else there
        if posixpath.isdir(there):  # of the repository, without a page
            return text[1:-1]
        if posixpath.isfile(there) and not there.endswith(".md") and page_of(there) not in files.src_uris:  # something to download
            files.append(File(there, ".", config["site_dir"], config["use_directory_urls"]))
        return f"{text}({posixpath.relpath(page_of(there), posixpath.dirname(page.file.src_uri) or '.')}{anchor or ''})"

    folder = posixpath.dirname(posixpath.relpath(page.file.abs_src_path))
    return "".join(part if i % 2 else LINK.sub(moved, part) for i, part in enumerate(FENCE.split(markdown)))
