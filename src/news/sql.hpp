// The statements of the news room.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::news::sql {

using store::Statement;

inline constexpr Statement add{
    "news.add",
    "INSERT INTO news (municipality, id, at, by_account, programme, situation, months, title_ja, title_en, "
    "body_ja, body_en, last_day, withdrawn_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL)"};
inline constexpr Statement withdraw{
    "news.withdraw",
    "UPDATE news SET withdrawn_at = $3 WHERE municipality = $1 AND id = $2 AND withdrawn_at IS NULL"};
inline constexpr Statement all{
    "news.all",
    "SELECT id, at, programme, situation, months, title_ja, title_en, body_ja, body_en, last_day, "
    "withdrawn_at FROM news "
    "WHERE municipality = $1 ORDER BY id DESC LIMIT 500"};
inline constexpr Statement on_day{
    "news.on_day",
    "SELECT n.id, n.at, n.programme, n.situation, n.months, n.title_ja, n.title_en, n.body_ja, n.body_en, "
    "n.last_day, n.withdrawn_at, r.read_at FROM news n LEFT JOIN news_read r ON r.municipality = $1 AND "
    "r.account = $2 "
    "AND r.news = n.id WHERE n.municipality = $1 AND n.withdrawn_at IS NULL AND n.last_day >= $3 "
    "ORDER BY n.id DESC LIMIT 200"};
inline constexpr Statement find{"news.find", "SELECT id FROM news WHERE municipality = $1 AND id = $2"};
inline constexpr Statement read{
    "news.read",
    "INSERT INTO news_read (municipality, account, news, read_at) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (municipality, account, news) DO NOTHING"};

}  // namespace hagukumi::news::sql
