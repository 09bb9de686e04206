"""Articles in, passages found: load, clean, split, encode, store, search. Knows nothing of `qa`."""

import os

# onnxruntime keeps a file on its use in the user's home and sends it to its maker, unless this is set before it loads.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
