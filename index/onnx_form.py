"""Write a torch model as an ONNX file with eight-bit weights."""

import logging
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path


def write_int8(
    compute: Callable[[dict], tuple], inputs: dict, outputs: Sequence[str], path: Path, *, keep_plain: bool = False
) -> None:
    """Trace `compute` on `inputs` with torch and write it to `path`, its matrices rounded to integers.

    `inputs` maps names to int64 tensors of shape (texts, tokens), both of which stay free in the file; `compute` takes
    such a mapping and gives a tuple of tensors, which `outputs` names. With `keep_plain` the unrounded model stays
    beside it as *.fp32.onnx.
    """
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    names = list(inputs)

    class Traced(torch.nn.Module):
        def forward(self, *values):
            return compute(dict(zip(names, values, strict=True)))

    plain = path.with_suffix(".fp32.onnx")
    log = logging.getLogger()
    level = log.level
    with warnings.catch_warnings():
        # Both libraries tell of their own deprecations and of what they do not need here.
        warnings.simplefilter("ignore")
        log.setLevel(logging.ERROR)
        logging.getLogger("torch.onnx").setLevel(logging.ERROR)
        try:
            torch.onnx.export(
                Traced(),
                tuple(inputs.values()),
                plain,
                input_names=names,
                output_names=list(outputs),
                dynamic_shapes={"values": tuple({0: "texts", 1: "tokens"} for _ in names)},
                dynamo=True,
                external_data=False,
                verbose=False,
            )
            # Weights of seven bits: with eight, processors without VNNI overflow where they add products in pairs of
            # 16 bits. On an emulated Haswell that moved a reader's logits by up to 1.7, with seven bits by 0.4 at most
            # (0.01 on average), and the distance from the unrounded model is the same.
            quantize_dynamic(plain, path, per_channel=True, weight_type=QuantType.QInt8, reduce_range=True)
        finally:
            log.setLevel(level)
    if not keep_plain:
        plain.unlink()
