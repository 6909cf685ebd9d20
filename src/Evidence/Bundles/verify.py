#!/usr/bin/env python3
"""Checks a bundle of evidence with nothing but Python 3 and the files of the bundle.

    python3 verify.py [FOLDER] [--key KEY]

FOLDER is the bundle; without it the folder in which you are when it holds one, else the folder of this script.
KEY is the force's public key as you learned it elsewhere (one line, name+id+key); without it the key in the bundle is taken.
Whoever changed the bundle can have changed this script too: take it from elsewhere, or see VERIFY.md for the same by openssl.
Says first which folder and which key it checks. Ends with 0 when everything is as it left, with 1 after naming every file or
entry that is not, and with 2 when it does not understand what was asked.
"""
import base64, hashlib, json, os, re, sys

FOLDER = "."
CLOSED = {"type": None, "data": {}}
wrong = []


def read(path):
    try:
        with open(os.path.join(FOLDER, *path.split("/")), "rb") as file:
            return file.read()
    except OSError:
        return b""


def sha256_of(path):
    digest = hashlib.sha256()
    try:
        with open(os.path.join(FOLDER, *path.split("/")), "rb") as file:
            for part in iter(lambda: file.read(1 << 20), b""):
                digest.update(part)
    except OSError:
        return "unreadable"
    return digest.hexdigest()


def unbase64(text, length):
    """Base64 in its one spelling, of so many bytes; else nothing."""
    try:
        data = base64.b64decode(text, validate=True)
    except (ValueError, TypeError):
        return None
    return data if len(data) == length and base64.b64encode(data).decode() == text else None


# Ed25519 (RFC 8032, section 5.1): is this the signature of this message under this key?
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    """Adds two points in extended coordinates (x, y, z, x*y)."""
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    t, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, z - t, z + t, n + m
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point, scalar = add(point, point), scalar >> 1
    return total


def point_of(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(key, message, signature):
    a, r, s = point_of(key), point_of(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = times(s, BASE), add(r, times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def check_sums():
    """Every file but SHA256SUMS and what signs it is listed there, and is what is listed."""
    listed = {}
    for line in read("SHA256SUMS").decode("utf-8", "replace").split("\n")[:-1]:
        match = re.fullmatch(r"([0-9a-f]{64})  (.+)", line)
        if match is None or match[2] in listed:
            wrong.append("SHA256SUMS has a line that is no sum, or stands there twice")
        else:
            listed[match[2]] = match[1]
    files = set()
    for folder, _, names in os.walk(FOLDER):
        for name in names:
            files.add(os.path.relpath(os.path.join(folder, name), FOLDER).replace(os.sep, "/"))
    for path in sorted(files - {"SHA256SUMS", "SHA256SUMS.note"}):
        if path not in listed:
            wrong.append(f"{path} is not listed in SHA256SUMS: it was added")
        elif sha256_of(path) != listed[path]:
            wrong.append(f"{path} was changed: its SHA-256 is not the one in SHA256SUMS")
    wrong.extend(f"{path} is missing" for path in sorted(set(listed) - files))
    return files


def key_of(expected):
    """Name, id and bytes of the key that all signatures are by; nothing when it is none, or not the expected one."""
    line = read("key").decode("utf-8", "replace")
    parts = line.rstrip("\n").split("+", 2)
    key = unbase64(parts[2], 33) if len(parts) == 3 else None
    if key is None or key[0] != 1:
        wrong.append("key is not a public key")
        return None
    key_id = hashlib.sha256(parts[0].encode() + b"\n" + key).digest()[:4]
    if parts[1] != key_id.hex() or (expected is not None and line.strip() != expected.strip()):
        wrong.append("key is not the key that was expected")
        return None
    return parts[0], key_id, key[1:]


def lines_of(path, key, alone=False):
    """The lines of a note (C2SP signed-note) that is signed by the key, and by no other if it is to be alone; else nothing."""
    name, key_id, public = key
    text, _, signatures = read(path).rpartition(b"\n\n")
    text += b"\n"
    lines = signatures.split(b"\n")
    if lines[-1] == b"" and (len(lines) == 2 or not alone):
        for one in lines[:-1]:
            word = one.decode("utf-8", "replace").split(" ")
            data = unbase64(word[2], 68) if len(word) == 3 and word[0] == "\u2014" and word[1] == name else None
            if data is not None and data[:4] == key_id and signed(public, text, data[4:]):
                return text.decode().split("\n")[:-1]
    wrong.append(f"{path} is not signed by key")
    return None


def check_signed(key):
    """The list of sums is the one that was signed. Answers whose list it is."""
    lines = lines_of("SHA256SUMS.note", key, alone=True)
    if lines is None:
        return None
    of = re.fullmatch(r"Bluelamp signs the sums of the files of ([0-9a-f-]{36})", lines[0])
    if of is None or len(lines) != 2 or lines[1] != "SHA-256 " + sha256_of("SHA256SUMS"):
        wrong.append("SHA256SUMS is not the list that was signed: a file, and its sum with it, was changed, added or taken away")
        return None
    return of[1]


def head_of(key):
    """Origin, size and root of the checkpoint (C2SP tlog-checkpoint); nothing when the signature does not hold."""
    lines = lines_of("checkpoint", key)
    if lines is None:
        return None
    if len(lines) < 3 or lines[0] != key[0] or not lines[1].isdigit():
        wrong.append("checkpoint is not one of this key")
        return None
    return lines[0], int(lines[1]), unbase64(lines[2], 32)


def root_of(leaf, index, size, proof):
    """The root to which an inclusion proof leads (RFC 9162, section 2.1.3.2); nothing when it leads nowhere."""
    if not 0 <= index < size:
        return None
    node, last = index, size - 1
    for other in proof:
        if other is None or last == 0:
            return None
        if node & 1 or node == last:
            leaf = hashlib.sha256(b"\x01" + other + leaf).digest()
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            leaf = hashlib.sha256(b"\x01" + leaf + other).digest()
        node, last = node >> 1, last >> 1
    return leaf if last == 0 else None


def check_closed(entry, place, where, entries, head):
    """An entry whose words are not here: its leaf was sealed, after the entry before it and before the one after it."""
    leaf, around = unbase64(entry["leaf"], 32), [e["index"] for e in entries[max(place - 2, 0):place + 1]]
    if leaf is None or root_of(leaf, entry["index"], head[1], [unbase64(h, 32) for h in entry["proof"]]) != head[2]:
        wrong.append(f"{where}: its proof does not lead to the checkpoint")
        return None
    if around != sorted(set(around)):
        wrong.append(f"{where}: it does not stand here in the chain: an entry was removed, added or moved")
        return None
    return CLOSED


def check_entry(entry, place, item, entries, head):
    """The entry of a chain as it was sealed, or nothing after saying what is wrong."""
    where = f"{item['custody']}, entry {place}"
    if entry["salt"] is None and entry["entry"] is None:
        return check_closed(entry, place, where, entries, head)
    salt, text = unbase64(entry["salt"], 16), entry["entry"].encode()
    leaf = hashlib.sha256(b"\x00" + salt + text).digest() if salt is not None else None
    if leaf is None or leaf != unbase64(entry["leaf"], 32):
        wrong.append(f"{where}: it was changed: its leaf hash is another")
        return None
    if root_of(leaf, entry["index"], head[1], [unbase64(h, 32) for h in entry["proof"]]) != head[2]:
        wrong.append(f"{where}: its proof does not lead to the checkpoint")
        return None
    said = json.loads(text)
    if said["stream"] != item["exhibit"] or said["version"] != place:
        wrong.append(f"{where}: it does not stand here in the chain: an entry was removed, added or moved")
        return None
    return said


def check_item(item, place, manifest, head):
    try:
        custody = json.loads(read(item["custody"]))
        entries = [check_entry(entry, n, item, custody["entries"], head) for n, entry in enumerate(custody["entries"], 1)]
    except (ValueError, KeyError, TypeError, AttributeError):
        wrong.append(f"{item['custody']} is missing or cannot be read")
        return 0, 0
    if item["number"] != place or custody["exhibit"] != item["exhibit"]:
        wrong.append(f"manifest.json: item {place} is not numbered as it was written")
    count = len(entries), entries.count(CLOSED)
    if None in entries:
        return count
    if not entries or entries[0]["type"] != "evidence.exhibit-received.v1":
        wrong.append(f"{item['custody']}, entry 1: the chain does not begin with the arrival")
        return count
    last = entries[-1]
    if last["type"] != "evidence.exhibit-exported.v1" or last["data"]["bundle"] != manifest["bundle"]:
        wrong.append(f"{item['custody']}, entry {len(entries)}: the chain does not end with the export of this bundle: an entry is missing")
    references = [e["data"]["reference"] for e in entries if e["type"] == "evidence.exhibit-produced.v1"]
    content = entries[0]["data"].get("content") or {}
    sealed = {name: content.get(name) for name in ("name", "type", "sha256", "bytes")}
    sealed["reference"] = references[-1] if references else None
    for name, value in sealed.items():
        if item.get(name) != value:
            wrong.append(f"manifest.json: the {name} of item {place} is not what its chain of custody says")
    if content and (item["path"] is None or sha256_of(item["path"]) != content["sha256"]):
        wrong.append(f"{item['path']} is missing or was changed: its bytes are not those that were received")
    check_signatures(item, place, entries)
    return count


def check_signatures(item, place, entries):
    """The pictures of signatures are those that were drawn at the hand-overs; a bundle that is older than they lists none."""
    listed = item.get("signatures")
    if listed is None:
        return
    signings = [(n, e["data"].get("signing") or {}) for n, e in enumerate(entries, 1) if e["type"] == "evidence.object-passed-on.v1"]
    if [(s["entry"], s["sha256"]) for s in listed] != [(n, s["drawn"]) for n, s in signings if s.get("drawn")]:
        wrong.append(f"manifest.json: the signatures of item {place} are not those that its chain of custody says")
    for one in listed:
        if one["path"] is not None and sha256_of(one["path"]) != one["sha256"]:
            wrong.append(f"{one['path']} is missing or was changed: it is not the signature that was drawn")


def asked(words):
    """The folder and the key that were given; nothing when it is not to be understood."""
    folder, key, words = None, None, list(words)
    while words:
        word = words.pop(0)
        if word == "--key" and words and key is None:
            key = words.pop(0)
        elif word.startswith("--key=") and key is None:
            key = word[len("--key="):]
        elif not word.startswith("-") and folder is None:
            folder = word
        else:
            return None
    if key is not None and not key.strip():
        return None
    if folder is None:
        folder = "." if os.path.isfile("manifest.json") else os.path.dirname(os.path.abspath(__file__))
    return (os.path.abspath(folder), key) if os.path.isdir(folder) else None


def say_what(expected):
    key = expected if expected is not None else read("key").decode("utf-8", "replace")
    print(f"Folder  {FOLDER}")
    print("Key     " + "".join(c if c.isprintable() else "?" for c in key.strip()))
    print("        " + ("as you gave it" if expected is not None else "as the bundle has it: compare it with the key that the force gave you"))


def main():
    global FOLDER
    understood = asked(sys.argv[1:])
    if understood is None:
        print("usage: python3 verify.py [FOLDER] [--key KEY]\nFOLDER must be there, and KEY is one line: name+id+key.", file=sys.stderr)
        return 2
    FOLDER, expected = understood
    say_what(expected)
    files = check_sums()
    key = key_of(expected)
    of = check_signed(key) if key is not None else None
    head = head_of(key) if key is not None else None
    count, closed, items = 0, 0, []
    try:
        manifest = json.loads(read("manifest.json"))
        items = manifest["items"]
        if of is not None and of != manifest["bundle"]:
            wrong.append("SHA256SUMS.note is of another bundle than manifest.json")
        if head is not None:
            if manifest["log"] != head[0] or not items:
                wrong.append("manifest.json speaks of another ledger than checkpoint, or lists nothing")
            for place, item in enumerate(items, 1):
                there, shut = check_item(item, place, manifest, head)
                count, closed = count + there, closed + shut
            used = {path for item in items for path in (item["path"], item["custody"], *(s["path"] for s in item.get("signatures") or ()))}
            wrong.extend(f"{path} belongs to no item of manifest.json" for path in sorted(files) if "/" in path and path not in used)
    except (ValueError, KeyError, TypeError, AttributeError):
        wrong.append("manifest.json cannot be read")
    for line in wrong:
        print(f"WRONG  {line}")
    if wrong:
        print("SOMETHING WAS CHANGED")
        return 1
    print(f"Nothing was changed: {len(items)} items, {count} entries{f' ({closed} of them closed, see VERIFY.md)' if closed else ''}, against the checkpoint of {head[0]} at size {head[1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
