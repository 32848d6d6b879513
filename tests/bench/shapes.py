"""Texts that cost a parser more than it looks, by grammar, for `tests/bench/hostile --shapes`.

Each construct of each markup is repeated, nested, alternated with another one, or never
closed; each format of exports has its own constructs. A shape has a name, the importer that
reads it, the name of its file, and a function that makes the file with about so many bytes.
"""
import json

# What markdown is made of: how it opens, what stands in it, how it closes.
MARKDOWN = {
    "emphasis": ("*", "a", "*"),
    "underscores": ("_a ", "b", "_ "),
    "mixed emphasis": ("**a *", "b", "*c**"),
    "strikethrough": ("~~", "a", "~~ "),
    "code": ("`", "a", "`` "),
    "link": ("[", "a", "](b) "),
    "image": ("![", "a", "](b) "),
    "reference": ("[a][", "b", "] "),
    "angle link": ("<https://a.example/", "b", "> "),
    "bare link": ("https://a.example/(", "b", ") "),
    "bare www": ("www.", "a.", "com "),
    "quote": ("> ", "a", "\n"),
    "bullets": ("- ", "a", "\n"),
    "plus bullets": ("+ ", "a", "\n"),
    "ordered": ("1. ", "a", "\n"),
    "ordered bracket": ("7) ", "a", "\n"),
    "ordered in quote": ("> 1. ", "a", "\n"),
    "bullet in ordered": ("1. - ", "a", "\n"),
    "task list": ("- [ ] ", "a", "\n"),
    "heading": ("# ", "a", "\n"),
    "setext": ("a\n", "b", "\n===\n"),
    "fence": ("```\n", "a", "\n~~~\n"),
    "table": ("| a | b |\n|---|---|\n", "| c ", "|\n"),
    "table row": ("|", " a ", "|\n|-|-|\n"),
    "footnote mark": ("[^a", "b", "] "),
    "footnote": ("[^1]: a ", "[^1]", "\n\n"),
    "alert": ("> [!NOTE]\n> ", "a", "\n\n"),
    "definition": ("a\n: ", "b", "\n\n"),
    "link definition": ("[a]: b '", "c", "'\n"),
    "entity": ("&", "amp", ";"),
    "number entity": ("&#x", "41", ";"),
    "escape": ("\\", "*", " "),
    "hard break": ("a  \n", "b", "\\\n"),
    "comment": ("<!-- ", "a", " -->"),
    "processing": ("<? ", "a", " ?>"),
    "declaration": ("<!A ", "a", ">"),
    "cdata": ("<![CDATA[", "a", "]]>"),
    "rule": ("***", " ", "\n"),
    "indented": ("    ", "a", "\n"),
    "emoji code": (":rocket", "", ": "),
    "settings": ("---\n", "a: b", "\n---\n"),
}

HTML = {
    "bold": ("<b>", "a", "</b>"),
    "link": ("<a href=b>", "a", "</a>"),
    "block": ("<div>", "a", "</div>"),
    "paragraph": ("<p>", "a", "</p>"),
    "quote": ("<blockquote>", "a", "</blockquote>"),
    "list": ("<ul><li>", "a", "</ul>"),
    "item": ("<li>", "a", "</li>"),
    "table": ("<table><tr><td>", "a", "</table>"),
    "row": ("<tr><td>", "a", "</td></tr>"),
    "code": ("<pre><code>", "a", "</code></pre>"),
    "definition": ("<dl><dt>", "a", "</dl>"),
    "details": ("<details><summary>", "a", "</summary></details>"),
    "image": ("<img src=\"", "a", "\">"),
    "attribute": ("<b a='", "b", "'>"),
    "script": ("<script>", "a", "</script>"),
    "style": ("<style>", "a", "</style>"),
    "textarea": ("<textarea>", "a", "</textarea>"),
    "select": ("<select><option>", "a", "</select>"),
    "template": ("<template>", "a", "</template>"),
    "svg": ("<svg><foreignObject>", "a", "</svg>"),
    "math": ("<math><mtext>", "a", "</math>"),
    "form": ("<form>", "a", "</form>"),
    "button": ("<button>", "a", "</button>"),
    "comment": ("<!--", "a", "-->"),
    "entity": ("&am", "p", ";"),
    "bare angle": ("<", "a", ">"),
    "heading": ("<h1>", "a", "</h1>"),
    "misnested": ("<b><p>", "a", "</b></p>"),
    "adoption": ("<a><div>", "a", "</a>"),
    "frameset": ("<frameset>", "a", "</frameset>"),
    "plaintext": ("<plaintext>", "a", "</plaintext>"),
    "quote of a forum": ('<aside class="quote"><blockquote>', "a", "</blockquote></aside>"),
}

DISCORD = {
    "spoiler": ("||", "a", "|| "),
    "underline": ("__", "a", "__ "),
    "mention": ("<@", "123", "> "),
    "channel": ("<#", "123", "> "),
    "emoji": ("<:a:", "123", "> "),
    "time": ("<t:", "123", ":R> "),
    "subtext": ("-# ", "a", "\n"),
    "block quote": (">>> ", "a", "\n"),
    "code": ("```py\n", "a", "``` "),
    "bold": ("***", "a", "** "),
    "masked link": ("[", "a", "](<https://b.example>) "),
}

SLACK = {
    "bold": ("*", "a", "* "),
    "italic": ("_", "a", "_ "),
    "strike": ("~", "a", "~ "),
    "code": ("`", "a", "` "),
    "fence": ("```", "a", "``` "),
    "link": ("<https://a.example|", "b", "> "),
    "mention": ("<@U", "1", "> "),
    "special": ("<!subteam^S1|", "a", "> "),
    "quote": ("&gt; ", "a", "\n"),
    "list": ("• ", "a", "\n"),
    "emoji": (":ro", "a", ": "),
    "entity": ("&amp", ";lt;", "; "),
    "bold that does not end": ("*a<", "a", "*a"),
}

# Text that no markup reads, but what looks for names, words, links, signatures and secrets.
TEXT = {
    "ampersand": ("&", "", ""),
    "ampersand hash": ("&#", "", ""),
    "start of SendGrid": ("SG.", "a", ""),
    "start of JWT": ("eyJa.", "", ""),
    "start of Slack token": ("xoxb-", "", ""),
    "start of Stripe": ("sk_live_", "", ""),
    "key block": ("-----BEGIN PRIVATE KEY-----\n", "", ""),
    "digits": ("4", "", ""),
    "digits apart": ("4 ", "", ""),
    "phone": ("+386 40 ", "", ""),
    "card": ("4111 ", "", ""),
    "iban": ("SI56", "", ""),
    "mail signs": ("a@", "", ""),
    "mail dots": ("a@b.", "", ""),
    "at in words": ("a at b dot ", "", ""),
    "plus signs": ("+", "", ""),
    "letters": ("a", "", ""),
    "capitals": ("A", "", ""),
    "syllables": ("ba", "", ""),
    "Chinese": ("\u4e2d", "", ""),
    "Cyrillic": ("\u0436", "", ""),
    "marks": ("e\u0301", "\u0323", ""),
    "marks alone": ("\u0301", "\u0323", ""),
    "zero width": ("\u200b", "", ""),
    "Hangul parts": ("\u1100\u1161", "\u11a8", ""),
    "sentences": ("Why? ", "", ""),
    "lines": ("a\n", "", ""),
    "blank lines": ("\n\n", "", ""),
    "spaces": (" ", "", ""),
    "no-break spaces": ("\u00a0", "", ""),
    "dots": (".", "", ""),
    "dashes": ("-- \n", "", ""),
    "rule of mail": ("-----\n", "", ""),
    "said": ("Ana wrote:\n", "> ", ""),
    "links": ("http://", "", ""),
    "www": ("www.", "", ""),
    "brackets": ("(", "", ""),
    "closing brackets": ("https://a.example/", ")))", ""),
    "at signs": ("@", "ana ", ""),
    "mention": ("@ana", "", ""),
    "templates": ("{{ a }}", "{%", ""),
    "backslashes": ("\\", "", ""),
    "percent": ("%40", "", ""),
    "quotes": ("\"", "", ""),
    "words alike": ("reset resets resetting ", "", ""),
    "equals": ("a=", "", ""),
    "stops without spaces": ("a.)", "", ""),
    "guillemets": ("\u00ab", "", ""),
    "degrees": ("4\u00b0 ", "", ""),
}


def filled(unit, size):
    """A unit, repeated up to so many bytes."""
    return unit * max(1, size // len(unit.encode()))


def ways(parts, other):
    """The ways in which a construct is written: name, function of a size."""
    start, middle, end = parts
    start2, middle2, end2 = other

    def nested(size):
        n = max(1, size // max(1, len((start + end).encode())))
        return start * n + middle + end * n

    def staircase(size):
        """Each line one level deeper: n lines, so that all have about so many bytes."""
        n = max(1, int((2 * size / max(1, len(start.encode()))) ** .5))
        return "\n".join(" " * 2 * level + start.strip() + " a" for level in range(n))

    return {
        "repeated": lambda size: filled(start + middle + end, size),
        "nested": nested,
        "unclosed": lambda size: filled(start + middle, size),
        "alternated": lambda size: filled(start + middle + start2 + middle2 + end + end2, size),
        "closed only": lambda size: filled(end or middle or start, size),
        "opened only": lambda size: filled(start, size) + middle,
        "indented": staircase,
    }


def in_record(make, markup):
    def bytes_of(size):
        text = make(size)
        return (json.dumps({"id": "1", "title": "A shape", "question": {
            "body": text, "markup": markup}, "answers": [
                {"id": "a", "body": "ok", "accepted": True}]}) + "\n").encode()
    return bytes_of


def in_answers(make, markup):
    """The same in posts of 16 KB each."""
    def bytes_of(size):
        posts = [{"id": str(at), "body": make(16 << 10), "markup": markup}
                 for at in range(max(1, size >> 14))]
        return (json.dumps({"id": "1", "title": "A shape", "question": {"body": "How?"},
                            "answers": posts}) + "\n").encode()
    return bytes_of


def in_title(make):
    return lambda size: (json.dumps({"id": "1", "title": make(size), "answers": [
        {"id": "a", "body": "ok", "accepted": True}]}) + "\n").encode()


def untitled(make):
    return lambda size: (json.dumps({"id": "1", "question": {
        "body": make(size), "markup": "text"}, "answers": [
            {"id": "a", "body": "ok", "accepted": True}]}) + "\n").encode()


def in_discord(make):
    def bytes_of(size):
        author = {"id": "7", "name": "mila", "discriminator": "0"}
        posts = [("100000000000000001", "How do I reset the hub?"),
                 ("100000000000000002", make(size))]
        return json.dumps({"guild": {"id": "1", "name": "G"}, "channel": {
            "id": "2", "type": "GuildPublicThread", "name": "reset", "category": "c"},
            "messages": [{"id": name, "type": "Default", "content": text, "author": author,
                          "timestamp": "2026-01-01T00:00:00+00:00"} for name, text in posts]}
                          ).encode()
    return bytes_of


def slack(message):
    first = {"type": "message", "user": "U1", "ts": "1700000000.000100",
             "thread_ts": "1700000000.000100", "text": "How do I reset the hub?"}
    answer = {"type": "message", "user": "U2", "ts": "1700000100.000100",
              "thread_ts": "1700000000.000100", **message}
    return json.dumps([first, answer]).encode()


def in_slack(make):
    return lambda size: slack({"text": make(size)})


def in_blocks(make_elements):
    def bytes_of(size):
        return slack({"text": "a", "blocks": [
            {"type": "rich_text", "elements": make_elements(size)}]})
    return bytes_of


def block_sections(size):
    one = {"type": "rich_text_section", "elements": [
        {"type": "text", "text": "a", "style": {"bold": True}}]}
    return [one] * (size // len(json.dumps(one)))


def block_lists(size):
    line = {"type": "rich_text_section", "elements": [{"type": "text", "text": "a"}]}
    one = {"type": "rich_text_list", "style": "ordered", "indent": 0, "elements": [line]}
    n = size // len(json.dumps(one))
    return [{**one, "indent": at % 9} for at in range(n)]


def block_texts(size):
    one = {"type": "text", "text": "a ", "style": {"italic": True}}
    other = {"type": "link", "url": "https://a.example"}
    n = size // len(json.dumps([one, other]))
    return [{"type": "rich_text_section", "elements": [one, other] * n}]


def in_stackexchange(make):
    def bytes_of(size):
        text = make(size)
        for sign, name in (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;"), ("\n", "&#xA;")):
            text = text.replace(sign, name)
        return ('<?xml version="1.0" encoding="utf-8"?>\n<posts>\n'
                '  <row Id="1" PostTypeId="1" AcceptedAnswerId="2" Title="A shape" '
                f'CreationDate="2026-01-01T00:00:00.000" Score="1" Body="{text}" />\n'
                '  <row Id="2" PostTypeId="2" ParentId="1" CreationDate="2026-01-01T00:00:00.000" '
                'Score="1" Body="&lt;p&gt;ok&lt;/p&gt;" />\n</posts>\n').encode()
    return bytes_of


MAIL = ("From ana at a.example  Mon Jan  5 10:00:00 2026\nFrom: ana at a.example (Ana)\n"
        "Date: Mon, 05 Jan 2026 10:00:00 +0000\nSubject: {subject}\nMessage-ID: <{id}@a.example>\n"
        "{headers}\n{body}\n\n")


def mail(**parts):
    return MAIL.format(**{"subject": "How?", "id": "1", "headers": "", "body": "So.", **parts})


def nested_parts(size):
    n = min(size // 90, 20_000)
    text = mail(headers='Content-Type: multipart/mixed; boundary="b0"\n', body="")
    for at in range(n):
        text += f'--b{at}\nContent-Type: multipart/mixed; boundary="b{at + 1}"\n\n'
    return text


def many_parts(size):
    part = "--b\nContent-Type: text/plain\n\na\n"
    return mail(headers='Content-Type: multipart/mixed; boundary="b"\n', body=filled(part, size))


def replies(size):
    """Each mail answers the one before."""
    out = [mail(id="m0")]
    while sum(map(len, out[-1:])) * len(out) < size:
        at = len(out)
        out.append(mail(id=f"m{at}", headers=f"In-Reply-To: <m{at - 1}@a.example>\n"))
    return "".join(out)


def references(size):
    names = " ".join(f"<m{at}@a.example>" for at in range(size // 18))
    return mail(headers=f"References: {names}\n")


MBOX = {
    "body": lambda size: mail(body=filled("a\n", size)),
    "quoted deep": lambda size: mail(body=filled(">", size)),
    "quoted lines": lambda size: mail(body=filled("> a\n", size)),
    "quoted staircase": lambda size: mail(body="\n".join(
        ">" * at + " a" for at in range(int((2 * size) ** .5)))),
    "flowed": lambda size: mail(headers="Content-Type: text/plain; format=flowed; delsp=yes\n",
                                body=filled("a \n", size)),
    "From lines": lambda size: filled(mail(), size),
    "From alone": lambda size: filled("From ", size),
    "From starts": lambda size: filled("From a\n", size),
    "nested parts": nested_parts,
    "many parts": many_parts,
    "replies": replies,
    "references": references,
    "encoded words": lambda size: mail(subject=filled("=?utf-8?q?a?= ", size)),
    "open encoded words": lambda size: mail(subject=filled("=?utf-8?q?", size)),
    "quoted-printable": lambda size: mail(
        headers="Content-Transfer-Encoding: quoted-printable\n", body=filled("=3D", size)),
    "base64": lambda size: mail(
        headers="Content-Transfer-Encoding: base64\n", body=filled("YQph\n", size)),
    "long header": lambda size: mail(headers="X-A: " + filled("a ", size) + "\n"),
    "folded header": lambda size: mail(headers="X-A: a\n" + filled(" a\n", size)),
    "many headers": lambda size: mail(headers=filled("X-A: a\n", size)),
    "uuencode": lambda size: mail(body=filled("begin 644 a\n", size)),
    "scrubbed": lambda size: mail(body=filled(
        "-------------- next part --------------\nA non-text attachment was scrubbed...\n", size)),
    "signatures": lambda size: mail(body=filled("-- \nAna\n", size)),
    "wrote": lambda size: mail(body=filled("On Mon, Ana wrote:\n> a\n", size)),
    "pgp": lambda size: mail(body=filled("-----BEGIN PGP SIGNATURE-----\n", size)),
    "html": lambda size: mail(headers="Content-Type: text/html\n", body=filled("<div>", size)),
    "charset": lambda size: mail(headers="Content-Type: text/plain; charset=utf-7\n",
                                 body=filled("+AGE-", size)),
    "parameters": lambda size: mail(
        headers="Content-Type: text/plain" + filled("; a*0*=b", size) + "\n"),
    "addresses": lambda size: mail(headers="Cc: " + filled("a <b@c.example>, ", size) + "\n"),
    "open addresses": lambda size: mail(headers="Cc: " + filled("\"a <(", size) + "\n"),
}

# What makes pages has some words: a page costs what it costs, whatever it says.
WORDS = "Hold the round button until the ring is red and then green again. " * 6
HEAD = "thread,id,title,body\n"
CSV = {
    "rows": lambda size: HEAD + filled("1,2,a,b\n", size),
    "threads": lambda size: HEAD + "".join(
        f"{at},,How {at},{WORDS}\n" for at in range(size // 420)),
    "unclosed quote": lambda size: HEAD + '1,2,a,"' + filled("x,\n", size),
    "quotes": lambda size: HEAD + filled('"', size),
    "quote starts": lambda size: HEAD + filled('1,2,a,"b\n', size),
    "quote pairs": lambda size: HEAD + '1,2,a,"' + filled('""', size) + '"\n',
    "commas": lambda size: HEAD + filled(",", size),
    "columns": lambda size: filled("a,", size) + "\n1,2\n",
    "wide rows": lambda size: "thread,id,title,body" + filled(",x", size // 2) + "\n" + filled(
        "1,", size // 2) + "\n",
    "blank lines": lambda size: HEAD + filled("\n", size),
    "returns": lambda size: HEAD + filled("\r", size),
    "semicolons": lambda size: HEAD.replace(",", ";") + filled("1;2;a;b\n", size),
    "answers in turn": lambda size: HEAD + "".join(
        f"1,{at},,b\n" for at in range(size // 10)),
}


def jsonl(**fields):
    return json.dumps({"id": "1", "title": "A shape", "answers": [
        {"id": "a", "body": "ok", "accepted": True}], **fields}) + "\n"


def chain(size):
    return "".join(json.dumps({"id": str(at), "title": f"How {at}", "duplicate_of": str(at + 1),
                               "answers": [{"id": "a", "body": "a", "accepted": True}]}) + "\n"
                   for at in range(size // 120))


def star(size):
    return "".join(json.dumps({"id": str(at), "title": f"How {at}", "duplicate_of": "0",
                               "answers": [{"id": "a", "body": "a", "accepted": True}]}) + "\n"
                   for at in range(size // 120))


def same_titles(size):
    return "".join(json.dumps({"id": str(at), "title": "How do I reset the hub?",
                               "answers": [{"id": "a", "body": "a"}]}) + "\n"
                   for at in range(size // 90))


JSON = {
    "arrays": lambda size: filled("[", size),
    "objects": lambda size: filled('{"a":', size),
    "unknown array": lambda size: jsonl(x="Y").replace('"Y"', filled("[", size)),
    "unknown closed": lambda size: jsonl(x="Y").replace(
        '"Y"', filled("[", size // 2) + filled("]", size // 2)),
    "unknown keys": lambda size: jsonl(**{f"x{at}": 1 for at in range(size // 12)}),
    "one key": lambda size: "{" + filled('"title":"a",', size) + '"id":"1"}\n',
    "escapes": lambda size: jsonl(title="Y").replace("Y", filled("\\u0041", size)),
    "half surrogates": lambda size: jsonl(title="Y").replace("Y", filled("\\ud800", size)),
    "open string": lambda size: '{"id":"' + filled("a", size),
    "open escapes": lambda size: '{"id":"' + filled("\\", size),
    "number": lambda size: '{"id":' + filled("1", size) + "}\n",
    "tags": lambda size: jsonl(tags=[f"tag {at}" for at in range(size // 14)]),
    "one tag": lambda size: jsonl(tags=[filled("a", size)]),
    "aliases": lambda size: jsonl(aliases=[f"/a/{at}" for at in range(size // 14)]),
    "bad aliases": lambda size: jsonl(aliases=[f"/a?{at}" for at in range(size // 14)]),
    "long alias": lambda size: jsonl(aliases=["/" + filled("a", size)]),
    "alias folders": lambda size: jsonl(aliases=["/" + filled("a/", size)]),
    "long id": lambda size: jsonl(id=filled("a", size)),
    "long name": lambda size: jsonl(author={"id": "7", "name": filled("Ana ", size)}),
    "long slug": lambda size: jsonl(slug=filled("a-", size)),
    "long url": lambda size: jsonl(url="https://a.example/" + filled("a/", size)),
    "answers": lambda size: jsonl(answers=[
        {"id": str(at), "body": "So do it."} for at in range(size // 40)]),
    "people": lambda size: jsonl(answers=[
        {"id": str(at), "body": "So.", "author": {"id": str(at), "name": f"Ana {at}"}}
        for at in range(size // 75)]),
    "comments": lambda size: jsonl(answers=[{"id": "a", "body": "So.", "comments": [
        {"body": "Yes."} for _ in range(size // 20)]}]),
    "replies": lambda size: jsonl(answers=[
        {"id": str(at + 1), "body": "So.", "reply_to": str(at)} for at in range(size // 50)]),
    "threads": lambda size: "".join(
        jsonl(id=str(at), title=f"How {at}", question={"body": WORDS})
        for at in range(size // 520)),
    "one id": lambda size: filled(jsonl(), size),
    "blank lines": lambda size: filled("\n", size),
    "broken lines": lambda size: filled("{\n", size),
    "duplicates in a chain": chain,
    "duplicates of one": star,
    "titles alike": same_titles,
    "attachments": lambda size: jsonl(question={"body": "How?", "attachments": [
        {"path": f"a{at}.png"} for at in range(size // 22)]}),
}

FRONT = "---\ntitle: How?\n{more}---\n\n{body}\n\n## Answer\n\nSo.\n"


def by_hand(more="", body="How?"):
    return FRONT.format(more=more, body=body)


BY_HAND = {
    "settings": lambda size: by_hand(more="".join(f"a{at}: b\n" for at in range(size // 8))),
    "aliases": lambda size: by_hand(more="aliases: [" + ", ".join(
        f"/a/{at}" for at in range(size // 11)) + "]\n"),
    "bad aliases": lambda size: by_hand(more="aliases:\n" + "".join(
        f"- /a?{at}\n" for at in range(size // 11))),
    "deep settings": lambda size: by_hand(more="a: " + filled("[", size) + "\n"),
    "deep maps": lambda size: by_hand(more="a: " + filled("{a: ", size) + "\n"),
    "anchors": lambda size: by_hand(more="".join(
        f"a{at}: &a{at} [*a{at - 1}, *a{at - 1}]\n" for at in range(1, size // 28))),
    "indented": lambda size: by_hand(more="".join(
        " " * at + "a:\n" for at in range(int((2 * size) ** .5)))),
    "open quote": lambda size: by_hand(more="a: \"" + filled("b\n", size)),
    "tags": lambda size: by_hand(more="tags: [" + filled("a, ", size) + "b]\n"),
    "dashes": lambda size: filled("---\n", size),
    "plus signs": lambda size: filled("+++\n", size),
    "answers": lambda size: by_hand() + filled("## Answer\n\nSo.\n\n", size),
    "headings": lambda size: by_hand() + filled("## a\n", size),
    "headings apart": lambda size: by_hand() + "".join(f"## a{at}\n" for at in range(size // 8)),
    "posts": lambda size: by_hand() + filled("-- a by Ana\nSo.\n\n", size),
    "details": lambda size: by_hand() + filled("<details><summary>a</summary>\n\n", size),
    "includes": lambda size: by_hand() + filled("{{< a >}}\n", size),
    "links to files": lambda size: by_hand() + filled("[a](../b.md) ", size),
    "talk": lambda size: by_hand() + filled("**Ana:** So.\n\n", size),
    "bom": lambda size: filled("\ufeff", size),
}


def shapes():
    """All shapes: name, importer, file, function of a size."""
    found = []

    def add(name, kind, file, make):
        found.append((name, kind, file, make))

    def grammar(of, table, kind, file, wrap, kept):
        rows = list(table.items())
        for at, (name, parts) in enumerate(rows):
            other = rows[(at + 7) % len(rows)][1]
            for way, make in ways(parts, other).items():
                if way in kept(at):
                    add(f"{of}: {name}, {way}", kind, file, wrap(make))

    every = ("repeated", "nested", "alternated", "opened only")
    grammar("site markdown", MARKDOWN, "jsonl", "a.jsonl",
            lambda make: in_record(make, "markdown"), lambda at: every + ("indented",))
    turns = ("repeated", "nested", "unclosed", "alternated", "closed only", "opened only")
    for turn, dialect in enumerate(("github", "discourse", "reddit", "discord")):
        grammar(dialect, MARKDOWN, "jsonl", "a.jsonl",
                lambda make, dialect=dialect: in_record(make, dialect),
                lambda at, turn=turn: (turns[(at + turn) % 6],))
    grammar("markdown in posts", MARKDOWN, "jsonl", "a.jsonl",
            lambda make: in_answers(make, "markdown"), lambda at: (turns[at % 6],))
    grammar("HTML", HTML, "jsonl", "a.jsonl", lambda make: in_record(make, "html"),
            lambda at: every + ("unclosed", "closed only"))
    grammar("HTML in posts", HTML, "jsonl", "a.jsonl", lambda make: in_answers(make, "html"),
            lambda at: (turns[at % 6],))
    grammar("Stack Exchange", HTML, "stackexchange", "Posts.xml", in_stackexchange,
            lambda at: (turns[at % 6],))
    grammar("Discord", DISCORD, "discord", "a.json", in_discord, lambda at: every)
    grammar("Slack", SLACK, "slack", "C1/2026-01-01.json", in_slack, lambda at: every)
    for name, make in (("sections", block_sections), ("lists", block_lists),
                       ("texts", block_texts)):
        add(f"Slack blocks: {name}", "slack", "C1/2026-01-01.json", in_blocks(make))
    once = ("repeated",)
    grammar("text", TEXT, "jsonl", "a.jsonl", lambda make: in_record(make, "text"),
            lambda at: once + ("alternated",))
    grammar("title", TEXT, "jsonl", "a.jsonl", in_title, lambda at: once)
    grammar("no title", TEXT, "jsonl", "a.jsonl", untitled, lambda at: once)
    grammar("mail", TEXT, "mbox", "a.mbox",
            lambda make: lambda size: mail(body=make(size)).encode(), lambda at: once)
    for of, table, kind, file in (("csv", CSV, "csv", "a.csv"), ("mbox", MBOX, "mbox", "a.mbox"),
                                  ("json", JSON, "jsonl", "a.jsonl"),
                                  ("by hand", BY_HAND, "markdown", "a.md")):
        for name, make in table.items():
            add(f"{of}: {name}", kind, file, lambda size, make=make: make(size).encode())
    return found
