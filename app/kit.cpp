// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kit.h"

#include "app/files.h"
#include "app/store_contents.h"
#include "core/registry/due_date.h"
#include "core/storage/store.h"

#include <algorithm>
#include <filesystem>

namespace cal::app {

namespace {

constexpr std::size_t kLargestKit = std::size_t{1} << 30;
constexpr std::size_t kLargestKey = 64U << 10;

/// Ids of the people named by sign-in name, name or id.
Result<std::vector<std::string>> peopleOf(registry::Registry& registry, const std::vector<std::string>& names)
{
    std::vector<std::string> ids;
    for (const auto& name : names) {
        const auto id = registry.resolve("person", name);
        CAL_TRY(id);
        ids.push_back(id->text());
    }
    return ids;
}

/// Without a green installation check a real laboratory does no work, on a laptop neither; so one of those who go has to be able to make
/// it.
Result<bool> somebodyChecks(const KitRoom& room, const std::vector<std::string>& people)
{
    if (room.laboratory.demonstration)
        return true;
    registry::Act act;
    act.operation = "quality";
    const auto able =
        room.staff.ask<std::vector<registry::Entity>>([&](registry::People& staff) { return staff.authorised(act, room.today()); });
    CAL_TRY(able);
    return std::any_of(able->begin(), able->end(), [&](const registry::Entity& person) {
        return std::find(people.begin(), people.end(), person.id.text()) != people.end();
    });
}

/// Definitions that this machine's program has otherwise than the laboratory's, and a kit that is out of date.
std::vector<Error> remarksOn(const kit::Manifest& manifest, const Catalogue& catalogue, const std::string& day)
{
    std::vector<Error> remarks;
    for (const auto& [id, digest] : manifest.definitions) {
        const auto own = catalogue.definitions.find(id);
        if (!own || sha256((*own)->document.pretty()).hex() != digest)
            remarks.push_back(Error{Errc::InvalidArgument, "kit.definition-differs", {{"definition", id}}, {}});
    }
    if (day > manifest.validUntil)
        remarks.push_back(Error{Errc::InvalidArgument, "kit.expired", {{"kit", manifest.kit.text()}, {"until", manifest.validUntil}}, {}});
    return remarks;
}

Result<void> checkKey(const kit::KitFile& file, const std::string& publicKey)
{
    const auto pem = readFile(publicKey, kLargestKey);
    CAL_TRY(pem);
    const auto key = signing::PublicKey::fromPem(*pem);
    if (!key)
        return Error(key.error()).within(publicKey);
    if (!(*key == file.signedBy))
        return Error{Errc::IntegrityViolation, "kit.signature", {{"file", "signature.txt"}}, {}};
    return {};
}

/// An empty file of its owner alone, in a folder of its owner alone where that is made here: the store holds the kit's key and the
/// encodings of passwords. The engine takes an empty file for a new store and gives what it writes beside it the same mode.
Result<void> reserveFile(const std::string& path)
{
    namespace fs = std::filesystem;
    const auto folder = fs::path(path).parent_path();
    std::error_code failure;
    if (!folder.empty() && fs::create_directories(folder, failure))
        fs::permissions(folder, fs::perms::owner_all, failure);
    if (failure)
        return Error{Errc::InvalidArgument, "file.folder-not-writable", {{"folder", folder.string()}, {"reason", failure.message()}}, {}};
    return writeSecret(path, "");
}

/// The laboratory's day.
Result<std::string> makeStore(const kit::KitFile& file, const std::string& path, Clock& clock)
{
    const auto contents = storeContents();
    CAL_TRY(contents);
    CAL_TRY(reserveFile(path));
    const auto writer = openWriter(path, StoreUse::Create, clock);
    CAL_TRY(writer);
    const auto made = (*writer)->ask(
        [&](journal::EventStore& store) { return kit::openKit(store, file, contents->known, machineName(), programName()); });
    CAL_TRY(made);
    const auto founded = requireLaboratory(**writer);
    CAL_TRY(founded);
    return toIso(civilDate(clock.now().utc, founded->laboratory.offset));
}

Result<kit::KitFile> readPackage(const std::string& file, const char* format)
{
    const auto bytes = readFile(file, kLargestKit);
    CAL_TRY(bytes);
    auto package = kit::readKit(*bytes, format);
    if (!package)
        return Error(package.error()).within(file);
    return package;
}

} // namespace

Result<void> KitRoom::ask(const std::function<Result<void>(registry::Registry&)>& question) const
{
    const auto done = staff.ask<bool>([&](registry::People& people) -> Result<bool> {
        registry::EverybodyMay asked;
        registry::Registry registry(catalogue.kinds, people.store(), asked, by, clock);
        const auto answer = question(registry);
        return answer ? Result<bool>(true) : answer.error();
    });
    return done ? Result<void>() : done.error();
}

Result<kit::Handed> packKit(const KitRoom& room, const kit::PackWish& wish, const std::string& passphrase)
{
    if (std::filesystem::exists(wish.file))
        return Error{Errc::InvalidArgument, "store.exists", {{"file", wish.file}}, {}};
    const auto pem = readFile(wish.key, kLargestKey);
    CAL_TRY(pem);
    const auto signer = signing::unlockKey(*pem, passphrase);
    CAL_TRY(signer);
    kit::Handed handed{{}, wish.file, {}};
    std::vector<std::string> going;
    bool written = false;
    const auto done = room.ask([&](registry::Registry& registry) -> Result<void> {
        auto people = peopleOf(registry, wish.people);
        CAL_TRY(people);
        going = *std::move(people);
        const auto until = registry::daysAfter(room.today(), wish.days);
        CAL_TRY(until);
        kit::PackRequest request;
        request.wanted = {wish.orders, going, wish.standards, room.today(), *until};
        request.numbers = wish.numbers;
        request.station = wish.station;
        request.definition = [&](const std::string& id) -> std::optional<std::string> {
            const auto definition = room.catalogue.definitions.find(id);
            return definition ? std::optional((*definition)->document.pretty()) : std::nullopt;
        };
        auto made = kit::pack(registry, request, **signer, [&](const std::string& bytes) -> Result<void> {
            written = !std::filesystem::exists(wish.file);
            return writeSecret(wish.file, bytes); // it holds the kit's key and the encodings of passwords
        });
        CAL_TRY(made);
        handed.manifest = std::move(made->manifest);
        handed.remarks = std::move(made->remarks);
        return {};
    });
    if (!done && written) {
        std::error_code ignored; // a kit that the laboratory does not know of would be refused when it comes back
        std::filesystem::remove(wish.file, ignored);
    }
    CAL_TRY(done);
    const auto checks = somebodyChecks(room, going);
    CAL_TRY(checks);
    if (!*checks)
        handed.remarks.push_back(Error{Errc::InvalidArgument, "kit.nobody-checks", {}, {}});
    return handed;
}

Result<kit::Handed> openKit(const Catalogue& catalogue, const std::string& file, const std::string& store, const std::string& publicKey)
{
    if (storage::isServer(store) || std::filesystem::exists(store))
        return Error{Errc::InvalidArgument, "store.exists", {{"file", store}}, {}};
    const auto package = readPackage(file, kit::kOutFormat);
    CAL_TRY(package);
    if (!publicKey.empty())
        CAL_TRY(checkKey(*package, publicKey));
    SystemClock clock;
    const auto day = makeStore(*package, store, clock);
    if (!day) {
        std::error_code ignored; // a store without a laboratory is of no use, and its name would be taken
        for (const auto* part : {"", "-wal", "-shm"})
            std::filesystem::remove(store + part, ignored);
        return day.error();
    }
    kit::Handed handed{package->manifest, store, remarksOn(package->manifest, catalogue, *day)};
    if (publicKey.empty())
        handed.remarks.push_back(Error{Errc::InvalidArgument, "kit.key-from-package", {}, {}});
    return handed;
}

Result<kit::Site> packKitBack(const KitRoom& room, const std::string& file, bool final)
{
    std::optional<kit::Site> site;
    std::string bytes;
    const auto done = room.ask([&](registry::Registry& registry) -> Result<void> {
        if (final)
            CAL_TRY(kit::closeKit(registry, std::atoi(room.today().substr(0, 4).c_str())));
        auto packed = kit::packBack(registry.store(), registry.clock(), programName());
        CAL_TRY(packed);
        bytes = *std::move(packed);
        auto found = kit::siteOf(registry.store());
        CAL_TRY(found);
        site = *std::move(found);
        return {};
    });
    CAL_TRY(done);
    CAL_TRY(writePrivateFile(file, bytes));
    return *std::move(site);
}

Result<kit::KitFile> readBack(const std::string& file)
{
    return readPackage(file, kit::kBackFormat);
}

Result<kit::MergePlan> planMerge(const KitRoom& room, registry::Registry& registry, const kit::KitFile& file)
{
    const auto contents = storeContents();
    CAL_TRY(contents);
    return kit::planMerge(registry, file, contents->known, room.today(), room.laboratory.offset);
}

Result<kit::Merged> mergeKit(const KitRoom& room, registry::Registry& registry, const kit::KitFile& file,
                             const std::vector<kit::Choice>& choices)
{
    const auto contents = storeContents();
    CAL_TRY(contents);
    return kit::merge(registry, file, contents->known, room.today(), room.laboratory.offset, choices);
}

} // namespace cal::app
