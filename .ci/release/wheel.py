"""Makes wheels of archives, so that `pip install answerbook` and `uvx answerbook` work.

usage: python3 .ci/release/wheel.py ARCHIVES OUT

maturin would compile each program once more, and its wheel of a static program is for musl
alone, where one file does for every Linux. A wheel is a zip with three files of text beside
the program (https://packaging.python.org/en/latest/specifications/binary-distribution-format/).
"""

import base64
import hashlib
import pathlib
import re
import sys
import tarfile
import zipfile

PLATFORMS = {
    "x86_64-unknown-linux-musl": "manylinux_2_17_x86_64.manylinux2014_x86_64.musllinux_1_1_x86_64",
    "aarch64-unknown-linux-musl": "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64",
    "x86_64-apple-darwin": "macosx_10_12_x86_64",
    "aarch64-apple-darwin": "macosx_11_0_arm64",
    "x86_64-pc-windows-msvc": "win_amd64",
    "x86_64-pc-windows-gnu": "win_amd64",
}
ROOT = pathlib.Path(__file__).resolve().parents[2]
# The earliest that a zip can say: the same bytes whenever a wheel is made.
WHEN = (1980, 1, 1, 0, 0, 0)


def field(name):
    return re.search(rf'^{name} = "(.*)"', (ROOT / "Cargo.toml").read_text(), re.M).group(1)


def files_of(archive, top):
    """Returns the files of an archive by their path below its folder."""
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as packed:
            return {name.removeprefix(top): packed.read(name) for name in packed.namelist()}
    with tarfile.open(archive) as packed:
        members = [member for member in packed.getmembers() if member.isfile()]
        return {m.name.removeprefix(top): packed.extractfile(m).read() for m in members}


def wheel(archive, target, version, out):
    files = files_of(archive, f"answerbook-{version}-{target}/")
    program = "answerbook.exe" if "windows" in target else "answerbook"
    tags = PLATFORMS[target]
    info = f"answerbook-{version}.dist-info"
    metadata = [
        "Metadata-Version: 2.4",
        "Name: answerbook",
        f"Version: {version}",
        f"Summary: {field('description')}",
        f"License-Expression: {field('license')}",
        *(f"License-File: {name}" for name in ("LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY.md")),
        "Requires-Python: >=3.8",
        "Description-Content-Type: text/markdown",
        "",
        files["README.md"].decode(),
    ]
    tag_lines = [f"Tag: py3-none-{tag}" for tag in tags.split(".")]
    generator = ["Wheel-Version: 1.0", "Generator: answerbook", "Root-Is-Purelib: false"]
    content = {
        f"answerbook-{version}.data/scripts/{program}": files[program],
        f"{info}/METADATA": "\n".join(metadata).encode(),
        f"{info}/WHEEL": "\n".join([*generator, *tag_lines, ""]).encode(),
    }
    for name in ("LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY.md"):
        content[f"{info}/licenses/{name}"] = files[name]
    record = []
    path = out / f"answerbook-{version}-py3-none-{tags}.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, body in content.items():
            entry = zipfile.ZipInfo(name, WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if "/scripts/" in name else 0o100644) << 16
            packed.writestr(entry, body)
            digest = base64.urlsafe_b64encode(hashlib.sha256(body).digest()).rstrip(b"=").decode()
            record.append(f"{name},sha256={digest},{len(body)}")
        record.append(f"{info}/RECORD,,")
        packed.writestr(zipfile.ZipInfo(f"{info}/RECORD", WHEN), "\n".join(record) + "\n")
    print(path.name)


def main():
    archives, out = map(pathlib.Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    version = field("version")
    found = 0
    for archive in sorted(archives.iterdir()):
        match = re.fullmatch(rf"answerbook-{re.escape(version)}-(.*?)\.(tar\.gz|zip)", archive.name)
        if match and match.group(1) in PLATFORMS:
            wheel(archive, match.group(1), version, out)
            found += 1
    if found == 0:
        sys.exit(f"wheel.py: no archive of answerbook {version} is in {archives}")


if __name__ == "__main__":
    main()
