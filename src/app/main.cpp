// The one program.  Every command is a function of its own; this file only reads what was typed.
#include <fmt/format.h>
#include <sodium.h>
#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>
#include <iostream>

#include "app/bench.hpp"
#include "app/check.hpp"
#include "app/commands.hpp"
#include "app/demo.hpp"
#include "app/installation.hpp"
#include "app/new_programme.hpp"
#include "app/service.hpp"
#include "base/municipality_code.hpp"
#include "rules/shapes.hpp"

namespace {

using namespace hagukumi;

int report(const Error& error)
{
    std::cerr << error.message.ja << '\n' << error.message.en << '\n';
    return 1;
}

int report(const Result<void>& result)
{
    return result ? 0 : report(result.error());
}

/// Where a language was asked for, the error is told in that one, as far as there is one: once.
int report(const Result<void>& result, std::string_view language)
{
    if (result || language.empty()) return report(result);
    const Text& message = result.error().message;
    std::cerr << (language == "ja" || language == "ja-easy" ? message.ja : message.en) << '\n';
    return 1;
}

void add_database(CLI::App* command, std::string& database)
{
    command->add_option("--database", database, "The database: a file (SQLite), or postgresql://…")
        ->required()
        ->envname("HAGUKUMI_DATABASE");
}

CLI::Option* add_municipality(CLI::App* command, std::function<void(MunicipalityCode)> take,
                              const std::string& what = "The municipality's six digits")
{
    // A number would be read as octal where it begins with a zero: 011002 is Sapporo.
    return command->add_option_function<std::string>(
        "--municipality",
        [take = std::move(take)](const std::string& typed) {
            const auto code = parse_municipality_code(typed);
            if (!code)
                throw CLI::ValidationError(
                    "--municipality",
                    fmt::format("「{0}」は団体コードではありません。検査数字を含む6桁で指定してください。"
                                " / {0} is no municipality's code: give six digits, as 131202.",
                                typed));
            take(*code);
        },
        what);
}

void add_serve_options(CLI::App* command, app::ServeSettings& settings)
{
    command->add_option("--programmes", settings.programmes, "Folder of the programme files");
    command->add_option("--web", settings.web, "Folder of the built web pages");
    command->add_option("--address", settings.address, "Address to listen on")->capture_default_str();
    command->add_option("--port", settings.port, "Port to listen on; 0 takes any free one")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    command->add_option("--readers", settings.readers, "Threads that answer questions")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    command->add_option("--batch", settings.batch, "Most commands that share a commit")
        ->check(CLI::Range(1, 4096))
        ->capture_default_str();
    command->add_option("--log-level", settings.log_level, "debug, info, warn or error")
        ->check(CLI::IsMember({"debug", "info", "warn", "error"}))
        ->capture_default_str();
    command->add_option("--smtp-host", settings.smtp_host, "Mail relay; without it no mail is sent");
    command->add_option("--smtp-port", settings.smtp_port)->capture_default_str();
    command->add_option("--smtp-tls", settings.smtp_tls, "none, starttls or implicit")->capture_default_str();
    command->add_option("--smtp-user", settings.smtp_user);
    command->add_option("--smtp-password", settings.smtp_password, "Better in the environment")
        ->envname("HAGUKUMI_SMTP_PASSWORD");
    command->add_option("--mail-from", settings.mail_from, "Sender's address");
    command->add_option("--mail-from-name", settings.mail_from_name)->capture_default_str();
    command->add_option("--returned-mail", settings.returned_mail,
                        "Maildir of the sender's address: mails that come back are shown to the office");
    command
        ->add_option("--push-key", settings.push_key, "Private VAPID key; without it no browser is pushed to")
        ->envname("HAGUKUMI_PUSH_KEY");
    command->add_option("--push-contact", settings.push_contact, "mailto: or https:// for push services");
    command->add_option("--push-service", settings.push_services,
                        "Origin of a push service beside the browsers' own");
    command->add_option("--conversations", settings.conversations, "Folder of the LINE conversation files");
    command->add_option("--line-api", settings.line_api, "LINE's Messaging API; another for a stand-in")
        ->capture_default_str();
    command->add_option("--line-data-api", settings.line_data_api)->capture_default_str();
    command->add_option("--line-liff", settings.line_liff)->capture_default_str();
    command->add_option("--line-sdk", settings.line_sdk)->capture_default_str();
}

}  // namespace

int main(int argc, char** argv)
try {
    if (sodium_init() < 0) return 70;
    CLI::App program("Hagukumi: child-care coupons and bookings of municipalities.", "hagukumi");
    program.require_subcommand(1);
    program.set_version_flag("--version", "hagukumi 0.1.0");
    int status = 0;

    app::ServeSettings serve;
    CLI::App* serve_command = program.add_subcommand("serve", "Run the service until SIGTERM");
    // A file is read for the program alone, so its lines stand below the command's name.
    program.set_config("--config", "", "Settings of `serve` as name=value lines below a line [serve]");
    program.allow_config_extras(CLI::config_extras_mode::error);
    serve_command->fallthrough();
    add_database(serve_command, serve.database);
    add_serve_options(serve_command, serve);
    serve_command->add_option("--places", serve.places,
                              "File that says which municipality lives in another database");
    serve_command->add_option("--public-url", serve.public_url,
                              "The address that people type, as https://hagukumi.example.jp");
    serve_command->add_option("--trusted-proxy", serve.trusted_proxy,
                              "Address of the proxy whose X-Forwarded-For is believed");
    serve_command->add_option("--backup-folder", serve.backup_folder,
                              "Write a consistent copy here each day, and whenever SIGUSR1 comes");
    serve_command
        ->add_option(
            "--key", serve.key,
            "Opens the LINE channels' secrets and the families' documents; better in the environment")
        ->envname("HAGUKUMI_KEY");
    serve_command->add_option("--clamd", serve.clamd,
                              "ClamAV's daemon, asked about each document: HOST:PORT or a path");
    serve_command->callback([&] { status = report(app::serve(serve)); });

    app::DemoSettings demo;
    CLI::App* demo_command =
        program.add_subcommand("demo", "Run a demonstration: five municipalities, 200 invented families");
    add_serve_options(demo_command, demo.serve);
    demo_command->add_option("--database", demo.serve.database,
                             "Where the demonstration's database is made; default: a temporary folder");
    demo_command->add_option("--now", demo.now,
                             "The demonstration's date and time in Japan, as 2026-07-08T09:30");
    demo_command->add_option("--accounts", demo.accounts_file,
                             "Write the sign-ins to this file, too, as JSON");
    demo_command->add_option("--line", demo.line, "Address of the stand-in for LINE (web/line-simulator)");
    demo_command->callback([&] { status = report(app::run_demo(demo)); });

    std::vector<std::string> check_files;
    CLI::App* check_command =
        program.add_subcommand("check", "Check programme files and run the worked cases in them");
    check_command->add_option("FILE", check_files, "Programme files")->required();
    std::string check_language;
    check_command
        ->add_option("--lang", check_language, "ja or en; default: the terminal's language, else Japanese")
        ->check(CLI::IsMember({"ja", "en"}));
    check_command->callback([&] {
        const std::string_view language =
            check_language.empty() ? app::language_of_terminal() : std::string_view(check_language);
        status = app::run_check(check_files, language, std::cout);
    });

    app::NewSettings fresh;
    CLI::App* new_command =
        program.add_subcommand("new", "Write a commented programme file to start from; overwrites nothing");
    new_command->add_option("NAME", fresh.name, "Short name, as postpartum: small letters, digits and -")
        ->required();
    new_command->add_option("--code", fresh.code, "The municipality's six digits, with the check digit")
        ->required();
    new_command->add_option("--folder", fresh.folder, "Where the file is written")->capture_default_str();
    new_command->add_option("--municipality", fresh.municipality.ja, "The municipality's name in Japanese");
    new_command->add_option("--municipality-en", fresh.municipality.en, "… and in English");
    new_command->add_option("--programme", fresh.programme.ja, "The programme's name in Japanese");
    new_command->add_option("--programme-en", fresh.programme.en, "… and in English");
    new_command->add_option("--date", fresh.document_date,
                            "Date of the rules, as 2026-04-01; default: today");
    new_command->callback(
        [&] { status = report(app::new_programme(fresh, date_in_japan(app::wall_clock()), std::cout)); });

    CLI::App* schema_command =
        program.add_subcommand("schema", "Print the JSON Schema of programme files, for editors");
    schema_command->callback([] { std::cout << rules::programme_schema(); });

    app::DecideSettings decide;
    CLI::App* decide_command =
        program.add_subcommand("decide", "Decide one request by a programme file, and say why, as JSON");
    decide_command->add_option("FILE", decide.programme, "Programme file")->required();
    decide_command->add_option("--facts", decide.facts, "Facts, a JSON file")->required();
    decide_command->add_option("--request", decide.request, "The request, a JSON file")->required();
    std::vector<std::string> languages;
    for (const Language language : all_languages) languages.emplace_back(code_of(language));
    decide_command
        ->add_option("--lang", decide.language, "The language of the sentences; default: ja and en, both")
        ->check(CLI::IsMember(languages));
    decide_command->callback([&] { status = report(app::decide_files(decide, std::cout), decide.language); });

    app::ExplainSettings explain;
    CLI::App* explain_command = program.add_subcommand(
        "explain",
        "Say the rules of a programme file in plain words, to be compared with the municipality's own "
        "document: who, how many, until when, at what price, and from which source");
    explain_command->add_option("FILE", explain.programme, "Programme file")->required();
    explain_command->add_option("--lang", explain.language, "ja or en")
        ->check(CLI::IsMember({"ja", "en"}))
        ->capture_default_str();
    explain_command->callback([&] { status = report(app::explain_programme(explain, std::cout)); });

    app::DiffSettings diff;
    CLI::App* diff_command = program.add_subcommand("diff",
                                                    "Try a change of rules on the uses of the past: which "
                                                    "would come out otherwise, and for how many yen");
    diff_command->add_option("OLD", diff.before, "Programme file as it is")->required();
    diff_command->add_option("NEW", diff.after, "Programme file as it shall be")->required();
    diff_command
        ->add_option("--database", diff.database, "The database or, while the service runs, a copy of it")
        ->required();
    diff_command->add_option("--from", diff.first_day, "Count uses from this day on, as 2026-04-01");
    diff_command->add_option("--until", diff.last_day, "Count uses until this day");
    diff_command->add_option("--list", diff.most_listed, "How many different uses are listed")
        ->capture_default_str();
    diff_command->add_option("--lang", diff.language, "ja or en")
        ->check(CLI::IsMember({"ja", "en"}))
        ->capture_default_str();
    diff_command->callback([&] { status = report(app::diff_programmes(diff, std::cout)); });

    std::string database, other;
    CLI::App* migrate_command = program.add_subcommand("migrate", "Bring a database to the newest schema");
    add_database(migrate_command, database);
    migrate_command->callback([&] { status = report(app::migrate(database, std::cout)); });

    CLI::App* move_command = program.add_subcommand(
        "move",
        "Move everything into an empty database of the same or the other kind, while no service runs");
    move_command->add_option("--from", database, "The database that is left: a file, or postgresql://…")
        ->required();
    move_command->add_option("--to", other, "The new one: a file, or postgresql://…")->required();
    std::optional<MunicipalityCode> moved;
    add_municipality(
        move_command, [&](MunicipalityCode code) { moved = code; },
        "Only this one (six digits), also beside others; see serve --places");
    move_command->callback([&] {
        status = report(!moved ? app::move(database, other, std::cout)
                               : app::move_municipality(database, other, *moved, std::cout));
    });

    CLI::App* backup_command = program.add_subcommand(
        "backup",
        "Copy a database that no service has open (a running one copies itself: serve --backup-folder)");
    add_database(backup_command, database);
    backup_command->add_option("--to", other, "The new file")->required();
    backup_command->callback([&] { status = report(app::backup(database, other, std::cout)); });

    CLI::App* restore_command =
        program.add_subcommand("restore", "Put a copy where no database is yet, having walked its chains");
    restore_command->add_option("--from", other, "The copy")->required();
    add_database(restore_command, database);
    restore_command->callback([&] { status = report(app::restore(other, database, std::cout)); });

    CLI::App* audit_command = program.add_subcommand("audit", "The tamper-evident record");
    audit_command->require_subcommand(1);
    app::VerifySettings verify;
    CLI::App* verify_command = audit_command->add_subcommand(
        "verify", "Walk every chain and every balance; ends with 1 when something is wrong");
    add_database(verify_command, verify.database);
    add_municipality(
        verify_command, [&](MunicipalityCode code) { verify.municipality = code; },
        "Only this one (six digits)");
    verify_command->add_option("--published", verify.published,
                               "A head that was written down elsewhere, NUMBER:HASH");
    verify_command->callback([&] {
        const auto sound = app::verify_audit(verify, std::cout);
        status = !sound ? report(sound.error()) : *sound ? 0 : 1;
    });

    app::UserSettings user;
    CLI::App* user_command = program.add_subcommand("user", "Accounts of staff and officers");
    user_command->require_subcommand(1);
    const auto add_user_command = [&](const char* name, const char* what) {
        CLI::App* command = user_command->add_subcommand(name, what);
        add_database(command, user.database);
        add_municipality(command, [&](MunicipalityCode code) { user.municipality = code; })->required();
        return command;
    };
    CLI::App* add_command =
        add_user_command("add", "Add an account; its password is the first line of standard input");
    add_command->add_option("--role", user.role, "facility_staff, facility_manager, officer or operator")
        ->capture_default_str();
    add_command->add_option("--name", user.name, "What the person types to sign in")->required();
    add_command->add_option("--shown", user.shown, "The person's name as others read it");
    add_command->add_option("--facility", user.facility,
                            "Code or id of the facility, for its staff and manager");
    add_command->callback([&] { status = report(app::add_user(user, std::cin, std::cout)); });
    CLI::App* list_command = add_user_command("list", "List the accounts of staff and officers");
    list_command->callback([&] { status = report(app::list_users(user, std::cout)); });
    CLI::App* disable_command = add_user_command("disable", "Let an account sign in no more");
    disable_command->add_option("--name", user.name)->required();
    disable_command->add_option("--reason", user.reason, "For the record; no personal data")->required();
    disable_command->callback([&] { status = report(app::disable_user(user, std::cout)); });
    CLI::App* reset_command =
        add_user_command("reset", "Give an account a new password (standard input) and second factor");
    reset_command->add_option("--name", user.name)->required();
    reset_command->callback([&] { status = report(app::reset_user(user, std::cin, std::cout)); });

    CLI::App* line_command = program.add_subcommand("line", "Official accounts in LINE");
    line_command->require_subcommand(1);
    app::LineSettings line;
    CLI::App* connect_command = line_command->add_subcommand(
        "connect",
        "Connect a municipality's account; its channel secret is the first line of standard input");
    add_database(connect_command, line.database);
    add_municipality(connect_command, [&](MunicipalityCode code) { line.municipality = code; })->required();
    connect_command->add_option("--channel-id", line.channel_id, "Of the Messaging API channel")->required();
    connect_command->add_option("--liff-id", line.liff_id,
                                "As 1234567890-AbcdEfgh; without it no pages in LINE");
    connect_command->add_option("--public-url", line.public_url, "The address that people type")->required();
    connect_command->add_option("--key", line.key, "Better in the environment")->envname("HAGUKUMI_KEY");
    connect_command->callback([&] { status = report(app::connect_line(line, std::cin, std::cout)); });

    app::BenchSettings bench;
    CLI::App* bench_command =
        program.add_subcommand("bench", "Measure uses per second (script/bench runs all of it)");
    bench_command->require_subcommand(1);
    CLI::App* prepare_command = bench_command->add_subcommand(
        "prepare", "Make a database with signed-in families and open check-ins");
    prepare_command->add_option("--database", bench.database)->required();
    prepare_command
        ->add_option("--targets", bench.targets, "Where the requests' parts are written, one family a line")
        ->required();
    prepare_command->add_option("--bookings", bench.bookings, "The same for as many families that can book");
    prepare_command->add_option("--families", bench.families)->capture_default_str();
    prepare_command->callback([&] { status = report(app::prepare_bench(bench, std::cout)); });
    CLI::App* in_process_command =
        bench_command->add_subcommand("in-process", "Uses per second without HTTP");
    in_process_command->add_option("--clients", bench.clients)->capture_default_str();
    in_process_command->add_option("--seconds", bench.seconds)->capture_default_str();
    in_process_command->add_option("--families", bench.families)->capture_default_str();
    in_process_command->callback([&] { status = report(app::bench_in_process(bench, std::cout)); });

    CLI11_PARSE(program, argc, argv);
    return status;
} catch (const std::exception& found) {
    std::fprintf(stderr, "hagukumi: %s\n", found.what());
    return 70;
}
