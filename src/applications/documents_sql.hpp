// The statements of documents.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::applications::sql {

inline constexpr store::Statement documents_of{
    "applications.documents_of",
    "SELECT id, question, kind, pages, size FROM document WHERE municipality = $1 AND application = $2 "
    "ORDER BY added_at, id"};
inline constexpr store::Statement add_document{
    "applications.add_document",
    "INSERT INTO document (municipality, id, application, question, kind, pages, size, sealed, added_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
inline constexpr store::Statement find_document{
    "applications.find_document",
    "SELECT kind, sealed FROM document WHERE municipality = $1 AND id = $2 AND application = $3"};
inline constexpr store::Statement drop_document{
    "applications.drop_document",
    "DELETE FROM document WHERE municipality = $1 AND id = $2 AND application = $3"};
inline constexpr store::Statement drop_documents{
    "applications.drop_documents", "DELETE FROM document WHERE municipality = $1 AND application = $2"};
/// Of what was decided before.
inline constexpr store::Statement forget_documents{
    "applications.forget_documents",
    "DELETE FROM document WHERE municipality = $1 AND application IN "
    "(SELECT id FROM application WHERE municipality = $1 AND decided_at < $2)"};

}  // namespace hagukumi::applications::sql
