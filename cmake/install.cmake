# What `cmake --install` and the package bring: the program, manual pages, completion and documents; the
# examples bring their own. The program itself needs none of this: data and templates are compiled in.
install(TARGETS hnat RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${PROJECT_BINARY_DIR}/man1/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 FILES_MATCHING PATTERN "*.1.gz")
install(FILES data/completion/hnat.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME hnat)
install(FILES data/completion/hnat.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions RENAME _hnat)
install(FILES data/completion/hnat.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR})
