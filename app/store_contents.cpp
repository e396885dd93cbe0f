// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store_contents.h"

#include "app/catalogue.h"
#include "core/evidence/log.h"
#include "core/kit/kit_events.h"
#include "core/quality/installation_check.h"
#include "core/quality/retention.h"
#include "core/registry/access_log.h"
#include "core/registry/credentials.h"
#include "core/registry/registry.h"
#include "core/session/session_events.h"
#include "core/session/trace_projection.h"

namespace cal::app {

journal::Projections projections(const registry::Kinds& kinds)
{
    return {registry::registryProjection(kinds), registry::accessProjection(), session::traceProjection()};
}

Result<StoreContents> storeContents()
{
    const auto kinds = loadKinds();
    CAL_TRY(kinds);
    StoreContents contents;
    contents.known.know("laboratory.founded");
    session::knowSessionEvents(contents.known);
    registry::knowAccessEvents(contents.known);
    registry::knowRegistryEvents(contents.known, *kinds);
    quality::knowInstallationEvents(contents.known);
    quality::knowRetentionEvents(contents.known);
    evidence::knowLogEvents(contents.known);
    kit::knowKitEvents(contents.known);
    contents.projections = projections(*kinds);
    return contents;
}

} // namespace cal::app
