-- Schema 1: the office, its staff, localities, the register of groups, the audit chain.
-- Run as a whole in one transaction by lib/store/migrate.cpp. Days are ISO text, members are counts.
-- Once released it is never edited, comments included: databases are compared with it.

CREATE TABLE schema_migration (
    version    INTEGER PRIMARY KEY,
    applied_on TEXT NOT NULL CHECK (applied_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;

CREATE TABLE office (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    uuid       BLOB NOT NULL CHECK (length(uuid) = 16),
    name       TEXT NOT NULL,
    code       TEXT NOT NULL,
    parent     TEXT NOT NULL,
    province   TEXT NOT NULL,
    place      TEXT NOT NULL,
    start_day  TEXT NOT NULL CHECK (start_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    created_on TEXT NOT NULL CHECK (created_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;

CREATE TABLE staff (
    code       TEXT PRIMARY KEY CHECK (code <> 'office'),
    uuid       BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    name       TEXT NOT NULL CHECK (name <> ''),
    role       TEXT NOT NULL CHECK (role IN ('clerk', 'liaison', 'custodian', 'reviewer')),
    added_on   TEXT NOT NULL CHECK (added_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    retired_on TEXT CHECK (retired_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT, WITHOUT ROWID;

-- Administrative units of both systems. A code can be reused under another name, so it is a key only with its
-- first day of validity; valid_to is the day after the last one.
CREATE TABLE locality_unit (
    code          TEXT NOT NULL,
    valid_from    TEXT NOT NULL CHECK (valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    valid_to      TEXT CHECK (valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    level         TEXT NOT NULL CHECK (level IN ('province', 'district', 'commune')),
    kind          TEXT NOT NULL,              -- xã, phường, thị trấn, đặc khu, huyện, quận, thị xã, thành phố, tỉnh
    name          TEXT NOT NULL,              -- without its kind
    name_key      TEXT NOT NULL,              -- K1 of name
    district_name TEXT NOT NULL DEFAULT '',   -- only of communes before 1 July 2025
    province_code TEXT NOT NULL,              -- of the province that it belonged to at the time
    PRIMARY KEY (code, valid_from)
) STRICT, WITHOUT ROWID;

CREATE INDEX locality_unit_name ON locality_unit (name_key);

-- Where the communes of before 1 July 2025 went. part: it was divided, a name alone no longer says where.
CREATE TABLE locality_successor (
    old_code TEXT NOT NULL,
    new_code TEXT NOT NULL,
    relation TEXT NOT NULL CHECK (relation IN ('whole', 'part')),
    PRIMARY KEY (old_code, new_code)
) STRICT, WITHOUT ROWID;

CREATE TABLE survey_batch (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid        BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    sha256      BLOB NOT NULL CHECK (length(sha256) = 32),
    file_name   TEXT NOT NULL,                -- base name only
    day         TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    staff       TEXT NOT NULL,
    mode        TEXT NOT NULL CHECK (mode IN ('update', 'fill', 'skip')),
    rows_read   INTEGER NOT NULL,
    new         INTEGER NOT NULL,
    changed     INTEGER NOT NULL,
    unchanged   INTEGER NOT NULL,
    duplicate   INTEGER NOT NULL,
    rejected    INTEGER NOT NULL,
    reverted_on TEXT CHECK (reverted_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    CHECK (new + changed + unchanged + duplicate + rejected = rows_read)
) STRICT;

CREATE INDEX survey_batch_sha256 ON survey_batch (sha256);

-- A group is a fact about a group (P1): no column here describes a person.
CREATE TABLE survey_group (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid        BLOB NOT NULL CHECK (length(uuid) = 16),
    key         TEXT NOT NULL UNIQUE,         -- platform:entity:id, see lib/survey/address.hpp
    name        TEXT NOT NULL CHECK (name <> ''),
    search_key  TEXT NOT NULL,                -- K2 of name
    platform    TEXT NOT NULL,
    entity      TEXT NOT NULL CHECK (entity IN ('group', 'page', 'channel')),
    url         TEXT NOT NULL,                -- canonical
    resolved    INTEGER NOT NULL CHECK (resolved IN (0, 1)),
    members     INTEGER CHECK (members >= 0),
    members_on  TEXT CHECK (members_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    topic       TEXT,
    locality    TEXT,                         -- code of a unit that is valid since 1 July 2025
    visibility  TEXT CHECK (visibility IN ('public', 'private')),
    language    TEXT,
    source      TEXT,                         -- of the list, e.g. "ward survey 2026"; never a person
    state       TEXT NOT NULL DEFAULT 'surveyed'
                CHECK (state IN ('surveyed', 'shortlisted', 'approached', 'joined', 'left', 'resting')),
    state_on    TEXT NOT NULL CHECK (state_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    rest_until  TEXT CHECK (rest_until GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    surveyed_on TEXT NOT NULL CHECK (surveyed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    expires_on  TEXT CHECK (expires_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    liaison     TEXT REFERENCES staff (code),
    first_batch INTEGER REFERENCES survey_batch (id),  -- NULL: added by hand
    last_batch  INTEGER REFERENCES survey_batch (id),  -- NULL: touched by hand since
    CHECK (state = 'joined' OR expires_on IS NOT NULL),  -- P7: everything expires
    CHECK (state <> 'resting' OR rest_until IS NOT NULL)
) STRICT;

CREATE INDEX survey_group_first_batch ON survey_group (first_batch);
CREATE INDEX survey_group_expiry ON survey_group (expires_on);

-- The register's search index over K2; survey_group is its content.
CREATE VIRTUAL TABLE survey_search USING fts5 (
    search_key, content = 'survey_group', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0', detail = 'full'
);

CREATE TRIGGER survey_search_insert AFTER INSERT ON survey_group BEGIN
    INSERT INTO survey_search (rowid, search_key) VALUES (new.id, new.search_key);
END;
CREATE TRIGGER survey_search_delete AFTER DELETE ON survey_group BEGIN
    INSERT INTO survey_search (survey_search, rowid, search_key) VALUES ('delete', old.id, old.search_key);
END;
CREATE TRIGGER survey_search_update AFTER UPDATE OF search_key ON survey_group
WHEN old.search_key <> new.search_key BEGIN
    INSERT INTO survey_search (survey_search, rowid, search_key) VALUES ('delete', old.id, old.search_key);
    INSERT INTO survey_search (rowid, search_key) VALUES (new.id, new.search_key);
END;

-- Keys that a group was known by before a merge, remembered for ever.
CREATE TABLE survey_alias (
    key      TEXT PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES survey_group (id) ON DELETE CASCADE,
    since    TEXT NOT NULL CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT, WITHOUT ROWID;

CREATE INDEX survey_alias_group ON survey_alias (group_id);

-- What a batch changed in groups that were there before it: the fields as they were (JSON), so that it can be taken back.
CREATE TABLE survey_change (
    batch_id INTEGER NOT NULL REFERENCES survey_batch (id),
    group_id INTEGER NOT NULL REFERENCES survey_group (id) ON DELETE CASCADE,
    before   TEXT NOT NULL,
    PRIMARY KEY (batch_id, group_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX survey_change_group ON survey_change (group_id);

-- Which line of the list that is being imported each group has its facts from, so that a group that comes twice is told.
-- Empty between imports: it lies here and not in memory, so that an import's memory does not grow with its list.
CREATE TABLE survey_import_line (
    group_id   INTEGER PRIMARY KEY,
    line       INTEGER NOT NULL,
    members_on TEXT CHECK (members_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    outcome    TEXT NOT NULL CHECK (outcome IN ('new', 'changed', 'unchanged'))
) STRICT;

-- A group's history after the day it was surveyed.
CREATE TABLE survey_event (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    group_id INTEGER NOT NULL REFERENCES survey_group (id) ON DELETE CASCADE,
    day      TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    kind     TEXT NOT NULL CHECK (kind IN ('state', 'liaison', 'edited', 'merged')),
    detail   TEXT NOT NULL                    -- state: the new state; liaison: staff code; edited: field names; merged: the old key
) STRICT;

CREATE INDEX survey_event_group ON survey_event (group_id);

-- What is left of groups after they expired: counts, with what a report of an earlier period needs (P7). Empty text:
-- not given.
CREATE TABLE survey_expired (
    surveyed_on   TEXT NOT NULL CHECK (surveyed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    day           TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    platform      TEXT NOT NULL,
    topic         TEXT NOT NULL,
    locality      TEXT NOT NULL,
    resolved      INTEGER NOT NULL CHECK (resolved IN (0, 1)),
    groups        INTEGER NOT NULL CHECK (groups > 0),
    members       INTEGER NOT NULL CHECK (members >= 0),
    members_known INTEGER NOT NULL CHECK (members_known BETWEEN 0 AND groups),
    PRIMARY KEY (surveyed_on, day, platform, topic, locality, resolved)
) STRICT, WITHOUT ROWID;

-- The audit chain (P9).
CREATE TABLE audit_verb (verb TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO audit_verb (verb) VALUES
    ('store-init'), ('store-migrate'), ('store-retention'), ('store-clock'), ('staff-add'), ('staff-retire'),
    ('locality-import'), ('survey-import'), ('survey-revert'), ('survey-add'), ('survey-edit'), ('survey-merge'),
    ('survey-shortlist'), ('survey-assign');

CREATE TABLE audit (
    seq        INTEGER PRIMARY KEY,
    day        TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    staff      TEXT NOT NULL,
    verb       TEXT NOT NULL REFERENCES audit_verb (verb),
    object     BLOB NOT NULL CHECK (length(object) = 16),
    outcome    TEXT NOT NULL CHECK (outcome IN ('done', 'refused')),
    commitment BLOB NOT NULL CHECK (length(commitment) = 32),
    previous   BLOB NOT NULL CHECK (length(previous) = 32),
    hash       BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;

-- A row only ever comes after the last one and links to it, so INSERT OR REPLACE can't stand in for an UPDATE.
CREATE TRIGGER audit_append BEFORE INSERT ON audit
WHEN new.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit)
    OR new.previous <> coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), zeroblob(32))
    OR EXISTS (SELECT 1 FROM audit WHERE hash = new.hash)
BEGIN SELECT RAISE(ABORT, 'audit rows are only appended'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END;

-- Salts of the commitments; they die with the record that they belong to.
CREATE TABLE audit_salt (
    seq    INTEGER PRIMARY KEY REFERENCES audit (seq),
    object BLOB NOT NULL,
    salt   BLOB NOT NULL CHECK (length(salt) = 16)
) STRICT;

CREATE INDEX audit_salt_object ON audit_salt (object);
