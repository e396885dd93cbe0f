-- SPDX-License-Identifier: GPL-3.0-or-later
-- The journal and its blobs; the same tables as in SQLite. Released: never edited; a change is a new numbered file.
-- Text compares by bytes (COLLATE "C"), so that lists have one order on every engine. The workstations' role may add events and blobs and
-- write the tables of projections, and may change or remove no event and no blob; the triggers refuse that to the owner as well.

CREATE TABLE events (
    position BIGINT  PRIMARY KEY,
    stream   TEXT    COLLATE "C" NOT NULL,
    seq      BIGINT  NOT NULL CHECK (seq >= 1),
    type     TEXT    COLLATE "C" NOT NULL,
    v        INTEGER NOT NULL CHECK (v >= 1),
    id       TEXT    COLLATE "C" NOT NULL,
    at       TEXT    COLLATE "C" NOT NULL,
    actor    TEXT    COLLATE "C" NOT NULL,
    hash     BYTEA   NOT NULL CHECK (octet_length(hash) = 32),
    content  BYTEA   NOT NULL,
    UNIQUE (stream, seq)
);

CREATE INDEX events_first ON events (type, position) WHERE seq = 1;

-- Which bodies stand in the store, so that an older program sees at once whether it understands all of them.
CREATE TABLE event_types (
    type TEXT COLLATE "C" NOT NULL,
    v    INTEGER NOT NULL,
    PRIMARY KEY (type, v)
);

CREATE TABLE blobs (
    digest BYTEA NOT NULL PRIMARY KEY CHECK (octet_length(digest) = 32),
    codec  TEXT  NOT NULL CHECK (codec IN ('raw', 'zstd')),
    bytes  BYTEA NOT NULL
);

CREATE FUNCTION events_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Two writers can compute the same position only when they went past the program's lock; the primary key refuses the second.
    NEW.position := (SELECT coalesce(max(position), 0) + 1 FROM events);
    IF NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM events WHERE stream = NEW.stream) THEN
        RAISE EXCEPTION 'events are appended one after the other';
    END IF;
    INSERT INTO event_types (type, v) VALUES (NEW.type, NEW.v) ON CONFLICT DO NOTHING;
    RETURN NEW;
END $$;

CREATE FUNCTION never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% are never changed or deleted', TG_TABLE_NAME;
END $$;

CREATE TRIGGER events_in_order BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION events_in_order();
CREATE TRIGGER events_no_change BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION never_changed();
CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
CREATE TRIGGER blobs_no_change BEFORE UPDATE OR DELETE ON blobs FOR EACH ROW EXECUTE FUNCTION never_changed();
CREATE TRIGGER blobs_no_truncate BEFORE TRUNCATE ON blobs FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'calbench_workstation') THEN
        CREATE ROLE calbench_workstation NOLOGIN;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO calbench_workstation', current_schema());
END $$;

GRANT SELECT ON store TO calbench_workstation;
GRANT SELECT, INSERT ON events, event_types, blobs TO calbench_workstation;
