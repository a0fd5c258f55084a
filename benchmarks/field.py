"""A dataset as large as the field's literature: `python benchmarks/field.py 12000 FOLDER`.

The bundled dataset, and as many made-up studies more as asked, each drawn from a bundled one with other words, names
and numbers in it. They serve measurements alone: nothing in them is true.
"""

import random
import re
import shutil
import sys
from pathlib import Path

import msgspec

from hairtx.canonical import dump_records
from hairtx.dataset import read
from hairtx.folder import FILES, bundled
from hairtx.model import Study

# the share of longer words that become words nobody else uses, as names, drugs and places do
_RARE = 0.03


def drawn(study: Study, number: int, dice: random.Random) -> Study:
    """A study like ``study`` under another key, with no identifier, some of its words changed, of any year."""

    def changed(text: str) -> str:
        return re.sub(r"[a-z]{5,}", lambda found: _word(found[0], dice), text)

    return msgspec.structs.replace(
        study,
        id=f"{study.id}x{number}",
        title=changed(study.title),
        authors=tuple(f"{_word(name, dice, 0.5)}, A." for name in (a.split(",")[0] for a in study.authors)),
        date=str(dice.randint(1990, 2026)),
        doi=None,
        pmid=None,
        pmcid=None,
        trial=study.trial and f"{study.trial}x{number}",
        finding=changed(study.finding),
    )


def _word(word: str, dice: random.Random, share: float = _RARE) -> str:
    return "".join(dice.sample(word, len(word))) if dice.random() < share else word


def write(folder: Path, studies: int, seed: int = 1) -> None:
    """Write a dataset with so many studies into ``folder``; the same seed gives the same files."""
    shutil.copytree(bundled(), folder, dirs_exist_ok=True)
    known = list(read(bundled()).studies.values())
    dice = random.Random(seed)
    more = (drawn(dice.choice(known), number, dice) for number in range(len(known), studies))
    (folder / FILES["study"]).write_text(dump_records("study", [*known, *more]), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
