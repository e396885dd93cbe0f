-- SPDX-License-Identifier: GPL-3.0-or-later
-- The journal and its blobs. Released: never edited; a change is a new numbered file.
-- `content` is the truth, the exact canonical bytes of the event; hash = SHA-256(0x00 || content). The other columns are copies for
-- look-ups, compared by `store check`. The triggers are a fence against accidents; what gets past them is found by the hash chain.

CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream   TEXT    NOT NULL,
    seq      INTEGER NOT NULL CHECK (seq >= 1),
    type     TEXT    NOT NULL,
    v        INTEGER NOT NULL CHECK (v >= 1),
    id       TEXT    NOT NULL,
    at       TEXT    NOT NULL,
    actor    TEXT    NOT NULL,
    hash     BLOB    NOT NULL CHECK (length(hash) = 32),
    content  BLOB    NOT NULL,
    UNIQUE (stream, seq)
) STRICT;

CREATE INDEX events_first ON events (type, position) WHERE seq = 1;

-- Which bodies stand in the store, so that an older program sees at once whether it understands all of them.
CREATE TABLE event_types (
    type TEXT    NOT NULL,
    v    INTEGER NOT NULL,
    PRIMARY KEY (type, v)
) STRICT, WITHOUT ROWID;

CREATE TABLE blobs (
    digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    codec  TEXT NOT NULL CHECK (codec IN ('raw', 'zstd')),
    bytes  BLOB NOT NULL
) STRICT;

-- Also stops INSERT OR REPLACE, which deletes without asking the delete triggers.
CREATE TRIGGER events_in_order BEFORE INSERT ON events
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM events WHERE stream = NEW.stream)
  OR EXISTS (SELECT 1 FROM events WHERE position = NEW.position)
BEGIN
    SELECT raise(ABORT, 'events are appended one after the other');
END;

CREATE TRIGGER events_types AFTER INSERT ON events
BEGIN
    INSERT OR IGNORE INTO event_types (type, v) VALUES (NEW.type, NEW.v);
END;

CREATE TRIGGER events_no_update BEFORE UPDATE ON events
BEGIN
    SELECT raise(ABORT, 'events are never changed');
END;

CREATE TRIGGER events_no_delete BEFORE DELETE ON events
BEGIN
    SELECT raise(ABORT, 'events are never deleted');
END;

CREATE TRIGGER blobs_no_replace BEFORE INSERT ON blobs
WHEN EXISTS (SELECT 1 FROM blobs WHERE digest = NEW.digest)
BEGIN
    SELECT raise(IGNORE);
END;

CREATE TRIGGER blobs_no_update BEFORE UPDATE ON blobs
BEGIN
    SELECT raise(ABORT, 'blobs are never changed');
END;

CREATE TRIGGER blobs_no_delete BEFORE DELETE ON blobs
BEGIN
    SELECT raise(ABORT, 'blobs are never deleted');
END;
