# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT

# The library that applications link: the objects, and the public headers alone.
add_library(QtFailover $<TARGET_OBJECTS:qtfailover_core> $<TARGET_OBJECTS:qtfailover_objects>)
add_library(QtFailover::QtFailover ALIAS QtFailover)

# This directory holds the installed headers and nothing else.
file(GLOB public_headers CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/include/QtFailover/*")
target_sources(QtFailover PUBLIC
    FILE_SET HEADERS BASE_DIRS include FILES ${public_headers})

target_compile_features(QtFailover INTERFACE cxx_std_17)
target_link_libraries(QtFailover PUBLIC Qt6::Core PRIVATE Qt6::Network)
if(QTFAILOVER_DBUS)
    target_link_libraries(QtFailover PRIVATE Qt6::DBus)
endif()
if(NOT BUILD_SHARED_LIBS)
    target_compile_definitions(QtFailover INTERFACE QTFAILOVER_STATIC)
endif()

set_target_properties(QtFailover PROPERTIES
    AUTOMOC OFF # the objects bring their meta-objects
    OUTPUT_NAME Qt6Failover
    VERSION ${PROJECT_VERSION}
    SOVERSION ${PROJECT_VERSION_MAJOR}
    LINKER_LANGUAGE CXX)

# Hidden visibility leaves instantiations of std:: and Qt templates visible; they are nobody's API.
if(BUILD_SHARED_LIBS AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
    target_link_options(QtFailover PRIVATE
        "LINKER:--version-script=${CMAKE_CURRENT_LIST_DIR}/QtFailover.map" "LINKER:--no-undefined")
    set_property(TARGET QtFailover APPEND PROPERTY LINK_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/QtFailover.map")
endif()

# Where a plugin brings it: see qtfailover_pin() in Plugins.cmake.
if(BUILD_SHARED_LIBS AND UNIX AND NOT APPLE)
    target_link_options(QtFailover PRIVATE "LINKER:-z,nodelete")
endif()
