// SPDX-License-Identifier: GPL-3.0-or-later
// Uncertainty cases, model expressions included: an answer for each check or an error, never a crash.
#include "core/uncertainty/case_file.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto document = cal::Json::parse(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!document)
        return 0;
    const auto result = cal::uncertainty::evaluateCase(*document);
    if (result && result->checks.size() != (*document)["expected"].asArray().size())
        std::abort();
    return 0;
}
