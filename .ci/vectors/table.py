"""Makes the table of a language; English comes first, since the others are fitted to it.

usage: table.py LANGUAGE FILE
"""

import collections
import json
import struct
import sys
import zlib

import numpy
import snowballstemmer

from strings import HERE, WORK

SIZE = 64
MOST_TERMS = 20_000
# The step between 16 levels that loses least of normally distributed numbers.
UNIT = 0.335 / 8
# How near a near word is, and how many a word has.
NEAR = 0.5
MOST_NEAR = 6
# The same among words that translations are sure of, which come first.
NEAR_ALIGNED = 0.7
MOST_ALIGNED = 4
# What a line of the glossary counts beside what was counted in translations.
BY_HAND = 20.0
SMALL = set(
    "a about all also am an and any as at be been by can could did do does don't for from get give go "
    "got had has have help hi hello how i if in into is it its just know like make may me my need no "
    "not of on one or pleas possibl should so some that than thank the their them then there these "
    "they this those to tri up us use want was way we were what when where which who whi will with "
    "work would you your are".split()
)


def unit(x):
    return x / (numpy.linalg.norm(x, axis=1, keepdims=True) + 1e-9)


def principal(x, probabilities, size, n_left_out):
    """The main directions of vectors, without the mean and the first ones, common to all."""
    shares = numpy.exp(0.3 * probabilities)
    shares /= shares.sum()
    x = x - (shares[:, None] * x).sum(0)
    _, directions = numpy.linalg.eigh((x * shares[:, None]).T @ x)
    return unit(x @ directions[:, ::-1][:, n_left_out : n_left_out + size])


def rotation():
    """Turns vectors so that each of their numbers varies as much as any other."""
    turned, _ = numpy.linalg.qr(numpy.random.default_rng(1).normal(size=(SIZE, SIZE)))
    return turned


def read(name):
    return json.load(open(WORK + name))


def terms_of(language):
    """Each word's term, and each term's best probability."""
    terms, probabilities = {}, {}
    for (probability, word), term in zip(read("words.json")[language], read("terms.json")[language]):
        if term and " " not in term:
            terms[word] = term
            probabilities[term] = max(probability, probabilities.get(term, -1e9))
    return terms, probabilities


def encoded(language):
    """The terms of the encoded words, each with the mean of its three most probable forms."""
    vectors = numpy.load(f"{WORK}encoded.{language}.npy").astype(numpy.float32)
    vectors = unit(vectors - vectors.mean(0))
    terms, _ = terms_of(language)
    rank = dict((word, probability) for probability, word in read("words.json")[language])
    forms = collections.defaultdict(list)
    for at, word in enumerate(read(f"encoded.{language}.json")):
        if word in terms:
            forms[terms[word]].append((rank[word], at))
    found = {}
    for term, of_term in forms.items():
        best = sorted(of_term, reverse=True)[:3]
        weights = numpy.exp(0.5 * numpy.array([p - best[0][0] for p, _ in best]))
        found[term] = weights @ vectors[[at for _, at in best]] / weights.sum()
    return list(found), numpy.stack(list(found.values()))


def english():
    terms, vectors = encoded("en")
    probabilities = terms_of("en")[1]
    p = numpy.array([probabilities[term] for term in terms])
    wide = principal(vectors, p, 192, 3)
    return terms, p, unit(wide[:, :SIZE]) @ rotation(), wide, None


def fitted(language):
    """The terms of a language in the space of English words: as translations align them, and
    for the others as a linear map of their encoding, which the aligned ones teach."""
    base_terms, _, base, _, _ = english()
    place = {term: at for at, term in enumerate(base_terms)}
    terms, probabilities = terms_of(language)
    sums, support = {}, collections.Counter()

    def align(word, stem, weight):
        if word in terms and stem in place and stem not in SMALL:
            term = terms[word]
            sums[term] = sums.get(term, 0) + weight * base[place[stem]]
            support[term] += weight

    for word, stems in read("aligned.json")[language].items():
        for stem, count in stems:
            if count >= 0.3:
                align(word, stem, count)
    stem = snowballstemmer.stemmer("english").stemWord
    for line in open(f"{HERE}glossary/{language}.txt", encoding="utf-8"):
        word, _, meanings = line.strip().partition(": ")
        for meaning in meanings.split():
            align(word, stem(meaning), BY_HAND)
    known, vectors = encoded(language)
    at_of = {term: at for at, term in enumerate(known)}
    taught = [term for term in sums if term in at_of and support[term] >= 1.5]
    x = vectors[[at_of[term] for term in taught]]
    y = unit(numpy.stack([sums[term] for term in taught]))
    clear = [numpy.linalg.norm(sums[term]) / support[term] * min(support[term], 30) for term in taught]
    weighted = (x * numpy.array(clear)[:, None]).T
    mapped = vectors @ numpy.linalg.solve(weighted @ x + 30 * numpy.eye(x.shape[1]), weighted @ y)
    mapped = unit(mapped - mapped.mean(0))
    rank = lambda term: (-probabilities[term] - 2 * (term in sums), term)
    found, rows = [], []
    for term in sorted(set(sums) | set(known), key=rank):
        row = mapped[at_of[term]] if term in at_of else None
        if term in sums:
            if row is None and support[term] < 1:
                continue
            trust = support[term] / (support[term] + 4)
            direction = sums[term] / (numpy.linalg.norm(sums[term]) + 1e-9)
            row = trust * direction + (0 if row is None else (1 - trust) * row)
        found.append(term)
        rows.append(row)
    found, rows = found[:MOST_TERMS], unit(numpy.stack(rows[:MOST_TERMS]))
    # What the encoder says of each word stands beside it with the same weight.
    p = numpy.array([probabilities.get(term, -20) for term in known])
    shares = numpy.exp(0.3 * p)
    centred = vectors - (shares / shares.sum()) @ vectors
    _, directions = numpy.linalg.eigh((centred * shares[:, None]).T @ centred)
    common = directions[:, ::-1][:, :2]
    centred = unit(centred - centred @ common @ common.T)
    nothing = numpy.zeros(centred.shape[1], numpy.float32)
    beside = numpy.stack([centred[at_of[t]] if t in at_of else nothing for t in found])
    p = numpy.array([probabilities[term] for term in found])
    both = unit(numpy.concatenate([beside, rows], 1))
    sure = numpy.array([support[term] >= 5 for term in found])
    vectors, wide = principal(both, p, SIZE, 0) @ rotation(), principal(both, p, 128, 0)
    return found, p, vectors, wide, numpy.where(sure[:, None], rows, 0)


def nearest(vectors, terms, probabilities, least, most):
    """The nearest terms of each, with how near they are; very common and short ones have none."""
    fits = numpy.array([len(term) > 2 for term in terms]) & (probabilities < -7.5)
    vectors = vectors.astype(numpy.float32)
    found = []
    for start in range(0, len(terms), 500):
        closeness = vectors[start : start + 500] @ vectors.T
        for at, row in enumerate(closeness, start):
            near = numpy.flatnonzero((row >= least) & fits) if fits[at] else []
            of_term = sorted(((float(row[n]), int(n)) for n in near if n != at), reverse=True)
            found.append([(n, share) for share, n in of_term[:most]])
    return found


def main():
    language, path = sys.argv[1:]
    made = english() if language == "en" else fitted(language)
    terms, p, vectors, wide, aligned = (part if part is None else part[:MOST_TERMS] for part in made)
    near = nearest(wide, terms, p, NEAR, MOST_NEAR)
    if aligned is not None:
        by_translation = nearest(aligned, terms, p, NEAR_ALIGNED, MOST_ALIGNED)
        for at, first in enumerate(by_translation):
            known = {n for n, _ in first}
            near[at] = first + [pair for pair in near[at] if pair[0] not in known][: MOST_NEAR - len(first)]
    # A rare word tells more than a common one: its vector is longer.
    telling = numpy.clip((-p - 6) / 10, 0.05, 1)
    if language == "en":
        telling[[term in SMALL for term in terms]] = 0.1
    levels = numpy.clip(numpy.round(vectors * telling[:, None] / UNIT + 8), 0, 15).astype(numpy.uint8)
    packed = levels[:, 0::2] | levels[:, 1::2] << 4
    order = sorted(range(len(terms)), key=lambda at: terms[at].encode())
    place = {at: number for number, at in enumerate(order)}
    words = "\n".join(terms[at] for at in order).encode()
    near = [[(place[n], share) for n, share in near[at]] for at in order]
    data = struct.pack("<HI", len(terms), len(words)) + words + packed[order].tobytes()
    data += bytes(map(len, near))
    data += b"".join(struct.pack("<H", n) for each in near for n, _ in each)
    data += bytes(round(min(share, 1) * 255) for each in near for _, share in each)
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    data = deflater.compress(data) + deflater.flush()
    open(path, "wb").write(data)
    print(path, len(terms), "terms,", len(data), "bytes")


main()
