import os
from pathlib import Path

import numpy as np
import pytest

from index.encoding.encode import OnnxEncoder, encoder_folder
from index.encoding.export import DEFAULT_ENCODER, prepare_encoder
from index.errors import MissingModel

TEXTS = [
    "Warplanes bombed the city overnight.",
    "Jets struck the town during the night.",
    "Shares of the company fell on Monday.",
]


def test_vectors_are_unit_float32(encoder: OnnxEncoder):
    vectors = encoder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (3, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_like_meanings_are_near(encoder: OnnxEncoder):
    first, second, third = encoder.encode(TEXTS)
    assert first @ second > first @ third + 0.2


def test_no_texts_give_no_vectors(encoder: OnnxEncoder):
    assert len(encoder.encode([])) == 0


def test_a_very_long_text_is_cut(encoder: OnnxEncoder):
    assert encoder.encode(["word " * 5000]).shape == (1, 384)


@pytest.mark.parametrize(("jobs", "threads"), [(1, 1), (10_000, os.cpu_count())])
def test_an_encoder_takes_as_many_cores_as_it_may_and_its_vectors_are_the_same(
    encoder: OnnxEncoder, cache: Path, jobs: int, threads: int
):
    some = prepare_encoder(DEFAULT_ENCODER, cache, jobs=jobs)
    assert some._session.get_session_options().intra_op_num_threads == threads
    assert np.array_equal(some.encode(TEXTS), encoder.encode(TEXTS))


def test_an_encoder_that_is_not_there_says_what_to_run(tmp_path: Path):
    with pytest.raises(MissingModel, match="qa index"):
        OnnxEncoder.open(tmp_path)


def test_a_model_that_is_not_there_says_what_to_set(tmp_path: Path):
    with pytest.raises(MissingModel, match=r"config\.toml"):
        prepare_encoder("no-such-model/anywhere", tmp_path, download=False)


def test_any_sentence_transformers_model_becomes_an_encoder(tmp_path: Path):
    """A small model made here, with mean pooling, no normalisation and a prompt for questions."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    made = tmp_path / "made"
    make_small_bert(made)
    transformer = Transformer(str(made), max_seq_length=32)
    model = SentenceTransformer(
        modules=[transformer, Pooling(transformer.get_embedding_dimension(), pooling_mode="mean")],
        prompts={"query": "query: ", "document": ""},
        device="cpu",
    )
    model.save(str(tmp_path / "model"))

    encoder = prepare_encoder(str(tmp_path / "model"), tmp_path / "cache")

    wanted = model.encode(TEXTS, normalize_embeddings=True)
    assert np.sum(wanted * encoder.encode(TEXTS), axis=1).min() > 0.95
    asked = model.encode(["query: who bombed?"], normalize_embeddings=True)
    assert (asked @ encoder.encode(["who bombed?"], question=True).T).item() > 0.95
    again = prepare_encoder(str(tmp_path / "model"), tmp_path / "cache")
    assert again.fingerprint == encoder.fingerprint

    # By the name that it is asked for by, and made anew where what was made is damaged.
    (tmp_path / "model").rename(tmp_path / "moved")
    (encoder_folder(tmp_path / "cache", encoder.fingerprint) / "model.onnx").write_bytes(b"garbage")
    moved = prepare_encoder(str(tmp_path / "moved"), tmp_path / "cache")
    made_anew = encoder_folder(tmp_path / "cache", encoder.fingerprint)
    assert made_anew.stat().st_mode == made_anew.parent.stat().st_mode
    assert (moved.name, moved.fingerprint) == (str(tmp_path / "moved"), encoder.fingerprint)
    assert np.array_equal(moved.encode(TEXTS), encoder.encode(TEXTS))
    assert prepare_encoder(str(tmp_path / "moved"), tmp_path / "cache").name == moved.name


def make_small_bert(folder: Path, head: str = "BertModel") -> None:
    """A BERT of one layer with random weights and a vocabulary of single letters."""
    import string

    import transformers

    letters = list(string.ascii_lowercase + string.digits + string.punctuation)
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(vocabulary))
    transformers.BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=512,
    )
    transformers.set_seed(1)
    getattr(transformers, head)(config).save_pretrained(folder)
