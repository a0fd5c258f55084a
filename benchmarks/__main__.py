"""Everything that the README says of speed, measured in one run and printed as its tables: `python benchmarks`.

It takes some twenty minutes; `python benchmarks 3` takes fewer pairs and less long.
"""

import sys

import citing
import growth
import startup

if __name__ == "__main__":
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    print("### Beside hello-world\n", flush=True)
    startup.main(pairs)
    print("\n### Citing\n", flush=True)
    citing.main(pairs)
    print("\n### Growth\n", flush=True)
    growth.main([12_000, 100_000], pairs)
