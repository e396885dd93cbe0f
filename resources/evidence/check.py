#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks an unpacked evidence package: chain of events, blobs, proof. Python 3, nothing else. Exit status 0: all good."""
import base64
import hashlib
import json
import pathlib
import sys

here = pathlib.Path(__file__).resolve().parent
sha256 = lambda data: hashlib.sha256(data).digest()
wrong = []


def node(left, right):
    return sha256(b"\x01" + left + right)


def root_from(leaf, index, size, path):
    """The root that the path leads to (RFC 9162, 2.1.3.2); None when the path has the wrong length."""
    last, current = size - 1, leaf
    for other in path:
        if last == 0:
            return None
        if index & 1 or index == last:
            current = node(other, current)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            current = node(current, other)
        index, last = index >> 1, last >> 1
    return current if last == 0 else None


manifest = json.loads((here / "manifest.json").read_bytes())
files = sorted((here / "events").iterdir())
head = bytes(32)
for number, file in enumerate(files, 1):
    content = file.read_bytes()
    event = json.loads(content)
    if file.name != f"{number:06}.json" or event["seq"] != number or event["prev"] != head.hex() or event["stream"] != manifest["session"]:
        wrong.append(f"{file.name}: does not follow the event before it")
    head = sha256(b"\x00" + content)
if head.hex() != manifest["head"] or len(files) != manifest["events"]:
    wrong.append("manifest.json: the last event is another one")

blobs = sorted((here / "blobs").iterdir()) if (here / "blobs").is_dir() else []
for blob in blobs:
    if sha256(blob.read_bytes()).hex() != blob.name:
        wrong.append(f"blobs/{blob.name}: the bytes do not fit the name")

if (here / "checkpoint.txt").exists():
    origin, size, root = (here / "checkpoint.txt").read_text("utf-8").split("\n")[:3]
    proof = json.loads((here / "proof.json").read_bytes())
    path = [bytes.fromhex(digest) for digest in proof["path"]]
    if not 0 <= proof["index"] < int(size) or root_from(head, proof["index"], int(size), path) != base64.b64decode(root):
        wrong.append("proof.json: the last event is not in the log of the checkpoint")
    else:
        print(f"event {proof['index'] + 1} of {size} in the log {origin}")
else:
    print("no checkpoint: the record agrees with itself, no more is shown")

print(f"{len(files)} events, {len(blobs)} blobs, head {head.hex()}")
for line in wrong:
    print(line)
sys.exit(1 if wrong else 0)
