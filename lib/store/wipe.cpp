#include "store/wipe.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/connection.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

namespace hnat {

void request_wipe(Transaction& transaction) {
    transaction.db().exec("INSERT OR IGNORE INTO wipe_pending (id) VALUES (1)");
}

bool is_wipe_pending(const Store& store) {
    return query_integer(store.db(), "SELECT count(*) FROM wipe_pending") != 0;
}

void wipe_deleted(Store& store) {
    try {
        // The words of a name that is gone stay in the older segments of the search index until they are
        // merged.
        store.db().exec("INSERT INTO survey_search (survey_search) VALUES ('optimize')");
        store.db().exec("VACUUM");
        // SQLite takes the end off the file after its last sync: a power failure would bring it back, with
        // what was erased in it. This commit syncs the file once more before anybody is told that the work is
        // done.
        store.db().exec("DELETE FROM wipe_pending");
    } catch (const SQLite::Exception& exception) {
        rethrow_as_error(exception, store.path());
    }
}

void wipe_deleted(Store& store, std::string_view done) {
    try {
        wipe_deleted(store);
    } catch (const Error& error) {
        throw Error(error.kind(),
                    say("{}, but the file could not be written anew, so that traces may be left in it: "
                        "{}; run `hnat db retention` to finish",
                        done, error.what()));
    }
}

} // namespace hnat
