#include "enroll/charter_row.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/snapshot.hpp"
#include "store/statement.hpp"

namespace hnat {

namespace charter_row {

namespace {

CharterRow read_row(const SQLite::Statement& query) {
    CharterRow row;
    CharterVersion& version = row.version;
    row.uuid = sql::uuid_at(query, 0);
    version.number = query.getColumn(1).getInt64();
    version.title = query.getColumn(2).getString();
    version.hash = sql::digest_at(query, 3);
    version.state = sql::required_name_at<CharterState>(query, 4);
    version.drafted_on = sql::required_day_at(query, 5);
    version.published_on = sql::day_at(query, 6);
    version.adopted_on = sql::day_at(query, 7);
    version.replaced_on = sql::day_at(query, 8);
    return row;
}

} // namespace

CharterRow find_charter(SQLite::Database& db, std::int64_t number) {
    SQLite::Statement query(db, "SELECT uuid, id, title, sha256, state, drafted_on, published_on, adopted_on,"
                                " replaced_on FROM charter_version WHERE id = ?");
    sql::bind_all(query, number);
    if (!query.executeStep()) {
        throw Error(ErrorKind::not_found,
                    say("the charter has no version {}; `hnat enroll charter list` shows them", number));
    }
    return read_row(query);
}

std::optional<CharterRow> find_newest(SQLite::Database& db, CharterState state) {
    const std::int64_t number =
        sql::integer_of(db, "SELECT max(id) FROM charter_version WHERE state = ?", name_of(state));
    return number == 0 ? std::nullopt : std::optional(find_charter(db, number));
}

std::vector<std::int64_t> numbers_of(SQLite::Statement& query) {
    std::vector<std::int64_t> numbers;
    while (query.executeStep()) {
        numbers.push_back(query.getColumn(0).getInt64());
    }
    return numbers;
}

/// Members who may be asked again: those who withdrew are not.
std::vector<std::int64_t> members_of_older(SQLite::Database& db, Day today) {
    SQLite::Statement query(
        db,
        "SELECT DISTINCT consent.member_id FROM consent_in_force AS consent"
        " JOIN member ON member.id = consent.member_id"
        " JOIN charter_version AS adopted ON adopted.state = 'adopted' AND consent.charter_version < "
        "adopted.id"
        " WHERE consent.expires_on > ? AND member.withdrawn_on IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM consent_in_force AS later WHERE later.member_id = consent.member_id"
        "     AND later.purpose = consent.purpose AND later.charter_version >= adopted.id)"
        " ORDER BY consent.member_id");
    sql::bind_all(query, today);
    return numbers_of(query);
}

} // namespace charter_row

namespace {

std::vector<std::int64_t> members_of(SQLite::Database& db, std::int64_t version, Day today) {
    SQLite::Statement query(
        db,
        "SELECT DISTINCT consent.member_id FROM consent_in_force AS consent"
        " JOIN member ON member.id = consent.member_id"
        " WHERE consent.charter_version = ? AND consent.expires_on > ? AND member.withdrawn_on IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM consent_in_force AS later WHERE later.member_id = consent.member_id"
        "     AND later.purpose = consent.purpose AND later.charter_version > consent.charter_version)"
        " ORDER BY consent.member_id");
    sql::bind_all(query, version, today);
    return charter_row::numbers_of(query);
}

CharterVersion read_version(SQLite::Database& db, std::int64_t number, Day today) {
    CharterVersion version = charter_row::find_charter(db, number).version;
    SQLite::Statement counts(
        db, "SELECT count(*), count(*) - count(answer) FROM charter_comment WHERE version = ?");
    sql::bind_all(counts, number);
    counts.executeStep();
    version.comments = counts.getColumn(0).getInt64();
    version.unanswered = counts.getColumn(1).getInt64();
    version.members = members_of(db, number, today);
    return version;
}

std::int64_t version_to_show(SQLite::Database& db) {
    for (const CharterState state : {CharterState::adopted, CharterState::published, CharterState::draft}) {
        if (const auto newest = charter_row::find_newest(db, state)) {
            return newest->version.number;
        }
    }
    throw Error(ErrorKind::not_found,
                say("there is no charter yet; `hnat enroll charter draft FILE` makes a draft"));
}

std::vector<CharterComment> comments_on(SQLite::Database& db, std::optional<std::int64_t> version) {
    SQLite::Statement query(
        db, "SELECT comment.id, comment.version, comment.group_id, survey_group.name, comment.day,"
            " comment.text, comment.answer, comment.answered_on FROM charter_comment AS comment"
            " LEFT JOIN survey_group ON survey_group.id = comment.group_id"
            " WHERE ?1 IS NULL OR comment.version = ?1 ORDER BY comment.id");
    sql::bind_all(query, version);
    std::vector<CharterComment> comments;
    while (query.executeStep()) {
        CharterComment& comment = comments.emplace_back();
        comment.number = query.getColumn(0).getInt64();
        comment.version = query.getColumn(1).getInt64();
        comment.group = sql::count_at(query, 2);
        comment.group_name = query.getColumn(3).getString();
        comment.day = sql::required_day_at(query, 4);
        comment.text = query.getColumn(5).getString();
        comment.answer = sql::text_at(query, 6);
        comment.answered_on = sql::day_at(query, 7);
    }
    return comments;
}

} // namespace

std::vector<std::int64_t> members_of_older_charter(const Store& store, Day today) {
    return charter_row::members_of_older(store.db(), today);
}

std::vector<CharterVersion> list_charters(const Store& store, Day today) {
    const Snapshot snapshot(store.db());
    SQLite::Statement query(store.db(), "SELECT id FROM charter_version ORDER BY id");
    std::vector<CharterVersion> versions;
    for (const std::int64_t number : charter_row::numbers_of(query)) {
        versions.push_back(read_version(store.db(), number, today));
    }
    return versions;
}

std::vector<CharterComment> list_charter_comments(const Store& store, std::optional<std::int64_t> version) {
    const Snapshot snapshot(store.db());
    if (version) {
        charter_row::find_charter(store.db(), *version);
    }
    return comments_on(store.db(), version);
}

CharterCard charter_card(const Store& store, std::optional<std::int64_t> number, Day today) {
    const Snapshot snapshot(store.db());
    SQLite::Database& db = store.db();
    const std::int64_t version = number ? *number : version_to_show(db);
    CharterCard card{read_version(db, version, today), {}, comments_on(db, version)};
    SQLite::Statement text(db, "SELECT text FROM charter_version WHERE id = ?");
    sql::bind_all(text, version);
    text.executeStep();
    card.text = text.getColumn(0).getString();
    return card;
}

} // namespace hnat
