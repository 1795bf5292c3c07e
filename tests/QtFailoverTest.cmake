# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT

# qtfailover_add_test(NAME <name> SOURCES <file>… [LIBRARIES <target>…] [LABELS <label>…] [TIMEOUT <seconds>])
#
# Makes the GoogleTest program <name> and tells CTest of each of its tests. Without LIBRARIES it links all of the
# library's objects and Qt Test; with LIBRARIES those alone, and GoogleTest. The first label is always the directory's
# name, which `tests/run.sh --only` knows; TIMEOUT counts for each single test.
function(qtfailover_add_test)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME;TIMEOUT" "SOURCES;LIBRARIES;LABELS")
    if(NOT arg_NAME OR NOT arg_SOURCES)
        message(FATAL_ERROR "qtfailover_add_test: NAME and SOURCES are needed")
    endif()
    if(arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "qtfailover_add_test(${arg_NAME}): unknown argument ${arg_UNPARSED_ARGUMENTS}")
    endif()
    if(NOT arg_LIBRARIES)
        set(arg_LIBRARIES qtfailover_objects Qt6::Test)
    endif()
    if("qtfailover_objects" IN_LIST arg_LIBRARIES AND NOT "qtfailover_core" IN_LIST arg_LIBRARIES)
        list(APPEND arg_LIBRARIES qtfailover_core)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
    endif()
    if(QTFAILOVER_SANITIZE)
        math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 4")
    endif()

    add_executable(${arg_NAME} ${arg_SOURCES})
    target_link_libraries(${arg_NAME} PRIVATE qtfailover_test_main ${arg_LIBRARIES})
    target_include_directories(${arg_NAME} PRIVATE "${PROJECT_SOURCE_DIR}/tests")

    get_filename_component(directory "${CMAKE_CURRENT_SOURCE_DIR}" NAME)
    qtfailover_test_needs(${directory} ${arg_NAME})

    set(labels ${directory} ${arg_LABELS})
    list(REMOVE_DUPLICATES labels)
    list(JOIN labels "\\;" labels) # one argument for gtest_discover_tests, a list for CTest
    gtest_discover_tests(${arg_NAME}
        DISCOVERY_MODE PRE_TEST
        DISCOVERY_TIMEOUT 60
        PROPERTIES LABELS "${labels}" TIMEOUT ${arg_TIMEOUT})
endfunction()

# qtfailover_test_needs(<label> <target>…): what `tests/run.sh --only <label>` has to build, as target tests-<label>.
function(qtfailover_test_needs label)
    if(NOT TARGET tests-${label})
        add_custom_target(tests-${label})
    endif()
    add_dependencies(tests-${label} ${ARGN})
endfunction()
