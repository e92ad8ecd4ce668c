#include "base/thread.hpp"

#include <pthread.h>
#include <sched.h>

namespace hnat {

void yield_to_main_thread() {
    const sched_param none{};
    // A system without it does as before, only slower.
    static_cast<void>(pthread_setschedparam(pthread_self(), SCHED_BATCH, &none));
}

} // namespace hnat
