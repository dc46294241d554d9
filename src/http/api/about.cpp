#include "base/municipality_code.hpp"
#include "http/api/handlers.hpp"
#include "http/api/json_out.hpp"
#include "rules/booking/terms.hpp"
#include "rules/form/form.hpp"

namespace hagukumi::http {

namespace json = boost::json;

Result<Response> get_municipalities(const Site& site, const Request&)
{
    json::array all;
    for (const auto& [code, municipality] : site.municipalities) {
        all.push_back(json::object{{"code", to_string(code)}, {"name", to_json(municipality.name)}});
    }
    return json_response(200, json::object{{"municipalities", std::move(all)}});
}

namespace {

/// Whether seats of a service are drawn by lot.
bool draws(const rules::Programme& programme, const std::string& service)
{
    const rules::BookingRules* const rules = programme.booking_of(service);
    return rules != nullptr && rules->lottery.has_value();
}

json::object to_json(const rules::Programme& programme)
{
    json::array services;
    for (const rules::Service& service : programme.services()) {
        services.push_back(json::object{{"code", service.code},
                                        {"name", http::to_json(service.name)},
                                        {"description", http::to_json(service.description)},
                                        {"unit", rules::code_of(service.unit)},
                                        {"unit_name", http::to_json(rules::name_of(service.unit))},
                                        {"design", service.design},
                                        {"least_per_use", service.least_per_use.count},
                                        {"bookable", programme.booking_of(service.code) != nullptr},
                                        {"draws", draws(programme, service.code)}});
    }
    const rules::Contact& contact = programme.contact();
    return {{"code", programme.code()},
            {"name", http::to_json(programme.name())},
            {"coupon_word", http::to_json(programme.words().coupon)},
            {"contact",
             {{"name", http::to_json(contact.name)},
              {"phone", contact.phone},
              {"hours", http::to_json(contact.hours)},
              {"note", http::to_json(contact.note)}}},
            {"source", http::to_json(programme.source())},
            {"text_date", hagukumi::to_string(programme.text_date())},
            {"applies", !programme.forms().empty()},
            {"services", std::move(services)}};
}

}  // namespace

Result<Response> get_about(const Site& site, const Request& request)
{
    const Municipality& municipality = municipality_of(site, request);
    json::array programmes;
    for (const auto& programme : municipality.programmes) programmes.push_back(to_json(*programme));
    json::value line;
    if (const auto pages = site.line != nullptr ? site.line->pages(municipality.code) : std::nullopt) {
        json::object towns;
        for (const auto& [postal_code, address] : pages->towns) towns[postal_code] = address;
        line = json::object{{"liff_id", pages->liff_id},
                            {"url", pages->url},
                            {"sdk_url", pages->sdk_url},
                            {"newcomers", pages->newcomers_join ? "child" : "user_number"},
                            {"towns", std::move(towns)}};
    }
    return json_response(
        200, json::object{{"code", to_string(municipality.code)},
                          {"name", to_json(municipality.name)},
                          {"today", hagukumi::to_string(date_in_japan(request.at))},
                          {"line", std::move(line)},
                          {"mail_domain", site.sends_mail() ? json::value(site.mail_domain) : nullptr},
                          {"programmes", std::move(programmes)}});
}

}  // namespace hagukumi::http
