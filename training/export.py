"""Write a trained reader as the package's data: ONNX with eight-bit weights, and its tokenizer."""

import argparse
import shutil
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModelForQuestionAnswering

from index.encoding.onnx_form import write_int8
from qa.reading.pairs import batch_arrays, windows


def export_reader(checkpoint: Path, folder: Path, *, keep_plain: bool = False) -> None:
    """Write reader.onnx and tokenizer.json to `folder` from a checkpoint of `training.train`."""
    model = AutoModelForQuestionAnswering.from_pretrained(checkpoint, attn_implementation="eager").eval()
    tokenizer = Tokenizer.from_file(str(checkpoint / "tokenizer.json"))
    example = windows(tokenizer, "Who spoke?", ["The minister spoke on Monday.", "Nobody did, she said."])
    inputs = {name: torch.from_numpy(array) for name, array in batch_arrays(example).items()}

    def compute(tensors: dict) -> tuple:
        output = model(**tensors)
        return output.start_logits, output.end_logits

    folder.mkdir(parents=True, exist_ok=True)
    write_int8(model, compute, inputs, ["start_logits", "end_logits"], folder / "reader.onnx", keep_plain=keep_plain)
    shutil.copyfile(checkpoint / "tokenizer.json", folder / "tokenizer.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("qa/model"))
    parser.add_argument("--keep-plain", action="store_true", help="keep the unrounded model beside it")
    arguments = parser.parse_args()
    export_reader(arguments.checkpoint, arguments.folder, keep_plain=arguments.keep_plain)


if __name__ == "__main__":
    main()
