-- Schema 2: the programme: the charter, members with their consents and requests, meetings, the plan, practices.
-- Which columns hold personal data is declared in lib/store/personal_columns.cpp; a test compares the two.

INSERT INTO audit_verb (verb) VALUES
    ('charter-draft'), ('charter-publish'), ('charter-comment'), ('charter-answer'), ('charter-adopt'),
    ('group-approach'), ('group-decline'), ('group-left'), ('member-join'), ('member-consent'), ('member-edit'),
    ('member-withdraw'), ('member-erase'), ('member-export'), ('member-import'), ('request-add'),
    ('request-answer'), ('request-extend'), ('request-done'), ('group-assess'), ('member-recognise'),
    ('meeting-plan'), ('meeting-invite'), ('meeting-move'), ('meeting-cancel'), ('meeting-hold'),
    ('meeting-attend'), ('meeting-question'), ('meeting-answer'), ('meeting-action'), ('meeting-action-done'),
    ('plan-start'), ('plan-done'), ('plan-item'), ('plan-note'), ('plan-review');

-- What happened, as numbers by day: raised when it happens, so that reports stay the same after an erasure (P7).
CREATE TABLE programme_count (
    day   TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    event TEXT NOT NULL CHECK (event IN ('approached', 'declined', 'joined', 'left', 'consented', 'withdrawn', 'erased',
                                         'purged', 'recognised')),
    count INTEGER NOT NULL CHECK (count > 0),
    PRIMARY KEY (day, event)
) STRICT, WITHOUT ROWID;

-- Two a year at most for a group.
CREATE TABLE approach (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    group_id INTEGER NOT NULL REFERENCES survey_group (id) ON DELETE CASCADE,
    day      TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    liaison  TEXT REFERENCES staff (code)
) STRICT;

CREATE INDEX approach_group ON approach (group_id);

-- The charter (quy chế) in versions.
CREATE TABLE charter_version (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid         BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    title        TEXT NOT NULL CHECK (title <> ''),
    text         TEXT NOT NULL CHECK (text <> ''),
    sha256       BLOB NOT NULL CHECK (length(sha256) = 32),
    state        TEXT NOT NULL CHECK (state IN ('draft', 'published', 'adopted', 'replaced')),
    drafted_on   TEXT NOT NULL CHECK (drafted_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    published_on TEXT CHECK (published_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    adopted_on   TEXT CHECK (adopted_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    replaced_on  TEXT CHECK (replaced_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    UNIQUE (id, sha256),
    CHECK (state = 'draft' OR published_on IS NOT NULL),
    CHECK (state <> 'adopted' OR adopted_on IS NOT NULL)
) STRICT;

-- At most one draft, and one adopted charter.
CREATE UNIQUE INDEX charter_one_draft ON charter_version (state) WHERE state = 'draft';
CREATE UNIQUE INDEX charter_one_adopted ON charter_version (state) WHERE state = 'adopted';

-- P2: consents name the hash of a text that people could read, so a text that was published is never changed.
CREATE TRIGGER charter_text_fixed BEFORE UPDATE OF id, title, text, sha256 ON charter_version WHEN old.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a published charter is never changed'); END;
CREATE TRIGGER charter_kept BEFORE DELETE ON charter_version WHEN old.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a published charter is never deleted'); END;

-- Comments come from groups, not persons.
CREATE TABLE charter_comment (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid        BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    version     INTEGER NOT NULL REFERENCES charter_version (id),
    group_id    INTEGER REFERENCES survey_group (id) ON DELETE SET NULL,
    day         TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    text        TEXT NOT NULL CHECK (text <> ''),
    answer      TEXT CHECK (answer <> ''),
    answered_on TEXT CHECK (answered_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    CHECK ((answer IS NULL) = (answered_on IS NULL))
) STRICT;

CREATE INDEX charter_comment_version ON charter_comment (version);
CREATE INDEX charter_comment_group ON charter_comment (group_id);

-- A moderator who consented (P2). expires_on is the last day of validity of any consent, or the day by which a person
-- who withdrew is erased.
CREATE TABLE member (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid         BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    name         TEXT NOT NULL CHECK (name <> ''),
    search_key   TEXT NOT NULL,
    contact_kind TEXT NOT NULL CHECK (contact_kind IN ('phone', 'email', 'facebook', 'zalo', 'telegram')),
    contact      TEXT NOT NULL CHECK (contact <> ''),
    language     TEXT NOT NULL,
    joined_on    TEXT NOT NULL CHECK (joined_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    restricted_on TEXT CHECK (restricted_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    withdrawn_on TEXT CHECK (withdrawn_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    expires_on   TEXT NOT NULL CHECK (expires_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    UNIQUE (contact_kind, contact)
) STRICT;

CREATE INDEX member_expiry ON member (expires_on);

-- Which groups a member moderates, in which role.
CREATE TABLE member_group (
    member_id INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    group_id  INTEGER NOT NULL REFERENCES survey_group (id) ON DELETE CASCADE,
    role      TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'moderator')),
    since     TEXT NOT NULL CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    PRIMARY KEY (member_id, group_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX member_group_group ON member_group (group_id);

-- A consent is a fact that is only ever added (fields of ISO/IEC TS 27560; Law 91/2025/QH15 art. 9, Decree 356/2025/ND-CP
-- art. 6): one purpose each, bound to the text that was read. It goes with its member and not before.
CREATE TABLE consent (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid             BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    member_id        INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    purpose          TEXT NOT NULL CHECK (purpose IN ('contact', 'meetings', 'tips-feedback', 'recognition', 'publication')),
    charter_version  INTEGER NOT NULL,
    charter_sha256   BLOB NOT NULL,
    method           TEXT NOT NULL CHECK (method IN ('written', 'recorded-call', 'sms', 'email', 'in-person-signed')),
    given_on         TEXT NOT NULL CHECK (given_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    recorded_on      TEXT NOT NULL CHECK (recorded_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    recorded_by      TEXT NOT NULL,
    evidence         TEXT NOT NULL CHECK (evidence <> ''),
    sensitive_notice INTEGER NOT NULL CHECK (sensitive_notice IN (0, 1)),
    expires_on       TEXT NOT NULL CHECK (expires_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    FOREIGN KEY (charter_version, charter_sha256) REFERENCES charter_version (id, sha256),
    CHECK (given_on <= recorded_on AND given_on < expires_on)
) STRICT;

CREATE INDEX consent_member ON consent (member_id, purpose);
CREATE INDEX consent_charter ON consent (charter_version);

CREATE TRIGGER consent_needs_charter BEFORE INSERT ON consent
WHEN NOT EXISTS (SELECT 1 FROM charter_version WHERE id = new.charter_version AND state IN ('published', 'adopted'))
BEGIN SELECT RAISE(ABORT, 'a consent names a charter that is published and not replaced'); END;
CREATE TRIGGER consent_no_update BEFORE UPDATE ON consent
BEGIN SELECT RAISE(ABORT, 'consents are never changed'); END;
CREATE TRIGGER consent_no_delete BEFORE DELETE ON consent WHEN EXISTS (SELECT 1 FROM member WHERE id = old.member_id)
BEGIN SELECT RAISE(ABORT, 'consents go with their member'); END;

CREATE TABLE consent_withdrawal (
    consent_id   INTEGER PRIMARY KEY REFERENCES consent (id) ON DELETE CASCADE,
    withdrawn_on TEXT NOT NULL CHECK (withdrawn_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    recorded_by  TEXT NOT NULL,
    how          TEXT NOT NULL CHECK (how IN ('written', 'recorded-call', 'sms', 'email', 'in-person'))
) STRICT;

CREATE TRIGGER consent_withdrawal_no_update BEFORE UPDATE ON consent_withdrawal
BEGIN SELECT RAISE(ABORT, 'withdrawals are never changed'); END;
CREATE TRIGGER consent_withdrawal_no_delete BEFORE DELETE ON consent_withdrawal
WHEN EXISTS (SELECT 1 FROM consent WHERE id = old.consent_id)
BEGIN SELECT RAISE(ABORT, 'withdrawals go with their consent'); END;

-- The present state: of each member and purpose, the consents that were not withdrawn. Whether one has expired depends on
-- the day that is asked for.
CREATE VIEW consent_in_force AS
    SELECT consent.id, consent.member_id, consent.purpose, consent.charter_version, consent.given_on, consent.expires_on
    FROM consent WHERE NOT EXISTS (SELECT 1 FROM consent_withdrawal WHERE consent_id = consent.id);

-- P2, below every command: a group is joined only with a consent to contact of somebody who moderates it.
CREATE TRIGGER survey_group_joins BEFORE UPDATE OF state ON survey_group
WHEN new.state = 'joined' AND old.state <> 'joined' AND NOT EXISTS (
    SELECT 1 FROM member_group JOIN consent_in_force AS consent ON consent.member_id = member_group.member_id
    WHERE member_group.group_id = new.id AND consent.purpose = 'contact')
BEGIN SELECT RAISE(ABORT, 'a group joins with a consent to contact'); END;
CREATE TRIGGER survey_group_joined_insert BEFORE INSERT ON survey_group WHEN new.state = 'joined'
BEGIN SELECT RAISE(ABORT, 'a group joins with a consent to contact'); END;

-- Requests under Law 91/2025/QH15 art. 4 and Decree 356/2025/ND-CP art. 5. After an erasure only the dates stay.
CREATE TABLE request (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid             BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    member_id        INTEGER REFERENCES member (id) ON DELETE SET NULL,
    kind             TEXT NOT NULL CHECK (kind IN ('see', 'correct', 'copy', 'delete', 'restrict', 'withdraw', 'object')),
    received_on      TEXT NOT NULL CHECK (received_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    answer_due       TEXT NOT NULL CHECK (answer_due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    due              TEXT NOT NULL CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    answered_on      TEXT CHECK (answered_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    extended_on      TEXT CHECK (extended_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    extension_reason TEXT CHECK (extension_reason <> ''),
    done_on          TEXT CHECK (done_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    outcome          TEXT CHECK (outcome IN ('done', 'refused', 'taken-back')),
    CHECK ((done_on IS NULL) = (outcome IS NULL))
) STRICT;

CREATE INDEX request_member ON request (member_id);

CREATE TABLE recognition (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid      BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    member_id INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    day       TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    reason    TEXT NOT NULL CHECK (reason IN ('safety-rules', 'quick-warning', 'helped-victims', 'account-safety', 'steady-contact',
                                              'helped-others')),
    publish   INTEGER NOT NULL CHECK (publish IN (0, 1))
) STRICT;

CREATE INDEX recognition_member ON recognition (member_id);

-- A group's answers about its own practices; the codes are those of data/practices.toml. The latest of a quarter counts.
CREATE TABLE assessment (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    group_id INTEGER REFERENCES survey_group (id) ON DELETE SET NULL,
    day      TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;

CREATE INDEX assessment_group ON assessment (group_id);

CREATE TABLE assessment_answer (
    assessment_id INTEGER NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    practice      TEXT NOT NULL,
    answer        TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'not-applicable')),
    PRIMARY KEY (assessment_id, practice)
) STRICT, WITHOUT ROWID;

-- Meetings. starts_at is local time (+07:00); a meeting that was planned and not held reads as missed from the day after.
CREATE TABLE meeting (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid         BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    kind         TEXT NOT NULL CHECK (kind IN ('preparatory', 'charter', 'launch', 'quarterly', 'ad-hoc')),
    state        TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'moved', 'held', 'cancelled')),
    starts_at    TEXT NOT NULL CHECK (starts_at GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]'),
    minutes      INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 1440),
    place        TEXT NOT NULL CHECK (place <> ''),
    agenda       TEXT NOT NULL DEFAULT '',
    sequence     INTEGER NOT NULL DEFAULT 0,   -- RFC 5545 3.8.7.4: rises with every change that invitees must hear of
    planned_on   TEXT NOT NULL CHECK (planned_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    changed_on   TEXT NOT NULL CHECK (changed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    invited_on   TEXT CHECK (invited_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    closed_on    TEXT CHECK (closed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')  -- held or cancelled: recorded
) STRICT;

CREATE INDEX meeting_starts ON meeting (starts_at);

CREATE TABLE meeting_material (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    title      TEXT NOT NULL CHECK (title <> ''),
    reference  TEXT NOT NULL,
    PRIMARY KEY (meeting_id, position)
) STRICT, WITHOUT ROWID;

-- Who is invited, and who came: groups, not persons. A group that has left the register leaves its line, and its uuid, so
-- that two lines of it still count as one group.
CREATE TABLE meeting_group (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    group_id   INTEGER REFERENCES survey_group (id) ON DELETE SET NULL,
    group_uuid BLOB NOT NULL CHECK (length(group_uuid) = 16),
    attendance TEXT CHECK (attendance IN ('present', 'apologies', 'absent')),
    UNIQUE (meeting_id, group_id)
) STRICT;

CREATE INDEX meeting_group_group ON meeting_group (group_id);

CREATE TABLE meeting_question (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid        BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    meeting_id  INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    group_id    INTEGER REFERENCES survey_group (id) ON DELETE SET NULL,
    day         TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    text        TEXT NOT NULL CHECK (text <> ''),
    answer      TEXT CHECK (answer <> ''),
    answered_on TEXT CHECK (answered_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    CHECK ((answer IS NULL) = (answered_on IS NULL))
) STRICT;

CREATE INDEX meeting_question_meeting ON meeting_question (meeting_id);
CREATE INDEX meeting_question_group ON meeting_question (group_id);

CREATE TABLE meeting_action (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid       BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    text       TEXT NOT NULL CHECK (text <> ''),
    owner      TEXT NOT NULL REFERENCES staff (code),
    due        TEXT NOT NULL CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    added_on   TEXT NOT NULL CHECK (added_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    done_on    TEXT CHECK (done_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;

CREATE INDEX meeting_action_meeting ON meeting_action (meeting_id);

-- The plan: what the office says of the steps and items of data/plan.toml, and items of its own.
CREATE TABLE plan_step (
    step       TEXT PRIMARY KEY,
    owner      TEXT REFERENCES staff (code),
    started_on TEXT CHECK (started_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    done_on    TEXT CHECK (done_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_item (
    step    TEXT NOT NULL,
    item    TEXT NOT NULL,
    text    TEXT CHECK (text <> ''),          -- NULL: an item of data/plan.toml
    owner   TEXT REFERENCES staff (code),
    due     TEXT CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    done_on TEXT CHECK (done_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    PRIMARY KEY (step, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_note (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    step  TEXT NOT NULL,
    day   TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    staff TEXT NOT NULL,
    text  TEXT NOT NULL CHECK (text <> '')
) STRICT;

-- The monthly review: what it found, as it was on its day.
CREATE TABLE plan_review (
    month      TEXT PRIMARY KEY CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
    day        TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    staff      TEXT NOT NULL,
    steps_done INTEGER NOT NULL,
    steps_late INTEGER NOT NULL,
    items_done INTEGER NOT NULL,
    items_late INTEGER NOT NULL,
    text       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
