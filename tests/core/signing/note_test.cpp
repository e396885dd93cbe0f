// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/digest.h"
#include "signing_support.h"

namespace signing_test {

// The example of Go's golang.org/x/mod/sumdb/note, from which the C2SP form was taken: PeterNeumann+c74f20a3+ARpc2Qc….
const std::string kNeumannNote =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

PublicKey neumann()
{
    return publicKey(cal::fromBase64("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")->substr(1));
}

} // namespace signing_test

TEST_CASE("the note of the reference implementation verifies", "[signing][note]")
{
    using namespace signing_test;
    const auto note = readNote(kNeumannNote);
    REQUIRE(note);
    CHECK(keyId("PeterNeumann", neumann()) == unhex("c74f20a3"));
    REQUIRE(note->signatures.size() == 1);
    CHECK(note->signedBy("PeterNeumann", neumann()));
    CHECK_FALSE(note->signedBy("Peter", neumann()));
    CHECK_FALSE(note->signedBy("PeterNeumann", newSigner()->publicKey()));
}

TEST_CASE("every flipped byte of a note is an error or an unsigned note", "[signing][note]")
{
    using namespace signing_test;
    for (std::size_t i = 0; i < kNeumannNote.size(); ++i)
        for (int bit = 0; bit < 8; ++bit) {
            auto bad = kNeumannNote;
            bad[i] = static_cast<char>(bad[i] ^ (1 << bit));
            const auto note = readNote(bad);
            INFO("byte " << i << ", bit " << bit);
            CHECK_FALSE((note && note->signedBy("PeterNeumann", neumann())));
        }
    for (std::size_t length = 0; length < kNeumannNote.size(); ++length)
        CHECK(keyOf(readNote(std::string_view(kNeumannNote).substr(0, length))) == "signing.note");
    CHECK(keyOf(readNote(std::string(100'000, '\n'))) == "signing.note");
}

TEST_CASE("what is signed here is read here; names and texts that would break the form are refused", "[signing][note]")
{
    using namespace signing_test;
    const auto signer = newSigner();
    const auto note = signNote("one\ntwo\n", "example.org/log", *signer);
    REQUIRE(note);
    CHECK(readNote(*note)->signedBy("example.org/log", signer->publicKey()));
    CHECK(readNote(*note)->text == "one\ntwo\n");
    for (const char* text : {"", "no line feed", "blank\n\nline\n", "tab\t\n", "\xff\n"})
        CHECK(keyOf(signNote(text, "name", *signer)) == "signing.note");
    for (const char* name : {"", "two words", "plus+", "line\n"})
        CHECK(keyOf(signNote("text\n", name, *signer)) == "signing.note");
}
