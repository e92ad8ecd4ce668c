#include "base/thread.hpp"

#include <pthread.h>
#include <sched.h>

namespace hnat {

void give_way_when_woken() {
    int policy = SCHED_OTHER;
    sched_param parameters{};
    // What the user chose for the program (chrt) stays; a system that refuses does as before, only slower.
    if (pthread_getschedparam(pthread_self(), &policy, &parameters) == 0 && policy == SCHED_OTHER) {
        static_cast<void>(pthread_setschedparam(pthread_self(), SCHED_BATCH, &parameters));
    }
}

} // namespace hnat
