"""Run a command; print its wall seconds and its peak memory in MiB as JSON, and fail where it fails.

The system counts to the memory of a process what the one that started it had; that is this small one.
"""

import json
import os
import subprocess
import sys
import time


def main() -> None:
    began = time.perf_counter()
    process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{process.returncode}: {' '.join(sys.argv[1:])}")
    print(json.dumps([seconds, usage.ru_maxrss / 1024]))


if __name__ == "__main__":
    main()
