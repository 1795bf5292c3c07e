# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT

# qtfailover_add_test(NAME <name> SOURCES <file>… [LIBRARIES <target>…] [LABEL <label>] [TIMEOUT <seconds>]
#                     [MAIN <target>])
#
# Makes the GoogleTest program <name> and tells CTest of each of its tests. Without LIBRARIES it links all of the
# library's objects and Qt Test; with LIBRARIES those alone, and GoogleTest. The label, which `tests/run.sh --only`
# knows, is the directory's name unless another is given; TIMEOUT counts for each single test. MAIN has the function
# main(), where it is not to make a QCoreApplication.
function(qtfailover_add_test)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME;TIMEOUT;LABEL;MAIN" "SOURCES;LIBRARIES")
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
    if(NOT arg_MAIN)
        set(arg_MAIN qtfailover_test_main)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
    endif()
    if(QTFAILOVER_SANITIZE)
        math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 4")
    endif()

    add_executable(${arg_NAME} ${arg_SOURCES})
    target_link_libraries(${arg_NAME} PRIVATE ${arg_MAIN} ${arg_LIBRARIES})
    target_include_directories(${arg_NAME} PRIVATE "${PROJECT_SOURCE_DIR}/tests")

    get_filename_component(directory "${CMAKE_CURRENT_SOURCE_DIR}" NAME)
    qtfailover_test_needs(${directory} ${arg_NAME})

    # One label: CMake 3.25 does not bring a list through the discovery.
    set(label ${directory})
    if(arg_LABEL)
        set(label ${arg_LABEL})
    endif()
    set(properties LABELS ${label} TIMEOUT ${arg_TIMEOUT})
    if(QTFAILOVER_SANITIZE MATCHES "address" AND directory MATCHES "^(unit|adapters)$")
        # Tried in these alone; what other libraries leave would count too.
        list(APPEND properties ENVIRONMENT_MODIFICATION "ASAN_OPTIONS=string_append::detect_leaks=1")
    endif()
    gtest_discover_tests(${arg_NAME}
        DISCOVERY_MODE PRE_TEST
        DISCOVERY_TIMEOUT 60
        PROPERTIES ${properties})
endfunction()

# qtfailover_test_needs(<label> <target>…): what `tests/run.sh --only <label>` has to build, as target tests-<label>.
function(qtfailover_test_needs label)
    if(NOT TARGET tests-${label})
        add_custom_target(tests-${label})
    endif()
    add_dependencies(tests-${label} ${ARGN})
endfunction()
