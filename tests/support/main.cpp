// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include <gmock/gmock.h>

#include <QCoreApplication>

int main(int argc, char **argv)
{
    // GoogleMock takes its own arguments out before the application sees them.
    testing::InitGoogleMock(&argc, argv);
    QCoreApplication application(argc, argv);
    return RUN_ALL_TESTS();
}
