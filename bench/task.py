"""One contender at one task, in a process of its own, in the Python that has its packages.

    python -m bench.task bench.peers.by_hand ask INDEX --encoder DIR --reader DIR --question "..."

`index` prints how many passages it indexed and the seconds, after it has indexed `--warming`, if given, which nobody
times; `ask` prints the answer. `serve` answers the questions that come line by line, each with a line of JSON:
milliseconds and answer; and its peak memory where they end.
"""

import argparse
import json
import sys
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.memory import peak_mb
from bench.work import Models, Work


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("module")
    parser.add_argument("task", choices=["index", "add", "ask", "serve"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("--reader", type=Path)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--warming", type=Path)
    parser.add_argument("--question")
    options = parser.parse_args()
    contender = import_module(options.module)
    models = Models(options.encoder, options.reader)
    match options.task:
        case "index":
            if options.warming:
                with TemporaryDirectory() as folder:
                    contender.index(Work(options.warming), Path(folder) / "index", models)
            print(json.dumps(contender.index(Work(options.work), options.folder, models)))
        case "add":
            contender.add(Work(options.work), options.folder, models)
        case "ask":
            print(contender.opened(options.folder, models)(options.question))
        case "serve":
            serve(contender.opened(options.folder, models))


def serve(ask) -> None:
    for question in sys.stdin:
        began = time.perf_counter()
        answer = ask(question.strip())
        print(json.dumps([(time.perf_counter() - began) * 1000, answer]), flush=True)
    print(json.dumps(peak_mb()), flush=True)


if __name__ == "__main__":
    main()
