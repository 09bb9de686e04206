"""Make a checkpoint to train on from the shipped reader: its eight-bit weights, multiplied out.

The checkpoints of earlier stages are 90 MB each and in no repository; what is shipped is all that a next training
needs. Rounding cost the weights less than a few hundred steps move them.
"""

import argparse
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from transformers import AutoModelForQuestionAnswering

from index.encoding.export import packaged_default
from qa.paths import MODEL

# The matrices of a layer, in the order in which the fused graph multiplies by them, as torch names them.
_MATRICES = ("attention.output.dense", "intermediate.dense", "output.dense")
_EMBEDDINGS = ("word_embeddings.weight", "position_embeddings.weight", "token_type_embeddings.weight")


def shipped_weights(path: Path) -> dict[str, torch.Tensor]:
    """The weights of a reader that `training.export` wrote, by the names of BertForQuestionAnswering."""
    graph = onnx.load(str(path)).graph
    stored = {initializer.name: numpy_helper.to_array(initializer) for initializer in graph.initializer}
    multiplied = iter(node.input[1] for node in graph.node if node.op_type == "DynamicQuantizeMatMul")
    layers = sum(node.op_type == "QAttention" for node in graph.node)

    def plain(name: str) -> np.ndarray:
        rounded, scale, zero = (stored[f"{name}_{part}"] for part in ("quantized", "scale", "zero_point"))
        return (rounded.astype(np.float32) - zero.astype(np.float32)) * scale

    found = {f"bert.embeddings.{name}": plain(f"model.bert.embeddings.{name}") for name in _EMBEDDINGS}
    for part in ("weight", "bias"):
        found[f"bert.embeddings.LayerNorm.{part}"] = plain(f"model.bert.embeddings.LayerNorm.{part}")
    for layer in range(layers):
        within = f"bert.encoder.layer.{layer}."
        joint, biases = plain(f"Attention_{layer}_qkv_weight"), stored[f"Attention_{layer}_qkv_bias"]
        names = ("query", "key", "value")
        for name, weight, bias in zip(names, np.split(joint, 3, axis=1), np.split(biases, 3), strict=True):
            found[f"{within}attention.self.{name}.weight"] = weight.T
            found[f"{within}attention.self.{name}.bias"] = bias
        for name in _MATRICES:
            found[f"{within}{name}.weight"] = plain(next(multiplied).removesuffix("_quantized")).T
    found["qa_outputs.weight"] = plain(next(multiplied).removesuffix("_quantized")).T
    for name, values in stored.items():
        if name.startswith("model.") and name.endswith((".weight", ".bias")):
            found[name.removeprefix("model.")] = values
    return {name: torch.from_numpy(np.array(values, dtype=np.float32)) for name, values in found.items()}


def restore(reader: Path, out: Path) -> None:
    """Write to `out` a checkpoint with the weights of the reader in the folder `reader`."""
    model = AutoModelForQuestionAnswering.from_pretrained(packaged_default())
    model.load_state_dict(shipped_weights(reader / "reader.onnx"))
    model.save_pretrained(out)
    shutil.copyfile(reader / "tokenizer.json", out / "tokenizer.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    restore(MODEL, parser.parse_args().out)


if __name__ == "__main__":
    main()
