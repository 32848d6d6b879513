"""Runs the recipes of the documentation on the samples beside this file.

python3 try.py [PAGES]          compares each with its expected.jsonl and expected.txt
UPDATE=1 python3 try.py [PAGES] writes them anew

PAGES is the folder of the pages, the documentation's when absent. SQL is tried in SQLite, which knows
JSON_OBJECT as MySQL does; json_build_object of PostgreSQL is given to it.
"""

import json, os, pathlib, re, sqlite3, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
DOCS = HERE.parent.parent / ".github/docs/answers"
PAGES = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
RECIPES = {  # the parts of each pipe, and what the first of them reads
    "phpbb": ["phpbb.sql", "bbcode.py", "records.py"],
    "kitsune": ["kitsune.sql", "wiki.py", "records.py"],
    "askbot": ["askbot.sql", "records.py"],
    "question2answer": ["question2answer.sql", "records.py"],
    "zulip": ["zulip.py .", "records.py"],
    "mattermost": ["mattermost.py import.jsonl", "records.py"],
    "rocketchat": ["rocketchat.py .", "records.py"],
    "matrix": ["matrix.py export.json private.json", "records.py"],
}


def blocks():
    found = {}
    for page in sorted(PAGES.glob("other-*.md")):
        for name, text in re.findall(r'(?ms)^```\w+ title="([^"]+)"\n(.*?)^```$', page.read_text("utf-8")):
            found[name] = text
    return found


def rows(statements, folder):
    database = sqlite3.connect(":memory:")
    database.create_function("JSON_BUILD_OBJECT", -1, lambda *pairs: json.dumps(
        dict(zip(pairs[::2], pairs[1::2])), ensure_ascii=False))
    database.executescript((folder / "tables.sql").read_text("utf-8"))
    lines = [line for statement in statements.split(";\n") if statement.strip()
             for (line,) in database.execute(statement)]
    return "\n".join(lines) + "\n"


def run(parts, folder, scripts):
    text, said = "", ""
    for part in parts:
        name, *arguments = part.split()
        if name.endswith(".sql"):
            text = rows((scripts / name).read_text("utf-8"), folder)
            continue
        done = subprocess.run([sys.executable, str(scripts / name), *arguments], input=text, text=True,
                              encoding="utf-8", cwd=folder, capture_output=True)
        text, said = done.stdout, done.stderr
        if done.returncode:
            sys.exit(f"{folder.name}: {name} failed\n{said}")
    return text, said


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as scripts:
        scripts = pathlib.Path(scripts)
        for name, text in blocks().items():
            (scripts / name).write_text(text, "utf-8")
        for platform, parts in RECIPES.items():
            folder = HERE / platform
            for name, text in zip(("expected.jsonl", "expected.txt"), run(parts, folder, scripts)):
                if "CANARY" in text:
                    sys.exit(f"{platform}: private text got out")
                file = folder / name
                if os.environ.get("UPDATE"):
                    file.write_text(text, "utf-8")
                elif not file.exists() or file.read_text("utf-8") != text:
                    failed += 1
                    print(f"{platform}: {name} differs")
            print(f"{platform}: {text.strip()}")
    sys.exit(1 if failed else 0)


main()
