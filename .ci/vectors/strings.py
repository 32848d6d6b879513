"""The strings of permissive programs, with their translations."""

import collections
import glob
import json
import os
import re
import tarfile
import zipfile

WORK = os.environ["VECTORS"] + "/"
HERE = os.path.dirname(os.path.abspath(__file__)) + "/"
LANGUAGES = ("en", "ru", "sl", "uk")
WORD = {
    "en": r"[a-z]+",
    "ru": r"[а-яё]+",
    "sl": r"[a-zčšž]+",
    "uk": r"[а-яіїєґ’'ʼ]+",
}
LOCALE = {"ru_RU": "ru", "uk_UA": "uk", "sl_SI": "sl", "en_EN": "en"}


def words(language, text):
    """The words of a text, without what programs fill in."""
    text = re.sub(r"\{[^}]*\}|<[^>]*>|%\([^)]*\)s|%s|\$\w+|\]\([^)]*\)", " ", text).lower()
    for word in re.findall(WORD[language], text):
        word = word.strip("'’ʼ").replace("ʼ", "’").replace("'", "’")
        if len(word) > 1:
            yield word


def flat(value, path=""):
    """The strings of nested JSON, each with its place."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from flat(inner, f"{path}/{key}")


def catalogue(text):
    """The messages of a gettext catalogue: what was written, and its translation."""
    for block in re.split(r"\n\s*\n", text):
        parts = [
            re.search(rf'^{name} ((?:".*"\n?)+)', block, re.M)
            for name in ("msgid", r"msgstr(?:\[0\])?")
        ]
        if all(parts) and "fuzzy" not in block:
            try:
                lines = [part.group(1).strip().split("\n") for part in parts]
                yield tuple("".join(json.loads(line) for line in each) for each in lines)
            except ValueError:
                continue


def package(name):
    return zipfile.ZipFile(glob.glob(f"{WORK}packages/{name}*.whl")[0])


def pairs():
    """English strings and their translations: language, English, translation."""
    found = []
    tables = collections.defaultdict(dict)
    for name in ("homeassistant-", "home_assistant_frontend"):
        archive = package(name)
        for path in archive.namelist():
            place = re.match(r"(.*translations/(?:[\w-]+/)?)(en|ru|sl|uk)(?:-[0-9a-f]{32})?\.json$", path)
            if place:
                strings = dict(flat(json.loads(archive.read(path))))
                tables[place.group(1)][place.group(2)] = strings
    archive = tarfile.open(WORK + "packages/matrix-react-sdk-3.114.0.tgz")
    for language, name in (("en", "en_EN"), ("ru", "ru"), ("uk", "uk")):
        strings = json.load(archive.extractfile(f"package/src/i18n/strings/{name}.json"))
        tables["matrix"][language] = dict(flat(strings))
    for table in tables.values():
        for language in table.keys() - {"en"}:
            english = table.get("en", {})
            found += [(language, english[k], v) for k, v in table[language].items() if k in english]
    for name in ("Django", "apache_superset", "jupyterlab"):
        archive = package(name)
        for path in archive.namelist():
            place = re.search(r"/(ru|sl|uk)(?:_[A-Z]+)?/LC_MESSAGES/.*\.po$", path)
            if place:
                messages = catalogue(archive.read(path).decode())
                found += [(place.group(1), *message) for message in messages]
            place = re.search(r"/(ru|sl|uk)/LC_MESSAGES/messages\.json$", path)
            if place:
                data = json.loads(archive.read(path))
                messages = data.get("locale_data", {}).get("superset", data)
                for english, forms in messages.items():
                    if isinstance(forms, list) and forms and forms[0]:
                        found.append((place.group(1), english, forms[0]))
    return sorted({pair for pair in found if pair[1] and pair[2] and pair[1] != pair[2]})
