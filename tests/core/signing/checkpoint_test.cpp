// SPDX-License-Identifier: GPL-3.0-or-later
#include "signing_support.h"

TEST_CASE("a checkpoint is signed, opened and nothing else passes for it", "[signing][checkpoint]")
{
    using namespace signing_test;
    const auto signer = newSigner();
    const Checkpoint checkpoint{"calbench/0190-log", 12345, cal::sha256("root")};
    CHECK(checkpoint.text() == "calbench/0190-log\n12345\n"
                               "SBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=\n");
    const auto note = signCheckpoint(checkpoint, *signer);
    REQUIRE(note);
    CHECK(*readCheckpoint(*note) == checkpoint);
    CHECK(*openCheckpoint(*note, signer->publicKey()) == checkpoint);
    CHECK(keyOf(openCheckpoint(*note, newSigner()->publicKey())) == "signing.not-by-key");
    for (std::size_t i = 0; i < note->size(); ++i) {
        auto bad = *note;
        bad[i] = static_cast<char>(bad[i] ^ (1 << (i % 8)));
        INFO("byte " << i);
        CHECK_FALSE(openCheckpoint(bad, signer->publicKey()));
    }
}

TEST_CASE("texts that are no checkpoint are refused", "[signing][checkpoint]")
{
    using namespace signing_test;
    const std::string root = "SBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=\n";
    CHECK(Checkpoint::fromText("o\n0\n" + root));
    CHECK(Checkpoint::fromText("o\n1\n" + root + "an extension\n"));
    for (const std::string& text :
         {std::string(), "\n1\n" + root, "o\n-1\n" + root, "o\n01\n" + root, "o\n1 \n" + root, "o\n99999999999999999999\n" + root,
          std::string("o\n1\n"), std::string("o\n1\nAAAA\n"), std::string("o\n1\n!\n"), "o\nx\n" + root})
        CHECK(keyOf(Checkpoint::fromText(text)) == "signing.checkpoint");
}
