// SPDX-License-Identifier: GPL-3.0-or-later
// Options of the verbs for the store, its evidence and the on-site kit.
#include "app/cli/arguments.h"

namespace cal::app {

namespace {

void addStore(Arguments& arguments)
{
    const auto options = std::make_shared<StoreOptions>();
    const auto addStoreVerb = arguments.group("store", "the laboratory's database", options, storeVerb);
    auto* initCommand = addStoreVerb("init", "make a new store: of the demonstration laboratory, or of a real one with --laboratory");
    initCommand->add_option("--laboratory", options->laboratory,
                            "file that describes the laboratory (calbench-laboratory/1): see resources/schemas/laboratory/README.md");
    initCommand->add_option("--admin", options->admin, "sign-in name of the first administrator, whose password is read");
    auto* storeCheck = addStoreVerb("check", "walk every chain and blob, and hold the log to its checkpoints");
    storeCheck->add_option("--checkpoint", options->checkpoint, "a checkpoint that was kept elsewhere");
    storeCheck->add_option("--public-key", options->publicKey, "the key that signed it");
    addStoreVerb("backup", "copy a store that may be in use")->add_option("FILE", options->target, "the copy")->required();
    addStoreVerb("restore", "make the store anew from a backup; never over one that is there")
        ->add_option("FILE", options->target, "the backup")
        ->required();
    addStoreVerb("migrate", "bring schema and lists up to this program");
    auto* storeCopy = addStoreVerb("copy", "move a laboratory to another file or to postgresql://…, with its chains");
    storeCopy->add_option("TO", options->target, "the new store")->required();
    storeCopy->add_option("--from", options->store, "the store to copy; the same as --store");
    auto* storeKey = addStoreVerb("key", "make a key that signs checkpoints: FILE, encrypted, and FILE.pub");
    storeKey->add_option("--out", options->out, "the key file to make")->required();
    storeKey->add_option("--passphrase-file", options->passphraseFile, "the passphrase is its first line; else it is asked for");
    auto* storeCheckpoint = addStoreVerb("checkpoint", "sign the log as it stands, to be kept elsewhere");
    storeCheckpoint->add_option("--key", options->key, "the key file")->required();
    storeCheckpoint->add_option("--out", options->out, "where to write the checkpoint")->required();
    storeCheckpoint->add_option("--passphrase-file", options->passphraseFile, "the passphrase is its first line; else it is asked for");
    storeCheckpoint->add_option("--as", options->by, "who signs");
}

void addRecord(Arguments& arguments)
{
    const auto options = std::make_shared<RecordOptions>();
    const auto verb = arguments.group("record", "the records of sessions", options, recordVerb);
    auto* list = verb("list", "sessions, newest first, with their ids");
    list->add_option("--state", options->state, "only these")->check(CLI::IsMember({"unfinished", "aborted", "finished"}));
    list->add_option("--procedure", options->procedure, "only of this procedure");
    list->add_option("--item", options->item, "only of this item: asset number, serial number, or number of the order or its item");
    list->add_option("--limit", options->limit, "at most so many")->check(CLI::Range(1, 10'000));
    auto* recordExport = verb("export", "write a session as an evidence package that anybody can check");
    recordExport->add_option("SESSION", options->session, "id of the session")->required();
    recordExport->add_option("--out", options->out, "the package, FILE.zip")->required();
}

void addVerify(Arguments& arguments)
{
    const auto options = std::make_shared<VerifyOptions>();
    auto* command = arguments.verb("verify", "check an evidence package, a record.json or a store", options, verifyVerb);
    command->add_option("FILE", options->file, "what to check")->required();
    command->add_option("--public-key", options->publicKey, "the laboratory's key, got by another way");
    command->add_option("--checkpoint", options->checkpoint, "for a store: a checkpoint that was kept elsewhere");
    arguments.addJson(command);
}

void addKit(Arguments& arguments)
{
    const auto options = std::make_shared<KitOptions>();
    const auto verb = arguments.group("kit", "the on-site kit: orders go out to a laptop, and what was done comes home", options, kitVerb);
    auto* pack = verb("pack", "write a signed package of what these orders need");
    pack->add_option("--orders", options->orders, "numbers of the orders")->delimiter(',')->required();
    pack->add_option("--for", options->people, "sign-in names of those who go")->delimiter(',')->required();
    pack->add_option("--standards", options->standards, "assets or measurement standards that go; else all that may")->delimiter(',');
    pack->add_option("--out", options->file, "the package, FILE.kit")->required();
    pack->add_option("--key", options->key, "key that signs it (store key)")->required();
    pack->add_option("--passphrase-file", options->passphraseFile, "the passphrase is its first line; else it is asked for");
    pack->add_option("--days", options->days, "how long it is good for")->check(CLI::Range(0, 365));
    pack->add_option("--numbers", options->numbers, "numbers reserved for it")->check(CLI::Range(0, 10000));
    pack->add_option("--station", options->station, "its name in the events");
    pack->add_option("--as", options->as, "who packs");
    auto* open = verb("open", "make the laptop's store of a package");
    open->add_option("FILE", options->file, "the package")->required();
    open->add_option("--public-key", options->publicKey, "the laboratory's key, FILE.pub");
    auto* back = verb("pack-back", "write what was done on site");
    back->add_option("--out", options->file, "the package, FILE.back")->required();
    back->add_flag("--final", options->final, "the work with the kit is over: unused numbers become void");
    back->add_option("--as", options->as, "who ends it");
    auto* merge = verb("merge", "bring what was done on site into the laboratory's store");
    merge->add_option("FILE", options->file, "the package")->required();
    merge->add_flag("--preview", options->preview, "show what would be done");
    merge->add_option("--resolve", options->resolve, "STREAM=keep: the laboratory's side stands; STREAM=take: the laptop's changes on top");
    merge->add_option("--reason", options->reason, "why, for --resolve");
    merge->add_option("--as", options->as, "who merges");
}

} // namespace

void addStoreVerbs(Arguments& arguments)
{
    addStore(arguments);
    addRecord(arguments);
    addVerify(arguments);
    addKit(arguments);
}

} // namespace cal::app
