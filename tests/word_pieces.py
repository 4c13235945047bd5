"""A tokenizer whose pieces can be counted by eye."""

from __future__ import annotations


class Words:
    """Stands in for a tokenizer: words between blanks are pieces, numbered from 10."""

    def token_to_id(self, token):
        return {"[CLS]": 1, "[SEP]": 2}[token]

    def encode(self, text, add_special_tokens):
        assert not add_special_tokens
        offsets, place = [], 0
        for word in text.split():
            begin = text.index(word, place)
            place = begin + len(word)
            offsets.append((begin, place))
        return type("Encoding", (), {"ids": [10 + i for i in range(len(offsets))], "offsets": offsets})
