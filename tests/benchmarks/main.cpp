// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/pairs.h"

#include <QCoreApplication>

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv); // the store's SQL drivers need one
    return cal::bench::runAll(argc, argv);
}
