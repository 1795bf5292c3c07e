# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT

# Debian packages: `cpack --config build/release/CPackConfig.cmake`. Configure with CMAKE_INSTALL_PREFIX=/usr, or the
# library does not lie in Debian's directory for the architecture.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME qtfailover)
set(CPACK_PACKAGE_CONTACT "The QtFailover authors <qtfailover@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${PROJECT_BINARY_DIR}/plugin")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

# qtfailover_package(<component> <Debian package> <section> <description> [<depends>])
set(CPACK_COMPONENTS_ALL "")
macro(qtfailover_package component package section description)
    list(APPEND CPACK_COMPONENTS_ALL ${component})
    string(TOUPPER ${component} upper)
    set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${package})
    set(CPACK_DEBIAN_${upper}_PACKAGE_SECTION ${section})
    set(CPACK_COMPONENT_${upper}_DESCRIPTION "${description}")
    set(CPACK_DEBIAN_${upper}_PACKAGE_DEPENDS "${ARGN}")
endmacro()

set(the_library "libqt6failover1 (= ${PROJECT_VERSION})")
if(BUILD_SHARED_LIBS)
    qtfailover_package(QtFailover libqt6failover1 libs "The library")
    set(CPACK_DEBIAN_QTFAILOVER_PACKAGE_GENERATE_SHLIBS ON)
    qtfailover_package(QtFailoverDevelopment libqt6failover-dev libdevel "Headers, CMake package and pkg-config file"
        "${the_library}, qt6-base-dev (>= 6.4)")
else()
    set(the_library "")
    qtfailover_package(QtFailoverDevelopment libqt6failover-dev libdevel
        "Static library, headers, CMake package and pkg-config file" "qt6-base-dev (>= 6.4)")
endif()
if(TARGET qtfailover_generic OR TARGET qtfailover_loadable)
    qtfailover_package(QtFailoverPlugins qt6-failover-plugins libs
        "Plugins for applications that stay unmodified, and for QPluginLoader" "${the_library}")
endif()
if(TARGET qtfailover_qml)
    qtfailover_package(QtFailoverQml qml6-module-qtfailover libs "QML module QtFailover"
        "${the_library}, qml6-module-qtqml")
endif()
if(TARGET qtfailover-demo)
    qtfailover_package(QtFailoverDemo qtfailover-demo misc "A notes editor of several processes" "${the_library}")
endif()
include(CPack)
