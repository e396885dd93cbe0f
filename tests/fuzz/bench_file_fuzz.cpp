// SPDX-License-Identifier: GPL-3.0-or-later
// Bench files: refused with a key, or with every wire ending at a place.
#include "instruments/bench_file.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto library = [] {
        cal::equipment::DefinitionLibrary made;
        for (const std::string id : {"hp-34401a", "fluke-5522a", "generic-thermohygrometer"}) {
            std::ifstream file(CAL_SOURCE_DIR "/resources/definitions/" + id + ".json", std::ios::binary);
            if (!made.add(id, std::string{std::istreambuf_iterator<char>(file), {}}))
                std::abort();
        }
        return made;
    }();
    const auto json = cal::Json::parse({reinterpret_cast<const char*>(data), size});
    if (!json)
        return 0;
    const auto bench = cal::instruments::BenchFile::parse(*json, library);
    if (!bench) {
        if (bench.error().key.empty())
            std::abort();
        return 0;
    }
    for (const auto& wire : bench->wires)
        for (const auto* end : {&wire.from, &wire.to})
            if (std::none_of(bench->places.begin(), bench->places.end(), [&](const auto& place) { return place.name == *end; }))
                std::abort();
    return 0;
}
