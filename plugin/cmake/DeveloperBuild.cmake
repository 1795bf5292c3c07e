# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT

# What a project that embeds QtFailover must not inherit: warnings, sanitizers, a default build type, ccache.

get_property(multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
if(NOT CMAKE_BUILD_TYPE AND NOT multi_config)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Debug, Release, RelWithDebInfo or MinSizeRel" FORCE)
endif()

if(NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    find_program(QTFAILOVER_CCACHE ccache)
    mark_as_advanced(QTFAILOVER_CCACHE)
    if(QTFAILOVER_CCACHE)
        # Where it cannot write its cache, as without a home directory, it compiles nothing.
        set(empty "${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/empty.cpp")
        file(WRITE "${empty}" "")
        execute_process(COMMAND "${QTFAILOVER_CCACHE}" "${CMAKE_CXX_COMPILER}" -c "${empty}" -o "${empty}.o"
            RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
        if(failed)
            message(STATUS "Without ccache, which compiles nothing here: ${QTFAILOVER_CCACHE}")
        else()
            set(CMAKE_CXX_COMPILER_LAUNCHER "${QTFAILOVER_CCACHE}")
        endif()
    endif()
endif()

if(MSVC)
    add_compile_options(/W4 $<$<BOOL:${QTFAILOVER_WERROR}>:/WX>)
else()
    add_compile_options(
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wcast-align -Wformat=2
        -Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi -Wimplicit-fallthrough
        $<$<CXX_COMPILER_ID:GNU>:-Wsuggest-override>
        $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond>
        $<$<CXX_COMPILER_ID:GNU>:-Wlogical-op>
        $<$<BOOL:${QTFAILOVER_WERROR}>:-Werror>)
endif()

if(QTFAILOVER_SANITIZE)
    add_compile_options(-fsanitize=${QTFAILOVER_SANITIZE} -fno-omit-frame-pointer)
    if(QTFAILOVER_SANITIZE MATCHES "undefined")
        # The check of the vptr asks the kernel by a pipe whether it may read the object, and takes none for no: it
        # reports sound objects while a test has left the process no descriptor.
        add_compile_options(-fno-sanitize=vptr -fno-sanitize-recover=undefined)
    endif()
    add_link_options(-fsanitize=${QTFAILOVER_SANITIZE})
endif()
