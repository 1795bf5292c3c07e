# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT

include(GNUInstallDirs)

# qtfailover_way_to_library(<variable> <directory>)
# The RPATH by which what is installed into <directory> finds the library: the way from there, so that the prefix may
# still be chosen (or moved) when it is installed, unless one of the two was given as an absolute path.
function(qtfailover_way_to_library variable directory)
    if(IS_ABSOLUTE "${directory}" OR IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
        set(${variable} "${CMAKE_INSTALL_FULL_LIBDIR}" PARENT_SCOPE)
        return()
    endif()
    file(RELATIVE_PATH way "/prefix/${directory}" "/prefix/${CMAKE_INSTALL_LIBDIR}")
    if(APPLE)
        set(${variable} "@loader_path/${way}" PARENT_SCOPE)
    else()
        set(${variable} "$ORIGIN/${way}" PARENT_SCOPE)
    endif()
endfunction()
