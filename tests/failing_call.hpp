/// Lets calls to the system fail as a broken disk or a busy machine lets them fail, without a hook in the
/// product: the kernel refuses them, by a filter on one thread (seccomp).
#pragma once

#include "base/error.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <thread>

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HNAT_UNDER_ASAN 1
#endif
#endif

namespace hnat::test {

/// The sanitizer asks for memory of its own and ends the process when there is none.
#if defined(HNAT_UNDER_ASAN) || defined(__SANITIZE_ADDRESS__)
inline constexpr bool k_memory_may_fail = false;
#else
inline constexpr bool k_memory_may_fail = true;
#endif

/// From here on the call `number` fails with `error` in this thread, for good. False: the kernel takes no
/// filter.
inline bool let_fail(long number, int error) {
    std::array filter{
        sock_filter{BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, nr)},
        sock_filter{BPF_JMP | BPF_JEQ | BPF_K, 0, 1, static_cast<unsigned>(number)},
        sock_filter{BPF_RET | BPF_K, 0, 0,
                    SECCOMP_RET_ERRNO | (static_cast<unsigned>(error) & SECCOMP_RET_DATA)},
        sock_filter{BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
    };
    const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

/// How work ended in which a call failed.
struct Failed {
    bool tried = false; ///< false: such a call can't be made to fail here
    std::optional<Error> error;
};

/// Does `work` in a thread of its own, after `prepare` there, which tells whether it could.
template <typename Prepare, typename Work>
Failed in_a_thread(const Prepare& prepare, const Work& work) {
    Failed failed;
    std::thread([&] {
        failed.tried = prepare();
        if (!failed.tried) {
            return;
        }
        try {
            work();
        } catch (const Error& error) {
            failed.error = error;
        }
    }).join();
    return failed;
}

/// Does `work` while each call `number` (SYS_…) fails with `error`.
template <typename Work>
Failed with_failing(long number, int error, const Work& work) {
    return in_a_thread([&] { return let_fail(number, error); }, work);
}

/// Does `work` under the file permissions of a user who owns nothing: root is refused nothing otherwise.
template <typename Work>
Failed as_nobody(const Work& work) {
    constexpr uid_t k_nobody = 65534;
    return in_a_thread(
        [] {
            ::setfsgid(k_nobody);
            ::setfsuid(k_nobody); // tells the one before, also when it was refused
            return ::geteuid() != k_nobody && static_cast<uid_t>(::setfsuid(k_nobody)) == k_nobody;
        },
        work);
}

} // namespace hnat::test
