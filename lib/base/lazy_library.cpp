#include "base/lazy_library.hpp"

#include "base/error.hpp"
#include "base/message.hpp"

#include <dlfcn.h>

namespace hnat {

namespace {

[[noreturn]] void fail(const char* soname) {
    const char* reason = ::dlerror(); // NOLINT(concurrency-mt-unsafe): glibc keeps one for each thread
    throw Error(ErrorKind::failed, say("{} can't be loaded: {}; install the package that has it", soname,
                                       reason == nullptr ? tr("no reason given") : reason));
}

} // namespace

LazyLibrary::LazyLibrary(const char* soname)
    : m_soname(soname),
      m_handle(::dlopen(soname, RTLD_NOW | RTLD_LOCAL)) {
    if (m_handle == nullptr) {
        fail(soname);
    }
}

void* LazyLibrary::address(const char* name) const {
    void* address = ::dlsym(m_handle, name);
    if (address == nullptr) {
        fail(m_soname);
    }
    return address;
}

} // namespace hnat
