# What is installed, and the Debian package of it: `cpack` in the build folder, after script/build.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # the package needs the program, not its tests
set(package ${CMAKE_SOURCE_DIR}/deploy/package)
install(TARGETS hagukumi RUNTIME DESTINATION bin)
install(DIRECTORY programmes conversations demo DESTINATION share/hagukumi)
install(DIRECTORY web/dist DESTINATION share/hagukumi/web)
install(DIRECTORY deploy/city deploy/vendor deploy/monitoring DESTINATION share/doc/hagukumi/examples)
install(FILES README.md README.ja.md CHANGELOG.md docs/operations.md DESTINATION share/doc/hagukumi)
install(FILES LICENSE DESTINATION share/doc/hagukumi RENAME copyright)
install(FILES ${package}/hagukumi.service ${package}/hagukumi@.service DESTINATION lib/systemd/system)
install(FILES ${package}/hagukumi.sysusers DESTINATION lib/sysusers.d RENAME hagukumi.conf)
install(FILES ${package}/hagukumi.conf DESTINATION /etc/hagukumi)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_NAME hagukumi)
set(CPACK_PACKAGE_CONTACT "The Hagukumi maintainers")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "child-care coupons and bookings of Japanese municipalities")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "Parents use coupons and book in LINE, on the web or with a printed card;
facilities confirm at their desk; officers run it. The rules of a municipality
are one file. Keeps its data in SQLite or PostgreSQL.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "fonts-noto-cjk, systemd | systemd-standalone-sysusers")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "caddy | nginx | haproxy, postgresql")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${package}/postinst;${package}/prerm;${package}/conffiles)
include(CPack)
