# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT

include("${CMAKE_CURRENT_LIST_DIR}/Directories.cmake")
include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/QtFailover")
set(package_build_dir "${PROJECT_BINARY_DIR}/package")

install(TARGETS QtFailover EXPORT QtFailoverTargets
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT QtFailover
    LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT QtFailover NAMELINK_COMPONENT QtFailoverDevelopment
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT QtFailoverDevelopment
    FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT QtFailoverDevelopment)
install(TARGETS QtFailoverTesting EXPORT QtFailoverTargets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT QtFailoverDevelopment
    FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT QtFailoverDevelopment)
install(EXPORT QtFailoverTargets NAMESPACE QtFailover:: DESTINATION "${package_dir}"
    COMPONENT QtFailoverDevelopment)

# A static library brings its own dependencies into the application's link.
set(package_qt_components Core)
set(pkgconfig_requires_private "Qt6Network >= 6.4")
if(QTFAILOVER_DBUS)
    string(APPEND pkgconfig_requires_private ", Qt6DBus >= 6.4")
endif()
set(pkgconfig_cflags "")
if(NOT BUILD_SHARED_LIBS)
    list(APPEND package_qt_components Network)
    if(QTFAILOVER_DBUS)
        list(APPEND package_qt_components DBus)
    endif()
    set(pkgconfig_cflags " -DQTFAILOVER_STATIC")
endif()
list(JOIN package_qt_components " " package_qt_components)

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/QtFailoverConfig.cmake.in"
    "${package_build_dir}/QtFailoverConfig.cmake"
    INSTALL_DESTINATION "${package_dir}" NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${package_build_dir}/QtFailoverConfigVersion.cmake"
    COMPATIBILITY SameMajorVersion)
install(FILES "${package_build_dir}/QtFailoverConfig.cmake" "${package_build_dir}/QtFailoverConfigVersion.cmake"
    DESTINATION "${package_dir}" COMPONENT QtFailoverDevelopment)

# Relative to itself, so that the prefix may still be chosen (or moved) when it is installed; but not from a directory
# that was given as an absolute path.
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
    set(pkgconfig_prefix "${CMAKE_INSTALL_PREFIX}")
else()
    file(RELATIVE_PATH pkgconfig_prefix "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
    string(PREPEND pkgconfig_prefix "\${pcfiledir}/")
endif()
foreach(directory libdir includedir)
    string(TOUPPER "CMAKE_INSTALL_${directory}" variable)
    set(pkgconfig_${directory} "${${variable}}")
    if(NOT IS_ABSOLUTE "${${variable}}")
        string(PREPEND pkgconfig_${directory} "\${prefix}/")
    endif()
endforeach()
configure_file("${CMAKE_CURRENT_LIST_DIR}/QtFailover.pc.in" "${package_build_dir}/QtFailover.pc" @ONLY)
install(FILES "${package_build_dir}/QtFailover.pc"
    DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT QtFailoverDevelopment)

file(GLOB interfaces CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/plugin/dbus/*.xml")
install(FILES ${interfaces}
    DESTINATION "${CMAKE_INSTALL_DATADIR}/dbus-1/interfaces" COMPONENT QtFailoverDevelopment)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT QtFailover)

# For the programs that follow: their component, and the way to the library in whatever prefix.
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME QtFailoverDemo)
qtfailover_way_to_library(CMAKE_INSTALL_RPATH "${CMAKE_INSTALL_BINDIR}")
