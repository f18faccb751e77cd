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
            places = sorted(glob(entry) or glob("docs/" + entry))
            found += [page_of(place) for place in places if not place.startswith("docs/") or not place.endswith(HOME)]
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
        add(place, files, config)
    return files


def add(place, files, config):
    files.append(File(place, ".", config["site_dir"], config["use_directory_urls"]))


def on_page_markdown(markdown, page, config, files):
    outside = posixpath.relpath(page.file.abs_src_path, posixpath.abspath("."))
    parts = FENCE.split(markdown)
    parts[::2] = [LINK.sub(lambda link: moved(link, outside, page, config, files), part) for part in parts[::2]]
    return "".join(parts)


def moved(link, place, page, config, files):
    text, target, anchor = link.group(1, 2, 3)
    if target is None or ":" in target:
        return link.group(0)
    there = posixpath.normpath(posixpath.join(posixpath.dirname(place), target))
    if posixpath.isdir(there) and posixpath.isfile(posixpath.join(there, HOME)):
        there = posixpath.join(there, HOME)
    if posixpath.isfile(there) and page_of(there) not in files.src_uris:
        add(there, files, config)  # a file that a page links to, to download
    return f"{text}({posixpath.relpath(page_of(there), posixpath.dirname(page.file.src_uri) or '.')}{anchor or ''})"
