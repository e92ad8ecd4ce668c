-- Schema 3: tips and their keys, checkpoints of the audit chain, numbers of reports.

INSERT INTO audit_verb (verb) VALUES
    ('tip-add'), ('tip-read'), ('tip-ack'), ('tip-triage'), ('tip-scrub'), ('tip-refer'), ('tip-answer'), ('tip-close'),
    ('tip-reopen'), ('tip-extend'), ('tip-reveal'), ('tip-purge'), ('tip-out-of-scope'), ('key-init'), ('key-epoch'),
    ('key-drill'), ('key-rotate'), ('key-retire'), ('key-recovery'), ('key-destroy'), ('audit-checkpoint'), ('report-number'),
    ('store-restore');

-- What was done to one record: a tip that was extended or closed once is known by its rows here, for the record itself
-- has no column for it.
CREATE INDEX audit_object ON audit (object);

-- Public keys of the two recipients. The private ones lie in the key folder, encrypted, and never here.
CREATE TABLE key_recipient (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid       BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    role       TEXT NOT NULL CHECK (role IN ('office', 'custodian')),
    kind       TEXT NOT NULL CHECK (kind IN ('main', 'recovery')),
    public_key BLOB NOT NULL UNIQUE CHECK (length(public_key) = 32),
    since      TEXT NOT NULL CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    retired_on TEXT CHECK (retired_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;

CREATE UNIQUE INDEX key_recipient_one ON key_recipient (role, kind) WHERE retired_on IS NULL;

-- One key pair for each civil quarter of receipt and role; its secret lies sealed in the key folder until the last tip
-- of the quarter is gone, and then nowhere.
CREATE TABLE key_epoch (
    quarter      TEXT NOT NULL CHECK (quarter GLOB '[12][0-9][0-9][0-9]Q[1-4]'),
    role         TEXT NOT NULL CHECK (role IN ('office', 'custodian')),
    public_key   BLOB NOT NULL UNIQUE CHECK (length(public_key) = 32),
    made_on      TEXT NOT NULL CHECK (made_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    destroyed_on TEXT CHECK (destroyed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    PRIMARY KEY (quarter, role)
) STRICT, WITHOUT ROWID;

-- The days on which a key was proven to open what is sealed to it.
CREATE TABLE key_drill (
    day  TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    role TEXT NOT NULL CHECK (role IN ('office', 'custodian')),
    kind TEXT NOT NULL CHECK (kind IN ('main', 'recovery')),
    PRIMARY KEY (role, kind, day)
) STRICT, WITHOUT ROWID;

-- What receipts are hashed with in this database.
CREATE TABLE tip_receipt_salt (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    salt BLOB NOT NULL CHECK (length(salt) = 16)
) STRICT;
INSERT INTO tip_receipt_salt (id, salt) VALUES (1, randomblob(16));

-- A tip (phản ánh): the fifteen harms to people and no other (P4); no column is about the accused (P5); who gave it is in
-- a box of one size whether there is a source or not (P6). Days only, no times, no link from one tip to another.
CREATE TABLE tip (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid        BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    code        TEXT NOT NULL CHECK (code IN ('SLF', 'THR', 'MIS', 'CGR', 'CSM', 'TRF', 'EXT', 'NCI', 'STK', 'ATO', 'PHI', 'FRD',
                                              'MUL', 'DGW', 'MAL')),
    level       TEXT NOT NULL CHECK (level IN ('P0', 'P1', 'P2')),
    received_on TEXT NOT NULL CHECK (received_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    channel     TEXT NOT NULL CHECK (channel IN ('phone', 'message', 'email', 'in-person', 'meeting')),
    platform    TEXT CHECK (platform <> '' AND length(platform) <= 24 AND platform NOT GLOB '*[^a-z0-9-]*'),
    state       TEXT NOT NULL DEFAULT 'received'
                CHECK (state IN ('received', 'acknowledged', 'triaged', 'referred', 'answered', 'closed')),
    state_on    TEXT NOT NULL CHECK (state_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    route       TEXT CHECK (route IN ('emergency', 'crisis-line', 'child-line', 'police', 'takedown-hotline', 'platform',
                                      'trafficking-line', 'victim-support', 'bank', 'cert')),
    disposition TEXT CHECK (disposition IN ('resolved', 'passed-on', 'content-removed', 'account-recovered', 'money-stopped',
                                            'not-confirmed', 'duplicate', 'taken-back', 'no-contact')),
    expires_on  TEXT NOT NULL CHECK (expires_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    receipt     BLOB NOT NULL UNIQUE CHECK (length(receipt) = 32),
    body        BLOB NOT NULL,
    source      BLOB NOT NULL,
    CHECK ((state = 'closed') = (disposition IS NOT NULL)),
    CHECK (level = 'P0' OR code NOT IN ('SLF', 'THR', 'MIS', 'CGR'))
) STRICT;

CREATE INDEX tip_expiry ON tip (expires_on);

-- Never back to received, and never another harm, day of receipt or source under the same number (P4, P6).
CREATE TRIGGER tip_not_received_again BEFORE UPDATE OF state ON tip WHEN new.state = 'received' AND old.state <> 'received'
BEGIN SELECT RAISE(ABORT, 'a tip never goes back to received'); END;
CREATE TRIGGER tip_fixed BEFORE UPDATE OF id, uuid, code, received_on, channel, receipt, source ON tip
BEGIN SELECT RAISE(ABORT, 'what a tip was when it came is never changed'); END;

-- Every request to open a source, also those that were refused. The reason is sealed to the custodian and goes with the
-- tip; that there was a request stays.
CREATE TABLE tip_reveal (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    tip_id  INTEGER REFERENCES tip (id) ON DELETE SET NULL,
    day     TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    staff   TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused')),
    reason  BLOB
) STRICT;

CREATE INDEX tip_reveal_tip ON tip_reveal (tip_id);

-- What happened, as numbers by month, raised when it happens, so that reports stay the same after a purge (P7). Months are
-- those of one reporting calendar in a database: two together would tell of half months what each hides (P8).
CREATE TABLE tip_count (
    regime TEXT NOT NULL,
    month  TEXT NOT NULL CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
    event  TEXT NOT NULL CHECK (event IN ('received', 'acknowledged', 'referred', 'closed', 'reopened', 'extended', 'purged',
                                          'out-of-scope', 'revealed', 'reveal-refused')),
    detail TEXT NOT NULL,    -- received: code; acknowledged, closed: see lib/tip/tip_count.hpp; never a free text
    count  INTEGER NOT NULL CHECK (count > 0),
    PRIMARY KEY (regime, month, event, detail)
) STRICT, WITHOUT ROWID;

-- What is left of a tip: a count.
CREATE TABLE tip_tombstone (
    regime      TEXT NOT NULL,
    month       TEXT NOT NULL CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),   -- of receipt
    code        TEXT NOT NULL CHECK (code IN ('SLF', 'THR', 'MIS', 'CGR', 'CSM', 'TRF', 'EXT', 'NCI', 'STK', 'ATO', 'PHI', 'FRD',
                                              'MUL', 'DGW', 'MAL')),
    disposition TEXT NOT NULL,                                                       -- empty: never closed
    count       INTEGER NOT NULL CHECK (count > 0),
    PRIMARY KEY (regime, month, code, disposition)
) STRICT, WITHOUT ROWID;

-- Public keys that checkpoints are signed with; the newest is in use. The private one lies in the key folder, encrypted,
-- and never here.
CREATE TABLE signing_key (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid       BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    public_key BLOB NOT NULL UNIQUE CHECK (length(public_key) = 32),
    since      TEXT NOT NULL CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;

-- Signed checkpoints of the audit chain, as they were handed out.
CREATE TABLE audit_checkpoint (
    size INTEGER PRIMARY KEY CHECK (size > 0),
    day  TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    root BLOB NOT NULL CHECK (length(root) = 32),
    note TEXT NOT NULL        -- C2SP signed-note: origin, size, root, signature
) STRICT;

-- What was handed out stays as it was.
CREATE TRIGGER audit_checkpoint_no_update BEFORE UPDATE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'a checkpoint is never changed'); END;
CREATE TRIGGER audit_checkpoint_no_delete BEFORE DELETE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'a checkpoint is never deleted'); END;

-- One row: something was erased whose traces may still lie in the free space of the file (store/wipe.hpp).
CREATE TABLE wipe_pending (
    id INTEGER PRIMARY KEY CHECK (id = 1)
) STRICT;

-- The numbers that reports went out under; they begin again every year.
CREATE TABLE report_number (
    year   INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    kind   TEXT NOT NULL,
    period TEXT NOT NULL,
    regime TEXT NOT NULL,
    day    TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    PRIMARY KEY (year, number),
    UNIQUE (kind, period, regime)
) STRICT, WITHOUT ROWID;

-- What the register held, as sums by half month, so that a report costs the same whatever the register's size and age:
-- groups that came ('surveyed') and groups that expire ('gone'; also on a day that is still to come), by the first day
-- of the half month, over all and by platform, topic and locality. A half month begins on the 1st or on the 15th, as the
-- periods of both reporting calendars do. Triggers keep it true; db check compares.
CREATE TABLE survey_count (
    half          TEXT NOT NULL CHECK (half GLOB '[12][0-9][0-9][0-9]-[01][0-9]-01' OR half GLOB '[12][0-9][0-9][0-9]-[01][0-9]-15'),
    event         TEXT NOT NULL CHECK (event IN ('surveyed', 'gone')),
    dimension     TEXT NOT NULL CHECK (dimension IN ('all', 'platform', 'topic', 'locality')),
    code          TEXT NOT NULL,              -- empty: not given, and of 'all'
    groups        INTEGER NOT NULL,
    members       INTEGER NOT NULL,
    members_known INTEGER NOT NULL,
    unresolved    INTEGER NOT NULL,
    PRIMARY KEY (half, event, dimension, code)
) STRICT, WITHOUT ROWID;

-- Has a row while a list is being imported, which sums up its own changes, and while groups that have expired are removed,
-- which stay counted.
CREATE TABLE survey_count_pause (id INTEGER PRIMARY KEY) STRICT;

-- The lines of survey_count that a group stands for.
CREATE VIEW survey_group_count AS
    SELECT g.id, substr(day, 1, 8) || CASE WHEN substr(day, 9) < '15' THEN '01' ELSE '15' END AS half, day, event, dimension,
        CASE dimension WHEN 'platform' THEN platform WHEN 'topic' THEN coalesce(topic, '') WHEN 'locality' THEN
            coalesce(locality, '') ELSE '' END AS code,
        1 AS groups, coalesce(members, 0) AS members, members IS NOT NULL AS members_known, 1 - resolved AS unresolved
    FROM (SELECT id, platform, topic, locality, members, resolved, event,
              CASE event WHEN 'surveyed' THEN surveyed_on WHEN 'gone' THEN CASE WHEN state <> 'joined' THEN expires_on END END AS day
          FROM survey_group, (SELECT 'surveyed' AS event UNION ALL SELECT 'gone')) AS g,
        (SELECT 'all' AS dimension UNION ALL SELECT 'platform' UNION ALL SELECT 'topic' UNION ALL SELECT 'locality')
    WHERE day IS NOT NULL;

-- The same of groups that are gone: they stay counted when they leave survey_group.
CREATE VIEW survey_expired_count AS
    SELECT substr(day, 1, 8) || CASE WHEN substr(day, 9) < '15' THEN '01' ELSE '15' END AS half, day, event, dimension,
        CASE dimension WHEN 'platform' THEN platform WHEN 'topic' THEN topic WHEN 'locality' THEN locality ELSE '' END AS code,
        groups, members, members_known, groups * (1 - resolved) AS unresolved
    FROM (SELECT platform, topic, locality, groups, members, members_known, resolved, event,
              CASE event WHEN 'surveyed' THEN surveyed_on ELSE day END AS day
          FROM survey_expired, (SELECT 'surveyed' AS event UNION ALL SELECT 'gone')),
        (SELECT 'all' AS dimension UNION ALL SELECT 'platform' UNION ALL SELECT 'topic' UNION ALL SELECT 'locality');

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

INSERT INTO survey_count (half, event, dimension, code, groups, members, members_known, unresolved)
    SELECT half, event, dimension, code, sum(groups), sum(members), sum(members_known), sum(unresolved)
    FROM (SELECT half, event, dimension, code, groups, members, members_known, unresolved FROM survey_group_count
          UNION ALL
          SELECT half, event, dimension, code, groups, members, members_known, unresolved FROM survey_expired_count)
    GROUP BY 1, 2, 3, 4;

-- For reports: what a period needs is found by its days.
CREATE INDEX survey_group_programme ON survey_group (state, id) WHERE state <> 'surveyed';
CREATE INDEX survey_event_state ON survey_event (group_id, id, day, detail) WHERE kind = 'state';
CREATE INDEX meeting_held ON meeting (starts_at, closed_on) WHERE state = 'held';
CREATE INDEX meeting_question_day ON meeting_question (day);
CREATE INDEX meeting_question_answered ON meeting_question (answered_on, day);
CREATE INDEX meeting_action_added ON meeting_action (added_on);
CREATE INDEX meeting_action_done ON meeting_action (done_on, added_on, due);
CREATE INDEX assessment_day ON assessment (day);

-- A list enters its new groups into the search index together, when all of them are there. Until then the triggers leave
-- the groups from this number on alone. Empty between imports.
CREATE TABLE survey_search_later (first_group INTEGER NOT NULL) STRICT;

DROP TRIGGER survey_search_insert;
CREATE TRIGGER survey_search_insert AFTER INSERT ON survey_group
WHEN NOT EXISTS (SELECT 1 FROM survey_search_later WHERE first_group <= new.id) BEGIN
    INSERT INTO survey_search (rowid, search_key) VALUES (new.id, new.search_key);
END;
DROP TRIGGER survey_search_delete;
CREATE TRIGGER survey_search_delete AFTER DELETE ON survey_group
WHEN NOT EXISTS (SELECT 1 FROM survey_search_later WHERE first_group <= old.id) BEGIN
    INSERT INTO survey_search (survey_search, rowid, search_key) VALUES ('delete', old.id, old.search_key);
END;
DROP TRIGGER survey_search_update;
CREATE TRIGGER survey_search_update AFTER UPDATE OF search_key ON survey_group
WHEN old.search_key <> new.search_key AND NOT EXISTS (SELECT 1 FROM survey_search_later WHERE first_group <= new.id) BEGIN
    INSERT INTO survey_search (survey_search, rowid, search_key) VALUES ('delete', old.id, old.search_key);
    INSERT INTO survey_search (rowid, search_key) VALUES (new.id, new.search_key);
END;

-- Only `survey revert` looks for the groups of a batch, and it may take its time; every new group paid for the index.
DROP INDEX survey_group_first_batch;
