// SPDX-License-Identifier: GPL-3.0-or-later
// Resource names: canonical form, IPv6, and three different kinds of refusal.
#include "instruments/transport/resource_name.h"

#include <catch2/catch.hpp>

namespace {

std::string canonicalOf(std::string_view text)
{
    const auto name = cal::instruments::ResourceName::parse(text);
    return name ? name->canonical() : name.error().key;
}

} // namespace

TEST_CASE("socket resources have one canonical form", "[instruments][resource]")
{
    CHECK(canonicalOf("TCPIP::10.0.0.5::5025::SOCKET") == "TCPIP0::10.0.0.5::5025::SOCKET");
    CHECK(canonicalOf("tcpip12::bench-3.lab.example::1::socket") == "TCPIP12::bench-3.lab.example::1::SOCKET");
    CHECK(canonicalOf("TCPIP0::[fe80::1%eth0]::65535::SOCKET") == "TCPIP0::[fe80::1%eth0]::65535::SOCKET");
    CHECK(canonicalOf("TCPIP::[::1]::5025::SOCKET") == "TCPIP0::[::1]::5025::SOCKET");
    const auto parsed = cal::instruments::ResourceName::parse("TCPIP::[::1]::5025::SOCKET");
    REQUIRE(parsed);
    CHECK(parsed->host == "::1");
    CHECK(*cal::instruments::ResourceName::parse(parsed->canonical()) == *parsed);
}

TEST_CASE("names that cannot be read are syntax errors", "[instruments][resource]")
{
    for (const std::string_view text : {"",
                                        "nonsense",
                                        "TCPIP",
                                        "TCPIP::",
                                        "TCPIP::host",
                                        "TCPIP::::5025::SOCKET",
                                        "TCPIP::host::SOCKET",
                                        "TCPIP::host::0::SOCKET",
                                        "TCPIP::host::65536::SOCKET",
                                        "TCPIP::host::-1::SOCKET",
                                        "TCPIP::host::50 25::SOCKET",
                                        "TCPIP::host::5025::SOCKET::X",
                                        "TCPIPx::host::5025::SOCKET",
                                        "TCPIP99999999999::host::5025::SOCKET",
                                        "TCPIP::ho st::5025::SOCKET",
                                        "TCPIP::[host]::5025::SOCKET",
                                        "TCPIP::[::1::5025::SOCKET",
                                        "TCPIP::fe80::1::5025::SOCKET",
                                        "TCPIP::h\xc3\xb6st::5025::SOCKET",
                                        "GPIB"}) {
        INFO(text);
        const auto name = cal::instruments::ResourceName::parse(text);
        REQUIRE(!name);
        if (text != "TCPIP::host") {
            CHECK(name.error().code == cal::Errc::ParseError);
            CHECK(name.error().key == "resource.syntax");
        } else {
            CHECK(name.error().key == "resource.kind-not-supported"); // VXI-11 by default
        }
    }
    CHECK(canonicalOf(std::string(100000, ':')) == "resource.syntax");
    CHECK(canonicalOf("TCPIP::" + std::string(400, 'a') + "::5025::SOCKET") == "resource.syntax");
}

TEST_CASE("other kinds of link are named as not supported, with what is", "[instruments][resource]")
{
    const std::pair<std::string_view, std::string_view> cases[] = {{"GPIB0::22::INSTR", "GPIB"},
                                                                   {"USB0::0x0957::0x0607::MY47::INSTR", "USB"},
                                                                   {"ASRL/dev/ttyUSB0::INSTR", "ASRL"},
                                                                   {"TCPIP::host::INSTR", "VXI-11"},
                                                                   {"TCPIP::host::inst0::INSTR", "VXI-11"},
                                                                   {"TCPIP::host::hislip0::INSTR", "HiSLIP"},
                                                                   {"TCPIP::host::hislip0,4881::INSTR", "HiSLIP"}};
    for (const auto& [text, kind] : cases) {
        INFO(text);
        const auto name = cal::instruments::ResourceName::parse(text);
        REQUIRE(!name);
        CHECK(name.error().code == cal::Errc::InvalidArgument);
        CHECK(name.error().key == "resource.kind-not-supported");
        CHECK(name.error().arg("kind") == kind);
        CHECK(name.error().arg("supported") == "TCPIP::host::port::SOCKET");
    }
}
