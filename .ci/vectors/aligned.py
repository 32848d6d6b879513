"""Which English stems stand for each word in translations: aligned.json.

Model 1 of IBM (Brown et al., 1993), over short strings of programs.
"""

import collections
import json

import snowballstemmer

from strings import LANGUAGES, WORK, pairs, words

MOST_WORDS = 25
ROUNDS = 5


def main():
    stem = snowballstemmer.stemmer("english").stemWord
    data = collections.defaultdict(list)
    for language, english, translation in pairs():
        left = [stem(word) for word in words("en", english)]
        right = list(words(language, translation))
        if left and right and max(len(left), len(right)) <= MOST_WORDS:
            data[language].append((left, right))
    aligned = {}
    for language in LANGUAGES[1:]:
        shares = None
        for _ in range(ROUNDS):
            counts = collections.defaultdict(float)
            totals = collections.defaultdict(float)
            for left, right in data[language]:
                for word in right:
                    parts = [1.0 if shares is None else shares.get((e, word), 1e-9) for e in left]
                    total = sum(parts)
                    for english, part in zip(left, parts):
                        counts[english, word] += part / total
                        totals[english] += part / total
            shares = {pair: n / totals[pair[0]] for pair, n in counts.items() if n > 1e-3}
        of_word = collections.defaultdict(list)
        for (english, word), n in counts.items():
            of_word[word].append((n, english))
        best = lambda found: [(e, round(n, 3)) for n, e in sorted(found, reverse=True)[:5]]
        aligned[language] = {word: best(found) for word, found in of_word.items()}
        print(language, len(data[language]), "strings,", len(aligned[language]), "words")
    json.dump(aligned, open(WORK + "aligned.json", "w"), ensure_ascii=False)


main()
