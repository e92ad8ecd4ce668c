-- Schema 4: the register writes and searches faster.

-- The closed lists of a group as comparisons: for an IN of more than two words SQLite fills and empties a table of its own
-- at every row that it checks, which was a fifth of an import. The table is made anew with all its rows; a number that was
-- used is not used again. (Migrations run with foreign keys off and check them before they commit.)
CREATE TABLE survey_group_before AS SELECT * FROM survey_group;
CREATE TABLE survey_group_last AS SELECT seq FROM sqlite_sequence WHERE name = 'survey_group';
DROP TABLE survey_group;
CREATE TABLE survey_group (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid        BLOB NOT NULL CHECK (length(uuid) = 16),
    key         TEXT NOT NULL UNIQUE,         -- platform:entity:id, see lib/address/group_address.hpp
    name        TEXT NOT NULL CHECK (name <> ''),
    search_key  TEXT NOT NULL,                -- K2 of name
    platform    TEXT NOT NULL,
    entity      TEXT NOT NULL CHECK (entity = 'group' OR entity = 'page' OR entity = 'channel'),
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
                CHECK (state = 'surveyed' OR state = 'shortlisted' OR state = 'approached' OR state = 'joined' OR state = 'left'
                       OR state = 'resting'),
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
INSERT INTO survey_group SELECT * FROM survey_group_before ORDER BY id;
DELETE FROM sqlite_sequence WHERE name = 'survey_group';
INSERT INTO sqlite_sequence (name, seq) SELECT 'survey_group', seq FROM survey_group_last;
DROP TABLE survey_group_before;
DROP TABLE survey_group_last;

CREATE INDEX survey_group_expiry ON survey_group (expires_on);
CREATE INDEX survey_group_programme ON survey_group (state, id) WHERE state <> 'surveyed';
-- A search with many hits meets them from the largest group down, and stops when it has enough.
CREATE INDEX survey_group_members ON survey_group (members DESC);

-- As they were.
CREATE TRIGGER survey_group_joins BEFORE UPDATE OF state ON survey_group
WHEN new.state = 'joined' AND old.state <> 'joined' AND NOT EXISTS (
    SELECT 1 FROM member_group JOIN consent_in_force AS consent ON consent.member_id = member_group.member_id
    WHERE member_group.group_id = new.id AND consent.purpose = 'contact')
BEGIN SELECT RAISE(ABORT, 'a group joins with a consent to contact'); END;
CREATE TRIGGER survey_group_joined_insert BEFORE INSERT ON survey_group WHEN new.state = 'joined'
BEGIN SELECT RAISE(ABORT, 'a group joins with a consent to contact'); END;
CREATE TRIGGER survey_search_insert AFTER INSERT ON survey_group
WHEN NOT EXISTS (SELECT 1 FROM survey_search_later WHERE first_group <= new.id) BEGIN
    INSERT INTO survey_search (rowid, search_key) VALUES (new.id, new.search_key);
END;
CREATE TRIGGER survey_search_delete AFTER DELETE ON survey_group
WHEN NOT EXISTS (SELECT 1 FROM survey_search_later WHERE first_group <= old.id) BEGIN
    INSERT INTO survey_search (survey_search, rowid, search_key) VALUES ('delete', old.id, old.search_key);
END;
CREATE TRIGGER survey_search_update AFTER UPDATE OF search_key ON survey_group
WHEN old.search_key <> new.search_key AND NOT EXISTS (SELECT 1 FROM survey_search_later WHERE first_group <= new.id) BEGIN
    INSERT INTO survey_search (survey_search, rowid, search_key) VALUES ('delete', old.id, old.search_key);
    INSERT INTO survey_search (rowid, search_key) VALUES (new.id, new.search_key);
END;
CREATE TRIGGER survey_count_insert AFTER INSERT ON survey_group
WHEN NOT EXISTS (SELECT 1 FROM survey_count_pause) BEGIN
    INSERT INTO survey_count (half, event, dimension, code, groups, members, members_known, unresolved)
    SELECT half, event, dimension, code, groups, members, members_known, unresolved FROM survey_group_count WHERE id = new.id
    ON CONFLICT DO UPDATE SET groups = groups + excluded.groups, members = members + excluded.members,
        members_known = members_known + excluded.members_known, unresolved = unresolved + excluded.unresolved;
END;
CREATE TRIGGER survey_count_delete BEFORE DELETE ON survey_group
WHEN NOT EXISTS (SELECT 1 FROM survey_count_pause) BEGIN
    INSERT INTO survey_count (half, event, dimension, code, groups, members, members_known, unresolved)
    SELECT half, event, dimension, code, -groups, -members, -members_known, -unresolved FROM survey_group_count WHERE id = old.id
    ON CONFLICT DO UPDATE SET groups = groups + excluded.groups, members = members + excluded.members,
        members_known = members_known + excluded.members_known, unresolved = unresolved + excluded.unresolved;
END;
CREATE TRIGGER survey_count_update_from
BEFORE UPDATE OF platform, topic, locality, members, resolved, surveyed_on, expires_on, state ON survey_group
WHEN NOT EXISTS (SELECT 1 FROM survey_count_pause) BEGIN
    INSERT INTO survey_count (half, event, dimension, code, groups, members, members_known, unresolved)
    SELECT half, event, dimension, code, -groups, -members, -members_known, -unresolved FROM survey_group_count WHERE id = old.id
    ON CONFLICT DO UPDATE SET groups = groups + excluded.groups, members = members + excluded.members,
        members_known = members_known + excluded.members_known, unresolved = unresolved + excluded.unresolved;
END;
CREATE TRIGGER survey_count_update_to
AFTER UPDATE OF platform, topic, locality, members, resolved, surveyed_on, expires_on, state ON survey_group
WHEN NOT EXISTS (SELECT 1 FROM survey_count_pause) BEGIN
    INSERT INTO survey_count (half, event, dimension, code, groups, members, members_known, unresolved)
    SELECT half, event, dimension, code, groups, members, members_known, unresolved FROM survey_group_count WHERE id = new.id
    ON CONFLICT DO UPDATE SET groups = groups + excluded.groups, members = members + excluded.members,
        members_known = members_known + excluded.members_known, unresolved = unresolved + excluded.unresolved;
END;

-- The words of names that an earlier version changed.
INSERT INTO survey_search (survey_search) VALUES ('optimize');
