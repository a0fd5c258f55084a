"""Count how many of the independent styles format a few references, and how many as the reference processor.

    python tools/survey_styles.py [--every N] [--references FILE] [--goldens FOLDER]

FILE is CSL-JSON; left out, it is one reference of each of a few kinds from the corpus of the tests, which
``--write FILE`` writes out. FOLDER is what tools/make_goldens.mjs made of that file (Node is needed only
there); styles that have no file in it, as it stops at one that citeproc-js refuses, are not compared.
``--names`` prints the names of the styles surveyed, for the command line of that script.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from hairtx.citation.engine import render
from hairtx.citation.styles import styles

CORPUS = Path(__file__).parent.parent / "tests" / "citation" / "corpus.json"
KINDS = ("article-journal", "webpage", "chapter", "book", "thesis", "report", "article")


def main() -> int:
    """Print the counts; the exit code is 1 if a style breaks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--every", type=int, default=1, help="survey every Nth style alone")
    parser.add_argument("--references", type=Path, help="a file of CSL-JSON")
    parser.add_argument("--goldens", type=Path, help="what tools/make_goldens.mjs made of it")
    parser.add_argument("--write", type=Path, help="write the references to this file and stop")
    parser.add_argument("--names", action="store_true", help="print the styles' names and stop")
    args = parser.parse_args()
    items = json.loads(args.references.read_text(encoding="utf-8")) if args.references else _few()
    names = [style.id for style in styles() if style.parent is None][:: args.every]
    if args.write:
        args.write.write_text(json.dumps(items, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return 0
    if args.names:
        sys.stdout.write(" ".join(names) + "\n")
        return 0
    broken = equal = compared = references = same = 0
    for name in names:
        try:
            made = {item["id"]: render([item], name)[0].text for item in items}
        except Exception as error:
            broken += 1
            sys.stdout.write(f"{name}: {type(error).__name__}: {error}\n")
            continue
        wanted = _golden(args.goldens, name)
        if wanted is None:
            continue
        alike = sum(made[id_] == text for id_, text in wanted.items())
        compared, equal = compared + 1, equal + (alike == len(wanted))
        references, same = references + len(wanted), same + alike
        if alike < len(wanted):
            sys.stdout.write(f"{name}: {alike} of {len(wanted)} alike\n")
    sys.stdout.write(f"{len(names) - broken} of {len(names)} styles format {len(items)} references\n")
    if compared:
        sys.stdout.write(f"{equal} of {compared} styles, {same} of {references} references are alike\n")
    return int(broken > 0)


def _few() -> list[dict[str, Any]]:
    items = json.loads(CORPUS.read_text(encoding="utf-8"))
    return [next(item for item in items if item["type"] == kind) for kind in KINDS]


def _golden(folder: Path | None, name: str) -> dict[str, str] | None:
    file = next(folder.glob(f"{name}.citeproc-*.json"), None) if folder else None
    if file is None:
        return None
    golden = json.loads(file.read_text(encoding="utf-8"))
    # a style of notes alone has no bibliography, and its citations are what is compared
    texts = golden["alone"] if any(golden["alone"].values()) else golden["in_text"]
    return {id_: text or "" for id_, text in texts.items()}


if __name__ == "__main__":
    sys.exit(main())
