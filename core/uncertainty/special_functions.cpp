// SPDX-License-Identifier: GPL-3.0-or-later
// Elliptic integrals in Carlson's symmetric forms (DLMF 19.25.1), which lose no digits near m = 0 and take m < 0, and quantiles.
#include "core/uncertainty/special_functions.h"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/ellint_rd.hpp>
#include <boost/math/special_functions/ellint_rf.hpp>
#include <boost/math/special_functions/ellint_rg.hpp>

#include <limits>

namespace cal::uncertainty::special {

namespace {

namespace policies = boost::math::policies;
// Results out of the domain are NaN or infinity for the caller to judge; nothing throws.
using Quiet =
    policies::policy<policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
                     policies::overflow_error<policies::ignore_error>, policies::underflow_error<policies::ignore_error>,
                     policies::denorm_error<policies::ignore_error>, policies::evaluation_error<policies::ignore_error>,
                     policies::rounding_error<policies::ignore_error>, policies::indeterminate_result_error<policies::ignore_error>>;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

} // namespace

double ellipticK(double m)
{
    return m < 1 ? boost::math::ellint_rf(0.0, 1 - m, 1.0, Quiet()) : kNaN;
}

double ellipticKDerivative(double m)
{
    return m < 1 ? boost::math::ellint_rd(0.0, 1.0, 1 - m, Quiet()) / 6 : kNaN;
}

double ellipticE(double m)
{
    if (m == 1)
        return 1;
    return m < 1 ? 2 * boost::math::ellint_rg(0.0, 1 - m, 1.0, Quiet()) : kNaN;
}

double ellipticEDerivative(double m)
{
    return m < 1 ? -boost::math::ellint_rd(0.0, 1 - m, 1.0, Quiet()) / 6 : kNaN;
}

double normalUpperQuantile(double tail)
{
    const boost::math::normal_distribution<double, Quiet> normal(0, 1);
    return boost::math::quantile(boost::math::complement(normal, tail));
}

double studentTUpperQuantile(double tail, double nu)
{
    const boost::math::students_t_distribution<double, Quiet> t(nu);
    return boost::math::quantile(boost::math::complement(t, tail));
}

} // namespace cal::uncertainty::special
