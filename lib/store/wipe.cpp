#include "store/wipe.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

namespace hnat {

void wipe_deleted(Store& store) {
    try {
        store.db().exec("VACUUM");
    } catch (const SQLite::Exception& exception) {
        rethrow_as_error(exception, store.path());
    }
}

} // namespace hnat
