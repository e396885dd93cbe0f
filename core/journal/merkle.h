// SPDX-License-Identifier: GPL-3.0-or-later
// The Merkle tree of the log (RFC 6962, section 2.1; RFC 9162, sections 2.1.3 and 2.1.4). Its entries are the contents of all events in
// order of arrival. An event's hash, SHA-256(0x00 ‖ content), is already the hash of its leaf, so every function here takes event hashes.
#pragma once

#include "core/base/digest.h"

#include <span>
#include <vector>

namespace cal::journal {

/// SHA-256(0x01 ‖ left ‖ right).
Digest merkleNode(const Digest& left, const Digest& right);

/// Grows leaf by leaf and keeps only the roots of the perfect subtrees: at most 64 digests whatever the size.
class MerkleTree
{
public:
    void add(const Digest& leaf);
    [[nodiscard]] std::int64_t size() const { return m_size; }
    /// SHA-256 of nothing while the tree is empty.
    [[nodiscard]] Digest root() const;

private:
    std::int64_t m_size = 0;
    std::vector<Digest> m_peaks; // largest subtree first; one for each bit set in m_size
};

Digest merkleRoot(std::span<const Digest> leaves);

/// The digests that lead from leaf `index` (0 …) to the root of `leaves`, lowest first. `index` is less than leaves.size().
std::vector<Digest> inclusionProof(std::span<const Digest> leaves, std::size_t index);
/// Does `proof` show that `leaf` is number `index` of the tree of `size` leaves with this root?
bool verifyInclusion(const Digest& leaf, std::int64_t index, std::int64_t size, std::span<const Digest> proof, const Digest& root);

/// The digests that show that the tree of `leaves` begins with that of the first `earlier` leaves (1 … leaves.size()).
std::vector<Digest> consistencyProof(std::span<const Digest> leaves, std::size_t earlier);
/// Does `proof` show that the tree of `size` leaves begins with the tree of `earlier` leaves (1 … size)?
bool verifyConsistency(std::int64_t earlier, std::int64_t size, std::span<const Digest> proof, const Digest& earlierRoot,
                       const Digest& root);

} // namespace cal::journal
