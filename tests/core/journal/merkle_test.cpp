// SPDX-License-Identifier: GPL-3.0-or-later
// The Merkle tree against the published vectors of the Certificate Transparency reference implementation (merkle_tree_test.cc of
// google/certificate-transparency, kept since in transparency-dev/merkle), and its properties at every small size.
#include "core/journal/merkle.h"

#include <catch2/catch.hpp>

#include <set>

namespace merkle_test {

using namespace cal::journal;
using cal::Digest;

std::string unhex(std::string_view hex)
{
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2)
        bytes.push_back(static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
    return bytes;
}

Digest leaf(std::string_view entry)
{
    return cal::sha256({std::string_view("\0", 1), entry});
}

/// The eight entries of the reference implementation.
std::vector<Digest> referenceLeaves()
{
    std::vector<Digest> leaves;
    for (const char* hex : {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"})
        leaves.push_back(leaf(unhex(hex)));
    return leaves;
}

std::vector<Digest> numbered(std::size_t count)
{
    std::vector<Digest> leaves;
    for (std::size_t i = 0; i < count; ++i)
        leaves.push_back(leaf(std::to_string(i)));
    return leaves;
}

std::vector<std::string> hexes(const std::vector<Digest>& digests)
{
    std::vector<std::string> texts;
    for (const auto& digest : digests)
        texts.push_back(digest.hex());
    return texts;
}

/// MTH of RFC 6962, 2.1, word for word: the slow definition the quick builder is held to.
Digest definition(std::span<const Digest> leaves)
{
    if (leaves.empty())
        return cal::sha256(std::string_view{});
    if (leaves.size() == 1)
        return leaves[0];
    std::size_t k = 1;
    while (k * 2 < leaves.size())
        k *= 2;
    return merkleNode(definition(leaves.first(k)), definition(leaves.subspan(k)));
}

} // namespace merkle_test

TEST_CASE("roots are those of the reference implementation", "[journal][merkle]")
{
    using namespace merkle_test;
    const char* const roots[] = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                 "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                 "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                 "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                 "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                 "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                 "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                 "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                 "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    const auto leaves = referenceLeaves();
    MerkleTree tree;
    for (std::size_t size = 0; size <= leaves.size(); ++size) {
        INFO(size);
        CHECK(tree.root().hex() == roots[size]);
        CHECK(tree.size() == static_cast<std::int64_t>(size));
        CHECK(merkleRoot(std::span(leaves).first(size)).hex() == roots[size]);
        if (size < leaves.size())
            tree.add(leaves[size]);
    }
}

TEST_CASE("proofs are those of the reference implementation", "[journal][merkle]")
{
    using namespace merkle_test;
    const auto leaves = referenceLeaves();
    const std::span all(leaves);
    CHECK(inclusionProof(all.first(1), 0).empty());
    CHECK(hexes(inclusionProof(all, 0)) == std::vector<std::string>{"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                                                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                                                    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"});
    CHECK(hexes(inclusionProof(all, 5)) == std::vector<std::string>{"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                                                                    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                                                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"});
    CHECK(hexes(inclusionProof(all.first(3), 2)) ==
          std::vector<std::string>{"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"});
    CHECK(hexes(consistencyProof(all, 1)) == hexes(inclusionProof(all, 0)));
    CHECK(hexes(consistencyProof(all, 6)) == std::vector<std::string>{"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                                                                      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                                                      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"});
    CHECK(hexes(consistencyProof(all.first(5), 2)) ==
          std::vector<std::string>{"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                   "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"});
}

TEST_CASE("the growing tree is the tree of the definition at every size", "[journal][merkle]")
{
    using namespace merkle_test;
    const auto leaves = numbered(200);
    for (std::size_t size = 0; size <= leaves.size(); ++size)
        CHECK(merkleRoot(std::span(leaves).first(size)) == definition(std::span(leaves).first(size)));
}

TEST_CASE("every leaf proves its place and no other", "[journal][merkle]")
{
    using namespace merkle_test;
    const auto leaves = numbered(34);
    for (std::size_t size = 1; size <= leaves.size(); ++size) {
        const auto tree = std::span(leaves).first(size);
        const auto root = merkleRoot(tree);
        const auto n = static_cast<std::int64_t>(size);
        for (std::size_t index = 0; index < size; ++index) {
            const auto i = static_cast<std::int64_t>(index);
            auto proof = inclusionProof(tree, index);
            REQUIRE(verifyInclusion(leaves[index], i, n, proof, root));
            for (std::int64_t other = -1; other <= n; ++other)
                REQUIRE((other == i || !verifyInclusion(leaves[index], other, n, proof, root)));
            REQUIRE(!verifyInclusion(leaf("another"), i, n, proof, root));
            REQUIRE(!verifyInclusion(leaves[index], i, n, proof, leaf("another root")));
            for (auto& digest : proof) {
                digest.bytes[7] ^= 1;
                REQUIRE(!verifyInclusion(leaves[index], i, n, proof, root));
                digest.bytes[7] ^= 1;
            }
            proof.push_back(root);
            REQUIRE(!verifyInclusion(leaves[index], i, n, proof, root));
            proof.pop_back();
            if (!proof.empty()) {
                proof.pop_back();
                REQUIRE(!verifyInclusion(leaves[index], i, n, proof, root));
            }
        }
    }
}

TEST_CASE("every earlier tree proves that it is the beginning, and a rebuilt one cannot", "[journal][merkle]")
{
    using namespace merkle_test;
    const auto leaves = numbered(34);
    for (std::size_t size = 1; size <= leaves.size(); ++size) {
        const auto tree = std::span(leaves).first(size);
        const auto root = merkleRoot(tree);
        const auto n = static_cast<std::int64_t>(size);
        for (std::size_t earlier = 1; earlier <= size; ++earlier) {
            const auto m = static_cast<std::int64_t>(earlier);
            const auto earlierRoot = merkleRoot(tree.first(earlier));
            auto proof = consistencyProof(tree, earlier);
            REQUIRE(verifyConsistency(m, n, proof, earlierRoot, root));
            auto rebuilt = std::vector(tree.begin(), tree.begin() + static_cast<std::ptrdiff_t>(earlier));
            rebuilt.front() = leaf("rewritten");
            REQUIRE(!verifyConsistency(m, n, proof, merkleRoot(rebuilt), root));
            REQUIRE(!verifyConsistency(m, n, proof, earlierRoot, leaf("another root")));
            for (auto& digest : proof) {
                digest.bytes[31] ^= 0x80;
                REQUIRE(!verifyConsistency(m, n, proof, earlierRoot, root));
                digest.bytes[31] ^= 0x80;
            }
            proof.push_back(root);
            REQUIRE(!verifyConsistency(m, n, proof, earlierRoot, root));
        }
        REQUIRE(!verifyConsistency(0, n, {}, leaf(""), root));
        REQUIRE(!verifyConsistency(n + 1, n, {}, root, root));
    }
}
