// SPDX-License-Identifier: GPL-3.0-or-later
// The few special functions of the room. Boost.Math stays behind this header; outside their domain all return NaN.
#pragma once

namespace cal::uncertainty::special {

/// Complete elliptic integrals of parameter m = k² (K: m < 1, E: m ≤ 1) and their derivatives by m.
double ellipticK(double m);
double ellipticKDerivative(double m);
double ellipticE(double m);
double ellipticEDerivative(double m);

/// The x with P(X > x) = tail, 0 < tail < 1.
double normalUpperQuantile(double tail);
double studentTUpperQuantile(double tail, double nu);

} // namespace cal::uncertainty::special
