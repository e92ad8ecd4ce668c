/// Shared libraries that few commands need. Linked, each one would cost every start of the program a
/// millisecond and a mebibyte.
#pragma once

namespace hnat {

/// A library that stays loaded until the program ends.
class LazyLibrary {
  public:
    /// By its soname. Errors: failed (it can't be loaded).
    explicit LazyLibrary(const char* soname);

    /// A function of the library, called like the function that its header declares.
    template <typename Function>
    class Symbol {
      public:
        Symbol(const LazyLibrary& library, const char* name)
            : m_function(reinterpret_cast<Function*>(library.address(name))) {}
        operator Function*() const {
            return m_function;
        } // NOLINT(google-explicit-constructor): it is the function

      private:
        Function* m_function;
    };

  private:
    [[nodiscard]] void* address(const char* name) const;

    const char* m_soname;
    void* m_handle;
};

} // namespace hnat
