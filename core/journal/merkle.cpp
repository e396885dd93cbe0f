// SPDX-License-Identifier: GPL-3.0-or-later
// Names follow RFC 9162: fn and sn are the positions of two nodes on their level, fr and sr the roots as rebuilt so far.
#include "core/journal/merkle.h"

#include <bit>

namespace cal::journal {

namespace {

std::string_view bytesOf(const Digest& digest)
{
    return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}

/// The largest power of two below `size` (2 …): the leaves of the left subtree.
std::size_t leftSize(std::size_t size)
{
    return std::bit_floor(size - 1);
}

/// SUBPROOF of RFC 9162, 2.1.4.1; `known`: the verifier has the root of this subtree already.
void subproof(std::span<const Digest> leaves, std::size_t earlier, bool known, std::vector<Digest>& proof)
{
    if (earlier == leaves.size()) {
        if (!known)
            proof.push_back(merkleRoot(leaves));
        return;
    }
    const auto left = leftSize(leaves.size());
    if (earlier <= left) {
        subproof(leaves.first(left), earlier, known, proof);
        proof.push_back(merkleRoot(leaves.subspan(left)));
    } else {
        subproof(leaves.subspan(left), earlier - left, false, proof);
        proof.push_back(merkleRoot(leaves.first(left)));
    }
}

} // namespace

Digest merkleNode(const Digest& left, const Digest& right)
{
    return sha256({std::string_view("\x01", 1), bytesOf(left), bytesOf(right)});
}

void MerkleTree::add(const Digest& leaf)
{
    m_peaks.push_back(leaf);
    for (auto carry = m_size++; (carry & 1) != 0; carry >>= 1) {
        const auto right = m_peaks.back();
        m_peaks.pop_back();
        m_peaks.back() = merkleNode(m_peaks.back(), right);
    }
}

Digest MerkleTree::root() const
{
    if (m_peaks.empty())
        return sha256(std::string_view{});
    auto root = m_peaks.back();
    for (auto peak = m_peaks.rbegin() + 1; peak != m_peaks.rend(); ++peak)
        root = merkleNode(*peak, root);
    return root;
}

Digest merkleRoot(std::span<const Digest> leaves)
{
    MerkleTree tree;
    for (const auto& leaf : leaves)
        tree.add(leaf);
    return tree.root();
}

std::vector<Digest> inclusionProof(std::span<const Digest> leaves, std::size_t index)
{
    std::vector<Digest> path; // from the root down
    while (leaves.size() > 1) {
        const auto left = leftSize(leaves.size());
        const bool inLeft = index < left;
        path.push_back(merkleRoot(inLeft ? leaves.subspan(left) : leaves.first(left)));
        leaves = inLeft ? leaves.first(left) : leaves.subspan(left);
        index -= inLeft ? 0 : left;
    }
    return {path.rbegin(), path.rend()};
}

bool verifyInclusion(const Digest& leaf, std::int64_t index, std::int64_t size, std::span<const Digest> proof, const Digest& root)
{
    if (index < 0 || index >= size)
        return false;
    auto fn = index, sn = size - 1;
    auto r = leaf;
    for (const auto& p : proof) {
        if (sn == 0)
            return false;
        if ((fn & 1) != 0 || fn == sn) {
            r = merkleNode(p, r);
            for (; (fn & 1) == 0 && fn != 0; fn >>= 1)
                sn >>= 1;
        } else {
            r = merkleNode(r, p);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && r == root;
}

std::vector<Digest> consistencyProof(std::span<const Digest> leaves, std::size_t earlier)
{
    std::vector<Digest> proof;
    subproof(leaves, earlier, true, proof);
    return proof;
}

bool verifyConsistency(std::int64_t earlier, std::int64_t size, std::span<const Digest> proof, const Digest& earlierRoot,
                       const Digest& root)
{
    if (earlier < 1 || earlier > size)
        return false;
    if (earlier == size)
        return proof.empty() && earlierRoot == root;
    const bool perfect = std::has_single_bit(static_cast<std::uint64_t>(earlier)); // then its root is the first node
    if (!perfect && proof.empty())
        return false;
    auto fr = perfect ? earlierRoot : proof.front(), sr = fr;
    auto fn = earlier - 1, sn = size - 1;
    for (; (fn & 1) != 0; fn >>= 1)
        sn >>= 1;
    for (const auto& c : proof.subspan(perfect ? 0 : 1)) {
        if (sn == 0)
            return false;
        if ((fn & 1) != 0 || fn == sn) {
            fr = merkleNode(c, fr);
            sr = merkleNode(c, sr);
            for (; (fn & 1) == 0 && fn != 0; fn >>= 1)
                sn >>= 1;
        } else {
            sr = merkleNode(sr, c);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && fr == earlierRoot && sr == root;
}

} // namespace cal::journal
