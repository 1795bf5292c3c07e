# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT

# An option for those who build QtFailover itself. Embedded in another project it does not show; there it has the
# second default, unless that project has set the variable before.
macro(qtfailover_option name help default embedded_default)
    if(PROJECT_IS_TOP_LEVEL)
        option(${name} "${help}" ${default})
    elseif(NOT DEFINED ${name})
        set(${name} ${embedded_default})
    endif()
endmacro()

qtfailover_option(BUILD_SHARED_LIBS "Build the library shared" ON OFF)
if(UNIX)
    set(qtfailover_bus_default ON)
else() # Qt D-Bus may be there, a session bus is not
    set(qtfailover_bus_default OFF)
endif()
qtfailover_option(QTFAILOVER_DBUS "Show the group on the session bus (needs Qt DBus and Unix)"
    ${qtfailover_bus_default} ${qtfailover_bus_default})
if(QTFAILOVER_DBUS AND NOT UNIX)
    message(FATAL_ERROR "QtFailover finds the session bus by a Unix socket: leave QTFAILOVER_DBUS off on this system")
endif()
qtfailover_option(QTFAILOVER_PORTABLE "Use the portable fallbacks even where a platform file exists" OFF OFF)
qtfailover_option(QTFAILOVER_PLUGINS "Build the plugins for Qt Gui and QPluginLoader" ON OFF)
qtfailover_option(QTFAILOVER_QML "Build the QML module (needs Qt Qml)" ON OFF)
qtfailover_option(QTFAILOVER_DEMO "Build the demo" ON OFF)
qtfailover_option(QTFAILOVER_TESTS "Build the tests" ON OFF)
qtfailover_option(QTFAILOVER_INSTALL "Make install rules" ON OFF)
qtfailover_option(QTFAILOVER_WERROR "Treat warnings as errors (for developers)" OFF OFF)
if(PROJECT_IS_TOP_LEVEL)
    set(QTFAILOVER_SANITIZE "" CACHE STRING "Sanitizers to build with, for instance address,undefined or thread")
endif()

# All of this holds for this directory and those below it, not for a project that embeds it. Visibility has to be
# set before the first target, or an OBJECT library's objects keep the default.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_AUTOMOC ON)
set(CMAKE_UNITY_BUILD OFF) # files name their own helpers alike, in anonymous namespaces

if(PROJECT_IS_TOP_LEVEL)
    include("${CMAKE_CURRENT_LIST_DIR}/DeveloperBuild.cmake")
endif()
