// SPDX-License-Identifier: GPL-3.0-or-later
// A package that was changed is refused, and the part that was is named.
#include "kit_bench.h"

namespace cal::kit::test {

namespace {

std::string zipped(const ZipFiles& files)
{
    return must(writeZip(files));
}

} // namespace

TEST_CASE("a changed, missing or added file of a package is named", "[kit][tamper]")
{
    Laboratory laboratory;
    Laptop laptop(laboratory.packed());
    laptop.measure(laboratory.item);
    for (const auto& [bytes, format] : {std::pair{laboratory.packed(), kOutFormat}, std::pair{laptop.back(), kBackFormat}}) {
        const auto files = must(readZip(bytes));
        REQUIRE(readKit(zipped(files), format));
        CHECK(files.size() > 4);
        for (const auto& [name, content] : files) {
            INFO(name);
            // A byte in the middle, and one at the end.
            for (const auto at : {content.size() / 2, content.size() - 2}) {
                auto changed = files;
                changed[name][at] = static_cast<char>(changed[name][at] ^ 0x01);
                const auto read = readKit(zipped(changed), format);
                REQUIRE_FALSE(read);
                const bool aboutKey = name == "key.pem" || name == "signature.txt";
                CHECK(read.error().code == Errc::IntegrityViolation);
                CHECK(read.error().key == (aboutKey ? "kit.signature" : "kit.file-changed"));
                if (!aboutKey)
                    CHECK(std::string(read.error().arg("file")) == name);
            }
            auto without = files;
            without.erase(name);
            const auto missing = readKit(zipped(without), format);
            REQUIRE_FALSE(missing);
            CHECK(missing.error().key == "kit.file-missing");
            CHECK(std::string(missing.error().arg("file")) == name);
        }
        auto more = files;
        more["events/999999-x.jsonl"] = "{}";
        CHECK(keyOf(readKit(zipped(more), format)) == "kit.file-unlisted");
    }
}

TEST_CASE("a package signed anew by somebody else is refused when it comes back", "[kit][tamper]")
{
    Laboratory laboratory;
    Laptop laptop(laboratory.packed());
    laptop.measure(laboratory.item);
    auto file = must(readKit(laptop.back(), kBackFormat));
    const auto before = laboratory.events();
    const auto forged = must(writeKit(file, laboratoryKey()));
    REQUIRE(readKit(forged, kBackFormat)); // it agrees with itself
    CHECK(keyOf(laboratory.merge(forged)) == "kit.signature");

    // An event left out of the middle, signed with the kit's own key: the chain says so.
    const auto site = must(siteOf(laptop.store));
    const auto key = must(SiteKey::read(must(laptop.store.getBlob(site->opened.key))));
    const auto signer = must(key.unlock());
    const auto first = std::find_if(file.events.begin(), file.events.end(), [](const auto& e) { return e.type == "order-item.begun"; });
    REQUIRE(first != file.events.end());
    auto cut = file;
    cut.events.erase(cut.events.begin() + (first - file.events.begin()));
    CHECK(keyOf(laboratory.merge(must(writeKit(cut, *signer)))) == "kit.base-missing");
    CHECK(laboratory.events() == before);
}

TEST_CASE("garbage is one sentence", "[kit][tamper]")
{
    for (const std::string& bytes : {std::string(), std::string("PK"), std::string(5000, '\0'), std::string("{}")})
        CHECK_FALSE(readKit(bytes, kOutFormat));
    CHECK(keyOf(Manifest::read("", kOutFormat)) == "kit.manifest");
    CHECK(keyOf(Manifest::read("[]", kOutFormat)) == "kit.newer-format");
    CHECK(keyOf(Manifest::read(R"({"format":"calbench-kit/2"})", kOutFormat)) == "kit.newer-format");
    CHECK(keyOf(Manifest::read(R"({"format":"calbench-kit-back/1"})", kOutFormat)) == "kit.other-package");
    CHECK(keyOf(Manifest::read(R"({"format":"calbench-kit/1"})", kOutFormat)) == "kit.manifest");
    Laboratory laboratory;
    const auto text = must(readKit(laboratory.packed(), kOutFormat)).manifestText;
    const auto manifest = must(Json::parse(text));
    REQUIRE(Manifest::read(text, kOutFormat));
    for (const auto& [name, value] : manifest.asObject()) {
        if (name == "laboratory-name" || name == "closed" || name == "definitions")
            continue; // shown only
        for (const Json& wrong : {Json(), Json(7), Json(Json::Array{Json(Json::Object{})}), Json(Json::Object{{"x", "y"}})}) {
            INFO(name << " " << wrong.pretty());
            auto changed = manifest;
            changed[name] = wrong;
            CHECK_FALSE(Manifest::read(changed.pretty(), kOutFormat));
        }
    }
}

} // namespace cal::kit::test
