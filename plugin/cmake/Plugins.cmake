# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT

include("${CMAKE_CURRENT_LIST_DIR}/Directories.cmake")
if(NOT QTFAILOVER_INSTALL_PLUGINDIR)
    set(QTFAILOVER_INSTALL_PLUGINDIR "${QT6_INSTALL_PLUGINS}")
endif()

# qtfailover_add_plugin(<target> DIRECTORY <directory among Qt's plugins> CLASS_NAME <class>)
# A plugin, in the build at plugins/<directory> as it will be installed; its sources follow with target_sources().
function(qtfailover_add_plugin target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "DIRECTORY;CLASS_NAME" "")
    qt_add_plugin(${target} SHARED CLASS_NAME ${arg_CLASS_NAME} OUTPUT_NAME qtfailover)
    set_target_properties(${target} PROPERTIES
        LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/plugins/${arg_DIRECTORY}")
    qtfailover_find_library(${target} "${QTFAILOVER_INSTALL_PLUGINDIR}/${arg_DIRECTORY}")
    target_link_libraries(${target} PRIVATE QtFailover::QtFailover)
    qtfailover_settings(${target})
    qtfailover_pin(${target})
    if(QTFAILOVER_INSTALL)
        install(TARGETS ${target}
            LIBRARY DESTINATION "${QTFAILOVER_INSTALL_PLUGINDIR}/${arg_DIRECTORY}" COMPONENT QtFailoverPlugins
            RUNTIME DESTINATION "${QTFAILOVER_INSTALL_PLUGINDIR}/${arg_DIRECTORY}" COMPONENT QtFailoverPlugins)
    endif()
endfunction()

# Installed into whatever prefix, it finds the library beside it.
function(qtfailover_find_library target directory)
    qtfailover_way_to_library(way "${directory}")
    set_target_properties(${target} PROPERTIES INSTALL_RPATH "${way}")
endfunction()

# As strict as the library's own sources.
function(qtfailover_settings target)
    target_compile_definitions(${target} PRIVATE
        QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_USE_QSTRINGBUILDER
        QT_NO_JAVA_STYLE_ITERATORS QT_DISABLE_DEPRECATED_BEFORE=0x060400)
endfunction()

# A thread runs in it: unloaded, it would take the ground from under that thread. Where the linker has no such mark,
# the hint QLibrary::PreventUnloadHint, which QPluginLoader sets by default, does the same.
function(qtfailover_pin target)
    if(UNIX AND NOT APPLE)
        target_link_options(${target} PRIVATE "LINKER:-z,nodelete")
    endif()
endfunction()
