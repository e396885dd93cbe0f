// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzz target over the files of its corpus, each whole, each cut in half and each with one byte turned over, without libFuzzer.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void feed(const std::string& bytes)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

} // namespace

int main(int argc, char** argv)
{
    int files = 0;
    for (int i = 1; i < argc; ++i)
        for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
            if (!entry.is_regular_file())
                continue;
            std::ifstream file(entry.path(), std::ios::binary);
            std::string bytes{std::istreambuf_iterator<char>(file), {}};
            feed(bytes);
            feed(bytes.substr(0, bytes.size() / 2));
            const auto step = bytes.size() / 64 + 1;
            for (std::size_t at = 0; at < bytes.size(); at += step) {
                auto turned = bytes;
                turned[at] = static_cast<char>(turned[at] ^ 0x81);
                feed(turned);
            }
            ++files;
        }
    std::cout << files << " files replayed\n";
    return files > 0 ? 0 : 1; // a replay of nothing proves nothing
}
