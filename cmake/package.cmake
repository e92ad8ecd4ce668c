# `cpack -G DEB` in a release build gives a package for the Debian that it was built on. scripts/check-package installs it
# in a bare one.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "Maintainers of hnat")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "records of a voluntary partnership with moderators of online groups")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "Maintainers of hnat <maintainers@hnat.org>")
set(CPACK_DEBIAN_PACKAGE_SECTION database)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
# Below the summary, which CPack puts first.
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"hnat keeps the records of a voluntary partnership between a programme office
and the people who moderate online community groups: the register of groups,
meetings, consents, a protected tip line, and periodic reports. One program,
one local SQLite file, no server and no network.")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded when they are needed (lib/base/lazy_library.hpp), which shlibdeps can't see; and STRICT tables, which it does not
# know of.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libzip4, libxlsxwriter4, libical3, libexpat1, libcsv3, libqrencode4, libnettle8, libsqlite3-0 (>= 3.40)")
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
    WORLD_EXECUTE)

# What Debian wants of every package.
install(FILES packaging/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(CODE "
  execute_process(COMMAND gzip -9 -n -c ${PROJECT_SOURCE_DIR}/packaging/changelog OUTPUT_FILE ${PROJECT_BINARY_DIR}/changelog.gz
                  COMMAND_ERROR_IS_FATAL ANY)")
install(FILES ${PROJECT_BINARY_DIR}/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})

include(CPack)
