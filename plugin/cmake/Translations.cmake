# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT

# qtfailover_add_translations(<target> <name>)
# Brings translations/<name>_<locale>.ts into the target as resources :/i18n/<name>_<locale>.qm, where
# QTranslator::load(locale, name, "_", ":/i18n") finds them.
function(qtfailover_add_translations target name)
    find_package(Qt6 6.4 QUIET COMPONENTS LinguistTools)
    if(NOT TARGET Qt6::lrelease)
        message(STATUS "Qt Linguist's tools not found: ${name} speaks English only")
        return()
    endif()
    file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/translations/${name}_*.ts")
    set(directory "${CMAKE_CURRENT_BINARY_DIR}/i18n")
    file(MAKE_DIRECTORY "${directory}")
    set(translations "")
    foreach(source ${sources})
        get_filename_component(base "${source}" NAME_WE)
        set(translation "${directory}/${base}.qm")
        add_custom_command(OUTPUT "${translation}"
            COMMAND Qt6::lrelease -silent "${source}" -qm "${translation}"
            DEPENDS "${source}"
            VERBATIM)
        list(APPEND translations "${translation}")
    endforeach()
    string(MAKE_C_IDENTIFIER "${name}_i18n" resource)
    qt_add_resources(${target} ${resource} PREFIX /i18n BASE "${directory}" FILES ${translations})
endfunction()
