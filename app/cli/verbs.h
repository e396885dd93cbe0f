// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of the command line, each a plain function of its options. The parsing stands in command_line.cpp.
#pragma once

#include "app/catalogue.h"
#include "app/cli/output.h"

#include <optional>
#include <string>
#include <vector>

namespace cal::app {

struct RunOptions {
    std::string procedure;
    std::optional<std::string> bench, item, typed, store, out, as;
    std::optional<std::string> order; ///< number of an order or of one of its items, in place of procedure and item
    bool resume = false, unattended = false, hold = false;
};
int runVerb(const RunOptions& options, const Catalogue& catalogue, const Output& output);

struct ExplainOptions {
    std::string record, point;
    std::optional<std::string> store;
};
int explainVerb(const ExplainOptions& options, const Catalogue& catalogue, const Output& output);

struct BudgetOptions {
    std::optional<std::string> file, validate;
};
int budgetVerb(const BudgetOptions& options, const Output& output);

int lintVerb(const std::string& procedure, const Catalogue& catalogue, const Output& output);

struct QueryOptions {
    std::string resource, command;
    double timeoutSeconds = 3;
};
int queryVerb(const QueryOptions& options, const Output& output);

struct SimulateOptions {
    std::string model; ///< definition id, or a bench file
    int socket = 0;    ///< 0: any free port
    std::vector<std::string> faults;
    std::uint64_t seed = 1;
    double timeScale = 1;
};
int simulateVerb(const SimulateOptions& options, const Catalogue& catalogue, const Output& output);

struct RegistryOptions {
    std::string verb; ///< "kinds", "list", "show", "add", "change", "step", "history", "import", "export"
    std::string kind, id, step, file;
    std::vector<std::string> values; ///< FIELD=VALUE
    std::vector<std::string> where;  ///< FIELD=VALUE
    std::string reason;
    bool preview = false;
    std::optional<std::string> store, as;
};
int registryVerb(const RegistryOptions& options, const Catalogue& catalogue, const Output& output);

struct TraceOptions {
    std::string verb;    ///< "reverse", "forward", "graph"
    std::string subject; ///< asset, session, measurement standard
    std::string from, to, shift, out;
    std::optional<std::string> range, letters, store;
};
int traceVerb(const TraceOptions& options, const Catalogue& catalogue, const Output& output);

struct StandardsOptions {
    std::string procedure;
    std::optional<std::string> day, store;
};
int standardsVerb(const StandardsOptions& options, const Catalogue& catalogue, const Output& output);

struct StoreOptions {
    std::string verb; ///< "init", "check", "backup", "restore", "migrate", "copy", "checkpoint", "key"
    std::optional<std::string> store, target;
    std::optional<std::string> checkpoint, publicKey;        ///< check
    std::optional<std::string> key, passphraseFile, out, by; ///< checkpoint, key
    std::optional<std::string> laboratory, admin;            ///< init: of a real laboratory
};
int storeVerb(const StoreOptions& options, const Catalogue& catalogue, const Output& output);
int storeCheckpointVerb(const StoreOptions& options, const Catalogue& catalogue, const Output& output);
int storeKeyVerb(const StoreOptions& options, const Output& output);
int storeCheckVerb(const StoreOptions& options, const Output& output);

struct RecordOptions {
    std::string verb;         ///< "list", "export"
    std::string session, out; ///< export
    std::string state, procedure, item;
    std::int64_t limit = 100; ///< list
    std::optional<std::string> store;
};
int recordVerb(const RecordOptions& options, const Catalogue& catalogue, const Output& output);
int recordExportVerb(const RecordOptions& options, const Output& output);

struct VerifyOptions {
    std::string file;
    std::optional<std::string> checkpoint, publicKey;
};
int verifyVerb(const VerifyOptions& options, const Output& output);

struct PeopleOptions {
    std::string verb; ///< "list", "add", "authorise", "password", "unlock", "refusals"
    std::optional<std::string> store, as;
    std::string person, zh, en;
    std::string operation, scope = "*", from, to, reason;
};
int peopleVerb(const PeopleOptions& options, const Catalogue& catalogue, const Output& output);

struct OrderOptions {
    std::string verb; ///< "new", "receive", "agree", "assign", "check", "approve", "deliver", "list", "queue", "trace", "recall"
    std::optional<std::string> store, as;
    std::string name; ///< of the order or item
    std::string asset, procedure, pointSet, due, person, to;
    std::string reason;                           ///< agree: needed where something is agreed already
    std::vector<std::string> values, assetValues; ///< field=value
    std::vector<std::string> items;
    int days = 30;
};
int orderVerb(const OrderOptions& options, const Catalogue& catalogue, const Output& output);

struct LabelOptions {
    std::vector<std::string> names;
    std::string out;
    std::optional<std::string> store;
    bool sheet = false;
};
int labelVerb(const LabelOptions& options, const Catalogue& catalogue, const Output& output);

struct AdjustOptions {
    std::string session, what, constants, reason;
    std::vector<std::string> points;
    std::optional<std::string> store, as;
};
int adjustVerb(const AdjustOptions& options, const Catalogue& catalogue, const Output& output);

struct SelfcheckOptions {
    std::optional<std::string> store, out, as, key, passphraseFile;
};
int selfcheckVerb(const SelfcheckOptions& options, const Catalogue& catalogue, const Output& output);

struct KitOptions {
    std::string verb; ///< "pack", "open", "pack-back", "merge"
    std::string file;
    std::optional<std::string> store, as;
    std::vector<std::string> orders, people, standards;        ///< pack
    std::optional<std::string> key, passphraseFile, publicKey; ///< pack; open
    std::string station;
    int days = 14, numbers = 20;
    bool final = false;               ///< pack-back
    bool preview = false;             ///< merge
    std::vector<std::string> resolve; ///< STREAM=keep, STREAM=take
    std::string reason;
};
int kitVerb(const KitOptions& options, const Catalogue& catalogue, const Output& output);

struct QualityOptions {
    std::string verb; ///< of nonconformity: open, list, contain, decide, restart, close; of check: list, record, chart
    std::string subject;
    std::optional<std::string> store, as, out, day;
    std::optional<std::string> standard, found, from, to, range, title, text, source, letters, reason; ///< nonconformity
    std::vector<std::string> files;
    bool recall = false;
    std::optional<std::string> session; ///< check record
    std::optional<std::string> kind;    ///< retention
};
int dossierVerb(const QualityOptions& options, const Catalogue& catalogue, const Output& output);
int nonconformityVerb(const QualityOptions& options, const Catalogue& catalogue, const Output& output);
int checkVerb(const QualityOptions& options, const Catalogue& catalogue, const Output& output);
int retentionVerb(const QualityOptions& options, const Catalogue& catalogue, const Output& output);

} // namespace cal::app
